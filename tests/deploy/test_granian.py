"""The collector under granian, another server than the one `serve` brings."""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from collector_process import CODE, STUCK_SECONDS, CollectorProcess, reading, stored_numbers
from collector_station import search
from store_backend import SqliteBackend

PORTAL = "https://help.harbour-hill.example"


class Granian(CollectorProcess):
    """The same collector, started as docs/running.md says."""

    def start(self) -> None:
        self.port = free_port()
        options = ("--store", self.location, "--trusted-proxy", "127.0.0.1", *self.arguments)
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--no-access-log"),
                *(
                    "--http1-header-read-timeout",
                    "10000",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    str(self.port),
                    "search_analytics.asgi:app",
                ),
            ],
            cwd=self.code,
            env={"PYTHONPATH": str(self.code), "PATH": "/usr/bin:/bin", "KB_SERVE": shlex.join(options)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        end = time.monotonic() + STUCK_SECONDS
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > end:
                self._process.terminate()
                raise RuntimeError(self._process.communicate()[0])
            time.sleep(0.02)

    def _listens(self) -> bool:
        try:
            return self.ask("/ready")[0] == 200
        except ConnectionRefusedError:
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def backend(tmp_path: Path) -> SqliteBackend:
    return SqliteBackend(tmp_path)


@pytest.fixture
def granian(backend: SqliteBackend) -> Iterator[Granian]:
    collector = Granian(backend.location, ("--origin", PORTAL), CODE)
    collector.start()
    yield collector
    collector.stop()


def ask(collector: CollectorProcess, body: bytes, **headers: str) -> tuple[int, str, str]:
    """POST a body; return status, X-KB-Result and text."""
    connection = HTTPConnection("127.0.0.1", collector.port, timeout=60)
    try:
        sent = {"Content-Type": "text/plain", "Origin": PORTAL, **{k.replace("_", "-"): v for k, v in headers.items()}}
        connection.request("POST", "/v1/events", body, sent)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("x-kb-result", ""), answer.read().decode()
    finally:
        connection.close()


def body_of(*numbers: int) -> bytes:
    return json.dumps({"v": 1, "site": "s", "b": "b", "e": [search(number) for number in numbers]}).encode()


def test_an_event_is_stored_once_however_often_it_is_sent(granian: Granian, backend: SqliteBackend) -> None:
    assert ask(granian, body_of(1))[:2] == (204, "stored=1;dup=0")
    assert ask(granian, body_of(1))[:2] == (204, "stored=0;dup=1")
    assert stored_numbers(backend) == [1]


def test_what_the_collector_refuses_it_refuses_here_too(granian: Granian, backend: SqliteBackend) -> None:
    answers = [
        ask(granian, body_of(1), Origin="https://elsewhere.example")[0],
        ask(granian, body_of(1) + b" " * 17_000)[0],
        ask(granian, body_of(1), Content_Encoding="gzip")[0],
        ask(granian, b"{")[0],
        granian.ask("/v1/events")[0],
        granian.ask("/elsewhere")[0],
    ]
    assert answers == [403, 413, 415, 400, 405, 404]
    assert stored_numbers(backend) == []


def test_health_is_told(granian: Granian) -> None:
    assert granian.ask("/live") == (200, "live\n")
    assert granian.ask("/ready") == (200, "ready\n")
    assert re.search(r"^kb_ready 1$", granian.ask("/metrics")[1], re.MULTILINE)


def test_what_was_acknowledged_before_sigterm_is_stored(backend: SqliteBackend) -> None:
    """C28."""
    granian = Granian(backend.location, (), CODE)
    granian.start()
    try:
        with reading(granian) as readers:
            readers.wait_for(100)
            code, _ = granian.stop()
    finally:
        granian.stop()
    stored = stored_numbers(backend)
    assert code == 0
    assert len(stored) == len(set(stored))
    assert readers.acknowledged <= set(stored)
