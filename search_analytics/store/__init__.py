"""Where events rest. SQLite is the default; every store passes the same tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from search_analytics.errors import UsageError
from search_analytics.record import EventRecord
from search_analytics.store.sqlite import SqliteStore


class Store(Protocol):
    """What the writer thread needs of a store; only that thread calls it."""

    def append(self, records: Sequence[EventRecord]) -> tuple[bool, ...]:
        """Commit the records durably, together; return for each whether it is new (False: stored before).

        Raises StoreUnavailableError: nothing was stored, trying again later is right.
        Raises StoreRefusedError: nothing was stored, and one record at least never will be.
        """
        ...

    def rest(self) -> None:
        """Tidy up; called when no event has come for a while."""
        ...

    def keep(self, today: date) -> bool:
        """Do one short step of retention: roll days up, delete old ones; False when nothing is left to do today."""
        ...

    def close(self) -> None:
        """Give back the lock and the connection; closing twice is fine."""
        ...


def open_store(location: str) -> Store:
    """Open the store at `location`, a path of a SQLite database, and bring its schema up to date.

    Raises StoreLockedError, SchemaError, StoreUnavailableError, UsageError.
    """
    if "://" in location:
        raise UsageError(f"no store for {location.split('://')[0]!r}", hint="give the path of a SQLite database")
    return SqliteStore(Path(location))
