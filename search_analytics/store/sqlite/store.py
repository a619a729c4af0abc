"""The SQLite store: WAL, FULL, one writer. A commit that returned survives `kill -9` and a power cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import NoReturn

from msgspec.structs import astuple

from search_analytics.errors import SchemaError, StoreRefusedError, StoreUnavailableError, UsageError
from search_analytics.events.record import EventRecord
from search_analytics.store.batch_duplicates import is_near_midnight, without_repetitions
from search_analytics.store.lock import hold_lock
from search_analytics.store.retention import Chores
from search_analytics.store.sqlite.foreign import refuse_foreign
from search_analytics.store.sqlite.leading_back import days_changed
from search_analytics.store.sqlite.page_cache import look_at_the_disk
from search_analytics.store.sqlite.upkeep import SqliteUpkeep, chores
from search_analytics.store.statements import migrations, statement

_ROWS_TOGETHER = (256, 64, 16, 4, 1)
_LEAST_ROWS = 2
"""SQLite plans a SELECT from a single row of VALUES anew each time, which takes four times as long as two rows do. So one
event is written twice into its statement; the second time it is there already."""
BUSY_TIMEOUT_MS = 2_000
CACHE_KIB = 12 * 1024
"""Random ids touch pages all over a day; with SQLite's own 2 MB they are written out and read again."""
CHECKPOINT_PAGES = 8_000
"""The log is moved into the database every 32 MB instead of every 4; each time costs a commit two more syncs."""


# These say that a value does not fit; any other error of SQLite says that the file cannot be written now.
_REFUSALS = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    OverflowError,
    ValueError,
)


