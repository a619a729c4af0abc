"""Searches leave the house as tables; what could identify somebody stays."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from collector_station import click_record, search_record
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from store_backend import Backend

from kbgen.commands.main import main
from kbgen.insights.exports.rows import export_rows
from search_analytics.events.record import EventRecord
from search_analytics.store.opening import open_store
from search_analytics.store.search_log import PhraseDay, Question, SearchCounts, SearchLog
from search_analytics.store.sqlite.store import SqliteStore


def exported(tmp_path: Path, *options: str, location: str = "") -> bytes:
    target = tmp_path / "out" / "searches"
    place = ("--store", location or str(tmp_path / "s.sqlite3"), "--output", str(target))
    assert main(["export", "--since", "2026-11-01", "--until", "2026-11-30", *place, *options]) == 0
    return target.read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(story())
    store.close()
    return tmp_path


def story() -> list[EventRecord]:
    records = [
        search_record(number, "发票" if number < 5 else "發票", results=0, day=f"2026-11-{20 + number % 2}")
        for number in range(1, 7)
    ]
    records += [search_record(10, "peter chan"), search_record(11, "mary wong", language="en")]
    records += [search_record(20 + number, "=1+1", language="en") for number in range(5)]
    records += [click_record(30, of=20)]
    return records


def test_an_export_is_the_same_from_either_store(backend: Backend, store: Path) -> None:
    other = open_store(backend.location)
    other.append(story())
    other.close()
    assert exported(store, location=backend.location) == exported(store)


def test_a_phrase_has_a_row_for_each_day_and_rare_ones_are_added_up(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(store).decode("utf-8-sig"))))
    assert [(row["day"], row["language"], row["phrase"], row["searches"], row["zero"]) for row in rows] == [
        ("2026-11-20", "zh-hant", "发票", "3", "3"),
        ("2026-11-21", "zh-hant", "发票", "3", "3"),
        ("2026-11-22", "en", "", "1", "0"),
        ("2026-11-22", "en", "'=1+1", "5", "0"),
        ("2026-11-22", "zh-hant", "", "1", "0"),
    ]


def test_every_format_holds_the_same(store: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in exported(store, "--format", "ndjson").decode().splitlines()]
    file = tmp_path / "searches.parquet"
    file.write_bytes(exported(store, "--format", "parquet"))
    table = parquet.read_table(file)
    assert [row | {"day": row["day"].isoformat()} for row in table.to_pylist()] == lines
    assert {str(field.type) for field in table.schema} == {"date32[day]", "string", "int64"}
    assert [line["phrase"] for line in lines].count("=1+1") == 1


def test_the_threshold_can_be_raised_and_not_lowered(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert b"=1+1" not in exported(store, "--k", "6")
    assert main(["export", "--db", str(store / "s.sqlite3"), "--k", "4"]) == 2
    assert "can identify people" in capsys.readouterr().err


def test_without_pyarrow_parquet_says_what_to_install(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["export", "--db", str(store / "s.sqlite3"), "--format", "parquet"]) == 2
    assert "pip install 'kbgen[parquet]'" in capsys.readouterr().err


def test_an_impossible_period_and_a_missing_store_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--since", "2026-11-30", "--until", "2026-11-01", "--db", str(tmp_path / "s.sqlite3")]) == 2
    assert "is after the last day" in capsys.readouterr().err
    assert main(["export", "--db", str(tmp_path / "s.sqlite3")]) == 2
    assert "no database at" in capsys.readouterr().err


PHRASE_DAYS = st.tuples(st.integers(1, 5), st.sampled_from("abcdef"), st.sampled_from(["en", "zh-hant"]), st.integers(0, 4))


@given(st.lists(PHRASE_DAYS, max_size=30, unique_by=lambda day: day[:3]))
def test_no_phrase_with_fewer_than_five_visitor_days_is_ever_named(days: list[tuple[int, str, str, int]]) -> None:
    found = tuple(
        PhraseDay(day=date(2026, 11, day), phrase=(key, language), counts=SearchCounts(searches=count + 1, visitor_days=count))
        for day, key, language, count in days
    )
    log = SearchLog(Question(date(2026, 11, 1), date(2026, 11, 5), 5), found, {day.phrase: day.phrase[0] for day in found})
    rows = export_rows(log)
    for row in rows:
        assert not row.phrase or sum(day.counts.visitor_days for day in found if day.phrase == (row.phrase, row.language)) >= 5
    assert sum(row.searches for row in rows) == sum(day.counts.searches for day in found)
