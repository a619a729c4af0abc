"""Connections to PostgreSQL that never wait for ever, and what its errors mean to us."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row

from search_analytics.errors import StoreUnavailableError, UsageError

log = logging.getLogger(__name__)

STATEMENT_SECONDS = 5.0
"""The server ends a statement of ours after this."""
PATIENCE_SECONDS = STATEMENT_SECONDS + 1
"""We leave a server that has not even said so after this: it is stopped, or the network is gone."""
OLDEST_SERVER = 130_000

_DEFAULTS = {
    "connect_timeout": 2,
    "application_name": "kbgen",
    "keepalives_idle": 10,
    "tcp_user_timeout": 5_000,
    "target_session_attrs": "read-write",  # after a failover the old primary may still answer, and refuse to write
}
# The second number of our advisory locks; the first is "kbge" in ASCII.
LOCK_SPACE = 0x6B62_6765
SCHEMA_LOCK, MIDNIGHT_LOCK, UPKEEP_LOCK = 1, 2, 3

_T = TypeVar("_T")


class PatientConnection(psycopg.Connection[DictRow]):
    """A connection whose waits end: `patience_seconds` after the last sign of the server, or at `deadline` (monotonic)."""

    patience_seconds: float = PATIENCE_SECONDS
    deadline: float | None = None

    def wait(self, gen: Generator[Any, Any, _T], *args: Any, **kwargs: Any) -> _T:
        """Run one exchange with the server; raises OperationalError when it takes too long."""
        limit = time.monotonic() + self.patience_seconds
        return super().wait(_until(gen, limit if self.deadline is None else min(limit, self.deadline)), *args, **kwargs)


def _until(exchange: Generator[Any, Any, _T], limit: float) -> Generator[Any, Any, _T]:
    """Pass `exchange` through; psycopg sends a false value now and then while nothing arrives."""
    try:
        state = next(exchange)
        while True:
            ready = yield state
            if not ready and time.monotonic() > limit:
                raise psycopg.OperationalError("no answer from the server")
            state = exchange.send(ready)
    except StopIteration as end:
        result: _T = end.value
        return result


def connect(url: str) -> PatientConnection:
    """Return a connection in autocommit mode, without prepared statements, so that a pooler may stand in between.

    Raises UsageError: the address or the server cannot be used. psycopg.Error: it does not answer now.
    """
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise UsageError(f"not an address of PostgreSQL: {error}", hint="write postgresql://user@host/database") from None
    connection = PatientConnection.connect(
        url,
        autocommit=True,
        prepare_threshold=None,
        row_factory=dict_row,
        **{name: value for name, value in _DEFAULTS.items() if name not in given},  # type: ignore[arg-type]
    )
    try:
        _check_server(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_server(connection: PatientConnection) -> None:
    if connection.info.server_version < OLDEST_SERVER:
        raise UsageError("PostgreSQL is older than 13", hint="13 is the oldest that is tested")
    row = connection.execute(
        "SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync"
    ).fetchone()
    if row is not None and row["encoding"] != "UTF8":
        raise UsageError(
            f"the database has the encoding {row['encoding']}", hint="CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
        )
    if row is not None and row["fsync"] != "on":
        log.warning("PostgreSQL runs with fsync = off: acknowledged events will not survive a power cut")


def begin(*, seconds: float = STATEMENT_SECONDS, isolation: str = "READ COMMITTED", lock: int | None = None) -> str:
    """Return the script that opens a transaction; seconds: for each statement, 0 for no limit. lock: held to its end.

    Everything is local to the transaction: behind a pooler the session is not ours.
    A server or role with synchronous_commit = off would acknowledge before the commit is on disk.
    """
    lines = [
        f"BEGIN ISOLATION LEVEL {isolation}",
        f"SET LOCAL statement_timeout = {int(seconds * 1000)}",
        "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'",
    ]
    if lock is not None:
        lines.append(f"SELECT pg_advisory_xact_lock({LOCK_SPACE}, {lock})")
    return ";\n".join(lines)


@contextmanager
def transaction(
    connection: PatientConnection,
    *,
    seconds: float = STATEMENT_SECONDS,
    isolation: str = "READ COMMITTED",
    lock: int | None = None,
) -> Iterator[None]:
    """BEGIN … COMMIT, or ROLLBACK when anything is raised; see `begin`."""
    connection.execute(begin(seconds=seconds, isolation=isolation, lock=lock))
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if not connection.closed and not connection.broken:
            connection.rollback()
        raise


def unavailable(error: psycopg.Error) -> StoreUnavailableError:
    """Return our error for one of psycopg's, without its text: that may quote what was to be stored."""
    state = f" {error.sqlstate}" if error.sqlstate else ""
    return StoreUnavailableError(f"PostgreSQL: {type(error).__name__}{state}")
