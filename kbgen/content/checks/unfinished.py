"""A draft that `kbgen gaps fix` began is published only when somebody has finished it."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import ContentView
from kbgen.errors import Problem

MARK = "<!-- unfinished"


def unfinished_article(view: ContentView) -> Iterator[Problem]:
    """Report an article that still holds the mark of a draft."""
    for article in view.articles:
        for number, line in enumerate(article.body.splitlines()):
            if line.startswith(MARK):
                hint = "write the article, then remove this line"
                yield Problem(article.path, article.body_line + number, "unfinished-article", "a draft", hint)
                break
