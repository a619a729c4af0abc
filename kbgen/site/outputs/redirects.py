"""Former addresses of articles → where they are now."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from kbgen.content.addresses import PageKey, page_url, relative_url
from kbgen.site.outputs.policy import REDIRECT_POLICY
from kbgen.site.portal import Portal


def redirects(portal: Portal) -> Iterator[tuple[str, str]]:
    """Yield a path and a small page for each former address; it works on any host and without JavaScript."""
    use_directory_urls = portal.settings.use_directory_urls
    for (language, article_id), rendered in portal.rendered.items():
        for alias in rendered.article.front.aliases:
            name = f"{portal.settings.folders[language]}/{alias}"
            former = page_url(f"{name}.md", use_directory_urls=use_directory_urls)
            path = f"{name}/index.html" if use_directory_urls else f"{name}.html"
            yield path, _page(portal, (language, article_id), former)
        for address in rendered.article.front.root_aliases:
            path = f"{address}index.html" if address.endswith("/") else address
            yield path, _page(portal, (language, article_id), quote(address))


def _page(portal: Portal, key: PageKey, former: str) -> str:
    """Return the page at the address `former`, relative to the root of the site, that leads on to an article."""
    current = portal.url(key)
    target = escape(relative_url(current, former))
    canonical = escape(portal.settings.site_url + current if portal.settings.site_url else target)
    title = escape(portal.rendered[key].article.front.title)
    return (
        f'<!doctype html>\n<html lang="{portal.settings.lang_tag(key[0])}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{REDIRECT_POLICY}">\n'
        f'<title>{title}</title>\n<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{canonical}">\n</head>\n'
        f'<body>\n<p><a href="{target}">{title}</a></p>\n</body>\n</html>\n'
    )
