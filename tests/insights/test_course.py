"""A gap closes by itself when readers find the article, and comes back when they are shown it and take nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kbgen.insights.course import course_of
from search_analytics.store.search_log import PhraseDay, SearchCounts

FIRST = date(2026, 11, 1)


def day(number: int, *, nothing: int = 0, passed_over: int = 0, worked: int = 0) -> PhraseDay:
    failed, networks = nothing + passed_over, nothing + passed_over + worked
    counts = SearchCounts(
        searches=networks, visitor_days=networks, networks=networks, failed_networks=failed, unclicked_networks=passed_over
    )
    return PhraseDay(FIRST + timedelta(days=number), ("lanyard", "en"), counts)


def test_a_gap_is_closed_once_those_who_search_find_it() -> None:
    failing = [day(1, nothing=3), day(4, nothing=3)]
    assert course_of(failing, 3) == "failing"
    assert course_of([*failing, day(9, worked=2)], 3) == "failing"
    assert course_of([*failing, day(9, worked=7)], 3) == "found"
    assert course_of([day(9, worked=7), *reversed(failing)], 3) == "found"


def test_no_fewer_networks_close_a_gap_than_failed_with_it() -> None:
    failing = [day(1, nothing=3), day(4, passed_over=3)]
    assert course_of([*failing, day(9, worked=5)], 3) == "failing"
    assert course_of([*failing, day(9, worked=6)], 3) == "found"
    assert course_of([*failing, day(9, worked=7), day(10, nothing=2)], 3) == "failing"
    assert course_of([*failing, day(9, worked=8), day(10, nothing=2)], 3) == "found"


def test_who_met_an_outage_or_the_form_without_javascript_found_nothing_that_is_known() -> None:
    outages = PhraseDay(FIRST + timedelta(days=9), ("lanyard", "en"), SearchCounts(outages=9, visitor_days=9, networks=9))
    logged = SearchCounts(searches=9, unjudged=9, visitor_days=9, networks=9)
    assert course_of([day(1, nothing=3), outages], 3) == "failing"
    assert course_of([day(1, nothing=3), outages._replace(counts=logged)], 3) == "failing"


def test_what_readers_passed_over_is_closed_when_they_take_it() -> None:
    assert course_of([day(1, passed_over=6), day(9, worked=7)], 3) == "found"


def test_a_straggler_with_an_old_page_opens_no_gap_again() -> None:
    assert course_of([day(1, nothing=6), day(9, worked=8), day(10, nothing=1)], 3) == "found"


@pytest.mark.parametrize("half", [day(1, nothing=5, worked=5), day(1, passed_over=5, worked=5)])
def test_a_gap_with_which_every_other_reader_fails_is_not_closed_by_three_lucky_ones(half: PhraseDay) -> None:
    assert course_of([half, day(2, worked=3)], 3) == "failing"


def test_readers_who_are_shown_something_since_and_take_nothing_open_it_again() -> None:
    assert course_of([day(1, nothing=6), day(9, passed_over=2)], 3) == "failing"
    assert course_of([day(1, nothing=6), day(9, passed_over=4)], 3) == "in-vain"
    assert course_of([day(1, nothing=6), day(5, worked=6), day(9, passed_over=9)], 3) == "in-vain"
    assert course_of([day(1, passed_over=9)], 3) == "failing"


def test_of_nothing_nothing_is_said() -> None:
    assert course_of([], 3) == "failing"
