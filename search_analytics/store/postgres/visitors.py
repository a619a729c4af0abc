"""Visitor-days that several collectors count together (clause 7.5 of docs/spec/search-event.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from search_analytics.events.record import ClaimedRecord, EventRecord
from search_analytics.privacy.visitors import COUNTED_PER_PREFIX, COUNTED_PER_PREFIX_AND_QUERY, Claim
from search_analytics.store.postgres.connection import PatientConnection, transaction
from search_analytics.store.statements import statement

_Key = tuple[str, int]


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
        replace(record, first=_count(counts, record.claim)) if isinstance(record, ClaimedRecord) else record for record in records
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
    visitor, prefix, prefix_and_query = _keys(claim)
    if counts[visitor] or counts[prefix] >= COUNTED_PER_PREFIX or counts[prefix_and_query] >= COUNTED_PER_PREFIX_AND_QUERY:
        return 0
    for key in (visitor, prefix, prefix_and_query):
        counts[key] += 1
    return 1


def _keys(claim: Claim) -> tuple[_Key, _Key, _Key]:
    return (claim.day, claim.visitor), (claim.day, claim.prefix), (claim.day, claim.prefix_and_query)


def _columns(keys: Sequence[_Key]) -> dict[str, list[object]]:
    return {"day": [day for day, _ in keys], "digest": [digest for _, digest in keys]}
