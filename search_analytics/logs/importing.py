"""Logs → the store: everything new since the last import, each search and event once."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import msgspec

from search_analytics.errors import UsageError
from search_analytics.events.record import EventRecord
from search_analytics.limits import DAY_SECONDS, NETWORK_DAYS
from search_analytics.logs.formats import FORMATS, Hit
from search_analytics.logs.left_events import LeftEvents
from search_analytics.logs.reading import Line, Position, open_log, read_positions, rotated_before, write_positions
from search_analytics.logs.searches import LogSearches
from search_analytics.store.opening import Store

BATCH = 500
AHEAD_SECONDS = 3_600
"""So far the clock of a web server may be ahead of this one."""
MOST_TRIED = 100
"""Lines of a log that the other formats are tried on, where the one asked for reads none."""


@dataclass(frozen=True, slots=True)
class Imported:
    """searches, events: found, in lines that no import has counted. stored: of both, what the store did not have yet.

    unread: logs that have new lines, none of which is a request, with how many. not_new: of the records, those of which it is not
    known whether their network is new, for the logs do not go back far enough.
    future: requests of a time to come, of those that may hold a search or events, passed over.
    """

    searches: int = 0
    events: int = 0
    refused: int = 0
    stored: int = 0
    unread: tuple[tuple[Path, int], ...] = ()
    not_new: int = 0
    future: int = 0


@dataclass(slots=True)
class LogImport:
    """Imports logs in one format, a name of `FORMATS`. positions: the file that remembers how far they were read for the site.

    Which network searched what is known of the lines that are read, and of nothing else. Where these do not go back 31 days
    before a search, and other days were imported before, its network counts as none that is new.
    """

    store: Store
    format: str
    searches: LogSearches
    left: LeftEvents
    positions: Path
    clock: Callable[[], float] = time.time
    _imported_since: int | None = None
    """First day that an import before this one read for the site; None: there was none."""
    _read_since: int | None = None
    _not_new: int = 0
    _future: int = 0

    def run(self, logs: Sequence[Path]) -> Imported:
        """Import logs, the oldest first, and save the positions after what they hold is committed.

        Raises UsageError: a log is in another format; its position stays as it was.
        """
        saved = dict(read_positions(self.positions))
        of_site = [position.since for name, position in saved.items() if name.startswith(f"{self.searches.site} ")]
        self._imported_since = min(of_site, default=None)
        total = Imported()
        for log in logs:
            name = f"{self.searches.site} {log.absolute()}"
            position = saved.get(name)
            rotated = rotated_before(log, position) if position else None
            if rotated:
                total, _ = self._import(rotated, position, total)
                position = None
            total, ended = self._import(log, position, total)
            if ended and log.suffix != ".gz":
                saved[name] = ended
                write_positions(self.positions, saved)
        return replace(total, refused=self.left.refused, not_new=self._not_new, future=self._future)

    def _import(self, log: Path, position: Position | None, total: Imported) -> tuple[Imported, Position | None]:
        """Import one log; return where it ended, None where no new line of it is a request."""
        places, unread = _Places(), _Unread()
        batch: list[EventRecord] = []
        # Of nearly all lines nothing is wanted once the first request has said how far back the log goes.
        with open_log(log, position, lambda line: not unread.has_hit or may_hold_any(line)) as opened:
            for line in opened.lines:
                hit = FORMATS[self.format](line.text)
                places.note(line, hit)
                unread.note(line, hit)
                if hit and hit.unix_seconds > self.clock() + AHEAD_SECONDS:
                    self._future += not line.is_known
                elif hit:
                    self._read_since = min(int(hit.unix_seconds // DAY_SECONDS), self._read_since or sys.maxsize)
                    batch += map(self._as_far_as_known, self._records(line, hit))
                if len(batch) >= BATCH:
                    total = self._store(batch, total)
                    batch.clear()
        total = self._store(batch, total)
        if unread.lines and not unread.has_hit:
            unread.require_no_other_format(log, self.format)
            return replace(total, unread=(*total.unread, (log, unread.lines))), None
        since = min((day for day in (self._imported_since, self._read_since) if day is not None), default=0)
        return total, Position(opened.device, opened.inode, *places.ends(position), since)

    def _store(self, batch: Sequence[EventRecord], total: Imported) -> Imported:
        searches = sum(record.source == "log" for record in batch)
        stored = sum(self.store.append(batch)) if batch else 0
        events = total.events + len(batch) - searches
        return replace(total, searches=total.searches + searches, events=events, stored=total.stored + stored)

    def _as_far_as_known(self, record: EventRecord) -> EventRecord:
        """Return a record whose network is new only where the lines that were read can tell."""
        if record.network != 1 or self._imported_since is None or self._read_since is None:
            return record
        day = date.fromisoformat(record.day).toordinal() - date(1970, 1, 1).toordinal()
        if self._read_since <= max(self._imported_since, day - NETWORK_DAYS + 1):
            return record
        self._not_new += 1
        return msgspec.structs.replace(record, network=0)

    def _records(self, line: Line, hit: Hit) -> Iterator[EventRecord]:
        events = self.left.records(hit)
        if events is None:
            search = self.searches.record(hit)
            events = () if search is None else (search,)
        if not line.is_known:
            yield from events


def may_hold_any(line: bytes) -> bool:
    """Tell whether a line of a log may be of the search page, or of the path where pages leave events, in whatever format."""
    return b"search" in line or b"_kb" in line


@dataclass(slots=True)
class _Unread:
    """The new lines of a log. has_hit: one is a request, or one that was read before is. first: of those that are none."""

    lines: int = 0
    has_hit: bool = False
    first: list[str] = field(default_factory=list)

    def note(self, line: Line, hit: Hit | None) -> None:
        self.has_hit = self.has_hit or hit is not None
        if not line.is_known and line.text.strip():
            self.lines += 1
            if hit is None and len(self.first) < MOST_TRIED:
                self.first.append(line.text)

    def require_no_other_format(self, log: Path, asked: str) -> None:
        """Raise UsageError where another format reads what the one asked for does not."""
        for name, parse in FORMATS.items():
            if any(map(parse, self.first)):
                raise UsageError(
                    f"none of the {self.lines} new lines of {log} is a GET request in the format '{asked}', some are in '{name}'",
                    hint=f"import it with --format {name}: nothing of this log was imported",
                )


class _Places:
    """Where the days of the log begin, of which the next import must know who searched what: a network is new once in so many."""

    def __init__(self) -> None:
        self._end = 0
        self._first_of: dict[int, int] = {}

    def note(self, line: Line, hit: Hit | None) -> None:
        self._end = line.end
        if hit is not None:
            self._first_of.setdefault(int(hit.unix_seconds // DAY_SECONDS), line.start)

    def ends(self, before: Position | None) -> tuple[int, int]:
        """Return where the log ended, and where to start to read next time."""
        end = max(self._end, before.end if before and not self._first_of else 0)
        newest = max(self._first_of, default=0)
        again = min((start for day, start in self._first_of.items() if day > newest - NETWORK_DAYS), default=end)
        return end, again
