"""Everything about a site before its pages are drawn: read, checked and rendered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kbgen.content.addresses import PageKey, page_paths, page_url
from kbgen.content.checks import errors_of, grade
from kbgen.content.former import former_ids
from kbgen.content.glossary import read_glossary
from kbgen.content.lifecycle import Withheld, by_state, lifetime, withheld_ids, withheld_paths
from kbgen.content.link_map import LinkMap, map_links
from kbgen.content.notices import Notice, coming_notices
from kbgen.content.pairs import pair_articles
from kbgen.content.parts import read_parts
from kbgen.content.scan import read_content
from kbgen.errors import ContentError, Problem
from kbgen.model import OTHER, Article, ArticleId, Asset, Diagram, Language, Link, Pair, Rendered
from kbgen.pictures.diagrams import drawn_diagrams
from kbgen.pictures.shown import smaller_pictures
from kbgen.proofread import without_untranslated
from kbgen.render import RenderCache, RenderCount, diagram_sources, render_articles
from kbgen.render.shared import SharedTexts
from kbgen.settings.faults import read_each
from kbgen.settings.site import Settings
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.build_id import build_id
from kbgen.site.check_contact import check_contact
from kbgen.site.check_look import check_look
from kbgen.site.expectations import fill_expectations
from kbgen.site.popular import Popular, read_popular
from kbgen.site.problems import RenderedContent, problems_of
from kbgen.site.regions import split_by_region, with_region_names
from kbgen.site.render_options import render_options
from kbgen.site.strings import Strings, in_forms_of, load_strings
from kbgen.stages import Begin, no_stages
from kbgen.text.terms import Terms, load_terms

LAST_YEAR = 9999
"""Of what never ends."""


@dataclass(frozen=True, slots=True)
class Portal:
    """A site whose articles are sound.

    paths: the Markdown path of every page, fallback pages included, below the content folder.
    terms: synonyms and product words. warnings: problems that do not stop a build.
    contents: what is published beside or in place of files of the content folder, by path below it: drawings without scripts,
    pictures without notes of a camera, and in smaller files, diagrams.
    popular: articles that readers open most, as the collector knows; empty where nobody asked it.
    shared: what articles of each language share.
    withheld: articles of which no side is shown, and why. over: the expired ones of them; a page at their address says so.
    build_id: of the content and settings, the same for the same input.
    """

    settings: Settings
    strings: Mapping[Language, Strings]
    pairs: tuple[Pair, ...]
    paths: Mapping[PageKey, str]
    links: LinkMap
    rendered: Mapping[PageKey, Rendered]
    assets: tuple[Asset, ...]
    warnings: tuple[Problem, ...]
    build_id: str
    count: RenderCount
    terms: Terms
    contents: Mapping[str, bytes]
    shared: Mapping[Language, SharedTexts]
    withheld: Mapping[ArticleId, Withheld]
    diagrams: Mapping[str, Diagram]
    """What became of each source of a diagram."""
    away: tuple[Article, ...] = ()
    """Texts that are still to come, and those that have expired."""
    over: Mapping[ArticleId, Pair] = field(default_factory=dict)
    over_paths: Mapping[PageKey, str] = field(default_factory=dict)
    """The path of the page of each expired article in each language, but where an address leads on to another article."""
    notices: tuple[Notice, ...] = ()
    """Those that are not over yet, the next ones first."""
    popular: Popular = field(default_factory=dict)

    def url(self, key: PageKey) -> str:
        """Return the address of a page, relative to the root of the site; also that of an article that has expired."""
        path = self.paths.get(key) or self.over_paths[key]
        return page_url(path, use_directory_urls=self.settings.use_directory_urls)

    def url_if_shown(self, key: PageKey) -> str:
        """Return the address of a page that is there at this moment, or an empty text."""
        return self.url(key) if key in self.paths else ""

    def links_to_pages(self, text: Rendered) -> Iterator[tuple[Link, PageKey]]:
        """Yield the links of a text that lead to pages of articles, each with the page."""
        source = self.paths[text.article.language, text.article.id]
        for link in text.links:
            page = None if link.image else self.links.resolve(source, link.target).page
            if page:
                yield link, page

    def written_pair(self, article: str) -> Pair | None:
        """Return an article as its files have it, by its id or that of one of its pages for regions; None: not shown now."""
        return next((pair.written for pair in self.pairs if article in {pair.id, pair.name}), None)

    def over_text(self, key: PageKey) -> Article | None:
        """Return the text that was on the page of an expired article, or None where there is no such page."""
        language, article_id = key
        pair = self.over[article_id] if key in self.over_paths else None
        return (pair.side(language) or pair.sides[0]) if pair else None

    def shown(self, key: PageKey) -> Rendered | None:
        """Return the text of a page: its own, or that of the other language, or None where nobody wrote one."""
        language, article_id = key
        return self.rendered.get(key) or self.rendered.get((OTHER[language], article_id))


def prepare(
    settings: Settings,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
    begin: Begin = no_stages,
    on_rendered: Callable[[Portal], None] = lambda portal: None,  # noqa: ARG005
) -> Portal:
    """Read, check and render articles. Raises ContentError with every problem found.

    progress: told how many, and of all. begin: told `reading`, `pictures`, `rendering` and `checking`.
    on_rendered: told what will be returned, before the checks that take longest and without their warnings.
    """
    begin("reading")
    strings = in_forms_of(load_strings(theme_folder() / "strings.yml"), settings.zh_hant_tag)
    strings = with_region_names(strings, settings.regions)
    content = read_content(settings)
    expectations = settings.contact.expectations if settings.contact else {}
    filled = fill_expectations(content.articles, expectations, strings)
    regional = split_by_region(filled, settings, strings)
    times = by_state(regional.articles, settings)
    withheld = withheld_ids(times, content.drafts, settings.zone)
    pairs = without_untranslated(pair_articles(times.shown), settings)
    shown_popular = Path(os.path.relpath(settings.popular, settings.root))
    popular, unread = read_popular(settings.popular, shown_popular, former_ids(pairs))
    read_each(lambda check: check(settings, pairs, content.assets, withheld), (check_contact, check_look))
    paths = page_paths(pairs, settings)
    articles = tuple(side for pair in pairs for side in pair.sides)
    begin("pictures")
    shown_as = settings.shown_content
    broken = {problem.path.relative_to(shown_as).as_posix() for problem in content.problems if problem.code == "broken-image"}
    pictures = smaller_pictures(settings, articles, content.assets, content.contents, broken)
    links = map_links(paths, pictures.assets, withheld_paths(withheld, settings, frozenset(paths.values())), pairs)
    parts = read_parts(settings.content, shown_as)
    options = render_options(settings, strings, parts.texts)
    coming = [(side, page_paths(pair_articles([side]), settings)[side.language, side.id]) for side in times.coming]
    written = [*((side, paths[side.language, side.id]) for side in articles), *coming]
    diagrams = drawn_diagrams(settings, diagram_sources(written, options))
    begin("rendering")
    cache = RenderCache(settings.cache, replace(options, diagrams=diagrams.drawn))
    rendered, count = render_articles(articles, paths, links, options=cache.options, cache=cache, progress=progress)
    begin("checking")
    terms = load_terms(settings.terms, Path(os.path.relpath(settings.terms, settings.root)))
    over = pair_articles(side for side in times.over if side.id in withheld and withheld[side.id].state == "over")
    portal = Portal(
        settings=settings,
        strings=strings,
        pairs=pairs,
        paths=paths,
        links=links,
        rendered=rendered,
        assets=pictures.assets,
        warnings=(),
        build_id=build_id(settings, articles, strings, terms, cache.options.shared, popular),
        count=count,
        terms=terms,
        contents={**content.contents, **pictures.contents, **diagrams.contents},
        diagrams=diagrams.drawn,
        shared=cache.options.shared,
        withheld=withheld,
        away=(*times.coming, *times.over),
        notices=coming_notices(content.notices, settings),
        over={pair.id: pair for pair in over},
        over_paths=_over_paths(over, paths, rendered.values(), settings) if over else {},
        popular=popular,
    )
    on_rendered(portal)
    site = RenderedContent(settings, content, times, withheld, articles, paths, links, parts, pictures, rendered, cache, terms)
    glossary = read_glossary(settings.glossary, shown_as / settings.glossary.name)
    graded = _sound((*regional.problems, *glossary.problems, *unread, *problems_of(site)), settings)
    cache.sweep()
    return replace(portal, warnings=graded)


def next_change(portal: Portal) -> int | None:
    """Return when the next article or notice comes or goes, in seconds since 1970; None where none does."""
    settings = portal.settings
    texts = (*(side for pair in portal.pairs for side in pair.sides), *portal.away)
    timed = (article for article in texts if article.front.publish_at or article.front.expire_at)
    spans = [(alive.start, alive.end) for alive in (lifetime(article, settings.zone) for article in timed)]
    spans += [notice.span(settings.zone) for notice in portal.notices]
    coming = [moment for span in spans for moment in span if moment > settings.now and moment.year < LAST_YEAR]
    return int(min(coming).timestamp()) if coming else None


def _sound(problems: Iterable[Problem], settings: Settings) -> tuple[Problem, ...]:
    """Return the warnings among problems, graded. Raises ContentError where there is an error."""
    graded = grade(problems, settings)
    if errors_of(graded):
        raise ContentError(graded)
    return graded


def _over_paths(
    over: tuple[Pair, ...], paths: Mapping[PageKey, str], rendered: Iterable[Rendered], settings: Settings
) -> Mapping[PageKey, str]:
    """Return the paths of pages of expired articles. paths: of those that are shown."""
    ids, former = {pair.id for pair in over}, _former_addresses(rendered, settings)
    there = page_paths(over, settings)
    return {key: path for key, path in there.items() if key[1] in ids and key not in paths and path not in former}


def _former_addresses(rendered: Iterable[Rendered], settings: Settings) -> frozenset[str]:
    """Return the path that a page would have at each former address, in any language."""
    fronts = [text.article.front for text in rendered]
    stems = {f"{folder}/{alias}" for front in fronts for alias in front.aliases for folder in settings.folders.values()}
    stems |= {address.rstrip("/").removesuffix(".html") for front in fronts for address in front.root_aliases}
    return frozenset(f"{stem}{end}" for stem in stems for end in (".md", "/index.md"))
