"""What a store counts of searches: which failed and how, which were recovered, and what readers did next."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from collector_station import click_record, search_record, vote_record

from search_analytics.errors import UsageError
from search_analytics.events.record import EventRecord
from search_analytics.store.search_log import ArticleVotes, Clicked, Followed, Opened, PhraseDay, Question, SearchLog
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=1)


def log_of(folder: Path, records: list[EventRecord], question: Question = QUESTION) -> SearchLog:
    store = SqliteStore(folder / "s.sqlite3")
    store.append(records)
    store.close()
    return read_search_log(folder / "s.sqlite3", question)


def days_of(log: SearchLog, text: str) -> list[PhraseDay]:
    """Return the days of a phrase that most readers wrote so."""
    return [day for day in log.days if log.forms[day.phrase] == text]


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
    records = [
        search_record(1, "发票", results=0),
        search_record(2, "發票", results=0),
        search_record(3, "发票", results=0),
        search_record(4, "退货", previous=1),
    ]
    log = log_of(tmp_path, records)
    assert [(log.forms[day.phrase], day.counts.searches) for day in log.days if day.counts.failed] == [("发票", 3)]
    assert [(log.forms[step.then, "zh-hant"], step.times) for step in log.followed] == [("退货", 1)]


def test_a_search_that_found_nothing_is_counted_on_its_day_with_what_followed(tmp_path: Path) -> None:
    log = log_of(tmp_path, STORY)
    first, second = days_of(log, "退款要幾耐")
    assert first.phrase == second.phrase == ("退款要幾耐", "zh-hant")
    assert (first.day, second.day) == (date(2026, 11, 21), date(2026, 11, 22))
    one, two = first.counts, second.counts
    assert (one.searches, one.visitor_days, one.no_result) == (1, 1, 1)
    assert (one.recovered, one.refined, one.abandoned) == (1, 0, 0)
    assert (two.searches, two.visitor_days, two.no_result) == (2, 2, 2)
    assert (two.recovered, two.refined, two.abandoned) == (0, 1, 1)
    assert log.opened == (
        Opened(("pantone", "en"), "files/colour", 1, 1),
        Opened(("退款要幾耐", "zh-hant"), "returns/refund-times", 1, 1),
    )
    assert log.followed == (
        Followed(("embroidery", "en"), "stitching", 1, 0, 1),
        Followed(("退款要幾耐", "zh-hant"), "退款", 1, 1, 1, 1),
        Followed(("退款要幾耐", "zh-hant"), "送貨", 1, 0, 1),
    )


def test_what_most_readers_did_next_comes_first(tmp_path: Path) -> None:
    records = [search_record(n, "甲", results=0) for n in range(1, 6)]
    records += [search_record(10 + n, "乙" if n < 3 else "丙", previous=n) for n in range(1, 6)]
    records += [click_record(20 + n, of=10 + n, article="a/b" if n < 3 else "c/d") for n in range(1, 6)]
    log = log_of(tmp_path, records)
    assert [(step.then, step.times) for step in log.followed] == [("丙", 3), ("乙", 2)]
    assert [(row.article, row.times) for row in log.opened if row.phrase == ("甲", "zh-hant")] == [("c/d", 3), ("a/b", 2)]


def test_weak_matches_and_searches_without_a_click_are_failures(tmp_path: Path) -> None:
    log = log_of(tmp_path, STORY)
    failed = [day for day in log.days if day.counts.failed]
    assert [
        (log.forms[day.phrase], day.counts.no_result, day.counts.weak, day.counts.unclicked, day.counts.recovered)
        for day in failed
    ] == [
        ("退款要幾耐", 1, 0, 0, 1),
        ("embroidery", 0, 0, 1, 0),
        ("Pantone", 0, 2, 0, 1),
        ("退款要幾耐", 2, 0, 0, 0),
    ]


def test_a_search_that_led_to_a_result_or_to_nothing_more_is_no_failure(tmp_path: Path) -> None:
    log = log_of(tmp_path, STORY)
    (answered,) = days_of(log, "fps")
    assert (answered.counts.searches, answered.counts.failed, answered.counts.ignored) == (1, 0, 0)
    assert Clicked(("fps", "en"), "returns/refund-times", 1, 1, 1) in log.clicked
    (abandoned,) = days_of(log, "stitching")
    assert (abandoned.counts.searches, abandoned.counts.failed, abandoned.counts.ignored) == (1, 0, 1)


def test_an_outage_is_counted_apart_and_never_as_a_failure(tmp_path: Path) -> None:
    log = log_of(tmp_path, STORY)
    (octopus,) = days_of(log, "octopus")
    assert (octopus.counts.searches, octopus.counts.outages, octopus.counts.failed, octopus.counts.ignored) == (1, 1, 0, 1)
    counts = ("searches", "no_result", "weak", "unclicked", "outages")
    last_day = [day for day in log.days if day.day == date(2026, 11, 22)]
    assert [sum(getattr(day.counts, count) for day in last_day) for count in counts] == [9, 2, 2, 1, 1]


def test_events_in_any_order_give_the_same_log(tmp_path: Path) -> None:
    expected = log_of(tmp_path, STORY)
    for seed in range(5):
        shuffled = random.Random(seed).sample(STORY, len(STORY))
        assert log_of(tmp_path / str(seed), shuffled) == expected


def test_a_recovery_may_take_several_searches(tmp_path: Path) -> None:
    chain = [
        search_record(1, "甲"),
        search_record(2, "乙", previous=1),
        search_record(3, "丙", previous=2),
        click_record(4, of=3),
    ]
    log = log_of(tmp_path, chain)
    assert [(log.forms[day.phrase], day.counts.recovered) for day in log.days if day.counts.failed] == [("乙", 1), ("甲", 1)]
    assert [(log.forms[row.phrase], row.article) for row in log.opened] == [
        ("乙", "returns/refund-times"),
        ("甲", "returns/refund-times"),
    ]


def test_searches_that_name_each_other_do_not_hang_the_report(tmp_path: Path) -> None:
    ring = [search_record(1, "甲", previous=2), search_record(2, "乙", previous=1), click_record(3, of=1)]
    log = log_of(tmp_path, ring)
    assert [(log.forms[day.phrase], day.counts.recovered) for day in log.days if day.counts.failed] == [("乙", 1)]


def test_one_visitor_who_repeats_a_phrase_makes_one_visitor_day(tmp_path: Path) -> None:
    (day,) = log_of(tmp_path, [search_record(n, "my name", results=0, first=int(n == 1)) for n in range(1, 50)]).days
    assert (day.counts.failed, day.counts.visitor_days, day.counts.failed_networks) == (49, 1, 1)


def test_only_the_days_and_the_site_asked_for_are_counted(tmp_path: Path) -> None:
    records = [
        search_record(1, "甲", results=0, day="2026-10-31"),
        search_record(2, "乙", results=0, site="other"),
        search_record(3, "丙", results=0),
    ]
    log = log_of(tmp_path, records, replace(QUESTION, site="harbour-hill"))
    assert [day.phrase for day in log.days] == [("丙", "zh-hant")]
    assert log.forms == {("丙", "zh-hant"): "丙"}


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
    assert log_of(tmp_path, records, replace(QUESTION, site="harbour-hill")).votes == (
        ArticleVotes("returns/refund-times", "zh-hant", 0, 4, (("too-long", 2), ("unclear", 1)), 4),
        ArticleVotes("payment/fps", "en", 0, 1, networks=1),
        ArticleVotes("returns/refund-times", "en", 1, 0, networks=1),
    )


def test_a_missing_database_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no database at"):
        read_search_log(tmp_path / "none.sqlite3", QUESTION)


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite3").write_bytes(b"x" * 4_096)
    with pytest.raises(UsageError, match="is no SQLite database"):
        read_search_log(tmp_path / "s.sqlite3", QUESTION)


def test_the_log_can_be_read_while_the_collector_writes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(STORY)
    assert sum(day.counts.failed for day in read_search_log(tmp_path / "s.sqlite3", QUESTION).days) == 6
    store.append([search_record(99, "新")])
    store.close()
