"""What every store promises, SQLite and PostgreSQL alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from collector_station import click_record, search_record, vote_record
from postgres_cluster import Cluster
from store_backend import Backend, PostgresBackend, SqliteBackend, fill

from search_analytics.errors import ReportTimeoutError, SchemaError, StoreRefusedError, StoreUnavailableError, UsageError
from search_analytics.events.record import EventRecord, stamp
from search_analytics.store.location import without_password
from search_analytics.store.opening import Store, open_store
from search_analytics.store.postgres.store import PostgresStore
from search_analytics.store.search_log import Question, read_search_log, state_of_store

NOON = 1_795_348_800.0
LAST_SECOND_OF_DAY = 1_795_391_999.0  # 2026-11-22 23:59:59 UTC
FIRST_SECOND_OF_NEXT_DAY = 1_795_392_000.0
QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=1)


def record(number: int, unix_seconds: float = NOON) -> EventRecord:
    day, ts = stamp(unix_seconds)
    return EventRecord(day=day, id=number.to_bytes(16, "big"), ts=ts, type="view", site="s", build="b", source="js")


@pytest.fixture
def store(backend: Backend) -> Iterator[Store]:
    store = open_store(backend.location)
    yield store
    store.close()


def test_an_event_is_stored_once_however_often_it_is_sent(store: Store) -> None:
    assert store.append([record(1), record(2), record(1)]) == (True, True, False)
    assert store.append([record(2), record(3)]) == (False, True)


@pytest.mark.parametrize(
    ("first", "retry"),
    [(LAST_SECOND_OF_DAY, FIRST_SECOND_OF_NEXT_DAY), (FIRST_SECOND_OF_NEXT_DAY, LAST_SECOND_OF_DAY)],
)
def test_a_retry_on_the_other_side_of_midnight_is_a_duplicate(store: Store, first: float, retry: float) -> None:
    assert store.append([record(1, first), record(1, retry)]) == (True, False)
    assert store.append([record(1, retry)]) == (False,)


def test_the_state_of_a_store_is_another_one_after_each_commit(
    store: Store, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_analytics.store.sqlite.reports._SETTLED_NS", 0)
    states = [state_of_store(backend.location)]
    for number in range(1, 4):
        store.append([record(number)])
        states.append(state_of_store(backend.location))
    assert None not in states
    assert len(set(states)) == 4


def test_an_id_of_the_day_before_yesterday_is_another_event(store: Store) -> None:
    assert store.append([record(1), record(1, NOON + 2 * 86_400)]) == (True, True)


def test_a_commit_can_be_seen_by_others_before_it_returns(store: Store, backend: Backend) -> None:
    store.append([record(1)])
    assert backend.rows("SELECT count(*) FROM event") == [(1,)]


def test_every_field_comes_back_as_it_was_stored(store: Store, backend: Backend) -> None:
    hostile = "'; DROP TABLE event; -- \" %s {x} ' || 退款 \\"
    full = msgspec.structs.replace(
        search_record(1, hostile, previous=2), outcome="weak", mode="url", results=-1, first=0, language="en"
    )
    store.append([full, click_record(3, of=1), vote_record(4, "a/b", 0, language="en", reason="unclear")])
    (row,) = backend.rows(
        "SELECT day, ts, site, build, source, language, query, match_key, results, outcome, mode, first FROM event"
        " WHERE type = 'search'"
    )
    assert row == (full.day, full.ts, "harbour-hill", "b", "js", "en", hostile, full.match_key, -1, "weak", "url", 0)
    assert backend.rows("SELECT article, position FROM event WHERE type = 'click'") == [("returns/refund-times", 1)]
    assert backend.rows("SELECT article, vote, reason FROM event WHERE type = 'vote'") == [("a/b", 0, "unclear")]


@pytest.mark.parametrize(
    "bad",
    [
        EventRecord(day="x", id=b"", ts=0, type="view", site="s", build="b", source="js"),
        msgspec.structs.replace(record(2), id=b"short"),
        msgspec.structs.replace(record(2), type="forged"),  # type: ignore[arg-type]
        msgspec.structs.replace(search_record(2, "x"), query="x" * 201),
        msgspec.structs.replace(search_record(2, "x"), query="\ud800"),
        msgspec.structs.replace(search_record(2, "x"), results=2**70),
    ],
    ids=["day", "id", "type", "long query", "surrogate", "number"],
)
def test_a_value_the_schema_forbids_is_refused_and_the_store_goes_on(store: Store, bad: EventRecord) -> None:
    with pytest.raises(StoreRefusedError):
        store.append([record(1), bad])
    assert store.append([record(1)]) == (True,)


def test_nothing_is_stored_by_a_probe_or_by_an_empty_commit(store: Store, backend: Backend) -> None:
    store.probe()
    assert store.append([]) == ()
    assert backend.rows("SELECT count(*) FROM event") == [(0,)]


def test_a_database_of_a_newer_release_is_refused_by_collector_and_report(backend: Backend) -> None:
    open_store(backend.location).close()
    backend.run("UPDATE schema_version SET version = 999")
    with pytest.raises(SchemaError, match="has schema 999"):
        open_store(backend.location)
    with pytest.raises(SchemaError, match="has schema 999"):
        read_search_log(backend.location, QUESTION)


@pytest.mark.parametrize(
    "table",
    [
        "CREATE TABLE event (name TEXT)",
        "CREATE TABLE schema_version (version TEXT); INSERT INTO schema_version VALUES ('2')",
        "CREATE TABLE schema_version (release INTEGER); INSERT INTO schema_version VALUES (2); CREATE TABLE event (name TEXT)",
    ],
    ids=["event", "version", "both"],
)
def test_a_database_of_another_program_is_refused_by_collector_and_report(backend: Backend, table: str) -> None:
    backend.run(table)
    with pytest.raises(UsageError, match="of another program"):
        open_store(backend.location)
    with pytest.raises(UsageError, match="of another program"):
        read_search_log(backend.location, QUESTION)


def test_a_site_that_the_store_does_not_know_is_said_with_those_it_holds(backend: Backend) -> None:
    open_store(backend.location).close()
    assert read_search_log(backend.location, replace(QUESTION, site="nosuch")).totals == {}  # nothing was stored yet
    fill(backend, [msgspec.structs.replace(search_record(n, "lanyard"), site=site) for n, site in enumerate(("shop", "museum"))])
    with pytest.raises(UsageError, match="no site 'nosuch' in the store\n  hint: the store holds: museum, shop"):
        read_search_log(backend.location, replace(QUESTION, site="nosuch"))
    quiet = Question(from_day=date(2020, 1, 1), to_day=date(2020, 1, 2), threshold_k=1, site="shop")
    assert read_search_log(backend.location, quiet).totals == {}


def test_a_report_that_takes_too_long_says_what_to_do(backend: Backend) -> None:
    fill(backend, [search_record(n, f"phrase {n}", results=0) for n in range(2_000)])
    with pytest.raises(ReportTimeoutError, match="took longer than 0 seconds"):
        read_search_log(backend.location, replace(QUESTION, time_limit_seconds=0.0))


def made_up_story(seed: int) -> list[EventRecord]:
    """Searches, chains and clicks of two sites and languages, in any order, with all outcomes."""
    dice = random.Random(seed)
    words = ["退款", "退款要幾耐", "Refund", "refund policy", "貨到付款", "=cmd", "ｆｐｓ", "é", "É", "a b", "𠮷野家"]
    story: list[EventRecord] = []
    for number in range(1, 300):
        day = f"2026-11-{dice.randint(1, 22):02}"
        kind = dice.random()
        if kind < 0.6:
            results = dice.choice([-1, 0, 0, 3, 40])
            story.append(
                search_record(
                    number,
                    dice.choice(words),
                    previous=dice.choice([None, dice.randint(1, 299)]),
                    day=day,
                    results=results,
                    outcome=dice.choice(["none"] if results < 1 else ["exact", "weak", "corrected"]),
                    language=dice.choice(["en", "zh-hant"]),
                    site=dice.choice(["harbour-hill", "harbour-hill", "other"]),
                    first=dice.choice([0, 1, 1, 1]),
                )
            )
        elif kind < 0.85:
            story.append(click_record(number, of=dice.randint(1, 299), article=dice.choice(["a/b", "c/d", "contact"]), day=day))
        else:
            reason = dice.choice([None, "unclear", "too-long"])
            story.append(vote_record(number, dice.choice(["a/b", "c/d"]), dice.randint(0, 1), language="en", reason=reason))
    dice.shuffle(story)
    return story


@pytest.mark.parametrize("seed", range(8))
def test_both_stores_give_the_same_log_of_searches(tmp_path: Path, cluster: Cluster, seed: int) -> None:
    stores = [SqliteBackend(tmp_path), PostgresBackend(cluster)]
    for backend in stores:
        fill(backend, made_up_story(seed))
    question = replace(QUESTION, site=None if seed % 2 else "harbour-hill")
    one, other = (read_search_log(backend.location, question) for backend in stores)
    for count in ("no_result", "weak", "unclicked", "outages", "recovered", "refined", "contacted", "abandoned", "ignored"):
        assert any(getattr(day.counts, count) for day in one.days), count
    assert one == other


@pytest.mark.parametrize("seed", range(3))
def test_both_stores_roll_a_day_up_to_the_same_rows(tmp_path: Path, cluster: Cluster, seed: int) -> None:
    stores = [SqliteBackend(tmp_path), PostgresBackend(cluster)]
    columns = "day, site, language, match_key, query, searches, visitor_days, zero, weak, unclicked, outages, recovered, ignored"
    rolled = []
    for backend in stores:
        fill(backend, made_up_story(seed))
        store = open_store(backend.location)
        while store.keep(date(2026, 12, 12)):
            pass
        store.close()
        rows = backend.rows(f"SELECT {columns} FROM roll_up")
        rolled.append(sorted(tuple(int(v) if not isinstance(v, str) else v for v in row) for row in rows))
    assert rolled[0]
    assert rolled[0] == rolled[1]


def test_collectors_that_start_at_once_make_one_schema(cluster: Cluster) -> None:
    location = PostgresBackend(cluster).location
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(PostgresStore, [location] * 8))
    for number, store in enumerate(stores):
        assert store.append([record(1), record(100 + number)]) == (number == 0, True)
        store.close()


def test_a_month_that_somebody_dropped_is_made_again(cluster: Cluster) -> None:
    backend = PostgresBackend(cluster)
    store = PostgresStore(backend.location)
    store.append([record(1)])
    backend.run("DROP TABLE event_2026_11")
    assert store.append([record(2)]) == (True,)
    store.close()


def test_a_connection_that_was_cut_is_made_again(cluster: Cluster) -> None:
    backend = PostgresBackend(cluster)
    store = PostgresStore(backend.location)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    backend.run(cut)
    with pytest.raises(StoreUnavailableError):
        store.append([record(1)])
    assert store.append([record(1)]) == (True,)
    store.close()


def test_a_server_that_acknowledges_too_early_is_told_to_wait(cluster: Cluster) -> None:
    backend = PostgresBackend(cluster)
    backend.run("DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET synchronous_commit = off'; END $$")
    store = PostgresStore(backend.location)
    backend.run(
        "CREATE TABLE seen (value text);"
        "CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;"
        "CREATE TRIGGER look AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION look();"
    )
    store.append([record(1)])
    assert backend.rows("SELECT value FROM seen") == [("on",)]
    store.close()


def test_a_server_that_cannot_be_reached_is_explained_without_the_password() -> None:
    with pytest.raises(StoreUnavailableError) as caught:
        open_store("postgresql://kb:hunter2@/none?host=/nonexistent")
    assert "cannot open the store" in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("postgresql://kb:hunter2@db/kb", "postgresql://kb@db/kb"),
        ("postgresql://kb@db/kb?password=hunter2&sslmode=require", "postgresql://kb@db/kb?sslmode=require"),
        ("var/searches.sqlite3", "var/searches.sqlite3"),
    ],
)
def test_a_place_is_shown_without_its_password(location: str, shown: str) -> None:
    assert without_password(location) == shown


def test_an_address_that_is_none_is_explained() -> None:
    with pytest.raises(UsageError, match="not an address of PostgreSQL"):
        open_store("postgresql://db/kb?no-such-option=1")
