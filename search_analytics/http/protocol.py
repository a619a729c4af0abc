"""HTTP/1.1 that does not wait for ever and takes no head without end: uvicorn has no limit for either."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
MAX_HEAD_BYTES = 16 * 1024


class HeadTooLargeError(Exception):
    """A head of more than MAX_HEAD_BYTES; the parser turns it into an answer 400 and a closed connection."""


class PunctualProtocol(HttpToolsProtocol):
    """Closes a connection that has not sent a whole head within HEAD_SECONDS of its start, or of the head's first byte."""

    _head_deadline: asyncio.TimerHandle | None = None
    _unfinished_bytes = 0

    def connection_made(self, transport: Any) -> None:
        """Expect the first head."""
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        """Take bytes; the deadline runs while they are no whole head."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._unfinished_bytes += len(data)
            if self._unfinished_bytes > MAX_HEAD_BYTES:
                self.transport.close()
            self._expect_head()
        elif self._head_deadline is not None:
            self._unfinished_bytes = 0
            self._head_deadline.cancel()
            self._head_deadline = None

    def on_headers_complete(self) -> None:
        """Begin a request, unless its head came in one piece that is too large."""
        if sum(len(name) + len(value) for name, value in self.headers) + len(self.url) > MAX_HEAD_BYTES:
            raise HeadTooLargeError
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        if self._head_deadline is not None:
            self._head_deadline.cancel()
        super().connection_lost(exc)

    def _expect_head(self) -> None:
        if self._head_deadline is None:
            self._head_deadline = self.loop.call_later(HEAD_SECONDS, self.transport.close)
