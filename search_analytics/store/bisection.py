"""Store what can be stored, when one event of many never can; the writer and the spool do it alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search_analytics.errors import StoreRefusedError
from search_analytics.events.record import EventRecord

Append = Callable[[Sequence[EventRecord]], tuple[bool, ...]]


def append_halving(
    append: Append, records: Sequence[EventRecord], refused: Callable[[EventRecord, StoreRefusedError], None]
) -> tuple[bool | None, ...]:
    """Append records together; when the store refuses them, halve until the culprit stands alone (None)."""
    try:
        return append(records)
    except StoreRefusedError as error:
        if len(records) == 1:
            refused(records[0], error)
            return (None,)
    half = len(records) // 2
    return append_halving(append, records[:half], refused) + append_halving(append, records[half:], refused)
