"""A day that is whole is added up once; a report of added-up days says what a report of their events says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from collector_station import click_record, search_record, vote_record
from msgspec.structs import replace as changed
from store_backend import Backend, SqliteBackend, fill, keep_all

from search_analytics.cli.main import main
from search_analytics.events.record import EventRecord
from search_analytics.store.day_sums import TABLES
from search_analytics.store.opening import Store, open_store
from search_analytics.store.search_log import Question, SearchCounts, read_search_log

TODAY = date(2026, 11, 22)
QUESTION = Question(date(2026, 11, 1), TODAY, threshold_k=3)
WORDS = ("退款", "退款要幾耐", "Refund", "refund", "REFUND", "貨到付款", "=cmd", "ｆｐｓ", "fps", "𠮷野家", "发票", "發票")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report explains its gaps by ./site; one that somebody built here must not be asked."""
    monkeypatch.chdir(tmp_path)


def weeks_of_searches(seed: int) -> list[EventRecord]:
    """Events of three weeks and two sites, in any order; what follows a search comes on its day or on the next."""
    dice = random.Random(seed)
    story: list[EventRecord] = []
    for number in range(10, 3_000, 10):
        day = date(2026, 11, dice.randint(1, 21))
        later = day + timedelta(days=dice.choice([0, 0, 0, 1]))
        site = dice.choice(["harbour-hill", "harbour-hill", "other"])
        language = dice.choice(["en", "zh-hant"])
        results = dice.choice([-1, 0, 0, 3, 40, None])
        outcome = None if results is None else dice.choice(["none"] if results < 1 else ["exact", "weak", "corrected"])
        story.append(
            search_record(
                number, dice.choice(WORDS), day=day.isoformat(), results=results, outcome=outcome, language=language, site=site,
                first=dice.choice([0, 1, 1]),
            )
        )  # fmt: skip
        last = number
        if dice.random() < 0.4:
            last = number + 1
            again = search_record(last, dice.choice(WORDS), previous=number, day=later.isoformat(), language=language, site=site)
            story.append(again)
        if dice.random() < 0.5:
            article = dice.choice(["a/b", "c/d", "contact"])
            story.append(changed(click_record(number + 2, of=last, article=article, day=later.isoformat()), site=site))
        if dice.random() < 0.3:
            article, language = dice.choice(["a/b", "c/d"]), dice.choice(["zh-hant", "en"])
            reason = dice.choice([None, "unclear"])
            vote = vote_record(number + 3, article, dice.randint(0, 1), language=language, reason=reason, day=day.isoformat())
            story.append(changed(vote, language=dice.choice([None, language]), site=site))
    dice.shuffle(story)
    return story


def summed_days(backend: Backend) -> int:
    return int(backend.rows("SELECT count(*) FROM summed_day")[0][0])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("site", [None, "harbour-hill"])
def test_a_report_says_the_same_before_and_after_days_are_added_up(backend: Backend, seed: int, site: str | None) -> None:
    fill(backend, weeks_of_searches(seed))
    question = replace(QUESTION, site=site)
    before = read_search_log(backend.location, question)
    keep_all(backend, TODAY)
    assert summed_days(backend) == 21
    assert read_search_log(backend.location, question) == before


@pytest.mark.parametrize("seed", range(2))
def test_what_enough_networks_did_on_days_added_up_and_on_others_together_is_told(backend: Backend, seed: int) -> None:
    fill(backend, weeks_of_searches(seed))
    question = replace(QUESTION, agreeing_networks=3)
    before = read_search_log(backend.location, question)
    assert before.followed
    assert before.opened
    keep_all(backend, date(2026, 11, 13))  # half of the days
    assert summed_days(backend) == 12
    assert read_search_log(backend.location, question) == before


