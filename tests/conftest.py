"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from collector_process import end_all
from collector_station import Clock, Station
from hypothesis import settings
from postgres_cluster import Cluster, new_cluster
from small_site import write_site
from store_backend import Backend, PostgresBackend, SqliteBackend
from watched_connections import watch_connections

from search_analytics.events.ingest import Ingest
from search_analytics.http.app import Collector
from search_analytics.http.limits import Limiter
from search_analytics.http.settings import CollectorSettings
from search_analytics.privacy.visitors import VisitorDays
from search_analytics.store.opening import Store
from search_analytics.store.sqlite.store import SqliteStore
from search_analytics.store.writer import Writer

# How long an example takes depends on the machine; `make test` gives the same verdict twice.
settings.register_profile("kbgen", deadline=None, derandomize=True)
settings.load_profile("kbgen")
watch_connections()
# Articles and notices of the sample shop come and go by the calendar; no test is to fail on a day because of that.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1795924800")  # 29 November 2026, noon in Hong Kong

MakeSite = Callable[..., Path]


@pytest.hookimpl(tryfirst=True)  # before the disks and folders of the test are taken away
def pytest_runtest_teardown() -> None:
    end_all()


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Write a small sound site into a temporary folder and return its configuration file; see `write_site`."""

    def make(files: dict[str, str | bytes | None] | None = None, *, settings: str = "", top: str = "") -> Path:
        return write_site(tmp_path, files, settings=settings, top=top)

    return make


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for the whole run; each test makes a database of its own in it and leaves the server alone."""
    cluster = new_cluster()
    cluster.start()
    yield cluster
    cluster.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    """An empty store of each kind."""
    if request.param == "postgres":
        return PostgresBackend(request.getfixturevalue("cluster"))
    (tmp_path / "store").mkdir()
    return SqliteBackend(tmp_path / "store")


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
        ingest = Ingest(VisitorDays(lambda _day: b"s" * 32), clock)
        collector = Collector(CollectorSettings(), Limiter(b"k" * 32, clock), ingest, writer)
        return Station(collector, clock, database)

    yield make
    for writer in writers:
        writer.stop()


@pytest.fixture
def station(make_station: Callable[..., Station]) -> Station:
    return make_station()
