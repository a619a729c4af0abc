"""Count visitor-days per query without knowing a visitor: the `first` flag (clause 7 of docs/spec/search-event.md).

What is counted lives in memory, under a salt that is thrown away every day. Collectors that share a secret make the same
salt of it, and let the store they share decide in the end (clause 7.5).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import msgspec

from search_analytics.privacy.generation_cache import GenerationCache

MAX_REMEMBERED = 100_000
"""At least so many visitor-days are remembered, at most twice as many."""
COUNTED_PER_PREFIX = 200
COUNTED_PER_PREFIX_AND_QUERY = 2
"""Two, because a whole office may share one prefix; more would let one prefix push a query over the k-threshold."""


class Claim(msgspec.Struct, frozen=True, gc=False):
    """A counted visitor-day, as digests of 64 bits with sign that mean nothing without the salt of that day.

    A Struct, because it is made for every search, and a frozen dataclass takes several times as long to make.
    """

    day: str
    visitor: int
    prefix: int
    prefix_and_query: int


def random_salt(_day: str) -> bytes:
    """Return a salt that nobody can make again."""
    return secrets.token_bytes(32)


def visitor_days(secret: bytes) -> VisitorDays:
    """Return counts under a salt of every day that all who know the secret can make; under a random one without a secret."""
    if not secret:
        return VisitorDays(random_salt)
    return VisitorDays(lambda day: hmac.digest(secret, f"visitor-days {day}".encode(), "sha256"), is_shared=True)


@dataclass(slots=True)
class VisitorDays:
    """Says whether a search is the first of its visitor and day; a claim can be taken back when its event was lost.

    salt_of: returns the 32 secret bytes of a day; called once for each. is_shared: other collectors have the same salt,
    and the store may count a claim less.
    """

    salt_of: Callable[[str], bytes]
    is_shared: bool = False
    _day: str = ""
    _keyed: Any = None  # blake2b under the salt of the day; hashlib has no type for it
    _counted: GenerationCache = field(default_factory=lambda: GenerationCache(3 * MAX_REMEMBERED, "B"))
    """How often visitors, prefixes, and prefixes with a query were counted today."""

    def claim(self, *, day: str, prefix: str, agent: str, match_key: str) -> Claim | None:
        """Return a claim when this search counts as a visitor-day, None when it does not."""
        if day > self._day:  # never backwards: a clock that steps back must not forget today
            self._day, self._keyed = day, blake2b(key=self.salt_of(day), digest_size=8)
            self._counted.clear()
        claim = self._digests(prefix, match_key, agent)
        counted = self._counted
        if (
            counted.get(claim.visitor)
            or (of_prefix := counted.get(claim.prefix)) >= COUNTED_PER_PREFIX
            or (of_both := counted.get(claim.prefix_and_query)) >= COUNTED_PER_PREFIX_AND_QUERY
        ):
            return None
        counted.set(claim.visitor, 1)
        counted.set(claim.prefix, of_prefix + 1)
        counted.set(claim.prefix_and_query, of_both + 1)
        return claim

    def release(self, claim: Claim) -> None:
        """Take a claim back whose event could not be stored, so that the reader's retry counts."""
        counted = self._counted
        if counted.get(claim.visitor):  # else the day is over
            for key in (claim.visitor, claim.prefix, claim.prefix_and_query):
                counted.set(key, max(0, counted.get(key) - 1))

    def _digests(self, prefix: str, match_key: str, agent: str) -> Claim:
        """Hash the three in one go, each from where the one before it ended.

        The agent comes last: nothing else a client chooses can hold NUL, so no two different claims give the same bytes.
        """
        keyed = self._keyed.copy()
        keyed.update(prefix.encode())
        of_prefix = keyed.digest()
        keyed.update(f"\0{match_key}".encode("utf-8", "replace"))
        of_both = keyed.digest()
        keyed.update(f"\0\0{agent}".encode("utf-8", "replace"))
        return Claim(self._day, _number(keyed.digest()), _number(of_prefix), _number(of_both))


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big", signed=True)
