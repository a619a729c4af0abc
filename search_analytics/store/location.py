"""Where a store is: the path of a SQLite database, or an address of PostgreSQL; told before the driver of either is loaded."""

from __future__ import annotations

import re
from importlib import import_module
from types import ModuleType

from search_analytics.errors import UsageError

DEFAULT_STORE = "var/searches.sqlite3"


def is_postgres(location: str) -> bool:
    """Say whether `location` is an address of PostgreSQL; raises UsageError for an address of anything else."""
    scheme, _, rest = location.partition("://")
    if rest and scheme not in ("postgresql", "postgres"):
        raise UsageError(f"no store for {scheme!r}", hint="give the path of a SQLite database, or postgresql://…")
    return bool(rest)


def without_password(location: str) -> str:
    """Return `location` as it may be shown."""
    return re.sub(r"(://[^:/@]*):[^@]*@|(?<=[?&])password=[^&]*&?", lambda match: f"{match[1]}@" if match[1] else "", location)


def postgres_module(name: str) -> ModuleType:
    """Import a module that needs psycopg, which only those install who use PostgreSQL."""
    try:
        return import_module(f"search_analytics.store.postgres.{name}")
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise UsageError("the driver for PostgreSQL is not installed", hint="pip install 'kbgen[postgres]'") from None
