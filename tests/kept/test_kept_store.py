"""The searches that an operator has collected stay: an older store is opened, migrated, reported and gone on with."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from collector_station import search_record
from kept_sets import (
    EACH_SET,
    PERIOD,
    as_far_as,
    expected,
    gaps_of_today,
    restore,
    with_names_of_today,
    without_what_few_failed,
)
from msgspec.structs import replace
from store_backend import Backend, PostgresBackend, fill, keep_all

from kbgen.commands.main import main as kbgen
from search_analytics.cli.main import main
from search_analytics.store.opening import open_store, open_with_spool

pytestmark = EACH_SET

TODAY = date(2026, 11, 22)
PATIENCE_SECONDS = 30
EVENTS = (
    "SELECT day, id, ts, type, site, build, source, language, query, match_key, results, outcome, mode, previous, first,"
    " search, article, position, origin, vote, reason FROM event ORDER BY day, id"
)
ROLL_UPS = (
    "SELECT day, site, language, match_key, query, searches, visitor_days, zero, weak, unclicked, outages, recovered,"
    " unjudged, refined, contacted, abandoned, ignored FROM roll_up ORDER BY day, site, language, match_key"
)
Ask = Callable[..., str]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report explains its gaps by ./site; one that somebody built here must not be asked."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def former(kept: Path, backend: Backend) -> Backend:
    """The store as the former collector left it."""
    restore(kept, backend)
    return backend


@pytest.fixture
def store(former: Backend) -> Backend:
    """The store after today's collector has started once."""
    open_store(former.location).close()
    return former


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Ask:
    """Run a command that succeeds, and return what it writes."""

    def ask(*arguments: str) -> str:
        target = tmp_path / "said"
        assert kbgen([*arguments, "--output", str(target)]) == 0
        return target.read_bytes().decode("utf-8-sig")

    return ask


def test_opening_a_former_store_loses_and_changes_no_event_and_no_roll_up(former: Backend) -> None:
    events, roll_ups = former.rows(EVENTS), former.rows(ROLL_UPS)
    open_store(former.location).close()
    assert len(events) > 1_000
    assert former.rows(EVENTS) == events
    assert former.rows(ROLL_UPS) == roll_ups


