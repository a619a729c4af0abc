"""Send events to a collector over connections that stay open, and time every answer.

One process without threads, so that it costs the same whoever answers. Closed loop: each connection sends when it has its
answer. Open loop: a request starts at its time, and its wait counts from then, also when all connections are busy.
"""

from __future__ import annotations

import asyncio
import base64
import os
import random
import time
from collections import deque
from dataclasses import dataclass, field

QUERIES = ["退款要幾耐", "refund policy", "貨到付款", "track my order", "印刷品質", "invoice copy", "運費", "colour profile pdf"]


@dataclass(frozen=True, slots=True)
class Load:
    """port: on this computer. events: in each request. rate: requests a second of the open loop; None: closed loop."""

    port: int
    seconds: float
    connections: int = 32
    events: int = 1
    rate: float | None = None
    target: str = "POST /v1/events"


@dataclass(slots=True)
class Outcome:
    """requests: answered in time. milliseconds: of each answer."""

    requests: int = 0
    failed: int = 0
    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def request(load: Load) -> bytes:
    """Return a request with new ids, from a neighbourhood of its own."""
    if load.target.startswith("GET"):
        return f"{load.target}?d={base64.urlsafe_b64encode(_body(load)).decode()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    body = _body(load)
    sender = f"{random.randrange(1, 224)}.{random.randrange(256)}.{random.randrange(256)}.1"
    head = (
        f"{load.target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nUser-Agent: Mozilla/5.0\r\n"
        f"X-Forwarded-For: {sender}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _body(load: Load) -> bytes:
    events = ",".join(
        f'{{"t":"search","id":"{_event_id()}","d":{random.randrange(9000)},"n":3,"o":"exact","l":"en","m":"settle",'
        f'"q":"{random.choice(QUERIES)} {random.randrange(500)}"}}'
        for _ in range(load.events)
    )
    return f'{{"v":1,"site":"harbour-hill","b":"build-1","e":[{events}]}}'.encode()


def _event_id() -> str:
    return base64.urlsafe_b64encode(os.urandom(16)).decode()[:22]


class Connection(asyncio.Protocol):
    """One connection; asks `next_start` when the next request was due, None: never."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.due = 0.0
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.run.idle(self)

    def send(self, due: float) -> None:
        self.due = due
        self.transport.write(self.run.next_request(self))  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, end, rest = self.buffer.partition(b"\r\n\r\n")
        if not end:
            return
        length = 0
        for line in head.split(b"\r\n"):
            if line[:15].lower() == b"content-length:":
                length = int(line[15:])
        if len(rest) >= length:
            self.buffer = b""
            self.run.answered(self, head[9:12])

    def connection_lost(self, _: Exception | None) -> None:
        self.run.lost()


class Run:
    """The connections of one load and what came back."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.outcome = Outcome()
        self.waiting: deque[Connection] = deque()
        self.backlog: deque[float] = deque()
        self.end = 0.0

    def next_request(self, _: Connection) -> bytes:
        """Return what this connection sends now; the soak test sends something else."""
        return request(self.load)

    def idle(self, connection: Connection) -> None:
        now = time.perf_counter()
        if self.load.rate is None:
            if now < self.end:
                connection.send(now)
        elif self.backlog:
            connection.send(self.backlog.popleft())
        else:
            self.waiting.append(connection)

    def answered(self, connection: Connection, status: bytes) -> None:
        now = time.perf_counter()
        if status in (b"204", b"200"):
            self.outcome.requests += 1
            self.outcome.milliseconds.append((now - connection.due) * 1000)
        else:
            self.outcome.failed += 1
        self.idle(connection)

    def lost(self) -> None:
        if time.perf_counter() < self.end:
            self.outcome.failed += 1

    async def run(self) -> Outcome:
        loop = asyncio.get_running_loop()
        started = time.perf_counter()
        self.end = started + self.load.seconds
        transports = [
            (await loop.create_connection(lambda: Connection(self), "127.0.0.1", self.load.port))[0]
            for _ in range(self.load.connections)
        ]
        if self.load.rate is None:
            await asyncio.sleep(max(0.0, self.end - time.perf_counter()))
        else:
            await self._on_time(self.load.rate)
        self.end = time.perf_counter()  # from here on it is us who close
        self.outcome.seconds = self.end - started
        for transport in transports:
            transport.abort()
        await asyncio.sleep(0)
        return self.outcome

    async def _on_time(self, rate: float) -> None:
        due = time.perf_counter()
        while due < self.end:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            while due <= time.perf_counter():
                if self.waiting:
                    self.waiting.popleft().send(due)
                else:
                    self.backlog.append(due)
                due += 1 / rate


def run(load: Load) -> Outcome:
    """Send the load and return what came back."""
    return asyncio.run(Run(load).run())
