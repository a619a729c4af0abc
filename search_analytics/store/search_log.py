"""The searches of a period as a store hands them out: counts by phrase and day, before anything is judged or held back.

Everything here may identify people; only what gaps.py lets through is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from search_analytics.events.record import EventRecord, Language, Source
from search_analytics.events.wire import ViewSource, VoteReason
from search_analytics.store.location import is_postgres, postgres_module, without_password

__all__ = ["append_events", "most_used", "read_search_log", "without_password"]

BATCH_EVENTS = 500
ROLL_UP_K = 3
"""Visitor-days that a phrase needs on a day for its text to outlive the events of that day (clause 15.1)."""
AT_HOME_K = 3
"""Visitor-days that a phrase needs to be shown to those who run the portal (clause 14.3)."""
AWAY_K = 5
"""Visitor-days that it needs in a file that leaves the house."""
TIME_LIMIT_SECONDS = 10.0
"""How long the store may take for a report, unless told otherwise."""
MOST_GAPS = 1_000
"""Gaps that are shown, unless told otherwise."""
MOST_EXAMINED = 1_500
"""Phrases that are asked of the index, the costliest first; the rest of a very long log is counted, not explained."""

Phrase = tuple[str, Language]
"""Match key and language of the page."""
Channel = Literal["portal", "embedded", "no-script"]
"""By which way readers search: pages of the portal, its search on other sites, or its form without JavaScript."""
CHANNELS: Mapping[Channel, Source] = {"portal": "js", "embedded": "api", "no-script": "log"}
"""And how an event says so (clause 6.3)."""
FailureKind = Literal["no_result", "weak", "unclicked"]
"""How a search failed: a field of SearchCounts each, and a verdict of the statement `report_judge`."""
FAILURE_KINDS: tuple[FailureKind, ...] = get_args(FailureKind)


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked for.

    from_day, to_day: UTC, both included. threshold_k: fewest visitor-days a phrase needs to be shown.
    site: only this site, or every site. limit: most gaps to show. most_phrases: so many phrases that failed, and so many
    that did not, those most used, are told day by day and with what readers did next; None: all. Every phrase is counted.
    agreeing_networks: what fewer networks did next, opened, clicked or voted is left out (clause 7.7).
    with_comments: for the report at home alone; a single comment cannot have k (clause 14.7).
    language, channel: only searches in this language, or by this way; what only roll-ups are left of is by no known way.
    """

    from_day: date
    to_day: date
    threshold_k: int
    site: str | None = None
    limit: int = MOST_GAPS
    most_phrases: int | None = MOST_EXAMINED
    time_limit_seconds: float = TIME_LIMIT_SECONDS
    agreeing_networks: int = 1
    language: Language | None = None
    channel: Channel | None = None
    with_comments: bool = False


class SearchCounts(NamedTuple):
    """Searches added up, and what became of them; `searches` is without outages, which are counted in `outages` alone.

    A tuple, because a report of a large portal holds a hundred thousand of them.

    A search failed when it found nothing, when it found weak matches only, or when nobody clicked and the reader searched
    again or went to the contact page (clause 14.1 of docs/spec/search-event.md).
    no_result, weak, unclicked: failed, by FailureKind. unjudged: from logs that do not say what was found.
    Each failed search is one of these: recovered (ended in a click after all), refined (searched again, in vain), contacted
    (went to the contact page), abandoned (nothing more).
    ignored: had fitting results, and the reader neither clicked nor went on.
    answered: an answer at once was shown, which the reader did not search again for, and no article was opened.
    networks: of visitor_days, those of a network that did not search this in the 31 days before. failed_networks: of these,
    those whose search failed. uncounted: searches of networks that had counted already, and of what types without end; they are
    in no other count. unclicked_networks, recovered_networks (both of failed_networks), ignored_networks, answered_networks:
    of networks, those whose search ended so.
    """

    searches: int = 0
    visitor_days: int = 0
    no_result: int = 0
    weak: int = 0
    unclicked: int = 0
    unjudged: int = 0
    outages: int = 0
    recovered: int = 0
    refined: int = 0
    contacted: int = 0
    abandoned: int = 0
    ignored: int = 0
    answered: int = 0
    networks: int = 0
    failed_networks: int = 0
    uncounted: int = 0
    unclicked_networks: int = 0
    recovered_networks: int = 0
    ignored_networks: int = 0
    answered_networks: int = 0

    @property
    def failed(self) -> int:
        """How many of the searches failed."""
        return self.no_result + self.weak + self.unclicked

    @property
    def unrecovered(self) -> int:
        """How many failed, and ended in no click."""
        return self.failed - self.recovered

    @property
    def opened(self) -> int:
        """How many led to an article, there or in a later search on the same page."""
        return self.searches - self.failed - self.ignored - self.unjudged - self.answered + self.recovered

    @property
    def once(self) -> SearchCounts:
        """What each network did when it was new for the phrase; weak matches are in `no_result` (clause 7.7)."""
        return SearchCounts(
            searches=self.networks,
            visitor_days=min(self.networks, self.visitor_days),
            no_result=self.failed_networks - self.unclicked_networks,
            unclicked=self.unclicked_networks,
            recovered=self.recovered_networks,
            abandoned=self.failed_networks - self.recovered_networks,
            ignored=self.ignored_networks,
            answered=self.answered_networks,
            networks=self.networks,
            failed_networks=self.failed_networks,
            unclicked_networks=self.unclicked_networks,
            recovered_networks=self.recovered_networks,
            ignored_networks=self.ignored_networks,
            answered_networks=self.answered_networks,
        )


