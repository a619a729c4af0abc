"""The pages of a portal, for search engines."""

from __future__ import annotations

from html import escape

from kbgen.content.addresses import HOME
from kbgen.model import LANGUAGES
from kbgen.site.language_links import LanguageLink, contact_links, language_links, privacy_links
from kbgen.site.portal import Portal


def sitemap(portal: Portal) -> str:
    """Return the sitemap: written pages only, each with its other language, so that no fallback page is indexed."""
    site_url = portal.settings.site_url
    entries = [_entry(site_url, "", language_links(portal, HOME))]
    ids = sorted({HOME} | {article_id for _, article_id in portal.rendered})
    for article_id in ids:
        links = language_links(portal, article_id)
        for language in LANGUAGES:
            rendered = portal.rendered.get((language, article_id))
            if rendered:
                updated = rendered.article.front.updated
                lastmod = updated.isoformat() if updated else ""
                entries.append(_entry(site_url + portal.url((language, article_id)), lastmod, links))
    for links in (contact_links(portal), privacy_links(portal)):
        entries += [_entry(link.url, "", links) for link in links if link.tag != "x-default"]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f'{head} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{"".join(entries)}</urlset>\n'


def _entry(url: str, lastmod: str, links: tuple[LanguageLink, ...]) -> str:
    others = "".join(f'<xhtml:link rel="alternate" hreflang="{link.tag}" href="{escape(link.url)}"/>\n' for link in links)
    modified = f"<lastmod>{lastmod}</lastmod>\n" if lastmod else ""
    return f"<url>\n<loc>{escape(url)}</loc>\n{modified}{others}</url>\n"
