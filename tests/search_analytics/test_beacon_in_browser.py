"""The whole event flow in a real browser: typed text → beacon → collector → database → report."""

from __future__ import annotations

import functools
import http.server
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from chromium_program import WITHOUT_ITS_WINDOW
from collector_station import search_record
from playwright.sync_api import Page, sync_playwright

from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.diagnosis.portal_facts import PortalFacts
from kbgen.insights.gaps import find_gaps
from kbgen.insights.report.content import report_content
from kbgen.insights.report.html import render_html
from search_analytics.store.search_log import Question
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAGE = """<!doctype html><html lang="zh-Hant"><link rel="icon" href="data:,">
<body data-kb-analytics="{wish}"><input autofocus>
<script type="module" src="/page.js"></script></body></html>"""
SCRIPT = """import {{ startAnalytics }} from "/assets/analytics/beacon.js";
const {{ tell }} = startAnalytics({{ endpoint: "{endpoint}", site: "harbour-hill", build: "b1", l: "zh-Hant" }});
document.querySelector("input").addEventListener("input", (event) => {{
  const query = event.target.value;
  tell("input", query);
  tell("rendered", {{ q: query, n: 0, o: "none", m: "settle" }});
}});"""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def page() -> Iterator[Page]:
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", WITHOUT_ITS_WINDOW])
        yield browser.new_page()
        browser.close()


@pytest.fixture
def collector(tmp_path: Path) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "search_analytics", "serve", "--port", "0", "--db", str(tmp_path / "searches.sqlite3")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.communicate()


@pytest.fixture
def portal(tmp_path: Path, collector: str) -> Iterator[str]:
    folder = tmp_path / "portal"
    shutil.copytree(ROOT / "theme" / "assets" / "analytics", folder / "assets" / "analytics")
    (folder / "page.js").write_text(SCRIPT.format(endpoint=collector), "utf-8")
    (folder / "test.html").write_text(PAGE.format(wish="test"), "utf-8")
    (folder / "plain.html").write_text(PAGE.format(wish=""), "utf-8")
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def stored(tmp_path: Path) -> list[tuple[str, int, str, str]]:
    with closing(sqlite3.connect(tmp_path / "searches.sqlite3")) as connection:
        return connection.execute("SELECT query, results, language, mode FROM event").fetchall()


def test_a_failed_search_typed_in_a_browser_reaches_the_report(page: Page, portal: str, collector: str, tmp_path: Path) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{portal}/test.html")
    with page.expect_response(collector) as answer:  # after five seconds in sight a failure is certain
        page.locator("input").press_sequentially("貨到付款")
    assert answer.value.status == 204
    assert stored(tmp_path) == [("貨到付款", 0, "zh-hant", "settle")]
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    assert problems == []


def test_leaving_the_page_keeps_the_search(page: Page, portal: str, collector: str, tmp_path: Path) -> None:
    page.goto(f"{portal}/test.html")
    page.locator("input").fill("八達通退款")
    page.wait_for_timeout(1_100)  # the rule under test is a second of real time
    page.goto("about:blank")
    page.goto(f"{portal}/test.html")
    with page.expect_response(collector):
        page.locator("input").fill("順豐自取")
    # Two requests of two pages: nothing promises which the collector commits first.
    assert sorted(row[0] for row in stored(tmp_path)) == ["八達通退款", "順豐自取"]


def test_a_browser_that_a_program_drives_sends_nothing(page: Page, portal: str, collector: str, tmp_path: Path) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url == collector else None)
    page.goto(f"{portal}/plain.html")
    page.locator("input").fill("貨到付款")
    page.wait_for_timeout(6_000)
    page.goto("about:blank")
    assert urlsplit(collector).path == "/v1/events"
    assert sent == []
    assert stored(tmp_path) == []


def test_hostile_phrases_in_the_report_stay_text_in_a_browser(page: Page, tmp_path: Path) -> None:
    phrases = [
        "<script>document.title='owned'</script>",
        '"><img src=x onerror="document.title=1">',
        "</style><svg onload=alert(1)>",
    ]
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([search_record(n, phrase, results=0) for n, phrase in enumerate(phrases)])
    store.close()
    today = date(2026, 11, 22)
    log = read_search_log(tmp_path / "s.sqlite3", Question(from_day=today, to_day=today, threshold_k=1))
    report = report_content(log, find_gaps(log, NoPortal()), PortalFacts(), NoPortal().is_published)
    (tmp_path / "report.html").write_text(render_html(report, "zh-hant"), "utf-8")
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.on("request", lambda request: problems.append(request.url) if not request.url.endswith("report.html") else None)
    page.goto((tmp_path / "report.html").as_uri())
    assert problems == []
    assert page.title() == "讀者找不到的內容"
    assert sorted(page.locator("#gap-table th[scope=row] bdi").all_text_contents()) == sorted(phrases)
