"""Tell a store of searches from what else a path may lead to, before anything is written there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from search_analytics.errors import UsageError

MOST_NAMED = 3
"""Tables of another program that a message names."""
_VERSION = "schema_version"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
_HINT = "name the store of the collector with --store"


def refuse_foreign(connection: sqlite3.Connection, path: Path, *, may_be_empty: bool) -> None:
    """Raise UsageError for a file that is no SQLite database, or one of another program; sqlite3.Error: it cannot be read now.

    may_be_empty: for those who make a store of an empty file, or go on where the first start of a collector was killed.
    """
    try:
        tables = _names(connection, _TABLES)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname != "SQLITE_NOTADB":
            raise
        hint = f"{_HINT}; if this was one, put back a copy of it"
        raise UsageError(f"{path} is no SQLite database", hint=hint) from None
    if {_VERSION, "event"} <= tables and "match_key" in _names(connection, "SELECT name FROM pragma_table_info('event')"):
        return
    if tables <= {_VERSION} and not _has_version(connection, tables):
        if may_be_empty:
            return
        hint = f"start the collector once (python -m search_analytics serve), or {_HINT}"
        raise UsageError(f"{path} is empty: no collector has written to it", hint=hint)
    raise UsageError(f"{path} is a database of another program, with {_listed(tables)}", hint=_HINT)


def _names(connection: sqlite3.Connection, statement: str) -> set[str]:
    return {name for (name,) in connection.execute(statement)}


def _has_version(connection: sqlite3.Connection, tables: set[str]) -> bool:
    return bool(tables) and connection.execute(f"SELECT 1 FROM {_VERSION}").fetchone() is not None  # noqa: S608, our own word


def _listed(tables: set[str]) -> str:
    named = ", ".join(f"'{table}'" for table in sorted(tables)[:MOST_NAMED])
    more = len(tables) - MOST_NAMED
    return f"the {'table' if len(tables) == 1 else 'tables'} {named}" + (f" and {more} more" if more > 0 else "")
