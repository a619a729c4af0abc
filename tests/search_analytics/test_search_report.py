"""What a store counts of failed searches, shows, and holds back."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from collector_station import click_record, search_record, vote_record

from search_analytics.errors import ReportTimeoutError, StoreUnavailableError, UsageError
from search_analytics.failures import ArticleVotes, FailureReport, NextStep, Question
from search_analytics.record import EventRecord
from search_analytics.store.sqlite import SqliteStore
from search_analytics.store.sqlite_reports import failed_searches

QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=1)


def answer(tmp_path: Path, records: list[EventRecord], question: Question = QUESTION) -> FailureReport:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(records)
    store.close()
    return failed_searches(tmp_path / "s.sqlite3", question)


STORY = [
    # three readers find nothing; one stops, one searches again and opens an article, one searches again in vain
    search_record(1, "退款要幾耐", results=0),
    search_record(2, "退款要幾耐？", results=0, day="2026-11-21"),
    search_record(3, "退款要幾耐", results=0),
    search_record(4, "退款", previous=2, day="2026-11-21"),
    click_record(5, of=4, day="2026-11-21"),
    search_record(6, "送貨", previous=3),
    # only weak matches, once clicked
    search_record(10, "Pantone", language="en", outcome="weak"),
    search_record(11, "pantone", language="en", outcome="weak"),
    click_record(12, of=11, article="files/colour"),
    # results, no click, searched again
    search_record(20, "embroidery", language="en"),
    search_record(21, "stitching", language="en", previous=20),
    # answered, abandoned without another search, and an outage: no failures
    search_record(30, "fps", language="en"),
    click_record(31, of=30),
    search_record(32, "octopus", language="en"),
    search_record(33, "octopus", language="en", results=-1, outcome="none"),
]


def test_simplified_and_traditional_count_together_and_show_what_most_readers_wrote(tmp_path: Path) -> None:
    report = answer(
        tmp_path,
        [
            search_record(1, "发票", results=0),
            search_record(2, "發票", results=0),
            search_record(3, "发票", results=0),
            search_record(4, "退货", previous=1),
        ],
    )
    (phrase,) = report.phrases
    assert (phrase.phrase, phrase.searches) == ("发票", 3)
    assert phrase.next_steps == (NextStep("searched", "退货", 1),)


def test_a_search_that_found_nothing_is_reported_with_what_followed(tmp_path: Path) -> None:
    phrase = answer(tmp_path, STORY).phrases[0]
    assert (phrase.phrase, phrase.language, phrase.verdict) == ("退款要幾耐", "zh-hant", "zero")
    assert (phrase.failed, phrase.searches, phrase.visitor_days) == (3, 3, 3)
    assert (phrase.recovered, phrase.stopped) == (1, 1)
    assert (phrase.first_day, phrase.last_day) == (date(2026, 11, 21), date(2026, 11, 22))
    assert phrase.next_steps == (
        NextStep("opened", "returns/refund-times", 1),
        NextStep("searched", "退款", 1),
        NextStep("searched", "送貨", 1),
    )


def test_weak_matches_and_searches_without_a_click_are_failures(tmp_path: Path) -> None:
    verdicts = {phrase.phrase: (phrase.verdict, phrase.failed, phrase.recovered) for phrase in answer(tmp_path, STORY).phrases}
    assert verdicts == {"退款要幾耐": ("zero", 3, 1), "Pantone": ("weak", 2, 1), "embroidery": ("unclicked", 1, 0)}


def test_an_outage_is_counted_apart_and_never_as_a_failure(tmp_path: Path) -> None:
    day = answer(tmp_path, STORY).days[-1]
    assert (day.day, day.outages) == (date(2026, 11, 22), 1)
    assert (day.searches, day.zero, day.weak, day.unclicked) == (9, 2, 2, 1)


def test_events_in_any_order_give_the_same_report(tmp_path: Path) -> None:
    expected = answer(tmp_path, STORY)
    for seed in range(5):
        folder = tmp_path / str(seed)
        shuffled = random.Random(seed).sample(STORY, len(STORY))
        assert answer(folder, shuffled) == expected


def test_a_recovery_may_take_several_searches(tmp_path: Path) -> None:
    chain = [
        search_record(1, "甲"),
        search_record(2, "乙", previous=1),
        search_record(3, "丙", previous=2),
        click_record(4, of=3),
    ]
    assert [(p.phrase, p.recovered) for p in answer(tmp_path, chain).phrases] == [("乙", 1), ("甲", 1)]


def test_searches_that_name_each_other_do_not_hang_the_report(tmp_path: Path) -> None:
    ring = [search_record(1, "甲", previous=2), search_record(2, "乙", previous=1), click_record(3, of=1)]
    assert [(p.phrase, p.recovered) for p in answer(tmp_path, ring).phrases] == [("乙", 1)]


def test_a_phrase_of_too_few_visitors_is_held_back(tmp_path: Path) -> None:
    report = answer(tmp_path, STORY, replace(QUESTION, threshold_k=3))
    assert [phrase.phrase for phrase in report.phrases] == ["退款要幾耐"]
    assert (report.held_back.searches, report.held_back.phrases) == (3, 2)
    assert not re.search("(?i)pantone|embroidery|stitching|送貨", repr(report.phrases))


def test_one_visitor_who_repeats_a_phrase_does_not_lift_it_over_the_threshold(tmp_path: Path) -> None:
    records = [search_record(n, "my name", results=0, first=int(n == 1)) for n in range(1, 50)]
    assert answer(tmp_path, records, replace(QUESTION, threshold_k=3)).phrases == ()


def test_the_most_urgent_phrase_comes_first(tmp_path: Path) -> None:
    records = [search_record(n, "old", results=0, day="2026-11-01") for n in range(3)]
    records += [search_record(n, "new", results=0) for n in range(10, 12)]
    records += [search_record(n, "helped", results=0) for n in range(20, 24)]
    records += [click_record(n + 10, of=n) for n in range(20, 24)]
    assert [phrase.phrase for phrase in answer(tmp_path, records).phrases] == ["new", "old", "helped"]


def test_only_the_days_and_the_site_asked_for_are_counted(tmp_path: Path) -> None:
    records = [
        search_record(1, "甲", results=0, day="2026-10-31"),
        search_record(2, "乙", results=0, site="other"),
        search_record(3, "丙", results=0),
    ]
    assert [phrase.phrase for phrase in answer(tmp_path, records, replace(QUESTION, site="harbour-hill")).phrases] == ["丙"]


def test_a_long_report_says_how_much_it_left_out(tmp_path: Path) -> None:
    records = [search_record(n, f"phrase {n}", results=0) for n in range(7)]
    report = answer(tmp_path, records, replace(QUESTION, limit=5))
    assert (len(report.phrases), report.unshown_phrases) == (5, 2)


def test_votes_are_counted_for_each_article_and_language_with_their_reasons(tmp_path: Path) -> None:
    records = [
        vote_record(1, "returns/refund-times", 1, language="en"),
        vote_record(2, "returns/refund-times", 0, language="zh-hant", reason="too-long"),
        vote_record(3, "returns/refund-times", 0, language="zh-hant", reason="unclear"),
        vote_record(4, "returns/refund-times", 0, language="zh-hant", reason="too-long"),
        vote_record(5, "returns/refund-times", 0, language="zh-hant"),
        vote_record(6, "payment/fps", 0, language="en"),
        vote_record(7, "payment/fps", 0, language="en", site="other"),
        vote_record(8, "payment/fps", 0, language="en", day="2026-10-31"),
    ]
    report = answer(tmp_path, records, replace(QUESTION, site="harbour-hill"))
    assert report.votes == (
        ArticleVotes("returns/refund-times", "zh-hant", 0, 4, (("too-long", 2), ("unclear", 1))),
        ArticleVotes("payment/fps", "en", 0, 1),
        ArticleVotes("returns/refund-times", "en", 1, 0),
    )


def test_a_report_that_takes_too_long_says_what_to_do(tmp_path: Path) -> None:
    records = [search_record(n, f"phrase {n}", results=0) for n in range(2_000)]
    with pytest.raises(ReportTimeoutError, match="took longer than 0 seconds"):
        answer(tmp_path, records, replace(QUESTION, time_limit_seconds=0.0))


def test_a_missing_database_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no database at"):
        failed_searches(tmp_path / "none.sqlite3", QUESTION)


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite3").write_bytes(b"x" * 4_096)
    with pytest.raises(StoreUnavailableError, match="cannot read"):
        failed_searches(tmp_path / "s.sqlite3", QUESTION)


def test_a_report_can_be_read_while_the_collector_writes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(STORY)
    assert len(failed_searches(tmp_path / "s.sqlite3", QUESTION).phrases) == 3
    store.append([search_record(99, "新")])
    store.close()
