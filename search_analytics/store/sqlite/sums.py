"""The sums of a day in SQLite; see day_sums.py."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from search_analytics.events.record import Language, Source
from search_analytics.store.search_log import Phrase
from search_analytics.store.statements import filled_statement


@dataclass(frozen=True, slots=True)
class SqliteDatabase:
    """A connection that may have a transaction open; see Database."""

    connection: sqlite3.Connection

    def ask(self, name: str, *, new: str = "", k: int = 0, to_day: str = "", **values: Any) -> Sequence[tuple[Any, ...]]:
        """Run a statement by name; see Database."""
        plain = {key: json.dumps(value) if isinstance(value, list) else value for key, value in values.items()}
        return self.connection.execute(filled_statement("sqlite", name, new=new, k=k, to_day=to_day), plain).fetchall()

    def run(self, statement: str) -> Sequence[tuple[Any, ...]]:
        """Run a statement of our own words; see Database."""
        return self.connection.execute(statement).fetchall()

    def name_days(self, table: str, days: Sequence[str]) -> None:
        """Make a temporary table of days; see Database."""
        self.connection.execute(f"CREATE TEMP TABLE {table} (day TEXT PRIMARY KEY)")
        self.connection.executemany(f"INSERT INTO {table} VALUES (?)", [(day,) for day in days])  # noqa: S608

    def name_phrases(self, table: str, phrases: Sequence[Phrase]) -> None:
        """Make a temporary table of phrases; see Database."""
        self.connection.execute(
            f"CREATE TEMP TABLE {table} (place INTEGER PRIMARY KEY, match_key TEXT, language TEXT, UNIQUE (language, match_key))"
        )
        rows = ((place, *phrase) for place, phrase in enumerate(phrases))
        self.connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)  # noqa: S608

    def copy_shape(self, table: str, of: str) -> None:
        """Make an empty temporary table; see Database."""
        self.connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM {of} LIMIT 0")  # noqa: S608

    def name_asked(self, site: str | None, source: Source | None, language: Language | None) -> None:
        """Make the table `asked_for`; see Database."""
        shape = "CREATE TEMP TABLE asked_for AS SELECT ? AS site, ? AS source, ? AS language"
        self.connection.execute(shape, (site, source, language))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT, or ROLLBACK when anything is raised; see Database."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def move(self, source: str, into: str, most: int) -> int:
        """Move rows from a temporary table, in its order, which is that of the key; see Database."""
        rows = f"rowid IN (SELECT rowid FROM {source} ORDER BY rowid LIMIT {most:d})"  # noqa: S608, our own words
        moved = self.connection.execute(f"INSERT INTO {into} SELECT * FROM {source} WHERE {rows}").rowcount  # noqa: S608
        self.connection.execute(f"DELETE FROM {source} WHERE {rows}")  # noqa: S608
        return moved

    def remove_some(self, table: str, day: str, most: int) -> int:
        """Delete rows of a day, at most so many; see Database."""
        key = self._key(table)
        rows = f"({key}) IN (SELECT {key} FROM {table} WHERE day = ? LIMIT {most:d})"  # noqa: S608, our own words
        return self.connection.execute(f"DELETE FROM {table} WHERE {rows}", (day,)).rowcount  # noqa: S608

    def _key(self, table: str) -> str:
        columns = self.connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,))
        return ", ".join(name for (name,) in columns.fetchall()) or "rowid"
