"""The search dialog: where it opens, what it keeps, and where the focus goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from portal_reader import EACH_ONCE, PHONE, WIDTHS, Language, MakeReader

ARTICLE = "returns/refund-times/"


@EACH_ONCE
def test_the_button_of_an_article_opens_it_and_closing_gives_the_focus_back(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    reader.open(ARTICLE)
    opener = reader.page.locator(".open-search")
    opener.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.box).to_have_attribute("role", "combobox")
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_each_shortcut_opens_it(make_reader: MakeReader, keys: str) -> None:
    reader = make_reader("en")
    reader.open(ARTICLE)
    expect(reader.page.locator("html.has-script")).to_be_attached()
    reader.page.keyboard.press(keys)
    expect(reader.box).to_be_visible()


@WIDTHS
def test_opened_again_it_shows_the_last_question_and_its_results(make_reader: MakeReader, width: int) -> None:
    reader = make_reader("zh-hant", width)
    reader.open(ARTICLE)
    reader.page.locator(".open-search").click()
    reader.type("八達通")
    expect(reader.options.first).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.page.locator(".open-search").click()
    expect(reader.box).to_have_value("八達通")
    expect(reader.options.first).to_be_visible()
    reader.page.keyboard.type("fps")  # the question is selected, so typing begins a new one
    expect(reader.box).to_have_value("fps")


def test_on_a_phone_it_fills_what_the_keyboard_leaves_of_the_screen(make_reader: MakeReader) -> None:
    reader = make_reader("en", PHONE)
    reader.open(ARTICLE)
    reader.page.locator(".open-search").click()
    reader.ask("refund")
    expect(reader.options.first).to_be_visible()
    dialog = reader.page.locator("dialog")
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 375, "height": 800}
    reader.page.evaluate(
        """() => {
          Object.defineProperty(visualViewport, "height", { value: 420 });
          visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 375, "height": 420}
    last = reader.options.last
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 420
