"""The collector under granian, another server than the one `serve` brings."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import pytest
from collector_process import CODE, STUCK_SECONDS, CollectorProcess, reading, stored_numbers
from collector_station import search
from free_port import free_port
from raw_http import hold_sockets, talk
from store_backend import SqliteBackend

APP = "search_analytics.asgi:app"
PORTAL = "https://help.harbour-hill.example"


def documented_options() -> list[str]:
    """Return what the guide's running/start tells granian, without the port."""
    page = (Path(__file__).parents[2] / "docs/guide/content/en/running/start.md").read_text("utf-8").replace("\\\n", "")
    found = re.search(r" granian (--.+?) --port \d+ (\S+)\n", page)
    assert found
    assert found[2] == APP
    return found[1].split()


@dataclass
class Granian(CollectorProcess):
    """The same collector, started as the guide's running/start says."""

    server_options: list[str] = field(default_factory=documented_options)

    def start(self) -> None:
        self.port = free_port()
        options = ("--store", self.location, "--trusted-proxy", "127.0.0.1", *self.arguments)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "granian", *self.server_options, "--host", "127.0.0.1", "--port", str(self.port), APP],
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


@pytest.fixture
def hurried(backend: SqliteBackend) -> Iterator[Granian]:
    """granian with little patience, so that the tests' need not be long."""
    options = ["500" if option == "10000" else option for option in documented_options()]
    collector = Granian(backend.location, server_options=options)
    collector.start()
    yield collector
    collector.stop()


@pytest.mark.parametrize(
    "start",
    [b"", b"POST /v1/events HT", b"POST /v1/events HTTP/1.1\r\nHost: x\r\n", b"GET /live HTTP/1.1\r\nHost: x\r\n\r\nGET /li"],
    ids=["nothing", "half a line", "half a head", "half a second head"],
)
def test_a_head_that_never_ends_is_not_waited_for(hurried: Granian, start: bytes) -> None:
    """C05."""
    assert talk(hurried.port, start).count(b"HTTP/1.1 200 ") == start.count(b"\r\n\r\n")


@pytest.mark.parametrize(
    "fields",
    [b"X: " + b"a" * 70_000 + b"\r\n", b"".join(b"X-%d: y\r\n" % n for n in range(20_000)), b"X: " + b"a" * 1_000_000],
    ids=["long header", "20,000 headers", "a header without end"],
)
def test_a_giant_head_is_refused_and_closed(hurried: Granian, fields: bytes) -> None:
    """C05."""
    heard = talk(hurried.port, b"GET /live HTTP/1.1\r\nHost: x\r\n" + fields + b"\r\n")
    assert heard == b"" or heard.startswith(b"HTTP/1.1 431 ")
    assert hurried.ask("/live")[0] == 200


@pytest.mark.long
def test_a_thousand_sockets_that_say_nothing_are_closed_and_readers_answered_meanwhile(backend: SqliteBackend) -> None:
    """C05."""
    collector = Granian(backend.location)
    collector.start()
    statuses, heard = hold_sockets(collector, 1_000)
    collector.stop()
    assert statuses == {204}
    assert heard == {b""}
