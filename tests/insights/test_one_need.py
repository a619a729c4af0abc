"""Gaps that are alike: an editor is asked, or the model of meaning joins them, and says so; nobody is told of rare phrases."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from collector_station import search_record
from gap_commands import gaps_command, listed_gaps
from test_decisions import YESTERDAY, failed, store
from test_gaps import QUESTION, gaps_of

from kbgen.commands.main import main
from kbgen.insights.decisions import Decision, Decisions, read_decisions, write_decision
from kbgen.insights.diagnosis import sense
from kbgen.insights.diagnosis.likeness import NEVER, clue_of, likeness_of
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from kbgen.insights.diagnosis.needs import Needs
from kbgen.insights.gaps import Gap
from kbgen.insights.grouping import likely_pairs, merged
from kbgen.insights.joining import perhaps_one

WORDS = Needs({}, ())
SAME = ("drone", "flying camera", "無人機")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sense, "_model", lambda: None)
    return tmp_path


def with_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a model be installed to which SAME are one and everything else is something of its own."""
    known: dict[str, int] = {}

    class Model:
        def query(self, texts: Sequence[str]) -> sense.Floats:
            rows = [known.setdefault("drone" if text in SAME else text, len(known)) for text in texts]
            return np.eye(384, dtype=np.float32)[rows]

    monkeypatch.setattr(sense, "_model", lambda: Model())
    monkeypatch.setattr(sense, "_centres", lambda: dict.fromkeys((True, False), np.zeros(384, np.float32)))


def odds(one: str, other: str) -> float:
    clues = [clue_of(text, WORDS.parts(text), "", None) for text in (one, other)]
    return float(likeness_of(clues).odds[0, 1])


def test_phrases_that_share_a_rare_word_are_more_alike_than_those_that_share_what_every_shop_does() -> None:
    assert odds("kitchen apron print", "aprons") > 0 > odds("buy a kettle", "buy a lamp")


