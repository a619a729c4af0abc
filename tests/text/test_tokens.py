"""Which terms a text is found by. Exact cases are vectors: tests/conformance/index-format-count-terms.json."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kbgen.text.normalise import normalise, split_runs, word_parts
from kbgen.text.tables import fold_code_points
from kbgen.text.tokens import MAX_PARTS, MAX_TERM_LENGTH, TermCounter, canonical, count_terms, runs_of

CHAINS = st.one_of(
    st.text(alphabet="abΣé39'’.-_‐ ·退款裏裡𨋢\n，", max_size=60),
    st.from_regex(r"([a-c1-3]{1,25}[-.' ]){1,6}", fullmatch=True),
)
TEXT = st.text(alphabet="abZ39'.-_ 退款裏裡𨋢\n，", max_size=60)


def test_the_length_of_a_text_counts_words_and_characters_once() -> None:
    assert count_terms(["ACSD-45488 退款"]).length == 4


def test_characters_are_remembered_as_written() -> None:
    counter = TermCounter()
    counter.count(["退貨費"])
    assert counter.written == {"退": 1, "貨": 1, "費": 1}


def _one_by_one(texts: list[str]) -> tuple[Counter[str], Counter[str], int, Counter[str], Counter[str]]:
    """The definition of index-format 2.5, run by run: terms of both scripts, length, words and Han runs."""
    latn, hani, words, han_runs = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        compound: list[str] = []
        for run in runs_of(text):
            if run.script == "hani":
                hani.update([*run.text, *(run.text[at : at + 2] for at in range(len(run.text) - 1))])
                han_runs[run.text] += 1
                compound = []
            elif len(run.text) > MAX_TERM_LENGTH:
                compound = []
            else:
                word = f".{run.text}" if run.dotted else run.text
                compound = [*compound, word] if run.glued and compound else [run.text]
                parts, joined = word_parts(run.text), "".join(compound)
                latn.update([run.text, *(parts if 1 < len(parts) <= MAX_PARTS else ())])
                latn.update([joined] if 1 < len(compound) <= MAX_PARTS and len(joined) <= MAX_TERM_LENGTH else [])
                words[run.text] += 1
    return latn, hani, words.total() + sum(len(run) * count for run, count in han_runs.items()), words, han_runs


@given(st.lists(CHAINS, max_size=4))
def test_counting_whole_texts_gives_what_counting_run_by_run_gives(texts: list[str]) -> None:
    counter = TermCounter()
    for _ in ("first time", "remembered"):
        counter.words.clear()
        counter.han_runs.clear()
        counts = counter.count(texts)
        assert (counts.latn, counts.hani, counts.length, counter.words, counter.han_runs) == _one_by_one(texts)


def test_the_canonical_form_of_a_phrase_is_what_a_query_is_compared_with() -> None:
    assert canonical(" Money-Back　保證 ") == "money back 保证"


@given(st.one_of(st.from_regex("[a-z]+(?: [a-z]+){0,3}", fullmatch=True), st.text("退款裏里號号一", min_size=1, max_size=8)))
def test_words_that_need_no_normalising_have_the_runs_that_they_have_in_a_text(words: str) -> None:
    assert runs_of(words) == split_runs(normalise(words), fold_code_points())


@given(TEXT)
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(st.lists(TEXT, max_size=4))
def test_the_order_of_texts_does_not_change_their_terms(texts: list[str]) -> None:
    there, back = TermCounter(), TermCounter()
    assert there.count(texts) == back.count(texts[::-1])
    assert (there.words, there.han_runs, there.written) == (back.words, back.han_runs, back.written)


@given(st.lists(TEXT, max_size=4))
def test_texts_side_by_side_have_the_terms_of_each(texts: list[str]) -> None:
    together = count_terms(texts)
    for text in texts:
        assert count_terms([text]).latn <= together.latn
        assert count_terms([text]).hani <= together.hani


@given(TEXT)
def test_a_run_of_n_characters_has_n_minus_one_pairs(text: str) -> None:
    counter = TermCounter()
    pairs = sum(number for term, number in counter.count([text]).hani.items() if len(term) == 2)
    assert pairs == sum((len(run) - 1) * number for run, number in counter.han_runs.items())


@given(st.text(alphabet="ab3-", max_size=120))
def test_no_alphabetic_term_is_longer_than_the_longest(text: str) -> None:
    assert all(0 < len(term) <= MAX_TERM_LENGTH for term in count_terms([text]).latn)
