"""Both languages have a home page and articles, and each folder of articles an index.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.content.checks.view import ContentView
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, Language

_NAMES: Mapping[Language, str] = {"en": "English", "zh-hant": "Traditional Chinese"}


def empty_language(view: ContentView) -> Iterator[Problem]:
    """Report a site without articles, and a language without any."""
    counts = {
        language: sum(1 for article in (*view.articles, *view.over) if article.language == language and article.kind == "article")
        for language in LANGUAGES
    }
    folders = [f"{view.settings.folders[language]}/" for language in LANGUAGES]
    if not any(counts.values()):
        hint = f"write the first one, as in {folders[0]}returns/refund-times.md"
        yield Problem(view.content, 0, "empty-content", "the content folder holds no articles", hint)
        return
    for language in LANGUAGES:
        if not counts[language]:
            path = view.content / view.settings.folders[language]
            hint = "write some, or set 'checks: {empty-language: warning}' to show the other language instead"
            yield Problem(path, 0, "empty-language", f"no articles in {_NAMES[language]}", hint)


def missing_home_page(view: ContentView) -> Iterator[Problem]:
    """Report a language that has articles but no home page."""
    languages = {article.language for article in view.articles}
    homes = {article.language for article in view.articles if article.kind == "home"}
    for language in sorted(languages - homes):
        path = view.content / view.settings.folders[language] / "index.md"
        hint = "write it: its title and description greet readers on the home page"
        yield Problem(path, 0, "missing-home-page", f"no home page in {_NAMES[language]}", hint)


def empty_category(view: ContentView) -> Iterator[Problem]:
    """Report a category page whose folder holds no article in either language."""
    filled = {article.category for article in view.articles if article.kind == "article"}
    for article in view.articles:
        if article.kind == "category" and article.category not in filled:
            message = f"the category '{article.category}' has no articles"
            hint = "write one in this folder, write text into this page, which makes it the article, or remove the folder"
            yield Problem(article.path, 1, "empty-category", message, hint)


def missing_category_page(view: ContentView) -> Iterator[Problem]:
    """Report a folder of articles that no language introduces with an index.md."""
    introduced = {article.category for article in view.articles if article.kind == "category" or article.id == article.category}
    reported = set(introduced)
    for article in view.articles:
        if article.category and article.category not in reported:
            reported.add(article.category)
            folder = view.settings.folders[article.language]
            path = view.content / folder / article.category / "index.md"
            message = f"the category '{article.category}' has no index.md"
            hint = "write one with title, description, order and icon"
            yield Problem(path, 0, "missing-category-page", message, hint)
