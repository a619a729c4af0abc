"""Files for programs and hosts: sitemap, robots.txt, llms.txt, feeds, Markdown of articles, headers, redirects."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kbgen.errors import ContentError
from kbgen.model import LANGUAGES
from kbgen.site.assets.theme_assets import ThemeAssets
from kbgen.site.outputs import article_list
from kbgen.site.outputs.article_markdown import article_markdown
from kbgen.site.outputs.embed_script import ADDRESS, embed_script
from kbgen.site.outputs.feed import feed, feed_path
from kbgen.site.outputs.host_headers import headers_file, vercel_json
from kbgen.site.outputs.host_redirects import (
    CADDY,
    NETLIFY,
    NGINX,
    caddy_redirects,
    nginx_redirects,
    redirects_file,
    vercel_redirects,
)
from kbgen.site.outputs.llms import llms_txt
from kbgen.site.outputs.policy import content_policy
from kbgen.site.outputs.redirects import blocked_redirects, list_redirects, redirect_pages
from kbgen.site.outputs.short_links import short_link_pages
from kbgen.site.outputs.sitemap import sitemap
from kbgen.site.outputs.written import SiteFiles
from kbgen.site.portal import Portal


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to be published. path: relative to the root of the site."""

    path: str
    text: str


def write_files_for_programs(site: SiteFiles, portal: Portal, taken: Collection[str], assets: ThemeAssets) -> None:
    """Write every such file. assets: the portal's scripts. taken: paths of files the site brings itself, which win.

    Raises ContentError: a former address lies inside a file.
    """
    if blocked := tuple(blocked_redirects(portal)):
        raise ContentError(blocked)
    short_links = (SiteFile(path, text) for path, text in short_link_pages(portal, assets))
    files = (*files_for_programs(portal), *short_links, SiteFile(ADDRESS, embed_script(portal, assets.folder)))
    site.write((file.path, file.text.encode()) for file in files if file.path not in taken)


def files_for_programs(portal: Portal) -> Iterator[SiteFile]:
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
    former = list_redirects(portal)
    yield SiteFile("vercel.json", vercel_json(policy, vercel_redirects(former)))
    if former:
        yield SiteFile(NETLIFY, redirects_file(former))
        yield SiteFile(NGINX, nginx_redirects(portal, former))
        yield SiteFile(CADDY, caddy_redirects(portal, former))
    yield from (SiteFile(path, text) for path, text in redirect_pages(portal))
