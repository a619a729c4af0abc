"""Queries that editors pinned articles to, in the front matter of an article and in `terms.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.checks import withheld_target
from kbgen.content.lifecycle import Lifetime, Withheld
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, Article, ArticleId, Language, Region
from kbgen.settings.fields import nearest
from kbgen.text.synonyms import Terms
from kbgen.text.tokens import canonical

LONGEST_PIN = 60
"""Characters: a longer query is typed by nobody twice."""


@dataclass(frozen=True, slots=True)
class _Pin:
    """One query pinned to one article, and where that stands."""

    language: Language
    written: str
    article: ArticleId
    path: Path
    line: int

    @property
    def phrase(self) -> str:
        return canonical(self.written)


def pins(articles: Iterable[Article], terms: Terms, regions: Sequence[Region] = ()) -> Mapping[Language, Mapping[str, ArticleId]]:
    """Return canonical query → article, in each language. articles, terms: those that `pin_problems` finds sound.

    A pin to an article that is not there at this moment has no effect; one to an article with pages for regions shows that of
    the first of `regions`, as the settings order them. The others are found by `pinned_words`.
    """
    written = tuple(articles)
    pages = [article for article in written if article.kind == "article" and not article.has_pages_of_regions]
    order = {region: place for place, region in enumerate(regions)}
    pages.sort(key=lambda page: order.get(page.region, -1) if page.region else -1)
    there = {page.name: page.id for page in reversed(pages)}
    found: dict[Language, dict[str, ArticleId]] = {language: {} for language in LANGUAGES}
    for pin in _all(written, terms):
        if pin.article in there:
            found[pin.language].setdefault(pin.phrase, there[pin.article])
    return found


def pinned_words(articles: Iterable[Article], terms: Terms) -> Mapping[tuple[Language, ArticleId], tuple[str, ...]]:
    """Return what is pinned to each article, by its name, as written.

    Its pages for regions have them as keywords: a query has one place for a pin, and who reads for another region looks among
    the results for the page to put there.
    """
    found: dict[tuple[Language, ArticleId], tuple[str, ...]] = {}
    for pin in _all(tuple(articles), terms):
        key = pin.language, pin.article
        found[key] = (*found.get(key, ()), pin.written)
    return found


def pin_problems(
    articles: Iterable[Article],
    terms: Terms,
    withheld: Mapping[ArticleId, Withheld] | None = None,
    alive: Mapping[ArticleId, Lifetime] | None = None,
) -> Iterator[Problem]:
    """Report queries pinned twice in one language, to what is no article, and those that nobody can type.

    articles: those to come included, whose pins will have effect. alive: from when to when readers see each of them.

    A pin names an article and never another query, so pins cannot lead in a circle.
    """
    written = tuple(articles)
    known = {str(article.id) for article in written if article.kind == "article"}
    former = {alias: str(article.id) for article in written for alias in article.front.aliases}
    for entry in terms.pins:
        absent = (withheld or {}).get(ArticleId(entry.article))
        if absent and absent.state != "draft" and absent.article.kind == "article":
            yield withheld_target(absent, f"the pin to '{entry.article}'", terms.path, entry.line)
        elif entry.article not in known:
            hint = f"write '{former[entry.article]}'" if entry.article in former else nearest(entry.article, known)
            yield Problem(terms.path, entry.line, "pin-article", f"'{entry.article}' is no article of this site", hint)
    first: dict[tuple[Language, str], _Pin] = {}
    for pin in _all(written, terms):
        before = first.setdefault((pin.language, pin.phrase), pin)
        if not pin.phrase or len(pin.written) > LONGEST_PIN:
            hint = f"write what readers type, at most {LONGEST_PIN} characters"
            yield Problem(pin.path, pin.line, "pin-phrase", f"nobody types '{pin.written[:LONGEST_PIN]}'", hint)
        elif before.article != pin.article and _meet(before.article, pin.article, alive or {}):
            message = f"'{pin.written}' is pinned to '{before.article}' as well, in {before.path}:{before.line}"
            yield Problem(
                pin.path, pin.line, "pin-clash", message, "keep it for one of them; the search decides between the others"
            )
    for article in written:
        if article.front.pin_for and article.kind != "article":
            line = article.front.pin_lines[0]
            yield Problem(article.path, line, "pin-article", f"a {article.kind} page is no result of a search", "pin an article")


def _meet(one: ArticleId, other: ArticleId, alive: Mapping[ArticleId, Lifetime]) -> bool:
    return alive.get(one, Lifetime()).meets(alive.get(other, Lifetime()))


def _all(articles: Iterable[Article], terms: Terms) -> Iterator[_Pin]:
    """Yield the pins of articles, in order, then those of the terms, which hold in both languages."""
    for article in articles:
        if article.kind == "article":
            for written, line in zip(article.front.pin_for, article.front.pin_lines, strict=True):
                yield _Pin(article.language, written, article.id, article.path, line)
    for entry in terms.pins:
        for language in LANGUAGES:
            for word in entry.phrases:
                yield _Pin(language, word.written, ArticleId(entry.article), terms.path, word.line)
