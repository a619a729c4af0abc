"""Visitor-days that several collectors count together (clause 7.5 of docs/spec/search-event.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from search_analytics.events.record import ClaimedRecord, EventRecord
from search_analytics.privacy.visitors import (
    COUNTED_PER_PREFIX,
    COUNTED_PER_PREFIX_AND_SUBJECT,
    COUNTED_PER_WIDE_AND_SUBJECT,
    Claim,
)
from search_analytics.store.postgres.connection import PatientConnection, transaction
from search_analytics.store.statements import statement

_Key = tuple[str, int]
_MOST = (COUNTED_PER_PREFIX_AND_SUBJECT, COUNTED_PER_PREFIX, COUNTED_PER_WIDE_AND_SUBJECT)


def count_together(connection: PatientConnection, records: Sequence[EventRecord]) -> Sequence[EventRecord]:
    """Return the records with `first` as all collectors of the store count it.

    Inside the transaction that stores the records: when that fails, nothing was counted.
    """
    claims = [record.claim for record in records if isinstance(record, ClaimedRecord)]
    if not claims:
        return records
    held = _hold(connection, sorted({key for claim in claims for key in _keys(claim)}))
    counts = dict(held)
    settled = [
        _settled(record, _count(counts, record.claim)) if isinstance(record, ClaimedRecord) else record for record in records
    ]
    changed = [key for key, counted in counts.items() if counted != held[key]]
    connection.execute(
        statement("postgres", "add_counts").encode(),
        {**_columns(changed), "counted": [counts[key] for key in changed]},
    )
    return settled


def forget_visitors(connection: PatientConnection, before: date) -> bool:
    """Remove what was counted on days before `before`, so that no byte of it stays; False: there was nothing."""
    with transaction(connection):
        if connection.execute("SELECT 1 FROM visitor_day WHERE day < %s LIMIT 1", (before,)).fetchone() is None:
            return False
        connection.execute("LOCK TABLE visitor_day IN ACCESS EXCLUSIVE MODE")
        connection.execute(
            b"CREATE TEMPORARY TABLE still_counted ON COMMIT DROP AS SELECT * FROM visitor_day WHERE day >= %s", (before,)
        )
        connection.execute("TRUNCATE visitor_day")
        connection.execute("INSERT INTO visitor_day SELECT * FROM still_counted")
    return True


def _hold(connection: PatientConnection, keys: Sequence[_Key]) -> dict[_Key, int]:
    """Return how often each was counted, and keep other collectors from counting them until the transaction ends."""
    rows = connection.execute(statement("postgres", "hold_counts").encode(), _columns(keys)).fetchall()
    return {(row["day"], row["digest"]): row["counted"] for row in rows}


def _count(counts: dict[_Key, int], claim: Claim) -> int:
    """Return 1 and count the claim, or 0 when it counts no more; as VisitorDays does in memory."""
    keys = _keys(claim)
    if any(counts[key] >= most for key, most in zip(keys, _MOST, strict=False)):
        return 0
    for key in keys:
        counts[key] += 1
    return 1


def _settled(record: ClaimedRecord, first: int) -> ClaimedRecord:
    is_search = record.type == "search"
    return replace(record, first=first if is_search else None, network=record.network if first else -1)


def _keys(claim: Claim) -> tuple[_Key, ...]:
    """Return what counts a claim, in the order of _MOST; that of a /32 only where there is one."""
    return tuple((claim.day, digest) for digest in (claim.subject, claim.prefix, claim.wide)[: 3 if claim.wide else 2])


def _columns(keys: Sequence[_Key]) -> dict[str, list[object]]:
    return {"day": [day for day, _ in keys], "digest": [digest for _, digest in keys]}
