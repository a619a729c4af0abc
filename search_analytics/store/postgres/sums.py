"""The sums of a day in PostgreSQL; see day_sums.py. The temporary tables end with the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from psycopg import ClientCursor
from psycopg.rows import tuple_row

from search_analytics.events.record import Language, Source
from search_analytics.store.postgres.connection import PatientConnection
from search_analytics.store.search_log import Phrase
from search_analytics.store.statements import filled_statement


def expect_many_rows(connection: PatientConnection) -> None:
    """Let this transaction join by hash, in memory, and not compile what runs for less than a second.

    The planner has no statistics of phrases (001_events.sql), takes them for few, and would sort a whole table to join it.
    """
    connection.execute("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off; SET LOCAL enable_mergejoin = off")


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """A connection with an open transaction; see Database.

    Utility statements such as CREATE TABLE take no parameters from the server, so the cursor writes them in, quoted.
    """

    connection: PatientConnection

    def ask(self, name: str, *, new: str = "", k: int = 0, to_day: str = "", **values: Any) -> Sequence[tuple[Any, ...]]:
        """Run a statement by name; see Database."""
        return self._run(filled_statement("postgres", name, new=new, k=k, to_day=to_day), values)

    def run(self, statement: str) -> Sequence[tuple[Any, ...]]:
        """Run a statement of our own words; see Database."""
        return self._run(statement)

    def name_days(self, table: str, days: Sequence[str]) -> None:
        """Make a temporary table of days; see Database."""
        shape = f"CREATE TEMP TABLE {table} ON COMMIT DROP AS SELECT unnest(%(days)s::date[]) AS day"
        self._run(shape, {"days": list(days)})
        self._run(f"ANALYZE {table}")

    def name_phrases(self, table: str, phrases: Sequence[Phrase]) -> None:
        """Make a temporary table of phrases; see Database."""
        shape = (
            f"CREATE TEMP TABLE {table} ON COMMIT DROP AS"  # noqa: S608, our own words
            ' SELECT place::int - 1 AS place, match_key COLLATE "C" AS match_key, language COLLATE "C" AS language'
            " FROM unnest(%(keys)s::text[], %(languages)s::text[]) WITH ORDINALITY AS phrase (match_key, language, place)"
        )
        self._run(shape, {"keys": [key for key, _ in phrases], "languages": [language for _, language in phrases]})
        self._run(f"ANALYZE {table} (language)")  # the number of rows; no text: see 001_events.sql

    def copy_shape(self, table: str, of: str) -> None:
        """Make an empty temporary table; see Database."""
        self._run(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS SELECT * FROM {of} LIMIT 0")  # noqa: S608

    def name_asked(self, site: str | None, source: Source | None, language: Language | None) -> None:
        """Make the table `asked_for`; see Database."""
        values = {"site": site, "source": source, "language": language}
        columns = ", ".join(f'%({name})s::text COLLATE "C" AS {name}' for name in values)
        self._run(f"CREATE TEMP TABLE asked_for ON COMMIT DROP AS SELECT {columns}", values)

    def writing(self) -> AbstractContextManager[None]:
        """Leave it to the open transaction: nobody waits for it; see Database."""
        return nullcontext()

    def move(self, source: str, into: str, most: int) -> int:
        """Move rows from a temporary table; see Database."""
        text = (
            f"WITH moved AS (DELETE FROM {source} WHERE ctid = ANY(ARRAY(SELECT ctid FROM {source} LIMIT {most:d})) RETURNING *)"  # noqa: S608
            f" INSERT INTO {into} SELECT * FROM moved"
        )
        return self.connection.execute(text.encode()).rowcount

    def remove_some(self, table: str, day: str, most: int) -> int:
        """Delete the rows of a day; see Database."""
        return min(self.connection.execute(f"DELETE FROM {table} WHERE day = %s".encode(), (day,)).rowcount, most - 1)  # noqa: S608

    def _run(self, text: str, values: dict[str, Any] | None = None) -> Sequence[tuple[Any, ...]]:
        cursor = ClientCursor(self.connection, row_factory=tuple_row)
        cursor.execute(text.encode(), values)
        return cursor.fetchall() if cursor.description else ()
