"""`kbgen sample` fills a store, `kbgen export` writes it out; what is wrong with a store is said as by every other command."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbgen.commands.main import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_made_up_searches_of_both_languages_are_exported_day_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--store", "s.sqlite3", "--days", "3"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith(" made-up events stored in s.sqlite3\n")
    assert main(["export", "--store", "s.sqlite3", "--since-days", "2"]) == 0
    said = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(said.out.removeprefix("\ufeff"))))
    assert said.err.startswith(f"{len(rows)} rows, ")
    assert len({row["day"] for row in rows}) == 2
    assert {row["language"] for row in rows} == {"en", "zh-hant"}
    assert main(["export", "--store", "s.sqlite3", "--until", datetime.now(UTC).date().isoformat()]) == 0
    assert len({row["day"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff")))}) == 3


def test_a_sample_twice_is_stored_once(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["sample", "--store", "s.sqlite3", "--days", "2"]) == 0
    first, again = capsys.readouterr().err.splitlines()
    assert not first.startswith("0 ")
    assert again == "0 made-up events stored in s.sqlite3"


@pytest.mark.parametrize(
    ("store", "code", "message"),
    [
        ("mysql://shop", 2, "no store for 'mysql'"),
        ("broken.sqlite3", 2, "broken.sqlite3 is no SQLite database"),
    ],
)
@pytest.mark.parametrize("command", ["sample", "export"])
def test_a_store_that_cannot_be_used_is_one_message_and_an_exit_code(
    command: str, store: str, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("broken.sqlite3").write_text("no database " * 100, "utf-8")
    assert main([command, "--store", store]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: ")
    assert message in said.err.splitlines()[0]
    assert len([line for line in said.err.splitlines() if not line.startswith("  hint: ")]) == 1


def test_more_days_than_are_kept_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--store", "s.sqlite3", "--days", "0"]) == 2
    assert capsys.readouterr().err.startswith("error: --days goes from 1 to ")
