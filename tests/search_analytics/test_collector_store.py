"""Commits, duplicates, a store that fails, and the lock."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from collector_station import Station, event_id, search

from search_analytics.errors import StoreLockedError, StoreRefusedError, StoreUnavailableError, UsageError
from search_analytics.events.record import EventRecord, stamp
from search_analytics.store.opening import Store, open_store
from search_analytics.store.sqlite.store import SqliteStore
from search_analytics.store.writer import Delivery, Receipt, Writer


def record(number: int, unix_seconds: float = 1_795_348_800.0) -> EventRecord:
    day, ts = stamp(unix_seconds)
    return EventRecord(day=day, id=number.to_bytes(16, "big"), ts=ts, type="view", site="s", build="b", source="js")


class BrokenStore:
    """Fails until it is mended; then stores like the real one."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.broken = True

    def append(self, records: Sequence[EventRecord]) -> tuple[bool, ...]:
        if self.broken:
            raise StoreUnavailableError("disk full")
        return self.store.append(records)

    def rest(self) -> None: ...

    def probe(self) -> None: ...

    def size_bytes(self) -> int:
        return 0

    def keep(self, today: date) -> bool:
        return False

    def close(self) -> None:
        self.store.close()


class StuckStore(BrokenStore):
    """Hangs until it is let go."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.go = threading.Event()

    def append(self, records: Sequence[EventRecord]) -> tuple[bool, ...]:
        self.go.wait()
        return self.store.append(records)

    def close(self) -> None:
        self.go.set()
        super().close()


class PickyStore(BrokenStore):
    """Refuses one record for ever."""

    def append(self, records: Sequence[EventRecord]) -> tuple[bool, ...]:
        if any(record.id == (13).to_bytes(16, "big") for record in records):
            raise StoreRefusedError("poison")
        return self.store.append(records)


def test_a_commit_is_durable_before_it_returns(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([record(1)])
    with closing(sqlite3.connect(tmp_path / "s.sqlite3")) as reader:
        assert reader.execute("SELECT count(*) FROM event").fetchone() == (1,)
        assert store._connection is not None
        assert store._connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()


def test_a_second_collector_on_the_same_database_refuses_to_start(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    with pytest.raises(StoreLockedError, match="another collector writes to"):
        SqliteStore(tmp_path / "s.sqlite3")
    store.close()
    SqliteStore(tmp_path / "s.sqlite3").close()


def test_a_place_that_knows_no_locks_is_not_taken_for_another_collector(tmp_path: Path, monkeypatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("search_analytics.store.lock._lock", no_locks)
    with pytest.raises(UsageError, match="No locks available"):
        SqliteStore(tmp_path / "s.sqlite3")


def test_a_place_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write to"):
        SqliteStore(tmp_path / "file" / "s.sqlite3")


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(UsageError, match="is no SQLite database"):
        SqliteStore(tmp_path / "s.sqlite3")


def test_an_address_of_a_store_we_do_not_have_is_explained() -> None:
    with pytest.raises(UsageError, match="no store for 'mongodb'"):
        open_store("mongodb://localhost/x")


def test_one_bad_event_of_many_costs_itself_only(tmp_path: Path) -> None:
    writer = Writer(PickyStore(SqliteStore(tmp_path / "s.sqlite3")))
    receipts: list[Receipt] = []
    for number in range(0, 500, 5):
        writer.offer(Delivery(tuple(record(n) for n in range(number, number + 5)), receipts.append))
    writer.start()
    writer.stop()
    assert sum(receipt.stored for receipt in receipts) == 499
    assert receipts[2] == Receipt(stored=4, refused=1)
    assert writer.health.refused_events == 1


def test_a_store_that_fails_is_answered_503_and_heals_without_a_restart(
    make_station: Callable[..., Station], tmp_path: Path
) -> None:
    store = BrokenStore(SqliteStore(tmp_path / "searches.sqlite3"))
    station = make_station(store)
    answer = station.send(search(1))
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")
    assert station.request("GET", "/ready").status == 503
    store.broken = False
    assert station.send(search(1)).headers["x-kb-result"] == "stored=1;dup=0"
    assert station.request("GET", "/ready").status == 200


def test_a_lost_search_still_counts_its_visitor_when_it_is_sent_again(
    make_station: Callable[..., Station], tmp_path: Path
) -> None:
    store = BrokenStore(SqliteStore(tmp_path / "searches.sqlite3"))
    station = make_station(store)
    station.send(search(1))
    store.broken = False
    station.send(search(1))
    assert station.rows("first") == [1]


def test_a_store_that_hangs_is_answered_503_at_the_deadline(make_station: Callable[..., Station], tmp_path: Path) -> None:
    store = StuckStore(SqliteStore(tmp_path / "searches.sqlite3"))
    station = make_station(store)
    station.configure(commit_deadline_seconds=0.01)
    answer = station.send(search(1))
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")
    store.go.set()


def test_a_full_queue_is_answered_503_and_stays_bounded(make_station: Callable[..., Station], tmp_path: Path) -> None:
    store = StuckStore(SqliteStore(tmp_path / "searches.sqlite3"))
    station = make_station(store, capacity_events=4)
    station.configure(commit_deadline_seconds=0.01)
    station.send(search(1), search(2), search(3), search(4))
    answer = station.send(search(5))
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")
    assert station.collector.writer.health.queued_events == 4
    assert station.request("GET", "/ready").status == 503
    store.go.set()


def test_stopping_commits_what_still_waits(tmp_path: Path) -> None:
    writer = Writer(SqliteStore(tmp_path / "s.sqlite3"))
    receipts: list[Receipt] = []
    for number in range(3_000):
        writer.offer(Delivery((record(number),), receipts.append))
    writer.start()
    writer.stop()
    assert sum(receipt.stored for receipt in receipts) == 3_000
    assert not writer.offer(Delivery((record(1),), receipts.append))


def test_the_time_of_an_event_is_the_servers_minus_its_age(station: Station) -> None:
    station.send(search(1, d=0), search(2, d=899_999))
    assert station.rows("id, day, ts") == [
        ((2).to_bytes(16, "big"), "2026-11-22", 1_795_347_900),
        ((1).to_bytes(16, "big"), "2026-11-22", 1_795_348_800),
    ]
    assert event_id(1) == "AAAAAAAAAAAAAAAAAAAAAQ"


def test_a_collector_tries_the_store_by_itself_after_a_failure(
    make_station: Callable[..., Station], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_analytics.store.writer.PROBE_SECONDS", 0.01)
    probed = threading.Event()

    class Mended(BrokenStore):
        def probe(self) -> None:
            self.store.probe()
            probed.set()

    station = make_station(Mended(SqliteStore(tmp_path / "searches.sqlite3")))
    station.send(search(1))
    assert probed.wait(20)
    while not station.collector.writer.is_ready:
        probed.wait(0.01)
    assert station.request("GET", "/ready").status == 200
