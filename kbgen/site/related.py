"""Which articles a reader may want next: those that link to each other or share keywords."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from kbgen.model import ArticleId, Language
from kbgen.site.portal import Portal

MAX_RELATED = 4
_LINK_POINTS = 2
_KEYWORD_POINTS = 3
_COMMON_KEYWORD = 40
"""A keyword of more articles than this says nothing about any of them."""


class RelatedArticles:
    """Answers for the articles of one language; built once, so that the cost grows with a site, not its square."""

    def __init__(self, portal: Portal, language: Language) -> None:
        self._portal = portal
        self._language = language

    def of(self, article_id: ArticleId) -> tuple[ArticleId, ...]:
        """Return at most MAX_RELATED ids, the closest first."""
        points: dict[ArticleId, int] = {}
        for other in (*self._linked_from.get(article_id, ()), *self._linking_to.get(article_id, ())):
            points[other] = points.get(other, 0) + _LINK_POINTS
        for keyword in self._keywords.get(article_id, ()):
            for other in self._with_keyword[keyword]:
                points[other] = points.get(other, 0) + _KEYWORD_POINTS
        points.pop(article_id, None)
        ranked = sorted(points, key=lambda other: (-points[other], other))
        return tuple(ranked[:MAX_RELATED])

    @cached_property
    def _linked_from(self) -> Mapping[ArticleId, tuple[ArticleId, ...]]:
        found: dict[ArticleId, tuple[ArticleId, ...]] = {}
        for (language, article_id), rendered in self._portal.rendered.items():
            if language != self._language or rendered.article.kind != "article":
                continue
            source = self._portal.paths[language, article_id]
            targets = {
                target.page[1]
                for link in rendered.links
                if not link.image and (target := self._portal.links.resolve(source, link.target)).page
                if self._is_article(target.page[1])
            }
            found[article_id] = tuple(sorted(targets))
        return found

    @cached_property
    def _linking_to(self) -> Mapping[ArticleId, tuple[ArticleId, ...]]:
        found: dict[ArticleId, list[ArticleId]] = {}
        for source, targets in self._linked_from.items():
            for target in targets:
                found.setdefault(target, []).append(source)
        # An article that everything links to is not about any of them.
        return {target: tuple(sources) for target, sources in found.items() if len(sources) <= _COMMON_KEYWORD}

    @cached_property
    def _keywords(self) -> Mapping[ArticleId, tuple[str, ...]]:
        return {
            article_id: tuple(keyword.lower() for keyword in rendered.article.front.keywords)
            for (language, article_id), rendered in self._portal.rendered.items()
            if language == self._language and rendered.article.kind == "article"
        }

    @cached_property
    def _with_keyword(self) -> Mapping[str, tuple[ArticleId, ...]]:
        found: dict[str, list[ArticleId]] = {}
        for article_id, keywords in self._keywords.items():
            for keyword in keywords:
                found.setdefault(keyword, []).append(article_id)
        return {keyword: tuple(ids) if len(ids) <= _COMMON_KEYWORD else () for keyword, ids in found.items()}

    def _is_article(self, article_id: ArticleId) -> bool:
        rendered = self._portal.shown((self._language, article_id))
        return rendered is not None and rendered.article.kind == "article"
