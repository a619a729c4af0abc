"""Where events rest. SQLite is the default, PostgreSQL lets several collectors share one store; both pass the same tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol

from search_analytics.errors import UsageError
from search_analytics.events.record import EventRecord
from search_analytics.store.search_log import Question, SearchLog
from search_analytics.store.sqlite import store as sqlite
from search_analytics.store.sqlite import reports as sqlite_reports
from search_analytics.store.retention import Upkeep

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
        upkeep: AbstractContextManager[Upkeep] = _postgres("postgres_upkeep").open_for_upkeep(location)
        return upkeep
    return sqlite.open_for_upkeep(Path(location))


def read_search_log(location: str, question: Question) -> SearchLog:
    """Return all searches of a period. Raises UsageError, SchemaError, StoreUnavailableError, ReportTimeoutError."""
    if is_postgres(location):
        found: SearchLog = _postgres("postgres_reports").read_search_log(location, question)
        return found
    return sqlite_reports.read_search_log(Path(location), question)


def is_postgres(location: str) -> bool:
    """Say whether `location` is an address of PostgreSQL; raises UsageError for an address of anything else."""
    scheme, _, rest = location.partition("://")
    if rest and scheme not in ("postgresql", "postgres"):
        raise UsageError(f"no store for {scheme!r}", hint="give the path of a SQLite database, or postgresql://…")
    return bool(rest)


def without_password(location: str) -> str:
    """Return `location` as it may be shown."""
    return re.sub(r"(://[^:/@]*):[^@]*@|(?<=[?&])password=[^&]*&?", lambda match: f"{match[1]}@" if match[1] else "", location)


def _open_postgres(location: str, patience_seconds: float | None = None) -> Store:
    store: Store = _postgres("postgres").PostgresStore(location, patience_seconds=patience_seconds)
    return store


def _postgres(module: str) -> ModuleType:
    """Import a module that needs psycopg, which only those install who use PostgreSQL."""
    try:
        return import_module(f"search_analytics.store.{module}")
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise UsageError("the driver for PostgreSQL is not installed", hint="pip install 'kbgen[postgres]'") from None
