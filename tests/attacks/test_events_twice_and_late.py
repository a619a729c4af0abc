"""C22 to C25: poison, repetitions, any order, and clocks that are wrong."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import msgspec
import pytest
from collector_process import running, stored_numbers
from collector_station import Station, click_record, event_id, search, search_record, vote_record
from postgres_cluster import Cluster
from store_backend import Backend, PostgresBackend, fill

from search_analytics.events.record import EventRecord, stamp
from search_analytics.store.opening import open_store
from search_analytics.store.postgres.store import PostgresStore
from search_analytics.store.search_log import Question, read_search_log
from search_analytics.store.writer import Delivery, Receipt, Writer

MIDNIGHT = 1_795_392_000.0  # 2026-11-23 00:00 UTC


def view(number: int, unix_seconds: float) -> EventRecord:
    day, ts = stamp(unix_seconds)
    return EventRecord(day=day, id=number.to_bytes(16, "big"), ts=ts, type="view", site="s", build="b", source="js")


def test_one_poisonous_event_of_five_hundred_costs_itself_only(backend: Backend) -> None:
    """C22."""
    writer = Writer(open_store(backend.location))
    receipts: list[Receipt] = []
    records = [search_record(number, "x") for number in range(500)]
    records[123] = msgspec.structs.replace(records[123], query="\ud800")
    for place in range(0, 500, 5):
        writer.offer(Delivery(tuple(records[place : place + 5]), receipts.append))
    writer.start()
    writer.stop()
    assert sum(receipt.stored for receipt in receipts) == 499
    assert receipts[24] == Receipt(stored=4, refused=1)
    assert sorted(stored_numbers(backend)) == [number for number in range(500) if number != 123]


def test_every_request_sent_three_times_is_stored_once(backend: Backend) -> None:
    """C23."""
    with running(backend.location) as collector, ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(collector.send, [number for number in range(1, 101) for _ in range(3)]))
    assert set(statuses) == {204}
    assert sorted(stored_numbers(backend)) == list(range(1, 101))


def test_two_collectors_that_get_the_same_events_store_them_once(cluster: Cluster) -> None:
    """C23."""
    backend = PostgresBackend(cluster)
    with running(backend.location) as one, running(backend.location) as other, ThreadPoolExecutor(8) as pool:
        sent = [(collector, number) for number in range(1, 151) for collector in (one, other)]
        statuses = list(pool.map(lambda each: each[0].send(each[1], 10_000 - each[1]), sent))
    assert set(statuses) == {204}
    assert len(stored_numbers(backend)) == 300 == len(set(stored_numbers(backend)))


def test_two_collectors_on_different_sides_of_midnight_store_an_event_once(cluster: Cluster) -> None:
    """C23."""
    backend = PostgresBackend(cluster)
    stores = [PostgresStore(backend.location), PostgresStore(backend.location)]
    for number, (store, moment) in enumerate(zip(stores, (MIDNIGHT - 10, MIDNIGHT), strict=True)):
        store.append([view(900 + number, moment)])
    with ThreadPoolExecutor(2) as pool:
        for start in range(0, 600, 3):
            early = [view(1_000 + start + n, MIDNIGHT - 10) for n in range(3)]
            late = [view(1_000 + start + n, MIDNIGHT) for n in range(3)]
            answers = list(pool.map(lambda store, records: store.append(records), stores, (early, late)))
            assert sorted(zip(*answers, strict=True)) in ([(False, True)] * 3, [(True, False)] * 3)
    for store in stores:
        store.close()
    assert len(stored_numbers(backend)) == 602


def test_two_collectors_that_get_the_same_events_in_another_order_do_not_block_each_other(cluster: Cluster) -> None:
    """C23."""
    backend = PostgresBackend(cluster)
    stores = [PostgresStore(backend.location), PostgresStore(backend.location)]
    with ThreadPoolExecutor(2) as pool:
        for start in range(0, 20_000, 1_000):
            records = [view(start + n, MIDNIGHT - 40_000) for n in range(1_000)]
            answers = list(pool.map(lambda store, some: store.append(some), stores, (records, records[::-1])))
            assert sum(answers[0]) + sum(answers[1]) == 1_000
    for store in stores:
        store.close()


STORY = [
    search_record(1, "退款要幾耐", results=0),
    search_record(2, "退款", previous=1),
    click_record(3, of=2),
    search_record(4, "送貨", previous=2),
    vote_record(5, "returns/refund-times", 0, language="zh-hant", reason="unclear"),
    search_record(6, "refund", results=0, language="en"),
    click_record(7, of=6),
]


@pytest.mark.parametrize("seed", range(4))
def test_events_in_any_order_and_any_groups_give_the_same_report(backend: Backend, seed: int) -> None:
    """C24: a click before its search, a vote before its view."""
    dice = random.Random(seed)
    shuffled = dice.sample(STORY, len(STORY))
    cut = dice.randrange(len(shuffled))
    fill(backend, shuffled[:cut])
    fill(backend, shuffled[cut:])
    log = read_search_log(backend.location, Question(date(2026, 11, 22), date(2026, 11, 22), threshold_k=1))
    assert [(log.forms[day.phrase], day.counts.recovered, day.counts.abandoned) for day in log.days if day.counts.failed] == [
        ("refund", 1, 0),
        ("退款要幾耐", 1, 0),
    ]
    assert [(log.forms[row.phrase], row.article) for row in log.opened] == [
        ("refund", "returns/refund-times"),
        ("退款要幾耐", "returns/refund-times"),
    ]
    assert [(log.forms[row.phrase], row.then, row.recovered) for row in log.followed] == [("退款要幾耐", "退款", 1)]
    assert [(vote.article, vote.unhelpful) for vote in log.votes] == [("returns/refund-times", 1)]


@pytest.mark.parametrize(
    ("received", "age_ms", "day"),
    [
        ("2028-02-29T00:05:00", 0, "2028-02-29"),
        ("2028-03-01T00:05:00", 900_000, "2028-02-29"),
        ("2027-03-28T01:30:00", 0, "2027-03-28"),  # the hour that Europe's clocks skip
        ("2026-12-31T23:59:59", 0, "2026-12-31"),
        ("2027-01-01T00:00:09", 10_000, "2026-12-31"),
    ],
)
def test_the_day_of_an_event_is_that_of_the_server_less_its_age(station: Station, received: str, age_ms: int, day: str) -> None:
    """C25: pages send no clock at all, so theirs cannot be wrong."""
    station.clock.now = datetime.fromisoformat(received).replace(tzinfo=UTC).timestamp()
    assert station.send(search(1, d=age_ms)).status == 204
    assert station.rows("day") == [day]


@pytest.mark.parametrize("age_ms", [-1, 900_001, 315_360_000_000, 1e300, "0", None, True])
def test_an_age_that_cannot_be_is_refused(station: Station, age_ms: object) -> None:
    """C25."""
    assert station.send(search(1, d=age_ms)).status == 400
    assert station.rows() == []


@pytest.mark.parametrize("step_seconds", [-3_600, 3_600])
def test_a_server_whose_clock_steps_goes_on_and_stores_a_retry_once(station: Station, step_seconds: int) -> None:
    """C25."""
    station.send(search(1))
    station.clock.now += step_seconds
    answers = [station.send(search(1)), station.send(search(2, p=event_id(1)))]
    assert [answer.headers["x-kb-result"] for answer in answers] == ["stored=0;dup=1", "stored=1;dup=0"]
