"""Reports and exports of months ago: what is left when events have become sums of days, and what is said of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from collector_station import click_record, search_record
from store_backend import Backend, fill, keep_all

from kbgen.commands.main import main
from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.exports.rows import export_rows
from kbgen.insights.gaps import find_gaps
from search_analytics.store.search_log import Question, SearchLog, read_search_log

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report explains its gaps by ./site; one that somebody built here must not be asked."""
    monkeypatch.chdir(tmp_path)


def old_report(backend: Backend, **changes: object) -> SearchLog:
    """What is left of October at the end of December."""
    found = [search_record(n, "貨到付款", results=0, day="2026-10-20") for n in range(1, 5)]
    found += [search_record(n, "rare name", results=0, day="2026-10-20") for n in range(10, 12)]
    found += [search_record(20, "退款", day="2026-10-21", previous=1), click_record(21, of=20, day="2026-10-21")]
    fill(backend, found)
    keep_all(backend, TODAY)
    keep_all(backend, date(2026, 12, 31))
    assert backend.rows("SELECT count(*) FROM event") == [(0,)]
    question = Question(date(2026, 10, 1), date(2026, 12, 31), threshold_k=3)
    return read_search_log(backend.location, replace(question, **changes))  # type: ignore[arg-type]


def test_a_report_of_months_ago_still_tells_what_failed(backend: Backend) -> None:
    log = old_report(backend)
    (gap,) = find_gaps(log, NoPortal()).found
    assert (gap.title, gap.counts.failed, gap.counts.unrecovered, gap.counts.visitor_days) == ("貨到付款", 4, 3, 4)
    assert (gap.first_day, gap.last_day) == (date(2026, 10, 20), date(2026, 10, 20))
    assert log.rolled_up_until == date(2026, 10, 21)


def test_what_too_few_searched_for_months_ago_is_counted_and_held_back(backend: Backend) -> None:
    log = old_report(backend)
    assert find_gaps(log, NoPortal()).held_back.searches == 2
    assert {day: (tally.searches, tally.failed) for day, tally in log.totals.items()} == {
        date(2026, 10, 20): (6, 6),
        date(2026, 10, 21): (1, 0),
    }


def test_an_export_of_months_ago_names_what_enough_visitors_searched_for(backend: Backend) -> None:
    rows = export_rows(old_report(backend, threshold_k=4, most_phrases=None))
    assert [(row.day, row.phrase, row.searches) for row in rows] == [
        ("2026-10-20", "", 2),
        ("2026-10-20", "貨到付款", 4),
        ("2026-10-21", "", 1),
    ]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_report_of_months_ago_says_what_is_no_longer_known(
    backend: Backend, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    old_report(backend)
    period = ("--since", "2026-10-01", "--until", "2026-11-30", "--language", "zh-hant")
    assert main(["report", "--store", backend.location, "--format", form, "--output", "-", *period]) == 0
    text = capsys.readouterr().out
    assert "2026-10-21 或以前只保留每日總數" in text
    assert "rare name" not in text


def test_a_report_over_months_names_what_was_searched_for_and_draws_weeks(
    backend: Backend, capsys: pytest.CaptureFixture[str]
) -> None:
    old_report(backend)
    assert main(["report", "--store", backend.location, "--output", "-", "--since", "2026-08-04", "--until", "2026-11-30"]) == 0
    text = capsys.readouterr().out
    assert "貨到付款" in text
    assert "Visitor-days with a search, per week" in text
    assert "Week from 2026-10-20: 7 visitor-days; 1 answered, 6 found nothing" in text


def test_a_report_of_the_last_weeks_says_nothing_of_daily_sums(backend: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    fill(backend, [search_record(1, "退款", results=0, day="2026-11-20")])
    period = ("--since", "2026-11-01", "--until", "2026-11-22")
    assert main(["report", "--store", backend.location, "--format", "markdown", *period]) == 0
    assert "daily sums" not in capsys.readouterr().out


def test_a_period_that_ends_before_it_begins_is_refused(backend: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--store", backend.location, "--since", "2026-11-02", "--until", "2026-11-01"]) == 2
    assert "--since 2026-11-02 is after the last day, 2026-11-01" in capsys.readouterr().err
