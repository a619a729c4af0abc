"""Tabs in a real browser: one text of a set is shown, and nobody loses the others."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kbgen.commands.static_server import StaticServer
from kbgen.site.assets.theme_folder import theme_folder

SETS = {
    "en": (("macOS", "Windows"), ("Windows", "macOS", "Linux")),
    "zh": (("蘋果電腦", "視窗"), ("視窗", "蘋果電腦", "Linux")),
}


def tab(label: str, text: str) -> str:
    return f'<div class="tab"><p class="tab-title">{label}</p><p>{text}</p></div>'


def body(language: str) -> str:
    first, second = SETS[language]
    texts = [
        *(tab(label, f'<span id="one-{at}">Text one {at}</span>') for at, label in enumerate(first)),
        '</div><p style="height:60rem">Between</p><div class="tabs">',
        *(tab(label, f'<span id="two-{at}">Text two {at}</span>') for at, label in enumerate(second)),
    ]
    sets = f'<div class="tabs">{"".join(texts)}</div>'
    return f'<main class="prose">{sets}<p style="height:60rem"><a href="#two-2">To Linux</a></p></main>'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tabs")
    head = ""
    for sheet in ("tokens", "shell", "article"):
        shutil.copy(theme_folder() / f"assets/portal/{sheet}.css", folder)
        head += f'<link rel="stylesheet" href="{sheet}.css">'
    shutil.copy(theme_folder() / "assets/portal/print.css", folder)
    shutil.copy(theme_folder() / "assets/portal/tabs.js", folder)
    head += '<link rel="stylesheet" href="print.css" media="print"><script src="tabs.js"></script>'
    for language in SETS:
        html = f'<!doctype html><html lang="{language}"><head><title>T</title>{head}</head><body>{body(language)}</body></html>'
        (folder / f"{language}.html").write_text(html, "utf-8")
    with StaticServer(folder, base="/") as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    page.close()


def shown(page: Page) -> list[str]:
    return [text.inner_text() for text in page.locator(".tab span").all() if text.is_visible()]


@pytest.mark.parametrize("language", SETS)
def test_a_label_chosen_in_one_set_is_chosen_in_all_and_what_was_pressed_stays_where_it_is(
    page: Page, address: str, language: str
) -> None:
    page.goto(f"{address}{language}.html")
    assert shown(page) == ["Text one 0", "Text two 1"]  # a set begins with what those above it show
    lower = page.locator(".tabs").nth(1).get_by_role("tab", name=SETS[language][1][0])
    lower.scroll_into_view_if_needed()
    before = lower.bounding_box()
    lower.click()
    assert shown(page) == ["Text one 1", "Text two 0"]
    assert lower.bounding_box() == before
    expect(page.locator(".tabs").first.get_by_role("tab", selected=True)).to_have_text(SETS[language][0][1])
    page.locator(".tabs").nth(1).get_by_role("tab", name="Linux").click()
    assert shown(page) == ["Text one 1", "Text two 2"]


def test_the_keyboard_goes_from_label_to_label_and_then_into_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}en.html")
    page.keyboard.press("Tab")
    chosen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End", "Control+ArrowLeft"):
        page.keyboard.press(key)
        chosen.append(page.evaluate("document.activeElement.textContent"))
    assert chosen == ["Windows", "macOS", "Windows", "macOS", "Windows", "Windows"]
    assert page.locator(".tabs").first.locator("[role=tab][tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    panel = page.locator("[role=tabpanel]:focus")
    expect(panel).to_contain_text("Text one 1")
    expect(panel).to_have_accessible_name("Windows")


@pytest.mark.parametrize("knows_until_found", [True, False])
def test_what_leads_into_a_tab_that_is_not_shown_opens_it(page: Page, address: str, knows_until_found: bool) -> None:
    if not knows_until_found:
        page.add_init_script("delete HTMLElement.prototype.onbeforematch")
    page.goto(f"{address}en.html#one-1")
    expect(page.locator("#one-1")).to_be_in_viewport()
    page.get_by_role("link", name="To Linux").click()
    expect(page.locator("#two-2")).to_be_in_viewport()
    page.locator("#two-0").evaluate("(text) => text.closest('.tab').dispatchEvent(new Event('beforematch'))")
    assert shown(page) == ["Text one 1", "Text two 0"]


def test_without_a_script_and_on_paper_every_text_stands_below_its_label(browser: Browser, page: Page, address: str) -> None:
    bare = browser.new_page(java_script_enabled=False)
    bare.goto(f"{address}en.html")
    page.goto(f"{address}en.html")
    page.emulate_media(media="print")
    for one in (bare, page):
        expect(one.locator("[role=tab]:visible")).to_have_count(0)
        texts = one.locator(".prose").inner_text().split()
        assert " ".join(texts).startswith("macOS Text one 0 Windows Text one 1 Between Windows Text two 0 macOS Text two 1 Linux")
    bare.close()
