"""From an envelope to records: time from the server's clock, text cleaned and redacted, nothing of the sender."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from search_analytics.errors import EnvelopeRejectedError
from search_analytics.events.record import EventRecord, Language, Source, counted, stamp
from search_analytics.events.wire import ClickEvent, Envelope, Event, SearchEvent, ViewEvent, VoteEvent, WireLanguage
from search_analytics.limits import MAX_COMMENT_CODE_POINTS
from search_analytics.privacy.match_key import clean_text, group_key
from search_analytics.privacy.redaction import redact
from search_analytics.privacy.visitors import Claim, Kind, VisitorDays

_LANGUAGES: Mapping[WireLanguage, Language] = {"en": "en", "zh-Hant": "zh-hant"}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a request, for as long as the request lasts: the network prefix, and nothing more.

    source: `js` from a page of the portal, `api` from another site that shows its search.
    """

    prefix: str
    source: Source = "js"


@dataclass(frozen=True, slots=True)
class Ingested:
    """Records ready to store, and the visitor-days they claimed."""

    records: tuple[EventRecord, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Ingest:
    """Turns envelopes into records. clock: Unix seconds. published: tokens that redaction leaves alone.

    takes_comments: whether what readers add to a vote is stored; without it, a vote with a comment is a vote.
    """

    visitors: VisitorDays
    clock: Callable[[], float]
    published: frozenset[str] = frozenset()
    takes_comments: bool = False

    def records(self, envelope: Envelope, sender: Sender) -> Ingested:
        """Return what to store. Raises EnvelopeRejectedError: a search consists of characters that cannot be seen."""
        now = self.clock()
        today = stamp(now)[0]
        queries = [self._query(event) for event in envelope.e]  # all of them before the first claim, because one may raise
        records: list[EventRecord] = []
        claims: list[Claim] = []
        for event, query in zip(envelope.e, queries, strict=True):
            if isinstance(event, ClickEvent):  # counts with its search
                records.append(self._other(envelope, event, now, sender.source))
                continue
            if isinstance(event, SearchEvent):
                subject = group_key(query)
                record = self._search(envelope, event, now, query, subject, sender.source)
            else:
                record = self._other(envelope, event, now, sender.source)
                subject = f"{record.article}\0{record.language}" if record.type == "view" else f"{record.article}"
            if isinstance(event, VoteEvent) and self.takes_comments and event.c is not UNSET:
                record = self._commented(record, event.c)
            kind: Kind = "search" if isinstance(event, SearchEvent) else "view" if isinstance(event, ViewEvent) else "vote"
            claim = self.visitors.claim(day=today, prefix=sender.prefix, kind=kind, subject=subject, site=envelope.site)
            if claim is not None:
                claims.append(claim)
            records.append(counted(record, claim, is_shared=self.visitors.is_shared))
        return Ingested(tuple(records), tuple(claims))

    def _query(self, event: Event) -> str:
        if not isinstance(event, SearchEvent):
            return ""
        query = redact(clean_text(event.q), self.published)
        if not query:
            raise EnvelopeRejectedError("a query has no visible character")
        return query

    def _commented(self, record: EventRecord, text: str) -> EventRecord:
        comment = redact(clean_text(text, MAX_COMMENT_CODE_POINTS), self.published, MAX_COMMENT_CODE_POINTS)
        if not comment:
            return record
        return msgspec.structs.replace(record, comment=comment, match_key=group_key(comment, MAX_COMMENT_CODE_POINTS))

    def _search(
        self, envelope: Envelope, event: SearchEvent, now: float, query: str, match_key: str, source: Source
    ) -> EventRecord:
        day, ts = stamp(now - event.d / 1000)
        return EventRecord(
            day=day,
            id=_bytes(event.id),
            ts=ts,
            type="search",
            site=envelope.site,
            build=envelope.b,
            source=source,
            language=_LANGUAGES[event.l],
            query=query,
            match_key=match_key,
            results=event.n,
            outcome=event.o,
            mode=event.m,
            previous=None if isinstance(event.p, UnsetType) else _bytes(event.p),
            shown=None if event.x is UNSET else event.x,
        )

    def _other(self, envelope: Envelope, event: ClickEvent | ViewEvent | VoteEvent, now: float, source: Source) -> EventRecord:
        day, ts = stamp(now - event.d / 1000)
        return EventRecord(
            day=day, id=_bytes(event.id), ts=ts, site=envelope.site, build=envelope.b, source=source, **_own(event)
        )


def _own(event: ClickEvent | ViewEvent | VoteEvent) -> dict[str, Any]:
    """Return the fields that only this type of event has."""
    article = clean_text(event.a)
    if isinstance(event, ClickEvent):
        return {"type": "click", "search": _bytes(event.s), "article": article, "position": event.k}
    if isinstance(event, ViewEvent):
        return {"type": "view", "article": article, "language": _LANGUAGES[event.l], "origin": event.f}
    return {
        "type": "vote",
        "article": article,
        "language": None if isinstance(event.l, UnsetType) else _LANGUAGES[event.l],
        "vote": event.v,
        "reason": None if event.r is UNSET else event.r,
    }


def _bytes(event_id: str) -> bytes:
    return base64.urlsafe_b64decode(event_id + "==")
