"""One need is one gap, in whatever words, and two needs are two."""

from __future__ import annotations

import pytest
from diagnosis_tables import sample_index
from needs import figures, gaps_of_needs, needs

from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.needs import Needs, joined_words


@pytest.fixture(scope="module")
def examiner() -> PortalExaminer:
    return PortalExaminer(sample_index())


@pytest.fixture(scope="module")
def known() -> Needs:
    return Needs({}, ())


def test_most_phrases_of_one_need_are_one_gap_also_of_those_never_looked_at(examiner: PortalExaminer) -> None:
    assert len(needs("tuned")) + len(needs("held-out")) >= 400
    tuned, held_out = (figures(half, gaps_of_needs(half, examiner)) for half in ("tuned", "held-out"))
    assert tuned.f1 > 0.9
    assert held_out.f1 > 0.8
    assert held_out.precision > 0.95


@pytest.mark.parametrize(
    "phrases",
    [
        ("gift card", "禮品卡", "禮券", "buy a gift card", "gift vouchers", "点样买礼品卡"),
        ("change my email", "update email", "更改電郵", "改電郵"),
        ("umbrella", "有冇雨傘", "遮", "custom umbrellas"),
        ("T恤", "t-shirts", "短袖"),
        ("colour chart", "color charts", "色卡"),
        ("how long does delivery take", "how long delivery takes"),
    ],
)
def test_languages_regions_spoken_words_and_forms_name_one_need(known: Needs, phrases: tuple[str, ...]) -> None:
    assert len({known.of(phrase).name for phrase in phrases}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gift card", "gift wrapping"),
        ("promo code", "promo code not working"),
        ("change email", "change password"),
        ("送貨去加拿大", "送貨去日本"),
        ("refund", "exchange"),
        ("instalments", "install"),
        ("", "…"),
    ],
)
def test_needs_that_share_words_stay_apart(known: Needs, one: str, other: str) -> None:
    assert known.of(one).name != known.of(other).name


def test_a_word_that_is_written_together_or_apart_is_one() -> None:
    assert joined_words("mouse pads") == joined_words("mousepad") == joined_words("the mouse pad")
    assert joined_words("滑鼠墊") == ""
