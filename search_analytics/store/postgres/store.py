"""The PostgreSQL store: several collectors may share it. A commit that returned survives whatever the server survives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import psycopg

from search_analytics.errors import StoreRefusedError, StoreUnavailableError
from search_analytics.events.record import EventRecord
from search_analytics.store.batch_duplicates import is_near_midnight, without_repetitions
from search_analytics.store.postgres.connection import MIDNIGHT_LOCK, PatientConnection, connect, transaction, unavailable
from search_analytics.store.postgres.schema import add_month, migrate, next_month
from search_analytics.store.postgres.upkeep import chores
from search_analytics.store.postgres.visitors import count_together
from search_analytics.store.retention import Chores
from search_analytics.store.statements import statement

_COLUMNS = EventRecord.__struct_fields__


class PostgresStore:
    """Appends events over one connection, which it makes anew after any trouble.

    patience_seconds: how long a server may stay silent.
    """

    def __init__(self, url: str, *, patience_seconds: float | None = None) -> None:
        self._url = url
        self._patience_seconds = patience_seconds
        self._connection: PatientConnection | None = None
        self._months: set[str] = set()
        self._chores = Chores()
        try:
            self._open()
        except psycopg.Error as error:
            raise StoreUnavailableError(f"cannot open the store: {str(error).strip()}") from None

    def append(self, records: Sequence[EventRecord]) -> tuple[bool, ...]:
        """Commit the records durably, together; see Store."""
        fresh = without_repetitions(records)
        ordered = sorted(fresh.values(), key=lambda record: (record.day, record.id))
        try:
            try:
                stored = self._insert(ordered)
            except psycopg.errors.CheckViolation as error:
                if error.diag.constraint_name is not None:
                    raise
                self._months.clear()  # no place for a month: another collector or an operator has dropped it, empty
                stored = self._insert(ordered)
        except (psycopg.DataError, psycopg.IntegrityError, ValueError) as error:
            raise StoreRefusedError(f"PostgreSQL: {type(error).__name__}") from None
        except psycopg.Error as error:
            self._disconnect()
            raise unavailable(error) from None
        return tuple(place in fresh and (record.day, record.id) in stored for place, record in enumerate(records))

    def rest(self) -> None:
        """Nothing to tidy up: the server does."""

    def probe(self) -> None:
        """Commit something that changes nothing; see Store."""
        try:
            connection = self._connection or self._open()
            with transaction(connection):
                connection.execute("UPDATE schema_version SET version = version")
        except psycopg.Error as error:
            self._disconnect()
            raise unavailable(error) from None

    def size_bytes(self) -> int:
        """Return the size of all partitions with their indexes."""
        try:
            connection = self._connection or self._open()
            row = connection.execute(statement("postgres", "size").encode()).fetchone()
        except psycopg.Error as error:
            self._disconnect()
            raise unavailable(error) from None
        return 0 if row is None else int(row["bytes"])

    def keep(self, today: date) -> bool:
        """Do one short step of retention, unless another collector does it; see Store."""
        try:
            connection = self._connection or self._open()
            for month in (today.isoformat()[:7], next_month(today.isoformat()[:7])):
                self._add_month(connection, month)
            return self._chores.step(today, lambda: chores(connection, self._connect, today))
        except psycopg.Error as error:
            self._disconnect()
            raise unavailable(error) from None

    def close(self) -> None:
        """Give back the connection; closing twice is fine."""
        self._disconnect()

    def _insert(self, records: Sequence[EventRecord]) -> set[tuple[str, bytes]]:
        """Insert in one order, the same in every collector, so that two of them cannot wait for each other."""
        connection = self._connection or self._open()
        for month in sorted({date.fromisoformat(record.day).isoformat()[:7] for record in records}):
            self._add_month(connection, month)
        with transaction(connection, lock=MIDNIGHT_LOCK if any(map(is_near_midnight, records)) else None):
            counted = count_together(connection, records)
            columns = {name: [getattr(record, name) for record in counted] for name in _COLUMNS}
            rows = connection.execute(statement("postgres", "insert_event").encode(), columns).fetchall()
        return {(row["day"], bytes(row["id"])) for row in rows}

    def _add_month(self, connection: PatientConnection, month: str) -> None:
        if month not in self._months:
            add_month(connection, month)
            self._months.add(month)

    def _open(self) -> PatientConnection:
        self._connection = self._connect()
        try:
            migrate(self._connection)
        except BaseException:
            self._disconnect()
            raise
        return self._connection

    def _connect(self) -> PatientConnection:
        connection = connect(self._url)
        if self._patience_seconds is not None:
            connection.patience_seconds = self._patience_seconds
        return connection

    def _disconnect(self) -> None:
        self._chores.drop()
        self._months.clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
