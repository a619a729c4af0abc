"""The report live: for this computer, at a secret address; a click sets the state of a gap, and no other page can."""

from __future__ import annotations

import asyncio
import html
import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn
from chromium_program import WITHOUT_ITS_WINDOW
from collector_station import search_record
from playwright.sync_api import expect, sync_playwright
from portal_of_sentences import write_portal
from test_comparison import asked

from kbgen.commands.live_report import desk_of
from kbgen.commands.main import main, parser_of_commands
from kbgen.commands.ports import on_free_port
from kbgen.commands.terminal import Terminal
from kbgen.insights.decisions import Decisions
from kbgen.insights.report.live import LiveReport
from search_analytics.store.sqlite import reports
from search_analytics.store.sqlite.store import SqliteStore

PORT = 8790
HOST = f"127.0.0.1:{PORT}"
OWN = f"http://{HOST}"
NOON = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveReport:
    monkeypatch.chdir(tmp_path)  # without a portal that somebody has built where the tests run
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([*asked(1, 6, "貨到付款", "2026-11-20"), *asked(20, 4, "restitution", "2026-11-20", language="en")])
    store.append([search_record(50 + n, "陳大文", results=0, day="2026-11-20") for n in range(2)])
    store.close()
    words = ["report", "--store", str(tmp_path / "s.sqlite3"), "--until", "2026-11-22", "--decisions", str(tmp_path / "gaps.yml")]
    options = parser_of_commands(["report"]).parse_args(words)
    return LiveReport(desk_of(options, Terminal()), PORT, "en", token="secret", clock=lambda: NOON)


