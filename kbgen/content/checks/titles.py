"""Every page needs a title."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import ContentView
from kbgen.errors import Problem


def missing_title(view: ContentView) -> Iterator[Problem]:
    """Report front matter without `title`; an unreadable front matter has been reported already."""
    for article in view.articles:
        unreadable = article.front.lines is not None and "" in article.front.lines
        if not article.front.title and not unreadable:
            yield Problem(article.path, 1, "missing-title", "no title", "begin the file with '---', 'title: …', '---'")
