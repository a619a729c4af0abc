"""What editors join is one gap by the name of the first, and every join can be taken back, whatever was joined before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from collector_station import search_record
from gap_commands import gaps_command, listed_gaps

from kbgen.errors import UsageError
from kbgen.insights.decisions import read_decisions
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from search_analytics.store.sqlite.store import SqliteStore

YESTERDAY = (datetime.now(UTC).date() - timedelta(days=1)).isoformat()
TIMES = {"drone": 5, "flying camera": 9, "kite": 7, "umbrella": 6}
DRONE, CAMERA, KITE, UMBRELLA = map(id_of_phrasing, TIMES)
CANVAS_PRINT = id_of_phrasing("canvas prints")
A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    fail(tmp_path, **TIMES)
    return tmp_path


def fail(folder: Path, **times: int) -> None:
    log = SqliteStore(folder / "s.sqlite3")
    for text, readers in times.items():
        first = 50 * sum(map(ord, text))
        log.append([search_record(first + n, text, language="en", results=0, day=YESTERDAY) for n in range(readers)])
    log.close()


def marked(gap: dict[str, object]) -> dict[str, bool]:
    return {row["text"]: row["joined"] for row in gap["phrasings"]}  # type: ignore[attr-defined]


def block(gap: str, *, state: str = "open", same: str = "", apart: str = "") -> str:
    lists = "".join(f"  {key}: [{ids}]\n" for key, ids in (("same", same), ("apart", apart)) if ids)
    return f'"{gap}":\n  state: {state}\n  since: 2026-11-01\n{lists}'


def test_a_larger_gap_that_was_joined_is_marked_and_can_be_taken_back(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gaps_command(portal, "join", DRONE, CAMERA) == 0
    found = listed_gaps(portal, capsys)
    assert found.keys() == {"drone", "kite", "umbrella"}
    assert marked(found["drone"]) == {"drone": False, "flying camera": True}
    assert found["drone"]["id"] == DRONE
    assert gaps_command(portal, "apart", DRONE, CAMERA) == 0
    found = listed_gaps(portal, capsys)
    assert found.keys() == TIMES.keys()
    assert found["flying camera"]["perhaps_same"] == []


def test_phrasings_with_one_id_are_one_gap_which_nothing_pretends_to_set_apart(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(folder, **{"canvas print": 9, "canvas prints": 6})
    found = listed_gaps(portal, capsys)
    assert found.keys() == {*TIMES, "canvas print"}
    assert marked(found["canvas print"]) == {"canvas print": False, "canvas prints": False}
    assert gaps_command(portal, "apart", CANVAS_PRINT, CANVAS_PRINT) == 2
    assert "has no phrasing" in capsys.readouterr().err


def test_what_few_searched_brings_no_other_gap_to_one_that_was_decided_about(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(folder, **{"canvas prints": 9, "canvas": 8, "canvas print": 1})
    assert gaps_command(portal, "set", CANVAS_PRINT, "planned") == 0
    found = listed_gaps(portal, capsys)
    assert (found["canvas prints"]["state"], found["canvas"]["state"]) == ("planned", "open")


def test_groups_unite_and_the_join_of_two_groups_is_taken_back_as_it_was_made(
    portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gaps_command(portal, "join", DRONE, CAMERA) == 0
    assert gaps_command(portal, "join", KITE, UMBRELLA) == 0
    for first, second, name in ((DRONE, KITE, "drone"), (KITE, DRONE, "kite")):
        assert gaps_command(portal, "join", first, second) == 0
        assert listed_gaps(portal, capsys).keys() == {name}
        assert gaps_command(portal, "apart", first, second) == 0
        found = listed_gaps(portal, capsys)
        assert marked(found["drone"]) == {"drone": False, "flying camera": True}
        assert marked(found["kite"]) == {"kite": False, "umbrella": True}
    assert gaps_command(portal, "apart", DRONE, CAMERA) == 0
    assert listed_gaps(portal, capsys).keys() == {"drone", "flying camera", "kite"}


def test_a_group_that_took_in_another_takes_in_a_third(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for first, second in ((KITE, UMBRELLA), (DRONE, KITE), (DRONE, CAMERA)):
        assert gaps_command(portal, "join", first, second) == 0
    assert listed_gaps(portal, capsys).keys() == {"drone"}
    assert gaps_command(portal, "apart", DRONE, UMBRELLA) == 0
    assert listed_gaps(portal, capsys).keys() == {"drone", "umbrella"}


def test_of_two_gaps_that_remember_each_other_one_can_be_set_apart(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("gaps.yml").write_text(block(CAMERA, same=DRONE) + block(DRONE, state="planned", same=f"{CAMERA}, {KITE}"), "utf-8")
    assert gaps_command(portal, "apart", DRONE, CAMERA) == 0
    assert listed_gaps(portal, capsys).keys() == {"drone", "flying camera", "umbrella"}


def test_what_was_set_apart_can_be_joined_in_either_order_and_its_file_still_reads(
    portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for first, second, name in ((DRONE, CAMERA, "drone"), (CAMERA, DRONE, "flying camera")):
        assert gaps_command(portal, "apart", first, second) == 0
        assert gaps_command(portal, "join", first, second) == 0
        assert listed_gaps(portal, capsys).keys() == {name, "kite", "umbrella"}
        assert gaps_command(portal, "apart", first, second) == 0
        assert listed_gaps(portal, capsys).keys() == TIMES.keys()


def test_one_state_is_for_all_that_was_joined_and_two_states_are_refused(
    portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for gap in (DRONE, CAMERA):
        assert gaps_command(portal, "set", gap, "planned") == 0
    assert gaps_command(portal, "set", KITE, "done") == 0
    assert gaps_command(portal, "join", DRONE, KITE) == 2
    assert f"gap {DRONE} is planned, and gap {KITE} is done" in capsys.readouterr().err
    assert gaps_command(portal, "join", DRONE, CAMERA) == 0
    assert gaps_command(portal, "set", DRONE, "dismissed", "--reason", "not ours") == 0
    assert {CAMERA, DRONE} <= read_decisions(Path("gaps.yml")).left_alone()


def test_what_is_joined_already_is_said_to_be(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gaps_command(portal, "join", DRONE, CAMERA) == 0
    for first, second in ((DRONE, CAMERA), (CAMERA, DRONE)):
        assert gaps_command(portal, "join", first, second) == 2
        assert f"{CAMERA} is part of {DRONE} already" in capsys.readouterr().err


def test_an_empty_id_is_refused_as_empty(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gaps_command(portal, "join", DRONE, "") == 2
    assert "an id is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (block(DRONE, same=CAMERA) + block(CAMERA, same=f"{KITE}, {UMBRELLA}"), "drone"),
        (block(DRONE, same=f"{CAMERA}, {KITE}") + block(CAMERA, same=f"{KITE}, {UMBRELLA}"), "drone"),
        (block(CAMERA, same=DRONE) + block(DRONE, state="planned", same=f"{CAMERA}, {KITE}, {UMBRELLA}"), "drone"),
    ],
    ids=["chain", "chain that both remember", "each the other"],
)
def test_joins_of_two_editors_that_git_merged_are_all_followed(
    text: str, name: str, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("gaps.yml").write_text(text, "utf-8")
    assert listed_gaps(portal, capsys).keys() == {name}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (block(A, same=B, apart=B), f"gaps.yml:5: {B} is one need with gap {A}, and set apart"),
        (block(A, same=B) + block(B, apart=A), f"gaps.yml:8: {A} is one need with gap {B}, and set apart"),
        (block(A, same=C) + block(B, same=C), f"gaps.yml:8: {C} is in the 'same' of two gaps, {A} and {B}"),
        (block(A, same=C) + block(B, same=C) + block(C), f"gaps.yml:8: {C} is in the 'same' of two gaps, {A} and {B}"),
        (block(A, same=A), f"gaps.yml:4: gap {A} is in its own 'same'"),
        (block(A, apart=A), f"gaps.yml:4: gap {A} is in its own 'apart'"),
        (block(A, state="planned", same=B) + block(B, state="done"), f"gaps.yml:6: gap {B} is done, and {A}, .* is planned"),
        (f"<<<<<<< HEAD\n{block(A)}=======\n{block(B)}>>>>>>> mei\n", "gaps.yml:1: a merge conflict"),
    ],
)
def test_a_contradiction_is_named_with_its_line(text: str, message: str) -> None:
    Path("gaps.yml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=message):
        read_decisions(Path("gaps.yml"))


def test_a_phrasing_that_its_words_brought_to_a_gap_can_be_set_apart_and_joined_again(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(folder, **{"gift card": 8, "gift voucher": 6})
    texts = {id_of_phrasing(text): text for text in ("gift card", "gift voucher")}
    gap = next(gap for gap in listed_gaps(portal, capsys).values() if len(gap["phrasings"]) > 1)  # type: ignore[arg-type]
    name = next(row["id"] for row in gap["phrasings"] if row["id"] != gap["id"])  # type: ignore[attr-defined]
    assert gaps_command(portal, "apart", str(gap["id"]), name) == 0
    found = {one["id"]: one for one in listed_gaps(portal, capsys).values()}
    assert texts[name] not in marked(found[gap["id"]])
    assert [row["text"] for row in found[name]["phrasings"]] == [texts[name]]  # type: ignore[attr-defined]
    assert gaps_command(portal, "join", str(gap["id"]), name) == 0
    found = {one["id"]: one for one in listed_gaps(portal, capsys).values()}
    assert texts[name] in marked(found[gap["id"]])


@pytest.mark.parametrize("ofs", ["kite umbrella kite", "umbrella kite kite", "kite kite umbrella"])
def test_two_decisions_about_phrasings_of_one_meaning_keep_what_each_names(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str], ofs: str
) -> None:
    """A report that never ended: each decision brought the meaning to its own gap, in a circle."""
    texts = ("gift card", "gift voucher", "gift certificate")
    fail(folder, **{text: 9 - n for n, text in enumerate(texts)})
    named = {"kite": [text for text, of in zip(texts, ofs.split(), strict=True) if of == "kite"]}
    named["umbrella"] = [text for text in texts if text not in named["kite"]]
    ids = {"kite": KITE, "umbrella": UMBRELLA}
    blocks = [block(ids[name], same=", ".join(f'"{id_of_phrasing(text)}"' for text in same)) for name, same in named.items()]
    (folder / "gaps.yml").write_text("\n".join(blocks), encoding="utf-8")
    found = {one["id"]: one for one in listed_gaps(portal, capsys).values()}
    for name, same in named.items():
        assert set(marked(found[ids[name]])) == {name, *same}
