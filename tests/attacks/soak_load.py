"""What readers send over half an hour: searches in two languages, clicks, views and votes, from two hundred networks.

The networks, queries and articles repeat, so that after some minutes the collector remembers no new ones.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from collector_station import event_id

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from collector_load import Connection, Load, Run

NETWORKS = 200
QUERIES = [
    ("en", "refund policy"), ("zh-Hant", "退款要幾耐"), ("en", "track my order"), ("zh-Hant", "貨到付款"), ("en", "invoice copy"),
    ("zh-Hant", "印刷品質"), ("en", "colour profile pdf"), ("zh-Hant", "運費"), ("en", "change delivery adress"),
    ("zh-Hant", "訂單幾時寄出"), ("en", "bulk discount"), ("zh-Hant", "企業禮品 logo"),
]  # fmt: skip
ARTICLES = ["returns/refund-times", "orders/track", "printing/colour", "delivery/fees"]


def event(number: int) -> dict[str, Any]:
    """Return the event of a number: of twenty, twelve are searches, four clicks on them, three views and one vote."""
    base: dict[str, Any] = {"id": event_id(number), "d": number % 5_000}
    article = ARTICLES[number // 20 % len(ARTICLES)]
    place = number % 20
    language, query = QUERIES[number // 7 % len(QUERIES)]
    if place < 12:
        results = number % 9
        outcome = "exact" if results else "none"
        return base | {"t": "search", "q": query, "n": results, "o": outcome, "l": language, "m": "settle"}
    if place < 16:
        return base | {"t": "click", "s": event_id(number - 12), "a": article, "k": 1 + number % 10}
    if place < 19:
        return base | {"t": "view", "a": article, "l": language, "f": "search"}
    return base | {"t": "vote", "a": article, "v": number // 20 % 2, "l": language}


class Soak(Run):
    """Sends numbered events one by one, at a steady rate, and remembers which were acknowledged."""

    def __init__(self, load: Load) -> None:
        super().__init__(load)
        self.numbers = itertools.count(1)
        self.sent: dict[Connection, int] = {}
        self.acknowledged: set[int] = set()
        self.statuses: Counter[str] = Counter()

    def next_request(self, connection: Connection) -> bytes:
        """Return the next event, from the next network."""
        number = self.sent[connection] = next(self.numbers)
        body = json.dumps({"v": 1, "site": "harbour-hill", "b": "build-1", "e": [event(number)]}).encode()
        head = (
            "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nUser-Agent: Mozilla/5.0\r\n"
            f"X-Forwarded-For: 203.0.{number % NETWORKS}.9\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def answered(self, connection: Connection, status: bytes) -> None:
        """Remember the answer."""
        self.statuses[status.decode()] += 1
        if status == b"204":
            self.acknowledged.add(self.sent[connection])
        super().answered(connection, status)

    def lost(self) -> None:
        """Remember that a connection ended before the load did."""
        if time.perf_counter() < self.end:
            self.statuses["connections lost"] += 1
