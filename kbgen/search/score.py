"""Add impacts: needs → scores → ranking.

Twin: theme/assets/search/score.js. Specification: index-format 8.
A query is a list of parts; a part has readings; a reading has needs; a need is met by the best of its terms.
Everything is an integer, so both twins rank alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from kbgen.search.columns import Numbers
from kbgen.search.constants import (
    LEAST_HELD,
    LEAST_OF_PHRASE,
    MOST_WEAK,
    SHORT_QUERY,
    UNKNOWN_NEED,
    UNKNOWN_PART,
    WEAK,
    WEAK_SHORT,
    WHOLE,
    WHOLE_SHARE,
)
from kbgen.search.payloads import Postings
from kbgen.search.region_pages import RegionPages
from kbgen.text.normalise import is_han

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
    """What an article should hold: the best of `terms` counts. weight: 1..256. apart: it tells an order alone (8.3.1)."""

    terms: tuple[Term, ...]
    weight: int
    apart: bool = False


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

    words: what it reads, for display and highlighting. swap: where it replaces words of a longer text, the first of them and what
    stands for it. meant: what a mended word stands for, canonical, where no article holds the word itself.
    scattered: it holds a phrase that no article says (8.4.4). told: what of 256 its share counts: less for a number
    without its unit (8.4.6) and for a doubtful word (8.4.7).
    """

    needs: tuple[Need, ...]
    weight: int
    kind: MatchKind
    words: tuple[str, ...]
    swap: tuple[str, str] | None = None
    meant: str = ""
    scattered: bool = False
    told: int = WHOLE


@dataclass(frozen=True, slots=True)
class Near:
    """A word of a part and who holds a word near it (index-format 5.9).

    typed: what an article should hold for the word itself; None where the part is that word. group: for those near it.
    """

    typed: Need | None
    group: Need


