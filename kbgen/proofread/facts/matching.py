"""Which facts of two paragraphs answer each other, and which contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.proofread.facts.fact import BARE, Fact, agree, comparable


def unmatched(one: Sequence[Fact], other: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Return the facts of each that no fact of the other agrees with; a fact may agree with several.

    A bare number answers a fact with a unit, but not where the other side has one with that unit that nothing answers:
    *In Q3 … two people* and 第二季 … 兩名 contradict each other.
    """
    alone, other_alone = _alone(one, other), _alone(other, one)
    return alone + _only_by_number(one, other, alone, other_alone), other_alone + _only_by_number(other, one, other_alone, alone)


def _alone(one: Sequence[Fact], other: Sequence[Fact]) -> list[Fact]:
    stated = {(fact.dimension, fact.value) for fact in other}
    return [fact for fact in one if not fact.coded and (fact.dimension, fact.value) not in stated and not holds(other, fact)]


def _only_by_number(one: Sequence[Fact], other: Sequence[Fact], alone: Sequence[Fact], other_alone: Sequence[Fact]) -> list[Fact]:
    """Return the facts of `one` that only bare numbers answer, of dimensions of which only the other side has one alone."""
    asked = {fact.dimension for fact in other_alone if fact.kind != "contact"} - {fact.dimension for fact in alone} - BARE
    if not asked:
        return []
    return [
        fact
        for fact in one
        if fact.dimension in asked and not fact.coded and all(answer.dimension in BARE for answer in other if agree(fact, answer))
    ]


def said_twice(
    one: Sequence[Fact], other: Sequence[Fact], alone: Sequence[Fact], other_alone: Sequence[Fact]
) -> list[tuple[Fact, Fact]]:
    """Return what a side says a second time, with what the other says instead: *30 minutes … half an hour*, 30 分鐘 … 一小時.

    alone, other_alone: what nothing answers. Only where both sides have as many facts of a dimension, and one of each is left.
    """
    here = [(_left(one, other, fact.dimension), fact) for fact in _single(other_alone, alone)]
    there = [(_left(other, one, fact.dimension), fact) for fact in _single(alone, other_alone)]
    return [(twice, fact) for twice, fact in here if twice] + [(fact, twice) for twice, fact in there if twice]


def _single(alone: Sequence[Fact], other_alone: Sequence[Fact]) -> list[Fact]:
    """Return the facts that are the only one of their dimension that nothing answers."""
    taken = {fact.dimension for fact in other_alone} | {""}
    dimensions = [fact.dimension for fact in alone]
    return [fact for fact in alone if fact.dimension not in taken and dimensions.count(fact.dimension) == 1]


def _left(one: Sequence[Fact], other: Sequence[Fact], dimension: str) -> Fact | None:
    """Return the one fact of a dimension that is left when each fact of `other` has answered one of `one`."""
    mine = [fact for fact in one if fact.dimension == dimension and not fact.coded]
    theirs = [fact for fact in other if fact.dimension == dimension and not fact.coded]
    if len(mine) != len(theirs):
        return None
    for fact in theirs:
        answered = next((known for known in mine if agree(known, fact)), None)
        if answered:
            mine.remove(answered)
    return mine[0] if len(mine) == 1 else None


def holds(facts: Sequence[Fact], fact: Fact) -> bool:
    """Tell whether one of some facts agrees with another."""
    return any(agree(fact, other) for other in facts)


def contradictions_of(one: Sequence[Fact], other: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Return the facts of both that stand for each other: of one dimension first, then of one kind; in order."""
    found: list[tuple[Fact, Fact]] = []
    for same in (True, False):
        for fact in one:
            if any(fact is known for known, _ in found):
                continue
            for against in other:
                taken = any(against is known for _, known in found)
                alike = fact.dimension == against.dimension if same else comparable(fact, against)
                if not taken and alike and _telling(fact, against):
                    found.append((fact, against))
                    break
    return found


def _telling(fact: Fact, against: Fact) -> bool:
    """Tell whether it means anything that two facts do not agree: *one* and 一 are often no number at all."""
    unsure = [found for found in (fact, against) if not found.sure]
    if len(unsure) == 1 and fact.dimension != against.dimension and {fact.dimension, against.dimension} == BARE:
        return unsure[0].value != 1  # line 49 and 第 48 行
    return not unsure or (
        fact.dimension == against.dimension and (bool(fact.dimension) or all(found.value != 1 for found in unsure))
    )
