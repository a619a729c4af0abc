"""Two periods side by side, parts of the searches, and what was searched most."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from collector_station import Station, click_record, search, search_record, view_record
from portal_of_sentences import write_portal
from store_backend import Backend, fill, keep_all
from test_report import report_of

from kbgen.commands.main import main
from kbgen.insights.report.comparison import Periods, compare, periods_of
from kbgen.insights.report.html import render_html
from kbgen.insights.report.markdown import render_markdown
from kbgen.insights.report.tables import render_json
from kbgen.model import Language
from search_analytics.events.record import EventRecord
from search_analytics.store.search_log import Question, read_search_log
from search_analytics.store.sqlite.reports import read_search_log as read_sqlite_log
from search_analytics.store.sqlite.store import SqliteStore

SUNDAY = date(2026, 11, 22)
QUESTION = Question(from_day=date(2026, 11, 1), to_day=SUNDAY, threshold_k=3)


@pytest.mark.parametrize(
    ("last", "now_from", "now_to"),
    [
        ("2026-11-22", "2026-11-16", "2026-11-22"),
        ("2026-11-23", "2026-11-16", "2026-11-22"),  # on a Monday, the week that ended yesterday
        ("2026-11-24", "2026-11-23", "2026-11-24"),
    ],
)
def test_since_last_monday_is_compared_with_the_same_days_a_week_earlier(last: str, now_from: str, now_to: str) -> None:
    week = timedelta(days=7)
    first, until = date.fromisoformat(now_from), date.fromisoformat(now_to)
    asked = replace(QUESTION, to_day=date.fromisoformat(last))
    assert periods_of("week", asked) == Periods(first - week, until - week, first, until)


def test_a_period_is_compared_with_one_as_long_before_it() -> None:
    found = periods_of("period", QUESTION)
    assert (found.before_from, found.before_to) == (date(2026, 10, 10), date(2026, 10, 31))


def asked(first_number: int, times: int, text: str, day: str, **changes: object) -> list[EventRecord]:
    return [search_record(first_number + n, text, day=day, **({"results": 0} | changes)) for n in range(times)]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "searched on fewer than 5 visitor-days, failed or not, no figure is given; of others it may be below 5"),
        ("zh-hant", "搜尋（不論有否解答）少於 5 人次的缺口，不列出該期間的數字；其餘的數字可以少於 5"),
    ],
)
def test_the_threshold_of_a_figure_counts_what_was_searched_and_the_figure_what_failed(
    tmp_path: Path, language: Language, told: str
) -> None:
    records = [
        *asked(100, 9, "電話", "2026-11-11"),
        *asked(200, 4, "電話", "2026-11-18"),
        *asked(300, 3, "電話", "2026-11-18", results=3),
        *asked(400, 9, "refund", "2026-11-11"),  # a word of the portal is no exception
        *asked(500, 4, "refund", "2026-11-18"),
    ]
    report = report_of(tmp_path, records, write_portal(tmp_path / "site"), threshold_k=5)
    log = read_sqlite_log(tmp_path / "s.sqlite3", replace(QUESTION, threshold_k=5))
    found = compare(log, report.gaps, periods_of("week", QUESTION))
    assert {(row.text, row.before, row.now) for row in found.changed} == {("電話", 9, 4), ("refund", 9, None)}
    report = replace(report, comparison=found)
    assert told in render_markdown(report, language)
    assert told in html.unescape(render_html(report, language))


def test_what_a_list_of_changes_leaves_out_is_counted(tmp_path: Path) -> None:
    texts = [f"{one}{other}" for one in "甲乙丙丁" for other in "子丑寅"]
    records = [row for n, text in enumerate(texts) for row in asked(100 * n, 4, text, "2026-11-18")]
    report = report_of(tmp_path, records, threshold_k=3)
    log = read_sqlite_log(tmp_path / "s.sqlite3", QUESTION)
    report = replace(report, comparison=compare(log, report.gaps, periods_of("week", QUESTION)))
    page, markdown = render_html(report, "en"), render_markdown(report, "en")
    card = page.split('<div class="new">')[1].split("</div>")[0]
    assert '<span class="count">12</span>' in card
    assert card.count("<li>") == 10
    assert "<summary>4 more</summary>" in card
    assert "2 more changed less" in card
    assert "2 more changed less" in markdown
    assert "fewer than 3 → 4" in card
    assert "fewer than 3 → 4" in markdown
    assert json.loads(render_json(report))["changes"]["unlisted"] == {"new": 2, "worse": 0, "better": 0, "gone": 0}


def test_new_gone_better_and_worse_are_told_apart(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(
        [
            *asked(1, 4, "新的", "2026-11-18"),
            *asked(10, 6, "舊的", "2026-11-11"),
            *asked(20, 3, "變差", "2026-11-11"),
            *asked(30, 9, "變差", "2026-11-18"),
            *asked(40, 9, "改善", "2026-11-11"),
            *asked(50, 3, "改善", "2026-11-18"),
            *asked(60, 5, "一樣", "2026-11-11"),
            *asked(70, 5, "一樣", "2026-11-18"),
            *asked(80, 7, "解決", "2026-11-11"),
            *asked(90, 7, "解決", "2026-11-18", results=3),
            *asked(100, 2, "陳大文", "2026-11-18"),
        ]
    )
    store.close()
    log = read_sqlite_log(tmp_path / "s.sqlite3", QUESTION)
    found = compare(log, (), periods_of("week", QUESTION))
    assert [(row.change, row.text, row.before, row.now) for row in found.changed] == [
        ("new", "新的", None, 4),
        ("worse", "變差", 3, 9),
        ("better", "改善", 9, 3),
        ("gone", "解決", 7, 0),
        ("gone", "舊的", 6, None),
    ]
    assert (found.before.failed, found.now.failed) == (30, 23)


def test_what_is_just_above_the_threshold_and_then_just_below_it_is_no_change(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(
        [*asked(1, 3, "乒乓球", "2026-11-11"), *asked(10, 2, "乒乓球", "2026-11-18"), *asked(20, 3, "生日會", "2026-11-18")]
    )
    store.close()
    log = read_sqlite_log(tmp_path / "s.sqlite3", QUESTION)
    assert compare(log, (), periods_of("week", QUESTION)).changed == ()


def test_the_phrasings_of_a_need_are_counted_together_though_each_is_rare(tmp_path: Path) -> None:
    records = [
        *asked(100, 12, "canvas print", "2026-11-11"),
        *asked(200, 3, "canvas print", "2026-11-17"),
        *asked(300, 3, "canvas prints", "2026-11-18"),
    ]
    report = report_of(tmp_path, records, threshold_k=5)
    log = read_sqlite_log(tmp_path / "s.sqlite3", replace(QUESTION, threshold_k=5))
    (row,) = compare(log, report.every_gap, periods_of("week", QUESTION)).changed
    assert (row.change, row.text, row.before, row.now) == ("better", "canvas print", 12, 6)


def test_a_need_in_so_many_words_that_its_networks_are_not_known_is_not_said_to_be_gone(tmp_path: Path) -> None:
    wordings = ("canvas print", "canvas prints", "print canvas", "prints canvas")
    records = [
        *asked(100, 7, "canvas print", "2026-11-11"),
        *(record for n, text in enumerate(wordings) for record in asked(200 + 10 * n, 2, text, "2026-11-18")),
        *asked(300, 7, "opening hours", "2026-11-11"),
    ]
    report = report_of(tmp_path, records, threshold_k=5)
    log = read_sqlite_log(tmp_path / "s.sqlite3", replace(QUESTION, threshold_k=5))
    (row,) = compare(log, report.every_gap, periods_of("week", QUESTION)).changed
    assert (row.change, row.text, row.before, row.now) == ("gone", "opening hours", 7, None)


def test_what_is_out_of_scope_is_no_change(tmp_path: Path) -> None:
    report = report_of(tmp_path, asked(100, 9, "⟨order⟩", "2026-11-18"), write_portal(tmp_path / "site"), threshold_k=3)
    assert [gap.title for gap in report.noise] == ["⟨order⟩"]
    log = read_sqlite_log(tmp_path / "s.sqlite3", QUESTION)
    assert compare(log, report.every_gap, periods_of("week", QUESTION)).changed == ()


def test_what_few_networks_fail_with_day_after_day_is_no_change_and_many_networks_come_first(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    days = [f"2026-11-{day}" for day in range(16, 22)]
    stubborn = [  # three networks search it, and one fails, or three do, every day
        search_record(1000 * t + 10 * d + n, text, day=day, network=int(d == 0), results=0 if n < failing else 3)
        for t, (text, failing) in enumerate((("無人問津", 1), ("日日如是", 3)))
        for d, day in enumerate(days)
        for n in range(3)
    ]
    store.append([*stubborn, *asked(9000, 5, "新的", "2026-11-18", network=1)])
    store.close()
    log = read_sqlite_log(tmp_path / "s.sqlite3", replace(QUESTION, agreeing_networks=3))
    found = compare(log, (), periods_of("week", QUESTION)).of("new")
    assert [(row.text, row.now) for row in found] == [("新的", 5), ("日日如是", 18)]


@pytest.fixture
def filled(backend: Backend) -> Backend:
    """Six searches for one phrase by pages of the portal, five by other sites, one by the form; and English ones."""
    ways = ["js"] * 6 + ["api"] * 5 + ["log"]
    records = [
        msgspec.structs.replace(search_record(n, "退款", results=0, network=1), source=way) for n, way in enumerate(ways, 1)
    ]
    records += [search_record(n, "refund", language="en", results=0, network=1) for n in range(100, 104)]
    records += [msgspec.structs.replace(view_record(200, "payment/fps", "en"), source="api")]
    fill(backend, records)
    return backend


@pytest.mark.parametrize("summed", [False, True])
def test_searches_are_told_apart_by_channel_and_language(filled: Backend, summed: bool) -> None:
    if summed:
        keep_all(filled, SUNDAY + timedelta(days=3))
    logs = {
        name: read_search_log(filled.location, replace(QUESTION, **changes))
        for name, changes in {
            "portal": {"channel": "portal"},
            "embedded": {"channel": "embedded"},
            "no-script": {"channel": "no-script"},
            "en": {"language": "en"},
        }.items()
    }
    assert [sum(counts.searches for counts in log.totals.values()) for log in logs.values()] == [10, 5, 1, 4]
    assert [len(log.viewed) for log in logs.values()] == [0, 1, 0, 1]
    # The one search by the form is hidden, and with it the smallest other, so that nobody can subtract.
    assert {name: sorted(log.phrases) for name, log in logs.items()} == {
        "portal": [("refund", "en"), ("退款", "zh-hant")],
        "embedded": [],
        "no-script": [],
        "en": [("refund", "en")],
    }


def test_events_of_another_site_are_known_by_its_origin(station: Station) -> None:
    station.configure(origins=("https://help.example",), embedded=("https://shop.example",))
    for number, origin in enumerate(("https://help.example", "https://shop.example"), 1):
        assert station.send(search(number), headers={"origin": origin}).status == 204
    assert station.send(search(3), headers={"origin": "https://other.example"}).status == 403
    assert sorted(station.rows("source")) == ["api", "js"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("report")
    store = SqliteStore(folder / "s.sqlite3")
    searches = [search_record(n, "octopus", language="en") for n in range(1, 9)]
    clicks = [click_record(n + 20, of=n, article="payment/octopus") for n in range(1, 5)]
    clicks += [msgspec.structs.replace(click_record(n + 20, of=n, article="returns/refund-times"), position=4) for n in (5, 6, 7)]
    failed = [search_record(n, "送貨去火星", results=0) for n in range(100, 110)]
    store.append([*searches, *clicks, *failed])
    store.close()
    write_portal(folder / "site")
    return {"--store": str(folder / "s.sqlite3"), "--portal": str(folder / "site"), "--until": "2026-11-22"}


def json_report(place: dict[str, str], capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    arguments = [word for pair in place.items() for word in pair]
    assert main(["report", *arguments, "--json", *options]) == 0
    content: dict[str, object] = json.loads(capsys.readouterr().out)
    return content


def test_a_week_that_is_all_of_the_period_is_still_compared_with_the_week_before(tmp_path: Path, capsys) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([*asked(1, 6, "退款", "2026-11-09"), *asked(10, 6, "退款", "2026-11-16")])
    store.close()
    period = ["--since", "2026-11-16", "--until", "2026-11-18"]
    assert main(["report", "--store", str(tmp_path / "s.sqlite3"), *period, "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert "from 2026-11-16 to 2026-11-18, beside those from 2026-11-09 to 2026-11-11" in text
    assert "## Since last Monday" in text


def test_what_is_searched_most_has_its_clicks_and_where_they_stood(place, capsys) -> None:
    top = json_report(place, capsys)["top_searches"]
    assert [(row["text"], row["visitor_days"], row["failed_visitor_days"]) for row in top] == [
        ("送貨去火星", 10, 10),
        ("octopus", 8, 0),
    ]
    assert (top[1]["opened_visitor_days"], top[1]["position"], top[1]["article"]) == (7, 2.3, "payment/octopus")


def test_a_report_of_one_category_keeps_its_articles_and_says_so(place, capsys) -> None:
    content = json_report(place, capsys, "--category", "payment")
    assert content["only"] == {"language": None, "channel": None, "category": "payment"}
    assert [row["text"] for row in content["top_searches"]] == ["octopus"]
    assert content["gaps"] == []
    assert content["totals"]["searches"] == 18
    arguments = [word for pair in place.items() for word in pair]
    assert main(["report", *arguments, "--format", "markdown", "--category", "payment", "--readers", "en"]) == 0
    assert "Only a part: readers of English, articles of “payment”" in capsys.readouterr().out


def test_a_category_that_the_portal_does_not_have_is_named_with_those_it_has(place, capsys) -> None:
    arguments = [word for pair in place.items() for word in pair]
    assert main(["report", *arguments, "--category", "paiment"]) == 2
    assert "no category 'paiment'" in (said := capsys.readouterr().err)
    assert "payment" in said.split("hint:")[1]
