"""How many requests one neighbourhood of addresses may make, without keeping any address."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

REQUESTS_PER_SECOND = 5.0
BURST_REQUESTS = 20
MAX_NEIGHBOURHOODS = 50_000


@dataclass(slots=True)
class Limiter:
    """Token buckets keyed by a keyed hash of the network prefix; the key is random and dies with the process.

    clock: monotonic seconds.
    """

    key: bytes
    clock: Callable[[], float]
    _buckets: OrderedDict[bytes, tuple[float, float]] = field(default_factory=OrderedDict)

    def allow(self, prefix: str) -> bool:
        """Take one token of this prefix; False: none is left."""
        name = blake2b(prefix.encode(), key=self.key, digest_size=12).digest()
        now = self.clock()
        tokens, seen = self._buckets.pop(name, (float(BURST_REQUESTS), now))
        tokens = min(BURST_REQUESTS, tokens + max(0.0, now - seen) * REQUESTS_PER_SECOND)
        allowed = tokens >= 1
        self._buckets[name] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > MAX_NEIGHBOURHOODS:
            self._buckets.popitem(last=False)
        return allowed
