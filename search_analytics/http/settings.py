"""The settings of a collector, checked once when it starts; the parts take them from here and need no server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from search_analytics.http.client_address import TrustedProxies
from search_analytics.http.origins import Origins
from search_analytics.limits import MAX_BODY_BYTES, MAX_DAY_BYTES

"""A flood that passes every other limit stops here, long before the disk is full."""


@dataclass(frozen=True, slots=True)
class CollectorSettings:
    """What a collector accepts, and how long it waits.

    sites: names that events may carry; empty: any. published: tokens that redaction leaves alone.
    portal: the built site, whose articles are the only ones that events may name; None: they may name any.
    takes_comments: whether what readers add to a vote is stored.
    forward_secret: shared with edge functions that send bodies on; empty: there are none.
    visitor_secret: shared with the other collectors of a store, to count visitor-days together; empty: each counts alone.
    """

    origins: Origins = field(default_factory=Origins)
    sites: frozenset[str] = frozenset()
    trusted_proxies: TrustedProxies = field(default_factory=TrustedProxies)
    published: frozenset[str] = frozenset()
    portal: Path | None = None
    takes_comments: bool = False
    forward_secret: bytes = field(default=b"", repr=False)
    visitor_secret: bytes = field(default=b"", repr=False)
    max_body_bytes: int = MAX_BODY_BYTES
    body_deadline_seconds: float = 5.0
    commit_deadline_seconds: float = 2.0
    retry_after_seconds: int = 2
    max_day_bytes: int = MAX_DAY_BYTES
