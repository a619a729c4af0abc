"""Gaps whose cause is known because they were planted are found, explained, closed rightly, and known to be closed."""

from __future__ import annotations

import html
import re
import shlex
from datetime import timedelta
from pathlib import Path

import pytest
from planted_log import DAYS
from planted_needs import planted_world, twice
from planted_run import FIRST_DAY, Outcome, diagnosed, fix_all, planted_shop, share, weeks_later

from kbgen.commands.main import main

TUNED_ON, HELD_OUT = (1, 2), (5, 6)
"""Seeds of shops whose misses were looked at while rules were written, and of those whose were not."""


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """What became of one gap of each cause."""
    shop = planted_shop(tmp_path_factory.mktemp("planted"), seed=TUNED_ON[0], number=1)
    outcomes = diagnosed(shop)
    fix_all(shop, outcomes)
    weeks_later(shop, outcomes)
    return outcomes


def test_every_planted_gap_has_words_of_its_own_and_every_cause_has_as_many() -> None:
    plants = planted_world(1, 40).plants
    assert len(plants) == 440
    assert list(twice(plants)) == []
    assert planted_world(1, 40).plants == plants
    assert planted_world(2, 40).plants != plants


def test_a_few_planted_gaps_are_found_and_explained(few: list[Outcome]) -> None:
    assert [one.plant for one in few if not one.is_found] == []
    assert share(few, lambda one: one.is_diagnosed) >= 0.9


def test_what_is_offered_for_a_planted_gap_lets_readers_find_the_article_or_is_refused(few: list[Outcome]) -> None:
    assert share(few, lambda one: one.is_fixed) >= 0.85


def test_a_gap_closes_when_readers_find_the_article_and_is_reopened_when_they_do_not(few: list[Outcome]) -> None:
    again = [one for one in few if one.finds is not None]
    assert {one.finds for one in again} == {True, False}
    assert [(one.plant, one.state) for one in again if not one.follows] == []


@pytest.mark.long
def test_every_command_that_a_report_prints_works_as_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = planted_shop(tmp_path, seed=TUNED_ON[0], number=4)
    monkeypatch.chdir(shop.folder)
    days = ["--since", FIRST_DAY.isoformat(), "--until", (FIRST_DAY + timedelta(days=DAYS - 1)).isoformat()]
    where = ["--store", str(shop.log_file), "--portal", str(shop.folder / "site"), "--drafts", str(shop.folder / "drafts")]
    assert main(["report", *where, *days, "--output", "report.html"]) == 0
    printed = sorted(set(re.findall(r"<code>kbgen (gaps fix [^<]+)</code>", Path("report.html").read_text("utf-8"))))
    assert len(printed) >= 10
    for command in printed:
        capsys.readouterr()
        refused = main([*shlex.split(html.unescape(command)), "--dry-run"])
        assert not refused or "readers saw this article before and did not take it" in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.parametrize("seed", [*TUNED_ON, *HELD_OUT])
def test_of_hundreds_of_planted_gaps_nearly_all_are_found_and_explained(seed: int, tmp_path: Path) -> None:
    outcomes = diagnosed(planted_shop(tmp_path, seed=seed, number=40))
    assert share(outcomes, lambda one: one.is_found) >= 0.95
    assert share(outcomes, lambda one: one.is_diagnosed) >= 0.9


@pytest.mark.long
def test_of_hundreds_of_planted_gaps_most_are_closed_and_kbgen_knows_it(tmp_path: Path) -> None:
    shop = planted_shop(tmp_path, seed=HELD_OUT[0], number=40)
    outcomes = diagnosed(shop)
    fix_all(shop, outcomes)
    weeks_later(shop, outcomes)
    assert share(outcomes, lambda one: one.is_fixed) >= 0.85
    again = [one for one in outcomes if one.finds is not None]
    assert [(one.plant, one.state) for one in again if not one.follows] == []
