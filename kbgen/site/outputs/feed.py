"""An Atom feed of changed articles for each language (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape

from kbgen.content.addresses import HOME
from kbgen.model import Language, Rendered
from kbgen.site.catalogue import title_of
from kbgen.site.outputs.article_markdown import markdown_url
from kbgen.site.portal import Portal

MAX_ENTRIES = 50
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_path(portal: Portal, language: Language) -> str:
    """Return where the feed of a language is, relative to the root of the site; empty where there is none.

    A feed needs absolute addresses and at least one date, because its only clock is `updated` of the articles.
    """
    if not portal.settings.site_url or not _changed(portal, language):
        return ""
    return f"{portal.settings.folders[language]}/feed.xml"


def feed(portal: Portal, language: Language) -> str:
    """Return the feed of a language that has one, the articles changed last first."""
    settings = portal.settings
    changed = _changed(portal, language)
    home = settings.site_url + portal.url((language, HOME))
    return "".join(
        [
            f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
            f' xml:lang="{settings.lang_tag(language)}">\n',
            _element("id", home),
            _element("title", settings.name(language)),
            _element("updated", _moment(changed[0][0])),
            f"<author>{_element('name', settings.name(language))}</author>\n",
            _link("alternate", home, "text/html"),
            _link("self", settings.site_url + feed_path(portal, language), "application/atom+xml"),
            *_entries(portal, changed),
            "</feed>\n",
        ]
    )


def _changed(portal: Portal, language: Language) -> list[tuple[date, Rendered]]:
    """The dated articles; those of one day in order of id."""
    dated = [
        (rendered.article.front.updated, rendered)
        for (own, _), rendered in sorted(portal.rendered.items())
        if own == language and rendered.article.kind == "article" and rendered.article.front.updated
        if rendered.article.id == rendered.article.name
    ]
    dated.sort(key=lambda item: item[0], reverse=True)
    return dated[:MAX_ENTRIES]


def _entries(portal: Portal, changed: list[tuple[date, Rendered]]) -> Iterator[str]:
    for day, rendered in changed:
        article = rendered.article
        key = (article.language, article.id)
        url = portal.settings.site_url + portal.url(key)
        yield "<entry>\n"
        yield _element("id", url)
        yield _element("title", title_of(article))
        yield _element("updated", _moment(day))
        yield _link("alternate", url, "text/html")
        yield _link("alternate", portal.settings.site_url + markdown_url(portal, key), "text/markdown")
        if article.front.description:
            yield _element("summary", article.front.description)
        yield "</entry>\n"


def _moment(day: date) -> str:
    """Writers give days; a feed wants moments."""
    return f"{day.isoformat()}T00:00:00Z"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_NOT_XML.sub('', text))}</{name}>\n"


def _link(rel: str, url: str, media_type: str) -> str:
    return f'<link rel="{rel}" type="{media_type}" href="{escape(url)}"/>\n'
