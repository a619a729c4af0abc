"""`/a/7f3k/`: an address for ever, short enough for a text message, that leads to an article in its reader's language.

Which that is the browser says, so it is one page for both; without scripts it offers both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from kbgen.content.addresses import relative_url
from kbgen.content.short_ids import short_address
from kbgen.model import LANGUAGES, Pair
from kbgen.site.assets.theme_assets import ThemeAssets
from kbgen.site.portal import Portal

SHORT_LINK_SCRIPT = "portal/short-link.js"
_POLICY = "default-src 'none'; script-src 'self'"


def short_ids(portal: Portal) -> Mapping[str, Pair]:
    """Return the pair of each short id; one that has expired leads to the page that says so."""
    there = {article_id for _, article_id in portal.over_paths}
    pairs = (*(pair for pair in portal.over.values() if pair.id in there), *portal.pairs)
    return {side.front.short_id: pair for pair in pairs for side in pair.sides if side.front.short_id}


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
