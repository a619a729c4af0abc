"""Forms of English words, on pairs that readers typed and that a dictionary of word families parts (WordNet)."""

from __future__ import annotations

import pytest

from kbgen.search.word_forms import kinship


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("activation", "activate"),
        ("allergic", "allergy"),
        ("approval", "approve"),
        ("asthmatic", "asthma"),
        ("cancellation", "cancel"),
        ("catalogue", "catalog"),
        ("centre", "center"),
        ("colour", "color"),
        ("delivery", "deliver"),
        ("description", "describe"),
        ("diabetic", "diabetes"),
        ("diagnosed", "diagnosis"),
        ("embroidering", "embroider"),
        ("importance", "important"),
        ("paralysed", "paralysis"),
        ("physiotherapist", "physiotherapy"),
        ("possibly", "possible"),
        ("post", "poster"),
        ("refundable", "refund"),
        ("replacement", "replace"),
        ("verification", "verify"),
        ("visit", "visitors"),
    ],
)
def test_a_word_of_the_same_meaning_is_a_form(typed: str, other: str) -> None:
    assert kinship(typed, other) in {"inflected", "derived"}


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("careless", "care"),
        ("cooler", "cooling"),
        ("employer", "employee"),
        ("former", "form"),
        ("party", "part"),
        ("poster", "post"),
    ],
)
def test_a_word_of_another_meaning_is_only_a_distant_form(typed: str, other: str) -> None:
    assert kinship(typed, other) in {"distant", None}


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("basement", "based"),
        ("cancer", "cancel"),
        ("locket", "locked"),
        ("ordeal", "order"),
        ("paint", "pain"),
        ("recommence", "recommend"),
        ("stationery", "station"),
        ("stories", "storage"),
        ("suspense", "suspend"),
    ],
)
def test_words_that_only_begin_alike_are_no_forms(typed: str, other: str) -> None:
    assert kinship(typed, other) is None
