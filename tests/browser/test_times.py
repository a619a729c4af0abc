"""What is on a page for a time, by the clock of its reader: notices, and the note on an article that has expired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from axe import violations
from bundled_theme import fresh_bundles
from playwright.sync_api import Page, expect
from portal_reader import EACH_ONCE, LANGUAGES, Language, MakeReader
from served_portal import build, serving
from small_site import article, write_site

NOTE = {"en": "This article was valid until 31 January 2026", "zh-hant": "本文適用至 2026 年 1 月 31 日"}
DATES = {"expire_at": "2026-01-31", "keywords": "[winter sale]", "featured": "true"}
FILES = {
    "content/en/returns/winter.md": article("Prices fall by half.\n", title="Winter sale", **DATES),
    "content/zh-hant/returns/winter.md": article("全部半價。\n", title="冬季優惠", **DATES),
    "content/en/returns/summer.md": article("Prices stay, sale or not.\n", title="Summer sale"),
    "content/zh-hant/returns/summer.md": article("價格不變，夏季優惠。\n", title="夏季優惠"),
    "content/notices/storm.yml": (
        "start: 2026-01-20 08:00\nend: 2026-01-20 20:00\nregion: HK\n"
        "en: {title: Typhoon signal no. 8, text: No parcels leave today.}\n"
        "zh-hant: {title: 八號颱風信號, text: 今天不發貨。}\n"
    ),
    "content/notices/holiday.yml": (
        "start: 2026-01-20\nend: 2026-01-21\ntopics: [returns]\narticle: returns/summer\n"
        "en: {title: We are closed, text: Returns wait.}\nzh-hant: {title: 本店休息, text: 退貨稍後處理。}\n"
    ),
}
DURING, BEFORE, LATER = "2026-01-20T12:00:00+08:00", "2026-01-19T12:00:00+08:00", "2026-01-20T20:00:00+08:00"
STORM = {"en": "Typhoon signal no. 8", "zh-hant": "八號颱風信號"}
REGION = {"en": "Notices", "zh-hant": "通知"}


def moved(page: Page) -> list[str]:
    """Return what has moved since the page began to be drawn, how much that counts, and from where to where."""
    script = """() => new Promise((resolve) => {
      const seen = [];
      const place = ({ x, y, width, height }) => [x, y, width, height].join(" ");
      const named = ({ node, previousRect, currentRect }) => {
        const one = node instanceof Element ? node : node?.parentElement;
        return `${one?.outerHTML.slice(0, 120)}: ${place(previousRect)} → ${place(currentRect)}`;
      };
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) seen.push(`${value}: ${sources.map(named).join("; ")}`);
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => setTimeout(() => resolve(seen)));
    })"""
    return page.evaluate(script)


@pytest.fixture(scope="module")
def old_portal(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that was built in January 2026 and never again."""
    fresh_bundles()
    folder = tmp_path_factory.mktemp("old")
    config = write_site(folder, FILES, top="site_url: https://help.example.com/\n")
    with serving(build(config, folder / "site", endpoint, day="1767225600"), "/") as address:
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


@EACH_ONCE
def test_lists_of_a_site_that_was_not_built_again_leave_out_what_has_expired_and_nothing_moves(
    make_reader: MakeReader, old_portal: str, language: Language, width: int
) -> None:
    page = make_reader(language, width, address=old_portal).page
    winter = page.get_by_role("link", name="Winter sale" if language == "en" else "冬季優惠")
    for path in ("", "returns/", "search/"):
        page.clock.set_fixed_time(datetime.fromisoformat("2026-01-31T23:59:59+08:00"))
        page.goto(f"{old_portal}{language}/{path}")
        expect(winter.locator("visible=true").first).to_be_attached()
        page.clock.set_fixed_time(datetime.fromisoformat("2026-02-01T00:00:00+08:00"))
        page.reload()
        expect(page.locator("h1")).to_be_visible()
        expect(winter.locator("visible=true")).to_have_count(0)
        assert moved(page) == []


@EACH_ONCE
def test_the_number_of_articles_of_a_topic_leaves_out_what_has_expired_since_the_build(
    make_reader: MakeReader, old_portal: str, language: Language, width: int
) -> None:
    page = make_reader(language, width, address=old_portal).page
    words = {"en": ("3 articles", "2 articles"), "zh-hant": ("3 篇文章", "2 篇文章")}[language]
    for moment, shown in zip(("2026-01-31T23:59:59+08:00", "2026-02-01T00:00:00+08:00"), words, strict=True):
        page.clock.set_fixed_time(datetime.fromisoformat(moment))
        page.goto(f"{old_portal}{language}/")
        assert page.locator(".card .count").inner_text() == shown
        assert moved(page) == []


def test_without_scripts_a_topic_has_the_number_of_the_day_of_the_build(make_reader: MakeReader, old_portal: str) -> None:
    page = make_reader("en", address=old_portal, script=False).page
    page.goto(f"{old_portal}en/")
    assert page.locator(".card .count").inner_text() == "3 articles"


