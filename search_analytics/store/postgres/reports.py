"""Questions to a PostgreSQL store, asked in one snapshot."""

from __future__ import annotations

import time

import psycopg

from search_analytics.errors import ReportTimeoutError, SchemaError, StoreUnavailableError
from search_analytics.store.log_rows import read_log
from search_analytics.store.postgres.connection import PatientConnection, connect, transaction, unavailable
from search_analytics.store.postgres.schema import schema_version
from search_analytics.store.postgres.sums import PostgresDatabase, expect_many_rows
from search_analytics.store.search_log import Question, SearchLog
from search_analytics.store.statements import migrations


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
        connection.patience_seconds = question.time_limit_seconds + 1  # a statement of it may take this long
        connection.deadline = time.monotonic() + question.time_limit_seconds
        with transaction(connection, seconds=max(0.001, question.time_limit_seconds), isolation="REPEATABLE READ"):
            expect_many_rows(connection)
            return read_log(PostgresDatabase(connection), question)
    except psycopg.Error as error:
        if time.monotonic() >= (connection.deadline or 0.0):
            raise ReportTimeoutError(
                f"the report took longer than {question.time_limit_seconds:g} seconds",
                hint="ask for fewer days with --since-days or --since, or allow more with --time-limit",
            ) from None
        raise unavailable(error) from None
    finally:
        connection.close()


def state_of_store(url: str) -> str:
    """Return which transactions a reader sees. Raises StoreUnavailableError: it does not answer."""
    try:
        with connect(url) as connection:
            found = connection.execute(b"SELECT CAST(txid_current_snapshot() AS text)").fetchone()
    except psycopg.Error as error:
        raise unavailable(error) from None
    return str(found)


def _check_schema(connection: PatientConnection) -> None:
    found, known = schema_version(connection), migrations("postgres")[-1][0]
    if found != known:
        raise SchemaError(
            f"the database has schema {found}, this release reads {known}",
            hint="start the collector of this release once" if found < known else "install the newer kbgen again",
        )
