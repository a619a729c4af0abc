"""C10: what readers typed stays text in a real browser, in every format; and the page's own script works under its policy."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import msgspec
import pytest
from chromium_program import WITHOUT_ITS_WINDOW
from collector_station import click_record, search_record, vote_record
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.diagnosis.portal_facts import PortalFacts
from kbgen.insights.gaps import find_gaps
from kbgen.insights.report.content import ReportContent, report_content
from kbgen.insights.report.html import render_html
from kbgen.insights.report.markdown import render_markdown
from kbgen.insights.report.tables import render_csv, render_json
from search_analytics.limits import MAX_QUERY_CODE_POINTS
from search_analytics.privacy.match_key import clean_text
from search_analytics.store.search_log import Question
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 22)
ACTIONS = ["alert(1)", "document.title='owned'", "location='https://evil.example/'", "fetch('https://evil.example/')"]
FRAMES = [
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<details open ontoggle={}>",
    "<a href=javascript:{}>x</a>",
    "<style>@import 'https://evil.example/'</style><!--{}-->",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href='https://evil.example/'>{}",
    "<form action='https://evil.example/'><button autofocus onfocus={}>",
    "<template><script>{}</script></template>",
    "<math><mtext></form><form><mglyph><style></math><img src=x onerror={}>",
]
PREFIXES = ["", '">', "'>", "</style>", "</script>", "</title>", "--> "]
OTHERS = [
    "{{ 7*7 }}{% raw %}",
    "${alert(1)}",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "=cmd|'/C calc'!A0",
]
FRAMED = [prefix + frame.format(action) for prefix, frame, action in product(PREFIXES, FRAMES, ACTIONS)]
PAYLOADS = [f"{clean_text(payload)} n{number}" for number, payload in enumerate([*FRAMED, *OTHERS])]
"""Numbered, so that none is taken for another one with other punctuation at its ends."""


def hostile_report(folder: Path) -> ReportContent:
    store = SqliteStore(folder / "s.sqlite3")
    searches = [search_record(10 * n, text, results=0) for n, text in enumerate(PAYLOADS, start=1)]
    clicks = [
        msgspec.structs.replace(click_record(10 * n + 1, of=10 * n, article=text), position=9)
        for n, text in enumerate(PAYLOADS, start=1)
    ]
    votes = [vote_record(10 * n + 2, text, 0, language="en", reason="wrong") for n, text in enumerate(PAYLOADS, start=1)]
    store.append([*searches, *clicks, *votes])
    store.close()
    log = read_search_log(folder / "s.sqlite3", Question(from_day=TODAY, to_day=TODAY, threshold_k=1))
    return report_content(log, find_gaps(log, NoPortal()), PortalFacts(), NoPortal().is_published)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", WITHOUT_ITS_WINDOW])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def watch(page: Page, problems: list[str]) -> None:
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.on("request", lambda request: problems.append(request.url) if not request.url.startswith("file:") else None)


def test_three_hundred_payloads_stay_text_in_the_page(page: Page, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 300
    assert max(map(len, PAYLOADS)) <= MAX_QUERY_CODE_POINTS
    report = hostile_report(tmp_path)
    (tmp_path / "report.html").write_text(render_html(report, "zh-hant"), "utf-8")
    problems: list[str] = []
    watch(page, problems)
    page.goto((tmp_path / "report.html").as_uri())
    assert sorted(page.locator("#gap-table th[scope=row] bdi").all_text_contents()) == sorted(PAYLOADS)
    page.goto(f"{(tmp_path / 'report.html').as_uri()}#gap-{report.gaps[0].id}")
    expect(page.locator(".gap:target h2")).to_have_text(report.gaps[0].title)
    assert page.title() == "讀者找不到的內容"
    assert page.locator("img, iframe, base, form, template, .overview a[href^='javascript']").count() == 0
    assert problems == []


@pytest.mark.parametrize("form", ["md", "csv", "json"])
def test_the_other_formats_are_text_to_a_browser_too(page: Page, tmp_path: Path, form: str) -> None:
    report = hostile_report(tmp_path)
    text = {"md": render_markdown(report, "en"), "csv": render_csv(report), "json": render_json(report)}[form]
    # As a careless viewer would show it: escaped once, in a page without any policy.
    (tmp_path / "view.html").write_text(f"<!doctype html><meta charset=utf-8><pre>{html.escape(text)}</pre>", "utf-8")
    problems: list[str] = []
    watch(page, problems)
    page.goto((tmp_path / "view.html").as_uri())
    assert page.locator("pre").text_content() == text.replace("\r\n", "\n")
    assert problems == []


def test_markdown_of_the_report_renders_to_code_and_nothing_that_acts(tmp_path: Path) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(render_markdown(hostile_report(tmp_path), "en"))
    acting = ["script", "img", "svg", "iframe", "a", "style", "form", "base", "meta", "details", "template", "math"]
    assert [name for name in acting if re.search(rf"<{name}[\s>/]", rendered, re.IGNORECASE)] == []


def test_tables_sort_and_gaps_filter_under_the_policy(page: Page, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([search_record(n, "banana", language="en", results=0) for n in range(1, 4)])
    store.append([search_record(n, "apple", language="en", results=0) for n in range(10, 12)])
    store.close()
    log = read_search_log(tmp_path / "s.sqlite3", Question(from_day=TODAY, to_day=TODAY, threshold_k=1))
    report = report_content(log, find_gaps(log, NoPortal()), PortalFacts(), NoPortal().is_published)
    (tmp_path / "report.html").write_text(render_html(report, "en"), "utf-8")
    problems: list[str] = []
    watch(page, problems)
    page.goto((tmp_path / "report.html").as_uri())
    titles = page.locator("#gap-table th[scope=row] bdi")
    expect(titles).to_have_text(["banana", "apple"])
    page.get_by_role("button", name="Failed visitor-days").first.click()
    expect(titles).to_have_text(["banana", "apple"])
    page.get_by_role("button", name="Failed visitor-days").first.click()
    expect(titles).to_have_text(["apple", "banana"])
    page.get_by_role("button", name="Unclear").click()
    expect(page.locator("#gap-table tbody tr:visible")).to_have_count(2)
    page.get_by_role("link", name="apple").first.click()
    expect(page.locator(".gap:target h2")).to_have_text("apple")
    expect(page.locator(".overview")).to_be_hidden()
    page.go_back()
    expect(page.locator(".overview")).to_be_visible()
    assert problems == []


def report_of_many_gaps(folder: Path) -> ReportContent:
    """Thirty gaps, and a list of phrases whose results were passed over."""
    store = SqliteStore(folder / "s.sqlite3")
    store.append([search_record(n, f"thing number {n // 10}", language="en", results=0) for n in range(10, 310)])
    store.append([search_record(n, f"passed over {n // 10}", language="en") for n in range(1000, 1200)])
    store.close()
    log = read_search_log(folder / "s.sqlite3", Question(from_day=TODAY, to_day=TODAY, threshold_k=1))
    return report_content(log, find_gaps(log, NoPortal()), PortalFacts(), NoPortal().is_published)


def test_on_a_phone_a_report_of_thirty_gaps_is_a_page_one_reads(page: Page, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(render_html(report_of_many_gaps(tmp_path), "zh-hant"), "utf-8")
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto((tmp_path / "report.html").as_uri())
    height, width = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    assert (height < 4_800, width) == (True, 375)
    rows = page.locator("#gap-table tbody tr:visible")
    expect(rows).to_have_count(10)
    page.get_by_label("顯示全部 30 項").check()
    expect(rows).to_have_count(30)


def test_a_folded_section_opens_by_its_address_and_in_print(page: Page, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(render_html(report_of_many_gaps(tmp_path), "en"), "utf-8")
    page.goto((tmp_path / "report.html").as_uri())
    phrase = page.locator("#passed_over th[scope=row]").first
    expect(phrase).to_be_hidden()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Results, and no click").click()
    expect(phrase).to_be_visible()
    page.locator("details", has=page.locator("#passed_over")).evaluate("fold => { fold.open = false }")
    page.emulate_media(media="print")
    expect(page.locator("#gap-table tbody tr:visible")).to_have_count(30)
    expect(phrase).to_be_visible()


def test_what_a_filter_finds_below_the_fold_is_shown(page: Page, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(render_html(report_of_many_gaps(tmp_path), "en"), "utf-8")
    page.goto((tmp_path / "report.html").as_uri())
    page.get_by_role("button", name="Unclear").click()
    expect(page.locator("#gap-table tbody tr:visible")).to_have_count(30)
