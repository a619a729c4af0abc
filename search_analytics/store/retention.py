"""How long things are kept, and what a deletion reports; the same for every store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

RAW_DAYS = 30
"""Events are kept this long; then a day becomes its roll-up."""
ROLL_UP_DAYS = 760
"""Roll-ups are kept this long: 25 months."""
WHOLE_DAYS = 1
"""A day is added up when it is this old; what follows its searches on the day after takes its sums out of use again."""
SETTLED = timedelta(hours=1)
"""A day has gone so long before anything is done about it: events come up to 15 minutes late."""
CHUNK_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Removed:
    """What a deletion took away: events, rows of roll-ups, and copies of the database that a migration had made."""

    events: int
    roll_ups: int
    copies: int


class Chores:
    """The retention of a day, a step for each call, so that events are stored between two of them."""

    def __init__(self) -> None:
        self._steps: Iterator[None] = iter(())
        self._day: date | None = None

    def step(self, today: date, begin: Callable[[], Iterator[None]]) -> bool:
        """Do one step, of those that `begin` gives where there is none under way; False when nothing is left to do today."""
        if self._day != today:
            self.drop()
            self._day, self._steps = today, begin()
        try:
            next(self._steps)
        except BaseException as end:
            self.drop()
            if not isinstance(end, StopIteration):
                raise
            return False
        return True

    def drop(self) -> None:
        """Leave the rest undone; what was begun is done anew."""
        steps, self._steps, self._day = self._steps, iter(()), None
        close = getattr(steps, "close", None)
        if close is not None:
            close()


class Upkeep(Protocol):
    """What an operator does to a store; a collector may go on meanwhile."""

    def purge(self, before: date) -> Removed:
        """Delete everything of days before `before`, roll-ups too, so that no byte of it stays in the store's files."""
        ...

    def forget(self, text: str, *, containing: bool = False) -> Removed:
        """Delete every search whose match key is `text`, or contains it, with its clicks; no byte stays either."""
        ...

    def would_purge(self, before: date) -> Removed:
        """Return what `purge` would take away now."""
        ...

    def would_forget(self, text: str, *, containing: bool = False) -> Removed:
        """Return what `forget` would take away now."""
        ...

    def verify(self) -> Sequence[str]:
        """Return what is wrong with the store; empty when all is well."""
        ...
