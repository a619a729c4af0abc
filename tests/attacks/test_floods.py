"""C01, C02: more than anybody should send, from one place and from everywhere."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from collector_process import running
from collector_station import Station, search
from store_backend import Backend, SqliteBackend

from search_analytics.http.limits import BURST_REQUESTS, EVENTS_PER_DAY, MAX_NEIGHBOURHOODS, DayShare, Limiter
from search_analytics.limits import MAX_EVENTS


def test_a_flood_from_one_neighbourhood_stores_what_the_limit_allows(station: Station) -> None:
    """C01."""
    answers = Counter(station.send(search(number)).status for number in range(1, 301))
    assert answers == {204: BURST_REQUESTS, 429: 300 - BURST_REQUESTS}
    assert station.rows("count(*)") == [BURST_REQUESTS]


def test_one_network_that_sends_all_it_may_leaves_the_room_of_the_day_to_others(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C01."""
    monkeypatch.setattr("search_analytics.http.limits.EVENTS_PER_DAY", 1_000)
    answers = []
    for first in range(0, 2_000, MAX_EVENTS):
        station.clock.now += 1
        answers.append(station.send(*(search(number) for number in range(first, first + MAX_EVENTS))))
    assert Counter(answer.status for answer in answers) == {204: 20, 429: 20}
    assert answers[-1].headers["retry-after"] == "3600"
    station.peer = "198.51.100.7"
    assert station.send(search(3_000)).status == 204
    station.peer = "203.0.113.99"
    assert station.send(search(3_001)).status == 429
    station.clock.now += 86_400
    assert station.send(search(3_002)).status == 204


def test_a_32_of_ipv6_may_send_in_a_day_what_ten_networks_may() -> None:
    share = DayShare(b"k" * 32, lambda: 0.0)
    sent = 0
    for number in range(1_000):
        prefix = f"2001:db8:{number:x}::/48"
        while share.is_left(prefix):
            share.take(prefix, MAX_EVENTS)
            sent += MAX_EVENTS
    assert sent == 10 * EVENTS_PER_DAY
    assert share.is_left("2001:db9::/48")


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
