"""How long searches are kept, and how they are deleted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

import psycopg
import pytest
from collector_station import click_record, search_record
from store_backend import Backend, SqliteBackend, back_to_the_first_release, fill, keep_all

from search_analytics.cli.main import main
from search_analytics.store.opening import open_store
from search_analytics.store.search_log import Question, read_search_log
from search_analytics.store.sqlite.store import SqliteStore

TODAY = date(2026, 11, 22)
OLD = "2026-10-20"


EVENTS = [
    *(search_record(n, "貨到付款", results=0, day=OLD) for n in range(1, 5)),
    search_record(5, "退款", day=OLD, previous=1),
    click_record(6, of=5, day=OLD),
    *(search_record(n, f"canary-{n}", results=0, day=OLD) for n in range(10, 12)),
    search_record(20, "Canary again"),
    click_record(21, of=20),
    search_record(22, "fps"),
]


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_analytics.cli.upkeep.utc_today", lambda: TODAY)


@pytest.fixture
def filled(backend: Backend) -> Backend:
    fill(backend, EVENTS)
    return backend


def test_after_thirty_days_a_day_becomes_its_roll_up(filled: Backend) -> None:
    keep_all(filled, TODAY)
    assert filled.rows("SELECT DISTINCT day FROM event") == [("2026-11-22",)]
    assert filled.rows("SELECT match_key, searches, visitor_days, zero, recovered FROM roll_up ORDER BY match_key") == [
        ("", 3, 3, 2, 0),
        ("貨到付款", 4, 4, 4, 1),
    ]


def test_a_day_of_the_last_thirty_stays_as_it_is(filled: Backend) -> None:
    keep_all(filled, date(2026, 11, 19))
    assert filled.rows("SELECT count(*) FROM event") == [(11,)]


def test_roll_ups_end_after_twenty_five_months(filled: Backend) -> None:
    keep_all(filled, TODAY)
    keep_all(filled, date(2028, 11, 18))
    assert filled.rows("SELECT count(*) FROM roll_up WHERE day = '2026-10-20'") == [(2,)]
    keep_all(filled, date(2028, 11, 19))
    assert filled.rows("SELECT count(*) FROM roll_up WHERE day = '2026-10-20'") == [(0,)]


def test_forgetting_leaves_no_byte_in_any_file(filled: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upkeep", "--store", filled.location, "--forget", "CANARY", "--containing", "--yes"]) == 0
    assert capsys.readouterr().err == "4 events, 0 roll-ups and 0 copies deleted\n"
    left = filled.every_byte().lower()
    assert b"canary-1" not in left
    assert b"canary again" not in left
    assert filled.rows("SELECT count(*) FROM event") == [(7,)]


def test_what_the_planner_remembers_of_a_table_holds_no_phrase(filled: Backend) -> None:
    filled.run("ANALYZE")  # autovacuum does this by itself
    assert read_search_log(filled.location, Question(date(2026, 10, 1), date(2026, 11, 22), threshold_k=1)).days
    assert main(["upkeep", "--store", filled.location, "--forget", "canary", "--containing", "--yes"]) == 0
    assert b"canary-1" not in filled.every_byte()


def reading(backend: Backend) -> psycopg.Connection[Any]:
    """Return a connection that goes on reading the store as it is now, as a long report does, and ANALYZE."""
    connection = psycopg.connect(backend.location)
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.execute("SELECT count(*) FROM roll_up")
    return connection


@pytest.mark.parametrize("backend", ["postgres"], indirect=True)
def test_forgetting_waits_for_those_who_still_read_what_was_deleted(filled: Backend) -> None:
    reader = reading(filled)
    end = Timer(1, reader.close)
    end.start()
    assert main(["upkeep", "--store", filled.location, "--forget", "canary", "--containing", "--yes"]) == 0
    end.join()
    assert b"canary-1" not in filled.every_byte()


@pytest.mark.parametrize("backend", ["postgres"], indirect=True)
def test_who_reads_on_is_named_and_the_same_command_then_leaves_no_byte(
    filled: Backend, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("search_analytics.store.postgres.upkeep.READERS_SECONDS", 0.2)
    forget = ["upkeep", "--store", filled.location, "--forget", "canary", "--containing", "--yes"]
    with closing(reading(filled)) as reader:
        assert main(forget) == 1
        assert f"process {reader.info.backend_pid} of PostgreSQL has been reading since before" in capsys.readouterr().err
        assert b"canary-1" in filled.every_byte()
    assert main(forget) == 0
    assert capsys.readouterr().err == "nothing that contain it is stored\n"
    assert b"canary-1" not in filled.every_byte()


def test_purging_leaves_no_byte_of_the_days_before(filled: Backend) -> None:
    assert main(["upkeep", "--store", filled.location, "--purge-before", "2026-11-22", "--yes"]) == 0
    assert b"canary-1" not in filled.every_byte()
    assert filled.rows("SELECT query FROM event WHERE type = 'search' ORDER BY query") == [("Canary again",), ("fps",)]


def test_retention_leaves_no_text_of_a_rare_phrase(filled: Backend) -> None:
    keep_all(filled, TODAY)
    assert b"canary-1" not in filled.every_byte()


def test_a_collector_may_run_while_something_is_forgotten(filled: Backend) -> None:
    store = open_store(filled.location)
    assert main(["upkeep", "--store", filled.location, "--forget", "canary", "--containing", "--yes"]) == 0
    assert store.append([search_record(99, "新")]) == (True,)
    store.close()


def test_nothing_is_deleted_before_somebody_has_seen_how_much(filled: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    for chore, words in (
        (
            ["--forget", "Canary again"],
            "would delete 2 events, 0 roll-ups and 0 copies for this very text; nothing is deleted yet",
        ),
        (["--forget", "canary", "--containing"], "would delete 4 events, 0 roll-ups and 0 copies that contain it"),
        (["--purge-before", "2026-11-22"], "would delete 8 events, 0 roll-ups and 0 copies of days before 2026-11-22"),
    ):
        assert main(["upkeep", "--store", filled.location, *chore]) == 2
        said = capsys.readouterr().err
        assert words in said
        assert "--yes" in said
    assert filled.rows("SELECT count(*) FROM event") == [(11,)]


def test_a_text_is_forgotten_and_what_contains_it_is_not(filled: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upkeep", "--store", filled.location, "--forget", " canary AGAIN ", "--yes"]) == 0
    assert "2 events" in capsys.readouterr().err
    assert filled.rows("SELECT count(*) FROM event WHERE query LIKE 'canary-%'") == [(2,)]
    assert main(["upkeep", "--store", filled.location, "--forget", "canary", "--yes"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "nothing for this very text is stored",
        "  hint: 2 events more of searches that contain it: --containing",
    ]
    assert filled.rows("SELECT count(*) FROM event") == [(9,)]


def test_a_day_in_the_future_is_refused(filled: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upkeep", "--store", filled.location, "--purge-before", "2026-11-23", "--yes"]) == 2
    assert "2026-11-23 is in the future" in capsys.readouterr().err
    assert filled.rows("SELECT count(*) FROM event") == [(11,)]


def test_what_redaction_took_out_is_not_forgotten_in_the_name_of_everybody_else(
    filled: Backend, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upkeep", "--store", filled.location, "--forget", "peter@example.com", "--yes"]) == 2
    assert "was replaced by ⟨email⟩" in capsys.readouterr().err


def test_forgetting_needs_a_text(filled: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upkeep", "--store", filled.location, "--forget", " "]) == 2
    assert "--forget needs a text" in capsys.readouterr().err


def test_a_sound_database_is_called_so(filled: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upkeep", "--store", filled.location, "--verify"]) == 0
    assert capsys.readouterr().out == "ok\n"


def test_an_event_stored_under_two_days_is_found(filled: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    filled.run(
        "INSERT INTO event (day, id, ts, type, site, build, source)"
        " SELECT '2026-11-01', id, 7, type, site, build, source FROM event WHERE day = '2026-11-22' LIMIT 1"
    )
    assert main(["upkeep", "--store", filled.location, "--verify"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "stored twice: 1",
        "with a day that is not that of their time: 1",
    ]


@pytest.fixture
def sqlite(tmp_path: Path) -> SqliteBackend:
    backend = SqliteBackend(tmp_path)
    fill(backend, EVENTS)
    return backend


def test_forgetting_removes_the_copies_that_migrations_made(
    sqlite: SqliteBackend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "s.sqlite3.before-002").write_bytes(b"canary-10")
    assert main(["upkeep", "--store", sqlite.location, "--forget", "CANARY", "--containing", "--yes"]) == 0
    assert capsys.readouterr().err == "4 events, 0 roll-ups and 1 copy deleted\n"
    assert b"canary" not in sqlite.every_byte().lower()


def test_a_database_of_the_first_release_is_copied_then_migrated(sqlite: SqliteBackend, tmp_path: Path) -> None:
    back_to_the_first_release(sqlite)
    SqliteStore(sqlite.path).close()
    assert sqlite.rows("SELECT version FROM schema_version") == [(9,)]
    with closing(sqlite3.connect(tmp_path / "s.sqlite3.before-009")) as copy:
        assert copy.execute("SELECT version FROM schema_version").fetchall() == [(1,)]
    assert sqlite.rows("SELECT count(*) FROM event") == [(11,)]
