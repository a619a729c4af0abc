"""Typing Chinese with an input method: its keys choose candidates, never results.

Chromium composes for real where a text is set; the keys are events as browsers send them, Safari's order included.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect
from portal_reader import DESK, PHONE, MakeReader, Reader

PLACES = pytest.mark.parametrize("width", [pytest.param(DESK, id="box"), pytest.param(PHONE, id="dialog")])
TAKEN: dict[str, object] = {"keyCode": 229, "isComposing": True}
SAFARI_TAKEN: dict[str, object] = {"keyCode": 229, "isComposing": False}


def compose(reader: Reader, text: str) -> None:
    """Let the input method show a text that it has not handed over yet."""
    keyboard = reader.page.context.new_cdp_session(reader.page)
    keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def press(box: Locator, key: str, **how: object) -> bool:
    """Send the keydown of a key; return whether the browser may go on with what the key does."""
    event = "(box, init) => box.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))"
    allowed: bool = box.evaluate(event, {"key": key, **how})
    return allowed


def end_and_press(box: Locator, key: str, **how: object) -> bool:
    """End the composition and send the keydown right after, before any key rises; return as `press`."""
    events = """(box, init) => {
      box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
      return box.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
    }"""
    allowed: bool = box.evaluate(events, {"key": key, **how})
    return allowed


def expect_nothing_chosen(reader: Reader) -> None:
    expect(reader.page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    expect(reader.box).not_to_have_attribute("aria-activedescendant", "")
    assert reader.path == "zh-hant/"


@pytest.mark.parametrize(
    ("width", "composed"),
    [
        pytest.param(DESK, "ㄊㄨㄟˋㄎㄨㄢˇ", id="Zhuyin in the box"),
        pytest.param(PHONE, "卜日女", id="Cangjie in the dialog"),
        pytest.param(PHONE, "tui'kuan", id="pinyin in the dialog"),
        pytest.param(DESK, "teoi3fun2", id="Jyutping in the box"),
    ],
)
def test_the_keys_of_an_input_method_choose_nothing(make_reader: MakeReader, width: int, composed: str) -> None:
    reader = make_reader("zh-hant", width)
    reader.open()
    box = reader.start_search()
    compose(reader, composed)
    expect(box).to_have_value(composed)
    for key in ("ArrowDown", "ArrowUp", "Enter", "Escape"):
        press(box, key, **TAKEN)
    expect_nothing_chosen(reader)
    expect(box).to_have_value(composed)
    assert not press(box, "Enter", **TAKEN)


@PLACES
def test_results_follow_what_is_being_composed(make_reader: MakeReader, width: int) -> None:
    reader = make_reader("zh-hant", width)
    reader.open()
    reader.start_search()
    compose(reader, "退款")
    expect(reader.options.first).to_be_visible()
    expect(reader.options.first).to_contain_text("退款")


@PLACES
def test_in_safari_s_order_of_events_the_last_enter_opens_nothing(make_reader: MakeReader, width: int) -> None:
    reader = make_reader("zh-hant", width)
    reader.open()
    box = reader.start_search()
    compose(reader, "退款")
    expect(reader.options.first).to_be_visible()
    assert not end_and_press(box, "Enter", **SAFARI_TAKEN)
    assert not end_and_press(box, "Escape", **SAFARI_TAKEN)
    expect(reader.options.first).to_be_visible()
    expect_nothing_chosen(reader)


@PLACES
def test_after_the_text_is_handed_over_the_keys_are_the_reader_s_again(make_reader: MakeReader, width: int) -> None:
    reader = make_reader("zh-hant", width)
    reader.open()
    reader.start_search()
    compose(reader, "ㄊㄨㄟˋ")
    reader.type("退款")
    expect(reader.options.first).to_contain_text("退款")
    reader.page.keyboard.press("ArrowDown")
    expect(reader.options.first).to_have_attribute("aria-selected", "true")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("article h1")).to_be_visible()


HANDED_OVER = """(box) => {
  box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", keyCode: 40, bubbles: true, cancelable: true }));
  return document.getElementById(box.getAttribute("aria-activedescendant"))?.getAttribute("aria-selected");
}"""


@PLACES
def test_results_seen_while_composing_can_be_chosen_the_moment_the_text_is_handed_over(
    make_reader: MakeReader, width: int
) -> None:
    reader = make_reader("zh-hant", width)
    reader.open()
    box = reader.start_search()
    compose(reader, "退款")
    expect(reader.options.first).to_be_visible()
    assert box.evaluate(HANDED_OVER) == "true"


def test_a_phone_that_ends_its_word_just_before_enter_searches_at_once(make_reader: MakeReader) -> None:
    reader = make_reader("en", PHONE)
    reader.open()
    box = reader.start_search()
    compose(reader, "refund")
    expect(reader.options.first).to_be_visible()
    assert end_and_press(box, "Enter", keyCode=13)


def test_on_the_results_page_enter_of_an_input_method_does_nothing_while_results_follow(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant")
    reader.open("search/")
    box = reader.page.locator("[data-kb-results] input[name=q]")
    box.click()
    compose(reader, "退款")
    expect(reader.hits.first).to_be_visible()
    assert not press(box, "Enter", **TAKEN)
    assert not end_and_press(box, "Enter", **SAFARI_TAKEN)
    expect(reader.hits.first).to_be_visible()
