"""The list of a site's pages, written ones and others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbgen.content.addresses import HOME
from kbgen.model import LANGUAGES, ArticleId, Language
from kbgen.site.page_context import Kind
from kbgen.site.portal import Portal

GATEWAY_PATH = "index.md"


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be drawn.

    path: its Markdown path below the content folder, whether or not a file is there.
    article_id: None for pages that show no article, category or home page.
    """

    path: str
    kind: Kind
    language: Language
    article_id: ArticleId | None = None


def list_pages(portal: Portal) -> Iterator[Page]:
    """Yield every page that has an address of its own, in order of path within each language."""
    yield Page(GATEWAY_PATH, "gateway", portal.settings.default_language)
    for language in LANGUAGES:
        yield Page(results_path(portal, language), "results", language)
        if portal.settings.contact:
            yield Page(contact_path(portal, language), "contact", language)
        if portal.settings.collector:
            yield Page(privacy_path(portal, language), "privacy", language)
    for key, path in sorted({**portal.paths, **portal.over_paths}.items(), key=lambda item: item[1]):
        yield Page(path, "expired" if key in portal.over_paths else kind_of_page(portal, *key), *key)


def kind_of_page(portal: Portal, language: Language, article_id: ArticleId) -> Kind:
    """Return what a page of `paths` is; a category without an index.md is still a category."""
    if article_id == HOME:
        return "home"
    rendered = portal.shown((language, article_id))
    return "category" if rendered is None else rendered.article.kind


def results_path(portal: Portal, language: Language) -> str:
    """Return the Markdown path of the results page."""
    return f"{portal.settings.folders[language]}/search.md"


def contact_path(portal: Portal, language: Language) -> str:
    """Return the Markdown path of the contact page."""
    return f"{portal.settings.folders[language]}/contact.md"


def privacy_path(portal: Portal, language: Language) -> str:
    """Return the Markdown path of the privacy notice."""
    return f"{portal.settings.folders[language]}/privacy-notice.md"
