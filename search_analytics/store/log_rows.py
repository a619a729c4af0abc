"""From rows to the log of searches; the same for every store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import add
from typing import Any

from search_analytics.errors import UsageError
from search_analytics.events.record import Language
from search_analytics.events.wire import VoteReason
from search_analytics.limits import NETWORK_DAYS
from search_analytics.store.day_sums import Database, gather
from search_analytics.store.phrase_rows import isolated, phrase_days, phrases_and_forms, sums_of, told_by_day
from search_analytics.store.search_log import (
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
    least, to_day = question.agreeing_networks, _last_of_blocks(question)
    phrases, forms = phrases_and_forms(database.ask("report_phrases", to_day=to_day))
    hidden = _hidden(database, question, phrases)
    few = {phrase for phrase, counts in phrases.items() if counts.networks < question.threshold_k}
    phrases |= {phrase: _each_once(phrases[phrase]) for phrase in few if _came_back(phrases[phrase])}
    chosen = told_by_day(phrases, question.most_phrases)
    database.name_phrases("chosen", chosen)
    # All before any is looked at: the time limit is the store's.
    rows = {name: database.ask(name, k=least, to_day=to_day) for name in _STATEMENTS}
    comments: Sequence[Row] = ()
    if question.with_comments:
        first, last = question.from_day.isoformat(), question.to_day.isoformat()
        comments = database.ask("report_comments", first=first, last=last)
    if question.site is not None and not any(rows.values()):
        _require_site(database, question.site)
    days = phrase_days(rows["report_phrase_days"], chosen)
    for phrase, counts in sums_of(days).items():
        phrases[phrase] = _each_once(counts._replace(networks=phrases[phrase].networks)) if phrase in few else counts
    votes, held_back_votes = _article_votes(rows["report_voted"], least)
    return SearchLog(
        question=question,
        phrases=phrases,
        forms=forms,
        totals={date.fromisoformat(day): SearchCounts(*counts) for day, *counts in rows["report_totals"]},
        days=tuple(
            day._replace(counts=_each_once(day.counts)) if _came_back(day.counts) and day.phrase in few else day for day in days
        ),
        followed=tuple(
            Followed(chosen[place], then, *counts)
            for (place, then), counts in _ranked(
                _over_blocks(rows["report_followed"], keys=2), keys=2, agreed=lambda counts: counts[2] >= least
            )
        ),
        opened=tuple(
            Opened(chosen[place], article, times, networks)
            for (place, article), (times, networks) in _ranked(
                _over_blocks(rows["report_opened"], keys=2), keys=2, agreed=lambda counts: counts[1] >= least
            )
        ),
        clicked=_clicked(rows["report_clicked"], chosen, least),
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
        unnamed=(*_unnamed(rows["report_unnamed"]), *hidden),
        rolled_up_until=date.fromisoformat(sources.rolled_up[-1]) if sources.rolled_up else None,
    )


def _hidden(database: Database, question: Question, phrases: dict[Phrase, SearchCounts]) -> tuple[PhraseDay, ...]:
    """Take out the phrases that a report of one way must not name, and return them without their text."""
    if not question.channel:
        return ()
    found = sorted(isolated(database.ask("report_channels"), question) & phrases.keys())
    database.name_phrases("chosen", found)
    sums = sums_of(phrase_days(database.ask("report_phrase_days"), found))
    database.run("DROP TABLE chosen")
    for phrase in found:
        del phrases[phrase]
    return tuple(PhraseDay(question.to_day, ("", phrase[1]), sums[phrase]) for phrase in found)


def _came_back(counts: SearchCounts) -> bool:
    return counts.networks < counts.visitor_days


def _each_once(counts: SearchCounts) -> SearchCounts:
    """Count each network as one visitor-day, however many days it came back."""
    return counts._replace(visitor_days=min(counts.visitor_days, counts.networks))


def _last_of_blocks(question: Question) -> str:
    """Return the day back from which blocks of days are counted; empty where the period is one: a network is new in it once."""
    days = (question.to_day - question.from_day).days + 1
    return question.to_day.isoformat() if days > NETWORK_DAYS else ""


def _require_site(database: Database, site: str) -> None:
    """Raise UsageError for a site that the store does not know, unless it is still empty."""
    known = [name for (name,) in database.ask("sites")]
    if known and site not in known:
        more = f" and {len(known) - _MOST_SITES} more" if len(known) > _MOST_SITES else ""
        hint = f"the store holds: {', '.join(known[:_MOST_SITES])}{more}"
        raise UsageError(f"no site '{site}' in the store", hint=hint)


def _over_blocks(rows: Iterable[Row], *, keys: int) -> Iterator[Row]:
    """Yield rows of all blocks in one, whose networks, the second half of its counts, are those of the block with most."""
    found: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for (*place, _), counts in _added(rows, keys=keys + 1):
        if (before := found.setdefault(tuple(place), counts)) is not counts:
            half = len(counts) // 2
            found[tuple(place)] = (*map(add, before[:half], counts[:half]), *map(max, before[half:], counts[half:]))
    yield from ((*place, *counts) for place, counts in found.items())


def _added(rows: Iterable[Row], *, keys: int) -> ItemsView[tuple[Any, ...], tuple[int, ...]]:
    """Add up the counts behind the first `keys` values of each row: a period may come from several sources."""
    sums: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for row in rows:
        place, counts = row[:keys], row[keys:]
        before = sums.setdefault(place, counts)
        if before is not counts:
            sums[place] = tuple(map(add, before, counts))
    return sums.items()


def _ranked(
    rows: Iterable[Row], *, keys: int, agreed: Callable[[tuple[int, ...]], bool] | None = None
) -> list[tuple[tuple[Any, ...], tuple[int, ...]]]:
    """Add up, the most frequent first; equals in the order of their keys. agreed: tells of counts whether they are kept."""
    found = sorted(item for item in _added(rows, keys=keys) if agreed is None or agreed(item[1]))
    found.sort(key=lambda item: -item[1][0])
    return found


def _clicked(rows: Iterable[Row], chosen: Sequence[Phrase], least: int) -> tuple[Clicked, ...]:
    """Return where readers clicked, of articles that enough networks clicked, wherever those stood for each of them."""
    found = list(_added(rows, keys=4))
    if all(block == 0 for (_, _, _, block), _ in found):
        return _clicked_in_one_block(found, chosen, least)
    blocks: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
    for (place, article, _, block), (_, new) in found:
        blocks[place, article][block] += new
    best = {named: min(counts, key=lambda block: (-counts[block], block)) for named, counts in blocks.items()}
    agreed = (
        (place, article, position, times, new if block == best[place, article] else 0)
        for (place, article, position, block), (times, new) in found
        if blocks[place, article][best[place, article]] >= least
    )
    return tuple(
        Clicked(chosen[place], article, position, *counts) for (place, article, position), counts in _ranked(agreed, keys=3)
    )


def _clicked_in_one_block(found: Sequence[tuple[Row, Row]], chosen: Sequence[Phrase], least: int) -> tuple[Clicked, ...]:
    """Return the same where each network is new once in the whole period."""
    networks = Counter[tuple[int, str]]()
    for (place, article, _, _), (_, new) in found:
        networks[place, article] += new
    agreed = [(named[:3], counts) for named, counts in found if networks[named[0], named[1]] >= least]
    agreed.sort(key=lambda row: (-row[1][0], row[0]))
    return tuple(Clicked(chosen[place], article, position, *counts) for (place, article, position), counts in agreed)


def _unnamed(rows: Iterable[Row]) -> Iterator[PhraseDay]:
    """Yield what roll-ups hold without text, by day and language."""
    for day, key, language, *counts in rows:
        yield PhraseDay(date.fromisoformat(day), (key, language), SearchCounts(*counts))


def _blocks_told(blocks: Mapping[int, int], least: int) -> Collection[int]:
    """Return the blocks of days in which so many networks gave an answer; where there is none, the one in which most did."""
    return [block for block, networks in blocks.items() if networks >= least] or [
        max(blocks, key=lambda one: (blocks[one], -one))
    ]


def _article_votes(rows: Iterable[Row], least: int) -> tuple[tuple[ArticleVotes, ...], int]:
    """Return the votes on each article that enough networks voted on, each network once, and how many votes others have."""
    rows = list(rows)
    in_block = Counter[tuple[str, str, int]]()
    answers: dict[tuple[str, str, int], Counter[int]] = defaultdict(Counter)
    for article, language, vote, _, block, _, new in rows:
        in_block[article, language, block] += new
        answers[article, language, vote][block] += new
    agreeing: dict[tuple[str, str], int] = defaultdict(int)
    for (article, language, _), networks in in_block.items():
        agreeing[article, language] = max(agreeing[article, language], networks)
    told = {answer: _blocks_told(blocks, least) for answer, blocks in answers.items()}
    ranked = _ranked(
        ((*answer, reason, times, new if block in told[tuple(answer)] else 0) for *answer, reason, block, times, new in rows),
        keys=4,
    )
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
