"""The schema of a PostgreSQL store: numbered migrations and a partition for each month."""

from __future__ import annotations

from datetime import date

from psycopg import sql

from search_analytics.errors import SchemaError, UsageError
from search_analytics.store.postgres.connection import SCHEMA_LOCK, PatientConnection, transaction
from search_analytics.store.statements import migrations


def migrate(connection: PatientConnection) -> None:
    """Bring the schema up to date, one transaction for each step; of several collectors that start at once, one does it.

    Raises SchemaError: a newer release wrote this database. UsageError: another program did.
    """
    newest = migrations("postgres")[-1][0]
    if schema_version(connection) == newest:
        return
    with transaction(connection, seconds=0, lock=SCHEMA_LOCK):
        connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)")
    for number, script in migrations("postgres"):
        with transaction(connection, seconds=0, lock=SCHEMA_LOCK):
            version = schema_version(connection)
            if version > newest:
                raise SchemaError(
                    f"the database has schema {version}, this release knows up to {newest}",
                    hint="install the newer kbgen again",
                )
            if version < number:
                connection.execute(script.encode())
                connection.execute("DELETE FROM schema_version")
                connection.execute("INSERT INTO schema_version VALUES (%s)", (number,))


def schema_version(connection: PatientConnection) -> int:
    """Return the number of the last migration that ran, 0 for an empty database. Raises UsageError: it is another program's.

    Another collector may be migrating meanwhile: it makes `schema_version` first, then `event` together with a version. What
    comes later is looked at first, so that it is never missed where the other is there.
    """
    has_event, versioned = _has_table(connection, "event"), _has_table(connection, "schema_version")
    if has_event and not versioned:
        raise _foreign("event")
    if not versioned or connection.execute("SELECT FROM schema_version").fetchone() is None:
        return 0
    if not _has_column(connection, "event", "match_key"):
        raise _foreign("event" if has_event else "schema_version")
    row = connection.execute("SELECT max(version) AS version FROM schema_version").fetchone()
    return (row and row["version"]) or 0


def _has_table(connection: PatientConnection, name: str) -> bool:
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL AS is_there", (name,)).fetchone()
    return row is not None and bool(row["is_there"])


def _has_column(connection: PatientConnection, table: str, name: str) -> bool:
    statement = "SELECT FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attname = %s AND NOT attisdropped"
    return connection.execute(statement, (table, name)).fetchone() is not None


def _foreign(table: str) -> UsageError:
    hint = "name the store of the collector with --store, or give it a database of its own"
    return UsageError(f"the database holds a table '{table}' of another program", hint=hint)


def partition(month: str) -> str:
    """Return the name of the partition of a month, written YYYY-MM."""
    return f"event_{month.replace('-', '_')}"


def next_month(month: str) -> str:
    """Return the month after `month`, both written YYYY-MM."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def add_month(connection: PatientConnection, month: str) -> None:
    """Make sure that events of `month` (YYYY-MM) have a place.

    The table is made apart and then attached: attaching leaves those who read and write the other months alone.
    """
    name = partition(month)
    first, after = date.fromisoformat(f"{month}-01"), date.fromisoformat(f"{next_month(month)}-01")
    with transaction(connection, lock=SCHEMA_LOCK):
        if _has_table(connection, name):
            return
        table = sql.Identifier(name)
        connection.execute(sql.SQL("CREATE TABLE {} (LIKE event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)").format(table))
        # A partition does not inherit this (see 001_events.sql).
        for column in ("query", "match_key", "comment"):
            connection.execute(sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET STATISTICS 0").format(table, sql.Identifier(column)))
        connection.execute(
            sql.SQL("ALTER TABLE event ATTACH PARTITION {} FOR VALUES FROM ({}) TO ({})").format(
                table, sql.Literal(first.isoformat()), sql.Literal(after.isoformat())
            )
        )
