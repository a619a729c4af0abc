"""WCAG 2.2 AA, as far as a program can look: docs/accessibility.md says what was checked for each criterion, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from accessible_tree import Spoken, spoken, unclear
from playwright.sync_api import Browser, Page, expect
from portal_reader import LANGUAGES, LOCALES, Language, eventually

PAGES = {
    "home": "",
    "category": "payment/",
    "article": "returns/refund-times/",
    "tables": "delivery/times-and-fees/",
    "questions": "payment/faq/",
    "results": "search/?q=octopus",
    "nothing found": "search/?q=xqzvwk",
    "contact": "contact/",
    "not found": "404.html",
    "privacy": "privacy-notice/",
}
HALF = [("en", name) for name in list(PAGES)[::2]] + [("zh-hant", name) for name in list(PAGES)[1::2]]
OTHER_HALF = [("zh-hant", name) for name in list(PAGES)[::2]] + [("en", name) for name in list(PAGES)[1::2]]
EACH_PAGE = pytest.mark.parametrize(
    ("language", "name"), [*HALF, *(pytest.param(*each, marks=pytest.mark.long) for each in OTHER_HALF)]
)

# 1.4.12: the spacing that readers may set. A constructed sheet, because the policy of the portal refuses a written one.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
# What is wider than the screen, or cut off at its side; a table or a block of code may scroll by itself.
CUT = """() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? [`page ${document.documentElement.scrollWidth}`] : [];
    const cut = [...document.querySelectorAll("a, button, input, textarea, h1, h2, h3, p, label, summary")].filter((element) => {
        const box = element.getBoundingClientRect();
        const scrolls = element.closest(".table-scroll, pre, .visually-hidden, .skip, [hidden]");
        return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && !scrolls &&
            (box.right > innerWidth + 1 || box.left < -1);
    });
    return [...wide, ...cut.map((element) => element.outerHTML.slice(0, 120))];
}"""
# 2.5.8: targets below 24 pixels whose circle of 24 pixels meets another target; links in a sentence are left out.
SMALL = """() => {
    const all = [...document.querySelectorAll("a[href], button, input, summary, textarea, [role=option]")].filter(
        (target) => target.checkVisibility({ visibilityProperty: true }) && !target.closest(".skip"));
    const box = (target) => (target.matches("label input") ? target.closest("label") : target).getBoundingClientRect();
    const inText = (target) => target.matches(":is(p, li, td, dd, summary, h1, h2, h3) a") &&
        getComputedStyle(target).display === "inline" && !target.closest("nav, footer, .index");
    return all.filter((target) => {
        const { width, height, left, top } = box(target);
        if ((width >= 24 && height >= 24) || width === 0 || inText(target)) return false;
        const [x, y] = [left + width / 2, top + height / 2];
        return all.some((other) => {
            const near = box(other);
            const [dx, dy] = [Math.max(near.left - x, 0, x - near.right), Math.max(near.top - y, 0, y - near.bottom)];
            return other !== target && !other.contains(target) && !target.contains(other) && Math.hypot(dx, dy) < 12;
        });
    }).map((target) => target.outerHTML.slice(0, 120));
}"""
# 2.4.7 and 2.4.11: the element that has the focus has a frame, itself or round it, and is not behind anything.
FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    const framed = [element, element.closest(".field, .channel, .card, summary")].filter(Boolean).some((one) => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + Math.min(width / 2, 200), top + height / 2];
    const there = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), Math.min(Math.max(y, 1), innerHeight - 1));
    const seen = there && (element.contains(there) || there.contains(element) || there.closest("label")?.contains(element));
    return framed && seen ? "ok" : `${framed ? "" : "no frame "}${seen ? "" : "hidden "}${element.outerHTML.slice(0, 120)}`;
}"""
MOVING = """() => document.getAnimations().filter((each) => each.effect.getComputedTiming().duration > 1)
    .map((each) => each.animationName ?? each.transitionProperty)"""


@pytest.fixture(scope="module")
def open_page(browser: Browser, portal: str) -> Iterator[Callable[[Language, str], Page]]:
    contexts = {
        language: browser.new_context(locale=locale, viewport={"width": 1280, "height": 800})
        for language, locale in LOCALES.items()
    }

    def opened(language: Language, path: str) -> Page:
        page = contexts[language].new_page()
        page.goto(f"{portal}{language}/{path}")
        expect(page.locator("html.has-script")).to_be_attached()
        if "?q=" in path:
            expect(page.locator("[data-kb-found] :is(a.hit, .nothing)").first).to_be_visible()
        return page

    yield opened
    for context in contexts.values():
        context.close()


@EACH_PAGE
def test_a_page_can_be_read_enlarged_spaced_and_by_keyboard(
    open_page: Callable[[Language, str], Page], language: Language, name: str
) -> None:
    page = open_page(language, PAGES[name])
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == []  # 2.3.3, beyond AA
    assert unclear(spoken(page)) == []
    assert page.evaluate(SMALL) == []
    for width, height in ((640, 400), (320, 256)):  # 200 % and 400 % of 1280 × 1024: 1.4.4 and 1.4.10
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(CUT) == []
    page.evaluate(SPACED)
    assert page.evaluate(CUT) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.adoptedStyleSheets = []")
    said = []
    for _ in range(12):
        page.keyboard.press("Tab")
        said.append(page.evaluate(FOCUS))
    assert [each for each in said if each not in {"ok", ""}] == []
    page.close()


