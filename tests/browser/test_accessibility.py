"""axe-core on every kind of page, in both languages, light and dark, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect
from portal_reader import DESK, LANGUAGES, LOCALES, OTHER, Language


def once_there(selector: str) -> Callable[[Page], None]:
    return lambda page: expect(page.locator(selector).first).to_be_visible()


def open_search(page: Page) -> None:
    expect(page.locator("html.has-script")).to_be_attached()
    page.keyboard.press("/")
    page.keyboard.insert_text("octopus")
    expect(page.locator("[role=option][data-article] mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def open_all_questions(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((question) => { question.open = true })")


def say_it_did_not_help(page: Page) -> None:
    page.locator("[data-kb-vote] button[value='0']").click()
    expect(page.locator("[data-kb-step=why]")).to_be_visible()


# name of the state: its page, and what a reader does there
STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "gateway": ("", once_there(".door.is-yours")),
    "home": ("{language}/", once_there(".cards")),
    "home with suggestions": ("{language}/", open_search),
    "category": ("{language}/payment/", once_there("h1")),
    "article": ("{language}/returns/refund-times/", once_there("[data-kb-vote]")),
    "article voted on": ("{language}/returns/refund-times/", say_it_did_not_help),
    "article with search open": ("{language}/returns/refund-times/", open_search),
    "questions and answers": ("{language}/payment/faq/", open_all_questions),
    "results": ("{language}/search/?q=octopsu", once_there("[data-kb-found] .said strong")),
    "weak results": ("{language}/search/?q=octopus+parachute+xqzvwk", once_there("[data-kb-found] .said a.write")),
    "no results": ("{language}/search/?q=xqzvwk", once_there(".nothing")),
    "index": ("{language}/search/", once_there(".index")),
    "contact": ("{language}/contact/", once_there("[data-kb-message]:not(.is-waiting) textarea")),
    "not found": ("{language}/404.html", once_there("h1")),
    "language offer": ("{other}/returns/", once_there(".toast")),
}
ONE_LANGUAGE = {"en": "invoices/lottery-winning/", "zh-hant": "delivery/overseas-customs/"}


@pytest.fixture(scope="module")
def new_page(browser: Browser) -> Iterator[Callable[[Language], Page]]:
    contexts = {
        language: browser.new_context(locale=locale, reduced_motion="reduce", viewport={"width": DESK, "height": 800})
        for language, locale in LOCALES.items()
    }
    yield lambda language: contexts[language].new_page()
    for context in contexts.values():
        context.close()


@LANGUAGES
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_to_mend(new_page: Callable[[Language], Page], portal: str, language: Language, state: str) -> None:
    path, act = STATES[state]
    page = new_page(language)
    page.goto(portal + path.format(language=language, other=OTHER[language]))
    act(page)
    assert violations(page) == []
    page.close()


@LANGUAGES
def test_axe_finds_nothing_to_mend_where_a_translation_is_missing(
    new_page: Callable[[Language], Page], portal: str, language: Language
) -> None:
    page = new_page(language)
    page.goto(f"{portal}{language}/{ONE_LANGUAGE[language]}")
    expect(page.locator("main .notice")).to_be_visible()
    assert violations(page) == []
    page.close()
