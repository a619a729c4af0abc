"""Add impacts: needs → scores → ranking.

Twin: theme/assets/search/score.js. Specification: index-format 8.
A query is a list of parts; a part has readings; a reading has needs; a need is met by the best of its terms.
Everything is an integer, so both twins rank alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kbgen.search.columns import Numbers
from kbgen.search.constants import UNKNOWN_NEED, UNKNOWN_PART, WHOLE_SHARE
from kbgen.search.reader import Postings

MatchKind = Literal["exact", "variant", "synonym", "corrected", "prefix", "other-language"]

NONE = np.zeros(0, np.int64)

Lookup = Callable[[str, str], Postings | None]
"""Family and term → its postings."""


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


@dataclass(frozen=True, slots=True)
class Met:
    """The pairs that meet a need, ascending. gains: what each gets for it; worth: what the need tells, the same for all."""

    pairs: Numbers
    gains: Numbers
    worth: int


Meets = Callable[[Need], Met]


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


def rank(parts: Sequence[Part], postings: Lookup, pairs: int, *, most: int, meets: Meets | None = None) -> Ranked:
    """Return the best `most` of the pairs that meet a need.

    pairs: how many the index has. meets: `met` over these postings, perhaps one that remembers; needs come back in other
    readings and in later queries.
    """
    meets = meets or (lambda need: met(need, postings))
    scores, masses = np.zeros((2, pairs), np.int64)
    choices: list[Numbers] = []
    total = 0
    for part in parts:
        worth = information(part.readings[0].needs, postings) if part.readings else UNKNOWN_PART
        total += worth
        held, shares, chosen = _score_part(part, postings, pairs, meets)
        scores += held
        masses += shares * worth
        choices.append(chosen)
    best = [
        Scored(pair, int(scores[pair]), tuple(int(chosen[pair]) for chosen in choices), int(masses[pair]) // total)
        for pair in map(int, _first(scores, most))
    ]
    return Ranked(int(np.count_nonzero(scores)), tuple(best))


def _first(scores: Numbers, most: int) -> Numbers:
    """Return the pairs with the highest scores above 0, best first; ties go to the lower number."""
    held = np.flatnonzero(scores)
    if len(held) > most:  # sort only what may be among them
        held = held[scores[held] >= np.partition(scores[held], -most)[-most]]
    return held[np.argsort(-scores[held], kind="stable")][:most]


def met(need: Need, postings: Lookup) -> Met:
    """Return the pairs that meet a need by the best of its terms."""
    found = [(term.weight, held) for term in need.terms if (held := postings(term.family, term.term)) is not None]
    pairs = np.concatenate([held.pairs for _, held in found]) if found else NONE
    gains = np.concatenate([held.impacts * weight for weight, held in found]) if found else NONE
    if len(found) > 1:
        order = np.lexsort((-gains, pairs))
        pairs, gains = pairs[order], gains[order]
        first = np.diff(pairs, prepend=-1) > 0
        pairs, gains = pairs[first], gains[first]
    if not gains.all():
        pairs, gains = pairs[gains > 0], gains[gains > 0]
    return Met(pairs, gains * need.weight, need.weight * int(np.max(gains, initial=0)))


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


def _score_part(part: Part, postings: Lookup, pairs: int, meets: Meets) -> tuple[Numbers, Numbers, Numbers]:
    """Return for each pair the score of its best reading, what of the part that holds (0..65536), and its number or −1."""
    shared = _shared_needs(part.readings)
    base = _add(shared, np.zeros((2, pairs), np.int64), meets)
    best, shares = np.zeros((2, pairs), np.int64)
    chosen = np.full(pairs, -1, np.int64)
    for choice, reading in enumerate(part.readings):
        sums, masses = _add(Counter(reading.needs) - shared, base.copy(), meets)
        held = sums * reading.weight
        better = held > best
        best[better] = held[better]
        shares[better] = masses[better] * WHOLE_SHARE // information(reading.needs, postings)
        chosen[better] = choice
    return best, shares, chosen


def _shared_needs(readings: Sequence[PartReading]) -> Counter[Need]:
    """Return the needs of all readings of a part: they differ in a word or two, and what they share is added up once."""
    shared = Counter(readings[0].needs) if readings else Counter()
    for reading in readings[1:]:
        shared &= Counter(reading.needs)
    return shared


def _add(needs: Counter[Need], sums: Numbers, meets: Meets) -> Numbers:
    """Add what each pair gets for some needs, and what they tell, to the two rows of `sums`; return it."""
    for need, times in needs.items():
        found = meets(need)
        sums[0, found.pairs] += found.gains * times
        sums[1, found.pairs] += found.worth * times
    return sums
