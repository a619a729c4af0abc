"""Open a store, whichever kind it is, to write to it or to keep it tidy."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Protocol

from search_analytics.errors import UsageError
from search_analytics.events.record import EventRecord
from search_analytics.store.location import is_postgres, postgres_module
from search_analytics.store.retention import Upkeep
from search_analytics.store.sqlite import store as sqlite

SPOOL_PATIENCE_SECONDS = 1.5
"""With a spool a silent server is left this soon, before those who wait for their answer give up."""


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

    def probe(self) -> None:
        """Commit something that changes nothing. Raises StoreUnavailableError: events could not be stored either."""
        ...

    def size_bytes(self) -> int:
        """Return how much room the events take; for the daily limit."""
        ...

    def keep(self, today: date) -> bool:
        """Do one short step of retention: roll days up, delete old ones; False when nothing is left to do today."""
        ...

    def close(self) -> None:
        """Give back the lock and the connection; closing twice is fine."""
        ...


def open_store(location: str, *, shared: bool = False) -> Store:
    """Open the store at `location` and bring its schema up to date.

    location: the path of a SQLite database, or postgresql://…
    shared: for commands that write for a moment while a collector runs.
    Raises StoreLockedError, SchemaError, StoreUnavailableError, UsageError.
    """
    if is_postgres(location):
        return _open_postgres(location)
    return sqlite.SqliteStore(Path(location), shared=shared)


def open_with_spool(location: str, folder: Path) -> Store:
    """Open a PostgreSQL store that may be away, now or later; `folder` keeps the events meanwhile.

    Raises StoreLockedError: another collector uses the folder. SchemaError, UsageError.
    """
    if not is_postgres(location):
        raise UsageError("--spool is for PostgreSQL", hint="SQLite writes to this computer's disk already")
    spool = import_module("search_analytics.store.spool.store")
    store: Store = spool.SpoolStore(lambda: _open_postgres(location, SPOOL_PATIENCE_SECONDS), folder)
    return store


def open_for_upkeep(location: str) -> AbstractContextManager[Upkeep]:
    """Give the chores of an existing store for a command; raises UsageError, SchemaError, StoreUnavailableError."""
    if is_postgres(location):
        upkeep: AbstractContextManager[Upkeep] = postgres_module("upkeep").open_for_upkeep(location)
        return upkeep
    return sqlite.open_for_upkeep(Path(location))


def _open_postgres(location: str, patience_seconds: float | None = None) -> Store:
    store: Store = postgres_module("store").PostgresStore(location, patience_seconds=patience_seconds)
    return store
