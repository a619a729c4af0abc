"""What is wrong with a site whose articles are rendered: all problems, from every stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.addresses import PageKey, page_paths
from kbgen.content.checks import ContentView, TextView, check_content, check_texts, withheld_target
from kbgen.content.checks.addresses import file_clash
from kbgen.content.lifecycle import ByState, Lifetime, Withheld, lifetime, lifetimes, withheld_ids, withheld_paths
from kbgen.content.link_map import LinkMap, map_links
from kbgen.content.notices import notice_problems
from kbgen.content.pairs import pair_articles
from kbgen.content.parts import Parts
from kbgen.content.scan import Content
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, OTHER, Article, ArticleId, Pair, Rendered
from kbgen.pictures.shown import Pictures
from kbgen.proofread import proofread
from kbgen.render import RenderCache, render_articles
from kbgen.settings.site import Settings
from kbgen.site.expectations import unknown_expectations
from kbgen.site.pins import pin_problems
from kbgen.site.unlinked_files import unlinked_files
from kbgen.text.terms import Terms
from kbgen.translations.status import translation_problems


@dataclass(frozen=True, slots=True)
class RenderedContent:
    """A site as far as problems can tell. times: its articles by whether they are shown now. withheld: those that are not.

    articles: of the pairs that are shown. paths: of every page.
    """

    settings: Settings
    content: Content
    times: ByState
    withheld: Mapping[ArticleId, Withheld]
    articles: tuple[Article, ...]
    paths: Mapping[PageKey, str]
    links: LinkMap
    parts: Parts
    pictures: Pictures
    rendered: Mapping[PageKey, Rendered]
    cache: RenderCache
    terms: Terms


_LEAVES_UNREAD = frozenset({"not-utf-8", "nul-byte", "too-large", "unreadable"})


def problems_of(site: RenderedContent) -> Iterator[Problem]:
    """Yield every problem of a site."""
    settings, coming = site.settings, site.times.coming
    written = pair_articles((*site.times.shown, *coming))
    alive = lifetimes(written, settings.zone)
    yield from _still_large(site)
    yield from site.pictures.problems
    yield from site.parts.problems
    unread = _unread(site)
    yield from _without_what_follows(_of_articles(site, written), unread, settings)
    yield from (problem for text in site.rendered.values() for problem in text.problems)
    view = TextView(site.rendered, site.paths, site.links, settings.now, alive, unread)
    yield from check_texts(view)
    yield from unlinked_files(view, settings, site.content.assets, _not_shown(site))
    if coming:
        yield from _to_come(site, written, alive)
    yield from site.terms.problems
    yield from pin_problems((*site.articles, *coming), site.terms, site.withheld, alive)
    yield from _untimely_expectations(settings, site.withheld)
    yield from _of_notices(site)


def _not_shown(site: RenderedContent) -> Iterator[str]:
    """Yield the texts that are still to come, that were or are being written, and what articles share."""
    yield from (article.body for some in (site.times.coming, site.times.over, site.content.drafts) for article in some)
    yield from site.parts.texts.values()


def _still_large(site: RenderedContent) -> Iterator[Problem]:
    """Yield the problems of files, without those of pictures whose readers get a smaller one."""
    shown_as = site.settings.shown_content
    treated = {shown_as / path for path in site.pictures.treated}
    return (problem for problem in site.content.problems if problem.code != "large-image" or problem.path not in treated)


def _unread(site: RenderedContent) -> frozenset[str]:
    """Return the articles of which nothing is known because their file cannot be read, by path below the content folder."""
    shown_as = site.settings.shown_content
    empty = {article.path for article in site.content.articles if not article.body}
    unread = {
        problem.path
        for problem in site.content.problems
        if problem.code in _LEAVES_UNREAD or (problem.code == "front-matter" and problem.path in empty)
    }
    return frozenset(path.relative_to(shown_as).as_posix() for path in unread)


def _without_what_follows(problems: Iterable[Problem], unread: Set[str], settings: Settings) -> Iterator[Problem]:
    """Leave out what an article lacks, or its other side has and it has not, only because it cannot be read."""
    if not unread:  # mostly, and to look for the path of each problem is not for nothing
        yield from problems
        return
    shown_as = settings.shown_content
    folders = {settings.folders[language]: settings.folders[OTHER[language]] for language in LANGUAGES}
    parts = [path.partition("/") for path in unread]
    others = {shown_as / folders[top] / below for top, _, below in parts if top in folders}
    own = {shown_as / path for path in unread}
    for problem in problems:
        if problem.path not in own and not (problem.path in others and problem.code.endswith(("-differs", "-differ"))):
            yield problem


def _of_articles(site: RenderedContent, written: tuple[Pair, ...]) -> Iterator[Problem]:
    """Report what is wrong with the articles as their writers see them. written: those that are still to come included."""
    settings, times = site.settings, site.times
    shown_as = settings.shown_content
    expectations = settings.contact.expectations if settings.contact else {}
    articles = (*times.shown, *times.coming)
    yield from unknown_expectations(articles, expectations)
    view = ContentView(settings, shown_as, articles, written, times.over)
    yield from check_content(view)
    yield from file_clash(view, (asset.path for asset in site.content.assets))
    read = [pair for pair in written if not pair.sides[0].has_pages_of_regions]  # of which all stands on the pages for regions
    yield from proofread((*read, *(notice.pair for notice in site.content.notices)), settings, site.terms)
    yield from translation_problems(tuple({pair.name: pair.written for pair in written}.values()), settings)


def _to_come(site: RenderedContent, written: tuple[Pair, ...], alive: Mapping[ArticleId, Lifetime]) -> Iterator[Problem]:
    """Report what is wrong inside articles that are still to come, so that no build breaks on the day they do."""
    settings, times, cache = site.settings, site.times, site.cache
    paths = page_paths(written, settings)
    withheld = withheld_ids(ByState((*times.shown, *times.coming), (), times.over), site.content.drafts, settings.zone)
    links = map_links(paths, site.content.assets, withheld_paths(withheld, settings, frozenset(paths.values())), written)
    coming, _ = render_articles(times.coming, paths, links, options=cache.options, cache=cache)
    view = TextView({**site.rendered, **coming}, paths, links, settings.now, alive)
    of_those = {article.path for article in times.coming}
    yield from (problem for text in coming.values() for problem in text.problems)
    yield from (problem for problem in check_texts(view) if problem.path in of_those)


def _of_notices(site: RenderedContent) -> Iterator[Problem]:
    settings, times, notices = site.settings, site.times, site.content.notices
    articles = [article for some in (times.shown, times.coming, times.over) for article in some]
    known = {str(article.name) for article in articles if article.kind == "article"} | {article.category for article in articles}
    yield from notice_problems(notices, known - {""}, settings.zone, settings.now)
    for notice in notices:
        found = site.withheld.get(ArticleId(notice.article))
        comes_in_time = found and lifetime(found.article, settings.zone).state(notice.start.start(settings.zone)) == "shown"
        if found and found.state != "draft" and not comes_in_time:
            yield withheld_target(found, "'article'", notice.path, notice.lines.get("article", 0))


def _untimely_expectations(settings: Settings, withheld: Mapping[ArticleId, Withheld]) -> Iterator[Problem]:
    """Report expectations whose article is not there at this moment; their texts stand without a link."""
    for name, entry in (settings.contact.expectations if settings.contact else {}).items():
        found = withheld.get(ArticleId(entry.article))
        if found and found.state != "draft":
            what = f"'contact.expectations.{name}.article'"
            yield withheld_target(found, what, Path(settings.file.name), entry.line)
