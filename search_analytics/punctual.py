"""HTTP/1.1 that does not wait for ever: uvicorn has no limit for a request whose head never comes to its end."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD_SECONDS = 10.0


class PunctualProtocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """Closes a connection that has not sent a whole head within HEAD_SECONDS of its start, or of the head's first byte.

    Its base is httptools where that is installed, else h11; both say in `cycle` which request is being answered.
    """

    _head_deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Expect the first head."""
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        """Take bytes; the deadline runs while they are no whole head."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._expect_head()
        elif self._head_deadline is not None:
            self._head_deadline.cancel()
            self._head_deadline = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        if self._head_deadline is not None:
            self._head_deadline.cancel()
        super().connection_lost(exc)

    def _expect_head(self) -> None:
        if self._head_deadline is None:
            self._head_deadline = self.loop.call_later(HEAD_SECONDS, self.transport.close)
