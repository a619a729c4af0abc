"""The SQL files of each backend, as package data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

from search_analytics.limits import NETWORK_DAYS

Backend = Literal["sqlite", "postgres"]

# What became of searches, in the order of search_log.SearchCounts; stores that exist call `no_result` zero.
_COLUMNS = (
    *("searches", "visitor_days", "zero", "weak", "unclicked", "unjudged", "outages"),
    *("recovered", "refined", "contacted", "abandoned", "ignored", "answered"),
    *("networks", "failed_networks", "uncounted"),
    *("unclicked_networks", "recovered_networks", "ignored_networks", "answered_networks"),
)
_COUNTS = ", ".join(_COLUMNS)


def _of(column: str) -> str:
    return f"((SELECT {column} FROM asked_for) IS NULL OR {column} = (SELECT {column} FROM asked_for))"  # noqa: S608, our own words


# Of which site, by which way and in which language a report is asked for; `asked_whole` is of what does not know the way.
_FILTERS = {
    "asked": f"{_of('site')} AND {_of('source')}",
    "asked_whole": f"{_of('site')} AND (SELECT source FROM asked_for) IS NULL",  # noqa: S608, our own words
    "of_site": _of("site"),
    "spoken": _of("language"),
}
_SUMS = ", ".join(f"CAST(sum({column}) AS bigint) AS {column}" for column in _COLUMNS)
# What is told of every phrase, in the order of phrase_rows.py: of all of them, twenty sums would take longer than all else.
_RANKING = {
    "searches": "searches",
    "visitor_days": "visitor_days",
    "failed": "zero + weak + unclicked",
    "ignored": "ignored",
    "networks": "networks",
}
_RANKED = ", ".join(_RANKING.values())
# PostgreSQL adds bigint up as numbers of any length, and integers, which no count of a day outgrows, as bigint.
_ADDENDS: Mapping[Backend, str] = {"sqlite": "{column}", "postgres": "CAST({column} AS integer)"}
# It joins to a list of days in one process alone; to an array it may share the rows out among several.
_IN_SUMMED: Mapping[Backend, str] = {
    "sqlite": "day IN (SELECT day FROM summed)",
    "postgres": "day = ANY(ARRAY(SELECT day FROM summed))",
}


_BLOCKS: Mapping[Backend, str] = {
    "sqlite": "CAST(julianday('{to_day}') - julianday({day}) AS integer) / {days}",
    "postgres": "(DATE '{to_day}' - {day}) / {days}",
}


@cache
def statement(backend: Backend, name: str) -> str:
    """Return the text of sql/<backend>/<name>.sql, or that of sql/both/ where one text serves every backend."""
    folder = resources.files("search_analytics.store") / "sql"
    own = folder / backend / f"{name}.sql"
    return (own if own.is_file() else folder / "both" / f"{name}.sql").read_text("utf-8")


@cache
def filled_statement(backend: Backend, name: str, *, new: str, k: int, to_day: str = "") -> str:
    """Return a statement with the words filled in that no database takes as a parameter.

    {counts}: the columns of counts that every table of sums has, in their order; {sums}: each of them added up.
    {ranking}, {ranks}: likewise those by which phrases are ranked and shown; {times}: how often a form was typed, added up.
    {in_summed}: a condition for days that are added up.
    {asked}, {asked_whole}, {of_site}, {spoken}: conditions for what the question asks for.
    {block}: how many times NETWORK_DAYS a row is before `to_day`, 0 without; {by_block}: to group by that. A network is new once
    in a block at most.
    """
    blocks: dict[str, str] = {}
    for table in ("", "roll_up"):
        day = f"{table}.day" if table else "day"
        block = _BLOCKS[backend].format(to_day=to_day, day=day, days=NETWORK_DAYS) if to_day else "0"
        name_of = f"{table}_block" if table else "block"
        blocks |= {name_of: block, f"by_{name_of}": f", {block}" if to_day else ""}
    ranks = {"times": "times", **_RANKING}
    added = {name: f"CAST(sum({_ADDENDS[backend].format(column=column)}) AS bigint) AS {name}" for name, column in ranks.items()}
    words = blocks | _FILTERS | {"new": new, "k": str(k), "counts": _COUNTS, "sums": _SUMS, "ranking": _RANKED}
    words |= {"ranks": ", ".join(added[name] for name in _RANKING), "times": added["times"], "in_summed": _IN_SUMMED[backend]}
    return re.sub(r"\{(\w+)\}", lambda word: words[word[1]], statement(backend, name))


@cache
def migrations(backend: Backend) -> tuple[tuple[int, str], ...]:
    """Return (number, SQL) of every migration, in order; numbers start at 1 and leave no gap."""
    found = []
    for file in (resources.files("search_analytics.store") / "sql" / backend).iterdir():
        if numbered := re.fullmatch(r"(\d{3})_\w+\.sql", file.name):
            found.append((int(numbered[1]), file.read_text("utf-8")))
    return tuple(sorted(found))
