"""The sums of a day in SQLite; see day_sums.py."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from search_analytics.events.record import Language, Source
from search_analytics.store.search_log import Phrase
from search_analytics.store.statements import filled_statement


@dataclass(frozen=True, slots=True)
class SqliteDatabase:
    """A connection that may have a transaction open; see Database."""

    connection: sqlite3.Connection

    def ask(self, name: str, *, new: str = "", k: int = 0, **values: Any) -> Sequence[tuple[Any, ...]]:
        """Run a statement by name; see Database."""
        plain = {key: json.dumps(value) if isinstance(value, list) else value for key, value in values.items()}
        return self.connection.execute(filled_statement("sqlite", name, new=new, k=k), plain).fetchall()

    def run(self, statement: str) -> Sequence[tuple[Any, ...]]:
        """Run a statement of our own words; see Database."""
        return self.connection.execute(statement).fetchall()

    def name_days(self, table: str, days: Sequence[str]) -> None:
        """Make a temporary table of days; see Database."""
        self.connection.execute(f"CREATE TEMP TABLE {table} (day TEXT PRIMARY KEY)")
        self.connection.executemany(f"INSERT INTO {table} VALUES (?)", [(day,) for day in days])  # noqa: S608

    def name_phrases(self, table: str, phrases: Collection[Phrase]) -> None:
        """Make a temporary table of phrases; see Database."""
        self.connection.execute(
            f"CREATE TEMP TABLE {table} (match_key TEXT, language TEXT, PRIMARY KEY (language, match_key)) WITHOUT ROWID"
        )
        self.connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", phrases)  # noqa: S608

    def copy_shape(self, table: str, of: str) -> None:
        """Make an empty temporary table; see Database."""
        self.connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM {of} LIMIT 0")  # noqa: S608

    def name_asked(self, site: str | None, source: Source | None, language: Language | None) -> None:
        """Make the table `asked_for`; see Database."""
        shape = "CREATE TEMP TABLE asked_for AS SELECT ? AS site, ? AS source, ? AS language"
        self.connection.execute(shape, (site, source, language))
