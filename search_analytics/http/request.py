"""One request as ASGI hands it over, and its answer.

Bytes, because most headers are never looked at: Starlette's Request and Response cost twice as much as all of this.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from starlette.types import Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]

RejectionReason = Literal[
    "forwarded",
    "origin",
    "framing",
    "content-encoding",
    "content-type",
    "crawler",
    "limit",
    "day-share",
    "store-full",
    "too-large",
    "slow",
    "disconnected",
    "invalid",
    "queue-full",
    "deadline",
    "store",
    "refused",
]
"""Why nothing of a request was stored, in the order in which it is found out; `/metrics` counts each."""


class Rejection(Exception):  # noqa: N818, it is an answer and no fault of ours
    """An answer other than 204; `reason` is counted in /metrics."""

    def __init__(self, status: int, reason: RejectionReason, detail: str = "", *, retry_after_seconds: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.detail = detail
        self.retry_after_seconds = retry_after_seconds

    def answer(self) -> tuple[Headers, bytes]:
        """Return the headers and the body that say it."""
        body = f"{self.detail or self.reason}\n".encode()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))]
        if self.retry_after_seconds is not None:
            headers.append((b"retry-after", b"%d" % self.retry_after_seconds))
        if self.status in (408, 413) or self.reason == "framing":
            headers.append((b"connection", b"close"))  # what follows is not read
        return headers, body


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the body. fields: the first of each name, lower case. forwarded_for: all of them, in order."""

    fields: dict[bytes, bytes]
    forwarded_for: tuple[str, ...]
    peer: str

    def text(self, name: bytes) -> str | None:
        """Return a header, None where there is none."""
        value = self.fields.get(name)
        return None if value is None else value.decode("latin-1")


def read_head(scope: Scope) -> Head:
    """Return the head of an ASGI request."""
    fields: dict[bytes, bytes] = {}
    forwarded_for: list[str] = []
    for name, value in scope["headers"]:
        fields.setdefault(name, value)
        if name == b"x-forwarded-for":
            forwarded_for.append(value.decode("latin-1"))
    client = scope.get("client")
    return Head(fields, tuple(forwarded_for), client[0] if client else "")


async def read_body(head: Head, receive: Receive, *, limit_bytes: int, seconds: float) -> bytes:
    """Read at most the limit, within the deadline; raises Rejection."""
    declared = head.fields.get(b"content-length", b"0")
    if not declared.isdigit() or int(declared[:9]) > limit_bytes:
        raise Rejection(413, "too-large")
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            more = True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Rejection(400, "disconnected")
                body += message.get("body", b"")
                if len(body) > limit_bytes:
                    raise Rejection(413, "too-large")
                more = message.get("more_body", False)
    except TimeoutError:
        raise Rejection(408, "slow") from None
    return bytes(body)


async def send_answer(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes = b"") -> None:
    """Send a whole answer."""
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
