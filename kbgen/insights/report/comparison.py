"""Two periods side by side: what readers newly fail to find, no longer fail to find, and fail to find more or less often.

A figure is shown only where its need, all phrasings together, has k visitor-days in that period, failed or not; below, it is
"fewer than k", and nobody learns whether anybody searched at all. So neither period tells, and no difference of the two, what
too few readers typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from kbgen.insights.counting import Days, VisitorDays, add_days, days_of_period, failed_once, visitor_days, weight_of
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.insights.gaps import Gap
from kbgen.model import Language
from search_analytics.store.search_log import Phrase, PhraseDay, Question, SearchLog

Change = Literal["new", "worse", "better", "gone"]
CHANGES: tuple[Change, ...] = get_args(Change)
Span = Literal["week", "period"]
"""What is compared: the week so far with the week before, or the whole period with one as long before it."""
MOST_CHANGES = 10
"""Of each kind."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Periods:
    """Two periods of the same length, the days of both included."""

    before_from: date
    before_to: date
    from_day: date
    to_day: date


@dataclass(frozen=True, slots=True)
class Changed:
    """A need whose failed visitor-days differ between two periods. before, now: None where fewer than k searched.

    gap: id of the gap, empty where it is none of the report.
    """

    change: Change
    text: str
    language: Language
    gap: str
    before: float | None
    now: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two periods, what most networks failed with first. before, now: all searches of each period.

    unlisted: how many more needs of each kind changed than are listed; of every kind.
    """

    periods: Periods
    before: VisitorDays
    now: VisitorDays
    changed: tuple[Changed, ...]
    unlisted: Mapping[Change, int]

    def of(self, change: Change) -> tuple[Changed, ...]:
        """Return the changes of one kind."""
        return tuple(row for row in self.changed if row.change == change)


def periods_of(span: Span, question: Question) -> Periods:
    """Return what is compared: since last Monday with the same days a week earlier; on a Monday, the week that ended."""
    first, last = question.from_day, question.to_day
    if span == "week":
        last -= timedelta(days=int(last.weekday() == 0))
        first = last - timedelta(days=last.weekday())
        return Periods(first - WEEK, last - WEEK, first, last)
    length = last - first + timedelta(days=1)
    return Periods(first - length, first - timedelta(days=1), first, last)


def compare(log: SearchLog, gaps: Iterable[Gap], periods: Periods, days: Days | None = None) -> Comparison:
    """Return what changed, as far as enough networks failed (counting, clause 4.3).

    log: holds the days of both periods. gaps: of the report, whose needs are counted together.

    days: `days_of_period` of the log, where they were counted before.
    What is out of scope or dismissed is no change to look at.
    """
    k = log.question.threshold_k
    known = tuple(gaps)
    by_identity = {identity: gap for gap in known for identity in gap.identities}
    # What is out of scope has an id for each kind, which its text does not tell.
    by_text = {phrasing.text: gap for gap in known for phrasing in gap.phrasings}
    ids: dict[Phrase, str] = {}
    by_need: dict[tuple[str, Language, str], list[PhraseDay]] = defaultdict(list)
    for phrase, days_of_phrase in log.by_phrase.items():
        text = log.forms[phrase]
        ids[phrase] = id_of_phrasing(text)
        gap = by_text.get(text) or by_identity.get(ids[phrase])
        if gap is None:
            by_need[text, phrase[1], ""] += days_of_phrase
        elif gap.state != "dismissed" and gap.diagnosis.verdict is not Verdict.OUT_OF_SCOPE:
            by_need[gap.title, gap.phrasings[0].language, gap.id] += days_of_phrase
    rows: list[tuple[float, Changed]] = []
    for need, days_of_need in by_need.items():
        before = _fate(days_of_need, periods.before_from, periods.before_to, k, ids)
        now = _fate(days_of_need, periods.from_day, periods.to_day, k, ids)
        if not (before.is_unsure or now.is_unsure) and (change := _kind(before.failed, now.failed, k - 1)):
            weight = now.weight if change in ("new", "worse") else before.weight
            if weight >= log.question.agreeing_networks:
                rows.append((weight, Changed(change, *need, before.failed, now.failed)))
    rows.sort(key=lambda told: (-told[0], -abs((told[1].now or 0) - (told[1].before or 0)), told[1].text, told[1].language))
    by_kind = {change: [row for _, row in rows if row.change == change] for change in CHANGES}
    totals = dict(days_of_period(log) if days is None else days)
    return Comparison(
        periods,
        _within(totals, periods.before_from, periods.before_to),
        _within(totals, periods.from_day, periods.to_day),
        tuple(row for found in by_kind.values() for row in found[:MOST_CHANGES]),
        {change: max(0, len(found) - MOST_CHANGES) for change, found in by_kind.items()},
    )


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a need in one period. failed: None where too few searched it. weight: of the networks that failed.

    is_unsure: it has visitor-days enough, and may be of too few networks to be told: neither a figure nor "fewer" can be said.
    """

    failed: float | None
    weight: float
    is_unsure: bool = False


def _fate(days: Iterable[PhraseDay], first: date, last: date, k: int, ids: Mapping[Phrase, str]) -> _Fate:
    """Return what became of a need, all its phrasings together: fewer than k of each may be k of the need.

    ids: of the phrases, by which a need weighs (counting, clause 4.1); to be told, two spellings of one id are two.
    """
    within = [row for row in days if first <= row.day <= last]
    networks = weight_of((row.day, row.phrase, row.counts.networks) for row in within)
    visitors = sum(row.counts.visitor_days for row in within)
    if min(visitors, networks) < k:
        return _Fate(None, 0.0, is_unsure=visitors >= k)
    failed = add_days(visitor_days(row.counts) for row in within).failed
    weighed = ((row.day, row.phrase, failed_once(row.counts, unrecovered=False)) for row in within)
    return _Fate(round(failed, 2), weight_of(weighed, ids))


def _kind(before: float | None, now: float | None, most: int) -> Change | None:
    """Return how two figures differ; a change of less than half is chance, as in a trend (counting, clause 4.2).

    most: what a figure may be that is not told; a change that this may have made is none.
    """
    was, is_ = before or 0.0, now or 0.0
    if max(was, is_) < 0.5 or (None in (before, now) and max(was, is_) <= 1.5 * most):
        return None
    if is_ > 1.5 * was + 1:
        return "new" if was < 0.5 else "worse"
    if was > 1.5 * is_ + 1:
        return "gone" if is_ < 0.5 else "better"
    return None


def _within(totals: Mapping[date, VisitorDays], first: date, last: date) -> VisitorDays:
    return add_days(days for day, days in totals.items() if first <= day <= last)
