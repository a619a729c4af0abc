"""`/a/7f3k/`: an address for ever, short enough for a text message, that leads to an article in its reader's language.

Which that is the browser says, so it is one page for both; without scripts it offers both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import unquote

from kbgen.content.addresses import page_paths, page_url, relative_url
from kbgen.content.former import former_ids
from kbgen.content.short_ids import former_short_ids, short_address
from kbgen.model import LANGUAGES, Pair
from kbgen.site.assets.theme_assets import ThemeAssets
from kbgen.site.portal import Portal

SHORT_LINK_SCRIPT = "portal/short-link.js"
_POLICY = "default-src 'none'; script-src 'self'"


def short_ids(portal: Portal) -> Mapping[str, Pair]:
    """Return the pair that each short address leads to.

    That of an article that has expired leads to the page that says so, or to the article that has taken its address.
    """
    found: dict[str, Pair | None] = {}
    for pair in portal.over.values():
        now = pair if all((language, pair.id) in portal.over_paths for language in LANGUAGES) else _replacement(portal, pair)
        found |= dict.fromkeys(_own_ids(pair), now)
    for pair in portal.pairs:
        found |= dict.fromkeys(former_short_ids_of(pair), pair)
    for pair in portal.pairs:
        found |= dict.fromkeys(_own_ids(pair), pair)
    return {short_id: pair for short_id, pair in found.items() if pair}


def former_short_ids_of(pair: Pair) -> tuple[str, ...]:
    """Return the ids that an article took over from those that it replaced."""
    return former_short_ids(address for side in pair.sides for address in side.front.root_aliases)


def _own_ids(pair: Pair) -> list[str]:
    return [side.front.short_id for side in pair.sides if side.front.short_id]


def _replacement(portal: Portal, pair: Pair) -> Pair | None:
    """Return the article that has taken an address of one that has expired."""
    by_id = {one.id: one for one in portal.pairs}
    if moved := former_ids(portal.pairs).get(pair.id):
        return by_id[moved]
    settings = portal.settings
    own = {page_url(path, use_directory_urls=settings.use_directory_urls) for path in page_paths([pair], settings).values()}
    addresses = {unquote(address) for address in own}
    return next(
        (one for one in portal.pairs for side in one.sides if not addresses.isdisjoint(side.front.root_aliases)),
        None,
    )


def short_link_pages(portal: Portal, assets: ThemeAssets) -> Iterator[tuple[str, str]]:
    """Yield path and text of each such page."""
    integrity = assets.integrity(SHORT_LINK_SCRIPT)
    for short_id, pair in sorted(short_ids(portal).items()):
        address = short_address(short_id)
        yield f"{address}index.html", _page(portal, pair, address, _script(assets, integrity, address))


def _script(assets: ThemeAssets, integrity: str, address: str) -> str:
    source = escape(relative_url(assets.folder + SHORT_LINK_SCRIPT, address))
    return f'<script type="module" src="{source}" integrity="{integrity}"></script>'


def _page(portal: Portal, pair: Pair, address: str, script: str) -> str:
    settings = portal.settings
    doors = []
    for language in LANGUAGES:
        side = pair.side(language) or pair.sides[0]
        tag, target = settings.lang_tag(language), escape(relative_url(portal.url((language, pair.id)), address))
        words = f'<span lang="{settings.lang_tag(side.language)}">{escape(side.front.title)}</span>'
        doors.append(f'<p><a href="{target}" hreflang="{tag}" data-kb-door="{language}">{words}</a></p>')
    first = pair.side(settings.default_language) or pair.sides[0]
    canonical = escape((settings.site_url or relative_url("./", address)) + portal.url((first.language, pair.id)))
    return (
        f'<!doctype html>\n<html lang="{settings.lang_tag(first.language)}" data-kb-article="{escape(pair.id)}"'
        f' data-kb-default="{settings.default_language}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<title>{escape(first.front.title)}</title>\n<meta name="viewport" content="width=device-width">\n'
        f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{canonical}">\n'
        f"{script}\n</head>\n"
        f"<body>\n{chr(10).join(doors)}\n</body>\n</html>\n"
    )