def test_a_former_store_is_sound_for_the_check_of_today(store: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upkeep", "--store", store.location, "--verify"]) == 0
    assert capsys.readouterr().out == "ok\n"


@pytest.mark.parametrize("when", ["as it was left", "after the chores of the day"])
def test_a_report_gives_the_figures_it_gave_before(store: Backend, kept: Path, said: Ask, when: str) -> None:
    if when != "as it was left":
        keep_all(store, TODAY)
    wanted = without_what_few_failed(with_names_of_today(expected(kept / "store/report.json")))
    found = json.loads(said("report", "--format", "json", "--store", store.location, *PERIOD))
    wanted["gaps"], found["gaps"] = gaps_of_today(wanted["gaps"], found["gaps"])
    assert as_far_as(wanted, found) == wanted


def test_the_gaps_that_an_editor_noted_are_still_called_the_same(
    store: Backend, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kbgen(["gaps", "--json", "--store", store.location, *PERIOD]) == 0
    report = {"gaps": expected(kept / "store/gaps.json"), "held_back": {"searches": 0, "phrases": 0}}
    wanted = without_what_few_failed(with_names_of_today(report))["gaps"]
    wanted, found = gaps_of_today(wanted, json.loads(capsys.readouterr().out)["gaps"])
    assert as_far_as(wanted, found) == wanted


def test_an_export_as_csv_has_the_columns_and_rows_it_had_before(store: Backend, kept: Path, said: Ask) -> None:
    wanted = list(csv.DictReader(io.StringIO((kept / "store/export.csv").read_bytes().decode("utf-8-sig"), newline="")))
    text = said("export", "--store", store.location, *PERIOD)
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert as_far_as(wanted, found) == wanted


def test_an_export_as_ndjson_has_the_fields_and_rows_it_had_before(store: Backend, kept: Path, said: Ask) -> None:
    wanted = [json.loads(line) for line in (kept / "store/export.ndjson").read_text("utf-8").splitlines()]
    text = said("export", "--format", "ndjson", "--store", store.location, *PERIOD)
    found = [json.loads(line) for line in text.splitlines()]
    assert as_far_as(wanted, found) == wanted


def test_the_searches_for_a_replay_are_those_that_were_saved_before(store: Backend, kept: Path, tmp_path: Path) -> None:
    assert kbgen(["replay", "--save", str(tmp_path / "asked.ndjson"), "--store", store.location, *PERIOD]) == 0
    wanted, found = (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in (kept / "store/asked.ndjson", tmp_path / "asked.ndjson")
    )
    assert as_far_as(wanted, found) == wanted


def test_a_new_event_is_stored_and_one_that_came_before_the_change_is_not_stored_twice(store: Backend) -> None:
    known = store.rows("SELECT id FROM event WHERE day = '2026-11-22' AND type = 'search' ORDER BY id LIMIT 1")[0][0]
    new = search_record(9_999, "新的搜尋")
    collector = open_store(store.location)
    assert collector.append([new, replace(new, id=bytes(known))]) == (True, False)
    collector.close()


def test_an_event_that_comes_late_for_a_day_that_was_added_up_is_counted(store: Backend, kept: Path, said: Ask) -> None:
    assert store.rows("SELECT count(*) FROM summed_day WHERE day = '2026-11-15'") == [(1,)]
    fill(store, [search_record(9_999, "新的搜尋", results=0, day="2026-11-15")])
    found = json.loads(said("report", "--format", "json", "--store", store.location, *PERIOD))["totals"]
    wanted = with_names_of_today(expected(kept / "store/report.json"))["totals"]
    assert (found["searches"], found["no_result"]) == (wanted["searches"] + 1, wanted["no_result"] + 1)


def test_months_later_every_day_is_rolled_up_and_no_search_is_missing(store: Backend, kept: Path, said: Ask) -> None:
    keep_all(store, date(2027, 1, 31))
    assert store.rows("SELECT count(*) FROM event") == [(0,)]
    found = json.loads(said("report", "--format", "json", "--store", store.location, *PERIOD))
    wanted = with_names_of_today(expected(kept / "store/report.json"))
    assert [day["searches"] for day in found["days"]] == [day["searches"] for day in wanted["days"]]
    assert found["totals"]["failed"] == wanted["totals"]["failed"]


def test_what_somebody_asks_to_be_forgotten_is_gone_from_a_former_store(store: Backend) -> None:
    assert "八達通".encode() in store.every_byte()
    assert main(["upkeep", "--store", store.location, "--forget", "八達通", "--containing", "--yes"]) == 0
    assert "八達通".encode() not in store.every_byte()


def test_logs_that_were_imported_before_the_change_are_not_counted_again(
    store: Backend, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for log in sorted((kept / "logs").iterdir()):
        positions = ("--positions", str(tmp_path / "positions.json"))
        options = ("--format", log.stem, "--site", "harbour-hill", "--store", store.location, *positions)
        assert main(["import", str(log), *options]) == 0
        assert capsys.readouterr().err == "2 searches and 1 event found, 0 new, 0 refused\n"


def test_events_that_waited_on_disk_before_the_change_reach_the_store(cluster: object, kept: Path, tmp_path: Path) -> None:
    backend = PostgresBackend(cluster)  # type: ignore[arg-type]
    restore(kept, backend)
    spool = shutil.copytree(kept / "store/spool", tmp_path / "spool")
    store = open_with_spool(backend.location, spool)
    deadline = monotonic() + PATIENCE_SECONDS
    while list(spool.glob("*.ndjson")):
        assert monotonic() < deadline
        store.probe()
    store.close()
    assert backend.rows("SELECT count(*) FROM event WHERE query = '貨到付款'") == [(3,)]
    assert list((spool / "refused").iterdir()) == []
