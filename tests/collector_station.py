"""A collector in this process, spoken to over ASGI; its clock stands still unless a test moves it."""

from __future__ import annotations

import asyncio
import base64
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from search_analytics.events.record import EventRecord, Language
from search_analytics.events.wire import VoteReason
from search_analytics.http.app import Collector
from search_analytics.http.origins import Origins
from search_analytics.privacy.match_key import group_key

NOON = 1_795_348_800.0  # 2026-11-22 12:00 UTC
TEXT = {"content-type": "text/plain"}


@dataclass
class Clock:
    """Wall clock and monotonic clock in one; seconds."""

    now: float = NOON

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Station:
    """A collector and what tests do with it."""

    collector: Collector
    clock: Clock
    database: Path
    agent: str = "Test/1"
    peer: str = "203.0.113.7"
    app: Any = field(init=False)

    def __post_init__(self) -> None:
        self.app = self.collector.app()

    def configure(self, **changes: Any) -> None:
        """Replace settings, for example origins=("https://help.example",)."""
        if "origins" in changes:
            changes["origins"] = Origins(frozenset(changes["origins"]), frozenset(changes.pop("embedded", ())))
        self.collector = replace(self.collector, settings=replace(self.collector.settings, **changes))
        self.app = self.collector.app()

    def request(
        self, method: str, path: str, headers: dict[str, str] | None = None, chunks: tuple[bytes, ...] = (b"",)
    ) -> Answer:
        return asyncio.run(self._call(method, path, headers or {}, chunks))

    def send(self, *events: dict[str, Any], headers: dict[str, str] | None = None, site: str = "harbour-hill") -> Answer:
        body = json.dumps({"v": 1, "site": site, "b": "build-1", "e": list(events)}, ensure_ascii=False).encode()
        return self.request("POST", "/v1/events", {**TEXT, **(headers or {})}, (body,))

    def rows(self, columns: str = "*") -> list[Any]:
        with closing(sqlite3.connect(self.database)) as connection:
            rows = connection.execute(f"SELECT {columns} FROM event ORDER BY day, ts, id").fetchall()
        return [row[0] if len(row) == 1 else row for row in rows]

    async def _call(self, method: str, path: str, headers: dict[str, str], chunks: tuple[bytes, ...]) -> Answer:
        inbox = [
            {"type": "http.request", "body": chunk, "more_body": place < len(chunks) - 1} for place, chunk in enumerate(chunks)
        ]
        outbox: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return inbox.pop(0) if inbox else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            outbox.append(message)

        sent = {"user-agent": self.agent, **headers}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in sent.items()],
            "client": (self.peer, 40000),
            "server": ("127.0.0.1", 8787),
        }
        await self.app(scope, receive, send)
        return Answer(
            status=outbox[0]["status"],
            headers={name.decode(): value.decode() for name, value in outbox[0]["headers"]},
            body=b"".join(message.get("body", b"") for message in outbox[1:]),
        )


def event_id(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(16, "big")).decode().rstrip("=")


def search(number: int = 1, query: str = "退款", **changes: Any) -> dict[str, Any]:
    event = {
        "t": "search",
        "id": event_id(number),
        "d": 0,
        "q": query,
        "n": 0,
        "o": "none",
        "l": "zh-Hant",
        "m": "settle",
    }
    return event | changes


def click(number: int, of: int, article: str = "returns/refund-times") -> dict[str, Any]:
    return {"t": "click", "id": event_id(number), "d": 0, "s": event_id(of), "a": article, "k": 1}


def search_record(
    number: int, query: str, *, previous: int | None = None, day: str = "2026-11-22", **changes: Any
) -> EventRecord:
    """A stored search that found three articles, unless told otherwise."""
    results = changes.get("results", 3)
    fields = {
        "language": "zh-hant",
        "results": results,
        "outcome": "none" if results == 0 else "exact",
        "mode": "settle",
        "first": 1,
        "site": "harbour-hill",
    }
    return EventRecord(
        **(fields | changes),
        day=day,
        id=number.to_bytes(16, "big"),
        ts=int(datetime.fromisoformat(f"{day}T12:00:00Z").timestamp()),
        type="search",
        build="b",
        source="js",
        query=query,
        match_key=group_key(query),
        previous=None if previous is None else previous.to_bytes(16, "big"),
    )


def click_record(number: int, *, of: int, article: str = "returns/refund-times", day: str = "2026-11-22") -> EventRecord:
    """A stored click on the first result of search `of`."""
    base = search_record(number, "x", day=day)
    return EventRecord(
        day=day,
        id=base.id,
        ts=base.ts,
        type="click",
        site="harbour-hill",
        build="b",
        source="js",
        search=of.to_bytes(16, "big"),
        article=article,
        position=1,
    )


def vote_record(
    number: int,
    article: str,
    vote: int,
    *,
    language: Language,
    reason: VoteReason | None = None,
    day: str = "2026-11-22",
    site: str = "harbour-hill",
) -> EventRecord:
    """A stored answer to "was this article helpful?"."""
    base = search_record(number, "x", day=day)
    return EventRecord(
        day=day,
        id=base.id,
        ts=base.ts,
        type="vote",
        site=site,
        build="b",
        source="js",
        language=language,
        article=article,
        vote=vote,
        reason=reason,
    )


def view_record(number: int, article: str, language: Language, **changes: Any) -> EventRecord:
    """A stored view of an article that a menu led to."""
    base = vote_record(number, article, 1, language=language)
    return msgspec.structs.replace(base, **({"type": "view", "vote": None, "origin": "nav"} | changes))
