"""From when to when readers see an article: which there are at the moment of a build, which are to come, which are over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal

from kbgen.content.addresses import page_paths
from kbgen.content.pairs import pair_articles
from kbgen.model import Article, ArticleId, Moment, Pair
from kbgen.settings.site import Settings

State = Literal["shown", "coming", "over"]

_NEVER_BEFORE = datetime.min.replace(tzinfo=UTC)
_FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """From the first moment that counts, `start`, to the first that does not, `end`. since, until: as writers gave them."""

    start: datetime = _NEVER_BEFORE
    end: datetime = _FOR_EVER
    since: Moment | None = None
    until: Moment | None = None

    def meets(self, other: Lifetime) -> bool:
        """Tell whether there is a moment at which both count."""
        return self.start < other.end and other.start < self.end

    def state(self, now: datetime) -> State:
        """Return what an article of this lifetime is at a moment."""
        if now >= self.end:
            return "over"
        return "shown" if now >= self.start else "coming"


@dataclass(frozen=True, slots=True)
class ByState:
    """The articles of a site at one moment, each in order of path. Drafts are none of these."""

    shown: tuple[Article, ...] = ()
    coming: tuple[Article, ...] = ()
    over: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A page that is not there now. moment: when it comes or went, as its writer gave it; None of a draft."""

    state: Literal["draft", "coming", "over"]
    article: Article
    moment: Moment | None = None

    @property
    def sentence(self) -> str:
        """What became of it: `appears on 2026-12-01`."""
        if self.state == "draft":
            return "is a draft"
        return f"appears on {self.moment}" if self.state == "coming" else f"was for readers until {self.moment}"


def lifetime(article: Article, zone: tzinfo) -> Lifetime:
    """Return from when to when readers see an article; home and category pages are always there."""
    front = article.front
    if article.kind != "article":
        return Lifetime()
    return Lifetime(
        front.publish_at.start(zone) if front.publish_at else _NEVER_BEFORE,
        front.expire_at.end(zone) if front.expire_at else _FOR_EVER,
        front.publish_at,
        front.expire_at,
    )


def lifetimes(pairs: Iterable[Pair], zone: tzinfo) -> Mapping[ArticleId, Lifetime]:
    """Return from when to when the address of each pair shows an article: at least one side of it."""
    found = {}
    for pair in pairs:
        sides = [lifetime(side, zone) for side in pair.sides]
        first, last = min(sides, key=lambda side: side.start), max(sides, key=lambda side: side.end)
        found[pair.id] = Lifetime(first.start, last.end, first.since, last.until)
    return found


def by_state(articles: Iterable[Article], settings: Settings) -> ByState:
    """Sort articles by what they are at the moment of the build.

    The page of a category goes with its articles: where none is shown, it is over as soon as one of them is.
    """
    found: dict[State, list[Article]] = {"shown": [], "coming": [], "over": []}
    articles = tuple(articles)
    states: dict[str, set[State]] = {}
    for article in articles:
        if article.kind == "article" and article.category:
            states.setdefault(article.category, set()).add(lifetime(article, settings.zone).state(settings.now))
    for article in articles:
        state = lifetime(article, settings.zone).state(settings.now)
        others = states.get(article.category, {"shown"})
        if article.kind == "category" and "shown" not in others:
            state = "over" if "over" in others else "coming"
        found[state].append(article)
    return ByState(*(tuple(found[state]) for state in ("shown", "coming", "over")))


def withheld_ids(sorted_articles: ByState, drafts: Iterable[Article], zone: tzinfo) -> Mapping[ArticleId, Withheld]:
    """Return the articles of which no side is shown, and why; what comes counts more than what is over, a draft least.

    Of both sides the one counts that comes first or goes last; the page of a category goes with such an article in it.
    """
    shown = {article.id for article in sorted_articles.shown}
    found: dict[ArticleId, Withheld] = {}
    groups: tuple[tuple[Literal["draft", "coming", "over"], Iterable[Article]], ...] = (
        ("coming", sorted(sorted_articles.coming, key=lambda article: lifetime(article, zone).start)),
        ("over", sorted(sorted_articles.over, key=lambda article: lifetime(article, zone).end, reverse=True)),
        ("draft", drafts),
    )
    for state, group in groups:
        articles = tuple(group)
        of_category: dict[str, Article] = {}
        for article in articles:
            if article.kind == "article":
                of_category.setdefault(article.category, article)
        for article in articles:
            if article.id not in shown:
                dated = of_category.get(article.category, article) if article.kind == "category" else article
                found.setdefault(article.id, Withheld(state, article, _moment(dated, state)))
    return found


def _moment(article: Article, state: State | Literal["draft"]) -> Moment | None:
    front = article.front
    return front.publish_at if state == "coming" else front.expire_at if state == "over" else None


def withheld_paths(withheld: Mapping[ArticleId, Withheld], settings: Settings, taken: Collection[str]) -> Mapping[str, Withheld]:
    """Return the pages that links may name although they are not there now, by path below the content folder."""
    return dict(_withheld_paths(withheld, settings, taken))


def _withheld_paths(
    withheld: Mapping[ArticleId, Withheld], settings: Settings, taken: Collection[str]
) -> Iterator[tuple[str, Withheld]]:
    pairs = pair_articles(found.article for found in withheld.values())
    for (_, article_id), path in page_paths(pairs, settings).items():
        if article_id in withheld and path not in taken:
            yield path, withheld[article_id]
