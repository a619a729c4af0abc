"""From rows to the log of searches; the same for every store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, ItemsView, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from operator import add
from typing import Any

from search_analytics.errors import UsageError
from search_analytics.events.record import Language, Source
from search_analytics.events.wire import VoteReason
from search_analytics.store.day_sums import Database, gather
from search_analytics.store.search_log import (
    CHANNELS,
    ArticleVotes,
    Clicked,
    Comment,
    Followed,
    Opened,
    Phrase,
    PhraseDay,
    Question,
    SearchCounts,
    SearchLog,
    Viewed,
    most_used,
)

Row = tuple[Any, ...]

_MOST_SITES = 10
"""Sites that a message names."""
_STATEMENTS = (
    "report_totals",
    "report_phrase_days",
    "report_followed",
    "report_opened",
    "report_clicked",
    "report_viewed",
    "report_voted",
    "report_unnamed",
)


def read_log(database: Database, question: Question) -> SearchLog:
    """Return everything that was searched in a period; the transaction stays open. Raises UsageError: there is no such site."""
    sources = gather(database, question)
    least = question.agreeing_networks
    phrases, forms = _phrases(database.ask("report_phrases"))
    isolated = _isolated(database.ask("report_channels"), question) & phrases.keys() if question.channel else frozenset()
    hidden = tuple(PhraseDay(question.to_day, ("", phrase[1]), phrases.pop(phrase)) for phrase in sorted(isolated))
    few = {phrase for phrase, counts in phrases.items() if counts.networks < question.threshold_k}
    phrases |= {phrase: _each_once(phrases[phrase]) for phrase in few if _came_back(phrases[phrase])}
    database.name_phrases("chosen", _chosen(phrases, question.most_phrases))
    rows = {name: database.ask(name) for name in _STATEMENTS}  # all before any is looked at: the time limit is the store's
    comments: Sequence[Row] = ()
    if question.with_comments:
        first, last = question.from_day.isoformat(), question.to_day.isoformat()
        comments = database.ask("report_comments", first=first, last=last)
    if question.site is not None and not any(rows.values()):
        _require_site(database, question.site)
    votes, held_back_votes = _article_votes(rows["report_voted"], least)
    return SearchLog(
        question=question,
        phrases=phrases,
        forms=forms,
        totals={date.fromisoformat(day): SearchCounts(*counts) for day, *counts in rows["report_totals"]},
        days=tuple(
            day._replace(counts=_each_once(day.counts)) if _came_back(day.counts) and day.phrase in few else day
            for day in _phrase_days(rows["report_phrase_days"])
        ),
        followed=tuple(
            Followed((key, language), then, *counts)
            for (key, language, then), counts in _ranked(rows["report_followed"], keys=3)
            if counts[2] >= least
        ),
        opened=tuple(
            Opened((key, language), article, times, networks)
            for (key, language, article), (times, networks) in _ranked(rows["report_opened"], keys=3)
            if networks >= least
        ),
        clicked=_clicked(rows["report_clicked"], least),
        viewed=tuple(
            Viewed(article, language or None, origin, times, networks)
            for (article, language, origin), (times, networks) in _ranked(rows["report_viewed"], keys=3)
        ),
        votes=votes,
        held_back_votes=held_back_votes,
        comments=tuple(
            Comment(date.fromisoformat(day), article, language or None, reason or None, text)
            for day, article, language, reason, text in comments
        ),
        unnamed=(*_phrase_days(rows["report_unnamed"]), *hidden),
        rolled_up_until=date.fromisoformat(sources.rolled_up[-1]) if sources.rolled_up else None,
    )


def _isolated(rows: Iterable[Row], question: Question) -> frozenset[Phrase]:
    """Return the phrases that a report of one way must not name, lest another report tell the rest of them (clause 14.3.1).

    Of what is hidden of a phrase, by ways that fewer than k used for it, there is as much as k, so that the difference of
    two reports never tells less: where those ways have less together, the smallest of the others is hidden too.
    """
    by_phrase: dict[Phrase, dict[Source, tuple[int, int]]] = defaultdict(dict)
    for (key, language, source), (visitor_days, networks) in _added(rows, keys=3):
        by_phrase[key, language][source] = visitor_days, networks
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


def _came_back(counts: SearchCounts) -> bool:
    return counts.networks < counts.visitor_days


def _each_once(counts: SearchCounts) -> SearchCounts:
    """Count each network as one visitor-day, however many days it came back."""
    return counts._replace(visitor_days=min(counts.visitor_days, counts.networks))


def _require_site(database: Database, site: str) -> None:
    """Raise UsageError for a site that the store does not know, unless it is still empty."""
    known = [name for (name,) in database.ask("sites")]
    if known and site not in known:
        more = f" and {len(known) - _MOST_SITES} more" if len(known) > _MOST_SITES else ""
        hint = f"the store holds: {', '.join(known[:_MOST_SITES])}{more}"
        raise UsageError(f"no site '{site}' in the store", hint=hint)


def _phrases(rows: Iterable[Row]) -> tuple[dict[Phrase, SearchCounts], dict[Phrase, str]]:
    """Return the sums of each phrase, and each phrase in the form most networks wrote; rows: one for each form."""
    sums: dict[Phrase, SearchCounts] = {}
    first: dict[Phrase, tuple[str, int, int]] = {}
    typed: dict[Phrase, dict[str, tuple[int, int]]] = {}
    for key, language, form, times, *counts in rows:
        phrase, of_form = (key, language), SearchCounts(*counts)
        if phrase not in sums:  # most have one form, and no table of forms
            sums[phrase], first[phrase] = of_form, (form, of_form.networks, times)
            continue
        sums[phrase] = SearchCounts(*map(add, sums[phrase], of_form))
        known, *seen = first[phrase]
        forms = typed.setdefault(phrase, {known: (seen[0], seen[1])})
        networks, before = forms.get(form, (0, 0))
        forms[form] = networks + of_form.networks, before + times
    return sums, {phrase: _most_written(typed[phrase]) if phrase in typed else first[phrase][0] for phrase in sums}


def _most_written(forms: Mapping[str, tuple[int, int]]) -> str:
    """Return a form. forms: with the networks that wrote each, and how often it was written."""
    return min(forms, key=lambda form: (-forms[form][0], -forms[form][1], form))


def _chosen(phrases: Mapping[Phrase, SearchCounts], most: int | None) -> Collection[Phrase]:
    if most is None:
        return phrases
    return [phrase for failed in (True, False) for phrase in most_used(phrases, most, failed=failed)]


def _phrase_days(rows: Iterable[Row]) -> tuple[PhraseDay, ...]:
    read = cache(date.fromisoformat)
    return tuple(
        PhraseDay(read(day), (key, language), SearchCounts._make(counts))
        for (day, key, language), counts in sorted(_added(rows, keys=3))
    )


def _added(rows: Iterable[Row], *, keys: int) -> ItemsView[tuple[Any, ...], tuple[int, ...]]:
    """Add up the counts behind the first `keys` values of each row: a period may come from several sources."""
    sums: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for row in rows:
        place, counts = row[:keys], row[keys:]
        before = sums.setdefault(place, counts)
        if before is not counts:
            sums[place] = tuple(map(add, before, counts))
    return sums.items()


def _ranked(rows: Iterable[Row], *, keys: int) -> list[tuple[tuple[Any, ...], tuple[int, ...]]]:
    """Add up, the most frequent first; equals in the order of their keys."""
    found = sorted(_added(rows, keys=keys))
    found.sort(key=lambda item: -item[1][0])
    return found


def _clicked(rows: Iterable[Row], least: int) -> tuple[Clicked, ...]:
    """Return where readers clicked, of articles that enough networks clicked, wherever those stood for each of them."""
    ranked = _ranked(rows, keys=4)
    networks = Counter[tuple[str, Language, str]]()
    for (key, language, article, _), (_, new) in ranked:
        networks[key, language, article] += new
    return tuple(
        Clicked((key, language), article, position, times, new)
        for (key, language, article, position), (times, new) in ranked
        if networks[key, language, article] >= least
    )


def _article_votes(rows: Iterable[Row], least: int) -> tuple[tuple[ArticleVotes, ...], int]:
    """Return the votes on each article that enough networks voted on, each network once, and how many votes others have."""
    agreeing = Counter[tuple[str, str]]()
    ranked = _ranked(rows, keys=4)
    for (article, language, _, _), (_, new) in ranked:
        agreeing[article, language] += new
    by_place: dict[tuple[str, Language | None], list[tuple[bool, VoteReason | None, int]]] = defaultdict(list)
    held_back = 0
    for (article, language, vote, reason), (times, new) in ranked:
        if agreeing[article, language] < least:
            held_back += times
        elif new:
            by_place[article, language or None].append((bool(vote), reason or None, new))
    votes = [
        ArticleVotes(
            article=article,
            language=language,
            helpful=sum(networks for helpful, _, networks in found if helpful),
            unhelpful=sum(networks for helpful, _, networks in found if not helpful),
            reasons=tuple((reason, networks) for helpful, reason, networks in found if reason and not helpful),
            networks=sum(networks for _, _, networks in found),
        )
        for (article, language), found in by_place.items()
    ]
    votes.sort(key=lambda vote: (-vote.unhelpful, vote.helpful, vote.article, vote.language or ""))
    return tuple(votes), held_back
