"""How many requests one neighbourhood of addresses may make, and how many events a day, without keeping any address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from search_analytics.limits import DAY_SECONDS
from search_analytics.privacy.generation_cache import GenerationCache
from search_analytics.privacy.visitors import wide_network

REQUESTS_PER_SECOND = 5
BURST_REQUESTS = 20
MAX_NEIGHBOURHOODS = 50_000
"""At least so many are remembered, at most twice as many."""

EVENTS_PER_DAY = 20_000
"""Of one neighbourhood: some 3.5 MB in a store, where a flood without it fills a gigabyte (`serve --day-limit`) in hours."""
NEIGHBOURHOODS_OF_A_WIDE = 10
"""A /32 of IPv6 may send what so many neighbourhoods may."""

_REFILL_US = 1_000_000 // REQUESTS_PER_SECOND
_EMPTY_US = BURST_REQUESTS * _REFILL_US


@dataclass(slots=True)
class Limiter:
    """Token buckets keyed by a keyed hash of the network prefix; the key is random and dies with the process.

    Of a bucket only the moment is kept at which it will be full again: one number says it all, and a bucket that is
    forgotten after that moment is missed by nobody. clock: monotonic seconds.
    """

    key: bytes
    clock: Callable[[], float]
    _full_at_us: GenerationCache = field(default_factory=lambda: GenerationCache(MAX_NEIGHBOURHOODS, "q"))

    def __len__(self) -> int:
        """Return how many neighbourhoods are remembered."""
        return len(self._full_at_us)

    def allow(self, prefix: str) -> bool:
        """Take one token of this prefix; False: none is left."""
        name = _name(prefix, self.key)
        now_us = int(self.clock() * 1_000_000)
        until_full_us = max(0, self._full_at_us.get(name) - now_us)
        if until_full_us > _EMPTY_US:  # emptier than empty: the clock has stepped back
            until_full_us = 0
        if until_full_us > _EMPTY_US - _REFILL_US:
            return False
        self._full_at_us.set(name, now_us + until_full_us + _REFILL_US)
        return True


@dataclass(slots=True)
class DayShare:
    """Events of a UTC day of each network, so that one that sends without end leaves the day's room of the store to others.

    key: as of `Limiter`. clock: Unix seconds. A restart forgets what was sent.
    """

    key: bytes
    clock: Callable[[], float]
    _day: int = 0
    _sent: GenerationCache = field(default_factory=lambda: GenerationCache(MAX_NEIGHBOURHOODS, "q"))

    def is_left(self, prefix: str) -> bool:
        """Tell whether a network, and the /32 around it, may send more today."""
        self._begin()
        return all(self._sent.get(name) < most for name, most in self._shares(prefix))

    def take(self, prefix: str, events: int) -> None:
        """Count events that are about to be stored."""
        for name, _ in self._shares(prefix):
            self._sent.set(name, self._sent.get(name) + events)

    def _begin(self) -> None:
        day = int(self.clock() // DAY_SECONDS)
        if day > self._day:  # never backwards: a clock that steps back must not forget today
            self._day = day
            self._sent.clear()

    def _shares(self, prefix: str) -> Sequence[tuple[int, int]]:
        wide = wide_network(prefix)
        own = (_name(prefix, self.key), EVENTS_PER_DAY)
        return [own] if wide == prefix else [own, (_name(wide, self.key), NEIGHBOURHOODS_OF_A_WIDE * EVENTS_PER_DAY)]


def _name(prefix: str, key: bytes) -> int:
    return int.from_bytes(blake2b(prefix.encode(), key=key, digest_size=8).digest(), "big", signed=True)
