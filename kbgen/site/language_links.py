"""Which pages say the same in another language: for the head of a page and for the sitemap, which must agree."""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.content.addresses import HOME
from kbgen.model import LANGUAGES, ArticleId
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
    default = site_url if article_id == HOME else urls[settings.default_language]
    return (
        *(LanguageLink(settings.lang_tag(language), urls[language]) for language in written),
        LanguageLink("x-default", default),
    )
