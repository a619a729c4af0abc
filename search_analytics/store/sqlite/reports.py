"""Questions to a SQLite store, asked over a connection of their own that cannot write to it."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from search_analytics.errors import ReportTimeoutError, SchemaError, StoreUnavailableError, UsageError
from search_analytics.store.log_rows import read_log
from search_analytics.store.search_log import Question, SearchLog
from search_analytics.store.sqlite.foreign import refuse_foreign
from search_analytics.store.sqlite.store import BUSY_TIMEOUT_MS, CACHE_KIB, schema_version
from search_analytics.store.sqlite.sums import SqliteDatabase
from search_analytics.store.statements import migrations

_OPCODES_BETWEEN_CLOCK_READINGS = 10_000
_SETTLED_NS = 2_000_000_000
"""Some disks count in steps of two seconds."""
_NO_DATABASE = "start the collector (python -m search_analytics serve), or name it with --store"


def read_search_log(path: Path, question: Question) -> SearchLog:
    """Return everything that was searched in a period, and what readers did next.

    Raises UsageError: there is no store. StoreUnavailableError, SchemaError: it cannot be read.
    ReportTimeoutError: the time limit of the question has passed.
    """
    if not path.is_file():
        raise UsageError(
            f"no database at {path}",
            hint=_NO_DATABASE,
        )
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        return read_log(_prepare(connection, question, path), question)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise ReportTimeoutError(
                f"the report took longer than {question.time_limit_seconds:g} seconds",
                hint="ask for fewer days with --since-days or --since, or allow more with --time-limit",
            ) from None
        raise StoreUnavailableError(f"cannot read {path}: {error}") from None
    except sqlite3.DatabaseError as error:
        hint = "'python -m search_analytics upkeep --verify' says more; put back a copy of it"
        raise StoreUnavailableError(f"cannot read {path}: {error}", hint=hint) from None
    finally:
        connection.close()


def state_of_store(path: Path) -> str | None:
    """Return what the files of a store tell of their content; None where one changed so lately that it may again, unseen.

    Every commit writes to the log beside the database, or to the database itself. Raises UsageError: there is no store.
    """
    if not path.is_file():
        raise UsageError(f"no database at {path}", hint=_NO_DATABASE)
    now_ns, stamps = time.time_ns(), []
    for file in (path, path.with_name(f"{path.name}-wal")):
        try:
            told = file.stat()
        except FileNotFoundError:
            stamps.append("")
            continue
        if not told.st_size:  # a log that a reader began; nothing is in it
            stamps.append("")
            continue
        if max(told.st_mtime_ns, told.st_ctime_ns) >= now_ns - _SETTLED_NS:
            return None
        stamps.append(f"{told.st_ino} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}")
    return "\n".join(stamps)


def _prepare(connection: sqlite3.Connection, question: Question, path: Path) -> SqliteDatabase:
    deadline = time.monotonic() + question.time_limit_seconds
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _OPCODES_BETWEEN_CLOCK_READINGS)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    refuse_foreign(connection, path, may_be_empty=False)
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA temp.cache_size = -{CACHE_KIB}")  # judging writes temporary tables
    connection.execute("BEGIN")  # one snapshot for all that follows
    _check_schema(connection, path)
    return SqliteDatabase(connection)


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    found, known = schema_version(connection), migrations("sqlite")[-1][0]
    if found != known:
        raise SchemaError(
            f"{path} has schema {found}, this release reads {known}",
            hint="start the collector of this release once" if found < known else "install the newer kbgen again",
        )
