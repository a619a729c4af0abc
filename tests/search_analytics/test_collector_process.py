"""A second collector on the same database, or on the same port."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from collector_process import CollectorProcess, running


def test_a_second_collector_says_that_the_database_is_taken(tmp_path: Path) -> None:
    """C26."""
    location = str(tmp_path / "searches.sqlite3")
    second = CollectorProcess(location)
    with running(location) as first:
        try:
            with pytest.raises(RuntimeError, match="another collector writes to"):
                second.start()
        finally:
            second.stop()
        assert first.send(1) == 204


def test_a_taken_port_is_said_and_the_next_free_one_chosen(tmp_path: Path) -> None:
    first, second = (CollectorProcess(str(tmp_path / name)) for name in ("a.sqlite3", "b.sqlite3"))
    first.start()
    second.port = first.port
    second.start()
    first.stop(signal.SIGINT)
    code, words = second.stop(signal.SIGINT)
    assert second.port != first.port
    assert f"port {first.port} is taken, using {second.port}" in words
    assert "Traceback" not in words
    assert code == 0


def test_the_collector_runs_where_kbgen_is_not_installed(tmp_path: Path) -> None:
    collector = CollectorProcess(str(tmp_path / "searches.sqlite3"), before="import sys; sys.modules['kbgen'] = None")
    collector.start()
    status = collector.send(1)
    assert (status, collector.stop(signal.SIGINT)[0]) == (204, 0)
