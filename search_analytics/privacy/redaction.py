"""Take personal data out of a query before anything stores it (clause 5 of docs/spec/search-event.md).

The ordered rules of redaction_rules.py, applied to a clean text (match_key.clean_text) until nothing changes, so redacting
twice is redacting once. Rules look at a shadow of the text in which every digit is an ASCII digit and every dash a hyphen;
it has the same length, so what they find is cut from the original.

Known gaps: names, and passwords typed alone. The k-threshold of reports is the defence against those.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from search_analytics.limits import MAX_QUERY_CODE_POINTS
from search_analytics.privacy.redaction_rules import KEEP, RULES, Rule, possible_rules

_DASHES = "\u00b7\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fb\u30fc\ufe63\uff0d"
_SHADOW = str.maketrans(_DASHES, "-" * len(_DASHES))
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_NUMERALS = dict(zip("零〇一二三四五六七八九兩两", "0012345678922", strict=True))
_SPELT_NUMBER = re.compile(f"[{''.join(_NUMERALS)}](?:[ -]?[{''.join(_NUMERALS)}]){{7,}}")
_LEAST_LENGTH = 3  # "::1" and "a@b"
# Every rule needs one of these; most queries have none, and stop here.
_QUICK = re.compile(r"[0-9@?#:]|\bdot\b|[\[(]at[\])]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    shadow: str
    digits: int = 0
    settled: bool = False


def redact(text: str, published: frozenset[str] = frozenset(), most: int = MAX_QUERY_CODE_POINTS) -> str:
    """Return a clean text with personal data replaced by placeholders such as ⟨email⟩.

    published: tokens of the portal itself (`published_tokens`); they are never taken out, so hotlines stay searchable.
    most: code points of what is returned.
    """
    shadow = _shadow(text)
    if not _QUICK.search(shadow) or not any(rule.pattern.search(shadow) for rule in possible_rules(shadow)):
        return text
    while True:
        redacted = _cut("".join(piece.text for piece in _pass(text, published)), most)
        if redacted == text:
            return text
        text = redacted


def published_tokens(texts: Iterable[str]) -> frozenset[str]:
    """Return the numbers, addresses and codes that occur in published texts, in the form `redact` compares."""
    tokens: set[str] = set()
    for text in texts:
        pieces = [_Piece(text, _shadow(text))]
        for rule in (rule for rule in RULES if rule.placeholder != KEEP):
            found = (match for piece in pieces for match in rule.pattern.finditer(piece.shadow))
            tokens.update(_token(match.string[slice(*span)]) for match in found if (span := rule.span(match)))
    return frozenset(tokens - {""})


def _pass(text: str, published: frozenset[str]) -> list[_Piece]:
    pieces = [_piece(text, _shadow(text))]
    for rule in RULES:
        parts: list[_Piece] = []
        for piece in pieces:
            if piece.settled or piece.digits < rule.digits:
                parts.append(piece)
            else:
                parts += _split(piece, rule, published)
        pieces = parts
    return pieces


def _piece(text: str, shadow: str) -> _Piece:
    """What is left beside a find; most of it holds nothing that a rule could begin with."""
    if len(text) < _LEAST_LENGTH or not _QUICK.search(shadow):
        return _Piece(text, shadow, settled=True)
    return _Piece(text, shadow, sum(map(shadow.count, "0123456789")))


def _split(piece: _Piece, rule: Rule, published: frozenset[str]) -> list[_Piece]:
    parts: list[_Piece] = []
    position = 0
    for match in rule.pattern.finditer(piece.shadow):
        span = rule.span(match)
        if span is None or span[0] < position:
            continue
        start, end = span
        keep = rule.placeholder == KEEP or _token(piece.shadow[start:end]) in published
        parts.append(_piece(piece.text[position:start], piece.shadow[position:start]))
        parts.append(_Piece(piece.text[start:end] if keep else rule.placeholder, "", settled=True))
        position = end
    if not parts:
        return [piece]
    parts.append(_piece(piece.text[position:], piece.shadow[position:]))
    return parts


def _cut(text: str, most: int) -> str:
    """Placeholders may be longer than what they replace; a placeholder cut in half is dropped."""
    if len(text) <= most:
        return text.strip(" ")
    text = text[:most]
    return text[: text.rindex("⟨")].strip(" ") if text.rfind("⟨") > text.rfind("⟩") else text.strip(" ")


def _shadow(text: str) -> str:
    if text.isascii():
        return text
    spelt = _SPELT_NUMBER.sub(lambda match: "".join(_NUMERALS.get(c, c) for c in match[0]), text)
    return _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), spelt.translate(_SHADOW))


def _token(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum() or c == "@")
