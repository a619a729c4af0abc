"""What is on a page for a time, by the clock of its reader: the note on an article that has expired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from bundled_theme import fresh_bundles
from conftest import build, serving
from playwright.sync_api import Page, expect
from portal_reader import EACH_ONCE, LANGUAGES, Language, MakeReader
from small_site import article, write_site

NOTE = {"en": "This article held until 31 January 2026", "zh-hant": "本文適用至 2026 年 1 月 31 日"}
DATES = {"expire_at": "2026-01-31", "keywords": "[winter sale]"}
FILES = {
    "content/en/returns/winter.md": article("Prices fall by half.\n", title="Winter sale", **DATES),
    "content/zh-hant/returns/winter.md": article("全部半價。\n", title="冬季優惠", **DATES),
    "content/en/returns/summer.md": article("Prices stay, sale or not.\n", title="Summer sale"),
    "content/zh-hant/returns/summer.md": article("價格不變，夏季優惠。\n", title="夏季優惠"),
}


def moved(page: Page) -> list[float]:
    """Return how far things have moved since the page began to be drawn, each time they did."""
    script = """() => new Promise((resolve) => {
      const seen = [];
      new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ value }) => value)))
        .observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => setTimeout(() => resolve(seen)));
    })"""
    return page.evaluate(script)


@pytest.fixture(scope="module")
def old_portal(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that was built in January 2026 and never again."""
    fresh_bundles()
    folder = tmp_path_factory.mktemp("old")
    config = write_site(folder, FILES, top="site_url: https://help.example.com/\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("conftest.BUILD_DAY", "1767225600")
        with serving(build(config, folder / "site", endpoint), "/") as address:
            yield address


@EACH_ONCE
def test_an_article_says_that_it_has_expired_by_the_readers_clock(
    make_reader: MakeReader, old_portal: str, language: Language, width: int
) -> None:
    page = make_reader(language, width, address=old_portal).page
    page.clock.set_fixed_time(datetime.fromisoformat("2026-01-31T23:59:59+08:00"))
    page.goto(f"{old_portal}{language}/returns/winter/")
    expect(page.get_by_role("note")).to_have_count(0)
    page.clock.set_fixed_time(datetime.fromisoformat("2026-02-01T00:00:00+08:00"))
    page.reload()
    expect(page.get_by_role("note")).to_contain_text(NOTE[language])
    assert moved(page) == []


def test_without_scripts_an_article_says_until_when_it_holds(make_reader: MakeReader, old_portal: str) -> None:
    page = make_reader("en", address=old_portal, script=False).page
    page.goto(f"{old_portal}en/returns/winter/")
    expect(page.get_by_text("Valid until 31 January 2026")).to_be_visible()
    expect(page.get_by_text("no longer valid")).to_be_hidden()


@LANGUAGES
def test_a_search_does_not_show_what_has_expired_since_the_site_was_built(
    make_reader: MakeReader, old_portal: str, language: Language
) -> None:
    page = make_reader(language, address=old_portal).page
    page.goto(f"{old_portal}{language}/search/?q={'sale' if language == 'en' else '優惠'}")
    hits = page.locator("[data-kb-found] a.hit .title")
    expect(hits).to_have_text(["Summer sale" if language == "en" else "夏季優惠"])
