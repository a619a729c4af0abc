"""The search index of a site: what it is made of, and the one place where it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kbgen.content.checks import errors_of, grade
from kbgen.errors import ContentError, Problem
from kbgen.index import BuiltIndex, IndexedArticle, IndexedPair, IndexSource, build_index
from kbgen.model import LANGUAGES, Rendered, SearchablePair, SearchInput
from kbgen.site.catalogue import Catalogue
from kbgen.site.findable import unfindable
from kbgen.site.former_index import LIST, file_list
from kbgen.site.portal import Portal
from kbgen.text.aliases import packaged_aliases
from kbgen.text.term_checks import check_terms
from kbgen.text.terms import Terms

Progress = Callable[[int, int], None]


def search_input(portal: Portal) -> SearchInput:
    """Return everything the index is made of."""
    categories = {language: {entry.id: entry.title for entry in Catalogue(portal, language).categories} for language in LANGUAGES}
    pairs = []
    for pair in portal.pairs:
        side = pair.en or pair.zh_hant
        if side is None or side.kind != "article":
            continue
        keys = [(language, pair.id) for language in LANGUAGES]
        pairs.append(
            SearchablePair(
                pair=pair,
                rendered={key[0]: portal.rendered[key] for key in keys if key in portal.rendered},
                urls={key[0]: portal.url(key) for key in keys},
                category=side.category,
                category_titles={lang: categories[lang].get(side.category, "") for lang in LANGUAGES},
            )
        )
    return SearchInput(
        pairs=tuple(pairs),
        categories=categories,
        build_id=portal.build_id,
    )


def build_search_index(portal: Portal, progress: Progress | None = None) -> tuple[BuiltIndex, tuple[Problem, ...]]:
    """Return the search index, and what it does not find: synonyms that lead nowhere and, with `progress`, titles and keywords.

    progress: told the number of searches asked of the index, and of all; None leaves them out.
    """
    source = search_input(portal)
    built = build_index(index_source(source, portal.terms))
    problems = check_terms(portal.terms, built.terms.__contains__)
    if progress is not None:
        articles = [rendered.article for searchable in source.pairs for rendered in searchable.rendered.values()]
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


def index_source(source: SearchInput, terms: Terms) -> IndexSource:
    """Return what the index stage takes, of what the site knows."""
    pairs = tuple(
        IndexedPair(
            id=searchable.pair.id,
            sides={language: _indexed(rendered) for language, rendered in searchable.rendered.items()},
            urls=searchable.urls,
        )
        for searchable in source.pairs
    )
    directory_urls = not any(url.endswith(".html") for searchable in source.pairs for url in searchable.urls.values())
    return IndexSource(
        pairs=pairs,
        build_id=source.build_id,
        directory_urls=directory_urls,
        categories=source.categories,
        aliases=(*packaged_aliases(), *terms.aliases()),
        own_words=terms.own_words(),
    )


def _indexed(rendered: Rendered) -> IndexedArticle:
    front = rendered.article.front
    return IndexedArticle(front.title, front.description, front.keywords, rendered.sections, front.type)
