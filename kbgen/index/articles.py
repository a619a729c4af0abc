"""Articles as the index sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kbgen.model import ArticleId, ArticleType, Language, Region, Section


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """One side of a pair as the index sees it. Plain text everywhere; sections in reading order, the preface first.

    links: what links from other articles say.
    """

    title: str
    description: str
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]
    type: ArticleType = "how-to"
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexedPair:
    """An article in the languages it exists in.

    urls: of its page in each language, relative to the root of the site; left out, they follow from the id (index-format 4.8).
    page_of: where it is the page of an article for one region, beside those for others: the id of that, and the region.
    """

    id: ArticleId
    sides: Mapping[Language, IndexedArticle]
    urls: Mapping[Language, str] = field(default_factory=dict)
    page_of: tuple[ArticleId, Region] | None = None


def region_pages(pairs: Sequence[IndexedPair], regions: Sequence[Region]) -> list[dict[str, int]]:
    """Return the pages of each article that has one for each region: region → number of the pair in order (index-format 3.1).

    regions: in the order of the site.
    """
    found: dict[ArticleId, dict[Region, int]] = {}
    for number, pair in enumerate(pairs):
        if pair.page_of:
            article, region = pair.page_of
            found.setdefault(article, {})[region] = number
    return [{region.lower(): pages[region] for region in regions if region in pages} for pages in found.values()]
