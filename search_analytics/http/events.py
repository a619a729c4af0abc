"""POST /v1/events (clauses 8 to 10 of docs/spec/search-event.md): limits, schema, redaction, and 204 after the commit.

Nothing a client sent is ever repeated in an answer or a log line.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from search_analytics.errors import EnvelopeRejectedError
from search_analytics.events.ingest import Ingest, Ingested, Sender
from search_analytics.events.portal_articles import PortalArticles, Sifted
from search_analytics.events.wire import decode_envelope
from search_analytics.http.client_address import client_prefix
from search_analytics.http.forwarded import HEADER, Forwarded, ForwardedRefusedError, read_forwarded
from search_analytics.http.limits import DayShare, Limiter
from search_analytics.http.metrics import Metrics
from search_analytics.http.origins import Origins
from search_analytics.http.request import Head, Headers, Rejection, read_body, read_head, send_answer
from search_analytics.http.settings import CollectorSettings
from search_analytics.store.writer import Delivery, Receipt, Writer

_CONTENT_TYPE = re.compile(rb"\s*(?:text/plain|application/json)\s*(?:;\s*charset\s*=\s*\"?utf-8\"?\s*)?\Z", re.IGNORECASE)
CRAWLER = re.compile(r"bot\b|crawl|spider|slurp|lighthouse|pagespeed|facebookexternalhit|pingdom|uptime", re.IGNORECASE)
FULL_RETRY_AFTER_SECONDS = 3_600
PLAIN: Headers = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]


@dataclass(frozen=True, slots=True)
class LoopPost:
    """Brings a function from another thread into an event loop; equal for the same loop, so that one call brings many."""

    loop: asyncio.AbstractEventLoop

    def __call__(self, function: Callable[[], None]) -> None:
        """Run the function soon."""
        with suppress(RuntimeError):  # the loop has ended, and with it everybody who waited
            self.loop.call_soon_threadsafe(function)


def sharing(origins: Origins, origin: str | None) -> Headers:
    """Let a page of an allowed origin read the answer; other origins get no such header at all."""
    headers = [(b"vary", b"Origin")]
    if origin is not None and origins.allows(origin):
        headers.append((b"access-control-allow-origin", origin.encode("latin-1")))
        headers.append((b"access-control-expose-headers", b"Retry-After, X-KB-Result"))
    return headers


@dataclass(frozen=True, slots=True)
class EventsEndpoint:
    """An ASGI application for one path; the parts in the order in which a request passes them."""

    settings: CollectorSettings
    limiter: Limiter
    day_share: DayShare
    portal: PortalArticles | None
    ingest: Ingest
    writer: Writer
    metrics: Metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Store the events of one page; 204 only after the commit."""
        head = read_head(scope)
        origin = head.text(b"origin")
        body = b""
        try:
            result = await self._store(head, receive, origin)
            status, headers = 204, [(b"x-kb-result", result.encode())]
        except Rejection as rejection:
            self.metrics.rejections[rejection.reason] += 1
            status = rejection.status
            headers, body = rejection.answer()
        self.metrics.answers[status] += 1
        await send_answer(send, status, [*headers, *PLAIN, *sharing(self.settings.origins, origin)], body)

    async def _store(self, head: Head, receive: Receive, origin: str | None) -> str:
        """Return what became of the events, as `X-KB-Result` says it."""
        settings = self.settings
        forwarded = self._forwarded(head)
        sender = self._admit(head, forwarded.origin if forwarded else origin, forwarded)
        if self.writer.health.is_full:
            raise Rejection(503, "store-full", retry_after_seconds=FULL_RETRY_AFTER_SECONDS)
        body = await read_body(head, receive, limit_bytes=settings.max_body_bytes, seconds=settings.body_deadline_seconds)
        if forwarded and not forwarded.is_of(body):
            raise Rejection(403, "forwarded")
        try:
            envelope = decode_envelope(body)
            if settings.sites and envelope.site not in settings.sites:
                raise EnvelopeRejectedError("unknown site")
            sifted = self.portal.sift(envelope) if self.portal else Sifted(envelope)
            ingested = self.ingest.records(sifted.envelope, sender)
            self.day_share.take(sender.prefix, len(ingested.records))
        except EnvelopeRejectedError as error:
            raise Rejection(400, "invalid", error.message) from None
        receipt = await self._commit(ingested) if ingested.records else Receipt()
        if receipt.refused:
            raise Rejection(400, "refused", "the store refuses an event")
        self.metrics.stored_events += receipt.stored
        self.metrics.duplicate_events += receipt.duplicates
        self.metrics.unknown_article_events += sifted.unknown_articles
        self.metrics.other_build_events += sifted.other_build
        unknown = f";unknown={sifted.unknown_articles}" if sifted.unknown_articles else ""
        return f"stored={receipt.stored};dup={receipt.duplicates}{unknown}"

    def _forwarded(self, head: Head) -> Forwarded | None:
        header = head.text(HEADER)
        if header is None:
            return None
        try:
            return read_forwarded(header, self.settings.forward_secret, self.ingest.clock())
        except ForwardedRefusedError:
            raise Rejection(403, "forwarded") from None

    def _admit(self, head: Head, origin: str | None, forwarded: Forwarded | None) -> Sender:
        """Decide on the head alone, before a byte of the body is read."""
        fields = head.fields
        if not self.settings.origins.allows(origin):
            raise Rejection(403, "origin")
        if b"transfer-encoding" in fields and b"content-length" in fields:
            raise Rejection(400, "framing")  # a proxy may have read the other length, and sees another next request
        if fields.get(b"content-encoding", b"identity").lower() != b"identity":
            raise Rejection(415, "content-encoding")
        if not _CONTENT_TYPE.match(fields.get(b"content-type", b"")):
            raise Rejection(415, "content-type", "send text/plain or application/json in UTF-8")
        agent = forwarded.agent if forwarded else head.text(b"user-agent") or ""
        if CRAWLER.search(agent):
            raise Rejection(403, "crawler")
        prefix = forwarded.prefix if forwarded else client_prefix(head.peer, head.forwarded_for, self.settings.trusted_proxies)
        if not self.limiter.allow(prefix):
            raise Rejection(429, "limit", retry_after_seconds=self.settings.retry_after_seconds)
        if not self.day_share.is_left(prefix):
            raise Rejection(429, "day-share", retry_after_seconds=FULL_RETRY_AFTER_SECONDS)
        return Sender(prefix, "api" if self.settings.origins.is_embedded(origin) else "js")

    async def _commit(self, ingested: Ingested) -> Receipt:
        """Wait for the commit of these events, but not for ever."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Receipt | None] = loop.create_future()
        retry_after = self.settings.retry_after_seconds

        def settle(receipt: Receipt) -> None:
            if receipt.unavailable or receipt.refused:
                for claim in ingested.claims:
                    self.ingest.visitors.release(claim)
            if not answer.done():  # the deadline may have passed
                answer.set_result(receipt)

        if not self.writer.offer(Delivery(ingested.records, settle, LoopPost(loop))):
            settle(Receipt(unavailable=True))
            raise Rejection(503, "queue-full", retry_after_seconds=retry_after)
        deadline = loop.call_later(self.settings.commit_deadline_seconds, _give_up, answer)
        try:
            receipt = await answer
        finally:
            deadline.cancel()
        if receipt is None:
            raise Rejection(503, "deadline", retry_after_seconds=retry_after)
        if receipt.unavailable:
            raise Rejection(503, "store", retry_after_seconds=retry_after)
        return receipt


def _give_up(answer: asyncio.Future[Receipt | None]) -> None:
    if not answer.done():
        answer.set_result(None)
