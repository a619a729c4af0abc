"""Adding impacts, against the sums of index-format 8 written out. Exact cases are vectors: tests/conformance/."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.reader import Postings
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


def scored(pair: int, parts: list[Part], held: Mapping[str, Mapping[int, int]]) -> Scored:
    score = mass = 0
    chosen = []
    for part in parts:
        best = (0, -1, 0)
        for number, reading in enumerate(part.readings):
            met = [
                (max((held.get(term.term, {}).get(pair, 0) * term.weight for term in need.terms), default=0), need.weight)
                for need in reading.needs
            ]
            value = sum(most * weight for most, weight in met) * reading.weight
            share = sum(weight for most, weight in met if most) * 65536 // sum(weight for _, weight in met)
            if value > best[0]:
                best = (value, number, share)
        score, mass = score + best[0], mass + best[2]
        chosen.append(best[1])
    return Scored(pair, score, tuple(chosen), mass)


@given(PARTS, POSTINGS)
def test_articles_are_ranked_by_the_sums_of_the_specification(parts: list[Part], held: dict[str, dict[int, int]]) -> None:
    postings = {
        term: Postings(tuple(sorted(pairs)), tuple(pairs[pair] for pair in sorted(pairs)), ()) for term, pairs in held.items()
    }
    every = [scored(pair, parts, held) for pair in range(6)]
    expected = sorted((one for one in every if one.score), key=lambda one: (-one.score, one.pair))
    assert rank(parts, lambda family, term: postings.get(term)) == expected


@given(PARTS, POSTINGS)
def test_no_article_holds_more_than_the_whole_query(parts: list[Part], held: dict[str, dict[int, int]]) -> None:
    postings = {term: Postings(tuple(pairs), tuple(pairs.values()), ()) for term, pairs in held.items()}
    for one in rank(parts, lambda family, term: postings.get(term)):
        assert 0 <= one.mass <= 65536 * len(parts)