def call(live: LiveReport, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of what the application answers; headers=None is left out."""
    sent = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
    path, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "scheme": "http",
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "root_path": "",
    }
    out: list[dict[str, Any]] = []
    inbox = [{"type": "http.request", "body": body.encode(), "more_body": False}]

    async def receive() -> dict[str, Any]:
        return inbox.pop() if inbox else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        out.append(message)

    asyncio.run(live.app()(scope, receive, send))
    found = {name.decode(): value.decode() for name, value in out[0]["headers"]}
    return out[0]["status"], found, b"".join(part.get("body", b"") for part in out[1:]).decode()


def gap_of(page: str, title: str) -> str:
    found = re.search(rf'<a href="#gap-(\w+)"><bdi lang="[^"]*">{title}<', page)
    assert found is not None
    return found[1]


def test_the_page_answers_by_dates_language_and_part(live: LiveReport) -> None:
    status, _, page = call(live, "GET", "/secret/?since=2026-11-16&language=zh-hant&readers=en&channel=")
    assert status == 200
    assert "<h1>讀者找不到的內容</h1>" in page
    assert "restitution" in page
    assert "貨到付款" not in page
    assert 'name="since" value="2026-11-16"' in page


def test_the_form_keeps_what_was_asked_also_where_nothing_can_be_compared(live: LiveReport) -> None:
    page = call(live, "GET", "/secret/?since=2026-11-20&compare=period")[2]
    assert "Compared with before</h2>" not in page
    assert '<option value="period" selected>' in page


def test_a_click_sets_the_state_of_a_gap_and_leads_back_to_it(live: LiveReport, tmp_path: Path) -> None:
    gap = gap_of(call(live, "GET", "/secret/")[2], "貨到付款")
    body = "state=dismissed&reason=we+do+not+offer+this&back=language%3Dzh-hant%26evil%3D1"
    status, headers, _ = call(live, "POST", f"/secret/gaps/{gap}", body, origin=OWN)
    assert (status, headers["location"]) == (303, f"../?language=zh-hant#gap-{gap}")
    assert f'"{gap}":\n  state: dismissed' in (tmp_path / "gaps.yml").read_text("utf-8")
    assert "we do not offer this" in call(live, "GET", "/secret/")[2]


def test_a_page_that_is_old_by_now_writes_over_no_newer_decision(live: LiveReport, tmp_path: Path) -> None:
    gap = gap_of(call(live, "GET", "/secret/")[2], "貨到付款")
    dismissed = call(live, "POST", f"/secret/gaps/{gap}", "state=dismissed&reason=not+ours&seen=open+", origin=OWN)
    assert dismissed[0] == 303
    before = (tmp_path / "gaps.yml").read_bytes()
    status, _, words = call(live, "POST", f"/secret/gaps/{gap}", "state=planned&reason=&seen=open+", origin=OWN)
    assert status == 422
    assert "somebody decided about this gap since your page was shown: dismissed, not ours" in html.unescape(words)
    assert (tmp_path / "gaps.yml").read_bytes() == before
    assert 'name="seen" value="dismissed not ours"' in call(live, "GET", "/secret/")[2]
    assert call(live, "POST", f"/secret/gaps/{gap}", "state=planned&seen=dismissed+not+ours", origin=OWN)[0] == 303


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("state=dismissed", "a gap is dismissed for a reason"),
        ("state=gone", "'gone' is no state"),
        ("state=reopened", "'reopened' is no state"),
        ("", "'' is no state"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(live: LiveReport, tmp_path: Path, form: str, said: str) -> None:
    gap = gap_of(call(live, "GET", "/secret/")[2], "貨到付款")
    status, _, words = call(live, "POST", f"/secret/gaps/{gap}", form, origin=OWN)
    assert status == 422
    assert said in html.unescape(words)
    assert not (tmp_path / "gaps.yml").exists()


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", f"evil.example:{PORT}", "127.0.0.1:80", f"127.0.0.1.evil.example:{PORT}", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_host_name_is_refused_so_that_no_name_can_be_pointed_here(live: LiveReport, method: str, host: str) -> None:
    status, _, words = call(live, method, "/secret/" if method == "GET" else "/secret/gaps/1", host=host, origin=OWN)
    assert status == 421
    assert "貨到付款" not in words


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "null", "sec_fetch_site": "cross-site"},
        {"origin": "https://evil.example"},
        {"origin": f"http://localhost:{PORT}"},
        {"origin": f"https://{HOST}"},
        {"origin": "http://127.0.0.1:8000"},
    ],
)
def test_a_change_comes_from_the_page_itself(live: LiveReport, tmp_path: Path, headers: dict[str, str]) -> None:
    gap = gap_of(call(live, "GET", "/secret/")[2], "貨到付款")
    assert call(live, "POST", f"/secret/gaps/{gap}", "state=planned", **headers)[0] == 403
    assert not (tmp_path / "gaps.yml").exists()


def test_a_page_of_another_origin_reads_nothing(live: LiveReport) -> None:
    status, headers, words = call(live, "GET", "/secret/report.json", origin="https://evil.example")
    assert (status, "access-control-allow-origin" in headers, words) == (403, False, "A page of another origin asked for this.\n")


@pytest.mark.parametrize("path", ["/wrong/", "/secre/", "/secret%00/", "/", "/secret", "/wrong/report.json", "/secret/gaps/"])
def test_without_the_token_there_is_nothing(live: LiveReport, path: str) -> None:
    assert call(live, "GET", path)[0] in (404, 405)
    assert call(live, "POST", f"{path}gaps/1", "state=planned", origin=OWN)[0] in (404, 405)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_only_post_changes_anything(live: LiveReport, tmp_path: Path, method: str) -> None:
    gap = gap_of(call(live, "GET", "/secret/")[2], "貨到付款")
    assert call(live, method, f"/secret/gaps/{gap}?state=planned", "state=planned", origin=OWN)[0] == 405
    assert call(live, "POST", "/secret/", "state=planned", origin=OWN)[0] == 405
    assert not (tmp_path / "gaps.yml").exists()


def test_the_page_sends_no_referrer_is_kept_nowhere_and_framed_by_nobody(live: LiveReport) -> None:
    _, headers, page = call(live, "GET", "/secret/")
    assert headers["referrer-policy"] == "no-referrer"
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("trusted-types 'none'; frame-ancestors 'none'")
    assert "form-action 'self'" in policy
    assert policy.removesuffix("; frame-ancestors 'none'").replace("'", "&#39;") in page


def test_programs_get_phrases_of_as_many_readers_as_in_what_leaves_the_house(live: LiveReport) -> None:
    status, headers, text = call(live, "GET", "/secret/report.json?readers=en")
    assert (status, headers["content-type"]) == (200, "application/json")
    assert json.loads(text)["k"] == 5
    assert "restitution" not in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=yesterday", "since: 'yesterday' is no day"),
        ("since=2026-11-22&until=2026-11-01", "is after the last day"),
        ("readers=fr", "readers is 'fr'"),
        ("language=fr", "language is 'fr'"),
        ("until=9999-12-31", "9999-12-31 is a day to come"),
        ("store=/etc/passwd", "the address asks for 'store'"),
        ("channel=mail", "one of portal, embedded, no-script"),
    ],
)
def test_an_address_that_asks_for_nonsense_is_told_what_there_is(live: LiveReport, query: str, said: str) -> None:
    status, _, words = call(live, "GET", f"/secret/?{query}")
    assert (status, said in html.unescape(words)) == (422, True)


def test_a_form_that_is_too_long_is_refused(live: LiveReport) -> None:
    assert call(live, "POST", "/secret/gaps/1", "reason=" + "x" * 5_000, origin=OWN)[0] == 413


def test_what_is_served_is_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--serve", "--format", "json"]) == 2
    assert "--serve shows a page" in capsys.readouterr().err
    assert main(["report", "--port", "8790"]) == 2
    assert "--port goes with --serve" in capsys.readouterr().err


@pytest.fixture
def served(live: LiveReport) -> Iterator[str]:
    from kbgen.commands.live_report import listen

    listener = on_free_port(PORT, listen, Terminal())
    live.port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(live.app(), log_level="critical", lifespan="off"))
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield live.address
    server.should_exit = True
    thread.join()


@pytest.mark.browser
def test_an_editor_asks_and_decides_with_two_clicks_and_dismisses_by_the_reason(served: str, tmp_path: Path) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", WITHOUT_ITS_WINDOW])
        page = browser.new_page()
        page.goto(served)
        page.get_by_label("Readers of").select_option("zh-hant")
        page.get_by_role("button", name="Show", exact=True).click()
        page.locator("#gap-table").get_by_role("link", name="貨到付款").click()
        page.get_by_role("button", name="Planned").click()
        expect(page.locator(".gap:target .state")).to_have_text("planned")
        assert "readers=zh-hant" in page.url
        reason = page.locator(".gap:target").get_by_label("because")
        reason.fill("not ours")
        reason.press("Enter")
        expect(page.locator(".gap:target .state")).to_have_text("dismissed")
        browser.close()
    assert "state: dismissed" in (tmp_path / "gaps.yml").read_text("utf-8")


def test_a_click_joins_two_gaps_and_another_says_that_they_are_two_needs(live: LiveReport, tmp_path: Path) -> None:
    page = call(live, "GET", "/secret/")[2]
    one, other = gap_of(page, "貨到付款"), gap_of(page, "restitution")
    status, headers, _ = call(live, "POST", f"/secret/gaps/{one}/apart", f"other={other}", origin=OWN)
    assert (status, headers["location"]) == (303, f"../../?#gap-{one}")
    assert f'apart: ["{other}"]' in (tmp_path / "gaps.yml").read_text("utf-8")
    status, headers, _ = call(live, "POST", f"/secret/gaps/{other}/join", f"other={one}&back=language=zh-hant", origin=OWN)
    assert (status, headers["location"]) == (303, f"../../?language=zh-hant#gap-{other}")
    assert 'href="#gap-' + one not in call(live, "GET", "/secret/")[2]
    assert call(live, "POST", f"/secret/gaps/{other}/join", "other=ffffffff", origin=OWN)[0] == 404
    assert call(live, "POST", f"/secret/gaps/{other}/join", f"other={one}", origin="http://evil.example")[0] == 403
    assert call(live, "POST", f"/secret/gaps/{other}/apart", f"other={one}", origin=OWN)[0] == 303
    assert 'href="#gap-' + one in call(live, "GET", "/secret/")[2]


def test_what_is_refused_is_a_page_with_a_way_back_in_the_language_of_the_page_that_asked(live: LiveReport) -> None:
    gap = gap_of(call(live, "GET", "/secret/")[2], "貨到付款")
    form = f"other=ffffffff&back={quote('language=zh-hant')}"
    status, headers, page = call(live, "POST", f"/secret/gaps/{gap}/join", form, origin=OWN)
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert '<html lang="zh-Hant">' in page
    assert "已顯示的頁面沒有這個缺口" in page
    assert '<a href="/secret/">返回報告</a>' in page
    assert page.count("<h1>") == 1
    assert "<style>" in page


def test_who_lacks_the_key_is_not_told_it(live: LiveReport) -> None:
    for path, method in (("/guess/", "GET"), ("/", "GET"), ("/guess/gaps/12345678", "POST")):
        status, _, page = call(live, method, path, origin=OWN)
        assert status == 404
        assert "secret" not in page
    assert "secret" not in call(live, "GET", "/secret/", host="evil.example")[2]


def test_a_program_is_refused_in_a_sentence(live: LiveReport) -> None:
    status, headers, words = call(live, "GET", "/secret/report.json?readers=fr")
    assert (status, headers["content-type"]) == (422, "text/plain; charset=utf-8")
    assert words == "readers is 'fr'\none of en, zh-hant\n"


def test_each_button_about_two_gaps_names_both_to_who_hears_the_page(live: LiveReport, tmp_path: Path) -> None:
    page = call(live, "GET", "/secret/")[2]
    one, other = gap_of(page, "貨到付款"), gap_of(page, "restitution")
    assert call(live, "POST", f"/secret/gaps/{one}/join", f"other={other}", origin=OWN)[0] == 303
    button = call(live, "GET", "/secret/")[2].split("/apart")[1].split("<button>")[1].split("</button>")[0]
    assert re.sub("<[^>]*>", "", button).endswith(" – 貨到付款 · restitution")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what is read of the store, of which files are believed as soon as they are written."""
    found: list[object] = []
    read = reports.read_search_log

    def counted(path: Path, question: object) -> object:
        found.append(question)
        return read(path, question)  # type: ignore[arg-type]

    monkeypatch.setattr(reports, "read_search_log", counted)
    monkeypatch.setattr(reports, "_SETTLED_NS", 0)
    return found


def test_what_did_not_change_is_read_once_and_what_did_anew(live: LiveReport, tmp_path: Path, readings: list[object]) -> None:
    page = call(live, "GET", "/secret/")[2]
    assert call(live, "GET", "/secret/")[2] == page
    assert len(readings) == 1
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(asked(300, 7, "kites", "2026-11-21", language="en"))
    assert gap_of(call(live, "GET", "/secret/")[2], "kites")
    store.close()
    call(live, "GET", "/secret/?readers=en")
    assert len({str(question) for question in readings}) == 2


def test_a_decision_shows_at_once_and_reads_no_search_again(live: LiveReport, readings: list[object]) -> None:
    gap = gap_of(call(live, "GET", "/secret/")[2], "貨到付款")
    assert call(live, "POST", f"/secret/gaps/{gap}", "state=planned", origin=OWN)[0] == 303
    assert "planned" in call(live, "GET", "/secret/")[2].split(f'id="gap-{gap}"')[1].split("</header>")[0].lower()
    assert len(readings) == 1


def test_a_store_that_changed_just_now_is_read_anew(
    live: LiveReport, readings: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "_SETTLED_NS", 3_600_000_000_000)
    call(live, "GET", "/secret/")
    call(live, "GET", "/secret/")
    assert len(readings) == 2


def test_a_page_says_when_it_was_read(live: LiveReport) -> None:
    assert "Read from the log at 2026-11-22 12:05 (UTC)" in call(live, "GET", "/secret/")[2]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=2026-11-22&until=2026-11-01", "由 2026-11-22 開始，卻在 2026-11-01 結束"),
        ("since=yesterday", "由：「yesterday」不是日期"),
        ("until=9999-12-31", "9999-12-31 尚未到來"),
        ("since=1999-01-01", "報告最多 1,830 天"),
        ("readers=fr", "讀者語言不能是「fr」"),
    ],
)
def test_a_chinese_page_refuses_in_chinese_and_names_no_option(live: LiveReport, query: str, said: str) -> None:
    status, _, page = call(live, "GET", f"/secret/?language=zh-hant&{query}")
    text = page.split("<h1>")[1]
    assert (status, said in text, "--" in text) == (422, True, False)


