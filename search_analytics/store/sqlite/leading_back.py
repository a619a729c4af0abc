"""Of which days the sums are no longer right once events have come: their own, and the day before if they follow its searches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from search_analytics.events.record import EventRecord


def days_changed(connection: sqlite3.Connection, records: Sequence[EventRecord]) -> frozenset[str]:
    """Return the days of events that were inserted, and those before them to which one of the events leads back."""
    days = {record.day for record in records}
    before = {day: (date.fromisoformat(day) - timedelta(days=1)).isoformat() for day in days}
    told = {day for table in ("summed_day", "unfinished_day") for (day,) in connection.execute(f"SELECT day FROM {table}")}  # noqa: S608
    named = {day: [one for record in records if record.day == day and (one := record.previous or record.search)] for day in days}
    return frozenset(days) | {
        before[day] for day in days if before[day] in told and _leads_back(connection, day, before[day], named[day])
    }


def _leads_back(connection: sqlite3.Connection, day: str, before: str, named: Iterable[bytes]) -> bool:
    """Tell whether one of the named searches is of the day before, or followed one of it through searches of its own day."""
    seen: set[bytes] = set()
    left = list(named)
    while left:
        if (one := left.pop()) in seen:
            continue
        seen.add(one)
        found = connection.execute("SELECT previous FROM event WHERE day = ? AND id = ?", (day, one)).fetchone()
        if found is not None and found[0] is not None:
            left.append(found[0])
        elif found is None and connection.execute("SELECT 1 FROM event WHERE day = ? AND id = ?", (before, one)).fetchone():
            return True
    return False
