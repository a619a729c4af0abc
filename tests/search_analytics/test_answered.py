"""A search that was answered at once: what the collector keeps of it, and what reports count it as."""

from __future__ import annotations

from datetime import date

import pytest
from collector_station import Station, click_record, search, search_record
from store_backend import Backend, fill, keep_all

from search_analytics.events.record import EventRecord
from search_analytics.privacy.match_key import group_key
from search_analytics.store.search_log import Question, SearchCounts, read_search_log

TODAY = date(2026, 11, 22)
QUESTION = Question(date(2026, 11, 1), TODAY, threshold_k=3)
KEY = group_key("電話號碼")
DAY = "2026-11-10"


def asked(number: int, *, shown: str | None = "answer", previous: int | None = None, results: int = 0) -> EventRecord:
    return search_record(number, "電話號碼", previous=previous, day=DAY, results=results, shown=shown)


def counted(backend: Backend, records: list[EventRecord]) -> SearchCounts:
    fill(backend, records)
    return read_search_log(backend.location, QUESTION).phrases[KEY, "zh-hant"]


@pytest.mark.parametrize("added_up", [False, True])
def test_a_search_that_an_answer_satisfied_is_no_failure_whatever_it_found(backend: Backend, added_up: bool) -> None:
    records = [asked(1), asked(2, results=4), asked(3, shown=None)]
    counts = counted(backend, records)
    if added_up:
        keep_all(backend, TODAY)
        assert read_search_log(backend.location, QUESTION).phrases[KEY, "zh-hant"] == counts
    assert (counts.searches, counts.answered, counts.failed, counts.ignored, counts.opened) == (3, 2, 1, 0, 0)


def test_the_way_to_a_person_from_an_answer_is_no_failure(backend: Backend) -> None:
    counts = counted(backend, [asked(1), click_record(2, of=1, article="contact", day=DAY)])
    assert (counts.answered, counts.failed, counts.contacted) == (1, 0, 0)


def test_who_searches_again_was_not_answered(backend: Backend) -> None:
    counts = counted(backend, [asked(1), asked(2, previous=1)])
    assert (counts.answered, counts.failed, counts.refined) == (1, 1, 1)


def test_an_article_that_was_opened_counts_as_opened(backend: Backend) -> None:
    counts = counted(backend, [asked(1, results=3), click_record(2, of=1, day=DAY)])
    assert (counts.answered, counts.failed, counts.opened) == (0, 0, 1)


def test_what_was_only_suggested_is_as_it_was(backend: Backend) -> None:
    counts = counted(backend, [asked(1, shown="suggested")])
    assert (counts.answered, counts.no_result) == (0, 1)


def test_a_day_that_was_rolled_up_still_says_so(backend: Backend) -> None:
    fill(backend, [search_record(n, "電話號碼", day="2026-10-01", results=0, shown="answer") for n in range(1, 5)])
    keep_all(backend, TODAY)
    log = read_search_log(backend.location, Question(date(2026, 9, 1), TODAY, threshold_k=3))
    assert (log.phrases[KEY, "zh-hant"].answered, log.phrases[KEY, "zh-hant"].failed) == (4, 0)


@pytest.mark.parametrize(("told", "kept"), [({"x": "answer"}, "answer"), ({"x": "suggested"}, "suggested"), ({}, None)])
def test_the_collector_keeps_what_was_shown_and_takes_pages_from_before(
    station: Station, told: dict[str, str], kept: str | None
) -> None:
    assert station.send(search(1, **told)).status == 204
    assert station.rows("shown") == [kept]
