"""How often readers asked for an article in each language: the order in which translations are wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kbgen.content.former import former_ids
from kbgen.model import ArticleId, Language, Pair
from search_analytics.store.search_log import SearchLog

Demand = Mapping[tuple[ArticleId, Language], int]


def views_by_language(log: SearchLog, pairs: Iterable[Pair]) -> Demand:
    """Return how often the page of each article was shown in each language, whatever the article was called then."""
    former = former_ids(pairs)
    views: Counter[tuple[ArticleId, Language]] = Counter()
    for row in log.viewed:
        article = ArticleId(row.article)
        if row.language is not None:
            views[former.get(article, article), row.language] += row.times
    return views
