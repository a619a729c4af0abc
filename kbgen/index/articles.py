"""Articles as the index sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.model import ArticleId, ArticleType, Language, Section


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
    """

    id: ArticleId
    sides: Mapping[Language, IndexedArticle]
    urls: Mapping[Language, str] = field(default_factory=dict)
