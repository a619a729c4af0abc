"""What the rules look at; apart from them, for all of them and the package itself import it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.addresses import PageKey
from kbgen.content.link_map import LinkMap
from kbgen.model import Article, Pair, Rendered
from kbgen.settings.site import Settings


@dataclass(frozen=True, slots=True)
class ContentView:
    """All articles of a site, before rendering.

    content: the content folder as messages call it. articles: one for every file, duplicates included.
    """

    settings: Settings
    content: Path
    articles: Sequence[Article]
    pairs: Sequence[Pair]


@dataclass(frozen=True, slots=True)
class TextView:
    """All articles of a site, rendered. paths: where each page lives, as links see it."""

    rendered: Mapping[PageKey, Rendered]
    paths: Mapping[PageKey, str]
    links: LinkMap
