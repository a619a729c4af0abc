"""What articles call each other: the words of the links between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kbgen.model import ArticleId, Language
from kbgen.site.portal import Portal


def link_words(portal: Portal) -> Mapping[tuple[Language, ArticleId], tuple[str, ...]]:
    """Return what links say that lead to an article from others of its language, each text once, by the name of the article.

    A link to one of the pages that an article has for regions speaks of all of them.
    """
    found: defaultdict[tuple[Language, ArticleId], dict[str, None]] = defaultdict(dict)
    for _, rendered in sorted(portal.rendered.items()):
        for link, page in portal.links_to_pages(rendered):
            shown = portal.rendered.get(page)
            if link.text and shown and shown.article.name != rendered.article.name:
                found[shown.article.language, shown.article.name][link.text] = None
    return {article: tuple(texts) for article, texts in found.items()}