class SqliteStore:
    """Appends events to one database file; the lock file beside it keeps a second collector out.

    shared: for commands that write for a moment while a collector runs; SQLite itself makes them take turns.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._chores = Chores()
        self._doubts_memory = not shared  # an earlier process may have met a failing disk
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = None if shared else hold_lock(path.with_name(path.name + ".lock"))
        except OSError as error:
            raise UsageError(f"cannot write to {path}: {error.strerror}", hint="choose another place with --store") from None
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def append(self, records: Sequence[EventRecord]) -> tuple[bool, ...]:
        """Commit the records durably, together; see Store."""
        try:
            connection = self._connection or self._open_again()
            return _insert(connection, records)
        except _REFUSALS as error:
            raise StoreRefusedError(f"SQLite: {type(error).__name__}") from None
        except sqlite3.Error as error:
            self._give_up(error)

    def rest(self) -> None:
        """Move the write-ahead log into the database, so that the log does not keep its largest size."""
        if self._connection is None:
            return
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"SQLite: {_name(error)}") from None

    def probe(self) -> None:
        """Commit something that changes nothing; see Store."""
        try:
            connection = self._connection or self._open_again()
            connection.execute("UPDATE schema_version SET version = version")
        except sqlite3.Error as error:
            self._give_up(error)

    def size_bytes(self) -> int:
        """Return the size of the database and of its log."""
        return sum(map(_size_bytes, (self._path, _log_of(self._path))))

    def keep(self, today: date) -> bool:
        """Do one short step of retention; see Store."""
        try:
            connection = self._connection or self._open_again()
            return self._chores.step(today, lambda: chores(connection, today))
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"SQLite: {_name(error)}") from None

    def close(self) -> None:
        """Give back the lock and the connection; closing twice is fine."""
        self._disconnect()
        if self._lock is not None:
            self._lock.close()

    def _open(self) -> sqlite3.Connection:
        if self._doubts_memory:
            look_at_the_disk(self._path, _log_of(self._path))
        try:
            self._connection = _connect(self._path, may_be_empty=True)
            migrate(self._connection, self._path)
            self._doubts_memory = False
        except sqlite3.Error as error:
            self._disconnect()
            raise StoreUnavailableError(f"cannot open {self._path}: {error}") from None
        return self._connection

    def _open_again(self) -> sqlite3.Connection:
        """Open what was open before: if it is something else by now, it may come back."""
        try:
            return self._open()
        except UsageError as error:
            raise StoreUnavailableError(error.message, hint=error.hint) from None

    def _give_up(self, error: sqlite3.Error) -> NoReturn:
        """Disconnect: after an I/O error SQLite may leave a connection in any state, and the system its memory of the file."""
        self._disconnect()
        self._doubts_memory |= getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY
        raise StoreUnavailableError(f"SQLite: {_name(error)}") from None

    def _disconnect(self) -> None:
        self._chores.drop()
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _size_bytes(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise StoreUnavailableError(f"cannot look at {file}: {error.strerror}") from None


def _insert(connection: sqlite3.Connection, records: Sequence[EventRecord]) -> tuple[bool, ...]:
    """Insert in order of the key, many rows a statement; when some were stored before, row by row, to know which."""
    fresh = without_repetitions(records)
    ordered = sorted(fresh.items(), key=lambda place: (place[1].day, place[1].id))
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("SAVEPOINT together")
        if sum(_insert_rows(connection, some) for some in _chunks([record for _, record in ordered])) == len(fresh):
            stored = set(fresh)
        else:
            connection.execute("ROLLBACK TO together")
            stored = {place for place, record in ordered if _insert_rows(connection, [record])}
        for day in days_changed(connection, [record for place, record in ordered if place in stored]):
            for table in ("unfinished_day", "summed_day"):  # what they say of these days is no longer right
                connection.execute(f"DELETE FROM {table} WHERE day = ?", (day,))  # noqa: S608
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return tuple(place in stored for place in range(len(records)))


def _insert_rows(connection: sqlite3.Connection, records: Sequence[EventRecord]) -> int:
    if not any(map(is_near_midnight, records)):
        parameters = [value for record in records for value in astuple(record)]
        return connection.execute(_insert_statement("insert_event", len(records)), parameters).rowcount
    rows = [astuple(record) + _days_beside(record.day) for record in records]
    rows += [rows[-1]] * (_LEAST_ROWS - len(rows))
    parameters = [value for row in rows for value in row]
    return connection.execute(_insert_statement("insert_near_midnight", len(rows)), parameters).rowcount


def _chunks(records: Sequence[EventRecord]) -> Iterator[Sequence[EventRecord]]:
    """Cut into few sizes, so that few statements are prepared."""
    start = 0
    for size in _ROWS_TOGETHER:
        while len(records) - start >= size:
            yield records[start : start + size]
            start += size


@cache
def _insert_statement(name: str, rows: int) -> str:
    columns = len(EventRecord.__struct_fields__) + (2 if name == "insert_near_midnight" else 0)
    row = f"({', '.join('?' * columns)})"
    return statement("sqlite", name).replace("{rows}", ", ".join([row] * rows))


@lru_cache(maxsize=8)
def _days_beside(day: str) -> tuple[str, str]:
    middle = date.fromisoformat(day)
    return (middle - timedelta(days=1)).isoformat(), (middle + timedelta(days=1)).isoformat()


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", type(error).__name__)


@contextmanager
def open_for_upkeep(path: Path) -> Iterator[SqliteUpkeep]:
    """Give the chores of an existing database for a command; a collector may go on writing meanwhile.

    Raises UsageError: there is no store. StoreUnavailableError: it cannot be read or written now.
    """
    if not path.is_file():
        raise UsageError(f"no database at {path}", hint="name it with --store")
    try:
        connection = _connect(path, may_be_empty=False)
        try:
            migrate(connection, path)
            yield SqliteUpkeep(connection, path)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StoreUnavailableError(f"SQLite: {_name(error)}: {error}") from None


def _connect(path: Path, *, may_be_empty: bool) -> sqlite3.Connection:
    # The writer thread uses the connection that the main thread opened; they never use it at the same time.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        refuse_foreign(connection, path, may_be_empty=may_be_empty)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.execute("PRAGMA secure_delete = ON")  # retention means that the bytes are gone
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date, one transaction for each step, after a copy of a database that already holds data.

    Raises SchemaError: a newer release wrote this database.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT")
    version = schema_version(connection)
    steps = migrations("sqlite")
    newest = steps[-1][0]
    if version > newest:
        raise SchemaError(f"{path} has schema {version}, this release knows up to {newest}", hint="install the newer kbgen again")
    if 0 < version < newest:
        copy = path.with_name(f"{path.name}.before-{newest:03}")
        copy.unlink(missing_ok=True)  # of an attempt that was killed: this database is still the old one, whole
        connection.execute("VACUUM INTO ?", (str(copy),))
    for number, script in steps[version:]:
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{script}\nDELETE FROM schema_version;"  # noqa: S608, our own files and a number
            f"INSERT INTO schema_version VALUES ({number:d});\nCOMMIT;"
        )


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that ran, 0 for an empty database."""
    row = connection.execute("SELECT max(version) FROM schema_version").fetchone()
    return row[0] or 0
