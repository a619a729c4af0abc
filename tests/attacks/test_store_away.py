"""C21: the store is locked, stopped, killed, paused or unreachable. Nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from collector_process import CollectorProcess, reading, running, stored_numbers
from postgres_cluster import Cluster
from store_backend import PostgresBackend, SqliteBackend


def compare(backend: PostgresBackend | SqliteBackend, acknowledged: set[int]) -> tuple[set[int], int]:
    """Return the acknowledged events that are missing, and how many are stored twice."""
    stored = stored_numbers(backend)
    return acknowledged - set(stored), len(stored) - len(set(stored))


def test_a_database_that_somebody_locks_is_waited_for_and_then_used_again(tmp_path: Path) -> None:
    backend = SqliteBackend(tmp_path)
    with running(backend.location) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(20)
        with closing(sqlite3.connect(backend.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            readers.wait_for_status(503, 4)
            other.execute("COMMIT")
        collector.until_ready()
        readers.wait_for(len(readers.acknowledged) + 50)
    assert readers.slowest_seconds < 10
    assert compare(backend, readers.acknowledged) == (set(), 0)


@pytest.mark.parametrize("fault", [pytest.param("stop", marks=pytest.mark.long), "kill"])
def test_a_server_that_went_away_is_used_again_when_it_is_back(own_cluster: Cluster, fault: str) -> None:
    backend = PostgresBackend(own_cluster)
    with running(backend.location) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(50)
        own_cluster.stop() if fault == "stop" else own_cluster.kill()
        readers.wait_for_status(503, 4)
        assert collector.ask("/ready")[0] == 503
        assert collector.ask("/live")[0] == 200
        own_cluster.start()
        collector.until_ready()
        readers.wait_for(len(readers.acknowledged) + 50)
    assert compare(backend, readers.acknowledged) == (set(), 0)


@pytest.mark.long
def test_a_server_that_is_paused_is_answered_503_and_used_again(own_cluster: Cluster) -> None:
    backend = PostgresBackend(own_cluster)
    with running(backend.location) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(50)
        own_cluster.signal_all(signal.SIGSTOP)
        readers.wait_for_status(503, 4)
        own_cluster.signal_all(signal.SIGCONT)
        readers.wait_for(len(readers.acknowledged) + 50)
        collector.until_ready()
    assert compare(backend, readers.acknowledged) == (set(), 0)


def test_a_collector_without_readers_notices_by_itself_that_the_server_is_back(own_cluster: Cluster) -> None:
    backend = PostgresBackend(own_cluster)
    with running(backend.location) as collector:
        own_cluster.stop()
        assert collector.send(1) == 503
        assert collector.ask("/ready")[0] == 503
        own_cluster.start()
        collector.until_ready()
        assert collector.send(1) == 204


def test_events_wait_on_disk_while_the_server_is_away_and_are_handed_over_once(own_cluster: Cluster, tmp_path: Path) -> None:
    backend = PostgresBackend(own_cluster)
    with running(backend.location, "--spool", str(tmp_path / "spool")) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(50)
        own_cluster.kill()
        readers.wait_for(len(readers.acknowledged) + 200)
        assert collector.ask("/ready")[0] == 200
        assert list((tmp_path / "spool").glob("*.ndjson"))
        own_cluster.start()
        while list((tmp_path / "spool").glob("*.ndjson")):
            collector.until_ready()
        readers.wait_for(len(readers.acknowledged) + 50)
    assert compare(backend, readers.acknowledged) == (set(), 0)


@pytest.mark.long
def test_a_paused_server_costs_a_few_answers_and_then_events_wait_on_disk(own_cluster: Cluster, tmp_path: Path) -> None:
    backend = PostgresBackend(own_cluster)
    with running(backend.location, "--spool", str(tmp_path / "spool")) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(50)
        own_cluster.signal_all(signal.SIGSTOP)
        readers.wait_for(len(readers.acknowledged) + 50)
        own_cluster.signal_all(signal.SIGCONT)
        while list((tmp_path / "spool").glob("*.ndjson")):
            collector.until_ready()
    assert compare(backend, readers.acknowledged) == (set(), 0)


def test_a_collector_killed_with_events_on_disk_hands_them_over_after_its_next_start(
    own_cluster: Cluster, tmp_path: Path
) -> None:
    backend = PostgresBackend(own_cluster)
    collector = CollectorProcess(backend.location, ("--spool", str(tmp_path / "spool")))
    collector.start()
    with reading(collector) as readers:
        readers.wait_for(50)
        own_cluster.kill()
        readers.wait_for(len(readers.acknowledged) + 200)
        collector.stop(signal.SIGKILL)
    with next((tmp_path / "spool").glob("*.ndjson")).open("ab") as file:
        file.write(b'{"day":"2026-11-22","id":"torn')  # the disk took half a line that nobody was told about
    collector.start()  # the server is still away
    assert collector.send(90_000_000) == 204
    own_cluster.start()
    while list((tmp_path / "spool").glob("*.ndjson")):
        collector.until_ready()
    collector.stop()
    assert compare(backend, readers.acknowledged | {90_000_000}) == (set(), 0)


def test_a_spool_belongs_to_one_collector(cluster: Cluster, tmp_path: Path) -> None:
    backend = PostgresBackend(cluster)
    spool = ("--spool", str(tmp_path / "spool"))
    with running(backend.location, *spool), pytest.raises(RuntimeError, match="another collector"):
        CollectorProcess(backend.location, spool).start()