@pytest.mark.parametrize("is_summed", [True, False])
def test_one_network_that_comes_back_each_month_is_not_three(backend: Backend, is_summed: bool) -> None:
    for number, day in enumerate(("2026-08-20", "2026-09-22", "2026-10-25")):
        one = 10 * number
        fill(backend, [search_record(one, "slow", results=0, day=day), search_record(one + 1, "fps", previous=one, day=day)])
        fill(backend, [click_record(one + 2, of=one + 1, day=day), vote_record(one + 3, "a/b", 0, language="en", day=day)])
        fill(backend, [search_record(one + 4, "slow", day=day), click_record(one + 5, of=one + 4, day=day)])
    for one in (100, 110, 120):
        fill(backend, [search_record(one, "quick", results=0, day="2026-10-25"), click_record(one + 1, of=one, day="2026-10-26")])
    if is_summed:
        keep_all(backend, date(2026, 9, 24))
    log = read_search_log(backend.location, replace(QUESTION, from_day=date(2026, 8, 1), threshold_k=3, agreeing_networks=3))
    assert (log.followed, log.votes) == ((), ())
    assert {row.phrase[0] for row in (*log.opened, *log.clicked)} == {"quick"}
    assert (log.phrases["slow", "zh-hant"].visitor_days, log.phrases["quick", "zh-hant"].visitor_days) == (2, 3)


YESTERDAY, NOW = "2026-11-21", "2026-11-22"
LEADING_BACK: Mapping[str, list[EventRecord]] = {
    "a click": [click_record(3, of=1, day=NOW)],
    "a next search": [search_record(3, "fps", previous=1, day=NOW)],
    "a click on a next search": [search_record(3, "fps", previous=1, day=NOW), click_record(4, of=3, day=NOW)],
    "the last of three": [
        search_record(3, "fps", previous=1, day=NOW),
        search_record(4, "octopus", previous=3, day=NOW),
        click_record(5, of=4, day=NOW),
    ],
}


@pytest.mark.parametrize("what", LEADING_BACK)
@pytest.mark.parametrize("is_last_alone", [False, True])
def test_yesterday_is_added_up_and_anew_once_something_followed_its_searches(
    backend: Backend, what: str, is_last_alone: bool
) -> None:
    later = LEADING_BACK[what]
    fill(backend, [search_record(1, "退款", results=0, day=YESTERDAY), *(later[:-1] if is_last_alone else [])])
    keep_all(backend, TODAY)
    assert backend.rows("SELECT CAST(day AS text) FROM summed_day") == [(YESTERDAY,)]
    fill(backend, later[-1:] if is_last_alone else later)
    assert summed_days(backend) == 0
    before = read_search_log(backend.location, QUESTION)
    keep_all(backend, TODAY)
    assert (summed_days(backend), read_search_log(backend.location, QUESTION)) == (1, before)


def test_what_follows_searches_of_today_or_none_that_is_stored_leaves_the_sums_of_yesterday(backend: Backend) -> None:
    fill(backend, [search_record(1, "退款", results=0, day=YESTERDAY)])
    keep_all(backend, TODAY)
    fill(backend, [search_record(3, "fps", results=0, day=NOW), search_record(4, "octopus", previous=3, day=NOW)])
    fill(backend, [click_record(5, of=4, day=NOW), click_record(6, of=99, day=NOW), search_record(7, "x", previous=98, day=NOW)])
    fill(backend, [search_record(8, "a", previous=9, day=NOW), search_record(9, "b", previous=8, day=NOW)])  # a ring
    assert summed_days(backend) == 1
    fill(backend, [search_record(10, "退款", day=YESTERDAY)])
    assert summed_days(backend) == 0


def test_what_was_stored_before_takes_no_day_out_of_use_and_what_is_new_its_own_alone(backend: Backend) -> None:
    again = [search_record(n, "fps", day=f"2026-11-{n:02}") for n in range(10, 16)]
    fill(backend, again)
    keep_all(backend, TODAY)
    fill(backend, again)
    assert summed_days(backend) == 6
    fill(backend, [*again, search_record(99, "fps", day="2026-11-12")])
    assert "2026-11-12" not in [day for (day,) in backend.rows("SELECT CAST(day AS text) FROM summed_day")]
    assert summed_days(backend) == 5


