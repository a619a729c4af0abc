"""What the rules look at; apart from them, for all of them and the package itself import it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kbgen.content.addresses import PageKey
from kbgen.content.lifecycle import Lifetime
from kbgen.content.link_map import LinkMap
from kbgen.model import Article, ArticleId, Pair, Rendered
from kbgen.settings.site import Settings


@dataclass(frozen=True, slots=True)
class ContentView:
    """All articles of a site, before rendering.

    content: the content folder as messages call it. articles: one for every file, duplicates included, and those to come.
    pairs: of these. over: those that have expired, which nobody need mend any more.
    """

    settings: Settings
    content: Path
    articles: Sequence[Article]
    pairs: Sequence[Pair]
    over: Sequence[Article] = ()


@dataclass(frozen=True, slots=True)
class TextView:
    """All articles of a site, rendered. paths: where each page lives, as links see it. now: the moment of the build.

    lifetimes: from when to when each address shows an article; without an entry always.
    unread: articles of which nothing is known as they cannot be read, by path below the content folder.
    """

    rendered: Mapping[PageKey, Rendered]
    paths: Mapping[PageKey, str]
    links: LinkMap
    now: datetime | None = None
    lifetimes: Mapping[ArticleId, Lifetime] = field(default_factory=dict)
    unread: Set[str] = frozenset()
