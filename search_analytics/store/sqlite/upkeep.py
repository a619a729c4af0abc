"""Retention, deletion and checks of a SQLite store. Every step is a short transaction, so a collector may run meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from search_analytics.store.day_sums import (
    add_up,
    day_to_sum,
    days_touched,
    is_summed,
    mark_unfinished,
    remove_sums,
    remove_sums_of,
    roll_up,
)
from search_analytics.store.retention import CHUNK_ROWS, RAW_DAYS, ROLL_UP_DAYS, Removed
from search_analytics.store.sqlite.sums import SqliteDatabase

_FOUND = {False: "match_key = ?", True: "instr(match_key, ?)"}
"""Which searches are forgotten: those of the very text, or all that contain it."""


def chores(connection: sqlite3.Connection, today: date) -> Iterator[None]:
    """Do the retention of a day, a short step at a time; events may be stored over the same connection between two of them."""
    database = SqliteDatabase(connection)
    limit = (today - timedelta(days=RAW_DAYS)).isoformat()
    while (oldest := _oldest_day(connection)) is not None and oldest < limit:
        yield from _outlive(connection, oldest)
    while (whole := day_to_sum(database, today)) is not None:
        yield from _add_up(database, whole)
    old = (today - timedelta(days=ROLL_UP_DAYS)).isoformat()
    if connection.execute("DELETE FROM roll_up WHERE day < ?", (old,)).rowcount:
        yield


def _outlive(connection: sqlite3.Connection, day: str) -> Iterator[None]:
    """Put the roll-up of a day in place of its events; they go last, so that whoever was stopped finds what is left to do."""
    database = SqliteDatabase(connection)
    if connection.execute("SELECT 1 FROM roll_up WHERE day = ?", (day,)).fetchone() is None:
        while not is_summed(database, day):
            yield from _add_up(database, day)
        roll_up(database, day)
        yield
    yield from remove_sums_of(database, day)
    after = date.fromisoformat(day) + timedelta(days=1)
    while delete_events(connection, after, chunks=1):
        yield


def _add_up(database: SqliteDatabase, day: str) -> Iterator[None]:
    with database.writing():
        mark_unfinished(database, day)
    yield from add_up(database, day)
    yield


def _oldest_day(connection: sqlite3.Connection) -> str | None:
    day: str | None = connection.execute("SELECT min(day) FROM event").fetchone()[0]
    return day


def delete_events(connection: sqlite3.Connection, before: date, *, chunks: int | None = None) -> int:
    """Delete events of days before `before`, in short transactions; return how many. chunks: at most so many."""
    deleted = 0
    while chunks is None or chunks > 0:
        found = connection.execute(
            "DELETE FROM event WHERE (day, id) IN (SELECT day, id FROM event WHERE day < ? LIMIT ?)",
            (before.isoformat(), CHUNK_ROWS),
        ).rowcount
        deleted += found
        if found < CHUNK_ROWS:
            break
        chunks = chunks and chunks - 1
    return deleted


@dataclass(frozen=True, slots=True)
class SqliteUpkeep:
    """What an operator does to the database at `path`; see Upkeep."""

    connection: sqlite3.Connection
    path: Path

    def purge(self, before: date) -> Removed:
        """Delete everything of days before `before`; see Upkeep."""
        events = delete_events(self.connection, before)
        roll_ups = self.connection.execute("DELETE FROM roll_up WHERE day < ?", (before.isoformat(),)).rowcount
        with SqliteDatabase(self.connection).writing():
            remove_sums(SqliteDatabase(self.connection), f"day < '{before.isoformat()}'")
        return Removed(events, roll_ups, _leave_no_trace(self.connection, self.path))

    def forget(self, text: str, *, containing: bool = False) -> Removed:
        """Delete every search of a text, with its clicks; see Upkeep."""
        found = _FOUND[containing]
        with SqliteDatabase(self.connection).writing():
            days = self.connection.execute(
                f"SELECT DISTINCT day FROM event WHERE {found} UNION SELECT DISTINCT day FROM day_phrase WHERE {found}",  # noqa: S608
                (text, text),
            )
            remove_sums(SqliteDatabase(self.connection), days_touched(day for (day,) in days.fetchall()))
            clicks = self.connection.execute(
                f"DELETE FROM event WHERE search IN (SELECT id FROM event WHERE {found})",  # noqa: S608, our own words
                (text,),
            ).rowcount
            searches = self.connection.execute(f"DELETE FROM event WHERE {found}", (text,)).rowcount  # noqa: S608
            roll_ups = self.connection.execute(f"DELETE FROM roll_up WHERE {found}", (text,)).rowcount  # noqa: S608
        return Removed(clicks + searches, roll_ups, _leave_no_trace(self.connection, self.path))

    def would_purge(self, before: date) -> Removed:
        """Return what `purge` would take away now; see Upkeep."""
        day = before.isoformat()
        return Removed(self._count("event WHERE day < ?", day), self._count("roll_up WHERE day < ?", day), self._copies())

    def would_forget(self, text: str, *, containing: bool = False) -> Removed:
        """Return what `forget` would take away now; see Upkeep."""
        found = _FOUND[containing]
        clicks = self._count(f"event WHERE search IN (SELECT id FROM event WHERE {found})", text)  # noqa: S608
        searches = self._count(f"event WHERE {found}", text)
        return Removed(clicks + searches, self._count(f"roll_up WHERE {found}", text), self._copies())

    def _count(self, rows: str, value: str) -> int:
        (counted,) = self.connection.execute(f"SELECT count(*) FROM {rows}", (value,)).fetchone()  # noqa: S608, our own words
        return int(counted)

    def _copies(self) -> int:
        return len(_copies_of(self.path))

    def verify(self) -> tuple[str, ...]:
        """Return what is wrong with the database; see Upkeep."""
        problems = [row[0] for row in self.connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        (twice,) = self.connection.execute(
            "SELECT count(*) FROM (SELECT id FROM event GROUP BY id HAVING count(*) > 1)"
        ).fetchone()
        (odd,) = self.connection.execute(
            "SELECT count(*) FROM event WHERE day <> date(ts, 'unixepoch') OR ts % 10 <> 0"
        ).fetchone()
        if twice:
            problems.append(f"stored twice: {twice}")
        if odd:
            problems.append(f"with a day that is not that of their time: {odd}")
        return tuple(problems)


def _leave_no_trace(connection: sqlite3.Connection, path: Path) -> int:
    """Rewrite the files without what was deleted; return how many copies of the database were removed."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copies = _copies_of(path)
    for copy in copies:
        copy.unlink()
    return len(copies)


def _copies_of(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.before-*"))
