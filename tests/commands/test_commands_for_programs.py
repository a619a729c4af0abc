"""What programs get of commands that otherwise speak to people: JSON on standard output, and nothing else there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collector_station import search_record
from small_site import article, write_site

from kbgen.commands.main import main
from search_analytics.store.sqlite.store import SqliteStore


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with its log, and judged queries."""
    folder = tmp_path_factory.mktemp("programs")
    assert main(["build", "--config", str(write_site(folder))]) == 0
    store = SqliteStore(folder / "s.sqlite3")
    today = datetime.now(UTC).date().isoformat()
    store.append([search_record(n, "貨到付款", results=0, outcome="none", day=today) for n in range(6)])
    store.close()
    (folder / "judged.yml").write_text("- {query: refund, finds: returns/refund-times}\n", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)


@pytest.mark.parametrize(
    "command",
    [
        ["report", "--store", "s.sqlite3"],
        ["replay", "--store", "s.sqlite3", "--after", "site"],
        ["eval", "judged.yml"],
        ["snippets", "--base", "https://help.example/"],
    ],
    ids=lambda command: command[0],
)
def test_json_is_short_for_the_format_of_that_name(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--json"]) == 0
    short = capsys.readouterr().out
    assert main([*command, "--format", "json"]) == 0
    assert short == capsys.readouterr().out
    assert isinstance(json.loads(short), dict)


@pytest.mark.parametrize("command", [["eval", "judged.yml"], ["snippets", "--base", "https://help.example/"]])
@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_articles_to_mend_are_listed_for_programs_too(
    command: list[str], option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write_site(tmp_path, {"content/en/returns/x.md": article("[x](y.md)")})
    assert main([*command, *option, "--config", str(config)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "broken-link"
