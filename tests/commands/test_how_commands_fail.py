"""Every command ends with one message, a hint and an exit code, whichever way it was started and whatever is in its way."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collector_station import search_record
from small_site import article, write_site

from kbgen.commands.main import main as kbgen
from search_analytics.cli.main import main as search_analytics
from search_analytics.store.sqlite.store import SqliteStore

DATABASES = {
    "empty.sqlite3": "CREATE TABLE a (x); DROP TABLE a",
    "orders.sqlite3": "".join(f"CREATE TABLE {name} (x);" for name in "abcde"),
    "versioned.sqlite3": "CREATE TABLE schema_version (version TEXT); INSERT INTO schema_version VALUES ('2')",
    "event.sqlite3": "CREATE TABLE event (name TEXT); CREATE TABLE schema_version (version TEXT)",
}
"""What other programs may have left where a store is looked for."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with one gap in its log, and things that no command can use."""
    folder = tmp_path_factory.mktemp("failing")
    assert kbgen(["build", "--config", str(write_site(folder))]) == 0
    store = SqliteStore(folder / "s.sqlite3")
    store.append([search_record(n, "lanyard", results=0, day=datetime.now(UTC).date().isoformat()) for n in range(6)])
    store.close()
    (folder / "folder").mkdir()
    (folder / "file").write_text("x", "utf-8")
    (folder / "empty").touch()
    for name, script in DATABASES.items():
        connection = sqlite3.connect(folder / name)
        connection.executescript(script)
        connection.close()
    (folder / "broken.yml").write_text("a: [\n", "utf-8")
    (folder / "latin.yml").write_bytes(b"site_name: caf\xe9\n")
    (folder / "judged.yml").write_text("- {query: refund, finds: returns/refund-times}\n", "utf-8")
    shutil.copytree(folder / "site", folder / "gaps-in-index")
    for part in (folder / "gaps-in-index" / "search").rglob("*.bin"):
        part.unlink()
    shutil.copytree(folder / "site", folder / "damaged")
    (folder / "damaged" / "search" / "manifest.json").write_text("{}", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)


