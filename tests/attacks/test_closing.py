"""What browsers report closes no gap that the portal of today does not answer, nor one that costs more networks than say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from collector_station import Clock, Station, event_id, search
from test_poisonings import (
    DAY_SECONDS,
    FIRST,
    LAST,
    MENDED,
    OTHER,
    QUESTION,
    TARGET,
    Forgery,
    chain,
    failed,
    send,
    worked,
)
from test_poisonings import examiner as examiner
from test_poisonings import portal as portal
from test_poisonings import station as station

from kbgen.insights.counting import with_mended_in_vain
from kbgen.insights.decisions import Decision, Decisions
from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.gaps import Gap, find_gaps
from kbgen.insights.search_log import read_log_under_todays_ids

THREE = ["198.51.100.7", "192.0.2.7", "198.18.0.7"]
FIVE = [*THREE, "198.18.1.7", "198.18.2.7"]
PASSED_OVER = "payment"
"""What the portal finds, and twenty networks took nothing of."""


def gaps(station: Station, examiner: PortalExaminer | NoPortal, decisions: Decisions | None = None) -> Sequence[Gap]:
    log = with_mended_in_vain(read_log_under_todays_ids(str(station.database), QUESTION, {}), examiner.is_mended)
    return find_gaps(log, examiner, decisions).found


def gap_of(station: Station, examiner: PortalExaminer | NoPortal, phrase: str, decisions: Decisions | None = None) -> Gap:
    return next(gap for gap in gaps(station, examiner, decisions) if phrase in [phrasing.text for phrasing in gap.phrasings])


def on_days_after(station: Station, networks: Sequence[str], forgery: Forgery) -> None:
    """Once all honest readers have gone, on three days."""
    for day in range(3):
        station.clock.now = Clock().now - (3 - day) * DAY_SECONDS
        send(station, networks, [forgery], 50_000_000 + 1_000_000 * day)


def passed_over(station: Station) -> None:
    """Twenty honest networks, on three days, are shown what fits, take nothing, and search for something else."""
    for day in range(3):
        station.clock.now = Clock().now - (17 - day) * DAY_SECONDS
        networks = [f"203.0.{number}.9" for number in range(7 * day, min(20, 7 * day + 7))]
        forgery = lambda at: chain(PASSED_OVER, "cups", OTHER, n=3, o="exact")(at)[:2]  # noqa: E731
        send(station, networks, [forgery], 20_000_000 + 1_000_000 * day)


def failed_on_two_days(station: Station, phrase: str, networks_a_day: int) -> None:
    """Honest networks, nine days ago and before; ten new ones a day count at most."""
    for day in range(2):
        station.clock.now = Clock().now - (10 - day) * DAY_SECONDS
        networks = [f"198.19.{number}.9" for number in range(10 * day, 10 * day + networks_a_day)]
        send(station, networks, [failed(phrase)], 20_000_000 + 1_000_000 * day)


CLOSING: Mapping[str, Forgery] = {
    "one click": worked(TARGET, OTHER),
    "an answer at once": failed(TARGET, n=3, o="exact", x="answer"),
    "an outage": failed(TARGET, n=-1),
}


@pytest.mark.parametrize("what", CLOSING)
@pytest.mark.parametrize("who", [THREE, [f"198.18.{n}.7" for n in range(60)]], ids=["three networks", "sixty networks"])
def test_no_report_of_browsers_closes_a_gap_that_the_portal_does_not_answer(
    station: Station, examiner: PortalExaminer | NoPortal, what: str, who: Sequence[str]
) -> None:
    on_days_after(station, who, CLOSING[what])
    gap = gap_of(station, examiner, TARGET)
    assert (gap.is_closed, gap.state) == (False, "open")


def test_three_networks_do_not_close_what_twenty_passed_over_and_as_many_as_passed_it_over_do(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    passed_over(station)
    assert not gap_of(station, examiner, PASSED_OVER).is_closed
    on_days_after(station, FIVE, worked(PASSED_OVER, OTHER))
    assert not gap_of(station, examiner, PASSED_OVER).is_closed
    for day in range(3):
        station.clock.now = Clock().now - (2 - day) * DAY_SECONDS
        networks = [f"203.0.{number}.9" for number in range(100 + 6 * day, 106 + 6 * day)]
        send(station, networks, [worked(PASSED_OVER, OTHER)], 80_000_000 + 1_000_000 * day)
    assert gap_of(station, examiner, PASSED_OVER).is_closed


def test_one_network_with_three_wordings_neither_closes_nor_opens_a_gap(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    def wordings(**seen: object) -> Forgery:
        texts = (FIRST, f"{FIRST}s", f"the {FIRST}", f"my {FIRST}")
        return lambda at: [search(at + n, text, l="en", **seen) for n, text in enumerate(texts)]

    def one_after_the_other(at: int) -> list[dict[str, Any]]:
        texts = (f"about {FIRST}", f"{FIRST} please", f"any {FIRST}", f"help {FIRST}", "cups")
        previous = [{}, *({"p": event_id(at + n)} for n in range(4))]
        return [search(at + n, text, l="en", n=3, o="exact", **previous[n]) for n, text in enumerate(texts)]

    before = gap_of(station, examiner, FIRST)
    for forged in (one_after_the_other, wordings(n=3, o="exact", x="answer"), wordings(n=3, o="exact"), wordings()):
        on_days_after(station, THREE[:1], forged)
        gap = gap_of(station, examiner, FIRST)
        assert (gap.course, gap.is_closed, gap.state) == (before.course, before.is_closed, before.state)


TAKING: Mapping[str, Callable[[], Forgery]] = {
    "open a result": lambda: worked(MENDED, OTHER),
    "search again": lambda: lambda at: chain(MENDED, "cups", OTHER, n=2, o="corrected")(at)[:2],
    "are answered": lambda: failed(MENDED, n=2, o="corrected", x="answer"),
    "meet an outage": lambda: failed(MENDED, n=-1),
}


@pytest.mark.parametrize("what", TAKING)
def test_three_networks_do_not_take_away_a_gap_of_twenty_who_were_shown_other_words(
    station: Station, examiner: PortalExaminer | NoPortal, what: str
) -> None:
    before = gap_of(station, examiner, MENDED)
    on_days_after(station, THREE, TAKING[what]())
    gap = gap_of(station, examiner, MENDED)
    assert (gap.is_closed, gap.impact >= before.impact) == (before.is_closed, True)


@pytest.mark.parametrize("article", ["chan-tai-man-owes-money", "returns/gone"])
@pytest.mark.parametrize("phrase", ["umbrella", LAST])
def test_no_number_of_networks_says_that_a_gap_wants_an_article_that_never_was(
    station: Station, examiner: PortalExaminer | NoPortal, phrase: str, article: str
) -> None:
    before = gap_of(station, examiner, phrase).diagnosis
    on_days_after(station, [f"198.18.{n}.7" for n in range(60)], chain(phrase, "cups", article))
    after = gap_of(station, examiner, phrase)
    assert (after.diagnosis.verdict, after.diagnosis.article) == (before.verdict, before.article)
    assert article not in repr(after)


def test_nobody_takes_an_article_from_far_below_in_results_that_do_not_have_it(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    before = gap_of(station, examiner, "umbrella").diagnosis
    on_days_after(station, FIVE, worked("umbrella", OTHER, 40))
    after = gap_of(station, examiner, "umbrella").diagnosis
    assert (after.verdict, after.article) == (before.verdict, before.article)


def test_what_is_done_and_answered_is_not_opened_again_by_who_says_that_nothing_was_found(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    on_days_after(station, FIVE, failed("refund times"))
    done = Decision(id_of_phrasing("refund times"), "done", date(2026, 11, 10))
    gap = gap_of(station, examiner, "refund times", Decisions({done.gap: done}))
    assert (gap.state, gap.is_closed) == ("done", True)


def test_five_networks_weigh_as_five_on_a_day_in_however_many_words(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    words = [f"hologram {word}" for word in ("please", "thanks", "help", "information", "about", "question", "questions")]
    before = gap_of(station, examiner, "hologram").impact
    station.clock.now = Clock().now - DAY_SECONDS
    send(station, FIVE, [failed(text) for text in words], 60_000_000)
    found = gaps(station, examiner)
    gap = next(gap for gap in found if any("hologram" in phrasing.text for phrasing in gap.phrasings))
    assert len(gap.phrasings) >= 5
    assert gap.impact <= before + 5
    assert gap.id != found[0].id


def test_five_patient_networks_weigh_as_ten_at_most(station: Station, examiner: PortalExaminer | NoPortal) -> None:
    for day, letter in enumerate("abcdefghijklmno"):
        station.clock.now = Clock().now - (16 - day) * DAY_SECONDS
        send(station, FIVE, [failed(f"{letter} words about spaceships")], 70_000_000 + 1_000_000 * day)
    gap = next(gap for gap in gaps(station, examiner) if any("spaceships" in one.text for one in gap.phrasings))
    assert len(gap.phrasings) >= 10
    assert gap.impact <= 10


def test_five_patient_networks_add_five_at_most_to_a_gap_of_others(station: Station, examiner: PortalExaminer | NoPortal) -> None:
    before = gap_of(station, examiner, TARGET)
    words = ("please", "thanks", "help", "information", "about", "question", "questions", "now", "today", "urgent", "asap")
    for day, word in enumerate(words):
        station.clock.now = Clock().now - (12 - day) * DAY_SECONDS
        send(station, FIVE, [failed(f"{TARGET} {word}")], 90_000_000 + 1_000_000 * day)
    gap = gap_of(station, examiner, TARGET)
    assert len(gap.phrasings) > 3
    assert before.impact < gap.impact <= before.impact + 5


TWELVE = [f"198.18.{number}.7" for number in range(12)]


def test_two_endings_of_one_word_weigh_as_one(station: Station, examiner: PortalExaminer | NoPortal) -> None:
    for day, text in ((3, "lawsuit"), (2, "lawsuits")):
        station.clock.now = Clock().now - day * DAY_SECONDS
        send(station, TWELVE, [failed(text)], 110_000_000 + 1_000_000 * day)
    gap = gap_of(station, examiner, "lawsuit")
    assert len(gap.phrasings) == 2
    assert 9 < gap.impact <= 10


ANSWERED = "stamps"
"""What the portal has; before it did, honest networks found nothing of it."""


def test_failures_from_before_the_answer_add_nothing_to_a_gap_that_is_reopened(
    station: Station, examiner: PortalExaminer | NoPortal
) -> None:
    failed_on_two_days(station, ANSWERED, 9)
    assert gap_of(station, examiner, ANSWERED).is_answered
    station.clock.now = Clock().now - 2 * DAY_SECONDS
    forgery = lambda at: chain(ANSWERED, "cups", OTHER, n=3, o="exact")(at)[:2]  # noqa: E731
    send(station, TWELVE, [forgery], 110_000_000)
    gap = gap_of(station, examiner, ANSWERED)
    assert (gap.state, gap.course) == ("reopened", "in-vain")
    assert 8 < gap.impact <= 10
