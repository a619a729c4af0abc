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

MatchKind = Literal["exact", "variant", "synonym", "corrected", "prefix", "other-language"]


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


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair that holds something of the query. chosen: for each part the number of the reading that scored best, −1 for none.

    mass: what of the query it holds, 0..65536 a part (needs met, by weight).
    """

    pair: int
    score: int
    chosen: tuple[int, ...]
    mass: int


def rank(parts: Sequence[Part], postings: Callable[[str, str], Postings | None]) -> list[Scored]:
    """Return every pair that meets a need, best first; ties go to the lower pair number."""
    score: dict[int, int] = {}
    mass: dict[int, int] = {}
    chosen: dict[int, list[int]] = {}
    for number, part in enumerate(parts):
        best: dict[int, tuple[int, int, int]] = {}
        for choice, reading in enumerate(part.readings):
            held = _score_reading(reading, postings)
            for pair, (value, met) in held.items():
                known = best.get(pair)
                if known is None or value > known[0]:
                    best[pair] = (value, choice, met)
        for pair, (value, choice, met) in best.items():
            score[pair] = score.get(pair, 0) + value
            mass[pair] = mass.get(pair, 0) + met
            chosen.setdefault(pair, [-1] * len(parts))[number] = choice
    ranked = [Scored(pair, value, tuple(chosen[pair]), mass[pair]) for pair, value in score.items()]
    ranked.sort(key=lambda scored: (-scored.score, scored.pair))
    return ranked


def reach(needs: Sequence[Need], postings: Callable[[str, str], Postings | None]) -> int:
    """Return the most that one article could score with these needs, by how rare and prominent their terms are.

    0 where no article holds one of them. Source: index-format 8.7.
    """
    total = 0
    for need in needs:
        most = 0
        for term in need.terms:
            found = postings(term.family, term.term)
            if found is not None:
                most = max(most, max(found.impacts) * term.weight)
        if not most:
            return 0
        total += most * need.weight
    return total


def _score_reading(reading: PartReading, postings: Callable[[str, str], Postings | None]) -> dict[int, tuple[int, int]]:
    """Return pair → (score, mass) of one reading."""
    total = sum(need.weight for need in reading.needs)
    scores: dict[int, int] = {}
    masses: dict[int, int] = {}
    for need in reading.needs:
        best: dict[int, int] = {}
        for term in need.terms:
            found = postings(term.family, term.term)
            if found is not None:
                for pair, impact in zip(found.pairs, found.impacts, strict=True):
                    value = impact * term.weight
                    if value > best.get(pair, 0):
                        best[pair] = value
        for pair, value in best.items():
            scores[pair] = scores.get(pair, 0) + value * need.weight
            masses[pair] = masses.get(pair, 0) + need.weight
    return {pair: (value * reading.weight, masses[pair] * 65536 // total) for pair, value in scores.items()}
