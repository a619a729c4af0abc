"""Retention, deletion and checks of a PostgreSQL store. Every step is a short transaction, so collectors may run meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic, sleep
from typing import Any

import psycopg
from psycopg import sql

from search_analytics.errors import StoreUnavailableError
from search_analytics.store.day_sums import (
    TABLES,
    add_up,
    day_to_sum,
    days_touched,
    is_summed,
    mark_unfinished,
    remove_sums,
    roll_up,
)
from search_analytics.store.postgres.connection import (
    LOCK_SPACE,
    UPKEEP_LOCK,
    PatientConnection,
    connect,
    transaction,
    unavailable,
)
from search_analytics.store.postgres.schema import migrate, partition
from search_analytics.store.postgres.sums import PostgresDatabase, expect_many_rows
from search_analytics.store.postgres.visitors import forget_visitors
from search_analytics.store.retention import CHUNK_ROWS, RAW_DAYS, ROLL_UP_DAYS, Removed

SMALL_BYTES = 64 * 1024 * 1024
"""A month up to this size is rewritten after a day of it was deleted; that takes less than a second.
A larger one keeps the deleted bytes until its last day goes, and then goes as a whole."""
READERS_SECONDS = 60.0
"""How long a command waits for those who read the store as it was before it deleted: a report takes seconds."""
_READERS_STEP_SECONDS = 0.1
_HOURS = 4 * 3600.0
_FOUND = {False: "match_key = %s", True: "strpos(match_key, %s) > 0"}
"""Which searches are forgotten: those of the very text, or all that contain it."""


def chores(connection: PatientConnection, open_another: Callable[[], PatientConnection], today: date) -> Iterator[None]:
    """Do the retention of a day, a short step at a time, unless another collector does it.

    Events may be stored over `connection` between two steps. A day is added up over another one: its transaction stays open
    from step to step, for behind a pooler nothing but a transaction keeps the temporary tables.
    """
    while forget_visitors(connection, today):
        yield
    while (oldest := _oldest_day(connection)) is not None and oldest < today - timedelta(days=RAW_DAYS):
        if not (yield from _outlive(connection, open_another, oldest)):
            return
    while (whole := _day_to_sum(connection, today)) is not None:
        if not (yield from _add_up(connection, open_another, whole)):
            return
    with _alone(connection) as is_alone:
        old = today - timedelta(days=ROLL_UP_DAYS)
        deleted = connection.execute("DELETE FROM roll_up WHERE day < %s", (old,)).rowcount if is_alone else 0
    if deleted:
        _rewrite(connection, "roll_up", SMALL_BYTES)
        yield


def _outlive(
    connection: PatientConnection, open_another: Callable[[], PatientConnection], day: date
) -> Generator[None, None, bool]:
    """Put the roll-up of a day in place of its events; False: another collector is about it."""
    if not _scalar(connection, "SELECT count(*) AS value FROM roll_up WHERE day = %s", day):
        while not is_summed(PostgresDatabase(connection), day.isoformat()):
            if not (yield from _add_up(connection, open_another, day.isoformat())):
                return False
        with _alone(connection) as is_alone:
            if not is_alone:
                return False
            expect_many_rows(connection)
            roll_up(PostgresDatabase(connection), day.isoformat())
        yield
    for take_away in (_remove_sums, _delete_events):
        left = True
        while left:
            with _alone(connection) as is_alone:
                if not is_alone:
                    return False
                left = take_away(connection, day)
            yield
    _drop_or_rewrite(connection, partition(day.isoformat()[:7]), SMALL_BYTES)
    _rewrite_sums(connection)
    return True


def _remove_sums(connection: PatientConnection, day: date) -> bool:
    remove_sums(PostgresDatabase(connection), f"day = '{day.isoformat()}'")
    return False


def _delete_events(connection: PatientConnection, day: date) -> bool:
    """Delete a chunk of the events of a day and of those before it; tell whether there may be more."""
    return _delete_chunk(connection, day + timedelta(days=1)) == CHUNK_ROWS


def _add_up(
    connection: PatientConnection, open_another: Callable[[], PatientConnection], day: str
) -> Generator[None, None, bool]:
    """Add up a day; False: another collector is about it."""
    with open_another() as another, _alone(another) as is_alone:
        if not is_alone:
            return False
        with transaction(connection):  # committed before anything is gathered, so that no event comes unnoticed
            mark_unfinished(PostgresDatabase(connection), day)
        expect_many_rows(another)
        yield from add_up(PostgresDatabase(another), day)
    yield
    for table in TABLES:  # until the server does so by itself, a report takes tables of a million rows for small ones
        with transaction(connection):
            connection.execute(f"ANALYZE {table} (day)")
        yield
    return True


@contextmanager
def _alone(connection: PatientConnection) -> Iterator[bool]:
    """Open a transaction, and tell whether no other collector has one for the same."""
    with transaction(connection):
        yield bool(_scalar(connection, "SELECT pg_try_advisory_xact_lock(%s, %s) AS value", LOCK_SPACE, UPKEEP_LOCK))


def _oldest_day(connection: PatientConnection) -> date | None:
    day: date | None = _scalar(connection, "SELECT min(day) AS value FROM event")
    return day


def _day_to_sum(connection: PatientConnection, today: date) -> str | None:
    with transaction(connection):
        return day_to_sum(PostgresDatabase(connection), today)


@dataclass(frozen=True, slots=True)
class PostgresUpkeep:
    """What an operator does to a PostgreSQL store; see Upkeep."""

    connection: PatientConnection

    def purge(self, before: date) -> Removed:
        """Delete everything of days before `before`; see Upkeep."""
        events = 0
        while found := self._delete_chunk(before):
            events += found
        with transaction(self.connection):
            roll_ups = self.connection.execute("DELETE FROM roll_up WHERE day < %s", (before,)).rowcount
            remove_sums(PostgresDatabase(self.connection), f"day < '{before.isoformat()}'")
        forget_visitors(self.connection, before)
        self._leave_no_trace()
        return Removed(events, roll_ups, copies=0)

    def forget(self, text: str, *, containing: bool = False) -> Removed:
        """Delete every search of a text, with its clicks; see Upkeep."""
        found = _FOUND[containing]
        with transaction(self.connection, seconds=_HOURS):
            days = self.connection.execute(
                f"SELECT DISTINCT day::text FROM event WHERE {found} UNION"  # noqa: S608
                f" SELECT DISTINCT day::text FROM day_phrase WHERE {found}".encode(),
                (text, text),
            )
            remove_sums(PostgresDatabase(self.connection), days_touched(row["day"] for row in days))
            clicks = self.connection.execute(
                f"DELETE FROM event WHERE search IN (SELECT id FROM event WHERE {found})".encode(),  # noqa: S608, our own words
                (text,),
            ).rowcount
            searches = self.connection.execute(f"DELETE FROM event WHERE {found}".encode(), (text,)).rowcount  # noqa: S608
            roll_ups = self.connection.execute(f"DELETE FROM roll_up WHERE {found}".encode(), (text,)).rowcount  # noqa: S608
        self._leave_no_trace()
        return Removed(clicks + searches, roll_ups, copies=0)

    def would_purge(self, before: date) -> Removed:
        """Return what `purge` would take away now; see Upkeep."""
        return Removed(self._count("event WHERE day < %s", before), self._count("roll_up WHERE day < %s", before), copies=0)

    def would_forget(self, text: str, *, containing: bool = False) -> Removed:
        """Return what `forget` would take away now; see Upkeep."""
        found = _FOUND[containing]
        clicks = self._count(f"event WHERE search IN (SELECT id FROM event WHERE {found})", text)  # noqa: S608
        searches = self._count(f"event WHERE {found}", text)
        return Removed(clicks + searches, self._count(f"roll_up WHERE {found}", text), copies=0)

    def _count(self, rows: str, value: date | str) -> int:
        with transaction(self.connection, seconds=_HOURS):
            return int(_scalar(self.connection, f"SELECT count(*) AS value FROM {rows}", value))  # noqa: S608, our own words

    def verify(self) -> tuple[str, ...]:
        """Return what is wrong with the store; see Upkeep. The pages themselves: pg_amcheck."""
        with transaction(self.connection, seconds=_HOURS):
            twice = _scalar(
                self.connection, "SELECT count(*) AS value FROM (SELECT id FROM event GROUP BY id HAVING count(*) > 1) AS t"
            )
            odd = _scalar(
                self.connection,
                "SELECT count(*) AS value FROM event WHERE day <> (to_timestamp(ts) AT TIME ZONE 'UTC')::date OR ts % 10 <> 0",
            )
        problems = [f"stored twice: {twice}"] if twice else []
        return (*problems, f"with a day that is not that of their time: {odd}") if odd else tuple(problems)

    def _delete_chunk(self, before: date) -> int:
        with transaction(self.connection):
            return _delete_chunk(self.connection, before)

    def _leave_no_trace(self) -> None:
        _await_readers(self.connection)
        partitions = self.connection.execute(
            "SELECT c.relname AS name FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid"
            " WHERE inhparent = 'event'::regclass ORDER BY 1"
        ).fetchall()
        for row in partitions:
            _drop_or_rewrite(self.connection, row["name"], None)
        _rewrite(self.connection, "roll_up", None)
        _rewrite_sums(self.connection)


@contextmanager
def open_for_upkeep(url: str) -> Iterator[PostgresUpkeep]:
    """Give the chores of a store for a command. Raises StoreUnavailableError: it cannot be read or written now."""
    try:
        with connect(url) as connection:
            connection.patience_seconds = _HOURS
            migrate(connection)
            yield PostgresUpkeep(connection)
    except psycopg.Error as error:
        raise unavailable(error) from None


def _await_readers(connection: PatientConnection) -> None:
    """Wait until nobody reads the store as it was: what they may still see, a table that is rewritten keeps.

    Raises StoreUnavailableError: somebody goes on reading.
    """
    with transaction(connection):
        now = _scalar(connection, "SELECT pg_current_xact_id()::xid::text AS value")
    end = monotonic() + READERS_SECONDS
    while reader := _scalar(
        connection,
        "SELECT pid AS value FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND greatest(age(backend_xmin), age(backend_xid)) >= age(%s::text::xid) ORDER BY backend_start LIMIT 1",
        now,
    ):
        if monotonic() > end:
            raise StoreUnavailableError(
                f"deleted, but process {reader} of PostgreSQL has been reading since before, so the text is still on the disk",
                hint="end it, or wait for it, and give the same command again",
            )
        sleep(_READERS_STEP_SECONDS)


def _delete_chunk(connection: PatientConnection, before: date) -> int:
    """Delete a chunk of the events of days before `before`; return how many."""
    return connection.execute(
        "DELETE FROM event WHERE (day, id) IN (SELECT day, id FROM event WHERE day < %s LIMIT %s)", (before, CHUNK_ROWS)
    ).rowcount


def _drop_or_rewrite(connection: PatientConnection, table: str, at_most_bytes: int | None) -> None:
    """Drop a partition that is empty, or rewrite it without what was deleted."""
    name = sql.Identifier(table)
    with transaction(connection):
        connection.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(name))
        if connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(name)).fetchone() is None:
            connection.execute(sql.SQL("DROP TABLE {}").format(name))
            return
    _rewrite(connection, table, at_most_bytes)


def _rewrite(connection: PatientConnection, table: str, at_most_bytes: int | None) -> None:
    """Rewrite a table without what was deleted, unless it is so large that others would wait too long."""
    size = _scalar(connection, "SELECT pg_total_relation_size(%s::regclass) AS value", table)
    if at_most_bytes is None or size <= at_most_bytes:
        connection.execute(sql.SQL("VACUUM (FULL) {}").format(sql.Identifier(table)))


def _rewrite_sums(connection: PatientConnection) -> None:
    """Rewrite the sums without what was deleted, whatever their size: only reports and this chore wait."""
    for table in TABLES:
        _rewrite(connection, table, None)


def _scalar(connection: PatientConnection, query: str, *parameters: Any) -> Any:
    row = connection.execute(query.encode(), parameters or None).fetchone()
    return None if row is None else row["value"]
