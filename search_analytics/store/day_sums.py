"""The sums of a day: written once the day is whole, and made for the moment by a report of days that have none yet.

A report of a large portal reads some rows for each phrase and day instead of every event. Both ways run the same statements
(sql/*/sum_*.sql), so a report says the same whether its days are added up or not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from search_analytics.events.record import Language, Source
from search_analytics.store.retention import WHOLE_DAYS
from search_analytics.store.search_log import CHANNELS, ROLL_UP_K, Phrase, Question

TABLES = ("day_total", "day_phrase", "day_followed", "day_opened", "day_clicked", "day_viewed", "day_voted")
PORTION_ROWS = 2_000
"""Rows of sums that one transaction writes or removes: the rows of a day lie all over a table that is in order of phrases."""
_FRESH = "fresh_"
_OF_A_DAY = ("raw_day", "asked", "clicked", "fate", "judged", *(_FRESH + table for table in TABLES))
"""Temporary tables of adding up."""
_GATHERED = ("report_asked", "report_clicks", "report_fate", "report_judge")


class Database(Protocol):
    """What the two kinds of store do differently."""

    def ask(self, name: str, **values: Any) -> Sequence[tuple[Any, ...]]:
        """Run sql/…/<name>.sql and return its rows. `new`, `k` and `to_day` are written into the text."""
        ...

    def run(self, statement: str) -> Sequence[tuple[Any, ...]]:
        """Run a statement of our own words."""
        ...

    def name_days(self, table: str, days: Sequence[str]) -> None:
        """Make the temporary table `table` with the column `day`."""
        ...

    def name_phrases(self, table: str, phrases: Sequence[Phrase]) -> None:
        """Make the temporary table `table` with the columns `match_key`, `language` and, from 0, `place`."""
        ...

    def copy_shape(self, table: str, of: str) -> None:
        """Make the empty temporary table `table` with the columns of another."""
        ...

    def name_asked(self, site: str | None, source: Source | None, language: Language | None) -> None:
        """Make the temporary table `asked_for` with one row, of what the question asks for; NULL: of all."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Let what is run inside be committed together; where a transaction is open, with that."""
        ...

    def move(self, source: str, into: str, most: int) -> int:
        """Move rows, at most so many, from a temporary table into one of the same columns; return how many."""
        ...

    def remove_some(self, table: str, day: str, most: int) -> int:
        """Delete rows of a day, at most so many where others would wait; return how many."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """Where the days of a period are read from, each in one place: sums, roll-ups, or the events themselves."""

    summed: tuple[str, ...]
    rolled_up: tuple[str, ...]
    raw: tuple[str, ...]


def days_of(database: Database, from_day: date, to_day: date) -> Days:
    """Return where the days of a period are; days without anything are left out."""
    summed = {day for (day,) in database.run("SELECT CAST(day AS text) FROM summed_day")}
    rolled_up = {day for (day,) in database.ask("days_of_roll_up")}
    raw = {day for (day,) in database.ask("days_of_event")} - summed - rolled_up

    def within(days: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(day for day in days if from_day.isoformat() <= day <= to_day.isoformat()))

    return Days(within(summed), within(rolled_up - summed), within(raw))


def gather(database: Database, question: Question) -> Days:
    """Make ready what the statements report_*.sql read, and return where the days come from."""
    days = days_of(database, question.from_day, question.to_day)
    database.name_asked(question.site, question.channel and CHANNELS[question.channel], question.language)
    database.name_days("summed", days.summed)
    database.name_days("rolled_up", days.rolled_up)
    for table in TABLES:
        database.copy_shape(_FRESH + table, table)
    for _ in _sum(database, days.raw, question.site) if days.raw else ():
        pass
    return days


def add_up(database: Database, day: str) -> Iterator[None]:
    """Write the sums of one day from its events, a short step at a time; doing it again gives the same.

    The day is in `unfinished_day` when this begins, and an event of the day, or one that follows a search of it on the day
    after, takes it out again (`mark_unfinished`). Then what was gathered is no longer right: nothing more is written, and the
    day is left unfinished.
    """
    _tidy(database)
    yield from remove_sums_of(database, day)
    for table in TABLES:
        database.copy_shape(_FRESH + table, table)
    for _ in _sum(database, [day], None):
        yield
    for table in TABLES:
        moved = PORTION_ROWS
        while moved == PORTION_ROWS:
            with database.writing():
                if not _is_unfinished(database, day):
                    _tidy(database)
                    return
                moved = database.move(_FRESH + table, table, PORTION_ROWS)
            yield
    with database.writing():
        if _finish(database, day):
            database.run(f"INSERT INTO summed_day VALUES ('{day}')")  # noqa: S608, a date
    _tidy(database)


def roll_up(database: Database, day: str) -> None:
    """Write the roll-up of one day from its sums, and take the day off the list of sums; their rows are to be removed then."""
    with database.writing():
        database.run("DROP TABLE IF EXISTS raw_day")
        database.name_days("raw_day", [day])
        database.run(f"DELETE FROM roll_up WHERE day = '{day}'")  # noqa: S608, a date
        database.ask("roll_up", k=ROLL_UP_K)
        database.run(f"DELETE FROM summed_day WHERE day = '{day}'")  # noqa: S608, a date
        database.run("DROP TABLE raw_day")


def remove_sums_of(database: Database, day: str) -> Iterator[None]:
    """Remove the sums of a day, a short step at a time."""
    for table in TABLES:
        found = PORTION_ROWS
        while found >= PORTION_ROWS:
            with database.writing():
                found = database.remove_some(table, day, PORTION_ROWS)
            yield


def mark_unfinished(database: Database, day: str) -> None:
    """Say that what there is of the sums of a day is not whole."""
    database.run(f"INSERT INTO unfinished_day VALUES ('{day}') ON CONFLICT DO NOTHING")  # noqa: S608, a date


def is_summed(database: Database, day: str) -> bool:
    """Tell whether the sums of a day are whole."""
    return bool(database.run(f"SELECT 1 FROM summed_day WHERE day = '{day}'"))  # noqa: S608, a date


def day_to_sum(database: Database, today: date) -> str | None:
    """Return a day that is over and not added up yet. today: of a clock that is an hour late, for events come so late."""
    days = days_of(database, date.min, today - timedelta(days=WHOLE_DAYS))
    return days.raw[0] if days.raw else None


def remove_sums(database: Database, which: str) -> None:
    """Delete sums. which: a condition on `day` in our own words."""
    for table in ("unfinished_day", *TABLES, "summed_day"):
        database.run(f"DELETE FROM {table} WHERE {which}")  # noqa: S608


def days_touched(days: Iterable[str]) -> str:
    """Return a condition for `days` and the days before them, whose searches those of `days` may have followed."""
    found = {date.fromisoformat(day) - timedelta(days=age) for day in days for age in (0, 1)}
    listed = ", ".join(f"'{day.isoformat()}'" for day in sorted(found))
    return f"day IN ({listed})" if found else "1 = 0"


def _is_unfinished(database: Database, day: str) -> bool:
    return bool(database.run(f"SELECT 1 FROM unfinished_day WHERE day = '{day}'"))  # noqa: S608, a date


def _finish(database: Database, day: str) -> bool:
    """Take a day off the list of unfinished ones; False: an event has done so."""
    return bool(database.run(f"DELETE FROM unfinished_day WHERE day = '{day}' RETURNING 1"))  # noqa: S608, a date


def _sum(database: Database, days: Sequence[str], site: str | None) -> Iterator[None]:
    """Fill the temporary tables of sums, a statement a step."""
    after = {(date.fromisoformat(day) + timedelta(days=1)).isoformat() for day in days}
    window = sorted({*days, *after})
    database.name_days("raw_day", days)
    for name in _GATHERED:
        database.ask(name, days=window, site=site)
        yield
    database.run("CREATE INDEX judged_by_previous ON judged (previous) WHERE previous IS NOT NULL")
    yield
    for name in ("sum_phrases", "sum_totals", "sum_followed", "sum_opened", "sum_clicked"):
        database.ask(name, new=_FRESH)
        yield
    for name in ("sum_viewed", "sum_voted"):
        database.ask(name, new=_FRESH, raw_days=list(days), site=site)
        yield


def _tidy(database: Database) -> None:
    for table in _OF_A_DAY:
        database.run(f"DROP TABLE IF EXISTS {table}")
