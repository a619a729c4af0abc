"""Counts in a room of fixed size: nothing recent is forgotten, nothing grows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search_analytics.http.limits import BURST_REQUESTS, REQUESTS_PER_SECOND, Limiter
from search_analytics.privacy.generation_cache import GenerationCache
from search_analytics.privacy.visitors import VisitorDays

KEYS = st.one_of(st.integers(-4, 4), st.integers(-(2**63), 2**63 - 1))


@given(st.lists(st.tuples(KEYS, st.integers(0, 255)), max_size=60))
def test_numbers_of_fewer_keys_than_there_is_room_for_are_those_set_last(steps: list[tuple[int, int]]) -> None:
    numbers, naive = GenerationCache(100, "B"), dict[int, int]()
    for key, number in steps:
        numbers.set(key, number)
        naive[key or 1] = number
    assert {key: numbers.get(key) for key in naive} == naive


@given(st.lists(KEYS, max_size=80))
def test_the_keys_set_last_are_remembered_and_never_more_than_twice_as_many(keys: list[int]) -> None:
    numbers = GenerationCache(8, "q")
    for place, key in enumerate(keys):
        numbers.set(key, place + 1)
        assert len(numbers) <= 16
    last = {key or 1: place + 1 for place, key in enumerate(keys) if place >= len(keys) - 8}
    assert {key: numbers.get(key) for key in last} == last


def test_a_number_of_the_older_keys_is_changed_and_not_added_to() -> None:
    numbers = GenerationCache(2, "B")
    numbers.set(7, 5)
    numbers.set(8, 1)
    numbers.set(7, 0)
    assert (numbers.get(7), numbers.get(8)) == (0, 1)


def test_a_neighbourhood_may_send_again_as_its_tokens_come_back() -> None:
    now = 1_000.0
    limiter = Limiter(b"k" * 32, lambda: now)
    assert [limiter.allow("p") for _ in range(BURST_REQUESTS + 2)] == [True] * BURST_REQUESTS + [False, False]
    now += 2 / REQUESTS_PER_SECOND
    assert [limiter.allow("p") for _ in range(3)] == [True, True, False]
    now += 3_600
    assert [limiter.allow("p") for _ in range(BURST_REQUESTS + 1)] == [True] * BURST_REQUESTS + [False]


def test_neighbourhoods_do_not_pay_for_each_other() -> None:
    limiter = Limiter(b"k" * 32, lambda: 0.0)
    assert [limiter.allow("p") for _ in range(BURST_REQUESTS + 1)].count(True) == BURST_REQUESTS
    assert limiter.allow("q")


def test_a_visitor_day_that_is_taken_back_counts_again() -> None:
    visitors = VisitorDays(lambda _day: b"s" * 32)
    claim = visitors.claim(day="2026-11-22", prefix="p", kind="search", subject="s\0x")
    assert claim is not None
    visitors.release(claim)
    visitors.release(claim)
    assert visitors.claim(day="2026-11-22", prefix="p", kind="search", subject="s\0x") == claim
    assert visitors.claim(day="2026-11-22", prefix="p", kind="search", subject="s\0x") is None


def test_taking_back_what_was_counted_yesterday_changes_nothing_today() -> None:
    visitors = VisitorDays(lambda day: day.encode())
    yesterday = visitors.claim(day="2026-11-21", prefix="p", kind="search", subject="s\0x")
    today = visitors.claim(day="2026-11-22", prefix="p", kind="search", subject="s\0x")
    assert yesterday is not None
    assert today is not None
    assert yesterday != today
    visitors.release(yesterday)
    assert visitors.claim(day="2026-11-22", prefix="p", kind="search", subject="s\0x") is None
