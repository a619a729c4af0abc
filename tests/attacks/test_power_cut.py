"""C19: the power fails. What the file system had not written is gone; what was acknowledged must not be among it.

The disk is an ext4 image on a loop device. The cut: the processes are killed and the image is copied as it is at that moment,
without anything that the kernel still held in memory; then the copy is mounted, its journal replayed, and the store opened.
A disk that lies about its own cache is not imitated.
"""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from collector_process import CollectorProcess, reading, stored_numbers
from postgres_cluster import Cluster
from store_backend import PostgresBackend, SqliteBackend

Disk = tuple[Path, Path]
MakeDisk = Callable[..., Disk]
pytestmark = pytest.mark.long
CUTS = 4
ACKNOWLEDGED = 1_000


def cut_power_of_sqlite(make_disk: MakeDisk, cut: int, code: Path | None = None) -> tuple[int, int]:
    """Return how many events were acknowledged before the power failed, and how many of them are missing after it."""
    folder, image = make_disk(f"before-{cut}")
    collector = CollectorProcess(str(folder / "s.sqlite3"), **({} if code is None else {"code": code}))
    collector.start()
    with reading(collector) as readers:
        readers.wait_for(ACKNOWLEDGED)
        collector.stop(signal.SIGKILL)
        after, _ = make_disk(f"after-{cut}", copy_of=image)
    return len(readers.acknowledged), len(readers.acknowledged - set(stored_numbers(SqliteBackend(after))))


@pytest.mark.parametrize("cut", range(CUTS))
def test_what_was_acknowledged_outlives_a_power_cut_with_sqlite(make_disk: MakeDisk, cut: int) -> None:
    acknowledged, missing = cut_power_of_sqlite(make_disk, cut)
    print(f"sqlite: {missing} of {acknowledged} acknowledged events missing after a power cut")  # noqa: T201
    assert acknowledged >= ACKNOWLEDGED
    assert missing == 0


@pytest.mark.parametrize("cut", range(CUTS))
def test_what_was_acknowledged_outlives_a_power_cut_with_postgresql(make_disk: MakeDisk, cut: int) -> None:
    folder, image = make_disk(f"before-{cut}")
    cluster = Cluster(folder)
    cluster.create()
    subprocess.run(["sync", "-f", folder], check=True)  # what initdb made is older than our story
    cluster.start()
    backend = PostgresBackend(cluster)
    collector = CollectorProcess(backend.location)
    collector.start()
    with reading(collector) as readers:
        readers.wait_for(ACKNOWLEDGED)
        cluster.kill()
        collector.stop(signal.SIGKILL)
        after, _ = make_disk(f"after-{cut}", copy_of=image)
    cluster.leave()
    (after / "data/postmaster.pid").unlink()
    with (after / "data/postgresql.conf").open("a") as settings:
        settings.write(f"unix_socket_directories = '{after}'\n")
    saved = Cluster(after)
    saved.start()
    try:
        backend.location = backend.location.replace(str(folder), str(after))
        missing = readers.acknowledged - set(stored_numbers(backend))
    finally:
        saved.leave()
    print(f"postgres: {len(missing)} of {len(readers.acknowledged)} acknowledged events missing after a power cut")  # noqa: T201
    assert len(readers.acknowledged) >= ACKNOWLEDGED
    assert missing == set()
