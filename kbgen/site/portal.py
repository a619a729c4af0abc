"""Everything about a site before its pages are drawn: read, checked and rendered."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen import __version__
from kbgen.content.addresses import PageKey, page_paths, page_url
from kbgen.content.checks import ContentView, TextView, check_content, check_texts, errors_of, grade, withheld_target
from kbgen.content.lifecycle import ByState, Withheld, by_state, lifetime, lifetimes, withheld_ids, withheld_paths
from kbgen.content.link_map import LinkMap, map_links
from kbgen.content.notices import Notice, coming_notices, notice_problems
from kbgen.content.pairs import pair_articles
from kbgen.content.parts import read_parts
from kbgen.content.scan import Content, read_content
from kbgen.errors import ConfigError, ContentError, Problem
from kbgen.model import LANGUAGES, OTHER, Article, ArticleId, Asset, Language, Pair, Rendered
from kbgen.pictures.shown import Pictures, smaller_pictures
from kbgen.proofread import proofread, without_untranslated
from kbgen.render import RenderCache, RenderCount, RenderOptions, render_articles
from kbgen.render.shared import SharedTexts
from kbgen.settings.fields import nearest, shown
from kbgen.settings.site import PICTURES, Settings
from kbgen.settings.variables import read_glossary
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.expectations import fill_expectations, unknown_expectations
from kbgen.site.pins import pin_problems
from kbgen.site.popular import Popular, read_popular
from kbgen.site.strings import Strings, load_strings
from kbgen.stages import Begin, no_stages
from kbgen.text.terms import Terms, load_terms
from kbgen.translations.status import translation_problems

LAST_YEAR = 9999
"""Of what never ends."""


@dataclass(frozen=True, slots=True)
class Portal:
    """A site whose articles are sound.

    paths: the Markdown path of every page, fallback pages included, below the content folder.
    terms: synonyms and product words. warnings: problems that do not stop a build.
    contents: what is published beside or in place of files of the content folder, by path below it: drawings without scripts,
    pictures without notes of a camera, and in smaller files.
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
    away: tuple[Article, ...] = ()
    """Texts that are still to come, and those that have expired."""
    over: tuple[Pair, ...] = ()
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

    @property
    def over_paths(self) -> Mapping[PageKey, str]:
        """The path of the page of each expired article in each language, but where an address leads on to another article."""
        if not self.over:
            return {}
        ids = {pair.id for pair in self.over}
        paths = page_paths(self.over, self.settings)
        former = _former_addresses(self.rendered.values(), self.settings)
        return {key: path for key, path in paths.items() if key[1] in ids and key not in self.paths and path not in former}

    def shown(self, key: PageKey) -> Rendered | None:
        """Return the text of a page: its own, or that of the other language, or None where nobody wrote one."""
        language, article_id = key
        return self.rendered.get(key) or self.rendered.get((OTHER[language], article_id))


def prepare(
    settings: Settings,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
    begin: Begin = no_stages,
) -> Portal:
    """Read, check and render articles. Raises ContentError with every problem found.

    progress: told how many, and of all. begin: told `reading`, `pictures`, `rendering` and `checking`.
    """
    begin("reading")
    strings = load_strings(theme_folder() / "strings.yml")
    popular = read_popular(settings.popular)
    content = read_content(settings)
    expectations = settings.contact.expectations if settings.contact else {}
    times = by_state(fill_expectations(content.articles, expectations, strings), settings)
    withheld = withheld_ids(times, content.drafts)
    pairs = without_untranslated(pair_articles(times.shown), settings)
    _check_contact(settings, pairs, content.assets, withheld)
    paths = page_paths(pairs, settings)
    articles = [side for pair in pairs for side in pair.sides]
    begin("pictures")
    shown_as = Path(os.path.relpath(settings.content, settings.root))
    broken = {problem.path.relative_to(shown_as).as_posix() for problem in content.problems if problem.code == "broken-image"}
    pictures = smaller_pictures(settings, articles, content.assets, content.contents, broken)
    links = map_links(paths, pictures.assets, withheld_paths(withheld, settings, frozenset(paths.values())))
    parts = read_parts(settings.content, shown_as)
    begin("rendering")
    cache = RenderCache(settings.cache, render_options(settings, strings, parts.texts))
    rendered, count = render_articles(articles, paths, links, options=cache.options, cache=cache, progress=progress)
    begin("checking")
    terms = load_terms(settings.terms, Path(os.path.relpath(settings.terms, settings.root)))
    alive = lifetimes(pair_articles((*times.shown, *times.coming)), settings.zone)
    problems = [
        *_still_large(content.problems, pictures, shown_as),
        *pictures.problems,
        *parts.problems,
        *_problems_of_articles(times, content.notices, settings, terms),
        *(problem for text in rendered.values() for problem in text.problems),
        *check_texts(TextView(rendered, paths, links, settings.now, alive)),
        *_problems_to_come(times, content, settings, rendered, cache),
        *terms.problems,
        *pin_problems((*articles, *times.coming), terms, withheld, alive),
        *_untimely_expectations(settings, withheld),
        *_problems_of_notices(content.notices, times, settings, withheld),
    ]
    graded = _sound(problems, settings)
    cache.sweep()
    return Portal(
        settings=settings,
        strings=strings,
        pairs=pairs,
        paths=paths,
        links=links,
        rendered=rendered,
        assets=pictures.assets,
        warnings=graded,
        build_id=build_id(settings, articles, strings, terms, cache.options.shared, popular),
        count=count,
        terms=terms,
        contents={**content.contents, **pictures.contents},
        shared=cache.options.shared,
        withheld=withheld,
        away=(*times.coming, *times.over),
        notices=coming_notices(content.notices, settings),
        over=pair_articles(side for side in times.over if side.id in withheld and withheld[side.id].state == "over"),
        popular=popular,
    )


