"""The panel and the page around it: its address, its colours, its styles, and what its policy forgot to allow."""

from __future__ import annotations

import pytest
from axe import violations
from other_site import OpenShop, Shop
from playwright.sync_api import Locator, expect
from portal_reader import DESK, PHONE

RULES = "/nowhere payment/octopus, / payment/fps payment/gone payment/octopus"
DARK, LIGHT = "rgb(24, 34, 38)", "rgb(255, 255, 255)"
HOSTILE = """
* { all: unset !important; font: 9px/1 fantasy !important; color: red !important; background: yellow !important }
*, *::before, *::after { box-sizing: content-box !important; display: block !important; position: static !important }
html { font-size: 40px !important } button, input, dialog, a { opacity: .1 !important; visibility: hidden !important }
"""


def offered(shop: Shop, heading: str) -> Locator:
    return shop.dialog.get_by_role("heading", name=heading).locator("xpath=following-sibling::*[1]").get_by_role("link")


@pytest.mark.parametrize(
    ("lang", "heading", "titles"),
    [("en", "About this page", ["Pay by FPS", "Pay by Octopus"]), ("zh-HK", "與此頁相關", ["轉數快", "八達通"])],
)
def test_articles_are_offered_by_the_address_of_the_page(open_shop: OpenShop, lang: str, heading: str, titles: list[str]) -> None:
    shop = open_shop(f'<kb-search articles="{RULES}"></kb-search>', lang=lang, width=PHONE)
    shop.button.click()
    expect(offered(shop, heading)).to_have_count(2)
    for link, title in zip(offered(shop, heading).all(), titles, strict=True):
        expect(link).to_contain_text(title)
    missing = [problem for problem in shop.problems if "payment/gone" in problem or "404" in problem]
    assert len(missing) == 2  # for whoever writes the page: what is not there, and the browser's own word on it
    assert violations(shop.page, "kb-search") == []
    shop.problems.clear()  # axe itself is not what the policy of the page allows
    shop.page.keyboard.press("Escape")
    shop.page.evaluate("history.pushState(null, '', '/nowhere')")
    shop.button.click()
    expect(offered(shop, heading)).to_have_count(1)
    offered(shop, heading).click()
    expect(shop.text.locator("h2").first).to_contain_text(titles[1])


@pytest.mark.parametrize(
    ("system", "element", "style", "background"),
    [
        ("light", '<kb-search scheme="dark"></kb-search>', "", DARK),
        ("dark", '<kb-search scheme="light"></kb-search>', "", LIGHT),
        ("light", "<kb-search></kb-search>", "html { color-scheme: dark }", DARK),
        ("dark", "<kb-search></kb-search>", "html { color-scheme: only light }", LIGHT),
        ("dark", "<kb-search></kb-search>", "html { color-scheme: light dark }", DARK),
        ("dark", '<kb-search scheme="mauve"></kb-search>', "", DARK),
    ],
)
def test_the_panel_is_light_or_dark_as_the_page_around_it(
    open_shop: OpenShop, system: str, element: str, style: str, background: str
) -> None:
    shop = open_shop(element, style=style)
    shop.page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
    shop.button.click()
    expect(shop.dialog).to_have_css("background-color", background)


def test_a_page_that_turns_dark_turns_the_panel_with_it(open_shop: OpenShop) -> None:
    shop = open_shop("<kb-search></kb-search>", style="html { color-scheme: light }")
    shop.button.click()
    expect(shop.dialog).to_have_css("background-color", LIGHT)
    shop.page.keyboard.press("Escape")
    shop.page.evaluate("document.documentElement.style.colorScheme = 'dark'")
    shop.button.click()
    expect(shop.dialog).to_have_css("background-color", DARK)


@pytest.mark.parametrize(("lang", "width"), [("en", PHONE), ("zh-HK", DESK)])
def test_the_title_of_an_article_stays_in_sight(open_shop: OpenShop, lang: str, width: int) -> None:
    shop = open_shop(lang=lang, width=width)
    shop.search("octopus")
    shop.options.first.click()
    title = shop.text.locator("h2").first
    expect(title).to_be_focused()
    shop.text.evaluate("(text) => text.scrollTo(0, text.scrollHeight)")
    expect(title).to_be_in_viewport(ratio=1)
    above = "(title) => title.getBoundingClientRect().top - title.closest('.reading-text').getBoundingClientRect().top"
    assert abs(title.evaluate(above)) < 1  # no line of the text shows above it


def test_styles_of_a_page_that_resets_everything_do_not_reach_the_panel(open_shop: OpenShop) -> None:
    shop = open_shop(style=HOSTILE)
    shop.search("octopus")
    expect(shop.options.first).to_be_visible()
    expect(shop.options.first).to_have_css("opacity", "1")
    assert shop.dialog.locator("input").evaluate("(input) => parseFloat(getComputedStyle(input).fontSize)") >= 16
    expect(shop.dialog).to_have_css("background-color", LIGHT)


@pytest.mark.parametrize("forgotten", ["style-src", "connect-src"])
def test_where_a_policy_forgets_something_a_link_to_the_portal_takes_the_place_of_the_button(
    open_shop: OpenShop, portal: str, forgotten: str
) -> None:
    shop = open_shop(forgotten=forgotten)
    uncaught: list[str] = []
    shop.page.on("pageerror", lambda error: uncaught.append(error.message))
    shop.button.click()
    link = shop.page.locator("kb-search").get_by_role("link", name="Open the help centre")
    expect(link).to_be_visible()
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", f"{portal}en/")
    assert uncaught == []
    assert len([said for said in shop.problems if said.startswith("kb-search: the panel could not be loaded")]) == 1
    shop.problems.clear()  # the browser says what the policy lacks


def test_where_a_policy_forgets_the_scripts_the_link_of_the_page_stands(open_shop: OpenShop, portal: str) -> None:
    shop = open_shop(forgotten="script-src")
    link = shop.page.get_by_role("link", name="Search our help centre")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", f"{portal}en/search/")
    shop.problems.clear()


def test_notices_show_in_the_panel_at_their_time_only(open_shop: OpenShop) -> None:
    shop = open_shop(lang="zh-HK")
    shop.page.clock.set_fixed_time("2026-12-01T12:00:00+08:00")
    shop.button.click()
    news = shop.dialog.get_by_text("觀塘工作室大廈更換升降機")
    expect(news).to_be_visible()
    shop.page.keyboard.press("Escape")
    shop.page.clock.set_fixed_time("2027-07-02T12:00:00+08:00")
    shop.button.click()
    expect(shop.dialog.get_by_role("heading", name="按主題瀏覽")).to_be_visible()
    expect(news).to_have_count(0)
