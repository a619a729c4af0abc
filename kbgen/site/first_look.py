"""A saved article on its pages at once, before the site is built again: the new text in place of the one they show.

Titles, lists and the search follow with the build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kbgen.content.files import FoundFile
from kbgen.content.scan import read_article
from kbgen.model import LANGUAGES, Article, Language
from kbgen.render.article import render_article
from kbgen.render.targets import Linker
from kbgen.site.expectations import fill_expectations
from kbgen.site.portal import Portal
from kbgen.site.preview import pages_showing
from kbgen.site.regions import split_by_region
from kbgen.site.render_options import render_options
from kbgen.whole_file import replace_file


class FirstLook:
    """Changes the pages of a site that was built of `portal` into `folder`."""

    def __init__(self, portal: Portal, folder: Path) -> None:
        self._portal = portal
        self._folder = folder
        self._shown = {key: rendered.html for key, rendered in portal.rendered.items()}
        self._language_of: dict[str, Language] = {portal.settings.folders[language]: language for language in LANGUAGES}

    def show(self, changed: Iterable[str]) -> int:
        """Show the articles among changed files; return how many pages changed.

        What is no article to publish, or stops the build, is left to that: it says why.
        """
        return sum(self._show(Path(path)) for path in changed if path.endswith(".md"))

    def _show(self, path: Path) -> int:
        article = self._read(path)
        return sum(map(self._show_page, self._pages_of(article))) if article else 0

    def _pages_of(self, article: Article) -> tuple[Article, ...]:
        """Return the article, or its pages for regions; nothing where the build makes other pages than there are, or stops."""
        portal = self._portal
        expectations = portal.settings.contact.expectations if portal.settings.contact else {}
        filled = fill_expectations([article], expectations, portal.strings)
        regional = split_by_region(filled, portal.settings, portal.strings)
        there = {pair.id for pair in portal.pairs if pair.name == article.id}
        same = {page.id for page in regional.articles} == there
        return regional.articles if same and not regional.problems else ()

    def _show_page(self, article: Article) -> int:
        key = (article.language, article.id)
        before = self._shown.get(key)
        if not before:
            return 0
        html = self._render(article)
        self._shown[key] = html
        pages = pages_showing(self._portal, key) if html != before else ()
        return sum(_replace(self._folder / page, before, html) for page in pages)

    def _read(self, path: Path) -> Article | None:
        settings = self._portal.settings
        if not path.is_relative_to(settings.content):
            return None
        relative = path.relative_to(settings.content).as_posix()
        top, _, below = relative.partition("/")
        if not below or top not in self._language_of:
            return None
        shown = settings.shown_content / relative
        faults: list[str] = []
        article = read_article(
            FoundFile(relative, path), below, self._language_of[top], shown, lambda _, code, *__: faults.append(code)
        )
        stopped = any(settings.severity(code) == "error" for code in faults)
        return None if article is None or article.front.draft or stopped else article

    def _render(self, article: Article) -> str:
        portal = self._portal
        options = replace(render_options(portal.settings, portal.strings), diagrams=portal.diagrams)
        path = portal.paths[article.language, article.id]
        linker = Linker(portal.links, path, options.use_directory_urls, article.language)
        return render_article(article, linker, options).html


def _replace(page: Path, before: str, html: str) -> int:
    text = page.read_text("utf-8") if page.is_file() else ""
    if before not in text:
        return 0
    replace_file(page, text.replace(before, html, 1).encode())
    return 1
