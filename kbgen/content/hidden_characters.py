"""Characters that nobody sees and that do harm: what a program left in a text, or what someone hides in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_WITHOUT_WIDTH = re.compile(
    "[\u200b\u200e\u200f\u2060\ufeff]|(?<![^\x00-\u02ff\u2000-\u20ff\u3000-\u9fff\uff00-\uffef])[\u200c\u200d]"
)
"""Joiners count where what stands before them is not joined: emoji and the scripts of Arabia and India need them."""
_EITHER = re.compile(f"{_CONTROL.pattern}|{_WITHOUT_WIDTH.pattern}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OF_DIRECTION = frozenset("\u200e\u200f\u2066\u2067\u2068\u2069")
"""What texts with words of Hebrew and Arabic need."""
_AROUND = 12


class Hidden(NamedTuple):
    """line: in the text, from 0."""

    line: int
    code: str
    message: str
    hint: str


def hidden_characters(text: str) -> Iterator[Hidden]:
    """Yield the first character of each line that nobody sees and that does harm."""
    if not _EITHER.search(text):  # as nearly always
        return
    needed = _OF_DIRECTION if _RIGHT_TO_LEFT.search(text) else frozenset()
    for number, line in enumerate(text.split("\n")):
        if match := next((found for found in _EITHER.finditer(line) if found[0] not in needed), None):
            yield _hidden(line, match, number)


def _hidden(line: str, match: re.Match[str], number: int) -> Hidden:
    before, after = line[max(0, match.start() - _AROUND) : match.start()], line[match.end() : match.end() + _AROUND]
    place = f"{_shown(before)}▮{_shown(after)}"
    character = match[0]
    name = unicodedata.name(character, "a control character").lower()
    message = f"column {match.start() + 1} holds U+{ord(character):04X}, {name}, where ▮ stands in '{place}'"
    code = "control-character" if _CONTROL.match(character) else "invisible-character"
    return Hidden(number, code, message, "delete it: put the cursor behind it and press Backspace once")


def _shown(text: str) -> str:
    return "".join(one if one.isprintable() else "…" for one in text)
