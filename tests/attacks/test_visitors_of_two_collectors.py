"""Clause 7.5: collectors that share a secret and a PostgreSQL store count a visitor once, and leave nothing of it behind."""

from __future__ import annotations

import http.client
import json
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import psycopg
import pytest
from collector_process import CollectorProcess
from collector_station import NOON, search
from msgspec.structs import replace
from postgres_cluster import Cluster
from store_backend import PostgresBackend

from search_analytics.cli.main import main
from search_analytics.errors import StoreRefusedError
from search_analytics.events.ingest import Ingest, Sender
from search_analytics.events.record import ClaimedRecord, EventRecord
from search_analytics.events.wire import decode_envelope
from search_analytics.privacy.visitors import COUNTED_PER_PREFIX, COUNTED_PER_PREFIX_AND_SUBJECT, visitor_days
from search_analytics.store.opening import open_for_upkeep
from search_analytics.store.postgres.store import PostgresStore
from search_analytics.store.spool.files import SpoolFiles, read_events

SECRET = "a secret that every collector knows"
TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)
SUMS = "SELECT match_key, sum(first) FROM event GROUP BY 1"


class Node:
    """A collector without its socket: what turns envelopes into records, and its store."""

    def __init__(self, location: str, secret: str = SECRET) -> None:
        self.store = PostgresStore(location)
        self.ingest = Ingest(visitor_days(secret.encode()), lambda: NOON)

    def records(self, first_number: int, queries: Sequence[str], sender: Sender) -> tuple[EventRecord, ...]:
        events = [search(first_number + place, query) for place, query in enumerate(queries)]
        body = json.dumps({"v": 1, "site": "s", "b": "b", "e": events}).encode()
        return self.ingest.records(decode_envelope(body), sender).records

    def take(self, first_number: int, queries: Sequence[str], prefix: str = "203.0.113.0/24") -> None:
        assert all(self.store.append(self.records(first_number, queries, Sender(prefix))))


@pytest.fixture
def backend(cluster: Cluster) -> PostgresBackend:
    return PostgresBackend(cluster)


@pytest.fixture
def nodes(backend: PostgresBackend) -> Iterator[tuple[Node, Node]]:
    both = Node(backend.location), Node(backend.location)
    yield both
    for node in both:
        node.store.close()


@pytest.mark.parametrize(("environment", "counted"), [({"KB_VISITOR_SECRET": SECRET}, 1), ({}, 2)])
def test_a_visitor_of_two_collectors_counts_once_when_they_share_a_secret(
    backend: PostgresBackend, environment: dict[str, str], counted: int
) -> None:
    collectors = [CollectorProcess(backend.location, environment=environment) for _ in range(2)]

    def send(numbers: tuple[CollectorProcess, int]) -> int:
        collector, number = numbers
        query = f"refund {number % 1_000}"
        body = json.dumps({"v": 1, "site": "s", "b": "b", "e": [search(number, query)]})
        connection = http.client.HTTPConnection("127.0.0.1", collector.port, timeout=20)
        sender = {"X-Forwarded-For": "203.0.113.7", "User-Agent": "Test/1", "Content-Type": "text/plain"}
        connection.request("POST", "/v1/events", body, sender)
        status = connection.getresponse().status
        connection.close()
        return status

    try:
        for collector in collectors:
            collector.start()
        sent = [(collector, 1_000 * place + number) for number in range(15) for place, collector in enumerate(collectors)]
        with ThreadPoolExecutor(6) as pool:
            assert set(pool.map(send, sent)) == {204}
    finally:
        for collector in collectors:
            collector.stop()
    assert dict(backend.rows(SUMS)) == {f"refund {number}": counted for number in range(15)}


def test_the_same_visitors_at_two_stores_at_once_count_once_and_nobody_waits_for_ever(
    backend: PostgresBackend, nodes: tuple[Node, Node]
) -> None:
    queries = [f"refund {number}" for number in range(1_500)]

    def batches(node: Node, first_number: int) -> list[list[EventRecord]]:
        dice = random.Random(first_number)
        records = [
            record
            for place in range(0, 1_500, 50)
            for record in node.records(first_number + place, queries[place : place + 50], Sender(f"{place // 150}/24"))
        ]
        dice.shuffle(records)
        return [records[place : place + 100] for place in range(0, 1_500, 100)]

    def store(work: tuple[Node, list[list[EventRecord]]]) -> None:
        for batch in work[1]:
            work[0].store.append(batch)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(store, [(nodes[0], batches(nodes[0], 0)), (nodes[1], batches(nodes[1], 10_000))]))
    assert backend.rows("SELECT count(*) FROM event") == [(3_000,)]
    assert dict(backend.rows(SUMS)) == dict.fromkeys(queries, 1)


