"""Articles as the index sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kbgen.model import ArticleId, ArticleType, Language, Region, Section
from kbgen.text.tables import function_words
from kbgen.text.tokens import canonical


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """One side of a pair as the index sees it. Plain text everywhere; sections in reading order, the preface first.

    links: what links from other articles say. digest: what stands for the sections, where somebody knows it already.
    """

    title: str
    description: str
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]
    type: ArticleType = "how-to"
    links: tuple[str, ...] = ()
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class IndexedPair:
    """An article in the languages it exists in.

    urls: of its page in each language, relative to the root of the site; left out, they follow from the id (index-format 4.8).
    page_of: where it is the page of an article for one region, beside those for others: the id of that, and the region.
    titles: as written, of such a page without the name of its region.
    """

    id: ArticleId
    sides: Mapping[Language, IndexedArticle]
    urls: Mapping[Language, str] = field(default_factory=dict)
    page_of: tuple[ArticleId, Region] | None = None
    titles: tuple[str, ...] = ()


def region_members(pairs: Sequence[IndexedPair], regions: Mapping[Region, Sequence[str]]) -> dict[str, object]:
    """Return the members of the manifest about articles that have a page for each region; none without such (index-format 3.1).

    pairs: in order. regions: of the site, in its order, with what queries name them by.
    """
    found: dict[ArticleId, dict[Region, int]] = {}
    for number, pair in enumerate(pairs):
        if pair.page_of:
            article, region = pair.page_of
            found.setdefault(article, {})[region] = number
    pages = [{region.lower(): numbers[region] for region in regions if region in numbers} for numbers in found.values()]
    names = {region.lower(): sorted({canonical(name) for name in called} - {""}) for region, called in regions.items()}
    return {"region_pages": pages, "region_names": names} if pages else {}


def little_names(pairs: Sequence[IndexedPair]) -> dict[str, object]:
    """Return the member of the manifest about names of articles in words that say little, as *About us*; none without such.

    Such words ask for nothing (index-format 5.2.3) unless they are a title or keyword. pairs: in order.
    """
    little, found = function_words(), dict[str, list[int]]()
    for number, pair in enumerate(pairs):
        sides = pair.sides.values()
        names = (*pair.titles, *(name for side in sides for name in (side.title, *side.keywords)))
        for phrase in dict.fromkeys(map(canonical, names)):
            if phrase and all(word in little for word in phrase.split(" ")):
                found.setdefault(phrase, []).append(number)
    return {"little_names": dict(sorted(found.items()))} if found else {}
