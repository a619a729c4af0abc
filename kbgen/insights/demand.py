"""How often readers asked for an article in each language: the order in which translations are wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kbgen.model import ArticleId, Language
from search_analytics.store.search_log import SearchLog

Demand = Mapping[tuple[ArticleId, Language], int]


def views_by_language(log: SearchLog) -> Demand:
    """Return how often the page of each article was shown in each language."""
    views: Counter[tuple[ArticleId, Language]] = Counter()
    for row in log.viewed:
        if row.language is not None:
            views[ArticleId(row.article), row.language] += row.times
    return views
