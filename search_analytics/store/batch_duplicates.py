"""One statement for many events does not see its own rows, so repetitions among them are found here, for every store."""

from __future__ import annotations

from collections.abc import Sequence

from search_analytics.events.record import EventRecord
from search_analytics.limits import DAY_SECONDS

NEAR_MIDNIGHT_SECONDS = 3_600
"""More than the age of an event and the difference of two computers' clocks together."""


def is_near_midnight(record: EventRecord) -> bool:
    """Say whether a retry of this event may fall, or have fallen, on another day."""
    second = record.ts % DAY_SECONDS
    return min(second, DAY_SECONDS - second) < NEAR_MIDNIGHT_SECONDS


def without_repetitions(records: Sequence[EventRecord]) -> dict[int, EventRecord]:
    """Return by place the records whose id does not come earlier on the same or a neighbouring day."""
    if len({record.id for record in records}) == len(records):
        return dict(enumerate(records))
    fresh: dict[int, EventRecord] = {}
    days_seen: dict[bytes, list[int]] = {}
    for place, record in enumerate(records):
        day = record.ts // DAY_SECONDS
        days = days_seen.setdefault(record.id, [])
        if all(abs(day - other) > 1 for other in days):
            days.append(day)
            fresh[place] = record
    return fresh
