"""The one thread that writes: a bounded queue in front, one commit for everything that waits.

Requests wait for their own events only; while a commit runs, new events gather, and the next commit takes them all.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial

from search_analytics.errors import StoreRefusedError, StoreUnavailableError
from search_analytics.events.record import EventRecord
from search_analytics.limits import MAX_DAY_BYTES
from search_analytics.store.bisection import append_halving
from search_analytics.store.opening import Store
from search_analytics.store.retention import SETTLED

log = logging.getLogger(__name__)

MAX_COMMIT_EVENTS = 2_000
GATHER_FROM = 4
GATHER_SECONDS = 0.001
GATHER_TIMES = 5
"""When the commit before held GATHER_FROM requests or more, others are on their way. Waiting for them makes fewer commits:
a millisecond, and again while some have come in it."""
IDLE_SECONDS = 5.0
PROBE_SECONDS = 1.0
"""After a failed commit a quiet collector tries the store this often: balancers send nothing to one that is not ready."""
SIZE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the events of one request; `unavailable`: they may not be in the store, try again."""

    stored: int = 0
    duplicates: int = 0
    refused: int = 0
    unavailable: bool = False


def _at_once(function: Callable[[], None]) -> None:
    function()


@dataclass(frozen=True, slots=True)
class Delivery:
    """The events of one request, and whom to tell; `done` is called once, where `post` runs it.

    post: gets one function for all deliveries of a commit that share it. To wake an event loop costs the writer Python's
    lock, and the loop is slow to give it back: once for each request, that took more time than storing the events.
    """

    records: tuple[EventRecord, ...]
    done: Callable[[Receipt], None]
    post: Callable[[Callable[[], None]], None] = _at_once


@dataclass(slots=True)
class WriterHealth:
    """What /ready and /metrics read; only the writer's thread writes it."""

    queued_events: int = 0
    commits: int = 0
    commit_seconds: float = 0.0
    slowest_commit_seconds: float = 0.0
    failed_commits: int = 0
    refused_events: int = 0
    last_commit_failed: bool = False
    store_bytes: int = 0
    day_bytes: int = 0
    """How much the store has grown today, or since the collector started."""
    is_full: bool = False
    """The store has grown by more than a day's share; it takes events again tomorrow."""


