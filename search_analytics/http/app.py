"""The web application: POST /v1/events, /live, /ready, /metrics."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from search_analytics.events.ingest import Ingest
from search_analytics.events.portal_articles import PortalArticles
from search_analytics.http.events import PLAIN, EventsEndpoint, sharing
from search_analytics.http.limits import DayShare, Limiter
from search_analytics.http.metrics import Metrics
from search_analytics.http.settings import CollectorSettings
from search_analytics.store.writer import Writer

_PLAIN = {name.decode(): value.decode() for name, value in PLAIN}


@dataclass(frozen=True, slots=True)
class Collector:
    """What the application is made of."""

    settings: CollectorSettings
    limiter: Limiter
    ingest: Ingest
    writer: Writer
    metrics: Metrics = field(default_factory=Metrics)
    portal: PortalArticles | None = None

    def app(self) -> Starlette:
        """Return the ASGI application; its lifespan starts the writer and, at the end, commits what still waits."""
        share = DayShare(self.limiter.key, self.ingest.clock)
        events = EventsEndpoint(self.settings, self.limiter, share, self.portal, self.ingest, self.writer, self.metrics)
        routes = [
            Route("/v1/events", events, methods=["POST"]),
            Route("/v1/events", self.preflight, methods=["OPTIONS"]),
            Route("/live", self.live, methods=["GET"]),
            Route("/ready", self.ready, methods=["GET"]),
            Route("/metrics", self.show_metrics, methods=["GET"]),
        ]
        app = Starlette(routes=routes, lifespan=self._lifespan)
        app.router.redirect_slashes = False
        return app

    async def preflight(self, request: Request) -> Response:
        """Answer a browser that wants to send application/json from another origin."""
        origin = request.headers.get("origin")
        known = origin is not None and self.settings.origins.allows(origin)
        response = Response(status_code=204 if known else 403, headers={"allow": "POST, OPTIONS", **_PLAIN})
        if known:
            response.headers["access-control-allow-methods"] = "POST"
            response.headers["access-control-allow-headers"] = "content-type"
            response.headers["access-control-max-age"] = "600"
        response.raw_headers += sharing(self.settings.origins, origin)
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

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self.writer.start()
        try:
            yield
        finally:
            await asyncio.to_thread(self.writer.stop)
