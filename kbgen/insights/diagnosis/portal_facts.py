"""What a report says about articles: titles, the languages they are written in, and when each was last changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from kbgen.content.former import article_of_page
from kbgen.content.front_matter import front_matter_of
from kbgen.model import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class PortalFacts:
    """Facts by article and language; one with pages for regions by its own id too, with the title of the first.

    titles: as readers of the language see them. written: where the article is written in the language, not only shown.
    updated: days on which writers say that they changed it. category_titles: of folders of articles.
    """

    titles: Mapping[tuple[str, Language], str] = field(default_factory=dict)
    written: frozenset[tuple[str, Language]] = frozenset()
    updated: Mapping[tuple[str, Language], date] = field(default_factory=dict)
    category_titles: Mapping[tuple[str, Language], str] = field(default_factory=dict)

    @property
    def categories(self) -> list[str]:
        """The folders of articles, of which `--category` names one."""
        return sorted({article.split("/")[0] for article, _ in self.titles if "/" in article})

    def category_title(self, category: str, language: Language) -> str:
        """Return what readers of a language call a category."""
        return self.category_titles.get((category, language), category)


def portal_facts(portal: Path | None) -> PortalFacts:
    """Return the facts of the built portal in a folder. Raises UsageError and IndexReadError."""
    if portal is None:
        return PortalFacts()
    from kbgen.search.reader import open_index  # here, for it loads what reads an index

    titles: dict[tuple[str, Language], str] = {}
    updated: dict[tuple[str, Language], date] = {}
    written = set()
    index = open_index(portal / "search")
    for language in LANGUAGES:
        documents = index.documents(language, range(index.manifest["pairs"])).values()
        pages = {document.id for document in documents}
        for document in documents:
            keys = {(document.id, language), (article_of_page(document.id, pages), language)}
            for key in keys:
                titles.setdefault(key, document.title)  # of an article with pages for regions, that of the first
            if document.language == language:
                written |= keys
                if (day := _updated(portal / f"{unquote(document.url).rstrip('/').removesuffix('.html')}.md")) is not None:
                    updated |= dict.fromkeys(keys, day)
    named = {
        (name, language): title
        for language in LANGUAGES
        for name, title in index.manifest["categories"].get(language, {}).items()
    }
    return PortalFacts(titles, frozenset(written), updated, named)


def _updated(markdown: Path) -> date | None:
    """Return the day in the front matter of a published Markdown file; a portal may be published without them."""
    return front_matter_of(markdown.read_bytes(), lambda *_: None).updated if markdown.is_file() else None