@dataclass(slots=True)
class Writer:
    """Takes deliveries from any thread and commits them in its own.

    capacity_events: how many events may wait; more are refused, so that memory stays bounded while the store hangs.
    """

    store: Store
    capacity_events: int = 20_000
    max_day_bytes: int = MAX_DAY_BYTES
    today: Callable[[], date] = lambda: datetime.now(UTC).date()
    settled: Callable[[], date] = lambda: (datetime.now(UTC) - SETTLED).date()
    health: WriterHealth = field(default_factory=WriterHealth)
    _waiting: deque[Delivery] = field(default_factory=deque)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _stopping: bool = False
    _crowded: bool = False
    _thread: threading.Thread | None = None
    _kept: date | None = None
    _size_day: date | None = None
    _size_at_midnight: int = 0
    _sized: float = -SIZE_SECONDS

    def start(self) -> None:
        """Start the thread; call once."""
        self._thread = threading.Thread(target=self._run, name="event-writer", daemon=True)
        self._thread.start()

    def offer(self, delivery: Delivery) -> bool:
        """Queue a delivery and return True, or return False when the queue is full or the writer stops."""
        with self._changed:
            if self._stopping or self.health.queued_events + len(delivery.records) > self.capacity_events:
                return False
            self._waiting.append(delivery)
            self.health.queued_events += len(delivery.records)
            self._changed.notify()
            return True

    def stop(self) -> None:
        """Commit what waits, then close the store; returns when both are done."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
        self.store.close()

    @property
    def is_ready(self) -> bool:
        """False while the last commit failed, the queue is over 80 % full, the day's share is used, or the thread is gone."""
        alive = self._thread is not None and self._thread.is_alive()
        roomy = self.health.queued_events <= 0.8 * self.capacity_events
        return alive and roomy and not self.health.last_commit_failed and not self.health.is_full

    def _run(self) -> None:
        tidy = True
        while (batch := self._next_batch()) is not None:
            self._weigh()
            if batch:
                self._commit(batch)
                tidy = False
            elif self.health.last_commit_failed:
                self._probe()
            elif not tidy:
                self._look_after(self.store.rest)
                tidy = True
            if self._kept != self.settled():
                self._look_after(self._keep)

    def _next_batch(self) -> list[Delivery] | None:
        """Return the deliveries of the next commit, an empty list after a quiet while, None at the end."""
        with self._changed:
            if not self._waiting and not self._stopping:
                self._changed.wait(self._patience())
        if self._crowded:
            self._gather()
        with self._changed:
            batch: list[Delivery] = []
            size = 0
            while self._waiting and (not batch or size + len(self._waiting[0].records) <= MAX_COMMIT_EVENTS):
                batch.append(self._waiting.popleft())
                size += len(batch[-1].records)
            self._crowded = len(batch) >= GATHER_FROM
            return None if self._stopping and not batch else batch

    def _gather(self) -> None:
        for _ in range(GATHER_TIMES):
            waiting = len(self._waiting)
            if self._stopping or waiting >= MAX_COMMIT_EVENTS:
                return
            time.sleep(GATHER_SECONDS)
            if len(self._waiting) == waiting:
                return

    def _patience(self) -> float:
        if self.health.last_commit_failed:
            return PROBE_SECONDS
        return IDLE_SECONDS if self._kept == self.settled() else 0

    def _probe(self) -> None:
        """Find out whether the store is back, although nobody sends anything."""
        try:
            self.store.probe()
        except StoreUnavailableError:
            return
        self.health.last_commit_failed = False

    def _weigh(self) -> None:
        """See now and then how much the store has grown today."""
        if time.monotonic() < self._sized + SIZE_SECONDS:
            return
        self._sized = time.monotonic()
        try:
            size = self.store.size_bytes()
        except StoreUnavailableError:
            return
        if self._size_day != self.today():
            self._size_day, self._size_at_midnight = self.today(), size
        health = self.health
        health.store_bytes, health.day_bytes = size, max(0, size - self._size_at_midnight)
        if not health.is_full and health.day_bytes > self.max_day_bytes:
            log.error("the store has grown by %d bytes today, more than its limit; events are refused", health.day_bytes)
        health.is_full = health.day_bytes > self.max_day_bytes

    def _keep(self) -> None:
        """Do one step of retention; the day is done when a step finds nothing."""
        today = self.settled()
        if not self.store.keep(today):
            self._kept = today

    def _look_after(self, chore: Callable[[], None]) -> None:
        try:
            chore()
        except StoreUnavailableError as error:
            self._kept = self.settled()  # a store in trouble has no time for chores; tomorrow is soon enough
            log.warning("store cannot be looked after: %s", error.message)

    def _commit(self, batch: Sequence[Delivery]) -> None:
        started = time.perf_counter()
        try:
            stored = append_halving(self.store.append, [r for delivery in batch for r in delivery.records], self._refuse)
        except StoreUnavailableError as error:
            self.health.failed_commits += 1
            self.health.last_commit_failed = True
            log.error("store is unavailable: %s", error.message)
            self._settle([(delivery, Receipt(unavailable=True)) for delivery in batch])
            return
        self._measure(time.perf_counter() - started)
        answers = iter(stored)
        self._settle([(delivery, _receipt([next(answers) for _ in delivery.records])) for delivery in batch])

    def _refuse(self, _: EventRecord, error: StoreRefusedError) -> None:
        self.health.refused_events += 1
        log.error("store refuses an event: %s", error.message)

    def _measure(self, seconds: float) -> None:
        health = self.health
        health.last_commit_failed = False
        health.commits += 1
        health.commit_seconds += seconds
        health.slowest_commit_seconds = max(health.slowest_commit_seconds, seconds)

    def _settle(self, settled: Sequence[tuple[Delivery, Receipt]]) -> None:
        with self._changed:
            self.health.queued_events -= sum(len(delivery.records) for delivery, _ in settled)
        together: dict[Callable[[Callable[[], None]], None], list[tuple[Delivery, Receipt]]] = {}
        for delivery, receipt in settled:
            together.setdefault(delivery.post, []).append((delivery, receipt))
        for post, told in together.items():
            post(partial(_tell, told))


def _tell(settled: Sequence[tuple[Delivery, Receipt]]) -> None:
    for delivery, receipt in settled:
        delivery.done(receipt)


def _receipt(stored: Sequence[bool | None]) -> Receipt:
    return Receipt(stored=stored.count(True), duplicates=stored.count(False), refused=stored.count(None))
