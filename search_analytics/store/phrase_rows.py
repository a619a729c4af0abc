"""The phrases of a period, from rows: how often each was searched, how most wrote it, and what became of it day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import add
from typing import Any

from search_analytics.events.record import Source
from search_analytics.store.search_log import (
    CHANNELS,
    Phrase,
    PhraseDay,
    Question,
    SearchCounts,
    add_counts,
    most_used,
)

Row = tuple[Any, ...]


def phrases_and_forms(rows: Iterable[Row]) -> tuple[dict[Phrase, SearchCounts], dict[Phrase, str]]:
    """Return the sums of each phrase, and each phrase in the form most networks wrote.

    rows: of `report_phrases`, one or more for each form.
    """
    sums: dict[Phrase, SearchCounts] = {}
    forms: dict[Phrase, str] = {}
    first: dict[Phrase, int] = {}
    written: dict[Phrase, dict[str, tuple[int, int]]] = {}
    counted = SearchCounts._make  # by place: names would take twice as long, and there are a hundred thousand
    for row in rows:
        key, language, form, times, searches, visitor_days, failed, ignored, networks = row
        phrase = key, language
        of_form = counted((searches, visitor_days, failed, 0, 0, 0, 0, 0, 0, 0, 0, ignored, 0, networks, 0, 0, 0, 0, 0, 0))
        if phrase not in sums:  # most have one form, and no table of forms
            sums[phrase], forms[phrase], first[phrase] = of_form, form, times
            continue
        of_phrase = written.setdefault(phrase, {forms[phrase]: (sums[phrase].networks, first[phrase])})
        sums[phrase] = SearchCounts(*map(add, sums[phrase], of_form))
        networks, before = of_phrase.get(form, (0, 0))
        of_phrase[form] = networks + of_form.networks, before + times
    forms |= {phrase: _most_written(of_phrase) for phrase, of_phrase in written.items()}
    return sums, forms


def _most_written(forms: Mapping[str, tuple[int, int]]) -> str:
    """Return a form. forms: with the networks that wrote each, and how often it was written."""
    return min(forms, key=lambda form: (-forms[form][0], -forms[form][1], form))


def told_by_day(phrases: Mapping[Phrase, SearchCounts], most: int | None) -> Collection[Phrase]:
    """Return the phrases that are told day by day. most: so many that failed, and so many that did not; None: all."""
    if most is None:
        return phrases
    return [phrase for failed in (True, False) for phrase in most_used(phrases, most, failed=failed)]


def phrase_days(rows: Iterable[Row]) -> tuple[PhraseDay, ...]:
    """Return days of phrases in their order. rows: of `report_phrase_days`, several for a phrase and day."""
    by_day: dict[str, dict[Phrase, tuple[int, ...]]] = defaultdict(dict)
    for row in rows:
        of_day, phrase, counts = by_day[row[0]], (row[1], row[2]), row[3:]
        before = of_day.setdefault(phrase, counts)
        if before is not counts:
            of_day[phrase] = tuple(map(add, before, counts))
    same: dict[tuple[int, ...], SearchCounts] = {}  # one value for all that are equal: most days of most phrases are
    return tuple(
        PhraseDay(day, phrase, same.get(counts) or same.setdefault(counts, SearchCounts._make(counts)))
        for day, of_day in ((date.fromisoformat(text), by_day[text]) for text in sorted(by_day))
        for phrase, counts in sorted(of_day.items())
    )


def sums_of(days: Iterable[PhraseDay]) -> dict[Phrase, SearchCounts]:
    """Return what became of each phrase in the whole period."""
    of_phrase: dict[Phrase, list[SearchCounts]] = defaultdict(list)
    for _, phrase, counts in days:
        of_phrase[phrase].append(counts)
    return {phrase: add_counts(counts) for phrase, counts in of_phrase.items()}


def isolated(rows: Iterable[Row], question: Question) -> frozenset[Phrase]:
    """Return the phrases that a report of one way must not name, lest another report tell the rest of them (clause 14.3.1).

    Of what is hidden of a phrase, by ways that fewer than k used for it, there is as much as k, so that the difference of
    two reports never tells less: where those ways have less together, the smallest of the others is hidden too.
    """
    by_phrase: dict[Phrase, dict[Source, tuple[int, ...]]] = defaultdict(dict)
    for key, language, source, *counts in rows:
        ways = by_phrase[key, language]
        ways[source] = tuple(map(add, ways.get(source, (0, 0)), counts))
    k, source = question.threshold_k, question.channel and CHANNELS[question.channel]
    found = set()
    for phrase, ways in by_phrase.items():
        used = sorted((min(counts), way) for way, counts in ways.items() if counts[0])
        hidden = [(times, way) for times, way in used if times < k]
        if 0 < sum(times for times, _ in hidden) < k:
            hidden += used[len(hidden) : len(hidden) + 1]
        if source in [way for _, way in hidden]:
            found.add(phrase)
    return frozenset(found)
