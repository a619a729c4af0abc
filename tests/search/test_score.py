"""Adding impacts, against the sums of index-format 8 written out. Exact cases are vectors: tests/conformance/."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.constants import LEAST_HELD, MOST_WEAK, UNKNOWN_PART, WEAK_SHORT
from kbgen.search.payloads import Postings
from kbgen.search.score import Need, Part, PartReading, Scored, Term, rank

WEIGHT = st.integers(1, 256)
HELD = st.dictionaries(st.integers(0, 5), st.integers(1, 255), max_size=5)
"""Pair → impact."""
POSTINGS = st.dictionaries(st.sampled_from("abc"), HELD, max_size=3)
NEEDS = st.lists(
    st.builds(
        lambda terms, weight: Need(tuple(Term("f", term, share) for term, share in terms), weight),
        st.lists(st.tuples(st.sampled_from("abcd"), WEIGHT), max_size=3),
        WEIGHT,
    ),
    min_size=1,
    max_size=3,
)
PARTS = st.lists(
    st.builds(
        lambda readings: Part("", tuple(PartReading(tuple(needs), weight, "exact", ()) for needs, weight in readings)),
        st.lists(st.tuples(NEEDS, WEIGHT), max_size=3),
    ),
    max_size=3,
)


def postings_of(held: Mapping[int, int]) -> Postings:
    pairs = sorted(held)
    return Postings(np.array(pairs, np.int64), np.array([held[pair] for pair in pairs], np.int64), ())


def most(need: Need, held: Mapping[str, Mapping[int, int]], pairs: range) -> int:
    """The highest product of impact and weight of a need's terms in some pairs."""
    return max((held.get(term.term, {}).get(pair, 0) * term.weight for term in need.terms for pair in pairs), default=0)


def information(reading: PartReading, held: Mapping[str, Mapping[int, int]]) -> int:
    return sum(need.weight * (most(need, held, range(6)) or 140 * 256) for need in reading.needs)


def scored(pair: int, parts: list[Part], held: Mapping[str, Mapping[int, int]]) -> Scored:
    score = mass = total = 0
    chosen = []
    for part in parts:
        best = (0, -1, 0)
        for number, reading in enumerate(part.readings):
            met = [(most(need, held, range(pair, pair + 1)), need) for need in reading.needs]
            value = sum(here * need.weight for here, need in met) * reading.weight
            told = sum(need.weight * most(need, held, range(6)) for here, need in met if here)
            if value > best[0]:
                best = (value, number, told * 65536 // information(reading, held))
        worth = information(part.readings[0], held) if part.readings else UNKNOWN_PART
        score, mass, total = score + best[0], mass + best[2] * worth, total + worth
        chosen.append(best[1])
    held_mass = mass // max(1, total)
    return Scored(pair, score, tuple(chosen), held_mass, held_mass < WEAK_SHORT * 256)


@given(PARTS, POSTINGS)
def test_articles_are_ranked_by_the_sums_of_the_specification(parts: list[Part], held: dict[str, dict[int, int]]) -> None:
    postings = {term: postings_of(pairs) for term, pairs in held.items()}
    every = [scored(pair, parts, held) for pair in range(6)]
    by_score = sorted((one for one in every if one.score), key=lambda one: (-one.score, one.pair))
    real = [one for one in by_score if not one.weak]
    weak = [one for one in by_score if one.weak and one.mass >= LEAST_HELD * 256][:MOST_WEAK]
    ranked = rank(parts, lambda family, term: postings.get(term), 6, most=6)
    assert (list(ranked.best), ranked.total) == ([*real, *weak][:6], len(real) + len(weak))
    assert list(rank(parts, lambda family, term: postings.get(term), 6, most=2).best) == [*real, *weak][:2]


@given(PARTS, POSTINGS)
def test_no_article_holds_more_than_the_whole_query(parts: list[Part], held: dict[str, dict[int, int]]) -> None:
    postings = {term: postings_of(pairs) for term, pairs in held.items()}
    for one in rank(parts, lambda family, term: postings.get(term), 6, most=6).best:
        assert 0 <= one.mass <= 65536
