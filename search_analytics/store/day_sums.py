"""The sums of a day: written once the day is whole, and made for the moment by a report of days that have none yet.

A report of a large portal reads some rows for each phrase and day instead of every event. Both ways run the same statements
(sql/*/sum_*.sql), so a report says the same whether its days are added up or not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from search_analytics.events.record import Language, Source
from search_analytics.store.retention import WHOLE_DAYS
from search_analytics.store.search_log import CHANNELS, ROLL_UP_K, Phrase, Question

TABLES = ("day_total", "day_phrase", "day_followed", "day_opened", "day_clicked", "day_viewed", "day_voted")
_FRESH = "fresh_"
_TEMPORARY = ("raw_day", "judged", "clicked")


class Database(Protocol):
    """What the two kinds of store do differently; everything happens in one transaction."""

    def ask(self, name: str, **values: Any) -> Sequence[tuple[Any, ...]]:
        """Run sql/…/<name>.sql and return its rows. `new` and `k` are written into the text."""
        ...

    def run(self, statement: str) -> Sequence[tuple[Any, ...]]:
        """Run a statement of our own words."""
        ...

    def name_days(self, table: str, days: Sequence[str]) -> None:
        """Make the temporary table `table` with the column `day`."""
        ...

    def name_phrases(self, table: str, phrases: Collection[Phrase]) -> None:
        """Make the temporary table `table` with the columns `match_key` and `language`."""
        ...

    def copy_shape(self, table: str, of: str) -> None:
        """Make the empty temporary table `table` with the columns of another."""
        ...

    def name_asked(self, site: str | None, source: Source | None, language: Language | None) -> None:
        """Make the temporary table `asked_for` with one row, of what the question asks for; NULL: of all."""
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
    if days.raw:
        _sum(database, days.raw, question.site, new=_FRESH)
    return days


def sum_day(database: Database, day: date) -> None:
    """Write the sums of one day from its events; doing it again gives the same."""
    remove_sums(database, f"day = '{day.isoformat()}'")
    _sum(database, [day.isoformat()], None, new="")
    database.run(f"INSERT INTO summed_day VALUES ('{day.isoformat()}')")  # noqa: S608, a date
    _tidy(database)


def roll_up(database: Database, day: date) -> None:
    """Write the roll-up of one day from its events, in place of its sums."""
    sum_day(database, day)
    database.name_days("raw_day", [day.isoformat()])
    database.run(f"DELETE FROM roll_up WHERE day = '{day.isoformat()}'")  # noqa: S608, a date
    database.ask("roll_up", k=ROLL_UP_K)
    remove_sums(database, f"day = '{day.isoformat()}'")
    database.run("DROP TABLE raw_day")


def day_to_sum(database: Database, today: date) -> date | None:
    """Return a day that is whole and not added up yet: what follows a search may come a day later, and fifteen minutes."""
    days = days_of(database, date.min, today - timedelta(days=WHOLE_DAYS))
    return date.fromisoformat(days.raw[0]) if days.raw else None


def remove_sums(database: Database, which: str) -> None:
    """Delete sums. which: a condition on `day` in our own words."""
    for table in (*TABLES, "summed_day"):
        database.run(f"DELETE FROM {table} WHERE {which}")  # noqa: S608


def days_touched(days: Iterable[str]) -> str:
    """Return a condition for `days` and the days before them, whose searches those of `days` may have followed."""
    found = {date.fromisoformat(day) - timedelta(days=age) for day in days for age in (0, 1)}
    listed = ", ".join(f"'{day.isoformat()}'" for day in sorted(found))
    return f"day IN ({listed})" if found else "1 = 0"


def _sum(database: Database, days: Sequence[str], site: str | None, *, new: str) -> None:
    after = {(date.fromisoformat(day) + timedelta(days=1)).isoformat() for day in days}
    window = sorted({*days, *after})
    database.name_days("raw_day", days)
    database.ask("report_judge", days=window, site=site)
    database.ask("report_clicks", days=window)
    database.run("CREATE INDEX judged_by_previous ON judged (previous) WHERE previous IS NOT NULL")
    database.run("CREATE INDEX clicked_by_search ON clicked (search)")
    for name in ("sum_phrases", "sum_totals", "sum_followed", "sum_opened", "sum_clicked"):
        database.ask(name, new=new)
    for name in ("sum_viewed", "sum_voted"):
        database.ask(name, new=new, raw_days=list(days), site=site)


def _tidy(database: Database) -> None:
    for table in _TEMPORARY:
        database.run(f"DROP TABLE {table}")
