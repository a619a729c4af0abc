"""How long things are kept, and what a deletion reports; the same for every store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

RAW_DAYS = 30
"""Events are kept this long; then a day becomes its roll-up."""
ROLL_UP_DAYS = 760
"""Roll-ups are kept this long: 25 months."""
WHOLE_DAYS = 2
"""A day is added up when it is this old: its searches may be answered until the end of the day after it."""
CHUNK_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Removed:
    """What a deletion took away: events, rows of roll-ups, and copies of the database that a migration had made."""

    events: int
    roll_ups: int
    copies: int


class Upkeep(Protocol):
    """What an operator does to a store; a collector may go on meanwhile."""

    def purge(self, before: date) -> Removed:
        """Delete everything of days before `before`, roll-ups too, so that no byte of it stays in the store's files."""
        ...

    def forget(self, text: str, *, containing: bool = False) -> Removed:
        """Delete every search whose match key is `text`, or contains it, with its clicks; no byte stays either."""
        ...

    def would_purge(self, before: date) -> Removed:
        """Return what `purge` would take away now."""
        ...

    def would_forget(self, text: str, *, containing: bool = False) -> Removed:
        """Return what `forget` would take away now."""
        ...

    def verify(self) -> Sequence[str]:
        """Return what is wrong with the store; empty when all is well."""
        ...
