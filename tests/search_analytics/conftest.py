"""A collector in this process; its clock stands still unless a test moves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from collector_station import Clock, Station

from search_analytics.collector import Collector
from search_analytics.ingest import Ingest
from search_analytics.limiter import Limiter
from search_analytics.settings import CollectorSettings
from search_analytics.store import Store
from search_analytics.store.sqlite import SqliteStore
from search_analytics.visitors import VisitorDays
from search_analytics.writer import Writer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_station(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Station]]:
    writers: list[Writer] = []

    def make(store: Store | None = None, capacity_events: int = 20_000) -> Station:
        database = tmp_path / "searches.sqlite3"
        writer = Writer(store or SqliteStore(database), capacity_events=capacity_events)
        writer.start()
        writers.append(writer)
        ingest = Ingest(VisitorDays(lambda: b"s" * 32), clock)
        collector = Collector(CollectorSettings(), Limiter(b"k" * 32, clock), ingest, writer)
        return Station(collector, clock, database)

    yield make
    for writer in writers:
        writer.stop()


@pytest.fixture
def station(make_station: Callable[..., Station]) -> Station:
    return make_station()
