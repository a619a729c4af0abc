"""The web application: POST /v1/events, /live, /ready, /metrics (clauses 8 to 10 of docs/spec/search-event.md).

A 2xx answer means the events are committed. Nothing a client sent is ever repeated in an answer or a log line.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from search_analytics.address import client_prefix
from search_analytics.errors import EnvelopeRejectedError
from search_analytics.event import decode_envelope
from search_analytics.forwarded import HEADER, Forwarded, ForwardedRefusedError, read_forwarded
from search_analytics.ingest import Ingest, Ingested, Sender
from search_analytics.limiter import Limiter
from search_analytics.metrics import Metrics
from search_analytics.portal_articles import PortalArticles, Sifted
from search_analytics.settings import CollectorSettings
from search_analytics.writer import Delivery, Receipt, Writer

_CONTENT_TYPE = re.compile(r"\s*(?:text/plain|application/json)\s*(?:;\s*charset\s*=\s*\"?utf-8\"?\s*)?\Z", re.IGNORECASE)
CRAWLER = re.compile(r"bot\b|crawl|spider|slurp|lighthouse|pagespeed|facebookexternalhit|pingdom|uptime", re.IGNORECASE)
FULL_RETRY_AFTER_SECONDS = 3_600
_PLAIN = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class Rejection(Exception):  # noqa: N818, it is an answer and no fault of ours
    """An answer other than 204; `reason` is one of a fixed set of words, counted in /metrics."""

    def __init__(self, status: int, reason: str, detail: str = "", *, retry_after_seconds: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.detail = detail
        self.retry_after_seconds = retry_after_seconds


@dataclass(frozen=True, slots=True)
class Collector:
    """The parts a request passes, in order: limits, schema, the portal's articles where known, redaction, writer."""

    settings: CollectorSettings
    limiter: Limiter
    ingest: Ingest
    writer: Writer
    metrics: Metrics = field(default_factory=Metrics)
    portal: PortalArticles | None = None

    def app(self) -> Starlette:
        """Return the ASGI application; its lifespan starts the writer and, at the end, commits what still waits."""
        routes = [
            Route("/v1/events", self.events, methods=["POST"]),
            Route("/v1/events", self.preflight, methods=["OPTIONS"]),
            Route("/live", self.live, methods=["GET"]),
            Route("/ready", self.ready, methods=["GET"]),
            Route("/metrics", self.show_metrics, methods=["GET"]),
        ]
        app = Starlette(routes=routes, lifespan=self._lifespan)
        app.router.redirect_slashes = False
        return app

    async def events(self, request: Request) -> Response:
        """Store the events of one page; 204 only after the commit."""
        origin = request.headers.get("origin")
        try:
            result = await self._store(request, origin)
            response = Response(status_code=204, headers={"x-kb-result": result, **_PLAIN})
        except Rejection as rejection:
            self.metrics.rejections[rejection.reason] += 1
            response = _answer(rejection)
        self._share(response, origin)
        self.metrics.answers[response.status_code] += 1
        return response

    async def preflight(self, request: Request) -> Response:
        """Answer a browser that wants to send application/json from another origin."""
        origin = request.headers.get("origin")
        known = origin is not None and self.settings.origins.allows(origin)
        response = Response(status_code=204 if known else 403, headers={"allow": "POST, OPTIONS", **_PLAIN})
        if known:
            response.headers["access-control-allow-methods"] = "POST"
            response.headers["access-control-allow-headers"] = "content-type"
            response.headers["access-control-max-age"] = "600"
        self._share(response, origin)
        return response

    async def live(self, _: Request) -> Response:
        """Say that the process answers."""
        return PlainTextResponse("live\n", headers=_PLAIN)

    async def ready(self, _: Request) -> Response:
        """Say whether events can be stored now."""
        ready = self.writer.is_ready
        words = "ready" if ready else "full for today" if self.writer.health.is_full else "not ready"
        return PlainTextResponse(f"{words}\n", status_code=200 if ready else 503, headers=_PLAIN)

    async def show_metrics(self, _: Request) -> Response:
        """Show the counters to Prometheus."""
        return PlainTextResponse(self.metrics.render(self.writer, self.portal), headers=_PLAIN)

    async def _store(self, request: Request, origin: str | None) -> str:
        """Return what became of the events, as `X-KB-Result` says it."""
        forwarded = self._forwarded(request)
        sender = self._admit(request, forwarded.origin if forwarded else origin, forwarded)
        if self.writer.health.is_full:
            raise Rejection(503, "store-full", retry_after_seconds=FULL_RETRY_AFTER_SECONDS)
        body = await _read_body(request, self.settings)
        if forwarded and not forwarded.is_of(body):
            raise Rejection(403, "forwarded")
        try:
            envelope = decode_envelope(body)
            if self.settings.sites and envelope.site not in self.settings.sites:
                raise EnvelopeRejectedError("unknown site")
            sifted = self.portal.sift(envelope) if self.portal else Sifted(envelope)
            ingested = self.ingest.records(sifted.envelope, sender)
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

    def _forwarded(self, request: Request) -> Forwarded | None:
        header = request.headers.get(HEADER)
        if header is None:
            return None
        try:
            return read_forwarded(header, self.settings.forward_secret, self.ingest.clock())
        except ForwardedRefusedError:
            raise Rejection(403, "forwarded") from None

    def _admit(self, request: Request, origin: str | None, forwarded: Forwarded | None) -> Sender:
        """Decide on the headers alone, before a byte of the body is read."""
        headers = request.headers
        if not self.settings.origins.allows(origin):
            raise Rejection(403, "origin")
        if "transfer-encoding" in headers and "content-length" in headers:
            raise Rejection(400, "framing")  # a proxy may have read the other length, and sees another next request
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise Rejection(415, "content-encoding")
        if not _CONTENT_TYPE.match(headers.get("content-type", "")):
            raise Rejection(415, "content-type", "send text/plain or application/json in UTF-8")
        agent = forwarded.agent if forwarded else headers.get("user-agent", "")
        if CRAWLER.search(agent):
            raise Rejection(403, "crawler")
        peer = request.client.host if request.client else ""
        seen = client_prefix(peer, headers.getlist("x-forwarded-for"), self.settings.trusted_proxies)
        prefix = forwarded.prefix if forwarded else seen
        if not self.limiter.allow(prefix):
            raise Rejection(429, "limit", retry_after_seconds=self.settings.retry_after_seconds)
        return Sender(prefix, agent)

    async def _commit(self, ingested: Ingested) -> Receipt:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Receipt] = loop.create_future()

        def settle(receipt: Receipt) -> None:
            if receipt.unavailable or receipt.refused:
                for claim in ingested.claims:
                    self.ingest.visitors.release(claim)
            if not answer.done():  # the deadline may have passed
                answer.set_result(receipt)

        def done(receipt: Receipt) -> None:
            with suppress(RuntimeError):  # the loop has ended, and with it everybody who waited
                loop.call_soon_threadsafe(settle, receipt)

        if not self.writer.offer(Delivery(ingested.records, done)):
            settle(Receipt(unavailable=True))
            raise Rejection(503, "queue-full", retry_after_seconds=self.settings.retry_after_seconds)
        try:
            receipt = await asyncio.wait_for(answer, self.settings.commit_deadline_seconds)
        except TimeoutError:
            raise Rejection(503, "deadline", retry_after_seconds=self.settings.retry_after_seconds) from None
        if receipt.unavailable:
            raise Rejection(503, "store", retry_after_seconds=self.settings.retry_after_seconds)
        return receipt

    def _share(self, response: Response, origin: str | None) -> None:
        """Let a page of an allowed origin read the answer; other origins get no header at all."""
        response.headers["vary"] = "Origin"
        if origin is not None and self.settings.origins.allows(origin):
            response.headers["access-control-allow-origin"] = origin
            response.headers["access-control-expose-headers"] = "Retry-After, X-KB-Result"

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self.writer.start()
        try:
            yield
        finally:
            await asyncio.to_thread(self.writer.stop)


async def _read_body(request: Request, settings: CollectorSettings) -> bytes:
    """Read at most the limit, within the deadline."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared[:9]) > settings.max_body_bytes:
        raise Rejection(413, "too-large")
    body = bytearray()
    try:
        async with asyncio.timeout(settings.body_deadline_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > settings.max_body_bytes:
                    raise Rejection(413, "too-large")
    except TimeoutError:
        raise Rejection(408, "slow") from None
    except ClientDisconnect:
        raise Rejection(400, "disconnected") from None
    return bytes(body)


def _answer(rejection: Rejection) -> Response:
    headers = dict(_PLAIN)
    if rejection.retry_after_seconds is not None:
        headers["retry-after"] = str(rejection.retry_after_seconds)
    if rejection.status in (408, 413) or rejection.reason == "framing":
        headers["connection"] = "close"  # what follows is not read
    return PlainTextResponse(f"{rejection.detail or rejection.reason}\n", rejection.status, headers)
