"""Questions to a PostgreSQL store, asked in one snapshot."""

from __future__ import annotations

import time
from typing import Any

import psycopg
from psycopg import ClientCursor
from psycopg.rows import DictRow

from search_analytics.errors import ReportTimeoutError, SchemaError, StoreUnavailableError
from search_analytics.search_log import Question, SearchLog
from search_analytics.store.log_rows import Ask, period, search_log
from search_analytics.store.postgres_connection import PatientConnection, connect, transaction, unavailable
from search_analytics.store.postgres_schema import schema_version
from search_analytics.store.statements import migrations, statement


def read_search_log(url: str, question: Question) -> SearchLog:
    """Return everything that was searched in a period, and what readers did next.

    Raises StoreUnavailableError: it does not answer. SchemaError: it cannot be read.
    ReportTimeoutError: the time limit of the question has passed.
    """
    try:
        connection = connect(url)
    except psycopg.Error as error:
        raise StoreUnavailableError(f"cannot read the store: {str(error).strip()}") from None
    try:
        _check_schema(connection)
        connection.deadline = time.monotonic() + question.time_limit_seconds
        with transaction(connection, seconds=max(0.001, question.time_limit_seconds), isolation="REPEATABLE READ"):
            return search_log(_prepare(connection, question), question)
    except psycopg.Error as error:
        if time.monotonic() >= (connection.deadline or 0.0):
            raise ReportTimeoutError(
                f"the report took longer than {question.time_limit_seconds:g} seconds",
                hint="ask for fewer days with --since-days, or allow more with --time-limit",
            ) from None
        raise unavailable(error) from None
    finally:
        connection.close()


def _prepare(connection: PatientConnection, question: Question) -> Ask:
    # Utility statements such as CREATE TABLE take no parameters from the server; this cursor writes them in, quoted.
    cursor = ClientCursor[DictRow](connection, row_factory=connection.row_factory)

    def ask(name: str, **parameters: Any) -> list[DictRow]:
        return cursor.execute(statement("postgres", name).encode(), parameters).fetchall()

    cursor.execute(statement("postgres", "report_judge").encode(), period(question))
    cursor.execute("CREATE INDEX ON judged (previous) WHERE previous IS NOT NULL")
    cursor.execute("ANALYZE judged (id, previous, day, language, verdict, failed)")  # no text: see 001_events.sql
    return ask


def _check_schema(connection: PatientConnection) -> None:
    found, known = schema_version(connection), migrations("postgres")[-1][0]
    if found != known:
        raise SchemaError(
            f"the database has schema {found}, this release reads {known}",
            hint="start the collector of this release once" if found < known else "install the newer kbgen again",
        )
