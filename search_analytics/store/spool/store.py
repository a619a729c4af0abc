"""A store that keeps events on local disk while the one behind it is away, and hands them over later, exactly once.

An event is synced to disk before it is acknowledged. Handing over twice is harmless, because the store behind knows each
event by its id: so a crash at any moment neither loses nor doubles one.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from search_analytics.errors import StoreError, StoreRefusedError, StoreUnavailableError, UsageError
from search_analytics.events.record import EventRecord
from search_analytics.store.bisection import append_halving
from search_analytics.store.lock import hold_lock
from search_analytics.store.opening import Store
from search_analytics.store.spool.files import SpoolFiles, read_events

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
DISK_RETRY_SECONDS = 5.0
"""A disk that fails is asked less often: files that can be read and not removed are handed over each time."""
HAND_OVER_EVENTS = 1_000


class SpoolStore:
    """Appends to the store behind it, or to files in `folder` while that is away; a thread hands the files over.

    open_behind: opens the store; called again after every absence. Raises what it raises, except StoreUnavailableError.
    """

    def __init__(self, open_behind: Callable[[], Store], folder: Path) -> None:
        self._open_behind = open_behind
        try:
            (folder / "refused").mkdir(parents=True, exist_ok=True)
            self._lock_file = hold_lock(folder / "spool.lock")
        except OSError as error:
            raise UsageError(f"cannot write to {folder}: {error.strerror}", hint="choose another --spool") from None
        self._files, self._refused = SpoolFiles(folder), SpoolFiles(folder / "refused")
        self._guard = threading.Lock()
        self._stopping = threading.Event()
        self._work = threading.Event()  # set while something waits, or the store is away
        self._behind: Store | None = None
        try:
            self._behind = open_behind()
        except StoreUnavailableError as error:
            log.error("store is away, events wait on disk: %s", error.message)
        except BaseException:
            self._lock_file.close()
            raise
        if self._behind is None or self._files.waiting():
            self._work.set()
        self._thread = threading.Thread(target=self._run, name="spool", daemon=True)
        self._thread.start()

    def append(self, records: Sequence[EventRecord]) -> tuple[bool, ...]:
        """Commit the records to the store behind, or to disk; see Store. What is on disk counts as new."""
        while True:
            behind = self._behind
            if behind is not None:
                try:
                    return behind.append(records)
                except StoreUnavailableError as error:
                    log.error("store is away, events wait on disk: %s", error.message)
                    behind.close()
            with self._guard:  # one step, so that the thread cannot find nothing to do in between
                if self._behind is behind:
                    self._behind = None
                    self._work.set()
                    self._files.append(records)
                    return (True,) * len(records)

    def rest(self) -> None:
        """Tidy the store behind up, when it is there."""
        if (behind := self._behind) is not None:
            behind.rest()

    def probe(self) -> None:
        """Commit something that changes nothing, unless the disk does duty; see Store."""
        if (behind := self._behind) is not None:
            behind.probe()

    def size_bytes(self) -> int:
        """Return the size of the store behind, or that of the files while it is away."""
        behind = self._behind
        return self._files.waiting_bytes if behind is None else behind.size_bytes()

    @property
    def spooled_bytes(self) -> int:
        """How much waits on disk."""
        return self._files.waiting_bytes

    def keep(self, today: date) -> bool:
        """Do one short step of retention, when the store is there; see Store."""
        behind = self._behind
        return behind is not None and behind.keep(today)

    def close(self) -> None:
        """Stop handing over; what waits is handed over after the next start. Closing twice is fine."""
        self._stopping.set()
        self._work.set()
        self._thread.join()
        if self._behind is not None:
            self._behind.close()
        self._files.finish_file()
        self._lock_file.close()

    def _run(self) -> None:
        """Try until the store behind has everything; then wait for its next absence."""
        # Asked before waiting as well: finding nothing to do takes back `_work`, also when `close` has just set it.
        while not self._stopping.is_set() and self._work.wait() and not self._stopping.is_set():
            behind: Store | None = None
            try:
                behind = self._open_behind()
                while not self._is_handed_over(behind):
                    pass
            except StoreError as error:
                if behind is not None:
                    behind.close()
                log.warning("events still wait on disk: %s", error.message)
                self._stopping.wait(RETRY_SECONDS)
            except OSError as error:  # what waits cannot be read or removed now; new events need not wait for that
                log.error("events still wait on disk, which fails: %s", error.strerror)
                if behind is not None:
                    self._put_on_duty(behind)
                self._stopping.wait(DISK_RETRY_SECONDS)

    def _put_on_duty(self, behind: Store) -> None:
        if self._behind is None:
            self._behind = behind
        else:  # it was never away: these were files of an earlier start
            behind.close()

    def _is_handed_over(self, behind: Store) -> bool:
        """Hand over the files that wait; True: none was left, or we stop, and `behind` is taken care of.

        Raises OSError: files are left that cannot be read or removed.
        """
        with self._guard:
            self._files.finish_file()
            waiting = self._files.waiting()
            if not waiting or self._stopping.is_set():
                self._put_on_duty(behind)
                self._work.clear()
                log.info("%d files wait on disk", len(waiting))
                return True
        failures: list[OSError] = []
        for path in waiting:
            try:
                self._hand_over(path, behind)
            except OSError as error:  # the other files need not wait for this one
                failures.append(error)
        if failures:
            raise failures[0]
        return False

    def _hand_over(self, path: Path, behind: Store) -> None:
        damaged: list[int] = []
        for records in _batches(read_events(path, damaged)):
            append_halving(behind.append, records, self._put_aside)
        with self._guard:
            if damaged:
                log.error("lines %s of the spool are damaged, see %s", damaged, self._refused.folder)
                self._files.set_aside(path, self._refused.folder)
            else:
                self._files.remove(path)

    def _put_aside(self, record: EventRecord, error: StoreRefusedError) -> None:
        """Keep an event that was acknowledged and that the store will never take, for somebody to look at."""
        self._refused.append([record])
        log.error("store refuses an event of the spool, see %s: %s", self._refused.folder, error.message)


def _batches(records: Iterator[EventRecord]) -> Iterator[list[EventRecord]]:
    while batch := list(islice(records, HAND_OVER_EVENTS)):
        yield batch