def next_change(portal: Portal) -> int | None:
    """Return when the next article or notice comes or goes, in seconds since 1970; None where none does."""
    settings = portal.settings
    texts = (*(side for pair in portal.pairs for side in pair.sides), *portal.away)
    spans = [(alive.start, alive.end) for alive in (lifetime(article, settings.zone) for article in texts)]
    spans += [notice.span(settings.zone) for notice in portal.notices]
    coming = [moment for span in spans for moment in span if moment > settings.now and moment.year < LAST_YEAR]
    return int(min(coming).timestamp()) if coming else None


def _problems_of_articles(times: ByState, notices: tuple[Notice, ...], settings: Settings, terms: Terms) -> Iterator[Problem]:
    """Report what is wrong with the articles as their writers see them, those that are still to come included."""
    shown_as = Path(os.path.relpath(settings.content, settings.root))
    expectations = settings.contact.expectations if settings.contact else {}
    articles = (*times.shown, *times.coming)
    pairs = pair_articles(articles)
    yield from unknown_expectations(articles, expectations)
    yield from check_content(ContentView(settings, shown_as, articles, pairs, times.over))
    yield from proofread((*pairs, *(notice.pair for notice in notices)), settings, terms)
    yield from translation_problems(pairs, settings)


def _problems_to_come(
    times: ByState, content: Content, settings: Settings, rendered: Mapping[PageKey, Rendered], cache: RenderCache
) -> Iterator[Problem]:
    """Report what is wrong inside articles that are still to come, so that no build breaks on the day they do."""
    if not times.coming:
        return
    pairs = pair_articles((*times.shown, *times.coming))
    paths = page_paths(pairs, settings)
    withheld = withheld_ids(ByState((*times.shown, *times.coming), (), times.over), content.drafts)
    links = map_links(paths, content.assets, withheld_paths(withheld, settings, frozenset(paths.values())))
    coming, _ = render_articles(times.coming, paths, links, options=cache.options, cache=cache)
    view = TextView({**rendered, **coming}, paths, links, settings.now, lifetimes(pairs, settings.zone))
    of_those = {article.path for article in times.coming}
    yield from (problem for text in coming.values() for problem in text.problems)
    yield from (problem for problem in check_texts(view) if problem.path in of_those)


def _problems_of_notices(
    notices: tuple[Notice, ...], times: ByState, settings: Settings, withheld: Mapping[ArticleId, Withheld]
) -> Iterator[Problem]:
    articles = [article for some in (times.shown, times.coming, times.over) for article in some]
    known = {str(article.id) for article in articles if article.kind == "article"} | {article.category for article in articles}
    yield from notice_problems(notices, known - {""}, settings.zone, settings.now)
    for notice in notices:
        found = withheld.get(ArticleId(notice.article))
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


