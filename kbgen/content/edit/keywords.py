"""Add keywords, or queries that show it first, to the front matter of an article, and change nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from kbgen.content.edit.lines import WrittenLines, written_lines, yaml_word
from kbgen.content.front_matter import read_front_matter, split_front_matter
from kbgen.errors import UsageError
from kbgen.model import FrontMatter

_HINT = "add them by hand: {key}: [{words}]"
_ITEM = re.compile(r"([ \t]*)-[ \t]")
Key = Literal["keywords", "pin_for"]


def add_keywords(raw: bytes, keywords: Sequence[str], name: str) -> bytes:
    """Return an article with keywords added to those it has, in the form in which it lists them.

    raw: the file. name: for messages. Raises UsageError where that cannot be done without touching anything else.
    """
    return _added(raw, "keywords", keywords, name)


def add_pins(raw: bytes, queries: Sequence[str], name: str) -> bytes:
    """Return an article with queries added to those that show it first; as `add_keywords`."""
    return _added(raw, "pin_for", queries, name)


def _added(raw: bytes, key: Key, words: Sequence[str], name: str) -> bytes:
    written = written_lines(raw, name)
    before = _front("\n".join(written.lines), name)
    had = _words(before, key)[0]
    new = [word for word in dict.fromkeys(words) if word not in had]
    if not new:
        return raw
    hint = _HINT.format(key=key, words=", ".join(map(yaml_word, new)))
    lines = _with_words(written, before, key, [yaml_word(word) for word in new])
    if lines is None:
        raise UsageError(f"{name}: '{key}' is written in a form that cannot be added to", hint=hint)
    after = _front("\n".join(lines), name)
    body = [split_front_matter("\n".join(text), lambda *_: None).body for text in (written.lines, lines)]
    if _without(after, key) != _without(before, key) or _words(after, key)[0] != (*had, *new) or body[0] != body[1]:
        raise UsageError(f"{name}: adding to '{key}' would change something else", hint=hint)
    return written.bytes(lines)


def _words(front: FrontMatter, key: Key) -> tuple[tuple[str, ...], Sequence[int]]:
    """Return the words of a key, and the lines they stand on."""
    return (front.keywords, front.keyword_lines) if key == "keywords" else (front.pin_for, front.pin_lines)


def _front(text: str, name: str) -> FrontMatter:
    problems: list[str] = []
    parts = split_front_matter(text + "\n", lambda line, _, message, __: problems.append(f"{name}:{line}: {message}"))
    front = read_front_matter(parts.yaml_text, lambda line, _, message, __: problems.append(f"{name}:{line}: {message}"))
    if parts.yaml_text is None or problems:
        raise UsageError(problems[0] if problems else f"{name} has no front matter", hint="mend it first; see 'kbgen check'")
    return front


def _without(front: FrontMatter, key: Key) -> FrontMatter:
    """Return front matter without one key, and without the places of all."""
    bare = replace(front, lines=None, keyword_lines=(), pin_lines=())
    return replace(bare, keywords=()) if key == "keywords" else replace(bare, pin_for=())


def _with_words(written: WrittenLines, front: FrontMatter, key: Key, words: list[str]) -> list[str] | None:
    lines = list(written.lines)
    keys = front.lines or {}
    had, places = _words(front, key)
    if key not in keys:
        after = max((line for key, line in keys.items() if key in {"title", "description"}), default=1)
        return [*lines[:after], f"{key}: [{', '.join(words)}]", *lines[after:]]
    at = keys[key] - 1
    if not re.match(rf"{key}[ \t]*:", lines[at]):
        return None
    last = max((line - 1 for line in places), default=at)
    item = _ITEM.match(lines[last])
    if last > at and item:  # one below the other
        return [*lines[: last + 1], *(f"{item[1]}- {word}" for word in words), *lines[last + 1 :]]
    end = next((number for number in range(last, len(lines)) if "]" in lines[number]), None)
    if end is None:
        return None
    head, bracket, rest = lines[end].rpartition("]")
    comma = ", " if had and head.rstrip()[-1:] != "," else " " * (head.rstrip()[-1:] == ",")
    lines[end] = f"{head.rstrip() if had else head}{comma}{', '.join(words)}{bracket}{rest}"
    return lines
