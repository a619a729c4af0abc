"""Where a report reads from: the store and the built portal, anew each time or, for the live report, what did not change."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from kbgen.file_stamps import SETTLED_NS, Stamp, UntrackedError, stamps_below

if TYPE_CHECKING:
    from kbgen.insights.diagnosis.drafts import Drafts
    from kbgen.insights.diagnosis.examiner import PortalExaminer
    from kbgen.insights.diagnosis.no_portal import NoPortal
    from kbgen.insights.diagnosis.portal_facts import PortalFacts
    from kbgen.insights.examined import Examiner
    from search_analytics.store.search_log import Question, SearchLog

MOST_LOGS = 4
"""Logs that are kept: of the page and what it is compared with, and the same for programs."""
_State = Mapping[str, Stamp]


class Sources:
    """Reads everything anew."""

    def portal(self, folder: Path | None, drafts: Drafts) -> tuple[PortalFacts, PortalExaminer | NoPortal]:
        """Return the facts of a built portal and who explains searches by it. Raises UsageError, IndexReadError."""
        from kbgen.insights.diagnosis.no_portal import NoPortal
        from kbgen.insights.diagnosis.portal_facts import portal_facts

        facts = portal_facts(folder)
        if folder is None:
            return facts, NoPortal()
        from kbgen.insights.diagnosis.examiner import examiner_of

        return facts, examiner_of(folder, drafts.texts, drafts.states)

    def log(self, store: str, question: Question, portal: Path, examiner: Examiner) -> SearchLog:
        """Return a log under the ids of today, in which what the search mended in vain has failed."""
        from kbgen.insights.counting import with_mended_in_vain
        from kbgen.insights.moved_articles import moved_articles
        from kbgen.insights.search_log import read_log_under_todays_ids

        return with_mended_in_vain(read_log_under_todays_ids(store, question, moved_articles(portal)), examiner.is_mended)


@dataclass
class KeptSources(Sources):
    """Reads only what changed since it was read: told by the files of the portal and by the state of the store, each time."""

    _lock: RLock = field(default_factory=RLock)
    _portal: tuple[object, tuple[PortalFacts, PortalExaminer | NoPortal]] | None = None
    _logs: dict[object, SearchLog] = field(default_factory=dict)

    def portal(self, folder: Path | None, drafts: Drafts) -> tuple[PortalFacts, PortalExaminer | NoPortal]:
        """Return what `Sources.portal` returns; its examiner knows what it explained before."""
        with self._lock:
            state = _files_of(folder)
            key = (folder, state, drafts)
            if state is not None and self._portal is not None and self._portal[0] == key:
                return self._portal[1]
            found = super().portal(folder, drafts)
            self._portal = (key, found)
            self._logs.clear()  # judged by another examiner
            return found

    def log(self, store: str, question: Question, portal: Path, examiner: Examiner) -> SearchLog:
        """Return what `Sources.log` returns."""
        from kbgen.insights.search_log import state_of_store

        with self._lock:
            state = state_of_store(store)  # before it is read: what comes meanwhile is another state
            key = (store, state, question, id(examiner), _article_list(portal))
            if state is None or key not in self._logs:
                if len(self._logs) >= MOST_LOGS:
                    self._logs.clear()
                self._logs[key] = super().log(store, question, portal, examiner)
            return self._logs[key]


def _files_of(folder: Path | None) -> _State | None:
    """Return the stamps of all files of a portal; None where they cannot tell whether it changes."""
    if folder is None:
        return {}
    taken_ns = time.time_ns()
    try:
        found = stamps_below(folder)
    except (UntrackedError, OSError):
        return None
    return None if any(max(stamp[1], stamp[2]) >= taken_ns - SETTLED_NS for stamp in found.values()) else found


def _article_list(portal: Path) -> bytes:
    from kbgen.insights.moved_articles import FILE

    path = portal / FILE
    return path.read_bytes() if path.is_file() else b""
