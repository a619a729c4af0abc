"""C01, C02: more than anybody should send, from one place and from everywhere."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from collector_process import running
from collector_station import Station, search
from store_backend import Backend, SqliteBackend

from search_analytics.http.limits import BURST_REQUESTS, MAX_NEIGHBOURHOODS, Limiter


def test_a_flood_from_one_neighbourhood_stores_what_the_limit_allows(station: Station) -> None:
    """C01."""
    answers = Counter(station.send(search(number)).status for number in range(1, 301))
    assert answers == {204: BURST_REQUESTS, 429: 300 - BURST_REQUESTS}
    assert station.rows("count(*)") == [BURST_REQUESTS]


def test_the_limiter_remembers_no_more_neighbourhoods_than_it_has_room_for() -> None:
    """C02."""
    limiter = Limiter(os.urandom(32), lambda: 0.0)
    for number in range(2 * MAX_NEIGHBOURHOODS):
        limiter.allow(f"{number}/24")
    assert len(limiter) == MAX_NEIGHBOURHOODS


def test_a_flood_from_everywhere_stops_at_the_days_share_of_the_disk(backend: Backend) -> None:
    """C02."""
    with running(backend.location, "--day-limit", "1") as collector:
        number = status = 0
        while status != 503:
            assert number < 200_000
            status = collector.send(*range(number, number + 50))
            number += 50
        ready = collector.ask("/ready")
        metrics = collector.ask("/metrics")[1].splitlines()
    assert ready == (503, "full for today\n")
    assert "kb_store_full 1" in metrics
    assert 'kb_rejected_total{reason="store-full"} 1' in metrics
    assert "kb_store_day_limit_bytes 1048576" in metrics


def resident_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    (line,) = (line for line in lines if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


@pytest.mark.long
def test_a_flood_of_one_hundred_thousand_requests_leaves_memory_as_it_was(tmp_path: Path) -> None:
    """C01, C02."""
    backend = SqliteBackend(tmp_path)
    with running(backend.location) as collector:
        answers = Counter(collector.send(1) for _ in range(100))
        for number in range(100_000 // 50):
            answers[collector.send(*range(number * 50, number * 50 + 50))] += 1
        peak = resident_bytes(collector.pid)
    print(f"peak memory {peak / 1024**2:.0f} MB")  # noqa: T201
    assert peak <= 96 * 1024**2
