"""What readers type, and what they see."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from portal_reader import DESK, EACH_ONCE, LANGUAGES, PHONE, WIDTHS, Language, MakeReader, leads_to


@pytest.mark.parametrize(
    ("width", "language", "query", "path"),
    [
        pytest.param(PHONE, "en", "cancel order", "en/orders/cancel-order/", id="English"),
        pytest.param(DESK, "en", "octopsu", "en/payment/octopus/", id="English with a typo"),
        pytest.param(PHONE, "zh-hant", "退款要幾耐", "zh-hant/returns/refund-times/", id="Cantonese"),
        pytest.param(DESK, "zh-hant", "wjo4dj03", "zh-hant/returns/refund-times/", id="Zhuyin keys"),
        pytest.param(PHONE, "zh-hant", "转数快", "zh-hant/payment/fps/", id="Simplified"),
        pytest.param(DESK, "zh-hant", "八達通 refund", "zh-hant/payment/octopus/", id="both languages"),
    ],
)
def test_the_article_comes_first_with_the_words_marked(
    make_reader: MakeReader, width: int, language: Language, query: str, path: str
) -> None:
    reader = make_reader(language, width)
    reader.open()
    reader.start_search()
    reader.type(query)
    first = reader.options.first
    expect(first.locator("mark").first).to_be_visible()
    leads_to(first, path)
    first.click()
    reader.page.wait_for_url(f"**/{path}*")
    expect(reader.page.locator("article h1")).to_be_visible()


@LANGUAGES
def test_a_correction_is_said_and_can_be_undone(make_reader: MakeReader, language: Language) -> None:
    typed = {"en": ("octopsu", "octopus"), "zh-hant": ("octopsu", "octopus")}[language]
    reader = make_reader(language)
    reader.open(f"search/?q={typed[0]}")
    said = reader.page.locator("[data-kb-found] .said")
    expect(said.locator("strong")).to_have_text(typed[1])
    said.get_by_role("button").click()
    expect(reader.page.locator("[data-kb-found]")).not_to_contain_text(typed[1], ignore_case=True)


@EACH_ONCE
def test_a_search_needs_nothing_but_the_keyboard(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    reader.open()
    page = reader.page
    page.keyboard.press("/")
    reader.type({"en": "refund", "zh-hant": "退款"}[language])
    expect(reader.box).to_have_attribute("aria-expanded", "true")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    first = reader.options.first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(reader.box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "none")
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_be_visible()


TYPED_AND_PRESSED = """(box, keys) => {
  box.value = "octopus";
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  for (const key of keys) box.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}"""


def test_an_arrow_pressed_before_the_results_chooses_when_they_come(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open()
    reader.start_search().evaluate(TYPED_AND_PRESSED, ["ArrowDown", "ArrowDown"])
    expect(reader.options.nth(1)).to_have_attribute("aria-selected", "true")
    assert reader.path == "en/"


@WIDTHS
def test_escape_closes_what_search_has_opened(make_reader: MakeReader, width: int) -> None:
    reader = make_reader("en", width)
    reader.open()
    reader.page.keyboard.press("/")
    reader.type("refund")
    expect(reader.options.first).to_be_visible()
    reader.page.keyboard.press("Escape")
    expect(reader.options.first).to_be_hidden()
    assert reader.path == "en/"


@EACH_ONCE
def test_enter_leads_to_a_page_of_all_results(make_reader: MakeReader, language: Language, width: int) -> None:
    query, path = {
        "en": ("delivery fees taiwan", "en/delivery/times-and-fees/tw/"),
        "zh-hant": ("香港送貨時間", "zh-hant/delivery/times-and-fees/hk/"),
    }[language]
    reader = make_reader(language, width)
    reader.open()
    reader.start_search()
    reader.type(query)
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/search/?q=*")
    expect(reader.page.locator("input[name=q]")).to_have_value(query)
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    leads_to(reader.hits.first, path)
    reader.hits.first.click()
    reader.page.wait_for_url(f"**/{path}*")


@LANGUAGES
def test_back_from_an_article_shows_the_results_again(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open({"en": "search/?q=refund", "zh-hant": "search/?q=退款"}[language])
    titles = reader.hits.locator(".title")
    expect(titles.first).to_be_visible()
    before = titles.all_text_contents()
    reader.hits.nth(1).click()
    expect(reader.page.locator("article h1")).to_be_visible()
    reader.page.go_back()
    expect(titles).to_have_text(before)


@EACH_ONCE
def test_a_question_without_an_answer_is_said_to_have_none(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    reader.open()
    reader.start_search()
    reader.type("xqzvwk")
    nothing = reader.page.locator(".nothing:visible")
    expect(nothing).to_contain_text({"en": "No article found for “xqzvwk”", "zh-hant": "找不到關於「xqzvwk」的文章"}[language])
    expect(reader.options).to_have_count(0)
    expect(nothing.get_by_role("link")).not_to_have_count(0)


def test_an_article_without_a_translation_is_found_and_marked_as_such(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant")
    reader.open("search/?q=customs")
    hit = reader.hits.first
    leads_to(hit, "delivery/overseas-customs/")
    expect(hit).to_contain_text("只有英文版")


@LANGUAGES
def test_search_works_below_a_path_of_a_host(make_reader: MakeReader, portal_in_folder: str, language: Language) -> None:
    query, path = {
        "en": ("reset password", "en/account/reset-password/"),
        "zh-hant": ("忘記密碼", "zh-hant/account/reset-password/"),
    }[language]
    reader = make_reader(language, address=portal_in_folder)
    reader.open("orders/track-order/")
    reader.page.keyboard.press("/")
    reader.type(query)
    leads_to(reader.options.first, f"shop/help/{path}")
    reader.options.first.click()
    reader.page.wait_for_url(f"**/shop/help/{path}*")


def test_an_input_method_that_composes_chooses_and_submits_nothing(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant")
    reader.open()
    box = reader.start_search()
    keyboard = reader.page.context.new_cdp_session(reader.page)
    keyboard.send("Input.imeSetComposition", {"text": "ㄊㄨㄟˋ", "selectionStart": 4, "selectionEnd": 4})
    expect(box).to_have_value("ㄊㄨㄟˋ")
    reader.page.keyboard.press("ArrowDown")
    keyboard.send("Input.insertText", {"text": "退款"})
    expect(reader.options.first).to_be_visible()
    expect(reader.page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    assert reader.path == "zh-hant/"
