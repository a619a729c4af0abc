"""A category is a folder with an index.md and at least one article."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import ContentView
from kbgen.errors import Problem


def empty_category(view: ContentView) -> Iterator[Problem]:
    """Report a category page whose folder holds no article in either language."""
    filled = {article.category for article in view.articles if article.kind == "article"}
    for article in view.articles:
        if article.kind == "category" and article.category not in filled:
            message = f"the category '{article.category}' has no articles"
            yield Problem(article.path, 1, "empty-category", message, "write one in this folder, or remove the folder")


def missing_category_page(view: ContentView) -> Iterator[Problem]:
    """Report a folder of articles that no language introduces with an index.md."""
    introduced = {article.category for article in view.articles if article.kind == "category"}
    reported = set(introduced)
    for article in view.articles:
        if article.category and article.category not in reported:
            reported.add(article.category)
            folder = view.settings.folders[article.language]
            path = view.content / folder / article.category / "index.md"
            message = f"the category '{article.category}' has no index.md"
            hint = "write one with title, description, order and icon"
            yield Problem(path, 0, "missing-category-page", message, hint)
