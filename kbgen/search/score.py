"""Add impacts: needs → scores → ranking.

Twin: theme/assets/search/score.js. Specification: index-format 8.
A query is a list of parts; a part has readings; a reading has needs; a need is met by the best of its terms.
Everything is an integer, so both twins rank alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from kbgen.search.reader import Postings

UNKNOWN_NEED = 140 * 256
"""What a term that no article holds tells of what is meant, as the product of an impact and a weight."""
UNKNOWN_PART = 255 * 256 * 256
"""The same of a word that nothing explains."""

MatchKind = Literal["exact", "variant", "synonym", "corrected", "prefix", "other-language"]

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


@dataclass(slots=True)
class _Sum:
    """What is added up for a pair."""

    chosen: list[int]
    score: int = 0
    mass: int = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair that holds something of the query. chosen: for each part the number of the reading that scored best, −1 for none.

    mass: what of the query it holds, 0..65536, by information.
    """

    pair: int
    score: int
    chosen: tuple[int, ...]
    mass: int


def rank(parts: Sequence[Part], postings: Lookup) -> list[Scored]:
    """Return every pair that meets a need, best first; ties go to the lower pair number."""
    scored: dict[int, _Sum] = {}
    worth = [information(part.readings[0].needs, postings) if part.readings else UNKNOWN_PART for part in parts]
    for number, part in enumerate(parts):
        best: dict[int, tuple[int, int, int]] = {}
        for choice, reading in enumerate(part.readings):
            for pair, (value, share) in _score_reading(reading, postings).items():
                known = best.get(pair)
                if known is None or value > known[0]:
                    best[pair] = (value, choice, share)
        for pair, (value, choice, share) in best.items():
            found = scored.get(pair)
            if found is None:
                found = scored[pair] = _Sum([-1] * len(parts))
            found.score += value
            found.mass += share * worth[number]
            found.chosen[number] = choice
    total = sum(worth)
    ranked = [Scored(pair, found.score, tuple(found.chosen), found.mass // total) for pair, found in scored.items()]
    ranked.sort(key=lambda one: (-one.score, one.pair))
    return ranked


def information(needs: Sequence[Need], postings: Lookup) -> int:
    """Return how much some needs ask for: rare and prominent words more, and unknown ones (index-format 8.3)."""
    return sum(need.weight * (_most(need, postings) or UNKNOWN_NEED) for need in needs)


def _most(need: Need, postings: Lookup) -> int:
    """Return the highest product of impact and weight among all articles and the terms of a need, 0 where no article meets it."""
    most = 0
    for term in need.terms:
        found = postings(term.family, term.term)
        if found is not None:
            most = max(most, max(found.impacts, default=0) * term.weight)
    return most


def _score_reading(reading: PartReading, postings: Lookup) -> dict[int, tuple[int, int]]:
    """Return pair → (score, share 0..65536) of one reading."""
    scores: dict[int, int] = {}
    shares: dict[int, int] = {}
    for need in reading.needs:
        best: dict[int, int] = {}
        for term in need.terms:
            found = postings(term.family, term.term)
            if found is not None:
                for pair, impact in zip(found.pairs, found.impacts, strict=True):
                    value = impact * term.weight
                    if value > best.get(pair, 0):
                        best[pair] = value
        worth = need.weight * max(best.values(), default=0)
        for pair, value in best.items():
            scores[pair] = scores.get(pair, 0) + value * need.weight
            shares[pair] = shares.get(pair, 0) + worth
    total = information(reading.needs, postings)
    return {pair: (value * reading.weight, shares[pair] * 65536 // total) for pair, value in scores.items()}