def test_an_event_that_comes_late_is_counted_at_once_and_its_day_added_up_again(backend: Backend) -> None:
    fill(backend, [search_record(n, "退款", results=0, day="2026-11-10") for n in range(3)])
    keep_all(backend, TODAY)
    fill(backend, [search_record(9, "退款", results=0, day="2026-11-10")])
    assert read_search_log(backend.location, QUESTION).phrases["退款", "zh-hant"].no_result == 4
    keep_all(backend, TODAY)
    assert summed_days(backend) == 1
    assert read_search_log(backend.location, QUESTION).phrases["退款", "zh-hant"].no_result == 4


def test_a_click_that_comes_late_changes_the_day_before_it_too(backend: Backend) -> None:
    fill(backend, [search_record(1, "退款", results=0, day="2026-11-10"), search_record(2, "fps", day="2026-11-11")])
    keep_all(backend, TODAY)
    fill(backend, [click_record(3, of=1, day="2026-11-11")])
    keep_all(backend, TODAY)
    assert read_search_log(backend.location, QUESTION).phrases["退款", "zh-hant"].recovered == 1


def test_what_is_forgotten_is_gone_from_the_sums_as_well(backend: Backend) -> None:
    fill(backend, [search_record(n, "canary name", results=0, day="2026-11-10") for n in range(3)])
    fill(backend, [search_record(5, "退款", previous=1, day="2026-11-10"), search_record(6, "fps", day="2026-11-12")])
    keep_all(backend, TODAY)
    assert main(["upkeep", "--store", backend.location, "--forget", "canary", "--containing", "--yes"]) == 0
    assert b"canary" not in backend.every_byte()
    assert set(read_search_log(backend.location, QUESTION).phrases) == {("退款", "zh-hant"), ("fps", "zh-hant")}