def test_a_neighbourhood_counts_no_more_at_two_collectors_than_at_one(backend: PostgresBackend, nodes: tuple[Node, Node]) -> None:
    for first in range(0, 300, 25):
        nodes[first // 25 % 2].take(first, [f"refund {number}" for number in range(first, first + 25)])
    assert backend.rows("SELECT sum(first) FROM event") == [(COUNTED_PER_PREFIX,)]


def test_a_neighbourhood_counts_a_query_no_more_often_at_two_collectors_than_at_one(
    backend: PostgresBackend, nodes: tuple[Node, Node]
) -> None:
    for number in range(6):
        nodes[number % 2].take(number, ["退款"])
    assert backend.rows("SELECT sum(first) FROM event") == [(COUNTED_PER_PREFIX_AND_SUBJECT,)]


def test_a_commit_that_fails_counts_nobody(backend: PostgresBackend, nodes: tuple[Node, Node]) -> None:
    (record,) = nodes[0].records(1, ["refund"], Sender("203.0.113.0/24"))
    poison = replace(record, id=b"2" * 16, query="\ud800")
    with pytest.raises(StoreRefusedError):
        nodes[0].store.append([record, poison])
    nodes[1].take(3, ["refund"])
    assert backend.rows("SELECT first FROM event") == [(1,)]


def test_another_secret_and_another_day_make_other_digests() -> None:
    claims = [
        visitor_days(secret).claim(day=day, prefix="p", kind="search", subject="s\0x")
        for secret, day in ((b"1" * 32, "2026-11-22"), (b"2" * 32, "2026-11-22"), (b"1" * 32, "2026-11-23"))
    ]
    digests = [{claim.prefix, claim.subject} for claim in claims if claim is not None]
    assert len(set.union(*digests)) == 6


def write_all_pages(cluster: Cluster) -> None:
    """Let the server write pages of unlogged tables too, which it otherwise does when it stops or needs their room."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS copied")
        connection.execute("CREATE DATABASE copied STRATEGY FILE_COPY")


def digests(backend: PostgresBackend) -> list[bytes]:
    return [digest.to_bytes(8, "little", signed=True) for (digest,) in backend.rows("SELECT digest FROM visitor_day")]


@pytest.mark.parametrize("purged", [False, True])
def test_when_the_day_is_over_no_byte_of_its_visitors_is_left(
    backend: PostgresBackend, nodes: tuple[Node, Node], purged: bool
) -> None:
    """C33: the log, replicas and archives never had it; nor do the planner's statistics, which are logged."""
    for number in range(30):
        nodes[number % 2].take(100 * number, [f"refund {number}"] * 3, prefix=f"10.0.{number}.0/24")
    backend.run("ANALYZE")
    found = digests(backend)
    assert len(found) == 60
    log = b"".join(file.read_bytes() for file in sorted((backend.cluster.folder / "data/pg_wal").iterdir()) if file.is_file())
    assert not [digest for digest in found if digest in log]
    write_all_pages(backend.cluster)
    there = backend.every_byte()
    assert all(digest in there for digest in found)
    if purged:
        with open_for_upkeep(backend.location) as upkeep:
            upkeep.purge(TOMORROW)
    else:
        while nodes[0].store.keep(TOMORROW):
            pass
    write_all_pages(backend.cluster)
    left = backend.every_byte()
    assert not [digest for digest in found if digest in left]


def test_what_is_counted_today_is_not_forgotten_with_yesterday(backend: PostgresBackend, nodes: tuple[Node, Node]) -> None:
    nodes[0].take(1, ["refund"])
    backend.run("INSERT INTO visitor_day VALUES ('2026-11-21', 1, 1)")
    assert nodes[1].store.keep(TODAY)
    assert not nodes[1].store.keep(TODAY)
    nodes[1].take(2, ["refund"])
    assert backend.rows("SELECT day, sum(counted) FROM visitor_day GROUP BY 1") == [("2026-11-22", 2)]
    assert backend.rows("SELECT sum(first) FROM event") == [(1,)]


def test_a_spool_holds_what_the_collector_counted_and_no_digest(nodes: tuple[Node, Node], tmp_path: Path) -> None:
    records = nodes[0].records(1, ["refund", "refund"], Sender("203.0.113.0/24"))
    assert isinstance(records[0], ClaimedRecord)
    files = SpoolFiles(tmp_path)
    files.append(records)
    files.finish_file()
    (file,) = tmp_path.iterdir()
    assert b"claim" not in file.read_bytes()
    assert str(records[0].claim.subject).encode() not in file.read_bytes()
    assert [(record.id, record.first) for record in read_events(file, [])] == [(records[0].id, 1), (records[1].id, 0)]


@pytest.mark.parametrize(
    ("secret", "store", "words"),
    [
        ("zq-canary", "postgresql://kb@127.0.0.1:1/kb", "the secret in KB_VISITOR_SECRET is too short"),
        (SECRET, "var/x.sqlite3", "KB_VISITOR_SECRET is for collectors that share a PostgreSQL store"),
    ],
)
def test_a_secret_that_would_protect_nobody_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, secret: str, store: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_VISITOR_SECRET", secret)
    assert main(["serve", "--port", "0", "--store", store]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert secret not in said
    assert not list(tmp_path.iterdir())


def test_a_crash_of_the_server_forgets_visitors_and_no_event(own_cluster: Cluster) -> None:
    """The counts are not in the log: who searches again on that day counts again."""
    backend = PostgresBackend(own_cluster)
    before = Node(backend.location)
    before.take(1, ["refund"])
    before.store.close()
    own_cluster.kill()
    own_cluster.start()
    after = Node(backend.location)
    after.take(2, ["refund"])
    after.take(3, ["refund"])
    after.store.close()
    assert backend.rows("SELECT count(*), sum(first) FROM event") == [(3, 2)]
