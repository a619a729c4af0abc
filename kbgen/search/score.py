"""Add impacts: needs → scores → ranking.

Twin: theme/assets/search/score.js. Specification: index-format 8.
A query is a list of parts; a part has readings; a reading has needs; a need is met by the best of its terms.
Everything is an integer, so both twins rank alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Literal

from kbgen.search.reader import Postings

UNKNOWN_NEED = 140 * 256
"""What a term that no article holds tells of what is meant, as the product of an impact and a weight."""
UNKNOWN_PART = 255 * 256 * 256
"""The same of a word that nothing explains."""

MatchKind = Literal["exact", "variant", "synonym", "corrected", "prefix", "other-language"]

Lookup = Callable[[str, str], Postings | None]
"""Family and term → its postings."""

# Two sums travel in one integer, the score above the other, which stays below 2 ** 64.
_SHIFT = 64
_LOW = (1 << _SHIFT) - 1
_PAIR_BITS = 32
_LAST_PAIR = (1 << _PAIR_BITS) - 1


@dataclass(frozen=True, slots=True)
class Term:
    """A term that meets a need. weight: 1..256 of its impact counts. family: script and article language."""

    family: str
    term: str
    weight: int


@dataclass(frozen=True, slots=True)
class Need:
    """What an article should hold: the best of `terms` counts. weight: 1..256."""

    terms: tuple[Term, ...]
    weight: int


Meets = Callable[[Need], Mapping[int, int]]
"""A need → what each pair that meets it gets."""


@dataclass(frozen=True, slots=True)
class PartReading:
    """One way to read a part of the query. weight: 256 for what was typed, less for what was mended.

    words: what it reads, for display and highlighting.
    """

    needs: tuple[Need, ...]
    weight: int
    kind: MatchKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A word, compound or Chinese run of the query as typed, with its readings; the literal one is first."""

    typed: str
    readings: tuple[PartReading, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair that holds something of the query. chosen: for each part the number of the reading that scored best, −1 for none.

    mass: what of the query it holds, 0..65536, by information.
    """

    pair: int
    score: int
    chosen: tuple[int, ...]
    mass: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """The pairs that meet a need. total: how many; best: the first of them, best first; ties go to the lower pair number."""

    total: int
    best: tuple[Scored, ...]


def rank(parts: Sequence[Part], postings: Lookup, *, most: int, meets: Meets | None = None) -> Ranked:
    """Return the best `most` of the pairs that meet a need.

    meets: `met` over these postings, perhaps one that remembers; needs come back in other readings and in later queries.
    """
    meets = meets or (lambda need: met(need, postings))
    worth = [information(part.readings[0].needs, postings) if part.readings else UNKNOWN_PART for part in parts]
    sums: dict[int, int] = {}
    choices: list[Mapping[int, int]] = []
    for part, known in zip(parts, worth, strict=True):
        held, chosen = _score_part(part, known, postings, meets)
        choices.append(chosen)
        if not sums:
            sums = dict(held)
            continue
        for pair, packed in held.items():
            sums[pair] = sums.get(pair, 0) + packed
    # One integer a pair is compared: its score, then how far its number is below the highest there can be.
    first = nlargest(most, [(packed >> _SHIFT << _PAIR_BITS) + _LAST_PAIR - pair for pair, packed in sums.items()])
    total = sum(worth)
    best = []
    for key in first:
        pair = _LAST_PAIR - (key & _LAST_PAIR)
        readings = tuple(chosen.get(pair, -1) for chosen in choices)
        best.append(Scored(pair, sums[pair] >> _SHIFT, readings, (sums[pair] & _LOW) // total))
    return Ranked(len(sums), tuple(best))


def met(need: Need, postings: Lookup) -> Mapping[int, int]:
    """Return what each pair that meets a need gets for it: score and information, packed so that one addition adds both."""
    best: dict[int, int] = {}
    for term in need.terms:
        found = postings(term.family, term.term)
        if found is None:
            continue
        if not best and term.weight:
            best = {pair: impact * term.weight for pair, impact in zip(found.pairs, found.impacts, strict=True) if impact}
            continue
        for pair, impact in zip(found.pairs, found.impacts, strict=True):
            value = impact * term.weight
            if value > best.get(pair, 0):
                best[pair] = value
    worth = need.weight * _most(need, postings)
    return {pair: (value * need.weight << _SHIFT) + worth for pair, value in best.items()}


def information(needs: Sequence[Need], postings: Lookup) -> int:
    """Return how much some needs ask for: rare and prominent words more, and unknown ones (index-format 8.3)."""
    return sum(need.weight * (_most(need, postings) or UNKNOWN_NEED) for need in needs)


def _most(need: Need, postings: Lookup) -> int:
    """Return the highest product of impact and weight among all articles and the terms of a need, 0 where no article meets it."""
    most = 0
    for term in need.terms:
        found = postings(term.family, term.term)
        if found is not None:
            most = max(most, found.highest * term.weight)
    return most


def _score_part(part: Part, worth: int, postings: Lookup, meets: Meets) -> tuple[dict[int, int], Mapping[int, int]]:
    """Return pair → score and mass, packed, by its best reading; and pair → number of that reading."""
    shared = _shared_needs(part.readings)
    base = _summed(shared, {}, meets)
    best: dict[int, int] = {}
    chosen: dict[int, int] = {}
    for choice, reading in enumerate(part.readings):
        sums = _summed(Counter(reading.needs) - shared, base, meets)
        held = _weighed(sums, reading.weight, information(reading.needs, postings), worth)
        if not best:
            best, chosen = held, dict.fromkeys(held, choice)
            continue
        for pair, packed in held.items():
            if packed >> _SHIFT > best.get(pair, -1) >> _SHIFT:
                best[pair] = packed
                chosen[pair] = choice
    return best, chosen


def _shared_needs(readings: Sequence[PartReading]) -> Counter[Need]:
    """Return the needs of all readings of a part: they differ in a word or two, and what they share is added up once."""
    shared = Counter(readings[0].needs) if readings else Counter()
    for reading in readings[1:]:
        shared &= Counter(reading.needs)
    return shared


def _summed(needs: Counter[Need], base: Mapping[int, int], meets: Meets) -> dict[int, int]:
    """Return what each pair gets for some needs, packed, on top of what it has."""
    sums = dict(base)
    known = sums.get
    for need in needs.elements():
        values = meets(need)
        if not sums:
            sums.update(values)
            continue
        for pair, packed in values.items():
            sums[pair] = known(pair, 0) + packed
    return sums


def _weighed(sums: Mapping[int, int], weight: int, total: int, worth: int) -> dict[int, int]:
    """Return score and mass of a reading, packed. total: its information; worth: that of its part."""
    return {
        pair: ((packed >> _SHIFT) * weight << _SHIFT) + (packed & _LOW) * 65536 // total * worth for pair, packed in sums.items()
    }
