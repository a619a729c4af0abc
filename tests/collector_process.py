"""A collector in a process of its own, and readers who send to it until they are told to stop."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from collector_station import search
from store_backend import Backend

import search_analytics

# Not the folder of this file: tests/attacks/test_mutants.py runs all this on changed copies of the package.
CODE = Path(search_analytics.__file__).parents[1]
STUCK_SECONDS = 180.0
"""A test that waits longer than this has found a hang; no test depends on anything being faster."""
MAIN = "import sys; from search_analytics.cli.main import main; sys.exit(main(sys.argv[1:]))"


@dataclass(eq=False)
class CollectorProcess:
    """`python -m search_analytics serve`, waiting for events.

    code: the folder whose search_analytics runs. before: Python to run first. environment: further variables.
    """

    location: str
    arguments: tuple[str, ...] = ()
    code: Path = CODE
    before: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    _process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-P", "-c", f"{self.before}\n{MAIN}", "serve", "--port", str(self.port)),
                *("--store", self.location, "--trusted-proxy", "127.0.0.1", *self.arguments),
            ],
            cwd=self.code,
            env={"PYTHONPATH": str(self.code), "PATH": "/usr/bin:/bin", **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        _RUNNING.append(self)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(self.stop()[1])
        self.port = urlsplit(line).port or 0

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal, wait for the end, and return exit code and standard error; stopping twice is fine."""
        if self._process is None:
            return 0, ""
        self._process.send_signal(number)
        _, words = self._process.communicate()
        code = self._process.returncode
        self._process = None
        if self in _RUNNING:  # one that serves a whole module of tests is not; it outlives each of them
            _RUNNING.remove(self)
        return code, words

    def ask(self, path: str) -> tuple[int, str]:
        """GET a page of the collector."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def send(self, *numbers: int) -> int:
        """Send the events of these numbers in one request and return the status."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            return post(connection, *numbers)
        finally:
            connection.close()

    def until_ready(self) -> None:
        """Wait until the collector says that it can store events."""
        end = time.monotonic() + STUCK_SECONDS
        while self.ask("/ready")[0] != 200:
            if time.monotonic() > end:
                raise TimeoutError("the collector does not get ready")
            time.sleep(0.02)


_RUNNING: list[CollectorProcess] = []


def end_all() -> None:
    """Kill the collectors that a failed test has left running; they would keep its disk busy."""
    while _RUNNING:
        _RUNNING[-1].stop(signal.SIGKILL)


@contextmanager
def running(location: str, *arguments: str, code: Path = CODE) -> Iterator[CollectorProcess]:
    """Run a collector for the length of a block."""
    collector = CollectorProcess(location, arguments, code)
    collector.start()
    try:
        yield collector
    finally:
        collector.stop()


def post(connection: http.client.HTTPConnection, *numbers: int) -> int:
    """Send events with these numbers; every request comes from another neighbourhood."""
    events = [search(number, f"query {number}") for number in numbers]
    body = json.dumps({"v": 1, "site": "s", "b": "b", "e": events})
    number = numbers[0]
    sender = f"{11 + number // 65_536 % 200}.{number // 256 % 256}.{number % 256}.1"
    connection.request("POST", "/v1/events", body, {"Content-Type": "text/plain", "X-Forwarded-For": sender})
    response = connection.getresponse()
    response.read()
    return response.status


@dataclass
class Readers:
    """Clients that send one event after the other, and remember what was acknowledged.

    patient: they send an event again until it is acknowledged, as pages do; others stop when the collector is gone.
    """

    collector: CollectorProcess
    patient: bool = False
    clients: int = 4
    first: int = 1
    acknowledged: set[int] = field(default_factory=set)
    statuses: Counter[int | str] = field(default_factory=Counter)
    slowest_seconds: float = 0.0
    _halt: threading.Event = field(default_factory=threading.Event)
    _progress: threading.Condition = field(default_factory=threading.Condition)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        self._threads = [threading.Thread(target=self._read, args=(place,)) for place in range(self.clients)]
        for thread in self._threads:
            thread.start()

    def wait_for(self, acknowledged: int) -> None:
        """Wait until so many events are acknowledged, or all readers have given up."""
        self._wait(lambda: len(self.acknowledged) >= acknowledged or not any(thread.is_alive() for thread in self._threads))

    def wait_for_status(self, status: int | str, times: int = 1) -> None:
        """Wait until this answer (or kind of failure) has come so often."""
        self._wait(lambda: self.statuses[status] >= times)

    def _wait(self, condition: Callable[[], bool]) -> None:
        with self._progress:
            if not self._progress.wait_for(condition, STUCK_SECONDS):
                raise TimeoutError(f"the readers heard {dict(self.statuses)}")

    def stop(self) -> None:
        self._halt.set()
        for thread in self._threads:
            thread.join()

    def _read(self, place: int) -> None:
        number = self.first + place * 10_000_000
        connection = http.client.HTTPConnection("127.0.0.1", self.collector.port, timeout=20)
        while not self._halt.is_set():
            started = time.monotonic()
            try:
                status: int | str = post(connection, number)
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                connection = http.client.HTTPConnection("127.0.0.1", self.collector.port, timeout=20)
                status = type(error).__name__
            self._note(number, status, time.monotonic() - started)
            if status == 204 or (isinstance(status, int) and status < 500 and status != 429):
                number += 1
            elif not self.patient and isinstance(status, str):
                break
            else:
                self._halt.wait(0.05)
        connection.close()
        with self._progress:
            self._progress.notify_all()

    def _note(self, number: int, status: int | str, seconds: float) -> None:
        with self._progress:
            self.statuses[status] += 1
            if isinstance(status, int):
                self.slowest_seconds = max(self.slowest_seconds, seconds)
            if status == 204:
                self.acknowledged.add(number)
            self._progress.notify_all()


@contextmanager
def reading(collector: CollectorProcess, *, patient: bool = False, clients: int = 4, first: int = 1) -> Iterator[Readers]:
    """Let readers send for the length of a block."""
    readers = Readers(collector, patient, clients, first)
    readers.start()
    try:
        yield readers
    finally:
        readers.stop()


def stored_numbers(backend: Backend) -> list[int]:
    """Return the numbers of the stored events, each as often as it is stored."""
    if backend.name == "sqlite":
        assert backend.rows("PRAGMA integrity_check") == [("ok",)]
    return [int.from_bytes(row[0], "big") for row in backend.rows("SELECT id FROM event")]
