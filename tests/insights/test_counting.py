"""What is counted: one definition for gaps, report, digest and replay (docs/spec/counting.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from collector_station import click_record, search_record
from msgspec import structs

from kbgen.insights.counting import VisitorDays, days_of_period, impact, visitor_days, with_mended_in_vain
from kbgen.insights.diagnosis.examiner import examiner_of
from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.insights.gaps import Gaps, find_gaps
from kbgen.insights.report.wording import Strings, advice
from search_analytics.events.record import EventRecord
from search_analytics.store.search_log import Question, SearchCounts, SearchLog
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=3)


def log_of(folder: Path, records: list[EventRecord], question: Question = QUESTION) -> SearchLog:
    store = SqliteStore(folder / "s.sqlite3")
    store.append(records)
    store.close()
    return read_search_log(folder / "s.sqlite3", question)


def gaps_of(folder: Path, records: list[EventRecord], portal: Path, question: Question = QUESTION) -> Gaps:
    examiner = examiner_of(portal)
    return find_gaps(with_mended_in_vain(log_of(folder, records, question), examiner.is_mended), examiner)


def test_one_reader_who_went_to_contact_does_not_make_a_costly_gap_of_a_search_that_works(tmp_path: Path, portal: Path) -> None:
    records = [record for n in range(1, 177) for record in (search_record(n, "退款"), click_record(1000 + n, of=n))]
    records += [search_record(900, "退款"), click_record(901, of=900, article="contact")]
    records += [search_record(n, "禮物包裝", results=0) for n in range(2000, 2004)]
    found = gaps_of(tmp_path, records, portal).found
    assert [(gap.title, round(gap.impact, 1)) for gap in found] == [("禮物包裝", 4.0), ("退款", 1.0)]


def test_one_visitor_who_repeats_a_search_weighs_no_more_than_one(tmp_path: Path) -> None:
    records = [search_record(n, "drone", results=0, first=int(n == 1)) for n in range(1, 601)]
    records += [record for n in range(1000, 1009) for record in (search_record(n, "退款"), click_record(n + 500, of=n))]
    today = days_of_period(log_of(tmp_path, records))[-1][1]
    assert (round(today.searched), round(today.failed), round(today.opened)) == (10, 1, 9)


def test_phrases_that_a_log_tells_only_in_sum_count_in_the_days_of_the_period(tmp_path: Path) -> None:
    records = [search_record(n, f"drone {n}", results=0) for n in range(1, 9)]
    few = replace(QUESTION, most_phrases=2)
    assert days_of_period(log_of(tmp_path, records, few))[-1][1].failed == pytest.approx(8)


def test_a_visitor_who_failed_in_one_of_two_searches_failed_for_half_a_day() -> None:
    counts = SearchCounts(searches=4, visitor_days=2, no_result=2, recovered=1, abandoned=1)
    assert visitor_days(counts) == VisitorDays(searched=2, no_result=1, recovered=0.5, abandoned=0.5, opened=1.5)


@pytest.mark.parametrize("found", [{"results": 3}, {"results": -1, "outcome": "none"}], ids=["succeed", "report an outage"])
def test_readers_who_succeed_or_meet_an_outage_add_nothing_to_what_failed(
    tmp_path: Path, portal: Path, found: dict[str, Any]
) -> None:
    gift, who = "禮物包裝", replace(QUESTION, threshold_k=5)
    again = [search_record(n, gift, results=0, first=int(n < 7)) for n in range(1, 15)]
    days = ("2026-11-20", "2026-11-21", "2026-11-22")
    back = [search_record(50 + n, "drone", results=0, day=day, network=int(n < 3)) for n, day in enumerate(days * 3)]
    texts = [gift, "drone"]
    others = [search_record(100 + 50 * t + n, texts[t], **found, network=1) for t, many in ((0, 40), (1, 1)) for n in range(many)]
    others += [click_record(1000 + n, of=n) for n in (*range(100, 140), 150)] if found["results"] > 0 else []

    def failed(folder: str, records: list[EventRecord]) -> dict[str, tuple[float, float]]:
        log = log_of(tmp_path / folder, records, who)
        days_of = {text: [row for row in log.days if row.phrase[0] == text] for text in texts}
        return {
            text: (round(sum(visitor_days(row.counts).failed for row in rows), 6), impact(rows, who.to_day))
            for text, rows in days_of.items()
        }

    assert failed("with", [*again, *back, *others]) == failed("without", [*again, *back])


def test_what_the_search_mended_and_nobody_ever_opened_is_a_failure_and_not_answered(tmp_path: Path, portal: Path) -> None:
    records = [search_record(n, "octopsu", language="en", outcome="corrected") for n in range(1, 6)]
    (gap,) = gaps_of(tmp_path, records, portal).found
    assert (gap.diagnosis.verdict, gap.diagnosis.answered_now, gap.impact) == (Verdict.TYPO, False, 5.0)
    assert advice(Strings("en"), gap).startswith("The search reads it as what was meant")
    opened = [*records, *(click_record(10 + n, of=n, article="payment/octopus") for n in (1, 2))]
    assert gaps_of(tmp_path / "opened", opened, portal).found == ()


def test_a_list_that_fits_as_it_was_typed_may_have_answered_without_a_click(tmp_path: Path, portal: Path) -> None:
    records = [search_record(n, "octopus", language="en") for n in range(1, 6)]
    assert gaps_of(tmp_path, records, portal).found == ()


def test_a_search_answered_at_once_is_no_failure(tmp_path: Path, portal: Path) -> None:
    records = [structs.replace(search_record(n, "octopus", results=0), shown="answer") for n in range(1, 6)]
    assert gaps_of(tmp_path, records, portal).found == ()


@pytest.mark.parametrize(("days", "trend"), [(7, "unknown"), (14, "new"), (21, "new")])
def test_a_trend_needs_the_week_before(tmp_path: Path, portal: Path, days: int, trend: str) -> None:
    records = [search_record(n, "禮物包裝", results=0) for n in range(1, 6)]
    question = replace(QUESTION, from_day=QUESTION.to_day - timedelta(days=days - 1))
    assert [gap.trend for gap in gaps_of(tmp_path, records, portal, question).found] == [trend]
