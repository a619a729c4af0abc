"""A real collector process is killed while it stores: what it acknowledged must be there afterwards."""

from __future__ import annotations

import http.client
import json
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from collector_station import search

ROOT = Path(__file__).parents[2]
CLIENTS = 4


def start(database: Path) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "search_analytics",
            "serve",
            "--port",
            "0",
            "--db",
            str(database),
            "--trusted-proxy",
            "127.0.0.1",
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    port = urlsplit(process.stdout.readline()).port
    assert port is not None
    return process, port


def load(port: int, first_id: int, acknowledged: set[int], enough: threading.Event, wanted: int) -> None:
    """Send events one by one until the server is gone; every request comes from another neighbourhood."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    number = first_id
    try:
        while True:
            body = json.dumps({"v": 1, "site": "s", "b": "b", "e": [search(number, f"query {number}")]})
            sender = f"{11 + number // 65_536 % 200}.{number // 256 % 256}.{number % 256}.1"
            connection.request("POST", "/v1/events", body, {"Content-Type": "text/plain", "X-Forwarded-For": sender})
            response = connection.getresponse()
            response.read()
            if response.status == 204:
                acknowledged.add(number)
            if len(acknowledged) >= wanted:
                enough.set()
            number += 1
    except (OSError, http.client.HTTPException):
        enough.set()
    finally:
        connection.close()


def stored_ids(database: Path) -> set[int]:
    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    ids = {int.from_bytes(row[0], "big") for row in connection.execute("SELECT id FROM event")}
    connection.close()
    return ids


def kill_and_compare(database: Path, *, lives: int, acknowledged_each: int, kill: signal.Signals) -> tuple[int, int]:
    """Start, load and kill a collector again and again; return how many events it acknowledged and how many it lost."""
    acknowledged: set[int] = set()
    for life in range(lives):
        process, port = start(database)
        enough = threading.Event()
        wanted = len(acknowledged) + acknowledged_each
        threads = [
            threading.Thread(target=load, args=(port, (life * CLIENTS + client) * 100_000, acknowledged, enough, wanted))
            for client in range(CLIENTS)
        ]
        for thread in threads:
            thread.start()
        enough.wait()
        process.send_signal(kill)
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        for thread in threads:
            thread.join()
    return len(acknowledged), len(acknowledged - stored_ids(database))


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM])
def test_what_was_acknowledged_is_stored_after_a_kill(tmp_path: Path, kill: signal.Signals) -> None:
    acknowledged, missing = kill_and_compare(tmp_path / "searches.sqlite3", lives=3, acknowledged_each=150, kill=kill)
    assert acknowledged >= 450
    assert missing == 0


@pytest.mark.long
def test_twenty_kills_under_load_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    kill = signal.SIGKILL
    acknowledged, missing = kill_and_compare(tmp_path / "searches.sqlite3", lives=20, acknowledged_each=2_000, kill=kill)
    assert acknowledged >= 40_000
    assert missing == 0


def test_a_second_collector_says_that_the_database_is_taken(tmp_path: Path) -> None:
    database = tmp_path / "searches.sqlite3"
    process, _ = start(database)
    second = subprocess.run(
        [sys.executable, "-m", "search_analytics", "serve", "--port", "0", "--db", str(database)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    process.terminate()
    process.communicate()
    assert second.returncode == 1
    assert "another collector writes to" in second.stderr


def test_a_taken_port_is_said_and_the_next_free_one_chosen(tmp_path: Path) -> None:
    first, taken = start(tmp_path / "a.sqlite3")
    second = subprocess.Popen(
        [sys.executable, "-m", "search_analytics", "serve", "--port", str(taken), "--db", str(tmp_path / "b.sqlite3")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert second.stdout is not None
    address = second.stdout.readline()
    for process in (first, second):
        process.send_signal(signal.SIGINT)
    _, words = second.communicate()
    first.communicate()
    assert urlsplit(address).port != taken
    assert f"port {taken} is taken, using {urlsplit(address).port}" in words
    assert "Traceback" not in words
    assert second.returncode == 0
