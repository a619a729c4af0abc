"""The search of a site to ask many queries of: as it was built, or as its articles are now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kbgen.content.former import article_of_page, former_ids
from kbgen.content.lifecycle import Withheld
from kbgen.errors import IndexReadError, UsageError
from kbgen.index.build import build_index
from kbgen.model import LANGUAGES, REGIONS, ArticleId
from kbgen.search.asked import Asked, Progress, unseen
from kbgen.search.bulk import answer_all
from kbgen.search.reader import index_of
from kbgen.search.region_pages import RegionPages
from kbgen.settings.config_file import CONFIG_FILE
from kbgen.settings.fields import shown
from kbgen.settings.site import Settings, load
from kbgen.site.index_source import index_source
from kbgen.site.portal import Portal, prepare


@dataclass(frozen=True, slots=True)
class SiteSearch:
    """An index to ask. moved: former id → id, as far as the articles say so; away: those that are not there now, likewise."""

    files: Mapping[str, bytes]
    moved: Mapping[ArticleId, ArticleId]
    away: Mapping[ArticleId, Withheld] = field(default_factory=dict)

    def articles(self) -> frozenset[ArticleId]:
        """Return the ids of all articles, and of the pages that some have for regions."""
        index = index_of(self.files)
        pages = {document.id for document in index.documents("en", range(index.manifest["pairs"])).values()}
        return frozenset(map(ArticleId, pages)) | {article_of_page(page, pages) for page in pages}


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The articles that a query shows first, by the page that is shown of each. weak: even the best of them holds little of it.

    foreign: those that are shown in a language that is not the reader's. at_once: an answer stands above them.
    pages: the other pages of an article for regions → the one shown.
    """

    articles: tuple[ArticleId, ...]
    weak: bool
    foreign: frozenset[ArticleId] = frozenset()
    at_once: bool = False
    pages: Mapping[ArticleId, ArticleId] = field(default_factory=dict)

    @property
    def is_answer(self) -> bool:
        """Whether anything fits what was asked."""
        return bool(self.articles) and not self.weak

    def place(self, article: str) -> int | None:
        """Return the place of an article, or of any page of it, from 1; None where it is not there.

        Of a search that was built before an article was one result, the first of its pages counts.
        """
        names = {article, self.pages.get(ArticleId(article), article), *(f"{article}/{region.lower()}" for region in REGIONS)}
        return next((place for place, page in enumerate(self.articles, start=1) if page in names), None)


def open_site_search(place: Path, progress: Progress = unseen) -> SiteSearch:
    """Return the search of a built site, or that of the articles of a project as they are now.

    place: a built site, a folder with mkdocs.yml, or a configuration file. progress: told articles rendered, and all.
    Raises UsageError: it is none of these. ContentError: the articles need mending first.
    """
    if (place / "search" / "manifest.json").is_file():
        return SiteSearch(_read_files(place / "search"), {})
    config = place / CONFIG_FILE if place.is_dir() else place
    if not config.is_file():
        name = shown(place.absolute())
        raise UsageError(
            f"{name} is neither a built site nor a project", hint=f"name a site of 'kbgen build', or a {CONFIG_FILE}"
        )
    return search_of_articles(prepare(with_drafts(load(config)), progress))


def with_drafts(settings: Settings) -> Settings:
    """Return settings under which unfinished articles are no error: what they would answer can be asked before they are.

    The draft of a translation is in the language it is to be translated from.
    """
    return replace(settings, checks={**settings.checks, "unfinished-article": "off", "wrong-language": "off"})


def search_of_articles(portal: Portal) -> SiteSearch:
    """Return the search of the articles of a site."""
    built = build_index(index_source(portal))
    return SiteSearch(built.files, former_ids(portal.pairs), portal.withheld)


def shortlists(
    search: SiteSearch,
    queries: Sequence[Asked],
    *,
    within: int,
    only_ranked: Collection[Asked] = (),
    progress: Progress = unseen,
) -> dict[Asked, Shortlist]:
    """Return what each query shows among its first `within` results. progress: told queries done, and all.

    only_ranked: queries of which nobody asks whether an answer stands above the results.
    """
    answers = answer_all(search.files, sorted(set(queries)), most=within, only_ranked=only_ranked, progress=progress)
    index = index_of(search.files)
    regions = RegionPages(index.manifest.get("region_pages", ()))
    ranked = {pair for answer in answers.values() for pair, _ in answer.ranking}
    pairs = ranked | {other for pair in ranked for other in regions.others(pair)}
    documents = {language: index.documents(language, pairs) for language in LANGUAGES}
    found = {}
    for asked, answer in answers.items():
        shown = {pair: documents[asked.language][pair] for pair, _ in answer.ranking}
        foreign = frozenset(ArticleId(document.id) for document in shown.values() if document.language != asked.language)
        articles = tuple(ArticleId(document.id) for document in shown.values())
        pages = {
            ArticleId(documents[asked.language][other].id): ArticleId(shown[pair].id)
            for pair in shown
            for other in regions.others(pair)
        }
        found[asked] = Shortlist(articles, answer.weak, foreign, answer.at_once, pages)
    return found


def _read_files(folder: Path) -> Mapping[str, bytes]:
    try:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    except OSError as error:
        raise IndexReadError(f"{error.filename} cannot be read: {error.strerror}", hint="build the portal again") from error
