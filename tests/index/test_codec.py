"""What is written is what is read. Exact bytes are vectors: tests/conformance/."""

from __future__ import annotations

from array import array
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st
from small_index import reader_of

from kbgen.index.codec import TermPostings, column, encode_gaps, encode_lexicon, encode_shard, encode_terms, encode_varints, pack
from kbgen.search.columns import Columns, unpack

TERMS = st.sets(st.text(alphabet="ab退款𨋢Ａ", min_size=1, max_size=6), max_size=12).map(sorted)
PAIRS = st.dictionaries(st.integers(0, 3000), st.integers(1, 255), min_size=1, max_size=8).map(lambda held: sorted(held.items()))


@given(st.lists(st.integers(0, 2**53 - 1), max_size=20))
def test_numbers_survive_a_column(numbers: list[int]) -> None:
    assert Columns(column(encode_varints(numbers))).numbers() == numbers


@given(TERMS)
def test_terms_survive_front_coding(terms: list[str]) -> None:
    assert Columns(encode_terms(terms)).terms() == terms


@given(st.dictionaries(st.text(alphabet="ab退款𨋢", min_size=1, max_size=5), st.integers(1, 255), max_size=12))
def test_costs_survive_a_lexicon(costs: dict[str, int]) -> None:
    reader = reader_of({"@l": ("lexicon/latn", encode_lexicon(costs))}, lexicons={"latn": "@l"})
    assert reader.lexicon("latn") == costs


@given(TERMS.filter(bool), st.data())
def test_postings_and_relatives_survive_a_shard(terms: list[str], data: st.DataObject) -> None:
    groups = data.draw(st.lists(st.integers(0, 3), min_size=len(terms), max_size=len(terms)))
    held = data.draw(st.lists(PAIRS, min_size=len(terms), max_size=len(terms)))
    entries = [
        TermPostings(term, group, tuple(pair for pair, _ in rows), tuple(impact for _, impact in rows))
        for term, group, rows in zip(terms, groups, held, strict=True)
    ]
    payloads = {"@d": ("directory/f", encode_terms(terms[:1])), "f/0": ("f/0", encode_shard(entries))}
    reader = reader_of(payloads, families={"latn/en": {"name": "f", "directory": "@d"}})
    reader.load("latn/en", terms)
    for entry in entries:
        postings = reader.postings("latn/en", entry.term)
        assert postings is not None
        assert (tuple(postings.pairs), tuple(postings.impacts)) == (entry.pairs, entry.impacts)
        assert postings.relatives == tuple(
            other.term for other in entries if other.term != entry.term and other.mark == entry.mark > 0
        )


@given(st.lists(st.sets(st.integers(0, 2**30), max_size=6).map(sorted), max_size=6))
def test_gaps_of_many_terms_at_once_are_those_of_each_one_after_the_other(rows: list[list[int]]) -> None:
    alone = [encode_varints(pair - before - 1 for before, pair in pairwise((-1, *row))) for row in rows]
    together = encode_gaps(array("i", [pair for row in rows for pair in row]), list(map(len, rows)))
    assert together == (b"".join(alone), list(accumulate(map(len, alone))))


@given(st.text(alphabet="ab/退", max_size=200), st.binary(max_size=300))
def test_a_file_gives_its_payload_for_its_own_place_only(place: str, payload: bytes) -> None:
    assert unpack(pack(place, payload), "name", place) == payload


@given(st.binary(max_size=300))
def test_the_same_payload_is_the_same_file(payload: bytes) -> None:
    assert pack("aliases", payload) == pack("aliases", payload)
