"""The portal's search on a site of another origin: search, read, and what the site around it notices."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from other_site import PLACE, OpenShop, example
from playwright.sync_api import Browser, expect
from portal_reader import DESK, PHONE


@pytest.mark.parametrize(
    ("lang", "query", "words", "width"),
    [("en", "octopus", "Octopus", PHONE), ("zh-HK", "八達通", "八達通", DESK)],
)
def test_readers_search_and_read_on_another_site(open_shop: OpenShop, lang: str, query: str, words: str, width: int) -> None:
    shop = open_shop(lang=lang, width=width)
    shop.search(query)
    expect(shop.options.first).to_have_attribute("data-article", "payment/octopus")
    expect(shop.options.first.locator("mark").first).to_be_visible()
    shop.options.first.click()
    expect(shop.text.locator("h2").first).to_contain_text(words)
    expect(shop.text.locator("h2").first).to_be_focused()
    expect(shop.text.locator("p").nth(1)).to_be_visible()
    shop.dialog.get_by_role("button", name={"en": "Back", "zh-HK": "返回"}[lang]).click()
    expect(shop.options.first).to_be_visible()
    assert [event["type"] for event in shop.heard()] == ["kb-open", "kb-result"]
    assert shop.heard()[1] | {"article": "payment/octopus", "position": 1, "query": query} == shop.heard()[1]


@pytest.mark.parametrize("blocked", ["embed.js", "element.js"])
def test_where_its_scripts_are_blocked_the_link_within_the_element_shows(browser: Browser, portal: str, blocked: str) -> None:
    page = browser.new_page()
    page.route(f"**/{blocked}", lambda route: route.abort())
    page.route("https://shop.example/", lambda route: route.fulfill(body=example("html").replace(PLACE, portal)))
    page.goto("https://shop.example/")
    link = page.get_by_role("link", name="Search our help centre")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", f"{portal}en/search/")
    page.close()


def test_the_button_takes_the_place_of_the_link(open_shop: OpenShop) -> None:
    shop = open_shop()
    expect(shop.button).to_be_visible()
    expect(shop.page.get_by_text("Search our help centre")).to_be_hidden()


def test_nothing_but_the_button_is_loaded_before_it_is_pressed(open_shop: OpenShop, portal: str) -> None:
    shop = open_shop()
    expect(shop.button).to_have_text("Need help?")
    assert [url.rpartition("/")[2] for url in shop.requests if url.startswith(portal)] == ["embed.js", "element.js"]
    assert shop.page.evaluate("Object.keys(window).filter((name) => /kb/i.test(name))") == []


def test_what_loads_before_the_button_is_pressed_stays_small(site: Path) -> None:
    (element,) = site.glob("assets/kbgen/*/embed/element.js")
    assert sum(len(gzip.compress(path.read_bytes())) for path in (site / "embed.js", element)) <= 3000


@pytest.mark.parametrize(
    ("lang", "language", "region"),
    [("zh-TW", "zh-hant", "zh-Hant-TW"), ("zh-Hans-CN", "zh-hant", "zh-Hant-HK"), ("fr", "en", "en")],
)
def test_the_panel_speaks_the_language_of_the_page(open_shop: OpenShop, lang: str, language: str, region: str) -> None:
    shop = open_shop(lang=lang)
    shop.button.click()
    expect(shop.dialog).to_have_attribute("lang", region)
    assert [event["language"] for event in shop.heard()] == [language]


def test_the_element_may_speak_another_language_than_the_page(open_shop: OpenShop) -> None:
    shop = open_shop('<kb-search lang="zh-hant" placement="inline" label="搜尋常見問題"></kb-search>')
    expect(shop.button).to_have_text("搜尋常見問題")
    shop.search("退款")
    expect(shop.options.first.locator(".name")).to_contain_text("退款")


def test_escape_closes_the_panel_and_the_focus_goes_back(open_shop: OpenShop) -> None:
    shop = open_shop()
    shop.page.evaluate("addEventListener('keydown', (event) => heard.push({ type: event.key }))")
    shop.button.focus()
    shop.page.keyboard.press("Enter")
    expect(shop.dialog.locator("input")).to_be_focused()
    shop.page.keyboard.type("re/fund")
    shop.page.keyboard.press("Escape")
    expect(shop.dialog).to_be_hidden()
    expect(shop.button).to_be_focused()
    assert [event["type"] for event in shop.heard()] == ["Enter", "kb-open"]  # the page's shortcuts heard nothing of it


def test_the_keyboard_alone_opens_an_article_and_tab_stays_inside(open_shop: OpenShop) -> None:
    shop = open_shop()
    shop.search("octopus")
    expect(shop.options.first).to_be_visible()
    shop.page.keyboard.press("Enter")  # nothing is chosen: the results stay
    expect(shop.options.first).to_be_visible()
    shop.page.keyboard.press("ArrowDown")
    expect(shop.options.first).to_have_attribute("aria-selected", "true")
    shop.page.keyboard.press("Enter")
    expect(shop.text.locator("h2").first).to_be_focused()
    for _ in range(30):
        shop.page.keyboard.press("Tab")
        assert shop.page.evaluate("['KB-SEARCH', 'BODY'].includes(document.activeElement.tagName)")


def test_keys_of_an_input_method_open_no_result_and_close_nothing(open_shop: OpenShop) -> None:
    shop = open_shop(lang="zh-HK")
    shop.search("八達通")
    expect(shop.options.first).to_be_visible()
    shop.page.keyboard.press("ArrowDown")
    expect(shop.options.first).to_have_attribute("aria-selected", "true")
    for key in ("Enter", "Escape"):
        shop.dialog.locator("input").evaluate(
            "(input, key) => { input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));"
            " input.dispatchEvent(new KeyboardEvent('keydown',"
            " { key, keyCode: 229, isComposing: true, bubbles: true, composed: true, cancelable: true })) }",
            key,
        )
        expect(shop.options.first).to_be_visible()
    assert [event["type"] for event in shop.heard()] == ["kb-open"]


def test_a_page_with_a_chat_of_its_own_takes_over(open_shop: OpenShop) -> None:
    shop = open_shop()
    shop.page.evaluate("addEventListener('kb-contact', (event) => event.preventDefault())")
    shop.search("zzzqqq")
    shop.dialog.locator(".nothing").get_by_role("link", name="Contact us").click()
    expect(shop.dialog).to_be_hidden()
    assert len(shop.page.context.pages) == 1
    assert shop.heard()[-1] | {"type": "kb-contact", "query": "zzzqqq", "article": ""} == shop.heard()[-1]


def test_nothing_of_an_article_can_run_or_reach_others(open_shop: OpenShop, portal: str) -> None:
    hostile = """<!doctype html><html lang="en"><body><main><h1>Octopus</h1><div class="prose" onclick="heard.push(1)">
      <p style="position:fixed">Safe <b onmouseover="heard.push(1)">words</b></p><script>heard.push(1)</script>
      <img src="https://other.example/x.png" onerror="heard.push(1)" alt="A picture"><a href="javascript:heard.push(1)">press</a>
      <iframe src="https://other.example/"></iframe><svg><a href="javascript:heard.push(1)"><text>drawn</text></a></svg>
      <form action="https://other.example/"><button>send</button></form><kb-search></kb-search>
      <a href="../cards/">next</a></div></main>"""
    shop = open_shop()
    shop.page.context.route(
        "**/en/payment/octopus/",
        lambda route: route.fulfill(content_type="text/html", body=hostile, headers={"Access-Control-Allow-Origin": "*"}),
    )
    shop.search("octopus")
    shop.options.first.click()
    expect(shop.text.get_by_text("Safe words")).to_be_visible()
    inside = shop.text.locator(".prose *")
    names = set(inside.evaluate_all("(all) => all.map((one) => one.localName)"))
    assert names == {"h2", "p", "b", "a", "div"}
    assert set(inside.evaluate_all("(all) => all.flatMap((one) => one.getAttributeNames())")) == {
        "tabindex",
        "href",
        "target",
        "rel",
        "class",
    }
    expect(shop.text.get_by_text("A picture")).to_be_visible()
    expect(shop.text.get_by_role("link", name="next")).to_have_attribute("href", f"{portal}en/payment/cards/")
    assert shop.text.get_by_text("press").get_attribute("href") is None
    assert [event["type"] for event in shop.heard()] == ["kb-open", "kb-result"]
    assert all("violates the following Content Security Policy" in problem for problem in shop.problems), shop.problems
    shop.problems.clear()  # the browser says of those in the source that they would not run


def test_formulas_and_terms_that_open_their_meaning_are_put_into_words(open_shop: OpenShop) -> None:
    page = """<!doctype html><html lang="en"><body><main><h1>Octopus</h1><div class="prose">
      <p>It costs <math alttext="a²"><mi>a</mi></math>, by <button class="term" popovertarget="m">FPS</button><span
      class="meaning" id="m" popover>at once</span>.</p></div></main>"""
    shop = open_shop()
    shop.page.context.route(
        "**/en/payment/octopus/",
        lambda route: route.fulfill(content_type="text/html", body=page, headers={"Access-Control-Allow-Origin": "*"}),
    )
    shop.search("octopus")
    shop.options.first.click()
    expect(shop.text.get_by_text("It costs a², by FPS (at once).")).to_be_visible()


def test_a_result_opened_in_a_new_tab_leaves_nothing_behind(open_shop: OpenShop, portal: str) -> None:
    shop = open_shop()
    shop.search("octopus")
    expect(shop.options.first.locator("mark").first).to_be_visible()
    with shop.page.context.expect_page() as opened:
        shop.options.first.click(modifiers=["Control"])
    assert opened.value.url.startswith(f"{portal}en/payment/octopus/")
    opened.value.close()
    expect(shop.dialog).to_be_visible()


def test_sizes_are_the_readers_whatever_the_page_makes_of_rem(open_shop: OpenShop) -> None:
    shop = open_shop(style="html { font-size: 50% } * { font-family: serif; color: red; text-transform: uppercase }")
    shop.search("octopus")
    expect(shop.options.first).to_be_visible()
    style = shop.dialog.locator("input").evaluate(
        "(input) => [getComputedStyle(input).fontSize, getComputedStyle(input).textTransform]"
    )
    assert style == ["18px", "none"]


def test_a_panel_that_cannot_be_loaded_leaves_a_link_to_the_portal(open_shop: OpenShop, portal: str) -> None:
    shop = open_shop()
    shop.page.context.route("**/panel.css", lambda route: route.abort())
    shop.button.click()
    link = shop.page.locator("kb-search a.opener")
    expect(link).to_have_text("Open the help centre")
    expect(link).to_have_attribute("href", f"{portal}en/")
    shop.problems.clear()  # the browser said aloud what could not be loaded


def test_an_article_that_cannot_be_loaded_can_be_asked_for_again(open_shop: OpenShop) -> None:
    shop = open_shop()
    shop.page.context.route("**/en/payment/octopus/", lambda route: route.abort())
    shop.search("octopus")
    shop.options.first.click()
    expect(shop.text.get_by_role("alert")).to_contain_text("could not be loaded")
    shop.page.context.unroute_all(behavior="wait")
    shop.text.get_by_role("button", name="Try again").click()
    expect(shop.text.locator("h2").first).to_contain_text("Octopus")
    shop.problems.clear()  # likewise
