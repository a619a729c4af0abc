"""A former address must not be in use."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import ContentView
from kbgen.content.front_matter import key_line
from kbgen.content.names import RESERVED_IDS
from kbgen.errors import Problem
from kbgen.model import Article


def alias_clash(view: ContentView) -> Iterator[Problem]:
    """Report an alias that is the address of an article, of the portal, or of two articles' past."""
    taken = {str(pair.id) for pair in view.pairs} | {article.category for article in view.articles} | {"index", *RESERVED_IDS}
    first: dict[tuple[str, str], Article] = {}
    for article in view.articles:
        line = key_line(article.front.lines, "aliases")
        for alias in article.front.aliases:
            other = first.setdefault((article.language, alias), article)
            if alias in taken:
                message = f"the alias '{alias}' is the address of another page"
                yield Problem(article.path, line, "alias-clash", message, "remove it, or move the other page")
            elif other is not article:
                message = f"the alias '{alias}' is also an alias of {other.path}"
                yield Problem(article.path, line, "alias-clash", message, "keep it in one of the two")
