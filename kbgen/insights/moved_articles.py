"""Articles that were given another address: what the log tells of them, under the ids that they have today.

The built portal says where its articles were (clause 19 of docs/spec/search-event.md); each command that reads the log gets it
translated once, as it is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from kbgen.errors import UsageError
from kbgen.insights.agreement import LOW_PLACE
from kbgen.model import ArticleId
from search_analytics.store.search_log import ArticleVotes, Clicked, Opened, SearchLog, Viewed

FILE = "articles.json"
Moved = Mapping[ArticleId, ArticleId]
"""Former id → id of today."""


class _ArticleList(msgspec.Struct, frozen=True):
    moved: dict[ArticleId, ArticleId] = {}
    former: frozenset[str] = frozenset()
    keywords: dict[str, tuple[str, ...]] = {}


class _Row(Protocol):
    """What a log tells of an article: how often, and by how many networks."""

    @property
    def article(self) -> str: ...
    @property
    def times(self) -> int: ...
    @property
    def networks(self) -> int: ...


_RowT = TypeVar("_RowT", bound=_Row)


def moved_articles(portal: Path) -> Moved:
    """Return where the articles of a built portal were before, as far as it says: one without a collector has no list.

    Raises UsageError: the list is damaged.
    """
    return _article_list(portal).moved


def former_articles(portal: Path) -> frozenset[str]:
    """Return ids that the articles of a built portal had, those that have expired included. Raises likewise."""
    return _article_list(portal).former


def article_keywords(portal: Path) -> Mapping[str, Sequence[str]]:
    """Return id → keywords of the articles of a built portal. Raises likewise."""
    return _article_list(portal).keywords


def _article_list(portal: Path) -> _ArticleList:
    path = portal / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=_ArticleList)
    except FileNotFoundError:
        return _ArticleList()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}", hint="let this user read the built site") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no list of articles: {error}", hint="build the site again") from None


def under_todays_ids(log: SearchLog, moved: Moved) -> SearchLog:
    """Return the log with the counts of each article under its id of today, added up (docs/spec/counting.md, clause 6.6)."""
    if not moved:
        return log
    least = max(log.question.threshold_k, log.question.agreeing_networks)

    def today(article: str) -> str:
        return moved.get(ArticleId(article), article)

    opened = _added(log.opened, least, claim=lambda row: (row.phrase, today(row.article)), place=lambda _: ())
    clicked = _added(
        log.clicked,
        least,
        claim=lambda row: (row.phrase, today(row.article), row.position >= LOW_PLACE),
        place=lambda row: (row.position,),
    )
    viewed = _added(
        log.viewed, least, claim=lambda row: (today(row.article), row.language or ""), place=lambda row: (row.origin,)
    )
    return replace(
        log,
        opened=tuple(Opened(row.phrase, today(row.article), *counts) for row, counts in opened),
        clicked=tuple(Clicked(row.phrase, today(row.article), row.position, *counts) for row, counts in clicked),
        viewed=tuple(Viewed(today(row.article), row.language, row.origin, *counts) for row, counts in viewed),
        votes=_votes(log.votes, today),
        comments=tuple(replace(row, article=today(row.article)) for row in log.comments),
    )


def _added(
    rows: Iterable[_RowT],
    least: int,
    *,
    claim: Callable[[_RowT], tuple[Hashable, ...]],
    place: Callable[[_RowT], tuple[Hashable, ...]],
) -> list[tuple[_RowT, tuple[int, int]]]:
    """Return a row of each claim and place with the sums of times and networks, the most frequent first.

    A network is new once for each id, so that one which knows several ids of an article would count as several: until so many
    as are asked for agree under one of them, only the id that most agree under has any.
    """
    rows = list(rows)
    agreeing: dict[tuple[Hashable, ...], Counter[str]] = defaultdict(Counter)
    for row in rows:
        agreeing[claim(row)][row.article] += row.networks
    sums: dict[tuple[Hashable, ...], tuple[_RowT, int, int]] = {}
    for row in rows:
        (most, networks), *_ = agreeing[claim(row)].most_common(1)
        counted = row.networks if networks >= least or row.article == most else 0
        key = *claim(row), *place(row)
        first, times, before = sums.get(key, (row, 0, 0))
        sums[key] = first, times + row.times, before + counted
    ranked = sorted(sums.items(), key=lambda item: (-item[1][1], *map(str, item[0])))
    return [(row, (times, networks)) for _, (row, times, networks) in ranked]


def _votes(rows: Iterable[ArticleVotes], today: Callable[[str], str]) -> tuple[ArticleVotes, ...]:
    """Add up votes, each row of an id on which enough networks voted by itself."""
    sums: dict[tuple[str, str], ArticleVotes] = {}
    for row in rows:
        key = today(row.article), row.language or ""
        found = sums.get(key, ArticleVotes(key[0], row.language, 0, 0))
        reasons = Counter(dict(found.reasons)) + Counter(dict(row.reasons))
        sums[key] = ArticleVotes(
            article=key[0],
            language=row.language,
            helpful=found.helpful + row.helpful,
            unhelpful=found.unhelpful + row.unhelpful,
            reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
            networks=found.networks + row.networks,
        )
    return tuple(sorted(sums.values(), key=lambda row: (-row.unhelpful, row.helpful, row.article, row.language or "")))
