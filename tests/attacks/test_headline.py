"""One network moves the headline, the part of searches that failed, by its share of the day and no more."""

from __future__ import annotations

import pytest
from collector_station import Clock, Station, search
from test_poisonings import DAY_SECONDS, GOOD, QUESTION, SENDERS, send, worked
from test_poisonings import station as station

from kbgen.insights.counting import VisitorDays, add_days, days_of_period
from kbgen.insights.search_log import read_log_under_todays_ids
from search_analytics.limits import MAX_EVENTS
from search_analytics.privacy.visitors import VISITOR_DAYS_PER_PREFIX, VISITOR_DAYS_PER_WIDE

POSTS, DAYS = 20, 3


def headline(station: Station) -> VisitorDays:
    return add_days(told for _, told in days_of_period(read_log_under_todays_ids(str(station.database), QUESTION, {})))


def made_up(number: int) -> str:
    """A phrase that nobody else searches; digits would be taken for a number that must not be stored."""
    return "made up " + "".join(chr(97 + int(digit)) for digit in str(number))


@pytest.mark.parametrize(
    ("who", "most"),
    [
        ("one network", VISITOR_DAYS_PER_PREFIX),
        ("one /24, many addresses", VISITOR_DAYS_PER_PREFIX),
        ("one /32 of IPv6", VISITOR_DAYS_PER_WIDE),
    ],
)
def test_phrases_that_one_network_makes_up_are_few_visitor_days(station: Station, who: str, most: int) -> None:
    before = headline(station)
    for day in range(DAYS):
        station.clock.now = Clock().now - (DAYS - day) * DAY_SECONDS
        for number in range(POSTS):
            station.peer = SENDERS[who][number % len(SENDERS[who])]
            station.clock.now += 1
            first = 50_000_000 + 1_000_000 * day + 1_000 * number
            assert station.send(*(search(at, made_up(at), l="en") for at in range(first, first + MAX_EVENTS))).status == 204
    after = headline(station)
    assert (after.failed - before.failed, after.searched - before.searched) == (DAYS * most, DAYS * most)


def test_what_a_busy_network_searches_beyond_its_share_is_evidence_for_gaps_all_the_same(station: Station) -> None:
    station.clock.now = Clock().now - DAY_SECONDS
    networks = [f"198.18.{number}.7" for number in range(3)]
    send(station, networks, [lambda at: [search(at + n, f"phrase {n}", l="en") for n in range(12)]], 50_000_000)
    send(station, networks, [worked("phrase 11", GOOD)], 60_000_000)
    log = read_log_under_todays_ids(str(station.database), QUESTION, {})
    counts = log.phrases["phrase 11", "en"]
    assert (counts.networks, counts.failed_networks, counts.visitor_days, counts.visitors) == (3, 3, 0, 3)