def _former_addresses(rendered: Iterable[Rendered], settings: Settings) -> frozenset[str]:
    """Return the path that a page would have at each former address, in any language."""
    fronts = [text.article.front for text in rendered]
    stems = {f"{folder}/{alias}" for front in fronts for alias in front.aliases for folder in settings.folders.values()}
    stems |= {address.rstrip("/").removesuffix(".html") for front in fronts for address in front.root_aliases}
    return frozenset(f"{stem}{end}" for stem in stems for end in (".md", "/index.md"))


def _still_large(problems: Iterable[Problem], pictures: Pictures, shown_as: Path) -> Iterator[Problem]:
    """Yield problems without those of pictures whose readers get a smaller file."""
    treated = {shown_as / path for path in pictures.treated}
    return (problem for problem in problems if problem.code != "large-image" or problem.path not in treated)


def render_options(
    settings: Settings, strings: Mapping[Language, Strings], parts: Mapping[str, str] | None = None
) -> RenderOptions:
    """Return what a text depends on besides itself. parts: as `read_parts` returns them; read here where none are given."""
    labels = {language: strings[language].for_markup for language in LANGUAGES}
    shared = shared_texts(settings, read_parts(settings.content, settings.content).texts if parts is None else parts)
    return RenderOptions(labels=labels, use_directory_urls=settings.use_directory_urls, shared=shared)


def shared_texts(settings: Settings, parts: Mapping[str, str]) -> Mapping[Language, SharedTexts]:
    """Return what articles of each language share. Raises ConfigError for a glossary that cannot be read."""
    glossary = read_glossary(settings.glossary)
    return {
        language: SharedTexts(
            variables={name: texts[language] for name, texts in settings.variables.items()},
            parts=parts,
            meanings=glossary[language],
            folder=settings.folders[language],
        )
        for language in LANGUAGES
    }


def _sound(problems: Iterable[Problem], settings: Settings) -> tuple[Problem, ...]:
    """Return the warnings among problems, graded. Raises ContentError where there is an error."""
    graded = grade(problems, settings)
    if errors_of(graded):
        raise ContentError(graded)
    return graded


def _check_contact(
    settings: Settings, pairs: tuple[Pair, ...], assets: tuple[Asset, ...], withheld: Mapping[ArticleId, Withheld]
) -> None:
    """Raise ConfigError for contact settings that name an article, a category or a picture that does not exist.

    withheld: what will be there, or was, is a matter of time and no fault of the settings.
    """
    if settings.contact is None:
        return
    timely = [found for found in withheld.values() if found.state != "draft"]
    articles = {str(pair.id) for pair in pairs} | {str(found.article.id) for found in timely}
    categories = {side.category for pair in pairs for side in pair.sides if side.category}
    categories |= {found.article.category for found in timely}
    pictures = {asset.path for asset in assets if asset.path.lower().endswith((*PICTURES, ".svg"))}
    for name, entry in settings.contact.expectations.items():
        _check_name(settings, entry.line, f"expectations.{name}.article", entry.article, articles)
        _check_name(settings, entry.line, f"expectations.{name}.category", entry.category, categories)
    for channel in settings.contact.channels:
        _check_name(settings, channel.line, f"{channel.kind}.qr", channel.qr, pictures)


def _check_name(settings: Settings, line: int, key: str, found: str, known: set[str]) -> None:
    if found and found not in known:
        message = f"'contact.{key}' is '{found}', which does not exist"
        raise ConfigError(f"{shown(settings.file)}:{line}: {message}", hint=nearest(found, known))


def build_id(
    settings: Settings,
    articles: list[Article],
    strings: Mapping[Language, Strings],
    terms: Terms,
    shared: Mapping[Language, SharedTexts],
    popular: Popular,
) -> str:
    """Return 12 hexadecimal digits that stand for the content, the settings and this version of kbgen."""
    digest = hashlib.blake2b(digest_size=6)
    chosen = (
        settings.site_name,
        settings.site_name_zh_hant,
        settings.folders,
        settings.zh_hant_tag,
        settings.collector,
        settings.contact,
        settings.owners,
    )
    texts = [dict(strings[language].texts) for language in LANGUAGES]
    digest.update(repr((__version__, chosen, settings.use_directory_urls, texts)).encode())
    digest.update(repr((terms.aliases(), terms.own_words(), terms.pins)).encode())
    digest.update(repr(shared).encode())
    if any(popular.values()):
        digest.update(repr(sorted(popular.items())).encode())
    for article in articles:
        digest.update(repr((article.language, article.id, article.kind, article.front, article.body)).encode())
    return digest.hexdigest()