def add_counts(rows: Iterable[SearchCounts]) -> SearchCounts:
    """Return the sums; those of nothing are 0."""
    return SearchCounts(*map(sum, zip(*rows, strict=True)))


class PhraseDay(NamedTuple):
    """Searches for a phrase on one UTC day."""

    day: date
    phrase: Phrase
    counts: SearchCounts


class Followed(NamedTuple):
    """After a failed search for `phrase`, readers searched `then` so many times; recovered: ended in a click, `article` once.

    networks, here and below: at least so many different ones did so. recovered_networks: of these, whose search ended in a click.
    """

    phrase: Phrase
    then: str
    times: int
    recovered: int
    networks: int = 0
    recovered_networks: int = 0


class Opened(NamedTuple):
    """An article that readers opened in the end after a failed search for `phrase`."""

    phrase: Phrase
    article: str
    times: int
    networks: int = 0


class Clicked(NamedTuple):
    """A result that readers opened from the results of a phrase itself. position: from 1. networks: who did so there."""

    phrase: Phrase
    article: str
    position: int
    times: int
    networks: int = 0


@dataclass(frozen=True, slots=True)
class Viewed:
    """How often an article was shown, and from where readers came."""

    article: str
    language: Language | None
    origin: ViewSource
    times: int
    networks: int = 0


@dataclass(frozen=True, slots=True)
class ArticleVotes:
    """Answers to "was this article helpful?", of each network once. language: of the text that was read, where the page said so.

    reasons: for "no", with how often each was given, the most frequent first. networks: so many voted.
    """

    article: str
    language: Language | None
    helpful: int
    unhelpful: int
    reasons: tuple[tuple[VoteReason, int], ...] = ()
    networks: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader added to "no", after redaction. reason: from the list, where one was given."""

    day: date
    article: str
    language: Language | None
    reason: VoteReason | None
    text: str


@dataclass(frozen=True)
class SearchLog:
    """All of a period. forms: each phrase as most readers wrote it. votes: of every article that has any, most "no" first.

    phrases: the whole period of each phrase, by phrase; of those that are not told day by day searches, visitor_days, ignored,
    networks and, in `no_result`, how many failed, and nothing else. Where fewer networks than the threshold searched a phrase,
    each counts as one visitor-day, however many days it came back. totals: all searches of a day, where there were any.
    days: the phrases that the question asks for day by day; followed, opened and clicked are of those as well.
    unnamed: searches of days whose events are deleted, for phrases that too few visitors used for their text to be kept.
    held_back_votes: those on articles that too few networks voted on.
    rolled_up_until: the last of those days, of which it is not known what readers did next, opened, read or voted.
    """

    question: Question
    days: tuple[PhraseDay, ...]
    forms: Mapping[Phrase, str]
    phrases: Mapping[Phrase, SearchCounts] = field(default_factory=dict)
    totals: Mapping[date, SearchCounts] = field(default_factory=dict)
    followed: tuple[Followed, ...] = ()
    opened: tuple[Opened, ...] = ()
    clicked: tuple[Clicked, ...] = ()
    viewed: tuple[Viewed, ...] = ()
    votes: tuple[ArticleVotes, ...] = ()
    unnamed: tuple[PhraseDay, ...] = ()
    rolled_up_until: date | None = None
    held_back_votes: int = 0
    comments: tuple[Comment, ...] = ()

    @cached_property
    def by_phrase(self) -> Mapping[Phrase, Sequence[PhraseDay]]:
        """The days of each phrase that is told day by day, in their order."""
        found: dict[Phrase, list[PhraseDay]] = {}
        for row in self.days:
            if row.phrase in found:
                found[row.phrase].append(row)
            else:
                found[row.phrase] = [row]
        return found


def most_used(phrases: Mapping[Phrase, SearchCounts], most: int, *, failed: bool) -> list[Phrase]:
    """Return at most `most` of the phrases that failed at least once, or of those that never did, by visitor-days."""
    chosen = [
        (counts.visitor_days, phrase)
        for phrase, counts in phrases.items()
        if (counts.no_result > 0 or counts.weak > 0 or counts.unclicked > 0) is failed
    ]
    if len(chosen) > most:  # of many phrases few are compared as texts
        least = sorted((days for days, _ in chosen), reverse=True)[most - 1]
        chosen = [row for row in chosen if row[0] >= least]
    return [phrase for _, phrase in sorted((-days, phrase) for days, phrase in chosen)[:most]]


def read_search_log(location: str, question: Question) -> SearchLog:
    """Return all searches of a period. Raises UsageError, SchemaError, StoreUnavailableError, ReportTimeoutError."""
    if is_postgres(location):
        found: SearchLog = postgres_module("reports").read_search_log(location, question)
        return found
    from search_analytics.store.sqlite import reports  # here, for it hands out what is defined in this module

    return reports.read_search_log(Path(location), question)


def state_of_store(location: str) -> str | None:
    """Return a text that is another one whenever a store may hold something else; None: it changed too lately to tell.

    Raises UsageError: there is no store. StoreUnavailableError: it does not answer.
    """
    if is_postgres(location):
        found: str = postgres_module("reports").state_of_store(location)
        return found
    from search_analytics.store.sqlite import reports

    return reports.state_of_store(Path(location))


def append_events(location: str, records: Iterable[EventRecord]) -> int:
    """Store events of a log that was made up, while a collector may run; return how many were new. Raises as `open_store`."""
    from search_analytics.store.opening import open_store

    store = open_store(location, shared=True)
    stored, waiting = 0, iter(records)
    try:
        while batch := list(islice(waiting, BATCH_EVENTS)):
            stored += sum(store.append(batch))
    finally:
        store.close()
    return stored
