"""What editors decide about gaps outlives the gap's phrasings, its fix and its file's other writers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from collector_station import click_record, search_record
from gap_commands import gaps_command, listed_gaps

from kbgen.commands.main import main
from kbgen.errors import UsageError
from kbgen.insights.decisions import Decision, read_decisions, state_of, with_decision
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from search_analytics.events.record import EventRecord
from search_analytics.store.sqlite.store import SqliteStore

TODAY = datetime.now(UTC).date()
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()
LAST_WEEK = (TODAY - timedelta(days=7)).isoformat()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def failed(start: int, text: str, times: int, day: str) -> list[EventRecord]:
    return [search_record(n, text, language="en", results=0, day=day) for n in range(start, start + times)]


def store(folder: Path, records: list[EventRecord]) -> None:
    log = SqliteStore(folder / "s.sqlite3")
    log.append(records)
    log.close()


def decide(portal: Path, *words: str) -> int:
    return gaps_command(portal, "set", *words)


def test_a_dismissed_gap_does_not_come_back_under_another_phrasing(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store(folder, failed(1, "drone", 6, LAST_WEEK))
    gap = listed_gaps(portal, capsys)["drone"]["id"]
    assert decide(portal, str(gap), "dismissed", "--reason", "we do not sell them") == 0
    store(folder, [*failed(100, "drones", 9, YESTERDAY), *failed(200, "kite", 5, YESTERDAY)])
    found = listed_gaps(portal, capsys)
    assert (found["drones"]["id"], found["drones"]["state"]) == (gap, "dismissed")
    assert main(["gaps", "--db", "s.sqlite3", "--portal", str(portal)]) == 0
    shown = capsys.readouterr()
    assert "kite" in shown.out
    assert "drone" not in shown.out
    assert "1 gap done or dismissed by editors" in shown.err
    assert main(["report", "--db", "s.sqlite3", "--portal", str(portal), "--digest", "slack", "--min-impact", "0"]) == 0
    assert "drone" not in capsys.readouterr().out
    assert main(["report", "--db", "s.sqlite3", "--portal", str(portal), "--format", "markdown"]) == 0
    assert "dismissed. `we do not sell them`" in capsys.readouterr().out


def test_a_dismissed_gap_is_no_failure_of_a_replay(folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, [*failed(1, "drone", 6, YESTERDAY), *failed(50, "kite", 5, YESTERDAY)])
    replay = ["replay", "--db", "s.sqlite3", "--before", str(portal), "--after", str(portal)]
    assert main(replay) == 0
    assert "of 11 failed searches" in capsys.readouterr().out
    assert decide(portal, str(listed_gaps(portal, capsys)["drone"]["id"]), "dismissed", "--reason", "not ours") == 0
    assert main(replay) == 0
    assert "of 5 failed searches" in capsys.readouterr().out


def test_a_gap_that_readers_closed_is_not_called_answered_by_the_search(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    passed = [search_record(n, "octopus", language="en", results=5, day=LAST_WEEK) for n in range(1, 7)]
    passed += [search_record(n + 20, "cups", previous=n, language="en", results=5, day=LAST_WEEK) for n in range(1, 7)]
    helped = [search_record(n, "octopus", language="en", results=5, day=YESTERDAY) for n in range(100, 107)]
    clicks = [click_record(n + 50, of=n, day=YESTERDAY) for n in range(100, 107)]
    store(folder, [*passed, *helped, *clicks])
    capsys.readouterr()
    assert main(["gaps", "--db", "s.sqlite3", "--portal", str(portal)]) == 0
    said = capsys.readouterr().out
    assert "The search of today finds the answer" not in said
    assert main(["report", "--db", "s.sqlite3", "--portal", str(portal), "--format", "markdown", "--output", "r.md"]) == 0
    text = Path("r.md").read_text("utf-8")
    assert "The search of today finds the answer" not in text
    assert "As many readers opened an article for it since as failed before" in text


def test_what_is_done_is_reopened_when_readers_fail_again(folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, failed(1, "drone", 6, LAST_WEEK))
    gap = str(listed_gaps(portal, capsys)["drone"]["id"])
    assert decide(portal, gap, "done") == 0
    assert listed_gaps(portal, capsys)["drone"]["state"] == "done"
    text = Path("gaps.yml").read_text("utf-8")  # with the day on which it was decided, before or after midnight
    earlier = re.sub(r"(since: )'?[0-9-]{10}'?", rf"\g<1>{TODAY - timedelta(days=3)}", text)
    assert earlier != text
    Path("gaps.yml").write_text(earlier, "utf-8")
    helped = [search_record(n, "drone", language="en", results=0, day=YESTERDAY) for n in range(100, 104)]
    store(folder, [*helped, *(click_record(n + 50, of=n, day=YESTERDAY) for n in range(100, 104))])
    assert listed_gaps(portal, capsys)["drone"]["state"] == "done"
    store(folder, failed(300, "drone", 6, YESTERDAY))
    assert listed_gaps(portal, capsys)["drone"]["state"] == "reopened"


def passed_over(first: int, text: str, readers: int) -> list[EventRecord]:
    """Return the searches of readers who were shown results yesterday, took none and searched for something else."""
    numbers = range(first, first + readers)
    shown = [search_record(n, text, language="en", results=5, day=YESTERDAY) for n in numbers]
    return shown + [search_record(n + 20, "cups", previous=n, language="en", results=5, day=YESTERDAY) for n in numbers]


def test_what_comes_back_because_nobody_took_the_article_says_so(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blind = failed(1, "octopus", 6, LAST_WEEK)
    store(folder, [*blind, *passed_over(100, "octopus", 4)])
    gap = listed_gaps(portal, capsys)["octopus"]
    assert (gap["state"], gap["verdict"]) == ("reopened", "ranked-low")
    assert gap["reasons"][0]["evidence"] == "passed-over"  # type: ignore[index]
    assert main(["report", "--db", "s.sqlite3", "--portal", str(portal), "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert "Passed over: reopened. Say these words in the title" in text
    assert "Nothing; what was missing has been added" not in text


@pytest.mark.parametrize(("left", "state"), [(5, "open"), (10, "reopened")])
def test_a_few_who_pass_over_what_is_there_by_now_do_not_reopen_a_gap_of_many(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str], left: int, state: str
) -> None:
    blind = [one for day in range(9, 11) for one in failed(100 * day, "octopus", 10, (TODAY - timedelta(days=day)).isoformat())]
    store(folder, [*blind, *passed_over(2000, "octopus", left)])
    gap = listed_gaps(portal, capsys)["octopus"]
    assert (gap["state"], gap["answered_now"]) == (state, left == 5)


def test_what_shows_its_words_here_and_there_is_open_as_before_for_nothing_was_mended(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blind = failed(1, "studio card", 6, LAST_WEEK)
    store(folder, [*blind, *passed_over(100, "studio card", 4)])
    gap = listed_gaps(portal, capsys)["studio card"]
    assert (gap["state"], gap["verdict"]) == ("open", "missing-article")


def join(portal: Path, *gaps: object) -> int:
    return main(["gaps", "join", *map(str, gaps), "--db", "s.sqlite3", "--portal", str(portal)])


def test_gaps_that_an_editor_joins_are_one_from_then_on(folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(
        folder, [*failed(1, "drone", 6, YESTERDAY), *failed(50, "flying camera", 5, YESTERDAY), *failed(90, "kite", 7, YESTERDAY)]
    )
    before = listed_gaps(portal, capsys)
    assert join(portal, before["drone"]["id"], before["flying camera"]["id"]) == 0
    assert "1 gap joined to" in capsys.readouterr().err
    found = listed_gaps(portal, capsys)
    assert found.keys() == {"drone", "kite"}
    assert found["drone"]["id"] == before["drone"]["id"]
    assert decide(portal, str(found["drone"]["id"]), "planned") == 0
    store(folder, failed(200, "flying camera", 9, YESTERDAY))
    found = listed_gaps(portal, capsys)
    assert found.keys() == {"drone", "kite"}
    assert (found["drone"]["id"], found["drone"]["state"]) == (before["drone"]["id"], "planned")
    assert join(portal, found["kite"]["id"], found["drone"]["id"]) == 2
    assert "something was decided: planned\n  hint: name it first" in capsys.readouterr().err
    assert join(portal, found["kite"]["id"], found["kite"]["id"]) == 2
    assert join(portal, found["drone"]["id"], found["kite"]["id"]) == 0
    assert listed_gaps(portal, capsys).keys() == {"drone"}


def test_what_was_joined_stays_joined_when_nobody_searches_for_it_for_a_while(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store(folder, failed(1, "drone", 6, YESTERDAY))
    gap = str(listed_gaps(portal, capsys)["drone"]["id"])
    kite = id_of_phrasing("kite")
    Path("gaps.yml").write_text(f'"{gap}":\n  state: open\n  since: {LAST_WEEK}\n  same: ["{kite}"]\n', "utf-8")
    assert decide(portal, gap, "planned") == 0
    assert kite in read_decisions(Path("gaps.yml")).by_gap[gap].same


def test_joining_can_be_tried_without_writing(folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, [*failed(1, "drone", 6, YESTERDAY), *failed(50, "kite", 5, YESTERDAY)])
    found = listed_gaps(portal, capsys)
    assert join(portal, found["drone"]["id"], found["kite"]["id"], "--dry-run") == 0
    assert f'same: ["{found["kite"]["id"]}"]' in capsys.readouterr().out
    assert not Path("gaps.yml").exists()


def test_a_gap_is_dismissed_for_a_reason_and_only_a_gap_that_is_there(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store(folder, failed(1, "drone", 6, YESTERDAY))
    gap = str(listed_gaps(portal, capsys)["drone"]["id"])
    assert decide(portal, gap, "dismissed") == 2
    assert "a gap is dismissed for a reason\n  hint: add --reason" in capsys.readouterr().err
    assert decide(portal, "ffffffff", "planned") == 2
    assert "there is no gap 'ffffffff'" in capsys.readouterr().err
    assert decide(portal, gap, "planned", "--dry-run") == 0
    assert "state: planned" in capsys.readouterr().out
    assert not Path("gaps.yml").exists()


def test_that_a_gap_came_back_is_found_and_never_said(folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, failed(1, "drone", 6, YESTERDAY))
    gap = str(listed_gaps(portal, capsys)["drone"]["id"])
    assert decide(portal, gap, "reopened") == 2
    assert "invalid choice: 'reopened'" in capsys.readouterr().err
    assert not Path("gaps.yml").exists()
    Path("gaps.yml").write_text(f'"{gap}":\n  state: reopened\n  since: 2026-11-01\n', "utf-8")
    assert listed_gaps(portal, capsys)["drone"]["state"] == "reopened"  # of a file that was written before


def test_decisions_stand_sorted_and_what_others_wrote_stays() -> None:
    first = with_decision("", Decision("bbbbbbbb", "planned", date(2026, 11, 2)))
    noted = first.replace("  state: planned\n", "  state: planned  # Mei writes it\n")
    both = with_decision(noted, Decision("12345678", "dismissed", date(2026, 11, 3), "no: we don't", ("00000001",)))
    assert both.startswith(first.splitlines()[0])
    assert both.endswith('"bbbbbbbb":\n  state: planned  # Mei writes it\n  since: 2026-11-02\n')
    assert both.index('"12345678":') < both.index('"bbbbbbbb":')
    assert with_decision(both, Decision("12345678", "open", date(2026, 11, 4))).count("12345678") == 1


def test_a_decision_is_read_as_it_was_written(tmp_path: Path) -> None:
    decision = Decision("12345678", "dismissed", date(2026, 11, 3), "no: we don't", ("00000001", "1234e567"))
    (tmp_path / "gaps.yml").write_text(with_decision("", decision), "utf-8")
    read = read_decisions(tmp_path / "gaps.yml")
    assert read.by_gap == {"12345678": decision}
    assert read.about(["ffffffff", "1234e567"]) == decision
    assert read_decisions(tmp_path / "none.yml").by_gap == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12345678:\n  state: shut\n  since: 2026-11-01\n", "gaps.yml:2: 'shut' is no state of a gap"),
        ("12345678:\n  state: done\n  since: soon\n", "gaps.yml:3: 'since' is not a date: 'soon'"),
        ("12345678:\n  state: done\n  since: 2999-01-01\n", "gaps.yml:3: 'since' is a day to come: '2999-01-01'"),
        ("drone:\n  state: done\n", "gaps.yml:1: 'drone' is no id of a gap"),
        ("12345678: done\n", "gaps.yml:1: gap 12345678 has no state"),
        ("12345678:\n  state: done\n  sinse: 2026-11-01\n", "gaps.yml:3: unknown key 'sinse'"),
        ("- 12345678\n", "gaps.yml:1: a list or a word"),
        ("<<<<<<< HEAD\n12345678:\n  state: done\n", "gaps.yml:"),
    ],
)
def test_a_faulty_decision_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "gaps.yml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=message):
        read_decisions(tmp_path / "gaps.yml")


def test_an_id_hangs_on_what_is_said_and_on_nothing_of_a_portal() -> None:
    assert id_of_phrasing("how do I get gift wrapping?") == id_of_phrasing("wrapping for gifts")
    assert id_of_phrasing("礼物包装") == id_of_phrasing("請問禮物包裝")
    assert id_of_phrasing("drone") != id_of_phrasing("kite")


def test_only_what_was_done_can_come_back() -> None:
    planned, done = (Decision("12345678", state, TODAY) for state in ("planned", "done"))
    assert state_of(None, failed_since=9, least=3) == "open"
    assert state_of(planned, failed_since=9, least=3) == "planned"
    assert [state_of(done, failed_since=days, least=3) for days in (2, 3)] == ["done", "reopened"]


@pytest.mark.parametrize("reason", ["", "  reason: ''\n", "  reason: '   '\n"])
def test_a_dismissal_written_by_hand_says_why(folder: Path, reason: str) -> None:
    path = folder / "gaps.yml"
    path.write_text(f'# ours\n"0000abcd":\n  state: dismissed\n  since: 2026-11-20\n{reason}', "utf-8")
    line = 5 if reason else 3
    with pytest.raises(UsageError, match=f"gaps.yml:{line}: gap 0000abcd: a gap is dismissed for a reason"):
        read_decisions(path)
