"""Counters in Prometheus' text format; no label ever carries a query, an address or anything a client chose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from search_analytics.events.portal_articles import PortalArticles
from search_analytics.http.request import RejectionReason
from search_analytics.store.writer import Writer


@dataclass(slots=True)
class Metrics:
    """What happened since the process started."""

    answers: Counter[int] = field(default_factory=Counter)
    """Requests by HTTP status."""
    rejections: Counter[RejectionReason] = field(default_factory=Counter)
    """Requests that stored nothing."""
    stored_events: int = 0
    duplicate_events: int = 0
    unknown_article_events: int = 0
    """Clicks, views and votes that were dropped, because the portal has no such article."""
    other_build_events: int = 0
    """Events of pages of another build than the portal's; they are stored."""

    def render(self, writer: Writer, portal: PortalArticles | None = None) -> str:
        """Return the page of /metrics."""
        health = writer.health
        known = portal.current() if portal else None
        lines = [
            *_family("kb_requests_total", "counter", {f'status="{code}"': n for code, n in self.answers.items()}),
            *_family("kb_rejected_total", "counter", {f'reason="{why}"': n for why, n in self.rejections.items()}),
            *_family("kb_events_stored_total", "counter", {"": self.stored_events}),
            *_family("kb_events_duplicate_total", "counter", {"": self.duplicate_events}),
            *_family("kb_events_refused_total", "counter", {"": health.refused_events}),
            *_family("kb_events_unknown_article_total", "counter", {"": self.unknown_article_events}),
            *_family("kb_events_other_build_total", "counter", {"": self.other_build_events}),
            *_family("kb_portal_articles", "gauge", {"": len(known.articles) if known else 0}),
            *_family("kb_queue_events", "gauge", {"": health.queued_events}),
            *_family("kb_queue_capacity_events", "gauge", {"": writer.capacity_events}),
            *_family("kb_commits_total", "counter", {"": health.commits}),
            *_family("kb_commits_failed_total", "counter", {"": health.failed_commits}),
            *_family("kb_commit_seconds_total", "counter", {"": health.commit_seconds}),
            *_family("kb_commit_slowest_seconds", "gauge", {"": health.slowest_commit_seconds}),
            *_family("kb_store_bytes", "gauge", {"": health.store_bytes}),
            *_family("kb_store_day_bytes", "gauge", {"": health.day_bytes}),
            *_family("kb_store_day_limit_bytes", "gauge", {"": writer.max_day_bytes}),
            *_family("kb_store_full", "gauge", {"": int(health.is_full)}),
            *_family("kb_spool_bytes", "gauge", {"": getattr(writer.store, "spooled_bytes", 0)}),
            *_family("kb_ready", "gauge", {"": int(writer.is_ready)}),
        ]
        return "\n".join(lines) + "\n"


def _family(name: str, kind: str, values: dict[str, int | float]) -> list[str]:
    rows = [f"{name}{{{label}}} {value}" if label else f"{name} {value}" for label, value in sorted(values.items())]
    return [f"# TYPE {name} {kind}", *rows]
