"""A collector with a spool stops when it is told to, whatever its spool is doing."""

from __future__ import annotations

import threading
from pathlib import Path

from search_analytics.errors import StoreUnavailableError
from search_analytics.store.opening import Store
from search_analytics.store.spool.store import SpoolStore
from search_analytics.store.sqlite.store import SqliteStore

PATIENCE_SECONDS = 20


def test_a_collector_that_is_stopped_just_when_its_store_is_back_ends(tmp_path: Path) -> None:
    made, told = threading.Event(), threading.Event()
    absences = [StoreUnavailableError("away")]

    def open_behind() -> Store:
        if absences:
            raise absences.pop()
        made.wait(PATIENCE_SECONDS)
        closing.start()
        told.wait(PATIENCE_SECONDS)
        return SqliteStore(tmp_path / "s.sqlite3", shared=True)

    spool = SpoolStore(open_behind, tmp_path / "spool")
    closing = threading.Thread(target=spool.close, daemon=True)
    wait_for_the_thread = spool._thread.join
    spool._thread.join = lambda: (told.set(), wait_for_the_thread())  # type: ignore[method-assign, assignment]
    made.set()
    assert told.wait(PATIENCE_SECONDS)
    closing.join(PATIENCE_SECONDS)
    assert not closing.is_alive()
