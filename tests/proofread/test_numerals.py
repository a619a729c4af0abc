"""Numbers in Chinese and English words."""

from __future__ import annotations

import pytest
from planted import han

from kbgen.proofread.facts.numerals import read_number


def test_every_number_below_ten_thousand_is_read_as_it_is_written():
    assert [number for number in range(10_000) if read_number(han(number)) != number] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("兩千三", 2300),
        ("三百五", 350),
        ("兩萬五", 25_000),
        ("三萬五千", 35_000),
        ("一億兩千萬", 120_000_000),
        ("廿八", 28),
        ("卅", 30),
        ("百二", 120),
        ("壹仟貳佰", 1200),
        ("二〇二六", 2026),
        ("1.2 萬", 12_000),
        ("3 千", 3000),
        ("12,345.5", 12_345.5),
        ("10k", 10_000),
        ("1.2 million", 1_200_000),
        ("twenty-five", 25),
        ("one hundred and fifty", 150),
        ("two thousand", 2000),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "days", "天", "5 apples"])
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["one hundred and " * 4000 + "one", "hundred " * 4000, "萬" * 4000, "九" * 4000])
def test_words_of_numbers_without_end_stop_nothing(text: str):
    read = read_number(text)
    assert read is None or read > 0
