"""Attributes of MDX whose values are programs: what they show stays as text, what they do is left out.

`<button onClick={() => alert('x')}>` → `<button>`; `label={<>Orange <b>x</b></>}` → `label="Orange x"`. Everything that reads
tags afterwards takes `>` for the end of one, which programs hold too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_START = re.compile(r"<[A-Za-z][\w.]{0,60}(?=\s)")
_VALUE = re.compile(r"\s(?P<name>[A-Za-z][\w:-]{0,60})=(?=\{)")
_OPENS = re.compile(
    r"(?:window\.open\s*\(\s*|(?:location|window|document)[.\w]{0,40}\s*=\s*)(?P<mark>['\"])(?P<address>[^'\"\s<>]{1,500})(?P=mark)"
)
_ELEMENT = re.compile(r"\{\s*\(?\s*<.*>\s*\)?\s*\}", re.DOTALL)
_TAG = re.compile(r"\{/\*.*?\*/\}|<[^<>]*>", re.DOTALL)
_LONGEST_TAG = 30_000
_MOST_UNENDED = 20


def without_programs_in_tags(text: str) -> str:
    """Return text whose tags hold `>` at their end alone."""
    return "".join(_parts(text)) if "={" in text else text


def _parts(text: str) -> Iterator[str]:
    at = unended = 0
    for match in _START.finditer(text):
        if match.start() < at or unended == _MOST_UNENDED:
            continue
        end = _end_of(text, match.end(), is_tag=True)
        if not end:
            unended += 1
            continue
        yield text[at : match.start()]
        yield _tag(text[match.start() : end])
        at = end
    yield text[at:]


def _end_of(text: str, start: int, *, is_tag: bool) -> int:
    """Return where a tag or a value between braces ends, or 0. Quotes count in programs, and around values."""
    depth, quote = 0, ""
    for at in range(start, min(len(text), start + _LONGEST_TAG)):
        char = text[at]
        if quote:
            quote = "" if char == quote and text[at - 1] != "\\" else quote
        elif char in "\"'`" and (depth or text[at - 1] == "="):
            quote = char if not _is_apostrophe(text, at) else ""
        elif char in "{}":
            depth += 1 if char == "{" else -1
            if depth < 0:
                return 0
            if not depth and not is_tag:
                return at + 1
        elif is_tag and not depth and char in "<>":
            return at + 1 if char == ">" else 0
    return 0


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell whether a mark stands within a word, as in the text of an element: `<>It's</>`."""
    return text[at] == "'" and text[at - 1].isalpha() and text[at + 1 : at + 2].isalpha()


def _tag(tag: str) -> str:
    """Return a tag without the programs in its attributes that hold what ends a tag, and without what it does on a click."""
    parts, at = [], 0
    for match in _VALUE.finditer(tag):
        end = _end_of(tag, match.end(), is_tag=False) if match.start() >= at else 0
        if not end:
            continue
        value = tag[match.end() : end]
        if (said := _said(match["name"], value)) is None:
            continue
        parts.append(f"{tag[at : match.start()]}{said}")
        at = end
    return "".join((*parts, tag[at:]))


def _said(name: str, value: str) -> str | None:
    """Return what an attribute says to readers, with a blank before it; None where it may stay as it is."""
    if re.match(r"on[A-Z]", name):
        opens = _OPENS.search(value)
        return f" onclick=\"window.open('{opens['address']}')\"" if opens else ""
    if _ELEMENT.fullmatch(value):
        words = " ".join(_TAG.sub("", value.strip("{}()\n\t ")).split()).replace('"', "”")
        return f' {name}="{words}"' if words and "{" not in words else ""
    return "" if "=>" in value else None