def test_without_a_portal_the_page_says_that_nothing_is_explained(live: LiveReport) -> None:
    assert "No built portal was asked" in call(live, "GET", "/secret/")[2]


def test_while_the_portal_is_built_the_page_tells_figures_says_what_cannot_be_judged_and_takes_no_decision(
    live: LiveReport, tmp_path: Path
) -> None:
    write_portal(tmp_path / "site")
    page = call(live, "GET", "/secret/")[2]
    assert ("No built portal was asked" in page, 'name="state"' in page) == (False, True)
    (tmp_path / "site").rename(tmp_path / "away")
    status, _, page = call(live, "GET", "/secret/")
    assert (status, "The built portal in site cannot be read right now" in page, "貨到付款" in page) == (200, True, True)
    assert ("nobody can say why a gap fails" in page, 'name="state"' in page) == (True, False)
    assert "目前無法讀取 site 的網站" in call(live, "GET", "/secret/?language=zh-hant")[2]
    assert call(live, "GET", "/secret/report.json")[0] == 503
    (tmp_path / "away").rename(tmp_path / "site")
    page = call(live, "GET", "/secret/")[2]
    assert ("貨到付款" in page, "cannot be read right now" in page) == (True, False)


def test_a_chinese_page_names_states_in_chinese_and_leads_into_what_is_said_in_english(live: LiveReport, tmp_path: Path) -> None:
    back = "back=language%3Dzh-hant"
    gap = gap_of(call(live, "GET", "/secret/")[2], "貨到付款")
    refused = call(live, "POST", f"/secret/gaps/{gap}", f"state=x&{back}", origin=OWN)[2]
    assert "可以是：未處理 (open)、已計劃 (planned)" in refused
    call(live, "POST", f"/secret/gaps/{gap}", "state=dismissed&reason=not+ours", origin=OWN)
    newer = call(live, "POST", f"/secret/gaps/{gap}", f"state=planned&seen=open+&{back}", origin=OWN)[2]
    assert "作出決定：已擱置、not ours。" in newer
    (tmp_path / "gaps.yml").write_text("a: [", "utf-8")
    status, _, page = call(live, "GET", "/secret/?language=zh-hant")
    assert (status, "以下英文說明列出檔案、行號和處理方法" in page) == (422, True)
    assert re.search(r"gaps\.yml:\d+: ", page)


