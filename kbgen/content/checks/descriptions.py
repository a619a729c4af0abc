"""Every article needs a description: lists and search results show it."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import ContentView
from kbgen.errors import Problem


def missing_description(view: ContentView) -> Iterator[Problem]:
    """Report an article without `description`."""
    for article in view.articles:
        if article.kind == "article" and article.front.title and not article.front.description:
            hint = "add 'description: …', one or two sentences"
            yield Problem(article.path, 1, "missing-description", "no description", hint)
