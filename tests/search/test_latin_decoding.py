"""Mending alphabetic words, against oracles that try everything. Exact cases are vectors: tests/conformance/."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.decode_latin import LatinCandidate, LatinDecoder, edit_cost, edit_count, most_edits

# Doubled letters, letters side by side (q w, a s, q a), and one that has no neighbour among them.
WORD = st.text(alphabet="qwasm", max_size=6)
LEXICON = st.dictionaries(
    st.text(alphabet="qwasm", min_size=1, max_size=6), st.integers(1, 31).map(lambda cost: cost * 8), max_size=8
)
BESIDE = {"qw", "wq", "as", "sa", "qa", "aq", "wa", "aw", "ws", "sw"}


@cache
def fewest_edits(typed: str, meant: str) -> tuple[int, int]:
    """Return the fewest edits from `meant` to `typed` and the lowest cost of as few, by trying every last edit."""
    if not typed and not meant:
        return 0, 0
    ways = []
    first = 24 if len(meant) == 1 else 0
    if typed and meant and typed[-1] == meant[-1]:
        ways.append(fewest_edits(typed[:-1], meant[:-1]))
    elif typed and meant:
        ways.append(more(fewest_edits(typed[:-1], meant[:-1]), (36 if typed[-1] + meant[-1] in BESIDE else 48) + first))
    if meant:
        ways.append(more(fewest_edits(typed, meant[:-1]), 28 if meant[-1:] == meant[-2:-1] else 48 + first))
    if typed:
        doubled, beside = typed[-1:] == typed[-2:-1], typed[-2:] in BESIDE
        ways.append(more(fewest_edits(typed[:-1], meant), 28 if doubled else 36 if beside else 48 + 24 * (len(typed) == 1)))
    if len(typed) > 1 and len(meant) > 1 and typed[-2:] == meant[:-3:-1]:
        ways.append(more(fewest_edits(typed[:-2], meant[:-2]), 36 + 24 * (len(meant) == 2)))
    return min(ways)


def cheapest(typed: str, meant: str) -> int:
    """Return what the edits from `meant` to `typed` cost: two or more 16 on top."""
    edits, cost = fewest_edits(typed, meant)
    return cost + 16 * (edits > 1)


def more(way: tuple[int, int], cost: int) -> tuple[int, int]:
    return way[0] + 1, way[1] + cost


@given(WORD, WORD, st.integers(0, 4))
def test_a_word_is_within_the_limit_exactly_when_the_fewest_edits_are(typed: str, meant: str, limit: int) -> None:
    assert (edit_cost(typed, meant, limit) >= 0) == (fewest_edits(typed, meant)[0] <= limit)


@given(WORD.filter(bool), WORD)
def test_counting_by_bits_gives_the_fewest_edits(typed: str, meant: str) -> None:
    assert edit_count(typed, meant) == fewest_edits(typed, meant)[0]


@given(WORD, WORD)
def test_the_cost_is_the_lowest_of_the_fewest_edits(typed: str, meant: str) -> None:
    assert edit_cost(typed, meant, 12) == cheapest(typed, meant)


@given(WORD)
def test_a_word_costs_nothing_as_typed(word: str) -> None:
    assert edit_cost(word, word, 0) == 0


@given(LEXICON, WORD.filter(bool), st.booleans())
def test_the_candidates_are_the_cheapest_of_all_there_are(lexicon: dict[str, int], typed: str, last: bool) -> None:
    every = []
    for word, cost in lexicon.items():
        dearest = 36 if len(typed) <= 3 else 100 if len(typed) <= 6 else 112
        if 0 < fewest_edits(typed, word)[0] <= most_edits(len(typed)) and cheapest(typed, word) <= dearest:
            every.append(LatinCandidate((word,), cheapest(typed, word) + cost // 2, "corrected"))
        if last and len(typed) > 1 and word != typed and word.startswith(typed):
            every.append(LatinCandidate((word,), 6 * (len(word) - len(typed)) + cost // 2, "prefix"))
        for other, other_cost in lexicon.items():
            if word + other == typed and len(word) > 1 and len(other) > 1:
                every.append(LatinCandidate((word, other), 56 + cost // 2 + other_cost // 2, "split"))
    every.sort(key=lambda candidate: (candidate.cost, candidate.words))
    expected = [candidate for candidate in every if candidate.cost <= every[0].cost + 60][:5]
    assert LatinDecoder(lexicon).candidates(typed, last=last) == expected


@given(LEXICON, st.randoms(use_true_random=False))
def test_the_order_of_the_lexicon_does_not_change_the_candidates(lexicon: dict[str, int], shuffled: object) -> None:
    words = list(lexicon)
    shuffled.shuffle(words)  # type: ignore[attr-defined]
    mixed = {word: lexicon[word] for word in words}
    assert LatinDecoder(mixed).candidates("qwas", last=True) == LatinDecoder(lexicon).candidates("qwas", last=True)
