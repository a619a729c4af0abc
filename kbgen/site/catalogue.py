"""Lists of a site in one language: its categories, their articles in order, the popular and the recent ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kbgen.content.addresses import PageKey
from kbgen.content.names import readable_name
from kbgen.model import NO_ORDER, OTHER, Article, ArticleId, Language
from kbgen.site.page_context import ArticleEntry, CategoryEntry, IndexGroup
from kbgen.site.portal import Portal

POPULAR = 6
RECENT = 6


@dataclass(frozen=True)
class Catalogue:
    """The lists of a portal as readers of `language` see them."""

    portal: Portal
    language: Language

    def shown(self, article_id: ArticleId) -> Article | None:
        """Return the article whose text readers of this language get for an id."""
        rendered = self.portal.shown((self.language, article_id))
        return rendered.article if rendered else None

    @cached_property
    def categories(self) -> tuple[CategoryEntry, ...]:
        """Every category, in the order its writers gave."""
        entries = [self._category(category) for category in self._members]
        return tuple(sorted(entries, key=lambda entry: (self._order(ArticleId(entry.id)), entry.id)))

    @cached_property
    def category_by_id(self) -> Mapping[str, CategoryEntry]:
        """The same, by id."""
        return {entry.id: entry for entry in self.categories}

    @cached_property
    def members(self) -> Mapping[str, tuple[ArticleEntry, ...]]:
        """The articles of each category in order, those of the other language included."""
        return {
            category: tuple(entry for article_id in ids if (entry := self.entry(article_id)))
            for category, ids in self._members.items()
        }

    @cached_property
    def position(self) -> Mapping[ArticleId, int]:
        """The place of each article in its category, from 0; its pages for regions have the same."""
        places = {article_id: place for ids in self._members.values() for place, article_id in enumerate(ids)}
        return places | {pair.id: places[pair.name] for pair in self.portal.pairs if pair.name in places}

    @cached_property
    def index(self) -> tuple[IndexGroup, ...]:
        """All articles by category."""
        return tuple(IndexGroup(category, self.members[category.id]) for category in self.categories)

    @cached_property
    def read_most(self) -> tuple[ArticleEntry, ...]:
        """Articles that readers of this language open most, where the collector was asked; none where it was not."""
        own = [i for i in self.portal.popular.get(self.language, ()) if self._is_own(i) and self._is_listed(i)]
        return tuple(entry for article_id in own[:POPULAR] if (entry := self.entry(article_id)))

    @cached_property
    def popular(self) -> tuple[ArticleEntry, ...]:
        """Those read most; else articles marked `featured`, in order of categories; without any, the first of each category."""
        if self.read_most:
            return self.read_most
        by_category = [[i for i in self._members[c.id] if self._is_own(i)] for c in self.categories]
        featured = [i for ids in by_category for i in ids if self.portal.rendered[self.language, i].article.front.featured]
        chosen = featured or [ids[0] for ids in by_category if ids]
        return tuple(entry for article_id in chosen[:POPULAR] if (entry := self.entry(article_id)))

    @cached_property
    def recent(self) -> tuple[ArticleEntry, ...]:
        """The articles updated last."""
        dated = [entry for ids in self.members.values() for entry in ids if entry.own and entry.updated]
        dated.sort(key=lambda entry: entry.url)
        dated.sort(key=lambda entry: entry.updated or date.min, reverse=True)
        return tuple(dated[:RECENT])

    def entry(self, article_id: ArticleId) -> ArticleEntry | None:
        """Return an article as lists show it."""
        if article_id not in self._entries:
            self._entries[article_id] = self._entry(article_id)
        return self._entries[article_id]

    @cached_property
    def _entries(self) -> dict[ArticleId, ArticleEntry | None]:
        return {}

    def _entry(self, article_id: ArticleId) -> ArticleEntry | None:
        article = self.shown(article_id)
        if article is None:
            return None
        return ArticleEntry(
            title=title_of(article),
            url=self.portal.url((self.language, article_id)),
            description=article.front.description,
            current=False,
            language=article.language,
            own=article.language == self.language,
            updated=article.front.updated,
            until=self._until(article),
        )

    def _until(self, article: Article) -> int | None:
        expires = article.front.expire_at if article.kind == "article" else None
        return int(expires.end(self.portal.settings.zone).timestamp()) if expires else None

    def siblings(self, article: Article, around: int) -> tuple[ArticleEntry, ...]:
        """Return the articles of the same category, at most `around` on each side of this one."""
        if article.category in {"", article.name}:  # alone in its folder
            return ()
        place = self.position[article.id]
        start = max(0, place - around)
        window = list(self.members[article.category][start : place + around + 1])
        window[place - start] = replace(window[place - start], current=True)
        return tuple(window)

    def _is_listed(self, article_id: ArticleId) -> bool:
        article = self.portal.rendered[self.language, article_id].article
        return article.kind == "article" and article.id == article.name

    def _is_own(self, article_id: ArticleId) -> bool:
        return (self.language, article_id) in self.portal.rendered

    @cached_property
    def _members(self) -> Mapping[str, Sequence[ArticleId]]:
        ids: dict[str, list[ArticleId]] = {}
        for pair in self.portal.pairs:
            side = pair.side(self.language) or pair.side(OTHER[self.language])
            if pair.id != pair.name:  # lists show one entry for all pages of an article
                continue
            if side and side.kind == "article" and side.category:
                ids.setdefault(side.category, []).append(pair.id)
            elif side and side.kind == "category":
                ids.setdefault(side.category, [])
        for members in ids.values():
            members.sort(key=lambda article_id: (self._order(article_id), article_id))
        return ids

    def _order(self, article_id: ArticleId) -> int:
        article = self.shown(article_id)
        return article.front.order if article else NO_ORDER

    def _category(self, category: str) -> CategoryEntry:
        article_id = ArticleId(category)
        article = self.shown(article_id)
        page: PageKey = (self.language, article_id)
        return CategoryEntry(
            id=category,
            title=title_of(article) if article else readable_name(category),
            description=article.front.description if article else "",
            icon=self._icon(article_id),
            url=self.portal.url(page),
            count=len(self._members[category]),
            later=self._later_counts(category),
        )

    def _later_counts(self, category: str) -> tuple[tuple[int, int], ...]:
        """Return the moments at which articles of a category expire, and how many are left from then on."""
        shown = map(self.shown, self._members[category])
        ends = [end for article in shown if article and (end := self._until(article))]
        left = len(self._members[category])
        return tuple((end, left - sum(other <= end for other in ends)) for end in sorted(set(ends)))

    def _icon(self, article_id: ArticleId) -> str:
        """An icon belongs to the category, not to a language: either side may name it."""
        for language in (self.language, OTHER[self.language]):
            rendered = self.portal.rendered.get((language, article_id))
            if rendered and rendered.article.front.icon:
                return rendered.article.front.icon
        return ""


def title_of(article: Article) -> str:
    """Return the title of an article, or its name where the title is missing."""
    return article.front.title or readable_name(article.id)
