"""A minified script → its words, literals and marks, each with the bracket it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kbgen.errors import KbgenError

OPEN, CLOSE = ("(", "[", "{"), (")", "]", "}")

_TOKEN = re.compile(
    r"(?P<word>[A-Za-z_$][\w$]*)|(?P<space>\s+)"
    r"|\.?\d[\w.]*|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|=>|\.\.\.|\?\.(?!\d)|[=!]==?|<=|>=|&&|\|\||\?\?|."
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = frozenset({"return", "typeof", "case", "of", "in"})
_REFUSED = frozenset({"class", "var", "get", "set", "eval", "with", "`"})
_BEFORE_BLOCK = frozenset({"", ")", "=>", ";", "{", "}", "else", "try", "finally", "do"})


@dataclass(frozen=True, slots=True)
class Token:
    """around: what it stands in: `(`, `[`, `object` (or a pattern of one), `block`, `export`; empty outside all brackets."""

    text: str
    is_word: bool
    around: str
    start: int


def read_tokens(script: str) -> Sequence[Token]:
    """Return everything but white space. A minified script holds no comment that could look like code.

    Raises KbgenError: it holds classes, `var`, accessors or template strings.
    """
    tokens: list[Token] = []
    brackets: list[str] = []
    position = 0
    while position < len(script):
        before = tokens[-1].text if tokens else ""
        found = (_is_operand_next(before) and _REGEX.match(script, position)) or _TOKEN.match(script, position)
        if found is None or (found[0] in _REFUSED and before != "."):
            raise KbgenError(
                f"cannot read {script[position : position + 40]!r} in a script whose names are shortened",
                hint="write it with functions, const, let and plain strings",
            )
        position = found.end()
        if found.lastgroup == "space":
            continue
        if found[0] in CLOSE:
            brackets.pop()
        tokens.append(Token(found[0], found.lastgroup == "word", brackets[-1] if brackets else "", found.start()))
        if found[0] in OPEN:
            brackets.append(_kind(found[0], before, tokens))
    return tokens


def _is_operand_next(before: str) -> bool:
    """Say whether a slash would begin a regular expression and not divide."""
    return before in _BEFORE_REGEX or not (before[-1:].isalnum() or before[-1:] in ("_", "$", '"', "'", *CLOSE))


def _kind(bracket: str, before: str, tokens: Sequence[Token]) -> str:
    if bracket != "{":
        return bracket
    if any(token.text == "export" for token in tokens[-3:]):
        return "export"
    return "block" if before in _BEFORE_BLOCK else "object"
