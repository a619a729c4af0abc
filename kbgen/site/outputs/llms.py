"""`llms.txt`: every article in both languages with a line about it, for programs that answer questions (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.addresses import HOME
from kbgen.model import LANGUAGES, ArticleId, Language
from kbgen.site.catalogue import Catalogue, title_of
from kbgen.site.outputs.article_markdown import markdown_url
from kbgen.site.portal import Portal


def llms_txt(portal: Portal) -> str:
    """Return the file; needs `site_url`. Each link leads to the Markdown of an article."""
    names = dict.fromkeys(portal.settings.name(language) for language in LANGUAGES)
    about = "\n".join(f"> {_about(portal, language)}" for language in LANGUAGES)
    sections = [section for language in LANGUAGES for section in _sections(portal, language)]
    return "\n\n".join([f"# {_line(' / '.join(names))}", about, *sections]) + "\n"


def _about(portal: Portal, language: Language) -> str:
    home = portal.rendered.get((language, HOME))
    lead = home.article.front.description if home else ""
    return _line(lead or portal.strings[language].text("home.lead"))


def _sections(portal: Portal, language: Language) -> Iterator[str]:
    """A section for each category in the readers' order, and one for articles outside any."""
    catalogue = Catalogue(portal, language)
    titles = {category.id: category.title for category in catalogue.categories} | {"": portal.settings.name(language)}
    members: dict[str, list[ArticleId]] = {category: [] for category in titles}
    for own, article_id in sorted(portal.rendered, key=lambda key: (catalogue.position.get(key[1], 0), key[1])):
        article = portal.rendered[own, article_id].article
        if own == language and article.kind == "article" and not article.has_pages_of_regions:
            members[article.category].append(article_id)
    for category, ids in members.items():
        if ids:
            lines = [_entry(portal, language, article_id) for article_id in ids]
            yield "\n".join([f"## {_line(titles[category])} ({portal.settings.lang_tag(language)})", "", *lines])


def _entry(portal: Portal, language: Language, article_id: ArticleId) -> str:
    article = portal.rendered[language, article_id].article
    title = _line(title_of(article)).replace("[", "\\[").replace("]", "\\]")
    about = f": {_line(article.front.description)}" if article.front.description else ""
    return f"- [{title}]({portal.settings.site_url}{markdown_url(portal, (language, article_id))}){about}"


def _line(text: str) -> str:
    return " ".join(text.split())
