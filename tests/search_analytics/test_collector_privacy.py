"""Nothing on disk, in a log or in an answer says who searched."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any

import pytest
from collector_station import Station, click, event_id, search

from search_analytics.privacy.visitors import COUNTED_PER_PREFIX, VisitorDays


def every_byte(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def test_no_file_holds_an_address_an_agent_or_a_hash_of_them(station: Station, tmp_path: Path) -> None:
    station.peer, station.agent = "198.51.100.77", "CanaryBrowser/7.7"
    station.send(search(1), search(2, query="refund"), click(3, of=1))
    stored = every_byte(tmp_path)
    for canary in (station.peer, "198.51.100", station.agent):
        assert canary.encode() not in stored
        for algorithm in ("md5", "sha1", "sha256", "blake2b"):
            assert hashlib.new(algorithm, canary.encode()).digest() not in stored


def test_personal_data_in_a_query_never_reaches_a_file(station: Station, tmp_path: Path) -> None:
    station.send(search(1, query="refund for peter@example.com, card 4111 1111 1111 1111"))
    stored = every_byte(tmp_path)
    assert b"peter" not in stored
    assert b"4111" not in stored
    assert station.rows("query, match_key") == [("refund for ⟨email⟩, card ⟨card⟩", "refund for ⟨email⟩, card ⟨card⟩")]


def test_times_are_rounded_to_ten_seconds(station: Station) -> None:
    station.clock.now += 7.9
    station.send(search(1))
    assert station.rows("ts") == [1_795_348_800]


def test_logs_hold_no_query_and_no_address(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        station.send(search(1, query="canary-query"))
        station.send(search(2, query="canary-query", o="canary-outcome"))
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("search_analytics"))
    assert "canary" not in logged
    assert station.peer not in logged


def test_a_visitor_counts_once_a_day_for_a_query(station: Station) -> None:
    station.send(search(1, query="退款"), search(2, query=" 退款？ "), search(3, query="發票"))
    assert station.rows("first") == [1, 0, 1]


def test_another_browser_of_the_same_network_does_not_count_again(station: Station) -> None:
    for number in range(3):
        station.agent = f"Browser/{number}"
        station.send(search(number))
    assert station.rows("first") == [1, 0, 0]
    assert station.rows("network") == [1, -1, -1]


def view(number: int, article: str = "returns/refund-times") -> dict[str, Any]:
    return {"t": "view", "id": event_id(number), "d": 0, "a": article, "l": "en", "f": "nav"}


def vote(number: int, article: str = "returns/refund-times", helpful: int = 0) -> dict[str, Any]:
    return {"t": "vote", "id": event_id(number), "d": 0, "a": article, "v": helpful, "l": "en"}


def test_views_and_votes_of_an_article_count_once_a_day_for_a_network(station: Station) -> None:
    station.send(view(1), view(2), vote(3), vote(4, helpful=1), view(5, "orders/track"))
    assert station.rows("network") == [1, -1, 1, -1, 1]


def test_a_network_is_new_once_in_31_days_although_it_counts_every_day(station: Station) -> None:
    for number in range(33):
        station.send(search(number))
        station.clock.now += 86_400
    assert station.rows("first") == [1] * 33
    assert station.rows("network") == [1] + [0] * 30 + [1, 0]


def test_all_prefixes_of_an_ipv6_32_are_one_network_and_ten_visitor_days(station: Station) -> None:
    for number in range(12):
        station.peer = f"2001:db8:{number:x}::7"
        station.send(search(number))
    station.peer = "2001:db9::7"
    station.send(search(99))
    assert station.rows("first") == [1] * 10 + [0, 0, 1]
    assert station.rows("network") == [1] + [0] * 9 + [-1, -1, 1]


def test_a_network_whose_search_was_lost_is_new_when_it_tries_again() -> None:
    visitors = VisitorDays(lambda _day: b"s" * 32)
    claim = visitors.claim(day="2026-11-22", prefix="p", kind="vote", subject="a")
    assert claim is not None
    visitors.release(claim)
    again = visitors.claim(day="2026-11-23", prefix="p", kind="vote", subject="a")
    assert again is not None
    assert again.new_network


def test_the_next_day_the_same_visitor_counts_again(station: Station) -> None:
    station.send(search(1))
    station.clock.now += 86_400
    station.send(search(2))
    assert station.rows("first") == [1, 1]


def test_one_neighbourhood_cannot_count_without_end() -> None:
    visitors = VisitorDays(lambda _day: b"s" * 32)
    claims = [visitors.claim(day="2026-11-22", prefix="p", kind="search", subject=str(n)) for n in range(COUNTED_PER_PREFIX + 10)]
    assert [claim is not None for claim in claims] == [True] * COUNTED_PER_PREFIX + [False] * 10
    assert visitors.claim(day="2026-11-22", prefix="q", kind="search", subject="0") is not None


def test_a_clock_that_steps_back_does_not_forget_today() -> None:
    visitors = VisitorDays(lambda _day: b"s" * 32)
    assert visitors.claim(day="2026-11-22", prefix="p", kind="search", subject="x") is not None
    assert visitors.claim(day="2026-11-21", prefix="p", kind="search", subject="x") is None


def test_stored_text_has_no_invisible_characters(station: Station) -> None:
    station.send(search(1, query="re\u202efund\u0000\u200b \U000e0041退款"))
    assert station.rows("query") == ["refund 退款"]


def test_hostile_text_is_stored_as_text(station: Station) -> None:
    hostile = "'; DROP TABLE event; -- \" <script> {{7*7}} %s ${x}"
    station.send(search(1, query=hostile))
    assert station.rows("query") == [hostile]
