"""Which articles readers open most, for the build to show: ids alone, of articles that enough networks opened."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from kbgen.model import LANGUAGES, Language
from search_analytics.store.search_log import Question, SearchLog

VERSION = 1
MOST_ARTICLES = 20
"""Of each language; pages show the first few that they have."""


def popular_articles(log: SearchLog) -> Mapping[Language, tuple[str, ...]]:
    """Return the ids of the articles that most networks opened, of each language; at least as many as the question's k.

    Networks and not views: one reader who opens an article every day is one.
    """
    networks, views = Counter[tuple[Language, str]](), Counter[tuple[Language, str]]()
    for row in log.viewed:
        if row.language is not None:
            networks[row.language, row.article] += row.networks
            views[row.language, row.article] += row.times
    least = log.question.threshold_k
    ranked = sorted(networks, key=lambda key: (-networks[key], -views[key], key[1]))
    return {
        language: tuple(article for spoken, article in ranked if spoken == language and networks[spoken, article] >= least)[
            :MOST_ARTICLES
        ]
        for language in LANGUAGES
    }


def render_popular(question: Question, articles: Mapping[Language, tuple[str, ...]]) -> str:
    """Return the file (the guide's reports/popular)."""
    content = {
        "version": VERSION,
        "from": question.from_day.isoformat(),
        "to": question.to_day.isoformat(),
        "k": question.threshold_k,
        "articles": articles,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
