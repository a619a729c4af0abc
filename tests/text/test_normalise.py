"""Text in the one form that index and queries share, whatever is typed. Exact cases are vectors: tests/conformance/."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kbgen.text.normalise import WORD_RANGES, is_han, normalise, split_runs, word_parts
from kbgen.text.tables import fold_code_points, fold_table

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
"""Lone halves of surrogate pairs and unassigned characters included."""
MIXED = st.text(alphabet="aZ3é'’.-_ 退款裏裡𨋢カㄅ한\n\u200b", max_size=40)


@given(ANY_TEXT | MIXED)
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(ANY_TEXT | MIXED)
def test_no_capital_and_no_half_character_is_left(text: str) -> None:
    clean = normalise(text)
    assert clean == clean.lower()
    assert not any("\ud800" <= char <= "\udfff" for char in clean)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=40))
def test_plain_ascii_takes_the_same_way_as_all_other_text(text: str) -> None:
    assert normalise(text) == normalise(text + "\u200b")


@given(ANY_TEXT | MIXED)
def test_the_runs_in_order_are_all_letters_of_the_text(text: str) -> None:
    clean = normalise(text)
    letters = "".join(char for char in clean if is_han(char) or any(low <= ord(char) <= high for low, high in WORD_RANGES))
    assert "".join(run.text for run in split_runs(clean, {})) == letters


@given(ANY_TEXT | MIXED)
def test_a_run_has_one_script_and_the_first_is_glued_to_nothing(text: str) -> None:
    runs = split_runs(normalise(text), {})
    assert all(is_han(char) == (run.script == "hani") for run in runs for char in run.text)
    assert not any(run.glued for run in runs[:1])


@given(MIXED)
def test_folding_keeps_every_character_s_place(text: str) -> None:
    folded, typed = (split_runs(normalise(text), fold) for fold in (fold_code_points(), {}))
    assert [len(run.text) for run in folded] == [len(run.text) for run in typed]


@given(ANY_TEXT | MIXED)
def test_the_pieces_of_a_word_are_the_word(text: str) -> None:
    pieces = word_parts(text)
    assert "".join(pieces) == text
    assert all(pieces)


def test_no_folded_character_is_itself_a_variant() -> None:
    assert not set(fold_table().values()) & set(fold_table())


def test_variants_are_single_han_characters_that_normalising_leaves_alone() -> None:
    for variant, folded in fold_table().items():
        assert (len(variant), len(folded)) == (1, 1)
        assert is_han(variant)
        assert is_han(folded)
        assert unicodedata.normalize("NFKC", variant + folded) == variant + folded


def test_all_traditional_forms_of_a_word_fold_to_one() -> None:
    assert {"".join(run.text for run in split_runs(text, fold_code_points())) for text in ("裏面", "裡面", "里面")} == {"里面"}
