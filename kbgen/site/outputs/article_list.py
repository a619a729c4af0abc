"""`articles.json`: the articles of the portal, for its collector (clause 19 of docs/spec/search-event.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kbgen.content.former import former_ids
from kbgen.model import Pair
from kbgen.settings.collector import CollectorSettings
from kbgen.site.portal import Portal

ADDRESS = "articles.json"


def keywords_of(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """Return id of an article → its keywords in either language, each once; of those that have any."""
    found: dict[str, dict[str, None]] = {}
    for pair in sorted(pairs, key=lambda pair: pair.id):
        for side in pair.sides:
            found.setdefault(pair.name, {}).update(dict.fromkeys(side.front.keywords))
    return {article: list(keywords) for article, keywords in sorted(found.items()) if keywords}


def article_list(portal: Portal, collector: CollectorSettings) -> str:
    """Return the file. `articles` holds the id of every page with a text or a list of articles, `former` aliases of
    articles, and articles that have expired. `moved` says which article of today each of those aliases
    was, and of which article a page for one region is. `keywords` holds what editors say that readers call each article.
    """
    aliases = {alias for rendered in portal.rendered.values() for alias in rendered.article.front.aliases}
    ids = {article_id for _, article_id in portal.paths}
    pages = {pair.id for pair in portal.pairs if pair.id != pair.name}
    members = {
        "site": collector.site,
        "build": portal.build_id,
        "articles": sorted(ids),
        "former": sorted({*aliases, *portal.over} - ids),
        "moved": {former: today for former, today in sorted(former_ids(portal.pairs).items()) if former not in ids - pages},
        "keywords": keywords_of(portal.pairs),
    }
    return json.dumps(members, ensure_ascii=False, indent=0) + "\n"
