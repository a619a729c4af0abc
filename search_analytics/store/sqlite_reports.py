"""Questions to a SQLite store, asked over a connection of their own that cannot write to it."""

from __future__ import annotations

import sqlite3
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from search_analytics.errors import ReportTimeoutError, SchemaError, StoreUnavailableError, UsageError
from search_analytics.failures import ArticleVotes, DayCount, FailedPhrase, FailureReport, HeldBack, NextStep, Question
from search_analytics.record import Language
from search_analytics.store.sqlite import BUSY_TIMEOUT_MS, schema_version
from search_analytics.store.statements import migrations, statement

HALF_LIFE_DAYS = 14
STEPS_SHOWN = 3
_OPCODES_BETWEEN_CLOCK_READINGS = 10_000

_Steps = Mapping[tuple[str, str], tuple[NextStep, ...]]


def failed_searches(path: Path, question: Question) -> FailureReport:
    """Return the failed searches in the database at `path`.

    Raises UsageError: there is no database. ReportTimeoutError: the time limit of the question has passed.
    """
    if not path.is_file():
        raise UsageError(
            f"no database at {path}",
            hint="start the collector (python -m search_analytics serve), or name it with --db",
        )
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        return _answer(connection, question, path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise ReportTimeoutError(
                f"the report took longer than {question.time_limit_seconds:g} seconds",
                hint="ask for fewer days with --since-days, or allow more with --time-limit",
            ) from None
        raise StoreUnavailableError(f"cannot read {path}: {error}") from None
    except sqlite3.DatabaseError as error:
        raise StoreUnavailableError(f"cannot read {path}: {error}", hint="is it a database of the collector?") from None
    finally:
        connection.close()


def _answer(connection: sqlite3.Connection, question: Question, path: Path) -> FailureReport:
    deadline = time.monotonic() + question.time_limit_seconds
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _OPCODES_BETWEEN_CLOCK_READINGS)
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("BEGIN")  # one snapshot for all that follows
    _check_schema(connection, path)
    _judge(connection, question)
    steps = _next_steps(connection, question.threshold_k)
    shown = connection.execute(_sql("report_shown"), {"k": question.threshold_k, "limit": question.limit}).fetchall()
    held, held_phrases, common = connection.execute(
        "SELECT coalesce(sum(failed) FILTER (WHERE visitor_days < :k), 0), count(*) FILTER (WHERE visitor_days < :k),"
        " count(*) FILTER (WHERE visitor_days >= :k) FROM phrase",
        {"k": question.threshold_k},
    ).fetchone()
    days = {row["day"]: _day_count(row) for row in connection.execute(_sql("report_days"))}
    return FailureReport(
        question=question,
        days=tuple(days.get(day.isoformat(), DayCount(day, 0, 0, 0, 0, 0, 0)) for day in _days(question)),
        phrases=tuple(_phrase(row, steps) for row in shown),
        held_back=HeldBack(searches=held, phrases=held_phrases),
        unshown_phrases=common - len(shown),
        votes=_votes(connection, question),
    )


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    found, known = schema_version(connection), migrations("sqlite")[-1][0]
    if found != known:
        raise SchemaError(
            f"{path} has schema {found}, this release reads {known}",
            hint="start the collector of this release once" if found < known else "install the newer kbgen again",
        )


def _judge(connection: sqlite3.Connection, question: Question) -> None:
    connection.execute("CREATE TEMP TABLE age (day TEXT PRIMARY KEY, weight REAL NOT NULL)")
    weights = [(day.isoformat(), 0.5 ** ((question.to_day - day).days / HALF_LIFE_DAYS)) for day in _days(question)]
    connection.executemany("INSERT INTO age VALUES (?, ?)", weights)
    period = {"from_day": weights[0][0], "to_day": weights[-1][0], "site": question.site}
    connection.execute(_sql("report_judge"), period)
    connection.execute("CREATE INDEX judged_by_previous ON judged (previous) WHERE previous IS NOT NULL")
    connection.execute(_sql("report_phrases"))


def _next_steps(connection: sqlite3.Connection, threshold_k: int) -> _Steps:
    steps: dict[tuple[str, str], list[NextStep]] = defaultdict(list)
    for row in connection.execute(_sql("report_opened")):
        steps[row["match_key"], row["language"]].append(NextStep("opened", row["article"], row["times"]))
    for row in connection.execute(_sql("report_next"), {"k": threshold_k}):
        steps[row["match_key"], row["language"]].append(NextStep("searched", row["next_key"], row["times"]))
    return {
        phrase: tuple(sorted(found, key=lambda step: (-step.times, step.kind, step.what))[:STEPS_SHOWN])
        for phrase, found in steps.items()
    }


def _votes(connection: sqlite3.Connection, question: Question) -> tuple[ArticleVotes, ...]:
    period = {"from_day": question.from_day.isoformat(), "to_day": question.to_day.isoformat(), "site": question.site}
    rows: dict[tuple[str, Language | None], list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(_sql("report_votes"), period):
        rows[row["article"], row["language"]].append(row)
    votes = [
        ArticleVotes(
            article=article,
            language=language,
            helpful=sum(row["times"] for row in found if row["vote"]),
            unhelpful=sum(row["times"] for row in found if not row["vote"]),
            reasons=tuple((row["reason"], row["times"]) for row in found if row["reason"] and not row["vote"]),
        )
        for (article, language), found in rows.items()
    ]
    return tuple(sorted(votes, key=lambda vote: (-vote.unhelpful, vote.helpful, vote.article, vote.language or "")))


def _phrase(row: sqlite3.Row, steps: _Steps) -> FailedPhrase:
    return FailedPhrase(
        phrase=row["query"],
        language=row["language"],
        searches=row["searches"],
        visitor_days=row["visitor_days"],
        zero=row["zero"],
        weak=row["weak"],
        unclicked=row["unclicked"],
        recovered=row["recovered"],
        stopped=row["stopped"],
        first_day=date.fromisoformat(row["first_day"]),
        last_day=date.fromisoformat(row["last_day"]),
        next_steps=steps.get((row["match_key"], row["language"]), ()),
    )


def _day_count(row: sqlite3.Row) -> DayCount:
    return DayCount(
        day=date.fromisoformat(row["day"]),
        searches=row["searches"],
        zero=row["zero"],
        weak=row["weak"],
        unclicked=row["unclicked"],
        outages=row["outages"],
        recovered=row["recovered"],
    )


def _days(question: Question) -> list[date]:
    return [question.from_day + timedelta(days=n) for n in range((question.to_day - question.from_day).days + 1)]


def _sql(name: str) -> str:
    return statement("sqlite", name)