def test_without_scripts_an_article_says_until_when_it_holds(make_reader: MakeReader, old_portal: str) -> None:
    page = make_reader("en", address=old_portal, script=False).page
    page.goto(f"{old_portal}en/returns/winter/")
    expect(page.get_by_text("Valid until 31 January 2026", exact=True)).to_be_visible()
    expect(page.get_by_text("no longer valid")).to_be_hidden()


@LANGUAGES
def test_a_search_does_not_show_what_has_expired_since_the_site_was_built(
    make_reader: MakeReader, old_portal: str, language: Language
) -> None:
    page = make_reader(language, address=old_portal).page
    page.goto(f"{old_portal}{language}/search/?q={'sale' if language == 'en' else '優惠'}")
    hits = page.locator("[data-kb-found] a.hit .title")
    expect(hits).to_have_text(["Summer sale" if language == "en" else "夏季優惠"])


@EACH_ONCE
def test_notices_come_and_go_by_the_readers_clock_without_a_build_and_nothing_moves(
    make_reader: MakeReader, old_portal: str, language: Language, width: int
) -> None:
    page = make_reader(language, width, address=old_portal).page
    news = page.get_by_role("region", name=REGION[language]).locator(".news")
    for moment, count in ((BEFORE, 0), (DURING, 2), (LATER, 1), ("2026-01-22T00:00:00+08:00", 0)):
        page.clock.set_fixed_time(datetime.fromisoformat(moment))
        page.goto(f"{old_portal}{language}/")
        expect(news.locator("visible=true")).to_have_count(count)
        expect(page.get_by_role("region", name=REGION[language])).to_have_count(1 if count else 0)
        assert moved(page) == []


def test_a_page_that_stays_open_is_up_to_date_when_its_reader_comes_back(make_reader: MakeReader, old_portal: str) -> None:
    page = make_reader("en", address=old_portal).page
    page.clock.set_fixed_time(datetime.fromisoformat(DURING))
    page.goto(f"{old_portal}en/")
    expect(page.get_by_text(STORM["en"])).to_be_visible()
    page.clock.set_fixed_time(datetime.fromisoformat(LATER))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text(STORM["en"])).to_be_hidden()


@LANGUAGES
def test_a_notice_can_be_put_away_by_the_keyboard_and_nothing_is_kept(
    make_reader: MakeReader, old_portal: str, language: Language
) -> None:
    page = make_reader(language, address=old_portal).page
    page.clock.set_fixed_time(datetime.fromisoformat(DURING))
    page.goto(f"{old_portal}{language}/")
    title = page.get_by_text(STORM[language], exact=True)
    page.get_by_role("button", name=STORM[language]).press("Enter")
    expect(title).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "content"
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.reload()
    expect(title).to_be_visible()


@EACH_ONCE
def test_with_the_results_and_on_a_low_screen_a_notice_is_a_line_to_open_and_the_search_box_is_in_sight(
    make_reader: MakeReader, old_portal: str, language: Language, width: int
) -> None:
    page = make_reader(language, width, address=old_portal).page
    page.clock.set_fixed_time(datetime.fromisoformat(DURING))
    text = page.get_by_text("No parcels leave today" if language == "en" else "今天不發貨")
    for path, size in (("search/", (width, 740)), ("search/", (320, 256)), ("", (320, 256)), ("returns/", (740, 360))):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{old_portal}{language}/{path}")
        expect(text).to_be_hidden()
        assert page.locator(".notices").bounding_box()["height"] < 110  # two notices
        assert moved(page) == []
        if path == "search/":
            expect(page.get_by_role("textbox").or_(page.get_by_role("combobox")).first).to_be_in_viewport(ratio=1)
        page.get_by_text(STORM[language], exact=True).click()
        expect(text).to_be_visible()


def test_without_scripts_notices_stand_with_their_dates(make_reader: MakeReader, old_portal: str) -> None:
    page = make_reader("en", address=old_portal, script=False).page
    page.goto(f"{old_portal}en/returns/")
    expect(page.get_by_text("20 January 2026, 08:00 – 20 January 2026, 20:00 (Hong Kong time)")).to_be_visible()
    expect(page.get_by_text("20 January 2026 – 21 January 2026")).to_be_visible()
    expect(page.get_by_role("button", name="Hide")).to_have_count(0)
    expect(page.get_by_role("link", name="Summer sale").first).to_be_visible()


def test_notices_are_not_on_paper_and_their_colours_can_be_read(make_reader: MakeReader, old_portal: str) -> None:
    page = make_reader("en", address=old_portal).page
    page.clock.set_fixed_time(datetime.fromisoformat(DURING))
    page.goto(f"{old_portal}en/returns/summer/")
    assert violations(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".notices")).to_be_hidden()