def test_categories_are_chosen_by_their_titles(live: LiveReport, tmp_path: Path) -> None:
    write_portal(tmp_path / "site", categories={"en": {"payment": "Ways to pay"}, "zh-hant": {"payment": "付款方法"}})
    assert '<option value="payment">Ways to pay</option>' in call(live, "GET", "/secret/")[2]
    chinese = call(live, "GET", "/secret/?category=payment&language=zh-hant")[2]
    assert '<option value="payment" selected>付款方法</option>' in chinese


def marks_in(page: str, gap: str, state: str) -> str:
    form = page.split(f'action="gaps/{gap}/{state}"')[1].split("</form>")[0]
    return "&".join(f"{name}={value}" for name, value in re.findall(r'name="(other|seen|seen_other)" value="([^"]*)"', form))


def test_an_old_page_joins_and_parts_nothing_about_which_somebody_decided_since(live: LiveReport, tmp_path: Path) -> None:
    page = call(live, "GET", "/secret/")[2]
    one, other = gap_of(page, "貨到付款"), gap_of(page, "restitution")
    mark = Decisions().mark([one])
    seen = f"other={other}&seen={mark}&seen_other={mark}"
    assert call(live, "POST", f"/secret/gaps/{other}", "state=planned", origin=OWN)[0] == 303
    before = (tmp_path / "gaps.yml").read_bytes()
    for way in ("join", "apart"):
        status, _, words = call(live, "POST", f"/secret/gaps/{one}/{way}", f"{seen}&back=language%3Dzh-hant", origin=OWN)
        assert (status, "已有人就其中一個缺口作出決定" in words) == (422, True)
    assert (tmp_path / "gaps.yml").read_bytes() == before
    assert call(live, "POST", f"/secret/gaps/{other}/join", f"other={one}", origin=OWN)[0] == 303
    form = marks_in(call(live, "GET", "/secret/")[2], other, "apart")
    assert "seen=" in form
    assert call(live, "POST", f"/secret/gaps/{other}", "state=done&seen=planned+", origin=OWN)[0] == 303
    assert call(live, "POST", f"/secret/gaps/{other}/apart", form, origin=OWN)[0] == 422
    form = marks_in(call(live, "GET", "/secret/")[2], other, "apart")
    assert call(live, "POST", f"/secret/gaps/{other}/apart", form, origin=OWN)[0] == 303
