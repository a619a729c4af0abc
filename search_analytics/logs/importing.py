"""Logs → the store: everything new since the last import, each search and event once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from search_analytics.events.record import EventRecord
from search_analytics.logs.formats import Hit
from search_analytics.logs.left_events import LeftEvents
from search_analytics.logs.reading import Line, Position, open_log, read_positions, rotated_before, write_positions
from search_analytics.logs.searches import SAME_SEARCH_SECONDS, LogSearches
from search_analytics.store.opening import Store

BATCH = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """searches, events: found, in lines that no import has counted. stored: of both, what the store did not have yet."""

    searches: int = 0
    events: int = 0
    refused: int = 0
    stored: int = 0


@dataclass(slots=True)
class LogImport:
    """Imports logs in one format. positions: the file that remembers how far they were read."""

    store: Store
    parse: Callable[[str], Hit | None]
    searches: LogSearches
    left: LeftEvents
    positions: Path

    def run(self, logs: Sequence[Path]) -> Imported:
        """Import logs, the oldest first, and save the positions after what they hold is committed."""
        saved = dict(read_positions(self.positions))
        total = Imported()
        for log in logs:
            position = saved.get(str(log.absolute()))
            rotated = rotated_before(log, position) if position else None
            if rotated:
                total, _ = self._import(rotated, position, total)
                position = None
            total, ended = self._import(log, position, total)
            if log.suffix != ".gz":
                saved[str(log.absolute())] = ended
                write_positions(self.positions, saved)
        return replace(total, refused=self.left.refused)

    def _import(self, log: Path, position: Position | None, total: Imported) -> tuple[Imported, Position]:
        places = _Places()
        batch: list[EventRecord] = []
        with open_log(log, position) as opened:
            for line in opened.lines:
                batch += self._records(line, places)
                if len(batch) >= BATCH:
                    total = self._store(batch, total)
                    batch.clear()
        total = self._store(batch, total)
        return total, Position(opened.device, opened.inode, *places.ends(position))

    def _store(self, batch: Sequence[EventRecord], total: Imported) -> Imported:
        searches = sum(record.source == "log" for record in batch)
        stored = sum(self.store.append(batch)) if batch else 0
        return Imported(total.searches + searches, total.events + len(batch) - searches, stored=total.stored + stored)

    def _records(self, line: Line, places: _Places) -> Iterator[EventRecord]:
        hit = self.parse(line.text)
        places.note(line, hit)
        if hit is None:
            return
        events = self.left.records(hit)
        if events is None:
            search = self.searches.record(hit)
            events = () if search is None else (search,)
        if not line.is_known:
            yield from events


class _Places:
    """Where the lines of the last half hour begin."""

    def __init__(self) -> None:
        self._end = 0
        self._recent: list[tuple[float, int]] = []

    def note(self, line: Line, hit: Hit | None) -> None:
        self._end = line.end
        if hit is None:
            return
        self._recent.append((hit.unix_seconds, line.start))
        if len(self._recent) > 1_000 and self._recent[len(self._recent) // 2][0] < hit.unix_seconds - SAME_SEARCH_SECONDS:
            del self._recent[: len(self._recent) // 2]

    def ends(self, before: Position | None) -> tuple[int, int]:
        """Return where the log ended, and where to start to read next time."""
        end = max(self._end, before.end if before and not self._recent else 0)
        newest = max((moment for moment, _ in self._recent), default=0)
        again = next((start for moment, start in self._recent if moment >= newest - SAME_SEARCH_SECONDS), end)
        return end, again
