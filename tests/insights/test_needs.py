"""One need is one gap, in whatever words, and two needs are two."""

from __future__ import annotations

from typing import get_args

import pytest
from diagnosis_tables import sample_index
from needs import Part, asked_of, figures, found_gaps, gaps_of_needs, needs

from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.needs import Needs, joined_words


@pytest.fixture(scope="module")
def examiner() -> PortalExaminer:
    return PortalExaminer(sample_index())


@pytest.fixture(scope="module")
def known() -> Needs:
    return Needs({}, ())


def test_most_phrases_of_one_need_are_one_gap_and_two_needs_are_hardly_ever_mixed(examiner: PortalExaminer) -> None:
    assert sum(len(needs(part)) for part in get_args(Part)) >= 1600
    tuned, seen, blind, held_out = (figures(part, gaps_of_needs(found_gaps(part, examiner))) for part in get_args(Part))
    assert tuned.f1 > 0.9
    assert seen.f1 > 0.8
    assert seen.precision > 0.95
    assert blind.precision > 0.9
    assert held_out.precision > 0.95
    assert min(blind.recall, held_out.recall) > 0.19


def test_of_what_stays_apart_an_editor_is_asked_and_every_second_question_is_right(examiner: PortalExaminer) -> None:
    asked = asked_of("seen-blind", found_gaps("seen-blind", examiner))
    assert 2 * asked.right > asked.pairs
    assert asked.joined.recall > 0.5


@pytest.mark.parametrize(
    "phrases",
    [
        ("shipping cost", "how much is shipping", "運費幾多錢"),
        ("refund time", "when will I get my refund", "how soon will I be refunded", "退款要幾耐", "幾時收到退款"),
        ("opening hours", "when do you open", "幾點開門"),
        ("deposit", "how much deposit"),
        ("price list", "how much does it cost", "幾錢"),
    ],
)
def test_a_question_about_price_or_time_is_what_it_asks(known: Needs, phrases: tuple[str, ...]) -> None:
    assert len({known.of(phrase).name for phrase in phrases}) == 1


def test_a_form_is_read_from_its_end_where_that_tells_more(known: Needs) -> None:
    assert known.of("change my email address").name == known.of("change my email").name != known.of("change my address").name


def test_words_of_the_portal_do_not_cut_a_concept_in_two() -> None:
    assert Needs({}, {"不了"}).of("登入不了").name == Needs({}, ()).of("登入唔到").name


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
    assert joined_words("line pay") == joined_words("linepay")
    assert joined_words("滑鼠墊") == ""


def test_no_two_gaps_have_an_id_of_a_phrasing_in_common(examiner: PortalExaminer) -> None:
    for part in get_args(Part):
        ids = [one for gap in found_gaps(part, examiner) for one in gap.identities]
        assert len(ids) == len(set(ids))


def test_what_most_articles_of_a_portal_say_tells_no_two_needs_apart() -> None:
    in_a_bike_shop = Needs({}, ("单车",), {"bike", "bikes", "单车"}.__contains__)
    assert in_a_bike_shop.of("tandem bike").name == in_a_bike_shop.of("tandem").name
    assert in_a_bike_shop.of("used bikes").name == in_a_bike_shop.of("二手單車").name
    assert in_a_bike_shop.of("used bikes").name != in_a_bike_shop.of("bike").name
    elsewhere = Needs({}, ())
    assert elsewhere.of("tandem bike").name != elsewhere.of("tandem").name


@pytest.mark.parametrize(
    ("one", "other"),
    [("christmas", "聖誕節"), ("octopus card", "八達通"), ("mid-autumn festival", "中秋節"), ("lost my keys", "遺失車匙")],
)
def test_days_of_the_year_ways_to_pay_and_what_is_lost_are_one_need_in_both_languages(one: str, other: str) -> None:
    assert Needs({}, ()).of(one).name == Needs({}, ()).of(other).name
