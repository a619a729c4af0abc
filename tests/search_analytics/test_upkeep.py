"""How long searches are kept, and how they are deleted."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from collector_station import click_record, search_record

from search_analytics.cli import main
from search_analytics.store.sqlite import SqliteStore

TODAY = date(2026, 11, 22)
OLD = "2026-10-20"


def fill(path: Path) -> None:
    store = SqliteStore(path)
    store.append([search_record(n, "貨到付款", results=0, day=OLD) for n in range(1, 5)])
    store.append([search_record(5, "退款", day=OLD, previous=1), click_record(6, of=5, day=OLD)])
    store.append([search_record(n, f"canary-{n}", results=0, day=OLD) for n in range(10, 12)])
    store.append([search_record(20, "Canary again"), click_record(21, of=20), search_record(22, "fps")])
    store.close()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def every_byte(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    fill(tmp_path / "s.sqlite3")
    return tmp_path / "s.sqlite3"


def keep_all(path: Path, today: date) -> int:
    store = SqliteStore(path)
    steps = 0
    while store.keep(today):
        steps += 1
    store.rest()
    store.close()
    return steps


def test_after_thirty_days_a_day_becomes_its_roll_up(database: Path) -> None:
    keep_all(database, TODAY)
    assert rows(database, "SELECT DISTINCT day FROM event") == [("2026-11-22",)]
    assert rows(database, "SELECT match_key, searches, visitor_days, zero, recovered FROM roll_up ORDER BY match_key") == [
        ("", 3, 3, 2, 0),
        ("貨到付款", 4, 4, 4, 1),
    ]


def test_a_day_of_the_last_thirty_stays_as_it_is(database: Path) -> None:
    assert keep_all(database, date(2026, 11, 19)) == 0
    assert rows(database, "SELECT count(*) FROM event") == [(11,)]


def test_roll_ups_end_after_twenty_five_months(database: Path) -> None:
    keep_all(database, TODAY)
    keep_all(database, date(2028, 11, 18))
    assert rows(database, "SELECT count(*) FROM roll_up WHERE day = '2026-10-20'") == [(2,)]
    keep_all(database, date(2028, 11, 19))
    assert rows(database, "SELECT count(*) FROM roll_up WHERE day = '2026-10-20'") == [(0,)]


def test_forgetting_leaves_no_byte_in_any_file(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.sqlite3.before-002").write_bytes(b"canary-10")
    assert main(["upkeep", "--db", str(database), "--forget", "CANARY"]) == 0
    assert capsys.readouterr().err == "4 events, 0 roll-ups and 1 copies deleted\n"
    assert b"canary" not in every_byte(tmp_path).lower()
    assert rows(database, "SELECT count(*) FROM event") == [(7,)]


def test_purging_leaves_no_byte_of_the_days_before(database: Path, tmp_path: Path) -> None:
    assert main(["upkeep", "--db", str(database), "--purge-before", "2026-11-22"]) == 0
    assert b"canary-1" not in every_byte(tmp_path)
    assert rows(database, "SELECT query FROM event WHERE type = 'search' ORDER BY query") == [("Canary again",), ("fps",)]


def test_retention_leaves_no_text_of_a_rare_phrase(database: Path, tmp_path: Path) -> None:
    keep_all(database, TODAY)
    assert b"canary-1" not in every_byte(tmp_path)


def test_a_collector_may_run_while_something_is_forgotten(database: Path) -> None:
    store = SqliteStore(database)
    assert main(["upkeep", "--db", str(database), "--forget", "canary"]) == 0
    assert store.append([search_record(99, "新")]) == (True,)
    store.close()


def test_forgetting_needs_a_text(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upkeep", "--db", str(database), "--forget", " "]) == 2
    assert "--forget needs a text" in capsys.readouterr().err


def test_a_sound_database_is_called_so(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upkeep", "--db", str(database), "--verify"]) == 0
    assert capsys.readouterr().out == "ok\n"


def test_an_event_stored_under_two_days_is_found(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(database)
    connection.execute(
        "INSERT INTO event (day, id, ts, type, site, build, source)"
        " SELECT '2026-01-01', id, 7, type, site, build, source FROM event LIMIT 1"
    )
    connection.commit()
    connection.close()
    assert main(["upkeep", "--db", str(database), "--verify"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1 events are stored twice",
        "1 events have a day that is not that of their time",
    ]


def test_a_database_of_the_first_release_is_copied_then_migrated(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    fill(path)
    connection = sqlite3.connect(path)
    connection.executescript("DROP TABLE roll_up; UPDATE schema_version SET version = 1;")
    connection.close()
    SqliteStore(path).close()
    assert rows(path, "SELECT version FROM schema_version") == [(2,)]
    assert rows(tmp_path / "s.sqlite3.before-002", "SELECT version FROM schema_version") == [(1,)]
    assert rows(path, "SELECT count(*) FROM event") == [(11,)]
