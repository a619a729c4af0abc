"""Everything about a site before its pages are drawn: read, checked and rendered."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen import __version__
from kbgen.content.addresses import PageKey, page_paths, page_url
from kbgen.content.checks import ContentView, TextView, check_content, check_texts, errors_of, grade
from kbgen.content.link_map import LinkMap, map_links
from kbgen.content.pairs import pair_articles
from kbgen.content.parts import read_parts
from kbgen.content.scan import read_content
from kbgen.errors import ConfigError, ContentError, Problem
from kbgen.model import LANGUAGES, OTHER, Article, Asset, Language, Pair, Rendered
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


@dataclass(frozen=True, slots=True)
class Portal:
    """A site whose articles are sound.

    paths: the Markdown path of every page, fallback pages included, below the content folder.
    terms: synonyms and product words. warnings: problems that do not stop a build.
    contents: what is published beside or in place of files of the content folder, by path below it: drawings without scripts,
    pictures without notes of a camera, and in smaller files.
    popular: articles that readers open most, as the collector knows; empty where nobody asked it.
    shared: what articles of each language share. build_id: of the content and settings, the same for the same input.
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
    popular: Popular = field(default_factory=dict)

    def url(self, key: PageKey) -> str:
        """Return the address of a page, relative to the root of the site."""
        return page_url(self.paths[key], use_directory_urls=self.settings.use_directory_urls)

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

    progress: told how many, and of all. begin: told `reading`, `rendering` and `checking`.
    """
    begin("reading")
    strings = load_strings(theme_folder() / "strings.yml")
    popular = read_popular(settings.popular)
    content = read_content(settings)
    expectations = settings.contact.expectations if settings.contact else {}
    written = fill_expectations(content.articles, expectations, strings)
    written_pairs = pair_articles(written)
    pairs = without_untranslated(written_pairs, settings)
    _check_contact(settings, pairs, content.assets)
    paths = page_paths(pairs, settings)
    articles = [side for pair in pairs for side in pair.sides]
    shown_as = Path(os.path.relpath(settings.content, settings.root))
    broken = {problem.path.relative_to(shown_as).as_posix() for problem in content.problems if problem.code == "broken-image"}
    pictures = smaller_pictures(settings, articles, content.assets, content.contents, broken)
    links = map_links(paths, pictures.assets)
    parts = read_parts(settings.content, shown_as)
    begin("rendering")
    options = render_options(settings, strings, parts.texts)
    cache = RenderCache(settings.cache, options)
    rendered, count = render_articles(articles, paths, links, options=options, cache=cache, progress=progress)
    begin("checking")
    terms = load_terms(settings.terms, Path(os.path.relpath(settings.terms, settings.root)))
    problems = [
        *_still_large(content.problems, pictures, shown_as),
        *pictures.problems,
        *parts.problems,
        *unknown_expectations(written, expectations),
        *check_content(ContentView(settings, shown_as, written, written_pairs)),
        *(problem for text in rendered.values() for problem in text.problems),
        *check_texts(TextView(rendered, paths, links)),
        *terms.problems,
        *pin_problems(articles, terms),
        *proofread(written_pairs, settings, terms),
        *translation_problems(written_pairs, settings),
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
        build_id=build_id(settings, articles, strings, terms, options.shared, popular),
        count=count,
        terms=terms,
        contents={**content.contents, **pictures.contents},
        shared=options.shared,
        popular=popular,
    )


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


def _check_contact(settings: Settings, pairs: tuple[Pair, ...], assets: tuple[Asset, ...]) -> None:
    """Raise ConfigError for contact settings that name an article, a category or a picture that does not exist."""
    if settings.contact is None:
        return
    articles = {str(pair.id) for pair in pairs}
    categories = {side.category for pair in pairs for side in pair.sides if side.category}
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
