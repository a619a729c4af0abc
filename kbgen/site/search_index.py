"""The search index of a site: what it is made of, and the one place where it is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kbgen.model import LANGUAGES, SearchablePair, SearchInput
from kbgen.site.catalogue import Catalogue
from kbgen.site.portal import Portal


def search_input(portal: Portal) -> SearchInput:
    """Return everything the index is made of."""
    categories = {
        language: {entry.id: entry.title for entry in Catalogue(portal, language).categories} for language in LANGUAGES
    }
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
        terms_path=portal.settings.terms,
        options=portal.settings.search,
        build_id=portal.build_id,
    )


def write_search_index(site_folder: Path, source: SearchInput) -> None:
    """Write the search index below `<site>/search/`."""
    files = build_site_index(source)
    for name, content in sorted(files.items()):
        path = site_folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def build_site_index(source: SearchInput) -> Mapping[str, bytes]:  # noqa: ARG001
    """Return the files of the index: to be replaced by `kbgen.index.build_site_index`."""
    return {}
