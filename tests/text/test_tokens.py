"""Which terms a text is found by. Exact cases are vectors: tests/conformance/index-format-count-terms.json."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kbgen.text.tokens import MAX_TERM_LENGTH, canonical, count_terms

TEXT = st.text(alphabet="abZ39'.-_ 退款裏裡𨋢\n，", max_size=60)


def test_the_length_of_a_text_counts_words_and_characters_once() -> None:
    assert count_terms(["ACSD-45488 退款"]).length == 4


def test_characters_are_remembered_as_written() -> None:
    assert dict(count_terms(["退貨費"]).written) == {"退": 1, "貨": 1, "費": 1}


def test_the_canonical_form_of_a_phrase_is_what_a_query_is_compared_with() -> None:
    assert canonical(" Money-Back　保證 ") == "money back 保证"


@given(TEXT)
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(st.lists(TEXT, max_size=4))
def test_the_order_of_texts_does_not_change_their_terms(texts: list[str]) -> None:
    there, back = count_terms(texts), count_terms(texts[::-1])
    assert (there.latn, there.hani, there.words, there.written, there.length) == (
        back.latn,
        back.hani,
        back.words,
        back.written,
        back.length,
    )


@given(st.lists(TEXT, max_size=4))
def test_texts_side_by_side_have_the_terms_of_each(texts: list[str]) -> None:
    together = count_terms(texts)
    for text in texts:
        assert count_terms([text]).latn <= together.latn
        assert count_terms([text]).hani <= together.hani


@given(TEXT)
def test_a_run_of_n_characters_has_n_minus_one_pairs(text: str) -> None:
    counts = count_terms([text])
    pairs = sum(number for term, number in counts.hani.items() if len(term) == 2)
    assert pairs == sum(len(run) - 1 for run in counts.han_runs)


@given(st.text(alphabet="ab3-", max_size=120))
def test_no_alphabetic_term_is_longer_than_the_longest(text: str) -> None:
    assert all(0 < len(term) <= MAX_TERM_LENGTH for term in count_terms([text]).latn)
