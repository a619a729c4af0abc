"""An article as its front matter and the text below it, for what writes that text anew."""

from __future__ import annotations

from kbgen.content.edit.lines import WrittenLines
from kbgen.content.front_matter import split_front_matter


def head_and_body(written: WrittenLines) -> tuple[str, str]:
    """Return the front matter with its end, and the text below it, each line with its end; `kbgen check` says what is wrong."""
    text = "\n".join((*written.lines, ""))
    body = split_front_matter(text, lambda *_: None).body
    return text.removesuffix(body), body


def with_whole_text(written: WrittenLines, text: str) -> bytes:
    """Return the file with another text, which ends as the file did."""
    return written.bytes(text.removesuffix("\n").split("\n"))
