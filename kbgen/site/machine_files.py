"""Files for programs and hosts: sitemap, robots.txt, llms.txt, feeds, Markdown of articles, headers, redirects."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kbgen.content.addresses import HOME, page_url, relative_url
from kbgen.model import LANGUAGES
from kbgen.site import article_list
from kbgen.site.article_markdown import article_markdown
from kbgen.site.embedding import ADDRESS, embed_script
from kbgen.site.feed import feed, feed_path
from kbgen.site.header_files import headers_file, vercel_json
from kbgen.site.language_links import LanguageLink, contact_links, language_links, privacy_links
from kbgen.site.llms import llms_txt
from kbgen.site.policy import REDIRECT_POLICY, content_policy
from kbgen.site.portal import Portal


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to be published. path: relative to the root of the site."""

    path: str
    text: str


def write_machine_files(site_folder: Path, portal: Portal, taken: Collection[str], assets_folder: str) -> None:
    """Write every such file. assets_folder: of the portal's scripts. taken: paths of files the site brings itself, which win."""
    for file in (*machine_files(portal), SiteFile(ADDRESS, embed_script(portal, assets_folder))):
        if file.path not in taken:
            path = site_folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, "utf-8", newline="\n")


def machine_files(portal: Portal) -> Iterator[SiteFile]:
    """Yield every such file; those that need absolute addresses only when `site_url` is set."""
    if portal.settings.site_url:
        yield SiteFile("sitemap.xml", sitemap(portal))
        yield SiteFile("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {portal.settings.site_url}sitemap.xml\n")
        yield SiteFile("llms.txt", llms_txt(portal))
    for language in LANGUAGES:
        if path := feed_path(portal, language):
            yield SiteFile(path, feed(portal, language))
    if collector := portal.settings.collector:
        yield SiteFile(article_list.ADDRESS, article_list.article_list(portal, collector))
    for key in sorted(portal.rendered):
        yield SiteFile(portal.paths[key], article_markdown(portal, key))
    policy = content_policy(portal)
    yield SiteFile("_headers", headers_file(policy))
    yield SiteFile("vercel.json", vercel_json(policy))
    yield from redirects(portal)


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


def redirects(portal: Portal) -> Iterator[SiteFile]:
    """Yield a small page at each former address; it works on any host and without JavaScript."""
    for (language, article_id), rendered in portal.rendered.items():
        for alias in rendered.article.front.aliases:
            path = f"{portal.settings.folders[language]}/{alias}.md"
            former = page_url(path, use_directory_urls=portal.settings.use_directory_urls)
            current = portal.url((language, article_id))
            target = escape(relative_url(current, former))
            canonical = escape(portal.settings.site_url + current if portal.settings.site_url else target)
            title = escape(rendered.article.front.title)
            text = (
                f'<!doctype html>\n<html lang="{portal.settings.lang_tag(language)}">\n<head>\n<meta charset="utf-8">\n'
                f'<meta http-equiv="Content-Security-Policy" content="{REDIRECT_POLICY}">\n'
                f'<title>{title}</title>\n<meta http-equiv="refresh" content="0; url={target}">\n'
                f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{canonical}">\n</head>\n'
                f'<body>\n<p><a href="{target}">{title}</a></p>\n</body>\n</html>\n'
            )
            name = path.removesuffix(".md")
            html_path = f"{name}/index.html" if portal.settings.use_directory_urls else f"{name}.html"
            yield SiteFile(html_path, text)
