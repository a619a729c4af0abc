"""The words a reader searched for, marked in the article they chose."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from portal_reader import EACH_ONCE, LANGUAGES, Language, MakeReader, Reader

QUERIES = {"en": "refnd card", "zh-hant": "退款 信用卡"}
PROSE = "document.querySelector('.article').innerHTML"
FOUND_WORDS = Path(__file__).parents[2] / "theme/assets/portal/found-words.js"
KEEP = """(words) => import(new URL("source/found-words.js", document.baseURI))
  .then(({ keepFoundWords }) => keepFoundWords(new URL(location), words))"""


def keep(page: Page, words: list[str]) -> None:
    """Do what a press on a result does; on the portal this module is inside another script."""
    page.route("**/source/found-words.js", lambda route: route.fulfill(path=FOUND_WORDS))
    page.evaluate(KEEP, words)


def marks(page: Page) -> list[str]:
    expect(page.locator("mark.found").first).to_be_attached()
    return page.locator("mark.found").all_text_contents()


def reader_of_a_marked_article(make_reader: MakeReader) -> Reader:
    reader = make_reader("en")
    reader.open("search/?q=refund")
    reader.hits.first.locator("mark").first.click()
    assert marks(reader.page)
    return reader


@EACH_ONCE
def test_the_words_of_the_search_are_marked_and_the_first_of_the_section_is_in_sight(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    reader.open(f"search/?q={QUERIES[language]}")
    hit = reader.hits.first
    expect(hit.locator("mark").first).to_be_visible()
    hit.click()
    page = reader.page
    found = marks(page)
    assert {word.lower() for word in found} >= {"en": {"refund", "card"}, "zh-hant": {"退款", "信用卡"}}[language]
    assert page.locator(":is(nav, .facts, .end, .contact) mark").count() == 0
    assert page.evaluate("document.querySelector(decodeURI(location.hash)).getBoundingClientRect().top >= 0")
    expect(page.locator(":target ~ * mark").first).to_be_in_viewport()
    assert page.evaluate("[document.activeElement.tagName, location.search, localStorage.length]") == ["BODY", "", 0]
    expect(page.locator(".found-bar")).to_contain_text({"en": "matches marked", "zh-hant": "已標示"}[language])


@pytest.mark.parametrize("way", ["button", "Escape"])
@LANGUAGES
def test_clearing_leaves_the_article_as_it_was(make_reader: MakeReader, language: Language, way: str) -> None:
    reader = make_reader(language)
    page = reader.page
    reader.open("returns/refund-times/")
    expect(page.locator(".article a.zoom:not([href]):not([role])")).to_have_count(0)  # the page's own script has done its part
    before = page.evaluate(PROSE)
    keep(page, ["Refund", "days", "退款", "工作天"])
    page.reload()
    assert marks(page)
    if way == "button":
        page.get_by_role("button", name={"en": "Clear highlights", "zh-hant": "清除標示"}[language]).click()
    else:
        page.keyboard.press("Escape")
    expect(page.locator("mark.found")).to_have_count(0)
    expect(page.locator(".found-bar")).to_have_count(0)
    assert page.evaluate(PROSE) == before


def test_escape_closes_an_open_search_before_it_clears_marks(make_reader: MakeReader) -> None:
    reader = reader_of_a_marked_article(make_reader)
    reader.page.keyboard.press("/")
    expect(reader.box).to_be_visible()
    reader.page.keyboard.press("Escape")
    assert marks(reader.page)
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("mark.found")).to_have_count(0)


def test_keys_faster_than_a_frame_leave_the_search_and_reach_the_page(make_reader: MakeReader) -> None:
    reader = reader_of_a_marked_article(make_reader)
    reader.page.keyboard.press("/")
    expect(reader.box).to_be_focused()
    reader.page.evaluate(
        """() => { for (let times = 0; times < 2; times++) document.activeElement.dispatchEvent(
             new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true })) }"""
    )
    expect(reader.page.locator("mark.found")).to_have_count(0, timeout=2000)


@LANGUAGES
def test_an_article_opened_in_a_new_tab_is_marked_too(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open(f"search/?q={QUERIES[language]}")
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    with reader.page.context.expect_page() as opened:
        reader.hits.first.click(modifiers=["Control"])
    assert marks(opened.value)


@pytest.mark.parametrize(
    ("language", "query", "marked"),
    [("zh-hant", "转数快", "轉數快"), ("zh-hant", "推款", "退款"), ("zh-hant", "wjo4dj03", "退款"), ("en", "octopsu", "octopus")],
)
def test_words_are_marked_as_the_article_writes_them(
    make_reader: MakeReader, language: Language, query: str, marked: str
) -> None:
    reader = make_reader(language)
    reader.open(f"search/?q={query}")
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    reader.hits.first.click()
    assert marked in [word.lower() for word in marks(reader.page)]


@LANGUAGES
def test_a_reader_who_did_not_search_sees_no_marks(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open(f"search/?q={QUERIES[language]}")
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    reader.hits.first.click()
    assert marks(reader.page)
    reader.page.reload()
    expect(reader.page.locator("article h1")).to_be_visible()
    expect(reader.page.locator("mark.found")).to_have_count(0)


def test_bold_type_does_not_hide_a_word_and_programs_stay_whole(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant")
    reader.open("returns/refund-times/")
    page = reader.page
    page.evaluate(
        """() => {
          const bold = Object.assign(document.createElement("strong"), { textContent: "退" });
          const line = document.createElement("p");
          line.append("申請", bold, "款時間");
          const code = Object.assign(document.createElement("pre"), { textContent: "退款時間" });
          document.querySelector(".prose").replaceChildren(line, code);
          return import(new URL("highlight.js", document.querySelector("script[type=module]").src))
            .then(({ markFoundWords }) => markFoundWords(["退款時間"], Object.assign(String, { count: String })));
        }"""
    )
    assert page.locator(".prose mark").all_text_contents() == ["退", "款時間"]


def test_a_closed_question_opens_for_the_word_inside(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("returns/faq/")
    word = reader.page.evaluate("document.querySelector('.prose details p').textContent.match(/[A-Za-z]{5,}/)[0]")
    keep(reader.page, [word])
    reader.page.reload()
    expect(reader.page.locator(".prose details mark").first).to_be_visible()


def test_paper_shows_no_marks(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("search/?q=refund")
    reader.hits.first.locator("mark").first.click()
    assert marks(reader.page)
    reader.page.emulate_media(media="print")
    expect(reader.page.locator("mark.found").first).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(reader.page.locator(".found-bar")).to_be_hidden()
