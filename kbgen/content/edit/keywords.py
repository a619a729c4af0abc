"""Add keywords to the front matter of an article, and change nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kbgen.content.edit.lines import WrittenLines, written_lines, yaml_word
from kbgen.content.front_matter import read_front_matter, split_front_matter
from kbgen.errors import UsageError
from kbgen.model import FrontMatter

_HINT = "add them by hand: keywords: [{words}]"
_KEY = re.compile(r"keywords[ \t]*:")
_ITEM = re.compile(r"([ \t]*)-[ \t]")


def add_keywords(raw: bytes, keywords: Sequence[str], name: str) -> bytes:
    """Return an article with keywords added to those it has, in the form in which it lists them.

    raw: the file. name: for messages. Raises UsageError where that cannot be done without touching anything else.
    """
    written = written_lines(raw, name)
    before = _front("\n".join(written.lines), name)
    new = [word for word in dict.fromkeys(keywords) if word not in before.keywords]
    if not new:
        return raw
    hint = _HINT.format(words=", ".join(map(yaml_word, new)))
    lines = _with_keywords(written, before, [yaml_word(word) for word in new])
    if lines is None:
        raise UsageError(f"{name}: the keywords are written in a form that cannot be added to", hint=hint)
    after = _front("\n".join(lines), name)
    same = _without_places(replace(after, keywords=())) == _without_places(replace(before, keywords=()))
    body = [split_front_matter("\n".join(text), lambda *_: None).body for text in (written.lines, lines)]
    if not same or after.keywords != (*before.keywords, *new) or body[0] != body[1]:
        raise UsageError(f"{name}: adding keywords would change something else", hint=hint)
    return written.bytes(lines)


def _front(text: str, name: str) -> FrontMatter:
    problems: list[str] = []
    parts = split_front_matter(text + "\n", lambda line, _, message, __: problems.append(f"{name}:{line}: {message}"))
    front = read_front_matter(parts.yaml_text, lambda line, _, message, __: problems.append(f"{name}:{line}: {message}"))
    if parts.yaml_text is None or problems:
        raise UsageError(problems[0] if problems else f"{name} has no front matter", hint="mend it first; see 'kbgen check'")
    return front


def _without_places(front: FrontMatter) -> FrontMatter:
    return replace(front, lines=None, keyword_lines=())


def _with_keywords(written: WrittenLines, front: FrontMatter, words: list[str]) -> list[str] | None:
    lines = list(written.lines)
    keys = front.lines or {}
    if "keywords" not in keys:
        after = max((line for key, line in keys.items() if key in {"title", "description"}), default=1)
        return [*lines[:after], f"keywords: [{', '.join(words)}]", *lines[after:]]
    at = keys["keywords"] - 1
    if not _KEY.match(lines[at]):
        return None
    last = max((line - 1 for line in front.keyword_lines), default=at)
    item = _ITEM.match(lines[last])
    if last > at and item:  # one below the other
        return [*lines[: last + 1], *(f"{item[1]}- {word}" for word in words), *lines[last + 1 :]]
    end = next((number for number in range(last, len(lines)) if "]" in lines[number]), None)
    if end is None:
        return None
    head, bracket, rest = lines[end].rpartition("]")
    comma = ", " if front.keywords and head.rstrip()[-1:] != "," else " " * (head.rstrip()[-1:] == ",")
    lines[end] = f"{head.rstrip() if front.keywords else head}{comma}{', '.join(words)}{bracket}{rest}"
    return lines
