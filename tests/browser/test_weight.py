"""What a page costs a reader who has not touched the search: bytes, strangers, and things that jump."""

from __future__ import annotations

import gzip

import pytest
from bundled_theme import theme_files
from playwright.sync_api import Response, expect
from portal_reader import LANGUAGES, PHONE, WIDTHS, Language, MakeReader

from kbgen.site.assets.minify import minified

MAX_BYTES = 60_000
FREE = {"font", "image"}
PATHS = ["", "payment/", "returns/refund-times/", "payment/faq/", "contact/"]
SHIFTS = """() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(0))); // no shift, no entry
})"""


@LANGUAGES
@pytest.mark.parametrize("path", PATHS)
def test_a_page_loads_at_most_60_kb_and_only_from_the_portal(make_reader: MakeReader, language: Language, path: str) -> None:
    reader = make_reader(language)
    responses: list[Response] = []
    reader.page.on("response", lambda response: responses.append(response))
    reader.open(path)
    expect(reader.page.locator("html.has-script")).to_be_attached()
    reader.page.wait_for_load_state("networkidle")
    ours = [response for response in responses if response.url.startswith(reader.address)]
    sizes = {r.url: len(gzip.compress(r.body())) for r in ours if r.request.resource_type not in FREE and r.ok}
    assert len(sizes) > 3
    assert sum(sizes.values()) <= MAX_BYTES, sizes
    assert not [url for url in sizes if "/search/" in url.removeprefix(f"{reader.address}{language}/search/")]


@WIDTHS
@LANGUAGES
def test_nothing_jumps_while_a_page_loads(make_reader: MakeReader, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    for path in PATHS:
        reader.open(path)
        reader.page.wait_for_load_state("networkidle")
        assert reader.page.evaluate(SHIFTS) < 0.01, path


def test_styles_mean_the_same_to_a_browser_without_their_comments_and_blanks(make_reader: MakeReader) -> None:
    page = make_reader("en").page
    # Blanks within var() and @supports are told as they were written.
    rules = """(text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return Array.from(sheet.cssRules, (rule) => rule.cssText.replaceAll(/([,:])\\s+/g, "$1"));
    }"""
    for path, style in theme_files().items():
        if path.endswith(".css"):
            assert page.evaluate(rules, minified(style).decode()) == page.evaluate(rules, style.decode()), path


@LANGUAGES
def test_the_search_box_of_an_article_has_its_style_also_when_opened_at_once(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language, PHONE)
    reader.open("returns/refund-times/")
    reader.page.locator("html.has-script").wait_for(state="attached")
    reader.page.locator(".open-search").click()
    expect(reader.page.locator("dialog.palette")).to_have_css("display", "flex")
    assert reader.page.locator("dialog.palette").evaluate("(dialog) => dialog.clientWidth") == PHONE


def test_the_search_box_of_an_article_opens_where_its_style_cannot_be_had(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.page.route("**/search.css", lambda route: route.abort())
    reader.open("returns/refund-times/")
    reader.page.locator(".open-search").click()
    expect(reader.box).to_be_visible()
    reader.problems[:] = [problem for problem in reader.problems if "Failed to load resource" not in problem]
