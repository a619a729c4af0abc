"""Count visitor-days without knowing a visitor: the bits `first` and `network` (clause 7 of docs/spec/search-event.md).

What one network does counts once a day for each kind of event and what it is about. What is counted lives in memory: that of
the day under a salt that is thrown away every day, that of the period under one that is never written anywhere. Collectors
that share a secret make the salt of the day of it, and let the store they share decide in the end (clause 7.5).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, Literal

import msgspec

from search_analytics.limits import NETWORK_DAYS
from search_analytics.privacy.generation_cache import GenerationCache

MAX_REMEMBERED = 100_000
"""At least so many visitor-days are remembered, at most twice as many."""
MAX_REMEMBERED_NETWORKS = 200_000
"""At least so many networks, each with what it did, are remembered of a period."""
COUNTED_PER_PREFIX = 200
"""Of each kind of event, in a day."""
COUNTED_PER_PREFIX_AND_SUBJECT = 1
"""One: docs/decisions/0022-one-network-counts-once.md says what that costs offices and mobile carriers."""
COUNTED_PER_WIDE_AND_SUBJECT = 10
"""A /32 of IPv6 is what anybody gets who asks for addresses, and holds 65,536 prefixes."""
NEW_PER_SUBJECT = 10
"""New networks that a day can tell of one thing; who asks for more waits a day, and memory holds what is worth knowing."""

Kind = Literal["search", "view", "vote"]
"""Kinds that are counted by their sender; clicks, next steps and contacts count with the search they belong to."""


class Claim(msgspec.Struct, frozen=True, gc=False):
    """A counted visitor-day, as digests of 64 bits with sign that mean nothing without the salt of that day.

    wide: of the /32 and what it did, 0 where the prefix is none of IPv6. new_network: digest under the salt of the period,
    0 where the network did this in the period before. A Struct, because it is made for every search, and a frozen dataclass
    takes several times as long to make.
    """

    day: str
    prefix: int
    subject: int
    wide: int
    new_network: int


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
    """Says whether an event is the first of its network, day and subject; a claim can be taken back when its event was lost.

    salt_of: returns the 32 secret bytes of a day; called once for each. is_shared: other collectors have the same salt,
    and the store may count a claim less.
    """

    salt_of: Callable[[str], bytes]
    is_shared: bool = False
    _day: str = ""
    _keyed: Any = None  # blake2b under the salt of the day; hashlib has no type for it
    _counted: GenerationCache = field(default_factory=lambda: GenerationCache(3 * MAX_REMEMBERED, "B"))
    """How often prefixes, and prefixes with a subject, were counted today, and how many new networks a subject had."""
    _networks: Networks = field(default_factory=lambda: Networks())

    def claim(self, *, day: str, prefix: str, kind: Kind, subject: str, site: str = "") -> Claim | None:
        """Return a claim when this event counts as a visitor-day, None when it does not.

        subject: what it is about: the match key of a search, the article of a view or vote. site: counted each for itself, but a
        network is new on one of them only, for anybody may send the name of a site.
        """
        if day > self._day:  # never backwards: a clock that steps back must not forget today
            self._day, self._keyed = day, blake2b(key=self.salt_of(day), digest_size=8)
            self._counted.clear()
            self._networks.begin(day)
        new, of_site = f"{kind}\0{subject}", f"{site}\0{subject}" if site else subject
        of_prefix, of_subject = self._digests(f"{kind}\0{prefix}", of_site)
        wide_prefix = wide_network(prefix)
        wide = self._digests(wide_prefix, f"{kind}\0{of_site}")[1] if wide_prefix != prefix else 0
        counted = self._counted
        if (
            counted.get(of_subject) >= COUNTED_PER_PREFIX_AND_SUBJECT
            or (times := counted.get(of_prefix)) >= COUNTED_PER_PREFIX
            or (wide and counted.get(wide) >= COUNTED_PER_WIDE_AND_SUBJECT)
        ):
            return None
        counted.set(of_subject, counted.get(of_subject) + 1)
        counted.set(of_prefix, times + 1)
        if wide:
            counted.set(wide, counted.get(wide) + 1)
        return Claim(self._day, of_prefix, of_subject, wide, self._new_network(wide_prefix, new))

    def release(self, claim: Claim) -> None:
        """Take a claim back whose event could not be stored, so that the reader's retry counts."""
        counted = self._counted
        if counted.get(claim.subject):  # else the day is over
            for key in filter(None, (claim.prefix, claim.subject, claim.wide)):
                counted.set(key, max(0, counted.get(key) - 1))
        if claim.new_network:
            self._networks.forget(claim.new_network)

    def _new_network(self, network: str, what: str) -> int:
        told = self._digests("new", what)[1]
        if self._counted.get(told) >= NEW_PER_SUBJECT or not (found := self._networks.add(network, what)):
            return 0
        self._counted.set(told, self._counted.get(told) + 1)
        return found

    def _digests(self, sender: str, subject: str) -> tuple[int, int]:
        """Hash a sender, and on from there what it did. Nothing in front of the subject can hold two NUL in a row."""
        keyed = self._keyed.copy()
        keyed.update(sender.encode())
        of_sender = keyed.digest()
        keyed.update(f"\0\0{subject}".encode("utf-8", "replace"))
        return _number(of_sender), _number(keyed.digest())


@dataclass(slots=True)
class Networks:
    """Tells whether a network did something for the first time in NETWORK_DAYS days.

    What one period remembers is asked for in the next one too and then thrown away with its salt, so a network is new at most
    once in any NETWORK_DAYS days. Nothing of it is ever written; a restart forgets it.
    """

    _day: int = 0
    _now: _Period | None = None
    _before: _Period | None = None

    def begin(self, day: str) -> None:
        """Go on to a UTC day, written YYYY-MM-DD."""
        self._day = date.fromisoformat(day).toordinal()
        number = self._day // NETWORK_DAYS
        if self._now is None or self._now.number != number:
            is_next = self._now is not None and self._now.number == number - 1
            self._before, self._now = (self._now if is_next else None), _Period(number)

    def add(self, network: str, what: str) -> int:
        """Return a digest when this is new, and remember it; 0 when it is not."""
        now, before = self._now, self._before
        if now is None:
            return 0
        place, named = self._day % NETWORK_DAYS + 1, f"{network}\0\0{what}".encode("utf-8", "replace")
        digest = now.digest(named)
        # A place counts from 1: what the period before remembers of a later place is less than NETWORK_DAYS days old.
        if now.seen.get(digest) or (before is not None and before.seen.get(before.digest(named)) > place):
            return 0
        now.seen.set(digest, place)
        return digest or 1

    def forget(self, digest: int) -> None:
        """Take back what `add` returned."""
        if self._now is not None and self._now.seen.get(digest):
            self._now.seen.set(digest, 0)


class _Period:
    """A salt, and the day of the period on which each digest under it was new."""

    __slots__ = ("keyed", "number", "seen")

    def __init__(self, number: int) -> None:
        self.number = number
        self.keyed = blake2b(key=secrets.token_bytes(32), digest_size=8)
        self.seen = GenerationCache(MAX_REMEMBERED_NETWORKS, "B")

    def digest(self, named: bytes) -> int:
        keyed = self.keyed.copy()
        keyed.update(named)
        return _number(keyed.digest())


def wide_network(prefix: str) -> str:
    """Return the /32 around a /48 of IPv6; any other prefix is as wide as it counts."""
    if not prefix.endswith("/48"):
        return prefix
    groups = prefix.partition("::")[0].split(":")
    return f"{':'.join([*groups, '0', '0'][:2])}::/32"


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big", signed=True)
