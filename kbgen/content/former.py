"""Where articles were before, and what their pages for regions are pages of: the one map to the ids of articles today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kbgen.model import REGIONS, ArticleId, Pair


def former_ids(pairs: Iterable[Pair]) -> Mapping[ArticleId, ArticleId]:
    """Return former id → id of today, for whatever names articles by id and outlives a move: views, votes, gaps, queries.

    What names the page of an article for one region (`delivery/fees/hk`) means the article, also where both had another name.
    An id that an article has today is no former one; no value is a key, so one look-up is enough.
    Of two articles with one former id, which `alias-clash` reports within a language, the first by id counts.
    """
    pairs = tuple(pairs)
    today = {pair.id for pair in pairs}
    found: dict[ArticleId, ArticleId] = {pair.id: pair.name for pair in pairs if pair.id != pair.name}
    ends: dict[ArticleId, list[str]] = {}
    for page, article in found.items():
        ends.setdefault(article, [""]).append(page.removeprefix(article))
    for pair in sorted(pairs, key=lambda pair: pair.id):
        for alias in (alias for side in pair.sides for alias in side.front.aliases):
            for former in (ArticleId(f"{alias}{end}") for end in ends.get(pair.id, [""])):
                if former not in today:
                    found.setdefault(former, pair.id)
    return found


def article_of_page(page: str, articles: Collection[str]) -> ArticleId:
    """Return the id by which editors know what a page shows, as far as the ids of all pages in an index tell.

    articles: those ids. What holds everywhere of an article with pages for regions is in no index, so `delivery/fees/hk` without
    `delivery/fees` beside it is the page of that for Hong Kong. `delivery/hk` is an article of a topic.
    """
    article, _, region = page.rpartition("/")
    return ArticleId(article if region.upper() in REGIONS and "/" in article and article not in articles else page)


def pages_for_regions(articles: Collection[ArticleId]) -> Mapping[ArticleId, ArticleId]:
    """Return the ids that pages of articles for a region have, or would have, with those of the articles."""
    pages = {ArticleId(f"{article}/{region.lower()}"): article for article in articles for region in REGIONS}
    return {page: article for page, article in pages.items() if page not in articles}
