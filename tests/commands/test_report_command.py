"""`kbgen report` as an editor types it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collector_station import search_record

from kbgen.commands.main import main
from search_analytics.store.sqlite.store import SqliteStore


@pytest.fixture(autouse=True)
def without_a_portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def database(tmp_path: Path) -> str:
    today = datetime.now(UTC).date().isoformat()
    store = SqliteStore(tmp_path / "searches.sqlite3")
    store.append([search_record(n, "貨到付款", results=0, day=today) for n in range(1, 5)])
    store.append([search_record(n, "陳大文", results=0, day=today) for n in range(10, 12)])
    store.close()
    return str(tmp_path / "searches.sqlite3")


def test_the_report_is_written_and_its_place_printed(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "new folder" / "report.html"
    assert main(["report", "--db", database, "--output", str(output), "--language", "zh-hant"]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{output}\n"
    assert printed.err.splitlines() == [
        "no built portal in site: gaps are not explained; name it with --portal",
        "1 open gap, 1 phrase held back for privacy",
    ]
    assert "貨到付款" in output.read_text("utf-8")
    assert "陳大文" not in output.read_text("utf-8")
    assert [file.name for file in output.parent.iterdir()] == ["report.html"]


def test_files_that_leave_the_house_need_five_visitors(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert (content["k"], content["gaps"], content["held_back"]) == (5, [], {"searches": 6, "phrases": 2})


def test_every_query_is_shown_only_when_asked_for_by_name(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--format", "csv", "--show-every-query"]) == 0
    assert "陳大文" in capsys.readouterr().out


@pytest.mark.parametrize(("form", "k"), [("html", "2"), ("csv", "4"), ("json", "1")])
def test_the_threshold_cannot_be_lowered_by_its_number(
    database: str, form: str, k: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--db", database, "--format", form, "--k", k]) == 2
    assert "can identify people" in capsys.readouterr().err


def test_the_threshold_can_be_raised(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--format", "html", "--output", "-", "--k", "5"]) == 0
    assert "貨到付款" not in capsys.readouterr().out


def test_csv_files_open_in_spreadsheets_with_their_chinese(database: str, tmp_path: Path) -> None:
    output = tmp_path / "report.csv"
    assert main(["report", "--db", database, "--format", "csv", "--output", str(output), "--show-every-query"]) == 0
    assert output.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_missing_database_ends_with_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", str(tmp_path / "none.sqlite3")]) == 2
    assert "hint: start the collector" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_explained(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["report", "--db", database, "--output", str(tmp_path / "file" / "report.html")]) == 2
    assert "cannot write" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--since-days", "--limit"])
def test_numbers_below_one_are_refused(database: str, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, option, "0"]) == 2
    assert f"error: {option} goes from 1 to " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--digest", "email", "--format", "html"], "--format goes with a report: --digest is a message"),
        (["--digest", "json", "--json"], "--format goes with a report"),
        (["--digest", "json", "--output", "x"], "--output goes with a report"),
        (["--since", "2026-11-01", "--since-days", "30"], "--since and --since-days both name the first day"),
        (["--digest", "json", "--min-failed", "100.5"], "--min-failed goes from 0 to 100, and is '100.5'"),
        (["--digest", "json", "--min-failed", "nan"], "--min-failed goes from 0 to 100, and is 'nan'"),
    ],
)
def test_options_that_contradict_each_other_or_mean_nothing_are_refused(
    database: str, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--db", database, *words]) == 2
    assert f"error: {said}" in capsys.readouterr().err
