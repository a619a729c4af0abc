"""C20: the disk is full. Events are refused in words, nothing acknowledged is lost, and no restart is needed."""

from __future__ import annotations

from pathlib import Path

from collector_process import reading, running, stored_numbers
from postgres_cluster import Cluster
from store_backend import PostgresBackend, SqliteBackend


def fill_up(disk: Path, leave_bytes: int = 0) -> Path:
    """Write a file as large as the disk allows, and give some of it back."""
    file = disk / "ballast"
    size = 0
    with file.open("wb", buffering=0) as ballast:
        try:
            while True:
                size += ballast.write(bytes(65_536))
        except OSError:
            pass
        ballast.truncate(max(0, size - leave_bytes))
    return file


def test_a_full_disk_is_answered_503_and_events_are_taken_when_there_is_room_again(small_disk: Path) -> None:
    backend = SqliteBackend(small_disk)
    with running(backend.location) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(20)
        ballast = fill_up(small_disk)
        readers.wait_for_status(503, 4)
        assert collector.ask("/live")[0] == 200
        assert collector.ask("/ready")[0] == 503
        ballast.unlink()
        collector.until_ready()
        readers.wait_for(len(readers.acknowledged) + 50)
    stored = stored_numbers(backend)
    assert readers.acknowledged <= set(stored)
    assert len(stored) == len(set(stored))


def test_a_full_spool_is_answered_503_and_keeps_what_it_has(small_disk: Path, cluster: Cluster) -> None:
    backend = PostgresBackend(cluster)
    there, away = backend.location, backend.location.replace("/t", "/absent_t", 1)
    spool = ("--spool", str(small_disk / "spool"))
    with running(away, *spool) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(20)
        ballast = fill_up(small_disk)
        readers.wait_for_status(503, 4)
        ballast.unlink()
        readers.wait_for(len(readers.acknowledged) + 50)
    with running(there, *spool) as collector:
        while list((small_disk / "spool").glob("*.ndjson")):
            collector.until_ready()
    stored = stored_numbers(backend)
    assert readers.acknowledged <= set(stored)
    assert len(stored) == len(set(stored))
