"""Every article on disk, drafts included: for what changes files and must not forget those that readers do not see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen.content.files import FoundFile, list_folder, read_file
from kbgen.content.front_matter import read_front_matter, split_front_matter
from kbgen.content.scan import article_id_of, kind_of, read_article
from kbgen.model import LANGUAGES, Article, Asset, FrontMatter, Language
from kbgen.settings.fields import Report
from kbgen.settings.site import Settings


@dataclass(frozen=True, slots=True)
class EveryArticle:
    """files: by path below the content folder. articles: of those that can be read, likewise. assets: all other files.

    shown_as: what messages call the folder.
    """

    shown_as: Path
    files: Mapping[str, FoundFile]
    articles: Mapping[str, Article]
    assets: tuple[Asset, ...]

    def raw(self, article: Article) -> bytes:
        """Return what the file of one of the articles holds now."""
        return read_file(self.files[article.path.relative_to(self.shown_as).as_posix()])


def read_every_article(
    settings: Settings, *, read_front: Callable[[str | None, Report], FrontMatter] = read_front_matter
) -> EveryArticle:
    """Read them; what is wrong with them is left to `kbgen check`. read_front: as `read_front_matter` does."""
    shown_as = settings.shown_content
    language_of: dict[str, Language] = {settings.folders[language]: language for language in LANGUAGES}
    files = {file.relative: file for file in list_folder(settings.content, shown_as).files}
    articles = {}
    for relative, file in files.items():
        top, _, below = relative.partition("/")
        if below.endswith(".md") and top in language_of:
            article = read_article(file, below, language_of[top], shown_as / relative, _unheard, read_front=read_front)
            if article:
                articles[relative] = article
    assets = tuple(Asset(relative) for relative in files if relative not in articles)
    return EveryArticle(shown_as, files, articles, assets)


def moved_article(article: Article, shown_as: Path, relative: str, text: str | None = None) -> Article:
    """Return an article as it is at another path below the content folder, and with other text where there is one.

    shown_as: what messages call that folder. text: of the whole file, with '\\n' as its only line end.
    """
    below = relative.partition("/")[2]
    moved = replace(
        article,
        id=article_id_of(below),
        kind=kind_of(below),
        category=below.partition("/")[0] if "/" in below else "",
        path=shown_as / relative,
    )
    return moved if text is None else with_text(moved, text)


def with_text(article: Article, text: str) -> Article:
    """Return an article with other text. text: of the whole file, with '\\n' as its only line end."""
    parts = split_front_matter(text, _unheard)
    return replace(article, front=read_front_matter(parts.yaml_text, _unheard), body=parts.body, body_line=parts.body_line)


def _unheard(line: int, code: str, message: str, hint: str) -> None:
    """Take a problem that `kbgen check` reports."""
