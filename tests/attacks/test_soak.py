"""C34: half an hour of steady load. Nothing grows, nothing is lost, nothing counted twice.

KBGEN_SOAK_SECONDS makes it shorter, to try it; memory and files are then held to their bounds and not to standing still.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest
from collector_process import CollectorProcess, running, stored_numbers
from soak_load import Load, Soak
from store_backend import SqliteBackend

SECONDS = float(os.environ.get("KBGEN_SOAK_SECONDS", "1800"))
EVENTS_PER_SECOND = 500.0
CONNECTIONS = 64
WARM_UP_SECONDS = 600.0
"""By then SQLite's cache of 32 MB is full."""
MB = 1024**2


@dataclass(frozen=True, slots=True)
class Sample:
    """What the collector holds. log_bytes: its write-ahead log."""

    at_seconds: float
    resident_bytes: int
    files: int
    log_bytes: int


def take_sample(collector: CollectorProcess, log: Path, started: float) -> Sample:
    process = Path(f"/proc/{collector.pid}")
    pages = int((process / "statm").read_text("ascii").split()[1])
    log_bytes = log.stat().st_size if log.exists() else 0
    files = len(list((process / "fd").iterdir()))
    return Sample(time.monotonic() - started, pages * os.sysconf("SC_PAGE_SIZE"), files, log_bytes)


@contextmanager
def sampling(collector: CollectorProcess, log: Path) -> Iterator[list[Sample]]:
    """Take a sample a second for the length of a block."""
    samples: list[Sample] = []
    over = threading.Event()
    started = time.monotonic()

    def watch() -> None:
        while not over.wait(1.0):
            samples.append(take_sample(collector, log, started))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield samples
    finally:
        over.set()
        thread.join()


def growth(values: list[int]) -> float:
    """Return by how much the last quarter lies above the first."""
    quarter = max(1, len(values) // 4)
    return median(values[-quarter:]) - median(values[:quarter])


@pytest.mark.long
def test_half_an_hour_of_steady_load_leaves_nothing_behind_but_its_events(tmp_path: Path) -> None:
    backend = SqliteBackend(tmp_path)
    with running(backend.location) as collector:
        soak = Soak(Load(collector.port, SECONDS, connections=CONNECTIONS, rate=EVENTS_PER_SECOND))
        with sampling(collector, tmp_path / "s.sqlite3-wal") as samples:
            asyncio.run(soak.run())
    stored = stored_numbers(backend)
    warm = [sample for sample in samples if sample.at_seconds > min(WARM_UP_SECONDS, SECONDS / 3)]
    resident = [sample.resident_bytes for sample in warm]
    peak, largest_log = max(resident), max(sample.log_bytes for sample in samples)
    print(  # noqa: T201
        f"{len(soak.acknowledged)} acknowledged in {SECONDS:.0f} s, {len(soak.backlog)} unsent, answers {dict(soak.statuses)}; "
        f"p99 {soak.outcome.percentile(0.99):.0f} ms; memory {peak / MB:.0f} MB at most, {growth(resident) / MB:+.1f} MB after "
        f"the warm-up; {warm[0].files} to {warm[-1].files} files; log {largest_log / MB:.0f} MB at most"
    )
    if len(soak.backlog) > EVENTS_PER_SECOND:
        pytest.fail(
            f"this machine is too slow or too busy for {EVENTS_PER_SECOND:.0f} events a second: {len(soak.backlog)} were never "
            f"sent, {len(soak.acknowledged) / SECONDS:.0f}/s were acknowledged; run it while nothing else does"
        )
    assert set(soak.statuses) == {"204"}
    assert soak.acknowledged <= set(stored)
    assert len(stored) == len(set(stored))
    assert len(stored) - len(soak.acknowledged) <= CONNECTIONS  # in flight when the load ended
    assert largest_log <= 64 * MB
    assert peak <= 116 * MB
    assert max(sample.files for sample in warm) <= warm[0].files + 2
    if SECONDS >= 2 * WARM_UP_SECONDS:
        assert growth(resident) <= 4 * MB
