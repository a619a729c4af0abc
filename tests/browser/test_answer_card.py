"""Answers at once, as a reader meets them: above the results, in the box, and in the search of another site."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from axe import violations
from other_site import OpenShop
from playwright.sync_api import expect
from portal_reader import DESK, EACH_ONCE, PHONE, WIDTHS, Language, MakeReader

SUNDAY = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
"""Noon in Hong Kong and Taipei."""


@pytest.mark.parametrize(
    ("language", "query", "values"),
    [
        ("en", "refund fps", ["Refund by FPS", "1–2 working days"]),
        ("en", "octopus refund", ["Working days", "3–5"]),
        ("en", "phone number", ["Phone (Hong Kong)", "+852 5550 0188"]),
        ("zh-hant", "退款要幾耐", ["信用卡退款", "5–10 個工作天"]),
        ("zh-hant", "有冇 line", ["LINE（台灣）", "@harbourandhill"]),
    ],
)
def test_the_results_page_says_the_value_above_the_results(
    make_reader: MakeReader, language: Language, query: str, values: list[str]
) -> None:
    reader = make_reader(language, PHONE)
    reader.open(f"search/?q={query}")
    card = reader.page.locator(".answer-card")
    for value in values:
        expect(card).to_contain_text(value)
    expect(reader.hits.first).to_be_visible()
    assert card.bounding_box()["y"] < reader.hits.first.bounding_box()["y"]  # type: ignore[index]
    expect(reader.page.locator("[data-kb-results] > [role=status]")).to_contain_text(values[1])


@EACH_ONCE
def test_hours_say_whether_somebody_is_there_now_by_the_clock_of_the_shop(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    reader.page.clock.set_fixed_time(MONDAY)
    reader.open("search/?q=" + ("opening hours" if language == "en" else "營業時間"))
    card = reader.page.locator(".answer-card")
    expect(card.locator(".is-open").first).to_have_text("Open now, until 18:30" if language == "en" else "現正服務，至 18:30")
    reader.page.clock.set_fixed_time(SUNDAY)
    reader.page.reload()
    expect(card.locator(".open-now").first).to_contain_text("10:00")
    expect(card.locator(".is-open")).to_have_count(0)


@pytest.mark.parametrize("query", ["change email", "phone case", "更改電話"])
def test_a_question_about_something_else_has_no_card(make_reader: MakeReader, query: str) -> None:
    reader = make_reader("en" if query.isascii() else "zh-hant")
    reader.open(f"search/?q={query}")
    expect(reader.page.locator("[data-kb-found] .hit").first).to_be_visible()
    expect(reader.page.locator(".answer-card")).to_have_count(0)


@WIDTHS
def test_the_box_shows_the_card_and_its_links_lead_to_people_and_articles(make_reader: MakeReader, width: int) -> None:
    reader = make_reader("en", width)
    reader.open()
    reader.start_search()
    reader.ask("whatsapp")
    card = reader.page.locator(".answers:visible .answer-card")
    expect(card.get_by_role("link", name="+852 5550 0100")).to_have_attribute("href", "https://wa.me/85255500100")
    expect(card.get_by_role("link", name="Contact us")).to_have_attribute("href", f"{reader.address}en/contact/#q=whatsapp")
    reader.box.fill("octopus refund")
    expect(card).to_contain_text("3–5")
    card.get_by_role("link").click()
    reader.arrives("en/returns/refund-times/")


def test_a_card_is_all_there_is_where_no_article_is_found(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("search/?q=hotline")
    expect(reader.page.locator(".answer-card")).to_contain_text("+852 5550 0188")
    expect(reader.page.locator(".nothing")).to_have_count(0)


@pytest.mark.parametrize(
    ("lang", "query", "value"), [("en", "refund fps", "1–2 working days"), ("zh-HK", "客服電話", "+852 5550 0188")]
)
def test_the_search_of_another_site_says_it_too(open_shop: OpenShop, lang: str, query: str, value: str) -> None:
    shop = open_shop(lang=lang, width=PHONE if lang == "en" else DESK)
    shop.search(query)
    expect(shop.dialog.locator(".answer-card")).to_contain_text(value)
    if lang == "en":
        shop.dialog.locator(".answer-card .source a").click()
        expect(shop.text.locator("h2").first).to_be_visible()
        assert len(shop.page.context.pages) == 1


@EACH_ONCE
def test_nothing_about_a_card_is_in_the_way_of_anybody(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    for query in ("opening hours", "contact us", "octopus refund"):
        reader.open(f"search/?q={query}")
        expect(reader.page.locator(".answer-card")).to_be_visible()
        for scheme in ("light", "dark"):
            reader.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(reader.page) == []
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
