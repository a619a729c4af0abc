"""The proof that a changed article still says what it said and leads where it led: rendered before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kbgen.content.addresses import PageKey
from kbgen.content.link_map import LinkMap, Target
from kbgen.errors import UsageError
from kbgen.model import Article, Rendered
from kbgen.render import RenderCache, render_articles
from kbgen.settings.site import Settings
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.render_options import render_options
from kbgen.site.strings import load_strings


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages of a site are. paths: page → path below the content folder. parts: Markdown by path likewise."""

    paths: Mapping[PageKey, str]
    links: LinkMap
    parts: Mapping[str, str] = field(default_factory=dict)


def require_same_text(
    settings: Settings,
    changed: Sequence[tuple[Article, Article]],
    before: Addresses,
    after: Addresses,
    moved: Mapping[str, str],
) -> None:
    """Raise UsageError where an article would change. changed: each before and after. moved: path → new path."""
    old = _rendered(settings, [pair[0] for pair in changed], before)
    new = _rendered(settings, [pair[1] for pair in changed], after)
    for one, other in zip(old, new, strict=True):
        led = [_place(target, moved) for target in _targets(one, before)]
        leads = [_place(target, {}) for target in _targets(other, after)]
        places = zip(one.links, led, leads, strict=False)  # what led nowhere may lead somewhere now
        wrong = next((link for link, was, now in places if was != now and was[0] != "missing"), None)
        if wrong is not None:
            message = (
                f"{one.article.path}:{wrong.line}: kbgen cannot write the link '{wrong.target}' so that it leads where it led"
            )
            raise UsageError(message, hint="write it as [text](path.md) first; nothing was changed")
        if one.sections != other.sections or len(led) != len(leads):
            message = f"{one.article.path}: changing its links would change its text"
            raise UsageError(message, hint="change them by hand first; nothing was changed")


def _rendered(settings: Settings, articles: Sequence[Article], addresses: Addresses) -> list[Rendered]:
    options = render_options(settings, load_strings(theme_folder() / "strings.yml"), addresses.parts)
    cache = RenderCache(None, options)
    rendered, _ = render_articles(articles, addresses.paths, addresses.links, options=options, cache=cache)
    return [rendered[article.language, article.id] for article in articles]


def _targets(rendered: Rendered, addresses: Addresses) -> list[Target]:
    source = addresses.paths[rendered.article.language, rendered.article.id]
    return [addresses.links.resolve(source, link.target) for link in rendered.links]


def _place(target: Target, moved: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what must stay the same of where a link leads; of a broken one only that it is."""
    known = target.kind in {"article", "asset"}
    return target.kind, moved.get(target.path, target.path) if known else "", target.tail if known else ""