@pytest.mark.parametrize(("one", "other"), [("calendar 2026", "calendar 2027"), ("drone to japan", "drone to canada")])
def test_other_numbers_and_other_places_are_never_one_need(one: str, other: str) -> None:
    assert odds(one, other) == np.float32(NEVER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<img src=x onerror=alert(1)> 絲帶", "**bold** [link](javascript:alert(1))"),
        ("[連結](http://evil.example)", '=HYPERLINK("http://evil.example","x")'),
        ("& &amp; &lt;b&gt;", "<b>粗體</b>"),
        ("<script>alert(1)</script>", "alert(1)"),
    ],
)
@pytest.mark.parametrize("prepare", [None, with_model])
def test_markup_addresses_and_entities_are_no_likeness(
    portal: Path,
    one: str,
    other: str,
    prepare: Callable[[pytest.MonkeyPatch], None] | None,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if prepare:
        prepare(monkeypatch)
    store(folder, [*failed(1, one, 9, YESTERDAY), *failed(50, other, 6, YESTERDAY)])
    found = listed_gaps(portal, capsys)
    assert {title: gap["perhaps_same"] for title, gap in found.items()} == {one: [], other: []}


def test_what_stands_between_tags_is_as_like_as_ever(folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, [*failed(1, "apron", 9, YESTERDAY), *failed(50, "<b>kitchen apron</b>", 6, YESTERDAY)])
    assert listed_gaps(portal, capsys)["apron"]["perhaps_same"]


def test_groups_are_joined_by_the_mean_of_all_their_phrases_and_others_are_asked_about() -> None:
    table = np.array([[0, 4, 3, -9], [4, 0, -5, -9], [3, -5, 0, -9], [-9, -9, -9, 0]], np.float32)
    assert merged([[0], [1], [2], [3]], table, 0.5) == [[0, 1], [2], [3]]
    assert merged([[0], [1], [2], [3]], table, math.inf) == [[0], [1], [2], [3]]
    assert [(pair.one, pair.other) for pair in likely_pairs([[0, 1], [2], [3]], table)] == [(0, 1)]


def titles(gaps: Sequence[tuple[Gap, Gap]]) -> list[set[str]]:
    return [{one.title, other.title} for one, other in gaps]


def test_by_words_alone_nothing_likely_is_joined_and_an_editor_is_asked(tmp_path: Path, portal: Path) -> None:
    records = [
        search_record(n, text, language="en", results=0) for n, text in enumerate(["apron", "kitchen apron", "kettle", "lamp"])
    ]
    found = gaps_of(tmp_path, records, portal).found
    assert len(found) == 4
    assert titles(perhaps_one(found)) == [{"apron", "kitchen apron"}]


def test_of_what_readers_searched_one_after_the_other_an_editor_is_asked(tmp_path: Path, portal: Path) -> None:
    records = [
        record
        for n in range(0, 9, 3)
        for record in (
            search_record(n, "kettle", language="en", results=0),
            search_record(n + 1, "boiler", language="en", results=0, previous=n),
        )
    ]
    question = replace(QUESTION, agreeing_networks=1)
    assert {"kettle", "boiler"} in titles(perhaps_one(gaps_of(tmp_path, records, portal, question).found))


def test_with_the_model_what_is_joined_one_need_is_one_gap_which_says_so_and_can_be_set_apart(
    folder: Path, portal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_model(monkeypatch)
    store(
        folder, [*failed(1, "drone", 9, YESTERDAY), *failed(50, "flying camera", 6, YESTERDAY), *failed(90, "kite", 6, YESTERDAY)]
    )
    found = listed_gaps(portal, capsys)
    assert found.keys() == {"drone", "kite"}
    camera = id_of_phrasing("flying camera")
    assert [(row["id"], row["joined"]) for row in found["drone"]["phrasings"]] == [(found["drone"]["id"], False), (camera, True)]  # type: ignore[attr-defined]
    assert gaps_command(portal, "set", str(found["drone"]["id"]), "planned") == 0
    assert listed_gaps(portal, capsys).keys() == {"drone", "kite"}
    assert gaps_command(portal, "apart", str(found["drone"]["id"]), camera[:6], "--dry-run") == 0
    assert gaps_command(portal, "apart", str(found["drone"]["id"]), camera[:6]) == 0
    found = listed_gaps(portal, capsys)
    assert found.keys() == {"drone", "flying camera", "kite"}
    assert (found["drone"]["state"], found["flying camera"]["state"]) == ("planned", "open")
    assert all(gap["perhaps_same"] == [] for gap in found.values())


def test_what_an_editor_decided_about_takes_in_nothing_that_is_only_likely(
    folder: Path, portal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_model(monkeypatch)
    store(folder, failed(1, "drone", 9, YESTERDAY))
    drone = str(listed_gaps(portal, capsys)["drone"]["id"])
    assert gaps_command(portal, "set", drone, "dismissed", "--reason", "we do not sell them") == 0
    store(folder, failed(50, "flying camera", 6, YESTERDAY))
    assert listed_gaps(portal, capsys)["flying camera"]["state"] == "open"


def test_two_gaps_that_are_two_needs_are_not_asked_about_again(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store(folder, [*failed(1, "apron", 9, YESTERDAY), *failed(50, "kitchen apron", 6, YESTERDAY)])
    found = listed_gaps(portal, capsys)
    apron, kitchen = found["apron"]["id"], found["kitchen apron"]["id"]
    assert found["apron"]["perhaps_same"] == [kitchen]
    assert gaps_command(portal) == 0
    assert f"perhaps one need: kbgen gaps join {apron} {kitchen}   # apron · kitchen apron" in (said := capsys.readouterr().err)
    assert "pip install 'kbgen[meaning]'" in said
    assert gaps_command(portal, "apart", str(apron), str(kitchen)) == 0
    assert gaps_command(portal, "set", str(apron), "planned") == 0
    assert kitchen in read_decisions(Path("gaps.yml")).by_gap[str(apron)].apart
    assert listed_gaps(portal, capsys)["kitchen apron"]["perhaps_same"] == []
    assert gaps_command(portal, "apart", str(apron), str(apron)) == 2
    assert "has no phrasing" in capsys.readouterr().err


def test_of_gaps_that_are_all_alike_each_is_asked_about_once(
    folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["apron", "kitchen apron", "blue apron"]
    store(folder, [record for n, text in enumerate(texts) for record in failed(50 * n + 1, text, 6 + n, YESTERDAY)])
    assert gaps_command(portal) == 0
    assert capsys.readouterr().err.count("perhaps one need") == 2


def test_a_phrase_of_too_few_readers_is_in_no_question(folder: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, [*failed(1, "apron", 9, YESTERDAY), *failed(50, "kitchen apron of miss chan", 2, YESTERDAY)])
    assert listed_gaps(portal, capsys)["apron"]["perhaps_same"] == []
    main(["report", "--db", "s.sqlite3", "--portal", str(portal), "--format", "html", "--output", "report.html"])
    assert id_of_phrasing("kitchen apron of miss chan") not in Path("report.html").read_text("utf-8")


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_report_asks_and_names_the_command(folder: Path, portal: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, [*failed(1, "apron", 9, YESTERDAY), *failed(50, "kitchen apron", 6, YESTERDAY)])
    found = listed_gaps(portal, capsys)
    asked = f"kbgen gaps join {found['apron']['id']} {found['kitchen apron']['id']}"
    for language, words in (("en", "Perhaps one need"), ("zh-hant", "可能是同一件事")):
        report = ["report", "--db", "s.sqlite3", "--portal", str(portal), "--format", form, "--language", language]
        assert main([*report, "--output", "report.x"]) == 0
        text = Path("report.x").read_text("utf-8")
        assert words in text
        assert asked in text


def test_a_decision_remembers_what_is_apart(tmp_path: Path) -> None:
    path = tmp_path / "gaps.yml"
    day = QUESTION.from_day
    write_decision(path, Decision("aaaaaaaa", "open", day, same=("bbbbbbbb", "cccccccc"), apart=("dddddddd",)))
    write_decision(path, Decision("aaaaaaaa", "planned", day))
    decision = read_decisions(path).by_gap["aaaaaaaa"]
    assert (decision.state, decision.same, decision.apart) == ("planned", ("bbbbbbbb", "cccccccc"), ("dddddddd",))
    assert Decisions({"aaaaaaaa": decision}).are_apart({"dddddddd"}, {"bbbbbbbb"})
    assert not Decisions({"aaaaaaaa": decision}).are_apart({"dddddddd"}, {"eeeeeeee"})
