"""What became of a phrase as the days went by: readers go on failing, find it by now, or are shown it and take nothing.

Nobody says on which day a change was published; the searches of the days after it do (docs/spec/counting.md, clause 5.4).
Of one phrase, because a network is new once for each: of a gap, one network that knows three wordings would be three.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Literal, NamedTuple

from kbgen.insights.counting import most_networks, took_networks
from search_analytics.store.search_log import PhraseDay

Course = Literal["failing", "found", "in-vain"]
"""found: those who searched last found it. in-vain: they saw fitting results, which those before did not, and took none."""
BY_CHANCE = 0.05
"""So likely at most may it be that as many found it by the odds of those before them."""


class _Day(NamedTuple):
    """Networks of a day. unanswered: found nothing, or weak matches. passed_over: took none of fitting results."""

    when: date
    worked: int
    unanswered: int
    passed_over: int

    @property
    def failed(self) -> int:
        return self.unanswered + self.passed_over


def course_of(days: Iterable[PhraseDay], least: int) -> Course:
    """Return what became of a phrase. days: of it. least: so many networks count.

    Found takes as many as failed: whoever has `least` networks could say so of any gap, and this way the costliest costs most.
    """
    by_day = _by_day(days)
    failing, after = _since_the_last(by_day, [day.failed for day in by_day], least)
    worked, failed = sum(day.worked for day in after), sum(day.failed for day in after)
    if (
        _agree([(day.when, day.worked) for day in after], least)
        and worked >= sum(day.failed for day in by_day)
        and _chance(worked, failed, failing) < BY_CHANCE
    ):
        return "found"
    blind, since = _since_the_last(by_day, [day.unanswered for day in by_day], least)
    passed_over = sum(day.passed_over for day in since)
    if blind and _agree([(day.when, day.passed_over) for day in since], least) and passed_over > sum(day.worked for day in since):
        return "in-vain"
    return "failing"


def since_shown(days: Iterable[PhraseDay], least: int) -> date | None:
    """Return the last day of those on which a phrase in vain found nothing that fits; after it readers are shown what does."""
    by_day = _by_day(days)
    blind, _ = _since_the_last(by_day, [day.unanswered for day in by_day], least)
    return blind[-1].when if blind else None


def _agree(days: Sequence[tuple[date, int]], least: int) -> bool:
    """Tell whether so many networks did something, each of which is new again after 31 days."""
    return sum(new for _, new in days) >= least and most_networks(days) >= least


def _by_day(days: Iterable[PhraseDay]) -> list[_Day]:
    return [_of_day(row) for row in sorted(days, key=attrgetter("day"))]


def _of_day(row: PhraseDay) -> _Day:
    counts = row.counts  # each network once, as `SearchCounts.once` has it
    passed_over = counts.unclicked_networks
    return _Day(row.day, took_networks(counts), counts.failed_networks - passed_over, passed_over)


def _since_the_last(days: Sequence[_Day], counts: Sequence[int], least: int) -> tuple[Sequence[_Day], Sequence[_Day]]:
    """Cut days after the last one from which on so many are counted; where there are fewer, all are after it."""
    total = 0
    for at in range(len(days) - 1, -1, -1):
        total += counts[at]
        if total >= least:
            return days[: at + 1], days[at + 1 :]
    return (), days


def _chance(worked: int, failed: int, before: Sequence[_Day]) -> float:
    """Return how likely it is that so many of these readers find it, where those before had the same odds."""
    found, sought = sum(day.worked for day in before), sum(day.worked + day.failed for day in before)
    odds, readers = (found + 1) / (sought + 2), worked + failed
    return sum(math.comb(readers, n) * odds**n * (1 - odds) ** (readers - n) for n in range(worked, readers + 1))