@dataclass(frozen=True, slots=True)
class Part:
    """A word, compound or Chinese run of the query as typed, with its readings; the literal one is first.

    maybe: what a reader may be asked whether it was meant, where nothing else is known of it.
    follows: it belongs to the same Chinese run as the part before. near: words near its words.
    before, after: words beside it that say little and are no parts; after: of the last part.
    """

    typed: str
    readings: tuple[PartReading, ...]
    maybe: str = ""
    follows: bool = False
    near: tuple[Near, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair that holds something of the query. chosen: for each part the number of the reading that scored best, −1 for none.

    mass: what of the query it holds, 0..65536, by information. weak: it is too little (index-format 9.1).
    pinned: editors put it first (index-format 11.5).
    """

    pair: int
    score: int
    chosen: tuple[int, ...]
    mass: int
    weak: bool
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """The pairs worth showing: those that hold enough of the query, by score, then a few weak ones (index-format 9.5).

    Of an article with pages for regions one is among them, in the place of the best.

    total: how many; best: the first of them; ties go to the lower pair number.
    """

    total: int
    best: tuple[Scored, ...]


def rank(
    parts: Sequence[Part],
    postings: Lookup,
    pairs: int,
    *,
    most: int,
    meets: Meets | None = None,
    only: npt.NDArray[np.bool_] | None = None,
    regions: RegionPages | None = None,
    little: Set[str] = frozenset(),
) -> Ranked:
    """Return the best `most` of the pairs that meet a need.

    pairs: how many the index has. meets: `met` over these postings, perhaps one that remembers; needs come back in other
    readings and in later queries. only: which pairs may be results; None for all. regions: which are pages of one article.
    little: words that say little, of which a query is not long.
    """
    meets = meets or (lambda need: met(need, postings))
    scores, masses = np.zeros((2, pairs), np.int64)
    choices: list[Numbers] = []
    total = 0
    for part in parts:
        worth = _worth(part.readings[0].needs, meets) if part.readings else UNKNOWN_PART
        total += worth
        held, shares, chosen = _score_part(part, pairs, meets)
        scores += held
        masses += shares * worth
        choices.append(chosen)
    if only is not None:
        scores *= only
    held = masses // max(1, total)
    enough = least_mass(parts, little)
    real = scores * (held >= enough)
    weak = scores * ((held < enough) & (held >= LEAST_HELD * WHOLE))
    if regions:
        regions.join(real, weak, held)
    shown = [*_first(real, most), *_first(weak, MOST_WEAK)]
    best = [
        Scored(
            pair, int(scores[pair]), tuple(int(chosen[pair]) for chosen in choices), int(held[pair]), bool(held[pair] < enough)
        )
        for pair in map(int, shown[:most])
    ]
    return Ranked(int(np.count_nonzero(real)) + min(MOST_WEAK, int(np.count_nonzero(weak))), tuple(best))


def with_pin(ranked: Ranked, pair: int | None, parts: int, most: int, regions: RegionPages) -> Ranked:
    """Return what a query of so many parts ranks, with the article of a pinned pair first, `most` at most (index-format 11.5)."""
    if pair is None:
        return ranked
    pages = {pair, *regions.others(pair)}
    found = [scored for scored in ranked.best if scored.pair in pages]
    unranked = Scored(regions.own(pair), 0, (-1,) * parts, 0, weak=False, pinned=True)
    first = replace(found[0], weak=False, pinned=True) if found else unranked
    others = [scored for scored in ranked.best if scored.pair not in pages]
    unknown = not found and ranked.total == len(ranked.best)
    return Ranked(ranked.total + unknown, (first, *others)[:most])


def least_mass(parts: Sequence[Part], little: Set[str]) -> int:
    """Return what of a query an article holds at least, or it is a weak match (index-format 9.1).

    Of a short query for what is named by a number that no article holds (5.7.3), 第三航廈, all are.
    """
    half_words = sum(1 if is_han(char) else 0 for part in parts for char in part.typed)
    latin = [part.typed for part in parts if part.typed and not is_han(part.typed[0])]
    half_words += sum(1 if typed in little else 2 * len(typed.split(" ")) for typed in latin)
    if half_words > SHORT_QUERY:
        return WEAK * WHOLE
    is_named = any(not part.readings and part.typed.startswith("第") for part in parts)
    return WHOLE_SHARE + 1 if is_named else WEAK_SHORT * WHOLE


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


def _worth(needs: Sequence[Need], meets: Meets) -> int:
    """Return the information of some needs whose pairs are looked for anyway."""
    return sum(meets(need).worth or need.weight * UNKNOWN_NEED for need in needs)


def _most(need: Need, postings: Lookup) -> int:
    """Return the highest product of impact and weight among all articles and the terms of a need, 0 where no article meets it."""
    most = 0
    for term in need.terms:
        found = postings(term.family, term.term)
        if found is not None:
            most = max(most, found.highest * term.weight)
    return most


def _score_part(part: Part, pairs: int, meets: Meets) -> tuple[Numbers, Numbers, Numbers]:
    """Return for each pair the score of its best reading, what of the part that holds (0..65536), and its number or −1."""
    shared = _shared_needs(part.readings)
    base = _add(shared, np.zeros((2, pairs), np.int64), meets)
    best, said, shares = np.zeros((3, pairs), np.int64)
    chosen = np.full(pairs, -1, np.int64)
    for choice, reading in enumerate(part.readings):
        others = Counter(reading.needs) - shared if len(part.readings) > 1 else None
        sums, masses = _add(others, base.copy(), meets) if others else base
        worth = _worth(reading.needs, meets)
        if _is_loose(part, reading):
            sums = sums * (WHOLE * sums >= LEAST_OF_PHRASE * worth)
        elif _is_explained(part, reading):
            sums = sums * (WHOLE * masses >= LEAST_OF_PHRASE * worth)
        held = sums * reading.weight
        better = held > best
        best[better] = held[better]
        chosen[better] = choice
        if not reading.scattered:
            better = held > said
            said[better] = held[better]
            shares[better] = masses[better] * (reading.told * WHOLE_SHARE // WHOLE) // worth
    for near in part.near:
        best += np.maximum(0, _gains(near.group, pairs, meets) - (_gains(near.typed, pairs, meets) if near.typed else best))
    return best, shares, chosen


def _gains(need: Need, pairs: int, meets: Meets) -> Numbers:
    """Return what each pair gets for a need, as much as in a reading as typed."""
    found, gains = meets(need), np.zeros(pairs, np.int64)
    gains[found.pairs] = found.gains * WHOLE
    return gains


def _is_loose(part: Part, reading: PartReading) -> bool:
    """Tell whether a reading is a phrase of several words for what no article holds: *work for us* for careers (8.4.2)."""
    if reading.kind != "variant" or len(reading.needs) < 2 or part.readings[0].kind == "exact":
        return False
    return all(term.family.startswith("latn/") for need in reading.needs for term in need.terms)


def _is_explained(part: Part, reading: PartReading) -> bool:
    """Tell whether editors say what was typed stands for: who mentions Google is no answer to *Google Pay* (8.4.3)."""
    return reading.kind == "exact" and any(other.kind == "synonym" and other.swap is None for other in part.readings)


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
        if not need.apart:
            sums[1, found.pairs] += found.worth * times
    return sums