def the(nodes: list[Spoken], role: str, *, name: str | None = None) -> Spoken:
    found = [node for node in nodes if node.role == role and name in {None, node.name}]
    assert len(found) == 1, [(node.role, node.name) for node in found]
    return found[0]


SAID: dict[Language, dict[str, str]] = {
    "en": {
        "query": "octopus",
        "box": "Search the help centre",
        "list": "Search results",
        "found": "5 results, and others that may be related",
        "weak": "Maybe related",
        "filters": "Filter results",
        "topic": "Topic",
        "phones": "Phone Hong Kong, Phone Taiwan",
        "helped": "Was this article helpful?",
        "close": "Close",
        "filtered": "2 of 5 articles",
    },
    "zh-hant": {
        "query": "發票抬頭",
        "box": "搜尋說明中心",
        "list": "搜尋結果",
        "found": "5 個結果，另有可能相關的文章",
        "weak": "可能相關",
        "filters": "篩選結果",
        "topic": "主題",
        "phones": "電話 香港, 電話 台灣",
        "helped": "這篇文章有幫助嗎？",
        "close": "關閉",
        "filtered": "顯示 2 篇（共 5 篇）",
    },
}


@LANGUAGES
def test_a_screen_reader_is_told_how_a_search_goes(open_page: Callable[[Language, str], Page], language: Language) -> None:
    words, page = SAID[language], open_page(language, "")
    before = the(spoken(page), "combobox")
    assert (before.name, before.states["expanded"]) == (words["box"], False)
    page.locator("form[data-kb-box] input").click()
    page.keyboard.insert_text(words["query"])
    expect(page.locator("[role=option][data-article] mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    nodes = spoken(page)
    assert unclear(nodes) == []
    box = the(nodes, "combobox")
    assert (box.states["expanded"], box.states["focused"]) == (True, True)
    assert the(nodes, "listbox").name == words["list"]
    options = [node for node in nodes if node.role == "option"]
    assert [option.states["selected"] for option in options] == [True, *[False] * (len(options) - 1)]
    assert the(nodes, "group", name=words["weak"])
    status = the(nodes, "status")
    assert status.states["live"] == "polite"
    eventually(lambda: the(spoken(page), "status").text, lambda text: text == words["found"])
    page.keyboard.press("Escape")
    assert the(spoken(page), "combobox").states["expanded"] is False
    page.close()


@LANGUAGES
def test_a_screen_reader_stays_in_the_search_dialog(open_page: Callable[[Language, str], Page], language: Language) -> None:
    words, page = SAID[language], open_page(language, PAGES["article"])
    page.keyboard.press("/")
    expect(page.locator("dialog[open] input:focus")).to_be_visible()
    nodes = spoken(page)
    dialog = the(nodes, "dialog")
    assert (dialog.name, dialog.states["modal"]) == (words["box"], True)
    assert the(nodes, "button").name == words["close"]
    assert not [node for node in nodes if node.role in {"main", "banner", "contentinfo"}]
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert the(spoken(page), "main")
    page.close()


@LANGUAGES
def test_a_screen_reader_is_told_of_results_and_filters(open_page: Callable[[Language, str], Page], language: Language) -> None:
    words = SAID[language]
    page = open_page(language, f"search/?q={words['query']}")
    nodes = spoken(page)
    assert the(nodes, "group", name=words["filters"])
    assert the(nodes, "group", name=words["topic"])
    titles = [node.name for node in nodes if node.role == "heading" and node.states["level"] == 3]
    assert len(titles) >= 5
    eventually(lambda: [n.text for n in spoken(page) if n.role == "status"], lambda said: said == [words["found"]])
    box = page.locator(".filters input").first
    box.check()
    boxes = [node for node in spoken(page) if node.role == "checkbox"]
    assert boxes[0].states["checked"] == "true"
    assert {node.states["checked"] for node in boxes[1:]} == {"false"}
    chosen = page.locator(".filters label").first.locator(".tally").inner_text()
    said = [node.text for node in spoken(page) if node.role == "status"]
    assert said == [words["filtered"].replace("2", chosen)]
    page.close()


@LANGUAGES
def test_a_screen_reader_can_tell_the_ways_to_reach_somebody_apart(
    open_page: Callable[[Language, str], Page], language: Language
) -> None:
    words, page = SAID[language], open_page(language, "contact/")
    expect(page.locator("[data-kb-message]:not(.is-waiting)")).to_be_visible()
    nodes = spoken(page)
    assert unclear(nodes) == []
    phones = words["phones"].split(", ")
    assert [node.name for node in nodes if node.role == "link" and node.name in phones] == phones
    texts = [node for node in nodes if node.role == "textbox"]
    assert [bool(node.name) for node in texts] == [True]
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_what_is_chosen_and_what_can_be_pressed_is_still_seen(
    open_page: Callable[[Language, str], Page], scheme: str
) -> None:
    page = open_page("en", "")
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.locator("form[data-kb-box] input").click()
    page.keyboard.insert_text("octopus")
    expect(page.locator("[role=option][data-article] mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    framed = "(element) => [getComputedStyle(element).outlineStyle, getComputedStyle(element).borderStyle]"
    assert page.locator("[role=option][aria-selected=true]").evaluate(framed)[0] == "solid"
    assert page.locator(".field .button").evaluate(framed)[1] == "solid"
    assert page.locator(".card").first.evaluate(framed)[1] == "solid"
    page.close()
