"""Count visitor-days per query without knowing a visitor: the `first` flag (clause 7 of docs/spec/search-event.md).

Everything here lives in memory, under a salt that is thrown away every day.
"""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MAX_REMEMBERED = 100_000
COUNTED_PER_PREFIX = 200
COUNTED_PER_PREFIX_AND_QUERY = 2
"""Two, because a whole office may share one prefix; more would let one prefix push a query over the k-threshold."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A counted visitor-day, as digests that mean nothing without today's salt."""

    visitor: bytes
    prefix: bytes
    prefix_and_query: bytes


@dataclass(slots=True)
class VisitorDays:
    """Says whether a search is the first of its visitor and day; a claim can be taken back when its event was lost.

    new_salt: returns 32 random bytes; called once a day.
    """

    new_salt: Callable[[], bytes]
    _day: str = ""
    _salt: bytes = b""
    _seen: OrderedDict[bytes, None] = field(default_factory=OrderedDict)
    _counted: OrderedDict[bytes, int] = field(default_factory=OrderedDict)

    def claim(self, *, day: str, prefix: str, agent: str, match_key: str) -> Claim | None:
        """Return a claim when this search counts as a visitor-day, None when it does not."""
        if day > self._day:  # never backwards: a clock that steps back must not forget today
            self._day, self._salt = day, self.new_salt()
            self._seen.clear()
            self._counted.clear()
        claim = Claim(
            visitor=self._digest("visitor", prefix, agent, match_key),
            prefix=self._digest("prefix", prefix),
            prefix_and_query=self._digest("query", prefix, match_key),
        )
        if (
            claim.visitor in self._seen
            or self._counted.get(claim.prefix, 0) >= COUNTED_PER_PREFIX
            or self._counted.get(claim.prefix_and_query, 0) >= COUNTED_PER_PREFIX_AND_QUERY
        ):
            return None
        self._seen[claim.visitor] = None
        self._count(claim.prefix, 1)
        self._count(claim.prefix_and_query, 1)
        if len(self._seen) > MAX_REMEMBERED:
            self._seen.popitem(last=False)
        return claim

    def release(self, claim: Claim) -> None:
        """Take a claim back whose event could not be stored, so that the reader's retry counts."""
        if claim.visitor in self._seen:
            del self._seen[claim.visitor]
            self._count(claim.prefix, -1)
            self._count(claim.prefix_and_query, -1)

    def _count(self, key: bytes, change: int) -> None:
        self._counted[key] = max(0, self._counted.pop(key, 0) + change)
        if len(self._counted) > 2 * MAX_REMEMBERED:
            self._counted.popitem(last=False)

    def _digest(self, *parts: str) -> bytes:
        return hmac.digest(self._salt, "\0".join(parts).encode("utf-8", "replace"), "sha256")[:12]
