"""What is counted, and how: the one definition that gaps, report, digest, replay and export share (docs/spec/counting.md).

Counts of searches are the store's; editors are told visitor-days, which one eager visitor cannot multiply.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from search_analytics.limits import NETWORK_DAYS
from search_analytics.store.search_log import MOST_EXAMINED, Phrase, PhraseDay, SearchCounts, SearchLog, most_used

HALF_LIFE_DAYS = 14
"""After so many days a network weighs half (clause 4.1)."""
MOST_OF_A_NETWORK = 2
"""So many phrasings of a gap at most, those with most networks, bound its impact, and so often a network weighs (clause 4.1)."""
LEAST_TAKING_SHARE = 0.25
"""Of the networks that were shown other words than they typed, so many must have taken something (clause 1.3)."""
WEEK_DAYS = 7
SEEN_AT_ONCE = 3
"""Results that readers take in without looking for more (clause 3.3)."""
_MOST_KEPT = 32_768
"""Counts of which visitor-days are kept: those of most phrases and days are the same few thousand, asked for again and again."""


class VisitorDays(NamedTuple):
    """Visitor-days of searches, and what became of them; the names are those of `SearchCounts`.

    Fractions, because a visitor who searched twice on a day may have failed once; only what is shown is rounded.
    """

    searched: float = 0.0
    no_result: float = 0.0
    weak: float = 0.0
    unclicked: float = 0.0
    unjudged: float = 0.0
    recovered: float = 0.0
    refined: float = 0.0
    contacted: float = 0.0
    abandoned: float = 0.0
    ignored: float = 0.0
    answered: float = 0.0
    opened: float = 0.0

    @property
    def failed(self) -> float:
        """Visitor-days on which the search failed."""
        return self.no_result + self.weak + self.unclicked

    @property
    def unrecovered(self) -> float:
        """Visitor-days on which it failed and the reader opened nothing in the end."""
        return max(0.0, self.failed - self.recovered)

    @property
    def worked(self) -> float:
        """Visitor-days on which the reader opened a result or was answered at once, without failing before."""
        return max(0.0, self.opened - self.recovered) + self.answered


Days = tuple[tuple[date, VisitorDays], ...]
"""The days of a period in their order, whether anybody searched or not."""


@lru_cache(_MOST_KEPT)
def visitor_days(counts: SearchCounts) -> VisitorDays:
    """Return the visitor-days of the searches for one phrase on one day, shared out as the searches are (clause 2.2).

    Where each network counts once, they are what became of the networks: those who searched again change nothing of it.
    """
    asked = counts.searches + counts.outages
    if not asked or not counts.visitor_days:
        return VisitorDays()
    told = counts.failed_networks + counts.ignored_networks + counts.answered_networks
    if told <= counts.networks == counts.visitor_days < asked:
        return _of_networks(counts)
    each = counts.visitor_days / asked
    return VisitorDays(
        searched=counts.searches * each,
        no_result=counts.no_result * each,
        weak=counts.weak * each,
        unclicked=counts.unclicked * each,
        unjudged=counts.unjudged * each,
        recovered=counts.recovered * each,
        refined=counts.refined * each,
        contacted=counts.contacted * each,
        abandoned=counts.abandoned * each,
        ignored=counts.ignored * each,
        answered=counts.answered * each,
        opened=counts.opened * each,
    )


def _of_networks(counts: SearchCounts) -> VisitorDays:
    """Return what became of the networks; what is not told of them is shared out as the searches are of which it is known."""

    def share(part: int, whole: int, networks: int) -> float:
        return networks * part / whole if whole else 0.0

    blind = counts.failed_networks - counts.unclicked_networks
    vain = counts.failed_networks - counts.recovered_networks
    others = counts.networks - counts.failed_networks - counts.ignored_networks - counts.answered_networks
    opened = max(0, counts.opened - counts.recovered)
    known = opened + counts.unjudged + counts.outages
    return VisitorDays(
        searched=counts.networks - share(counts.outages, known, others),
        no_result=share(counts.no_result, counts.no_result + counts.weak, blind),
        weak=share(counts.weak, counts.no_result + counts.weak, blind),
        unclicked=counts.unclicked_networks,
        unjudged=share(counts.unjudged, known, others),
        recovered=counts.recovered_networks,
        refined=share(counts.refined, counts.unrecovered, vain),
        contacted=share(counts.contacted, counts.unrecovered, vain),
        abandoned=share(counts.abandoned, counts.unrecovered, vain),
        ignored=counts.ignored_networks,
        answered=counts.answered_networks,
        opened=share(opened, known, others) + counts.recovered_networks,
    )


@lru_cache(_MOST_KEPT)
def failed_once(counts: SearchCounts, *, unrecovered: bool) -> float:
    """Return how many networks failed when they were new for the phrase. unrecovered: only those that opened nothing in the end.

    What `visitor_days(counts.once)` says of that, where nothing else of it is asked for.
    """
    networks = counts.networks
    if not networks:
        return 0.0
    each = min(networks, counts.visitor_days) / networks
    failed = (counts.failed_networks - counts.unclicked_networks) * each + counts.unclicked_networks * each
    return max(0.0, failed - counts.recovered_networks * each) if unrecovered else failed


def most_networks(days: Iterable[tuple[date, float]]) -> int:
    """Return how many networks did something: in the 31 days that saw most of them, for each is new once in so many.

    days: with how many were new. A part of one is rounded up in the end.
    """
    window: deque[tuple[int, float]] = deque()
    within = most = 0.0
    for when, new in sorted(days):
        day = when.toordinal()
        window.append((day, new))
        within += new
        while window[0][0] <= day - NETWORK_DAYS:
            within -= window.popleft()[1]
        most = max(most, within)
    return math.ceil(round(most, 6))


def add_days(parts: Iterable[VisitorDays]) -> VisitorDays:
    """Return the sums; those of nothing are 0."""
    return VisitorDays(*map(sum, zip(*parts, strict=True)))


def days_of_period(log: SearchLog) -> Days:
    """Return the visitor-days of each day of the period, phrase by phrase; the phrases that the log tells only in sum as one."""
    by_day: dict[date, list[SearchCounts]] = defaultdict(list)
    for row in log.days:
        by_day[row.day].append(row.counts)
    length = (log.question.to_day - log.question.from_day).days + 1
    period = [log.question.from_day + timedelta(days=n) for n in range(length)]
    return tuple((day, _of_day(log.totals.get(day, SearchCounts()), by_day[day])) for day in period)


def _of_day(total: SearchCounts, named: Sequence[SearchCounts]) -> VisitorDays:
    told = map(sum, zip(*named, strict=True)) if named else SearchCounts()
    rest = SearchCounts(*(max(0, whole - part) for whole, part in zip(total, told, strict=True)))
    return add_days([visitor_days(rest), *map(visitor_days, named)])


def impact(days: Iterable[PhraseDay], to_day: date, ids: Mapping[Phrase, str] | None = None) -> float:
    """Return the networks that failed and opened nothing, each half as much for every 14 days before `to_day` (clause 4.1).

    ids: of the phrases, as in `weight_of`.
    """
    weighed = (
        (row.day, row.phrase, failed_once(row.counts, unrecovered=True) * share_left(row.day, to_day))
        for row in sorted(days, key=lambda row: (row.day, row.phrase))
    )
    return round(weight_of(weighed, ids), 2)


def weight_of(networks: Iterable[tuple[date, Phrase, float]], ids: Mapping[Phrase, str] | None = None) -> float:
    """Return what networks of several phrases weigh together: one that knows many wordings is not many (clause 4.1).

    Sums do not tell which networks of a day are the same for two phrases: of each day those of the phrase with most count.
    ids: phrases with one id are spellings of one phrasing, of which that with most counts; a phrase without one is its own.
    """
    ids = ids or {}
    by_day, by_phrase = defaultdict[date, float](float), defaultdict[Phrase, float](float)
    for day, phrase, weight in networks:
        by_day[day] = max(by_day[day], weight)
        by_phrase[phrase] += weight
    by_phrasing = defaultdict[str | Phrase, float](float)
    for phrase, weight in by_phrase.items():
        one = ids.get(phrase, phrase)
        by_phrasing[one] = max(by_phrasing[one], weight)
    return min(sum(by_day.values()), sum(sorted(by_phrasing.values())[-MOST_OF_A_NETWORK:]))


def share_left(day: date, to_day: date) -> float:
    """Return what a network of a day weighs on a later one."""
    return math.exp2((day - to_day).days / HALF_LIFE_DAYS)


def took_networks(counts: SearchCounts) -> int:
    """Return how many networks opened a result or were answered when they were new for the phrase.

    Of outages, and of searches from logs, it is not known; so it is no more than there were searches that did so.
    """
    new = counts.networks - counts.failed_networks - counts.ignored_networks
    return max(0, min(new, counts.searches - counts.failed - counts.ignored - counts.unjudged)) if new > 0 else 0


def with_mended_in_vain(log: SearchLog, is_mended: Callable[[Phrase, str], bool]) -> SearchLog:
    """Return a log in which phrases that the search mended, and of which too few opened a result, failed (clause 1.3).

    is_mended: tells whether the search reads a phrase as other words than were typed.
    """
    passed_over = [
        phrase
        for failed in (False, True)
        for phrase in most_used(log.phrases, MOST_EXAMINED, failed=failed)
        if _is_passed_over(log, phrase) and is_mended(phrase, log.forms[phrase])
    ]
    if not passed_over:
        return log
    again = frozenset(passed_over)
    totals = dict(log.totals)
    for row in log.days:
        if row.phrase in again:
            total = totals[row.day]
            totals[row.day] = SearchCounts(
                *(of_day + now - before for of_day, now, before in zip(total, _failed(row.counts), row.counts, strict=True))
            )
    return replace(
        log,
        phrases={phrase: _failed(counts) if phrase in again else counts for phrase, counts in log.phrases.items()},
        days=tuple(row._replace(counts=_failed(row.counts)) if row.phrase in again else row for row in log.days),
        totals=totals,
    )


def _is_passed_over(log: SearchLog, phrase: Phrase) -> bool:
    """Tell whether enough networks took nothing, and fewer than are believed, or too small a part, took something."""
    counts, question = log.phrases[phrase], log.question
    least, taken, ignored = question.agreeing_networks, took_networks(counts), counts.ignored_networks
    if ignored < least:
        return False
    if (question.to_day - question.from_day).days >= NETWORK_DAYS:  # then a network may be in the sum more than once
        days = [(row.day, row.counts) for row in log.by_phrase.get(phrase, ())]
        taken = most_networks((day, took_networks(of_day)) for day, of_day in days)
        ignored = most_networks((day, of_day.ignored_networks) for day, of_day in days)
    return ignored >= least and (taken < least or taken < LEAST_TAKING_SHARE * (taken + ignored))


def _failed(counts: SearchCounts) -> SearchCounts:
    return counts._replace(
        unclicked=counts.unclicked + counts.ignored,
        abandoned=counts.abandoned + counts.ignored,
        ignored=0,
        failed_networks=counts.failed_networks + counts.ignored_networks,
        unclicked_networks=counts.unclicked_networks + counts.ignored_networks,
        ignored_networks=0,
    )


def is_seen_in_vain(counts: SearchCounts) -> bool:
    """Tell whether most of the failures had fitting results: their readers saw what is found, and took none of it."""
    return 2 * counts.unclicked > counts.failed


def phrase_days(log: SearchLog, phrases: Iterable[Phrase]) -> Mapping[Phrase, Sequence[PhraseDay]]:
    """Return the days of some phrases; none of one that is not told day by day."""
    return {phrase: log.by_phrase.get(phrase, ()) for phrase in phrases}
