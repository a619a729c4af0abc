"""C20: the disk answers with errors, or takes no writes any more. No answer says that something is kept which is not."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from collector_process import CollectorProcess, reading, running, stored_numbers
from collector_station import search_record
from failing_disk import FailingDisk, Story, turn_read_only
from mounted_disk import mounted
from postgres_cluster import Cluster
from store_backend import PostgresBackend, SqliteBackend, fill


@contextmanager
def unwritable(*paths: Path) -> Iterator[None]:
    """Let the system refuse every write to these files and folders, by programs that have them open as well."""
    if shutil.which("chattr") is None:
        pytest.fail("there is no chattr: apt install e2fsprogs", pytrace=False)
    done = subprocess.run(["chattr", "+i", *paths], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot make files immutable: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", *paths], check=True)


OnAFailingDisk = Callable[[Story], None]


def store_with_room(disk: FailingDisk) -> SqliteBackend:
    """Return a store whose files have the blocks for all that a story writes; see DiskGaveUpError."""
    backend = SqliteBackend(disk.folder)
    fill(backend, [search_record(80_000_000, "refund")])
    backend.run("CREATE TABLE ballast (x); INSERT INTO ballast VALUES (zeroblob(1000000)); DROP TABLE ballast")
    backend.path.with_name(f"{backend.path.name}-wal").write_bytes(bytes(4 * 1024**2))  # without a head: an empty log
    subprocess.run(["sync", "-f", disk.folder], check=True)
    return backend


def test_after_errors_of_the_disk_what_is_acknowledged_outlives_a_power_cut(
    on_a_failing_disk: OnAFailingDisk, tmp_path: Path
) -> None:
    """The system remembers what the disk never took; neither the answers nor SQLite's log may be built on that."""

    def story(disk: FailingDisk) -> None:
        with running(store_with_room(disk).location) as collector, reading(collector, patient=True) as readers:
            readers.wait_for(50)
            disk.fail()
            readers.wait_for_status(503, 8)
            assert collector.ask("/live")[0] == 200
            assert collector.ask("/ready")[0] == 503
            disk.be_well()
            collector.until_ready()
            readers.wait_for(len(readers.acknowledged) + 100)
            collector.stop(signal.SIGKILL)
            disk.copy_without_memory(tmp_path / "cut.img")
        with mounted(str(tmp_path / "cut.img"), tmp_path / "cut", "-o", "loop") as after:
            assert readers.acknowledged <= set(stored_numbers(SqliteBackend(after)))

    on_a_failing_disk(story)


def test_a_collector_started_after_errors_of_the_disk_trusts_the_disk_only(
    on_a_failing_disk: OnAFailingDisk, tmp_path: Path
) -> None:
    def story(disk: FailingDisk) -> None:
        with running(store_with_room(disk).location) as collector:
            with reading(collector) as readers:
                readers.wait_for(50)
                disk.fail()
                readers.wait_for_status(503, 8)
                collector.stop(signal.SIGKILL)
            disk.be_well()
            collector.start()
            numbers = range(90_000_000, 90_000_100)
            assert {collector.send(number) for number in numbers} == {204}
            collector.stop(signal.SIGKILL)
        disk.copy_without_memory(tmp_path / "cut.img")
        with mounted(str(tmp_path / "cut.img"), tmp_path / "cut", "-o", "loop") as after:
            assert readers.acknowledged | set(numbers) <= set(stored_numbers(SqliteBackend(after)))

    on_a_failing_disk(story)


def test_a_spool_on_a_failing_disk_is_answered_503_and_hands_over_what_it_acknowledged(
    on_a_failing_disk: OnAFailingDisk, cluster: Cluster
) -> None:
    def story(disk: FailingDisk) -> None:
        backend = PostgresBackend(cluster)
        there, away = backend.location, backend.location.replace("/t", "/absent_t", 1)
        spool = disk.folder / "spool"
        with running(away, "--spool", str(spool)) as collector, reading(collector, patient=True) as readers:
            readers.wait_for(20)
            disk.fail()
            readers.wait_for_status(503, 4)
            disk.be_well()
            readers.wait_for(len(readers.acknowledged) + 50)
        hand_over(there, spool)
        assert readers.acknowledged <= set(stored_numbers(backend))

    on_a_failing_disk(story)


def hand_over(location: str, spool: Path) -> None:
    with running(location, "--spool", str(spool)) as collector:
        while list(spool.glob("*.ndjson")):
            collector.until_ready()


def test_a_file_system_that_turns_read_only_is_answered_503_and_has_what_was_acknowledged(
    make_disk: Callable[..., tuple[Path, Path]],
) -> None:
    """Linux does this by itself when it finds an error; it takes writes again once it is checked and mounted anew."""
    folder, image = make_disk("broken")
    backend = SqliteBackend(folder)
    with running(backend.location) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(50)
        turn_read_only(folder)
        readers.wait_for_status(503, 8)
        assert collector.ask("/live")[0] == 200
        assert collector.ask("/ready")[0] == 503
    with pytest.raises(RuntimeError, match="Read-only file system"):
        CollectorProcess(backend.location).start()
    after, _ = make_disk("checked", copy_of=image)
    with running(SqliteBackend(after).location) as collector:
        assert collector.send(90_000_000) == 204
    assert readers.acknowledged | {90_000_000} <= set(stored_numbers(SqliteBackend(after)))


def test_files_that_take_no_writes_are_answered_503_and_used_again_without_a_restart(needs_root: None, tmp_path: Path) -> None:
    backend = SqliteBackend(tmp_path / "store")
    with running(backend.location) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(50)
        with unwritable(backend.path, backend.path.with_name(f"{backend.path.name}-wal"), backend.folder):
            readers.wait_for_status(503, 8)
            assert collector.ask("/live")[0] == 200
            assert collector.ask("/ready")[0] == 503
        collector.until_ready()
        readers.wait_for(len(readers.acknowledged) + 50)
    stored = stored_numbers(backend)
    assert readers.acknowledged <= set(stored)
    assert len(stored) == len(set(stored))


def test_a_spool_that_cannot_be_emptied_holds_up_no_new_events_and_is_emptied_later(
    needs_root: None, own_cluster: Cluster, tmp_path: Path
) -> None:
    backend = PostgresBackend(own_cluster)
    own_cluster.stop()
    spool = tmp_path / "spool"
    with running(backend.location, "--spool", str(spool)) as collector, reading(collector, patient=True) as readers:
        readers.wait_for(20)
        with unwritable(spool, *spool.glob("*.ndjson")):
            readers.wait_for_status(503, 4)
            own_cluster.start()
            readers.wait_for(len(readers.acknowledged) + 50)
        while list(spool.glob("*.ndjson")):
            collector.until_ready()
    stored = stored_numbers(backend)
    assert readers.acknowledged <= set(stored)
    assert len(stored) == len(set(stored))
