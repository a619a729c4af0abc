"""How many requests one neighbourhood of addresses may make, without keeping any address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

from search_analytics.privacy.generation_cache import GenerationCache

REQUESTS_PER_SECOND = 5
BURST_REQUESTS = 20
MAX_NEIGHBOURHOODS = 50_000
"""At least so many are remembered, at most twice as many."""

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
        name = int.from_bytes(blake2b(prefix.encode(), key=self.key, digest_size=8).digest(), "big", signed=True)
        now_us = int(self.clock() * 1_000_000)
        until_full_us = max(0, self._full_at_us.get(name) - now_us)
        if until_full_us > _EMPTY_US:  # emptier than empty: the clock has stepped back
            until_full_us = 0
        if until_full_us > _EMPTY_US - _REFILL_US:
            return False
        self._full_at_us.set(name, now_us + until_full_us + _REFILL_US)
        return True
