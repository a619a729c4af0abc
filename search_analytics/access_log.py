"""Searches of readers without JavaScript, from the web server's access log (rule R15).

Their form is a GET of the search page, so the log is all there is. One search counts per network prefix, match key and
half hour; prefixes live in memory only, as long as the import runs. Importing a log again changes nothing.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from search_analytics.address import client_prefix
from search_analytics.collector import CRAWLER
from search_analytics.errors import AnalyticsError
from search_analytics.match_key import clean_text, group_key
from search_analytics.record import EventRecord, Language, stamp
from search_analytics.redact import redact
from search_analytics.visitors import VisitorDays

MAX_LINE_BYTES = 16 * 1024
MAX_GZIP_RATIO = 200
SAME_SEARCH_SECONDS = 30 * 60

_COMBINED = re.compile(
    r'(?P<address>\S+) \S+ .*?\[(?P<time>[^\]]+)\] "(?:GET) (?P<target>\S+)[^"]*" (?P<status>\d{3}) \S+'
    r'(?: "(?:[^"\\]|\\.)*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)
_SEARCH_PAGE = re.compile(r"/(en|zh-hant)/search/?\Z")


@dataclass(frozen=True, slots=True)
class Hit:
    """One GET request of a log. unix_seconds: when. target: path and query. agent: may be empty."""

    unix_seconds: float
    address: str
    target: str
    status: int
    agent: str


def parse_combined(line: str) -> Hit | None:
    """Read a line of the "combined" format of nginx and Apache; None for anything else."""
    match = _COMBINED.match(line)
    if match is None:
        return None
    try:
        moment = datetime.strptime(match["time"], "%d/%b/%Y:%H:%M:%S %z")
    except ValueError:
        return None
    return Hit(moment.timestamp(), match["address"], match["target"], int(match["status"]), match["agent"] or "")


def parse_nginx_json(line: str) -> Hit | None:
    """Read a JSON line with nginx's own names: time_iso8601, remote_addr, request_uri, status, http_user_agent."""
    row = _object(line)
    try:
        moment = datetime.fromisoformat(row["time_iso8601"])
        return Hit(
            moment.timestamp(),
            row["remote_addr"],
            row["request_uri"],
            int(row["status"]),
            row.get("http_user_agent", ""),
        )
    except (KeyError, TypeError, ValueError):
        return None


def parse_caddy(line: str) -> Hit | None:
    """Read a line of Caddy's JSON log."""
    row = _object(line)
    try:
        request = row["request"]
        agent = (request["headers"].get("User-Agent") or [""])[0]
        return Hit(float(row["ts"]), request["remote_ip"], request["uri"], int(row["status"]), agent)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None


FORMATS: Mapping[str, Callable[[str], Hit | None]] = {
    "caddy": parse_caddy,
    "combined": parse_combined,
    "nginx-json": parse_nginx_json,
}


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

    def records(self, hits: Iterable[Hit]) -> Iterator[EventRecord]:
        """Yield one record for each search that counts."""
        for hit in hits:
            if hit.status == 200 and not CRAWLER.search(hit.agent):
                yield from self._record(hit)

    def _record(self, hit: Hit) -> Iterator[EventRecord]:
        address = urlsplit(hit.target)
        page = _SEARCH_PAGE.search(address.path)
        parameters = parse_qs(address.query, keep_blank_values=True)
        query = redact(clean_text(parameters.get("q", [""])[0]), self.published)
        if page is None or not query or (self.marker and self.marker not in parameters):
            return
        key, prefix = group_key(query), client_prefix(hit.address, (), ())
        identity = self._identity(hit, page[1], query)
        before = self._seen.get((prefix, key))
        if before is not None and hit.unix_seconds - before < SAME_SEARCH_SECONDS:
            return
        self._seen[prefix, key] = hit.unix_seconds
        day, ts = stamp(hit.unix_seconds)
        claim = self.visitors.claim(day=day, prefix=prefix, agent=hit.agent, match_key=f"{self.site}\0{key}")
        language: Language = "en" if page[1] == "en" else "zh-hant"
        yield EventRecord(
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
            first=int(claim is not None),
        )

    def _identity(self, hit: Hit, language: str, query: str) -> bytes:
        """Return an id that is the same at the next import and holds nothing of the sender.

        Time and query name a hit; equal ones are numbered in the order of the log.
        """
        name = f"{self.site}\0{int(hit.unix_seconds)}\0{language}\0{query}"
        self._repetitions[name] = self._repetitions.get(name, -1) + 1
        return blake2b(f"{name}\0{self._repetitions[name]}".encode(), digest_size=16, person=b"kb-log").digest()


def read_hits(path: Path, parse: Callable[[str], Hit | None]) -> Iterator[Hit]:
    """Yield the hits of a log, plain or .gz; lines of other kinds, too long or torn at the end are passed over.

    Raises AnalyticsError: the file expands beyond any honest log, or cannot be read.
    """
    try:
        yield from (hit for line in _lines(path) if (hit := parse(line)) is not None)
    except (OSError, EOFError) as error:
        raise AnalyticsError(f"cannot read {path}: {error}") from None


def _lines(path: Path) -> Iterator[str]:
    allowed = path.stat().st_size * MAX_GZIP_RATIO + 1_000_000
    skipping = False
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
        while part := file.readline(MAX_LINE_BYTES):
            allowed -= len(part)
            if allowed < 0:
                raise AnalyticsError(f"{path} expands more than {MAX_GZIP_RATIO} times", hint="is it really a log?")
            complete = part.endswith(b"\n")
            if complete and not skipping:
                yield part.decode("utf-8", "replace")
            skipping = not complete


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
