"""Readers with nothing but a keyboard, without a network, on paper, on narrow screens, in the other language."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from portal_reader import DESK, EACH_ONCE, LANGUAGES, PHONE, WIDTHS, Language, MakeReader, Reader, leads_to

PAGES = [
    "../",
    "",
    "payment/",
    "returns/refund-times/",
    "payment/faq/",
    "search/",
    "search/?q=octopus",
    "search/?q=xqzvwk",
    "contact/",
    "404.html",
]
SPARE_WIDTH = "document.documentElement.clientWidth - document.documentElement.scrollWidth"
HAS_VISIBLE_FOCUS = """(focused) => {
    const outlined = (element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    const box = focused.getBoundingClientRect();
    const framed = [focused, focused.closest(".field"), focused.closest(".channel")].filter((element) => element !== null);
    return framed.some(outlined) && box.bottom > 0 && box.top < innerHeight;
}"""


def tab_to(reader: Reader, selector: str) -> None:
    """Press Tab until an element has the focus; every stop on the way must show that it has it."""
    goal = reader.page.locator(f"{selector}:focus")
    for _ in range(120):
        reader.page.keyboard.press("Tab")
        focused = reader.page.locator(":focus")
        if not focused.evaluate(HAS_VISIBLE_FOCUS):  # what is out of sight is scrolled to with the next frame
            reader.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        assert focused.evaluate(HAS_VISIBLE_FOCUS), focused.evaluate("(link) => link.outerHTML")
        if goal.count():
            return
    pytest.fail(f"no way to {selector} with the keyboard")


@WIDTHS
@LANGUAGES
def test_the_keyboard_leads_from_home_to_an_answer_and_on_to_a_person(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    reader.open()
    keyboard = reader.page.keyboard
    tab_to(reader, ".skip")
    keyboard.press("Enter")
    expect(reader.page.locator("main")).to_be_focused()
    tab_to(reader, '.card a[href$="payment/"]')
    keyboard.press("Enter")
    reader.page.wait_for_url(f"**/{language}/payment/")
    keyboard.press("/")
    reader.type({"en": "refund", "zh-hant": "退款"}[language])
    expect(reader.options.first).to_be_visible()
    keyboard.press("ArrowDown")
    expect(reader.options.first).to_have_attribute("aria-selected", "true")
    keyboard.press("Enter")
    expect(reader.page.locator("article h1")).to_be_visible()
    tab_to(reader, "#contact a")
    keyboard.press("Enter")
    reader.page.wait_for_url(f"**/{language}/contact/*")
    tab_to(reader, ".channel a")


@EACH_ONCE
def test_offline_the_page_stays_and_search_says_so_until_the_network_is_back(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    reader.open("returns/refund-times/")
    expect(reader.page.locator("html.has-script")).to_be_attached()
    reader.page.context.set_offline(True)
    reader.page.keyboard.press("/")
    reader.type("octopus")
    notice = reader.page.locator(".broken:visible")
    expect(notice).to_contain_text({"en": "Check your connection", "zh-hant": "請檢查連線"}[language])
    expect(reader.page.locator("article h1")).to_be_attached()
    reader.page.context.set_offline(False)
    notice.get_by_role("button").click()
    leads_to(reader.options.first, f"{language}/payment/octopus/")
    expect(notice).to_have_count(0)
    reader.problems[:] = [problem for problem in reader.problems if "ERR_INTERNET_DISCONNECTED" not in problem]


@LANGUAGES
def test_with_the_collector_down_search_and_reading_are_whole_and_nothing_is_said(
    make_reader: MakeReader, language: Language
) -> None:
    reader = make_reader(language)
    collector = reader.endpoint.removesuffix(urlsplit(reader.endpoint).path)
    reader.page.context.route(f"{collector}/**", lambda route: route.abort("connectionrefused"))
    reader.open("search/?q=octopus")
    leads_to(reader.hits.first, f"{language}/payment/octopus/")
    reader.hits.first.click()
    expect(reader.page.locator("article h1")).to_be_visible()
    expect(reader.page.locator("[role=alert], .broken")).to_have_count(0)


@pytest.mark.parametrize("width", [320, DESK // 2], ids=["320 px", "200 %"])
@LANGUAGES
def test_no_page_is_wider_than_a_narrow_screen(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    for path in PAGES:
        reader.open(path)
        if "?q=" in path:
            expect(reader.page.locator("[data-kb-found] :is(a, h2)").first).to_be_visible()
        assert reader.page.evaluate(SPARE_WIDTH) >= 0, path


@pytest.mark.parametrize("word", ["4900123456789", "HH-" + "8" * 70, "https://example.com/" + "a" * 80])
@LANGUAGES
def test_a_code_longer_than_a_line_widens_no_page_wherever_it_stands(
    make_reader: MakeReader, language: Language, word: str
) -> None:
    reader = make_reader(language, PHONE)
    add = """([word, places]) => places.forEach((place) => document.querySelector(`main ${place}`)?.append(` ${word}`))"""
    places = [
        "h1",
        "h2",
        "h3",
        "td",
        ".lead",
        ".crumbs a",
        ".facts li",
        ".list .name",
        ".card p",
        ".prose p",
        ".hours dd",
        ".channel",
    ]
    for path in ("", "returns/", "returns/refund-times/", "contact/"):
        reader.open(path)
        reader.page.evaluate(add, [word, places])
        assert reader.page.evaluate(SPARE_WIDTH) >= 0, path


@LANGUAGES
def test_letters_of_twice_the_size_stay_within_the_screen_and_leave_room_to_read(
    make_reader: MakeReader, language: Language
) -> None:
    reader = make_reader(language)
    for path in PAGES:
        reader.open(path)
        reader.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert reader.page.evaluate(SPARE_WIDTH) >= 0, path
        for text in reader.page.locator(".prose").all():
            assert text.evaluate("(text) => text.clientWidth") >= 12 * 32, path  # a dozen Chinese characters


@LANGUAGES
def test_on_paper_every_answer_is_open_and_the_ways_around_the_site_are_gone(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open("payment/faq/")
    reader.page.emulate_media(media="print")
    page = reader.page
    for answer in page.locator("details.question p").all():
        assert answer.evaluate("(text) => text.getBoundingClientRect().height > 0")
    for gone in (".crumbs", ".side", ".switch", ".open-search", "#contact", ".skip"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".on-paper")).to_have_text(f"https://help.example.com/{language}/payment/faq/")


def test_on_paper_a_link_to_another_site_shows_its_address(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("orders/place-order/")
    reader.page.emulate_media(media="print")
    link = reader.page.locator(".prose a[href^=http]").first
    shown = link.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert "https://" in shown


@LANGUAGES
def test_a_link_to_one_question_opens_it_alone(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open("payment/faq/")
    name = reader.page.locator("details.question").nth(2).get_attribute("id")
    reader.page.goto("about:blank")
    reader.open(f"payment/faq/#{name}")
    expect(reader.page.locator("details.question[open]")).to_have_count(1)
    expect(reader.page.locator("details.question").nth(2)).to_have_attribute("open", "")
    expect(reader.page.locator("details.question").nth(2).locator("summary")).to_be_in_viewport()


@LANGUAGES
def test_the_link_beside_a_heading_is_copied(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open("returns/refund-times/")
    reader.page.locator(".prose h2 .headerlink").first.click()
    expect(reader.page.locator(".toast")).to_have_text({"en": "Link copied", "zh-hant": "已複製連結"}[language])
    assert reader.page.evaluate("navigator.clipboard.readText()") == reader.page.url
    assert reader.page.url.endswith("#by-method")


@pytest.mark.parametrize("locale", ["zh-HK", "zh-TW", "zh-Hant", "zh-MO", "zh-Hans", "zh-CN"])
def test_a_reader_of_chinese_is_offered_the_page_in_chinese_and_stays_until_they_choose(
    make_reader: MakeReader, locale: str
) -> None:
    reader = make_reader("en", locale=locale)
    reader.open("returns/refund-times/")
    offer = reader.page.get_by_role("link", name="閱讀此頁的中文版")
    expect(offer).to_be_visible()
    assert reader.path == "en/returns/refund-times/"
    offer.click()
    reader.page.wait_for_url("**/zh-hant/returns/refund-times/")
    expect(reader.page.locator(".toast")).to_have_count(0)


def test_a_reader_of_english_is_offered_english(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant", locale="en-GB")
    reader.open("payment/")
    expect(reader.page.get_by_role("link", name="Read this page in English")).to_be_visible()


@WIDTHS
def test_enter_of_an_input_method_opens_nothing_while_results_still_come(make_reader: MakeReader, width: int) -> None:
    reader = make_reader("zh-hant", width)
    reader.open("payment/")
    expect(reader.page.locator("html.has-script")).to_be_attached()
    reader.page.keyboard.press("/")
    box = reader.box
    expect(box).to_be_visible()
    keyboard = reader.page.context.new_cdp_session(reader.page)
    keyboard.send("Input.imeSetComposition", {"text": "退款", "selectionStart": 2, "selectionEnd": 2})
    expect(reader.options.first).to_be_visible()
    for key in ("ArrowDown", "Enter"):
        keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": 229})
    keyboard.send("Input.insertText", {"text": "退款"})
    expect(box).to_have_value("退款")
    expect(reader.page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    assert reader.path == "zh-hant/payment/"
    reader.page.keyboard.press("ArrowDown")
    expect(reader.options.first).to_have_attribute("aria-selected", "true")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("/zh-hant/.*/$|/zh-hant/.*/#"))
    expect(reader.page.locator("article h1")).to_be_visible()


def test_chinese_is_set_as_chinese(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant")
    reader.open("returns/refund-times/")
    style = reader.page.locator(".prose").evaluate(
        """(prose) => {
            prose.append(Object.assign(document.createElement("em"), { textContent: "重要" }));
            const { lineBreak, textAutospace, fontFamily } = getComputedStyle(prose);
            return { lineBreak, textAutospace, fontFamily, slant: getComputedStyle(prose.lastChild).fontStyle };
        }"""
    )
    assert style["lineBreak"] == "strict"
    assert style["slant"] == "normal"
    assert style["textAutospace"] in {"normal", None}  # None: a browser that does not know it
    assert style["fontFamily"].index("PingFang HK") < style["fontFamily"].index("PingFang TC")
    reader.page.evaluate("document.documentElement.lang = 'zh-Hant-TW'")
    taiwan = reader.page.locator(".prose").evaluate("(prose) => getComputedStyle(prose).fontFamily")
    assert taiwan.index("PingFang TC") < taiwan.index("PingFang HK")
