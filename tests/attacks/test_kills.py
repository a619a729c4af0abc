"""C18, C28: the collector is killed, stopped and replaced while readers send."""

from __future__ import annotations

import signal

import pytest
from collector_process import CollectorProcess, reading, stored_numbers
from store_backend import Backend

READERS_NUMBERS = 100_000


def kill_and_count(backend: Backend, *, lives: int, acknowledged_each: int) -> tuple[int, int, int]:
    """Start, load and kill a collector again and again; return how many events were acknowledged, lost and doubled."""
    acknowledged: set[int] = set()
    for life in range(lives):
        collector = CollectorProcess(backend.location)
        collector.start()
        with reading(collector, first=1 + life * READERS_NUMBERS) as readers:
            readers.wait_for(acknowledged_each)
            collector.stop(signal.SIGKILL)
        acknowledged |= readers.acknowledged
    stored = stored_numbers(backend)
    return len(acknowledged), len(acknowledged - set(stored)), len(stored) - len(set(stored))


def test_what_was_acknowledged_is_stored_once_after_a_kill(backend: Backend) -> None:
    """C18."""
    acknowledged, lost, doubled = kill_and_count(backend, lives=2, acknowledged_each=150)
    assert acknowledged >= 300
    assert (lost, doubled) == (0, 0)


@pytest.mark.long
def test_twenty_kills_under_load_lose_nothing_that_was_acknowledged(backend: Backend) -> None:
    """C18."""
    acknowledged, lost, doubled = kill_and_count(backend, lives=20, acknowledged_each=1_000)
    print(f"{backend.name}: {lost} of {acknowledged} acknowledged events lost over 20 kills")  # noqa: T201
    assert acknowledged >= 20_000
    assert (lost, doubled) == (0, 0)


def test_a_collector_that_is_told_to_stop_answers_everybody_first(backend: Backend) -> None:
    """C28: nothing is lost, nothing doubled, and who was refused reaches the next collector on the same port."""
    collector = CollectorProcess(backend.location)
    collector.start()
    with reading(collector, patient=True) as readers:
        for restart in range(1, 3):
            readers.wait_for(restart * 100)
            code, words = collector.stop(signal.SIGTERM)
            assert "Traceback" not in words, words
            assert code == 0
            collector.start()
        readers.wait_for(300)
    collector.stop()
    stored = stored_numbers(backend)
    assert readers.acknowledged <= set(stored)
    assert len(stored) == len(set(stored))
