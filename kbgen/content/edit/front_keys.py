"""Write aliases, the short id and the state of a translation into the front matter of an article, and change nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kbgen.content.edit.lines import WrittenLines, written_lines, yaml_word
from kbgen.content.front_matter import read_front_matter, split_front_matter
from kbgen.errors import UsageError
from kbgen.model import FrontMatter

_COMMENT = re.compile(r"[ \t]#.*$")


def with_aliases(raw: bytes, add: Iterable[str], drop: Iterable[str], name: str) -> bytes:
    """Return an article with other former ids. add: after those it has. drop: some it has. An address below the root is `/old/`.

    raw: the file. name: for messages. Raises UsageError where that cannot be done without touching anything else.
    """
    written = written_lines(raw, name)
    before = _front(written.lines, name)
    gone = set(drop)
    old = [*before.aliases, *(f"/{address}" for address in before.root_aliases)]
    new = [alias for alias in dict.fromkeys([*old, *add]) if alias not in gone]
    if new == old:
        return raw
    value = f"[{', '.join(map(yaml_word, new))}]" if new else ""
    wanted = replace(
        before,
        aliases=tuple(alias for alias in new if not alias.startswith("/")),
        root_aliases=tuple(alias[1:] for alias in new if alias.startswith("/")),
    )
    return _changed(written, "aliases", value, wanted, name)


def with_short_id(raw: bytes, short_id: str, name: str) -> bytes:
    """Return an article with an id. Raises UsageError as above."""
    written = written_lines(raw, name)
    before = _front(written.lines, name)
    return raw if before.short_id == short_id else _changed(written, "id", short_id, replace(before, short_id=short_id), name)


def with_translated_from(raw: bytes, fingerprints: Iterable[str], name: str) -> bytes:
    """Return a translation with the fingerprints of its source. Raises UsageError as above."""
    written = written_lines(raw, name)
    before, new = _front(written.lines, name), tuple(fingerprints)
    if before.translated_from == new:
        return raw
    # In quotes: a line of digits alone would be a number to other programs.
    value = f"'{' '.join(new)}'" if new else ""
    return _changed(written, "translated_from", value, replace(before, translated_from=new), name)


def with_front_text(raw: bytes, key: str, text: str, name: str) -> bytes:
    """Return an article with another `title` or `description`, or other `keywords`, given with commas between them.

    Raises UsageError as above.
    """
    written = written_lines(raw, name)
    before = _front(written.lines, name)
    if key == "keywords":
        words = tuple(dict.fromkeys(" ".join(word.split()) for word in re.split("[,，、]", text) if word.strip()))
        value, wanted = f"[{', '.join(map(yaml_word, words))}]", replace(before, keywords=words)
    else:
        plain = " ".join(text.split())
        value = yaml_word(plain)
        wanted = replace(before, title=plain) if key == "title" else replace(before, description=plain)
    return raw if before == wanted else _changed(written, key, value, wanted, name)


def with_draft(raw: bytes, *, draft: bool, name: str) -> bytes:
    """Return an article that readers see, or do not see yet. Raises UsageError as above."""
    written = written_lines(raw, name)
    before = _front(written.lines, name)
    if before.draft == draft:
        return raw
    return _changed(written, "draft", "true" if draft else "", replace(before, draft=draft), name)


def _changed(written: WrittenLines, key: str, value: str, wanted: FrontMatter, name: str) -> bytes:
    """Write `key: value` in the place of the key, or at the end of the front matter. value: empty removes it."""
    hint = f"write it by hand: '{key}: {value}'" if value else f"remove '{key}' by hand"
    start, end = _place(written.lines, wanted, key)
    if any(_COMMENT.search(line) or line.lstrip().startswith("#") for line in written.lines[start:end]):
        raise UsageError(f"{name}:{start + 1}: a comment beside '{key}' would be lost", hint=hint)
    lines = (*written.lines[:start], *([f"{key}: {value}"] if value else []), *written.lines[end:])
    body = [split_front_matter("\n".join(text), _unheard).body for text in (written.lines, lines)]
    if _without_lines(_front(lines, name)) != _without_lines(wanted) or body[0] != body[1]:
        raise UsageError(f"{name}: writing '{key}' would change something else", hint=hint)
    return written.bytes(lines)


def _place(lines: tuple[str, ...], front: FrontMatter, key: str) -> tuple[int, int]:
    """Return the first line of a key and the one after its last, from 0; both are the end where the key is missing."""
    starts = sorted(line - 1 for line in (front.lines or {}).values())
    close = next(number for number, line in enumerate(lines) if number and line.rstrip() in {"---", "..."})
    if key not in (front.lines or {}):
        return close, close
    start = (front.lines or {})[key] - 1
    end = next((line for line in starts if line > start), close)
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):  # of what follows
        end -= 1
    return start, end


def _front(lines: Iterable[str], name: str) -> FrontMatter:
    problems: list[str] = []

    def report(line: int, _: str, message: str, __: str) -> None:
        problems.append(f"{name}:{line}: {message}")

    parts = split_front_matter("\n".join(lines) + "\n", report)
    front = read_front_matter(parts.yaml_text, report)
    if parts.yaml_text is None or problems:
        raise UsageError(problems[0] if problems else f"{name} has no front matter", hint="mend it first; see 'kbgen check'")
    return front


def _without_lines(front: FrontMatter) -> FrontMatter:
    return replace(
        front, lines=None, keyword_lines=(), pin_lines=(), differs=tuple(replace(one, line=0) for one in front.differs)
    )


def _unheard(line: int, code: str, message: str, hint: str) -> None:
    """Take a problem that was reported before."""
