"""The search index of a site: what it is made of, and the one place where it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kbgen.content.checks import errors_of, grade
from kbgen.errors import ContentError, Problem
from kbgen.index import BuiltIndex, IndexedArticle, IndexedPair, IndexSource, build_index
from kbgen.model import LANGUAGES, Pair, Rendered
from kbgen.site.catalogue import Catalogue
from kbgen.site.outputs.former_index import LIST, file_list
from kbgen.site.portal import Portal
from kbgen.site.proof.findable import unfindable
from kbgen.text.aliases import packaged_aliases
from kbgen.text.term_checks import check_terms

Progress = Callable[[int, int], None]


def index_source(portal: Portal) -> IndexSource:
    """Return everything the index is made of."""
    pairs = []
    for pair in _article_pairs(portal):
        keys = {language: (language, pair.id) for language in LANGUAGES}
        sides = {language: _indexed(portal.rendered[key]) for language, key in keys.items() if key in portal.rendered}
        pairs.append(IndexedPair(pair.id, sides, {language: portal.url(key) for language, key in keys.items()}))
    return IndexSource(
        pairs=tuple(pairs),
        build_id=portal.build_id,
        directory_urls=portal.settings.use_directory_urls,
        categories={
            language: {entry.id: entry.title for entry in Catalogue(portal, language).categories} for language in LANGUAGES
        },
        aliases=(*packaged_aliases(), *portal.terms.aliases()),
        own_words=portal.terms.own_words(),
    )


def build_search_index(portal: Portal, progress: Progress | None = None) -> tuple[BuiltIndex, tuple[Problem, ...]]:
    """Return the search index, and what it does not find: synonyms that lead nowhere and, with `progress`, titles and keywords.

    progress: told the number of searches asked of the index, and of all; None leaves them out.
    """
    built = build_index(index_source(portal))
    problems = check_terms(portal.terms, built.terms.__contains__)
    if progress is not None:
        articles = [side for pair in _article_pairs(portal) for side in pair.sides]
        problems += unfindable(built.files, articles, portal.terms, progress)
    return built, grade(problems, portal.settings)


def write_search_index(site_folder: Path, portal: Portal, progress: Progress | None = None) -> tuple[Problem, ...]:
    """Write the search index below `<site>/search/`, the manifest last; return warnings about what it does not find.

    progress: as for `build_search_index`.
    Raises ContentError where this site's settings make errors of them; nothing is written then.
    """
    built, problems = build_search_index(portal, progress)
    if errors_of(problems):
        raise ContentError(problems)
    files = {**built.files, LIST: file_list(built.files)}
    for name in sorted(files, key=lambda name: (name == "manifest.json", name)):
        path = site_folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
    return problems


def _article_pairs(portal: Portal) -> list[Pair]:
    return [pair for pair in portal.pairs if pair.sides[0].kind == "article"]


def _indexed(rendered: Rendered) -> IndexedArticle:
    front = rendered.article.front
    return IndexedArticle(front.title, front.description, front.keywords, rendered.sections, front.type)
