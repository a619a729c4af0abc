"""Former addresses of articles → where they are now: as small pages, which work on any host and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from kbgen.content.addresses import PageKey, file_at, former_address, relative_url
from kbgen.content.front_matter import key_line
from kbgen.content.short_ids import short_id_at
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, OTHER
from kbgen.site.outputs.policy import REDIRECT_POLICY
from kbgen.site.portal import Portal

_FILES_OF_SITES = frozenset({"sitemap.xml", "robots.txt", "llms.txt", "vercel.json", "articles.json", "embed.js", "_headers"})
"""What a site holds at its root beside pages, the files that an editor published, and Markdown."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """One former address. former, current: relative to the root of the site, percent signs decoded.

    No `current` is a `former`: each leads on to a page, in one step. path: of its page. key: the page of today.
    """

    former: str
    current: str
    path: str
    key: PageKey


def list_redirects(portal: Portal) -> tuple[Redirect, ...]:
    """Return every former address once, in order.

    An article that is written in one language only has an address in the other one too, and had it at its former place.
    """
    found: dict[str, Redirect] = {}
    for key, former in (*_own(portal), *_of_fallback_pages(portal), *_of_region_pages(portal), *_of_expired(portal)):
        if short_id_at(former):  # leads to both languages (`short_links.py`)
            continue
        path = file_at(former)
        found.setdefault(path, Redirect(former, unquote(portal.url(key)), path, key))
    if not found:
        return ()
    pages = {unquote(portal.url(key)) for key in (*portal.paths, *portal.over_paths)}
    return tuple(redirect for _, redirect in sorted(found.items()) if redirect.former not in pages)


def blocked_redirects(portal: Portal) -> Iterator[Problem]:
    """Report each former address whose page would lie inside a file, as `/files/price-list.pdf/`: no disk can hold both."""
    redirects = list_redirects(portal)
    files = {asset.path for asset in portal.assets} | set(portal.paths.values()) | _FILES_OF_SITES
    files |= {redirect.path for redirect in redirects}
    for redirect in redirects:
        if inside := next((str(folder) for folder in PurePosixPath(redirect.path).parents if str(folder) in files), ""):
            shown = portal.shown(redirect.key)
            article = shown.article if shown else portal.over_text(redirect.key)
            path, lines = (article.path, article.front.lines) if article else (Path(portal.settings.file.name), None)
            message = f"no page can lead on from '/{redirect.former}', for '/{inside}' is a file"
            hint = "remove the alias; a file keeps its address by staying where it is"
            yield Problem(path, key_line(lines, "aliases"), "alias-clash", message, hint)


def redirect_pages(portal: Portal) -> Iterator[tuple[str, str]]:
    """Yield path and text of a page for each former address."""
    for redirect in list_redirects(portal):
        yield redirect.path, _page(portal, redirect)


def _own(portal: Portal) -> Iterator[tuple[PageKey, str]]:
    for key, rendered in portal.rendered.items():
        for alias in rendered.article.front.aliases:
            yield key, _former_address(portal, key, alias)
        for address in rendered.article.front.root_aliases:
            yield key, address


def _of_fallback_pages(portal: Portal) -> Iterator[tuple[PageKey, str]]:
    for pair in portal.pairs:
        for language in LANGUAGES:
            other = pair.side(OTHER[language])
            for alias in other.front.aliases if other else ():
                yield (language, pair.id), _former_address(portal, (language, pair.id), alias)


def _of_expired(portal: Portal) -> Iterator[tuple[PageKey, str]]:
    """Former addresses of articles that have expired lead to the page that says so."""
    there = portal.over_paths
    for pair in portal.over.values():
        keys: list[PageKey] = [key for key in ((language, pair.id) for language in LANGUAGES) if key in there]
        for side in pair.sides:
            for key in keys:
                yield from ((key, _former_address(portal, key, alias)) for alias in side.front.aliases)
            if (side.language, pair.id) in there:
                yield from (((side.language, pair.id), address) for address in side.front.root_aliases)


def _of_region_pages(portal: Portal) -> Iterator[tuple[PageKey, str]]:
    """The pages for regions were where the article was."""
    for pair in portal.pairs:
        aliases = {alias for side in pair.written.sides for alias in side.front.aliases} if pair.id != pair.name else ()
        end = pair.id.removeprefix(pair.name)
        for language in LANGUAGES:
            yield from (((language, pair.id), _former_address(portal, (language, pair.id), f"{alias}{end}")) for alias in aliases)


def _former_address(portal: Portal, key: PageKey, alias: str) -> str:
    settings = portal.settings
    return former_address(settings.folders[key[0]], alias, use_directory_urls=settings.use_directory_urls)


def _page(portal: Portal, redirect: Redirect) -> str:
    """Return the page at a former address that leads on to an article."""
    key, current = redirect.key, portal.url(redirect.key)
    shown = portal.shown(key)
    article = shown.article if shown else portal.over_text(key)
    target = escape(relative_url(current, quote(redirect.former)))
    canonical = escape(portal.settings.site_url + current if portal.settings.site_url else target)
    title = escape(article.front.title if article else "")
    return (
        f'<!doctype html>\n<html lang="{portal.settings.lang_tag(key[0])}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{REDIRECT_POLICY}">\n'
        f'<title>{title}</title>\n<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{canonical}">\n</head>\n'
        f'<body>\n<p><a href="{target}">{title}</a></p>\n</body>\n</html>\n'
    )
