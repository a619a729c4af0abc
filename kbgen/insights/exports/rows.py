"""From the log of searches to the rows of an export (clause 17 of docs/spec/search-event.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields

from search_analytics.store.search_log import Phrase, SearchCounts, SearchLog, add_counts


@dataclass(frozen=True, slots=True)
class ExportRow:
    """Searches for a phrase on one UTC day; an empty phrase adds up all that too few visitors used.

    searches: without outages. zero, weak, unclicked: the failed ones, by kind. recovered: failed ones that ended in a click.
    unjudged: from logs, which do not say what was found. Fields are columns of files that others read, so `zero` keeps that name
    for what is `no_result` elsewhere.
    """

    day: str
    language: str
    phrase: str
    searches: int
    visitor_days: int
    zero: int
    weak: int
    unclicked: int
    unjudged: int
    outages: int
    recovered: int


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(ExportRow))


def export_rows(log: SearchLog) -> Sequence[ExportRow]:
    """Return the rows of a period, by day, language and phrase.

    A phrase is named when the period has at least `threshold_k` visitor-days of it; of the others, each day and language
    has one row without text.
    """
    visitor_days: Counter[Phrase] = Counter()
    for day in log.days:
        visitor_days[day.phrase] += day.counts.visitor_days
    common = {phrase for phrase, count in visitor_days.items() if count >= log.question.threshold_k}
    sums: dict[tuple[str, str, str], SearchCounts] = {}
    for day in (*log.days, *log.unnamed):
        place = day.day.isoformat(), day.phrase[1], log.forms[day.phrase] if day.phrase in common else ""
        sums[place] = add_counts((sums[place], day.counts)) if place in sums else day.counts
    return [_row(*place, sums[place]) for place in sorted(sums)]


def _row(day: str, language: str, phrase: str, counts: SearchCounts) -> ExportRow:
    return ExportRow(
        day=day,
        language=language,
        phrase=phrase,
        searches=counts.searches,
        visitor_days=counts.visitor_days,
        zero=counts.no_result,
        weak=counts.weak,
        unclicked=counts.unclicked,
        unjudged=counts.unjudged,
        outages=counts.outages,
        recovered=counts.recovered,
    )
