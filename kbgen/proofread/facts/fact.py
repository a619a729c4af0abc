"""One fact of an article, in a form that both languages share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FactKind = Literal["number", "price", "time", "size", "contact", "code"]
"""What the problems are called by: `number-differs` and so on."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that stands at a place of a block.

    dimension: what may be compared: `seconds`, `workdays`, `HKD`, `grams`, `clock`. value: in its base unit, or a text.
    plain: the number as written, where it is one. sure: whether the other side must have it; otherwise it is only compared
    with what contradicts it: *one* and 三 are often no number at all. others: values that are as good, as 20 % off is 80 %.
    coded: it stands in code; it may answer a fact of the other side, and asks for nothing.
    firm: what is as good as a value of the other side is not as good for this one: 30 % off is 七折, and never 三折.
    start, end: its place in the text of the block. shown: as written.
    """

    kind: FactKind
    dimension: str
    value: float | str
    shown: str
    start: int
    end: int
    plain: float | None = None
    sure: bool = True
    others: tuple[float | str, ...] = ()
    coded: bool = False
    firm: bool = False


BARE = frozenset({"", "ordinal"})
"""Dimensions of numbers without a unit, which may answer one that has a unit."""


def agree(one: Fact, other: Fact) -> bool:
    """Tell whether two facts say the same, as far as both say anything."""
    if one.dimension == other.dimension:
        return not _values(one, other).isdisjoint(_values(other, one))
    if not BARE.isdisjoint((one.dimension, other.dimension)) and one.plain is not None and other.plain is not None:
        return one.plain == other.plain  # a column of bare numbers, its unit in the heading of the table
    if {one.dimension, other.dimension} == {"phone", ""}:
        number, phone = (one, other) if one.dimension == "" else (other, one)
        return str(phone.value).endswith(f"{number.value:.0f}") and float(number.value) >= 1000
    if "money" in {one.dimension, other.dimension} and one.kind == other.kind == "price":
        return one.value == other.value  # `$` and 元 name no currency
    return False


def _values(fact: Fact, other: Fact) -> set[float | str]:
    return {fact.value} if other.firm else {fact.value, *fact.others}


def comparable(one: Fact, other: Fact) -> bool:
    """Tell whether two facts that do not agree contradict each other: 3 days and 3 hours do, 3 days and HK$ 3 do not."""
    return one.kind == other.kind and (one.kind != "code" or one.dimension == other.dimension)