def test_what_is_purged_is_gone_from_the_sums_as_well(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(backend, [search_record(1, "canary", day="2026-11-10"), search_record(2, "fps", day="2026-11-12")])
    keep_all(backend, TODAY)
    monkeypatch.setattr("search_analytics.cli.upkeep.utc_today", lambda: TODAY)
    assert main(["upkeep", "--store", backend.location, "--purge-before", "2026-11-12", "--yes"]) == 0
    assert b"canary" not in backend.every_byte()
    assert set(read_search_log(backend.location, QUESTION).phrases) == {("fps", "zh-hant")}


def test_retention_leaves_no_text_of_a_rare_phrase_that_was_added_up(backend: Backend) -> None:
    fill(backend, [search_record(1, "canary", results=0, day="2026-11-10"), search_record(2, "fps", day="2026-11-12")])
    keep_all(backend, TODAY)
    keep_all(backend, date(2026, 12, 12))
    assert b"canary" not in backend.every_byte()


def test_the_events_that_are_left_of_a_day_that_is_being_deleted_are_not_counted_twice(backend: Backend) -> None:
    fill(backend, [search_record(n, "退款", results=0, day="2026-10-20") for n in range(3_000)])
    store = open_store(backend.location)
    while backend.rows("SELECT count(*) FROM event") == [(3_000,)]:
        store.keep(TODAY)
    store.close()
    assert 0 < backend.rows("SELECT count(*) FROM event")[0][0] < 3_000
    log = read_search_log(backend.location, Question(date(2026, 10, 1), TODAY, threshold_k=3))
    assert log.phrases["退款", "zh-hant"].no_result == 3_000


def test_only_the_phrases_most_used_are_told_day_by_day_and_all_are_counted(backend: Backend) -> None:
    asked = [search_record(10 * n + m, f"phrase {'abc'[n]}", results=0) for n in range(3) for m in range(n + 1)]
    fill(backend, [*asked, search_record(90, "fine"), search_record(91, "fine too"), search_record(92, "fine too")])
    log = read_search_log(backend.location, replace(QUESTION, most_phrases=1))
    assert [day.phrase[0] for day in log.days] == ["fine too", "phrase c"]
    assert {phrase: tally.searches for (phrase, _), tally in log.phrases.items()} == {
        "phrase a": 1, "phrase b": 2, "phrase c": 3, "fine": 1, "fine too": 2,
    }  # fmt: skip
    assert log.totals[TODAY].searches == 9


def test_a_phrase_that_is_not_told_day_by_day_says_what_lists_rank_it_by(backend: Backend) -> None:
    seen = [search_record(20 + n, "ignored", results=3, day="2026-11-10") for n in range(3)]
    weak = [search_record(30 + n, "Weak" if n else "weak", results=2, outcome="weak", day="2026-11-10") for n in range(3)]
    more = [search_record(100 + n, phrase, results=n % 2) for phrase in ("none", "fine") for n in range(8)]
    fill(backend, [*seen, *weak, *more])
    keep_all(backend, TODAY)
    log = read_search_log(backend.location, replace(QUESTION, most_phrases=0))
    whole = read_search_log(backend.location, replace(QUESTION, most_phrases=None))
    assert not log.days
    assert log.phrases["weak", "zh-hant"] == SearchCounts(searches=3, visitor_days=3, no_result=3, networks=3)
    assert log.phrases["ignored", "zh-hant"] == SearchCounts(searches=3, visitor_days=3, ignored=3, networks=3)
    assert whole.phrases["weak", "zh-hant"].weak == 3
    assert (log.forms, list(log.phrases)) == (whole.forms, list(whole.phrases))


@contextmanager
def half_added_up(backend: Backend) -> Iterator[Store]:
    """A collector that has written some of the sums of a day of 2,500 phrases, and not the rest."""
    fill(backend, [search_record(n, f"canary {n}", results=0, day="2026-11-10") for n in range(2_500)])
    store = open_store(backend.location)
    while not backend.rows("SELECT day FROM unfinished_day"):
        assert store.keep(TODAY)
    for _ in range(8 + len(TABLES)):  # removes what somebody left, gathers, and has begun to write
        assert store.keep(TODAY)
    assert summed_days(backend) == 0
    try:
        yield store
    finally:
        store.close()


def test_events_are_stored_while_a_day_is_added_up_and_none_is_counted_twice_or_lost(backend: Backend) -> None:
    with half_added_up(backend) as store:
        store.append([search_record(9_000, "canary 1", results=0, day="2026-11-10"), click_record(9_001, of=3, day="2026-11-11")])
        while store.keep(TODAY):
            pass
    assert summed_days(backend) == 2
    phrases = read_search_log(backend.location, replace(QUESTION, most_phrases=None)).phrases
    assert (phrases["canary 1", "zh-hant"].no_result, phrases["canary 3", "zh-hant"].recovered) == (2, 1)
    assert sum(counts.searches for counts in phrases.values()) == 2_501


def test_a_report_in_the_middle_of_adding_up_says_what_it_says_before(backend: Backend) -> None:
    with half_added_up(backend):
        assert sum(counts.searches for counts in read_search_log(backend.location, QUESTION).phrases.values()) == 2_500


def test_whoever_is_stopped_while_adding_up_begins_anew_and_counts_everything_once(backend: Backend) -> None:
    with half_added_up(backend):
        pass
    keep_all(backend, TODAY)
    assert summed_days(backend) == 1
    assert backend.rows("SELECT count(*), sum(searches) FROM day_phrase") == [(2_500, 2_500)]
    assert backend.rows("SELECT day FROM unfinished_day") == []


def test_what_is_forgotten_while_its_day_is_added_up_does_not_come_back(tmp_path: Path) -> None:
    sqlite = SqliteBackend(tmp_path)  # in PostgreSQL forgetting waits until the day is added up, and this is one thread
    with half_added_up(sqlite) as store:
        assert main(["upkeep", "--store", sqlite.location, "--forget", "canary", "--containing", "--yes"]) == 0
        while store.keep(TODAY):
            pass
    assert b"canary" not in sqlite.every_byte()


def test_a_day_on_which_nobody_searched_ends_as_well(backend: Backend) -> None:
    fill(backend, [vote_record(1, "a/b", 1, language="en", day="2026-10-20"), search_record(2, "fps", day="2026-11-10")])
    keep_all(backend, TODAY)
    assert backend.rows("SELECT DISTINCT day FROM event") == [("2026-11-10",)]
