"""What a page costs a reader who has not touched the search: bytes, strangers, and things that jump."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Response, expect
from portal_reader import LANGUAGES, WIDTHS, Language, MakeReader

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
