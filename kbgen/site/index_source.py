"""What the search index of a site is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kbgen.index.articles import IndexedArticle, IndexedPair
from kbgen.index.build import IndexSource
from kbgen.model import LANGUAGES, ArticleId, Language, Pair, Rendered
from kbgen.site.answers import site_answers
from kbgen.site.catalogue import Catalogue
from kbgen.site.link_words import link_words
from kbgen.site.pins import pinned_words
from kbgen.site.portal import Portal
from kbgen.site.regions import region_names
from kbgen.text.real_words import packaged_dictionaries

_Words = Mapping[tuple[Language, ArticleId], tuple[str, ...]]


def index_source(portal: Portal, *, today: date | None = None) -> IndexSource:
    """Return everything the index is made of. today: where closed days begin; without it none are known."""
    pairs = []
    pinned = pinned_words((side for pair in portal.pairs for side in pair.sides), portal.terms)
    links = link_words(portal)
    for pair in article_pairs(portal):
        keys = {language: (language, pair.id) for language in LANGUAGES}
        texts = {language: portal.rendered[key] for language, key in keys.items() if key in portal.rendered}
        sides = {language: _indexed(text, pinned, links) for language, text in texts.items()}
        urls = {language: portal.url(key) for language, key in keys.items()}
        page_of = (pair.name, pair.region) if pair.region and pair.sides[0].is_for_one_region_of_several else None
        titles = tuple(text.article.written.front.title for text in texts.values()) if page_of else ()
        pairs.append(IndexedPair(pair.id, sides, urls, page_of, titles))
    return IndexSource(
        pairs=tuple(pairs),
        build_id=portal.build_id,
        directory_urls=portal.settings.use_directory_urls,
        categories={
            language: {entry.id: entry.title for entry in Catalogue(portal, language).categories} for language in LANGUAGES
        },
        aliases=portal.terms.aliases(),
        packaged_words=True,
        dictionaries=packaged_dictionaries(),
        own_words=portal.terms.own_words(),
        regions=region_names(portal.strings, portal.settings),
        expires={language: _ends(portal, language) for language in LANGUAGES},
        answers=site_answers(portal, [pair.id for pair in article_pairs(portal)], today),
    )


def _ends(portal: Portal, language: Language) -> Mapping[ArticleId, int]:
    """Return when each text of a language ends, in seconds since 1970; most never do."""
    zone, texts = portal.settings.zone, sorted(portal.rendered.items())
    fronts = [(key[1], text.article.front) for key, text in texts if key[0] == language and text.article.kind == "article"]
    return {article_id: int(front.expire_at.end(zone).timestamp()) for article_id, front in fronts if front.expire_at}


def article_pairs(portal: Portal) -> list[Pair]:
    """Return the pairs that a search can find: not home, nor the pages of categories.

    Nor what holds everywhere of an article with pages for regions: it has nothing that these lack.
    """
    return [pair for pair in portal.pairs if pair.sides[0].kind == "article" and not pair.sides[0].has_pages_of_regions]


def _indexed(rendered: Rendered, pinned: _Words, links: _Words) -> IndexedArticle:
    article, front = rendered.article, rendered.article.front
    words = pinned.get((article.language, article.name), ()) if article.is_for_one_region_of_several else ()
    called = links.get((article.language, article.name), ())
    keywords = (*front.keywords, *words)
    return IndexedArticle(front.title, front.description, keywords, rendered.sections, front.type, called, rendered.digest)
