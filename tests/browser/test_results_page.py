"""The results page: filters in the address, weak results, and ways on where little was found."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from playwright.sync_api import Locator, expect
from portal_reader import EACH_ONCE, LANGUAGES, PHONE, Language, MakeReader, Reader

REFUND: dict[Language, str] = {"en": "refund", "zh-hant": "退款"}


def open_results(reader: Reader, query: str) -> None:
    """Open the results page and, on a phone, its filters."""
    reader.open(f"search/?{query}")
    expect(reader.hits.first).to_be_visible()
    if (reader.page.viewport_size or {})["width"] == PHONE:
        reader.page.locator(".filters summary").click()


def option(reader: Reader, group: str, value: str) -> Locator:
    return reader.page.locator(f".filters label:has(input[name={group}][value='{value}'])")


def parameters(reader: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(reader.page.url).query, keep_blank_values=True)


@LANGUAGES
def test_the_question_is_in_the_box_before_the_script_of_the_page_comes(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.page.route("**/portal.js", lambda route: route.abort())
    reader.open(f"search/?q={quote(REFUND[language])}")
    expect(reader.page.locator("input[name=q]")).to_have_value(REFUND[language])
    reader.open("search/?q=%20")
    expect(reader.page.locator("input[name=q]")).to_have_value("")
    reader.problems.clear()  # the browser says what did not come


@EACH_ONCE
def test_a_filter_shows_as_many_results_as_it_says_until_back(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    open_results(reader, f"q={REFUND[language]}")
    before = reader.hits.count()
    faq = option(reader, "type", "faq")
    count = int(faq.locator(".tally").inner_text())
    faq.get_by_role("checkbox").check()
    expect(reader.hits).to_have_count(count)
    assert 0 < count < before
    assert parameters(reader)["type"] == ["faq"]
    reader.page.go_back()
    expect(reader.hits).to_have_count(before)
    expect(faq.get_by_role("checkbox")).not_to_be_checked()
    assert "type" not in parameters(reader)


@LANGUAGES
def test_an_address_with_filters_can_be_shared(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    open_results(reader, f"q={REFUND[language]}&category=returns&category=payment&type=how-to")
    expect(reader.page.locator(".filters input:checked")).to_have_count(3)
    articles = reader.hits.evaluate_all("(links) => links.map((link) => link.dataset.article.split('/')[0])")
    assert set(articles) == {"returns", "payment"}


def test_the_switch_of_language_keeps_question_and_filters(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    open_results(reader, "q=八達通")
    option(reader, "category", "payment").get_by_role("checkbox").check()
    reader.switch_language()
    reader.page.wait_for_url("**/zh-hant/search/**")
    assert parameters(reader) == {"q": ["八達通"], "category": ["payment"]}
    expect(option(reader, "category", "payment").get_by_role("checkbox")).to_be_checked()


def test_filters_need_nothing_but_the_keyboard_and_keep_the_focus(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    open_results(reader, "q=refund")
    box = option(reader, "type", "faq").get_by_role("checkbox")
    box.focus()
    reader.page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(reader.page.locator("[data-kb-results] > [role=status]")).to_contain_text(re.compile(r"^\d+ of "))
    reader.page.get_by_role("button", name="Clear filters").press("Enter")
    expect(box).not_to_be_checked()
    expect(reader.page.locator(".filters input").first).to_be_focused()


@LANGUAGES
def test_filters_that_leave_nothing_say_so_and_can_be_cleared(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language, PHONE)
    reader.open(f"search/?q={REFUND[language]}&category=no-such-topic&type=%3Cb%3E")
    found = reader.page.locator("[data-kb-found]")
    expect(found).to_contain_text({"en": "No results match", "zh-hant": "沒有符合這些篩選條件"}[language])
    reader.page.locator(".filters summary").click()
    reader.page.locator(".filters").get_by_role("button").click()
    expect(reader.hits.first).to_be_visible()


def test_more_results_show_on_request_and_the_focus_goes_to_the_first_of_them(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    open_results(reader, "q=order")
    expect(reader.hits).to_have_count(20)
    reader.page.get_by_role("button", name="Show more results").press("Enter")
    expect(reader.hits).to_have_count(40)
    expect(reader.hits.nth(20)).to_be_focused()
    expect(reader.hits.nth(20).locator(".excerpt")).not_to_be_empty()


@EACH_ONCE
def test_weak_results_stand_apart(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    reader.open({"en": "search/?q=octopus card typhoon", "zh-hant": "search/?q=發票"}[language])
    heading = reader.page.get_by_role("heading", name={"en": "Maybe related", "zh-hant": "可能相關"}[language], exact=True)
    expect(heading).to_be_visible()
    weak = heading.locator("xpath=following-sibling::ol[1]/li")
    strong = heading.locator("xpath=preceding-sibling::ol[1]/li")
    assert weak.count() > 0
    assert strong.count() > 0


def test_weak_results_of_a_mended_question_say_how_it_was_read(make_reader: MakeReader) -> None:
    reader = make_reader("en", PHONE)
    reader.open("search/?q=zeppelin delivry")
    expect(reader.page.get_by_role("heading", name="Maybe related", exact=True)).to_be_visible()
    expect(reader.page.get_by_text("zeppelin delivery", exact=False).first).to_be_visible()
    reader.page.get_by_role("button", name="zeppelin delivry").click()
    expect(reader.page.get_by_text("zeppelin delivery", exact=False)).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "query", "word"),
    [
        pytest.param("en", "zorbing blimp quokka marmalade octopus ziggurat", "octopus", id="English"),
        pytest.param("zh-hant", "火箭 潛艇 恐龍 麒麟 鳳凰 退款", "退款", id="Chinese"),
    ],
)
def test_a_word_that_finds_something_alone_is_offered(make_reader: MakeReader, language: Language, query: str, word: str) -> None:
    reader = make_reader(language)
    reader.open(f"search/?q={query}")
    link = reader.page.locator(".words").get_by_role("link", name=word)
    link.click()
    reader.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query)["q"] == [word])
    expect(reader.hits.first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "query", "sentence"),
    [
        pytest.param("zh-hant", "退錢", "也搜尋了「退款」", id="variant"),
        pytest.param("en", "八達通 kite", "The Chinese version mentions “八達通”", id="other language"),
    ],
)
def test_a_result_says_why_it_was_found(make_reader: MakeReader, language: Language, query: str, sentence: str) -> None:
    reader = make_reader(language)
    reader.open(f"search/?q={query}")
    expect(reader.hits.locator(".why", has_text=sentence).first).to_be_visible()


@LANGUAGES
def test_who_finds_nothing_can_write_and_need_not_repeat_the_question(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language, PHONE)
    reader.open("search/?q=xqzvwk")
    reader.page.locator(".nothing .write").click()
    reader.page.wait_for_url("**/contact/#*")
    expect(reader.page.locator("[data-kb-message]")).to_contain_text("xqzvwk")
    assert "xqzvwk" in unquote(reader.page.url).partition("#")[2]
    assert "xqzvwk" not in reader.path


@EACH_ONCE
def test_who_finds_nothing_is_led_to_a_person_once(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    reader.open("search/?q=xqzvwk")
    expect(reader.page.locator(".nothing")).to_be_visible()
    name = {"en": "Contact us", "zh-hant": "聯絡我們"}[language]
    expect(reader.page.locator("main").get_by_role("link", name=name).filter(visible=True)).to_have_count(1)
    reader.open(f"search/?q={REFUND[language]}")
    expect(reader.page.locator("#contact")).to_be_visible()


@LANGUAGES
def test_an_answer_and_few_results_stand_together(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    # One result, so that the list is lower than the least height of the page and than its filters.
    query = {"en": "sunday opening hours", "zh-hant": "開放時間"}[language]
    reader.open(f"search/?q={query}")
    expect(reader.page.locator(".answer-card")).to_be_visible()
    reader.page.locator(".list-of-hits").evaluate("(hits) => { for (const hit of [...hits.children].slice(1)) hit.remove() }")
    card, below = reader.page.locator(".answer-card"), reader.page.locator(".answer")
    room = "(card) => card.getBoundingClientRect().bottom - card.lastElementChild.getBoundingClientRect().bottom"
    assert card.evaluate(room) < 40
    card.evaluate("(card) => card.remove()")
    top = "(part) => part.getBoundingClientRect().top - part.parentElement.getBoundingClientRect().top"
    assert below.evaluate(top) < 40


def test_no_line_ends_between_a_bracket_and_the_button_in_it(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant", PHONE)
    for query in ("八達通退款需時幾耐嘅呢octopsu", "八達通退款octopsu", "octopsu 退款"):
        reader.open(f"search/?q={quote(query)}")
        said = reader.page.locator(".said .in-brackets")
        expect(said).to_contain_text(f"「{query}」")
        rows = """(whole) => [...whole.childNodes].map((part) => {
            const range = document.createRange(); range.selectNode(part);
            const { top, bottom } = range.getBoundingClientRect(); return Math.round((top + bottom) / 10)
        })"""
        assert len(set(said.evaluate(rows))) == 1, query


@EACH_ONCE
def test_a_phrase_that_nothing_holds_is_said_and_its_words_found(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    query, said = {
        "en": ('"run print"', "“run print” was not found as a phrase. These are results for the words."),
        "zh-hant": ("「到帳退款」", "找不到完整的「到帳退款」，以下是這些字詞的結果。"),
    }[language]
    open_results(reader, f"q={quote(query)}")
    expect(reader.page.locator("[data-kb-found] .said").first).to_contain_text(said)


@EACH_ONCE
def test_a_word_after_a_minus_is_in_no_result_of_box_and_page(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    query, gone = {"en": ("refund -card", "returns/refund-times"), "zh-hant": ("退款 －信用卡", "returns/refund-times")}[language]
    reader.open()
    reader.start_search()
    reader.ask(query)
    assert reader.options.count() > 3
    expect(reader.page.locator(f"[data-article='{gone}']")).to_have_count(0)
    reader.open(f"search/?q={quote(query)}")
    expect(reader.hits.first).to_be_visible()
    expect(reader.page.locator(f"[data-kb-found] [data-article='{gone}']")).to_have_count(0)
