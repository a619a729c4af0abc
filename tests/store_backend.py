"""The two kinds of store, as one thing for the tests that both must pass."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import psycopg
from postgres_cluster import Cluster

from search_analytics.store.day_sums import TABLES
from search_analytics.store.opening import open_store


class Backend(Protocol):
    """An empty store of one kind."""

    name: str
    location: str

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what the database answers, days as text."""
        ...

    def run(self, script: str) -> None:
        """Change the database behind the collector's back."""
        ...

    def every_byte(self) -> bytes:
        """Return all the bytes the store has on disk, its log included."""
        ...


class SqliteBackend:
    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "s.sqlite3"
        self.location = str(self.path)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchall()

    def run(self, script: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection:
            connection.executescript(script)

    def every_byte(self) -> bytes:
        return b"".join(file.read_bytes() for file in sorted(self.folder.iterdir()))


class PostgresBackend:
    name = "postgres"

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.location = cluster.new_database()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.location) as connection:
            found = connection.execute(query.encode()).fetchall()
        return [tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row) for row in found]

    def run(self, script: str) -> None:
        with psycopg.connect(self.location) as connection:
            connection.execute(script.encode())

    def every_byte(self) -> bytes:
        with psycopg.connect(self.location, autocommit=True) as connection:
            connection.execute("CHECKPOINT; SELECT pg_switch_wal(); CHECKPOINT")
            (folder,) = connection.execute("SELECT 'base/' || oid FROM pg_database WHERE datname = current_database()").fetchall()
        data = self.cluster.folder / "data"
        files = [*(data / folder[0]).iterdir(), *(data / "pg_wal").iterdir()]
        return b"".join(file.read_bytes() for file in sorted(files) if file.is_file())


def back_to_the_first_release(backend: Backend) -> None:
    """Take away what migrations after the first have made."""
    tables = ("roll_up", "summed_day", "unfinished_day", *TABLES)
    backend.run("; ".join(f"DROP TABLE {table}" for table in tables))
    if backend.name == "postgres":
        backend.run("DROP TRIGGER sums_are_late ON event; DROP FUNCTION sums_are_late; DROP TABLE visitor_day")
    backend.run("ALTER TABLE event DROP COLUMN shown")
    backend.run("ALTER TABLE event DROP COLUMN network")
    backend.run("DROP INDEX event_by_comment; ALTER TABLE event DROP COLUMN comment")
    backend.run("UPDATE schema_version SET version = 1")


def keep_all(backend: Backend, today: date) -> int:
    """Do the chores of a day; return in how many steps."""
    store = open_store(backend.location)
    steps = 0
    while store.keep(today):
        steps += 1
    store.rest()
    store.close()
    return steps


def fill(backend: Backend, records: Sequence[Any]) -> None:
    """Store records and go."""
    store = open_store(backend.location)
    store.append(records)
    store.close()
