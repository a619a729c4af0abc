"""Chinese beside words in letters: membership 幾錢. So that the longer writing does not decide what is asked for.

Twin: theme/assets/search/mixed.js. Specification: index-format 5.4.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kbgen.search.constants import BESIDE_LETTERS, WHOLE
from kbgen.search.score import Near, Need, Part, PartReading
from kbgen.text.normalise import is_han


def balanced(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of a query; of one in Chinese and in letters with less weight for what articles should hold in Chinese.

    A Chinese word asks for its pairs and its characters, a word in letters for itself.
    """
    chinese = [is_han(part.typed[0]) for part in parts]
    if not any(chinese) or all(han or _has_digit(part.typed) for han, part in zip(chinese, parts, strict=True)):
        return tuple(parts)
    return tuple(_lowered(part) for part in parts)


def _lowered(part: Part) -> Part:
    readings = tuple(replace(one, weight=_less(one.weight)) if _is_chinese(one) else one for one in part.readings)
    near = tuple(map(_less_near, part.near)) if is_han(part.typed[0]) else part.near
    return replace(part, readings=readings, near=near)


def _is_chinese(reading: PartReading) -> bool:
    return any(term.family.startswith("hani/") for need in reading.needs for term in need.terms)


def _less_near(near: Near) -> Near:
    return Near(near.typed and _less_need(near.typed), _less_need(near.group))


def _less_need(need: Need) -> Need:
    return replace(need, weight=_less(need.weight))


def _less(weight: int) -> int:
    return max(1, weight * BESIDE_LETTERS // WHOLE)


def _has_digit(text: str) -> bool:
    return any("0" <= char <= "9" for char in text)
