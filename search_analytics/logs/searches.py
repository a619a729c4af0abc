"""Searches of readers without JavaScript, from the hits of a web server's log (rule R15).

Their form is a GET of the search page, so the log is all there is. One search counts per network prefix, match key and
half hour; prefixes live in memory only, as long as the import runs. Importing a log again changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import parse_qs, urlsplit

from search_analytics.events.record import EventRecord, Language, counted, stamp
from search_analytics.http.client_address import TrustedProxies, client_prefix
from search_analytics.http.events import CRAWLER
from search_analytics.logs.formats import Hit
from search_analytics.privacy.match_key import clean_text, group_key
from search_analytics.privacy.redaction import redact
from search_analytics.privacy.visitors import VisitorDays

SAME_SEARCH_SECONDS = 30 * 60
MARKER = "nojs"
"""The parameter that only the form without JavaScript sends."""

_SEARCH_PAGE = re.compile(r"/(en|zh-hant)/search/?\Z")


@dataclass(slots=True)
class LogSearches:
    """Turns hits of the search page, oldest first, into records.

    marker: a query parameter that only the form without JavaScript sends; empty: every hit of the search page counts.
    """

    site: str
    visitors: VisitorDays
    marker: str = ""
    published: frozenset[str] = frozenset()
    _seen: dict[tuple[str, str], float] = field(default_factory=dict)
    _repetitions: dict[str, int] = field(default_factory=dict)

    def record(self, hit: Hit) -> EventRecord | None:
        """Return the search that a hit is, or None when it is none that counts."""
        if hit.status != 200 or "/search" not in hit.target:  # nearly all hits of a log
            return None
        try:
            address = urlsplit(hit.target)
        except ValueError:
            return None
        page = _SEARCH_PAGE.search(address.path)
        if page is None or CRAWLER.search(hit.agent):
            return None
        parameters = parse_qs(address.query, keep_blank_values=True)
        query = redact(clean_text(parameters.get("q", [""])[0]), self.published)
        if not query or (self.marker and self.marker not in parameters):
            return None
        key, prefix = group_key(query), client_prefix(hit.address, (), TrustedProxies())
        identity = self._identity(hit, page[1], query)
        before = self._seen.get((prefix, key))
        if before is not None and hit.unix_seconds - before < SAME_SEARCH_SECONDS:
            return None
        self._seen[prefix, key] = hit.unix_seconds
        day, ts = stamp(hit.unix_seconds)
        claim = self.visitors.claim(day=day, prefix=prefix, kind="search", subject=key, site=self.site)
        language: Language = "en" if page[1] == "en" else "zh-hant"
        record = EventRecord(
            day=day,
            id=identity,
            ts=ts,
            type="search",
            site=self.site,
            build="log",
            source="log",
            language=language,
            query=query,
            match_key=key,
            mode="url",
        )
        return counted(record, claim)

    def _identity(self, hit: Hit, language: str, query: str) -> bytes:
        """Return an id that is the same at the next import and holds nothing of the sender.

        Time and query name a hit; equal ones are numbered in the order of the log.
        """
        name = f"{self.site}\0{int(hit.unix_seconds)}\0{language}\0{query}"
        self._repetitions[name] = self._repetitions.get(name, -1) + 1
        return blake2b(f"{name}\0{self._repetitions[name]}".encode(), digest_size=16, person=b"kb-log").digest()
