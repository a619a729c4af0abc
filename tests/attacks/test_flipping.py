"""A minority does not say what the many who failed had meant: what is done next is evidence where more than half did it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from collector_station import Station, click, search
from test_closing import DAY_SECONDS, FIVE, THREE, failed_on_two_days, gap_of, gaps, on_days_after
from test_poisonings import GOOD, OTHER, QUESTION, WORKS, Clock, Forgery, chain, failed, fix_of, send, worked
from test_poisonings import examiner as examiner
from test_poisonings import portal as portal
from test_poisonings import station as station

from kbgen.commands.fix import _unasked
from kbgen.insights.decisions import Decisions
from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.diagnosis.verdicts import Evidence, Reason, Verdict
from kbgen.insights.examined import examine
from kbgen.insights.joining import apart_decisions
from kbgen.insights.search_log import read_log_under_todays_ids
from kbgen.search.reader import open_index

LEFT = "hologram"
"""Thirteen honest networks failed with it, and all of them left."""
SMALL = "tripod"
FLIPPING = {
    "search again and open": chain(LEFT, "cups", OTHER),
    "search again and open what readers of others did": chain(LEFT, "refund times", "returns/refund-times"),
    "open what is below": worked(LEFT, OTHER, 7),
    "search again in vain": chain(LEFT, "warranty", OTHER, n=2, o="weak"),
}


@pytest.mark.parametrize("what", FLIPPING)
@pytest.mark.parametrize("who", [THREE, FIVE], ids=["three networks", "five networks"])
def test_a_few_networks_change_neither_the_verdict_nor_the_fix_of_a_gap_whose_readers_left(
    station: Station, examiner: PortalExaminer | NoPortal, what: str, who: Sequence[str]
) -> None:
    before = gap_of(station, examiner, LEFT)
    on_days_after(station, who, FLIPPING[what])
    after = gap_of(station, examiner, LEFT)
    assert (after.diagnosis.verdict, after.diagnosis.article, after.diagnosis.words) == (
        before.diagnosis.verdict,
        before.diagnosis.article,
        before.diagnosis.words,
    )
    assert after.told_articles == ()


MINORITY = [f"198.18.{number}.7" for number in range(12)]
"""One fewer than the honest ones that failed with it and left."""


def minority(station: Station, forgery: Forgery) -> None:
    """On three days, four of them on each: ten new networks a day count at most."""
    for day in range(3):
        station.clock.now = Clock().now - (3 - day) * DAY_SECONDS
        send(station, MINORITY[4 * day : 4 * day + 4], [forgery], 50_000_000 + 1_000_000 * day)


@pytest.mark.parametrize("what", FLIPPING)
def test_no_minority_changes_the_verdict_the_article_or_the_fix(
    station: Station, portal: Path, examiner: PortalExaminer | NoPortal, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, fix = gap_of(station, examiner, LEFT).diagnosis, fix_of(portal, station, capsys, LEFT)
    minority(station, FLIPPING[what])
    after = gap_of(station, examiner, LEFT)
    assert (after.diagnosis.verdict, after.diagnosis.article, after.diagnosis.words) == (
        before.verdict,
        before.article,
        before.words,
    )
    assert after.told_articles == ()
    assert fix_of(portal, station, capsys, LEFT) == fix


def test_an_article_that_a_minority_opened_is_said_beside_the_verdict_and_decides_nothing(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    minority(station, FLIPPING["search again and open"])
    reasons = gap_of(station, examiner, LEFT).diagnosis.reasons
    assert reasons[0].evidence is not Evidence.REFINED_TO
    assert Reason(Evidence.OPENED_BY_FEW, "Other things", "25", 12) in reasons


def test_what_most_did_is_the_verdict_whatever_a_minority_did(station: Station, examiner: PortalExaminer | NoPortal) -> None:
    networks = [f"198.19.{number}.9" for number in range(28)]
    for day in range(4):
        station.clock.now = Clock().now - (10 - day) * DAY_SECONDS
        send(station, networks[7 * day : 7 * day + 7], [chain(LEFT, WORKS, GOOD)], 20_000_000 + 1_000_000 * day)
    minority(station, FLIPPING["search again and open"])
    told = gap_of(station, examiner, LEFT).diagnosis
    assert (told.verdict, told.article, told.words) == (Verdict.SYNONYM, GOOD, ("refund times",))


def test_one_network_that_goes_to_the_contact_page_every_day_is_no_majority(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    contact = lambda number: [search(number, LEFT, l="en"), click(number + 1, number, "contact")]  # noqa: E731
    for day in range(16):
        station.clock.now = Clock().now - (17 - day) * DAY_SECONDS
        send(station, ["198.51.100.7"], [contact], 50_000_000 + 1_000_000 * day)
    log = read_log_under_todays_ids(str(station.database), QUESTION, {})
    (found,) = (member.trail for member in examine(log, examiner) if member.trail.text == LEFT)
    assert log.phrases[LEFT, "en"].contacted == 15
    assert found.contacted < 0.1


GONE = "plans/summer-offer"


@pytest.fixture(scope="module")
def formerly(portal: Path) -> PortalExaminer:
    """Who knows of an article that the portal had."""
    return PortalExaminer(open_index(portal / "search"), {}, frozenset({GONE}))


SOLD = "stamps"
"""What the portal has, and honest networks found nothing of before it did."""


@pytest.mark.parametrize("phrase", [LEFT, SMALL], ids=["a gap of thirteen", "a gap of six"])
def test_a_few_networks_make_no_two_gaps_one(station: Station, examiner: PortalExaminer | NoPortal, phrase: str) -> None:
    station.clock.now = Clock().now - 10 * DAY_SECONDS
    send(station, [f"198.19.{number}.9" for number in range(6)], [failed(SOLD), failed(SMALL)], 20_000_000)
    on_days_after(station, FIVE, chain(phrase, SOLD, OTHER))
    assert gap_of(station, examiner, phrase).id != gap_of(station, examiner, SOLD).id


def test_a_wording_of_their_own_makes_no_minority_speak_for_a_gap(station: Station, examiner: PortalExaminer | NoPortal) -> None:
    station.clock.now = Clock().now - 10 * DAY_SECONDS
    send(station, [f"198.19.{number}.9" for number in range(6)], [failed(SOLD)], 20_000_000)
    before = gap_of(station, examiner, LEFT)
    minority(station, chain(f"the {LEFT}s", SOLD, OTHER))
    after = gap_of(station, examiner, LEFT)
    assert [phrasing.text for phrasing in after.phrasings] == [LEFT, f"the {LEFT}s"]
    assert (after.id, after.diagnosis.verdict, after.diagnosis.article) == (before.id, before.diagnosis.verdict, None)
    assert gap_of(station, examiner, SOLD).id != after.id


def test_what_the_portal_answers_stays_answered_whatever_a_few_searched_next(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    failed_on_two_days(station, SOLD, 8)
    assert gap_of(station, examiner, SOLD).is_answered
    on_days_after(station, FIVE, chain(SOLD, "refund times", "returns/refund-times"))
    assert gap_of(station, examiner, SOLD).is_answered


def test_a_few_who_fail_with_what_works_say_nothing_of_it_and_bring_it_into_no_other_gap(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    on_days_after(station, FIVE, chain(WORKS, LEFT, OTHER))
    gap = next(gap for gap in gaps(station, examiner) if WORKS in [phrasing.text for phrasing in gap.phrasings])
    assert [phrasing.text for phrasing in gap.phrasings] == [WORKS]
    assert (gap.diagnosis.verdict, gap.told_articles) == (Verdict.ANSWERED, ())


def test_what_most_readers_searched_next_brings_to_a_gap_can_be_set_apart(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    station.clock.now = Clock().now - 10 * DAY_SECONDS
    networks = [f"198.19.{number}.9" for number in range(6)]
    send(station, networks, [failed(SOLD), chain(SMALL, SOLD, OTHER)], 20_000_000)
    gap = gap_of(station, examiner, SMALL)
    assert gap.id == gap_of(station, examiner, SOLD).id
    (part,) = gap.joined_ids
    decisions = apart_decisions(Decisions(), gap, part[0], QUESTION.to_day)
    decided = Decisions({decision.gap: decision for decision in decisions})
    assert gap_of(station, examiner, SMALL, decided).id != gap_of(station, examiner, SOLD, decided).id


def test_a_few_clicks_on_an_article_that_is_gone_bring_no_gap_to_that_of_the_article(
    station: Station, formerly: PortalExaminer
) -> None:
    station.clock.now = Clock().now - 10 * DAY_SECONDS
    networks = [f"198.19.{number}.9" for number in range(9)]
    send(station, networks, [chain("summer offer", "offer", GONE)], 20_000_000)
    on_days_after(station, [*FIVE, "198.18.3.7"], worked(LEFT, GONE))
    assert gap_of(station, formerly, LEFT).id == id_of_phrasing(LEFT)
    assert [phrasing.text for phrasing in gap_of(station, formerly, LEFT).phrasings] == [LEFT]


WORDINGS = ("tote bag", "tote bags please", "where are tote bags")
"""Of one need; five, five and five honest networks failed with each, and left."""


def test_a_few_networks_do_not_speak_for_a_gap_of_several_wordings(station: Station, examiner: PortalExaminer | NoPortal) -> None:
    for place, wording in enumerate(WORDINGS):
        station.clock.now = Clock().now - (10 - place) * DAY_SECONDS
        networks = [f"198.19.{10 * place + number}.9" for number in range(5)]
        send(station, networks, [failed(wording)], 20_000_000 + 1_000_000 * place)
    before = gap_of(station, examiner, WORDINGS[0])
    assert len(before.phrasings) == len(WORDINGS)
    on_days_after(station, FIVE, chain(WORDINGS[0], "cups", OTHER))
    after = gap_of(station, examiner, WORDINGS[0])
    assert (after.id, after.diagnosis.verdict, after.told_articles) == (before.id, before.diagnosis.verdict, ())


def test_what_most_of_all_wordings_did_next_is_the_verdict(station: Station, examiner: PortalExaminer | NoPortal) -> None:
    for place, wording in enumerate(WORDINGS):
        station.clock.now = Clock().now - (10 - place) * DAY_SECONDS
        networks = [f"198.19.{10 * place + number}.9" for number in range(5)]
        send(station, networks, [chain(wording, "cups", OTHER) if place < 2 else failed(wording)], 20_000_000 + 1_000_000 * place)
    assert gap_of(station, examiner, WORDINGS[0]).diagnosis.verdict == Verdict.SYNONYM


def test_a_word_that_a_few_led_to_a_gap_is_in_its_fix_only_where_its_id_is_named(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    station.clock.now = Clock().now - 10 * DAY_SECONDS
    send(station, [f"198.19.{number}.9" for number in range(9)], [failed(SOLD)], 20_000_000)
    send(station, THREE, [chain("scam", SOLD, OTHER)], 50_000_000)
    gap = gap_of(station, examiner, SOLD)
    assert {phrasing.text for phrasing in gap.phrasings} == {SOLD, "scam"}
    assert gap.led_ids == (id_of_phrasing("scam"),)
    kept, left_out = _unasked(gap, [gap.id])
    assert ([one.text for one in kept.phrasings], [one.text for one in left_out]) == ([SOLD], ["scam"])
    assert _unasked(gap, [gap.id, id_of_phrasing("scam")])[1] == []
