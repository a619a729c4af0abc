"""The border to the collector's store: its errors become kbgen's here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import kbgen.errors
from kbgen.insights.moved_articles import Moved, under_todays_ids
from search_analytics.errors import AnalyticsError, UsageError
from search_analytics.events.record import EventRecord
from search_analytics.store import search_log
from search_analytics.store.search_log import Question, SearchLog


def read_log_under_todays_ids(location: str, question: Question, moved: Moved) -> SearchLog:
    """Return all searches of a period, with what they say of articles under the ids of today. moved: former ids, where known.

    Raises UsageError: there is no such store. KbgenError: it cannot be read now.
    """
    with _in_one_family():
        log = search_log.read_search_log(location, question)
    return under_todays_ids(log, moved)


def state_of_store(location: str) -> str | None:
    """Return a text that is another one whenever a store may hold something else; None where it cannot tell. Raises likewise."""
    with _in_one_family():
        return search_log.state_of_store(location)


def append_events(location: str, records: Iterable[EventRecord]) -> int:
    """Store events that were made up, while a collector may run; return how many were new. Raises likewise."""
    with _in_one_family():
        return search_log.append_events(location, records)


def shown_location(location: str) -> str:
    """Return the location of a store as it may be shown: without a password."""
    return search_log.without_password(location)


@contextmanager
def _in_one_family() -> Iterator[None]:
    try:
        yield
    except AnalyticsError as error:
        kind = kbgen.errors.UsageError if isinstance(error, UsageError) else kbgen.errors.KbgenError
        raise kind(error.message, hint=error.hint) from error
