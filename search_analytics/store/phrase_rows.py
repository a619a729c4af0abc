"""The phrases of a period, from rows: how often each was searched, how most wrote it, and what became of it day by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
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
_MOST_KEPT = 16_384


def phrases_and_forms(rows: Iterable[Row]) -> tuple[dict[Phrase, SearchCounts], dict[Phrase, str]]:
    """Return the sums of each phrase, and each phrase in the form most networks wrote.

    rows: of `report_phrases`, one or more for each form.
    """
    rows = list(rows)
    if any(row[-1] for row in rows):
        rows = list(_of_best_blocks(rows))
    found: dict[Phrase, Row] = {}
    other_forms: dict[Phrase, list[Row]] = defaultdict(list)
    for row in rows:
        phrase = row[0], row[1]
        before = found.setdefault(phrase, row)
        if before is row:
            continue  # most have one
        if before[2] == row[2]:
            found[phrase] = (*row[:3], *map(add, before[3:], row[3:]))
        else:
            other_forms[phrase].append(row)
    forms: dict[Phrase, str] = {phrase: row[2] for phrase, row in found.items()}
    for phrase, others in other_forms.items():
        of_phrase = [found[phrase], *others]
        forms[phrase] = _most_written(of_phrase)
        found[phrase] = (*found[phrase][:3], *map(sum, zip(*(row[3:] for row in of_phrase), strict=True)))
    return {phrase: _ranked_by(row[4:9]) for phrase, row in found.items()}, forms


def _of_best_blocks(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows whose networks, of each phrase, are those of the block of days in which most searched it."""
    networks: dict[Phrase, Counter[int]] = defaultdict(Counter)
    for row in rows:
        networks[row[0], row[1]][row[-1]] += row[-2]
    best = {phrase: min(counts, key=lambda block: (-counts[block], block)) for phrase, counts in networks.items()}
    for row in rows:
        yield (*row[:-2], row[-2] if row[-1] == best[row[0], row[1]] else 0, 0)


@lru_cache(_MOST_KEPT)
def _ranked_by(counts: tuple[int, int, int, int, int]) -> SearchCounts:
    """Return what ranks a phrase as counts; one value for all that are equal, as those of most rare phrases are."""
    searches, visitor_days, failed, ignored, networks = counts
    return SearchCounts(searches, visitor_days, no_result=failed, ignored=ignored, networks=networks)


def _most_written(rows: Iterable[Row]) -> str:
    """Return the form that most networks wrote, and of these the one written most often. rows: of one phrase."""
    networks, times = Counter[str](), Counter[str]()
    for row in rows:
        networks[row[2]] += row[8]
        times[row[2]] += row[3]
    return min(times, key=lambda form: (-networks[form], -times[form], form))


def told_by_day(phrases: Mapping[Phrase, SearchCounts], most: int | None) -> list[Phrase]:
    """Return the phrases that are told day by day, in order. most: so many that failed, and so many that did not; None: all."""
    if most is None:
        return sorted(phrases)
    return sorted(phrase for failed in (True, False) for phrase in most_used(phrases, most, failed=failed))


def phrase_days(rows: Iterable[Row], phrases: Sequence[Phrase]) -> tuple[PhraseDay, ...]:
    """Return days of phrases in their order.

    rows: of `report_phrase_days`, several for a day and place. phrases: those of the places, in order.
    """
    by_day: dict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for row in rows:
        of_day, place, counts = by_day[row[0]], row[1], row[2:]
        before = of_day.setdefault(place, counts)
        if before is not counts:
            of_day[place] = tuple(map(add, before, counts))
    same: dict[tuple[int, ...], SearchCounts] = {}  # one value for all that are equal: most days of most phrases are
    return tuple(
        PhraseDay(day, phrases[place], same.get(counts) or same.setdefault(counts, SearchCounts._make(counts)))
        for day, of_day in ((date.fromisoformat(text), by_day[text]) for text in sorted(by_day))
        for place, counts in sorted(of_day.items())
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
