"""C01, C02, C21: what a collector holds while nothing can be stored, beside the page cache of SQLite, which is empty here."""

from __future__ import annotations

import http.client
import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from collector_process import CollectorProcess
from collector_station import search
from store_backend import SqliteBackend

MOST_BYTES = 96 * 1024**2
QUEUE_EVENTS = 20_000

# A database that hangs rather than fails; answers that do not wait for it; and a day on which 200,000 networks came by.
BEFORE = """
import time
from dataclasses import replace
from search_analytics.http import server as serve
from search_analytics.events.record import stamp
from search_analytics.store.sqlite import store as sqlite

sqlite.BUSY_TIMEOUT_MS = 600_000
build_collector = serve.build_collector

def build_collector_after_a_long_day(settings, store):
    collector = build_collector(replace(settings, commit_deadline_seconds=0.001), store)
    today = stamp(time.time())[0]
    for number in range(200_000):
        prefix = f"10.{number >> 8}.{number & 255}.0/24"
        collector.limiter.allow(prefix)
        collector.ingest.visitors.claim(day=today, prefix=prefix, kind="search", subject=f"s\\0query {number}")
    return collector

serve.build_collector = build_collector_after_a_long_day
"""


def bytes_of(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold the lock of a database, so that whoever writes to it waits."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def one_short_event(number: int) -> list[dict[str, Any]]:
    return [search(number, f"refund {number}")]


def many_long_events(number: int) -> list[dict[str, Any]]:
    """As many as fit into a body, of 200 characters that their group key writes with others."""
    return [search(number * 20 + place, f"{number * 20 + place:06}" + "发" * 194) for place in range(20)]


@dataclass
class Senders:
    """Clients that send until the queue is full, each request from another network; they wait for no commit."""

    port: int
    events: Callable[[int], list[dict[str, Any]]]
    answers: Counter[tuple[int, str]] = field(default_factory=Counter)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def fill(self) -> None:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: self._send(), range(8)))

    def _send(self) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            while (503, "queue-full\n") not in self.answers:
                number = next(self._numbers)
                body = json.dumps({"v": 1, "site": "s", "b": "b", "e": self.events(number)}, ensure_ascii=False)
                headers = {"Content-Type": "text/plain", "X-Forwarded-For": f"11.{number >> 8}.{number & 255}.1"}
                connection.request("POST", "/v1/events", body.encode(), headers)
                response = connection.getresponse()
                self.answers[response.status, response.read().decode()] += 1


@pytest.mark.long
@pytest.mark.parametrize("events", [one_short_event, many_long_events])
def test_a_full_queue_after_a_day_of_many_networks_fits_into_memory(tmp_path: Path, events: Any) -> None:
    backend = SqliteBackend(tmp_path)
    collector = CollectorProcess(backend.location, before=BEFORE)
    collector.start()
    try:
        after_the_day = bytes_of(collector.pid, "VmRSS")
        senders = Senders(collector.port, events)
        with locked(backend.path):
            senders.fill()
            assert f"kb_queue_events {QUEUE_EVENTS}\n" in collector.ask("/metrics")[1]
            peak = bytes_of(collector.pid, "VmHWM")
        print(f"{after_the_day / 1024**2:.0f} MB after the day, {peak / 1024**2:.0f} MB with a full queue")  # noqa: T201
    finally:
        collector.stop()
    assert set(senders.answers) == {(503, "deadline\n"), (503, "queue-full\n")}
    assert backend.rows("SELECT count(*) FROM event") == [(QUEUE_EVENTS,)]
    assert peak <= MOST_BYTES