def gap(capsys: pytest.CaptureFixture[str]) -> str:
    assert kbgen(["gaps", "--db", "s.sqlite3"]) == 0
    return capsys.readouterr().out.splitlines()[1].split()[0]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("none.yml", "none.yml: cannot be read: No such file or directory"),
        ("folder", "folder: cannot be read: Is a directory"),
        ("broken.yml", "broken.yml:2: did not find expected node content"),
        ("latin.yml", "latin.yml: not UTF-8 text: byte 14"),
    ],
)
def test_a_configuration_that_cannot_be_read_is_said_in_a_sentence(
    config: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kbgen(["gaps", "fix", gap(capsys), "--db", "s.sqlite3", "--config", config]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()[0]) == ("", f"error: {message}")
    assert "\n  hint: " in said.err


def test_articles_to_mend_are_listed_before_a_gap_is_fixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write_site(tmp_path, {"content/en/returns/x.md": article("[x](y.md)")})
    assert kbgen(["gaps", "fix", gap(capsys), "--db", "s.sqlite3", "--config", str(config)]) == 1
    said = capsys.readouterr().err
    assert "x.md:6: error: the link 'y.md'" in said
    assert said.endswith("error: 1 problem in the content; nothing was written\n")


@pytest.mark.parametrize(
    ("store", "code", "message"),
    [
        ("none.sqlite3", 2, "no database at none.sqlite3"),
        ("folder", 2, "no database at folder"),
        ("broken.yml", 2, "broken.yml is no SQLite database"),
        ("empty", 2, "empty is empty: no collector has written to it"),
        ("empty.sqlite3", 2, "empty.sqlite3 is empty: no collector has written to it"),
        ("orders.sqlite3", 2, "orders.sqlite3 is a database of another program, with the tables 'a', 'b', 'c' and 2 more"),
        ("versioned.sqlite3", 2, "versioned.sqlite3 is a database of another program, with the table 'schema_version'"),
        ("event.sqlite3", 2, "event.sqlite3 is a database of another program, with the tables 'event', 'schema_version'"),
        ("mysql://shop", 2, "no store for 'mysql'"),
    ],
)
def test_a_store_that_cannot_be_read_is_said_as_every_other_error(
    store: str, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["report"], ["gaps"], ["gaps", "fix", "a"], ["replay"], ["export"]):
        assert kbgen([*command, "--db", store]) == code
        said = capsys.readouterr().err
        assert said.startswith(f"error: {message}\n  hint: ")


@pytest.mark.parametrize("name", ["broken.yml", "orders.sqlite3", "versioned.sqlite3", "event.sqlite3"])
def test_nothing_is_written_to_a_file_of_another_program(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / name
    shutil.copyfile(name, store)
    (tmp_path / "log").touch()
    for command in (["serve", "--port", "0"], ["upkeep", "--verify"], ["import", "--site", "a", str(tmp_path / "log")]):
        assert search_analytics([*command, "--store", str(store)]) == 2
        assert f"{store} is " in capsys.readouterr().err
    assert kbgen(["sample", "--store", str(store)]) == 2
    assert store.read_bytes() == Path(name).read_bytes()


@pytest.mark.parametrize("name", ["empty", "empty.sqlite3"])
def test_an_empty_file_becomes_a_store_for_those_who_write(name: str, tmp_path: Path) -> None:
    shutil.copyfile(name, tmp_path / name)
    assert kbgen(["sample", "--days", "1", "--store", str(tmp_path / name)]) == 0
    assert kbgen(["gaps", "--store", str(tmp_path / name)]) == 0


@pytest.mark.parametrize(
    ("portal", "code", "message"),
    [
        ("nowhere", 2, "no search index in nowhere/search"),
        ("folder", 2, "no search index in folder/search"),
        ("damaged", 1, "search index file manifest.json is damaged"),
        ("gaps-in-index", 1, "search index file "),
    ],
)
def test_a_portal_that_cannot_be_asked_is_wrong_use_or_a_problem_to_mend(
    portal: str, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["report"], ["gaps"], ["gaps", "fix", "a"]):
        assert kbgen([*command, "--db", "s.sqlite3", "--portal", portal]) == code
        assert f"error: {message}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["search", "refund"], ["eval", "judged.yml"], ["replay", "--db", "s.sqlite3", "--after", "site"]]
)
def test_an_index_with_missing_files_is_said_by_every_command_that_asks_it(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    option = "--before" if command[0] == "replay" else "--portal"
    assert kbgen([*command, option, "gaps-in-index"]) == 1
    assert "error: search index file " in capsys.readouterr().err


@pytest.mark.parametrize("command", [["build", "--output"], ["new-site"]])
@pytest.mark.parametrize("place", ["file/site", "/dev/null/site"])
def test_a_place_for_a_site_that_cannot_be_written_is_wrong_use(
    command: list[str], place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kbgen([*command, place]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: cannot write {place}: ")
    assert "\n  hint: choose another" in said


def test_positions_of_an_import_that_cannot_be_saved_are_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--db", str(tmp_path / "s.sqlite3"), "--site", "shop"]
    assert search_analytics(["import", *store, "--positions", "file/positions.json", "file"]) == 2
    assert capsys.readouterr().err.startswith("cannot write file/positions.json: ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1: "),
        (["--port", "99999"], "--port goes from 1 to 65535"),
    ],
)
def test_a_place_to_listen_that_there_is_not_is_wrong_use(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kbgen(["serve", *options]) == 2
    assert capsys.readouterr().err.startswith(f"error: {message}")


def test_a_port_that_there_is_not_is_wrong_use_for_the_collector(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert search_analytics(["serve", "--db", str(tmp_path / "s.sqlite3"), "--port", "99999"]) == 2
    hint = "'python -m search_analytics serve --help' lists what there is"
    assert capsys.readouterr().err == f"--port goes from 0 to 65535, in whole numbers, and is '99999'\n  hint: {hint}\n"


def test_what_a_command_does_not_know_leads_to_its_own_help_which_names_the_commands_below_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert kbgen(["gaps", "show", "7c72ff8a"]) == 2
    hint = "'kbgen gaps --help' lists what there is"
    assert capsys.readouterr().err == f"error: unrecognized arguments: show 7c72ff8a\n  hint: {hint}\n"
    with pytest.raises(SystemExit):
        kbgen(["gaps", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "'kbgen gaps fix', " in shown
    assert "'kbgen gaps set'." in shown


def full(*_: object) -> None:
    raise OSError(28, "No space left on device", "/full")


def test_a_full_disk_is_said_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("kbgen.site.portal.prepare", full)
    assert kbgen(["check"]) == 1
    assert capsys.readouterr().err == "error: /full: No space left on device\n"


def no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")  # as a write says it: without the name of the file


def test_a_disk_that_gets_full_during_a_build_is_said_once_with_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("mkdocs.utils.write_file", no_room)
    output = tmp_path / "out/site"
    assert kbgen(["build", "--config", str(write_site(tmp_path)), "--output", str(output)]) == 1
    assert capsys.readouterr().err == (
        f"error: no room for {output}: No space left on device\n  hint: make room on its disk; the site stays as it was\n"
    )
    assert list((tmp_path / "out").iterdir()) == []


def test_a_full_disk_is_said_by_the_collectors_commands_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("search_analytics.cli.import_logs.portal_articles", full)
    assert search_analytics(["import", "--site", "shop", "--db", str(tmp_path / "s.sqlite3"), "file"]) == 1
    assert capsys.readouterr().err == "/full: No space left on device\n"


def test_an_interrupted_command_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kbgen.commands.gaps.read_gaps", interrupted)
    assert kbgen(["gaps"]) == 130
    assert capsys.readouterr().err == ""


def test_a_draft_that_cannot_be_read_is_named_and_the_report_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "torn.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert kbgen(["gaps", "--db", "s.sqlite3", "--drafts", str(tmp_path)]) == 0
    assert f"{tmp_path}/torn.md:3: warning: the front matter cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["demo", "--port", "99999"], "--port goes from 0 to 65535"),
        (["serve", "--port", "-1"], "--port goes from 1 to 65535"),
        (["gaps", "--db", "s.sqlite3", "--since", "0001-01-01"], "and a report has 1830 at most"),
        (["gaps", "--db", "s.sqlite3", "--until", "9999-12-31"], "--until 9999-12-31 is a day to come"),
        (["export", "--store", "s.sqlite3", "--until", "9999-12-31"], "--until 9999-12-31 is a day to come"),
        (["report", "--db", "s.sqlite3", "--webhook", "https://hooks.example/"], "--webhook goes with --digest"),
        (["search", "refund", "--limit", "0"], "--limit goes from 1 to 999999999, in whole numbers, and is '0'"),
        (["search", "refund", "--limit", "1_0"], "--limit goes from 1 to 999999999, in whole numbers, and is '1_0'"),
        (["gaps", "--time-limit", "nan"], "--time-limit goes from 0.1 to 86400, and is 'nan'"),
        (["export", "--time-limit", "inf"], "--time-limit goes from 0.1 to 86400, and is 'inf'"),
        (["report", "--time-limit=-1"], "--time-limit goes from 0.1 to 86400, and is '-1'"),
        (["report", "--since-days", "99999999999"], "--since-days goes from 1 to 1830, in whole numbers, and is '99999999999'"),
        (["gaps", "--k", "0"], "--k goes from 1 to 999999999"),
        (["eval", "judged.yml", "--min-mrr", "nan"], "--min-mrr goes from 0 to 1, and is 'nan'"),
        (["eval", "judged.yml", "--min-mrr", "1.01"], "--min-mrr goes from 0 to 1, and is '1.01'"),
        (["report", "--digest", "json", "--min-impact", "-inf"], "--min-impact: expected one argument"),
        (["report", "--digest", "json", "--min-impact=-inf"], "--min-impact goes from 0 to 999999999, and is '-inf'"),
        (["report", "--digest", "json", "--min-failed", "nan"], "--min-failed goes from 0 to 100, and is 'nan'"),
        (["report", "--digest", "json", "--most-gaps", "0"], "--most-gaps goes from 1 to 999999999"),
        (["replay", "--within", "0"], "--within goes from 1 to 999999999"),
        (["replay", "--max-broken", "-1"], "--max-broken goes from 0 to 999999999"),
        (["sample", "--days", "31"], "--days goes from 1 to 30, in whole numbers, and is '31'"),
        (["sample", "--seed", "x"], "--seed goes from 0 to 999999999"),
        (["gaps", "--format", "text"], "unrecognized arguments: --format text"),
        (["nosuch"], "COMMAND: invalid choice: 'nosuch'"),
    ],
)
def test_values_that_make_no_sense_are_refused_at_once(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kbgen(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert message in said
    assert "\n  hint: " in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["serve", "--day-limit", "-1"], "--day-limit goes from 1 to 999999999, in whole numbers, and is '-1'"),
        (["serve", "--day-limit", "1e3"], "--day-limit goes from 1 to 999999999, in whole numbers, and is '1e3'"),
        (["serve", "--port", "-1"], "--port goes from 0 to 65535, in whole numbers, and is '-1'"),
        (["serve", "--nosuch"], "unrecognized arguments: --nosuch"),
        (["import"], "the following arguments are required: LOG, --site"),
        (["upkeep"], "one of the arguments --purge-before --forget --verify is required"),
        (["nosuch"], "command: invalid choice: 'nosuch'"),
    ],
)
def test_values_that_make_no_sense_are_refused_by_the_collector_too(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert search_analytics(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith(message)
    assert "\n  hint: 'python -m search_analytics" in said


def test_a_day_that_is_none_is_said_with_one_that_is(capsys: pytest.CaptureFixture[str]) -> None:
    for ask in (
        lambda: kbgen(["gaps", "--db", "s.sqlite3", "--since", "2025-13-01"]),
        lambda: search_analytics(["upkeep", "--store", "s.sqlite3", "--purge-before", "2025-99-01"]),
    ):
        assert ask() == 2
        assert "is no day, as 2026-11-28 is one" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["report"], ["report", "--digest", "json"], ["gaps"], ["replay"]])
def test_a_file_of_decisions_that_is_not_there_is_said(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kbgen(["sample", "--store", str(tmp_path / "s.sqlite3"), "--days", "1"]) == 0
    capsys.readouterr()
    missing = tmp_path / "gap.yml"
    assert kbgen([*command, "--store", str(tmp_path / "s.sqlite3"), "--decisions", str(missing)]) == 2
    assert capsys.readouterr().err.startswith(f"error: there is no file {missing}\n")
