"""Which pages say the same in another language: for the head of a page and for the sitemap, which must agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbgen.content.addresses import HOME, page_url
from kbgen.model import LANGUAGES, ArticleId, Language, Region
from kbgen.settings.site import Settings
from kbgen.site.pages import contact_path, privacy_path
from kbgen.site.portal import Portal


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One `hreflang` link. tag: a language tag, or `x-default` for readers of any other language. url: absolute."""

    tag: str
    url: str


def language_links(portal: Portal, article_id: ArticleId) -> tuple[LanguageLink, ...]:
    """Return the links that every written page of an article carries, to itself included.

    Empty without `site_url`, and for an article in one language only: a fallback page is no translation.
    The gateway belongs to the home pages, and is where readers of any other language are sent.
    """
    site_url, settings = portal.settings.site_url, portal.settings
    written = [language for language in LANGUAGES if (language, article_id) in portal.rendered]
    if not site_url or len(written) < len(LANGUAGES):
        return ()
    urls = {language: site_url + portal.url((language, article_id)) for language in written}
    region = portal.rendered[written[0], article_id].article.region
    return _links(settings, urls, site_url if article_id == HOME else urls[settings.default_language], region)


def contact_links(portal: Portal) -> tuple[LanguageLink, ...]:
    """Return the links of the contact page, which is there in both languages or not at all."""
    return _page_links(portal, contact_path) if portal.settings.contact else ()


def privacy_links(portal: Portal) -> tuple[LanguageLink, ...]:
    """Return the links of the privacy notice, likewise."""
    return _page_links(portal, privacy_path) if portal.settings.collector else ()


def _page_links(portal: Portal, path_in: Callable[[Portal, Language], str]) -> tuple[LanguageLink, ...]:
    site_url, settings = portal.settings.site_url, portal.settings
    if not site_url:
        return ()
    paths = {language: path_in(portal, language) for language in LANGUAGES}
    urls = {key: site_url + page_url(path, use_directory_urls=settings.use_directory_urls) for key, path in paths.items()}
    return _links(settings, urls, urls[settings.default_language])


def _links(
    settings: Settings, urls: Mapping[Language, str], default: str, region: Region | None = None
) -> tuple[LanguageLink, ...]:
    return (
        *(LanguageLink(settings.lang_tag(language, region), url) for language, url in urls.items()),
        LanguageLink("x-default", default),
    )
