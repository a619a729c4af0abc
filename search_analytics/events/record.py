"""One event as it is stored: the names everything after the collector uses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from search_analytics.events.wire import Mode, Outcome, ShownBesides, ViewSource, VoteReason
from search_analytics.privacy.visitors import Claim

Language = Literal["en", "zh-hant"]
EventType = Literal["search", "click", "view", "vote"]
Source = Literal["js", "log", "api"]

CONTACT = "contact"
"""The article id under which a click on the way to the contact page is stored."""
STAMP_SECONDS = 10
"""Times are rounded down to this: precise enough for a chain of searches, too coarse to match with another log."""


class EventRecord(msgspec.Struct, frozen=True, gc=False):
    """One row of the table `event`; which fields are set depends on `type` (clause 6 of docs/spec/search-event.md).

    day: UTC date, YYYY-MM-DD. id, previous, search: 16 random bytes that the page chose.
    ts: Unix seconds, rounded down to 10. query: as shown, after redaction. match_key: what groups it.
    shown: what a search showed besides results; None also where the page is from before such things were told.
    first: 1 for the first time this network searched this on this day; their sum is the number of visitor-days.
    network: 1 where a network searched this, or viewed or voted on this article, for the first time in NETWORK_DAYS days; 0 for
    the first time on this day; -1 where it does not count; None of clicks, which count with their search, and from before.
    comment: of a vote, after redaction; its match_key is that of the comment, so that it is forgotten as a search is.
    A Struct, because a frozen dataclass of so many fields takes eight times as long to make.
    """

    day: str
    id: bytes
    ts: int
    type: EventType
    site: str
    build: str
    source: Source
    language: Language | None = None
    query: str | None = None
    match_key: str | None = None
    results: int | None = None
    outcome: Outcome | None = None
    mode: Mode | None = None
    previous: bytes | None = None
    first: int | None = None
    search: bytes | None = None
    article: str | None = None
    position: int | None = None
    origin: ViewSource | None = None
    vote: int | None = None
    reason: VoteReason | None = None
    shown: ShownBesides | None = None
    network: int | None = None
    comment: str | None = None


class ClaimedRecord(EventRecord, frozen=True, gc=False, kw_only=True):
    """A search, view or vote on its way to a store that several collectors share; by its claim the store settles `first`.

    The claim is no column and is never written with the event.
    """

    claim: Claim


def counted(record: EventRecord, claim: Claim | None, *, is_shared: bool = False) -> EventRecord:
    """Return the record as a collector counts it; with its claim where others share the store."""
    network = -1 if claim is None else int(claim.new_network != 0)
    first = int(claim is not None) if record.type == "search" else None
    values = _values(record) | {"first": first, "network": network}
    if claim is None and record.comment is not None:  # one comment a day of a network on an article, as one vote counts
        values |= {"comment": None, "match_key": None}
    return ClaimedRecord(**values, claim=claim) if is_shared and claim is not None else EventRecord(**values)


def unclaimed(record: EventRecord) -> EventRecord:
    """Return the record without its claim, `first` as the collector counted it."""
    return EventRecord(**_values(record)) if isinstance(record, ClaimedRecord) else record


def _values(record: EventRecord) -> dict[str, Any]:
    return {name: getattr(record, name) for name in EventRecord.__struct_fields__}


def stamp(unix_seconds: float) -> tuple[str, int]:
    """Return the UTC day and the rounded time to store for a moment."""
    ts = int(unix_seconds // STAMP_SECONDS) * STAMP_SECONDS
    return datetime.fromtimestamp(ts, UTC).date().isoformat(), ts
