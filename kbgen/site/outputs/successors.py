"""Which article of today says what stood at an address that would vanish, where that is certain; and the alias that says so.

Certain is: the short id that both have; the page that the former address led on to; and a text of which most is the same,
in an article that the live site does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from kbgen.content.edit.front_keys import with_aliases, with_short_id
from kbgen.content.former import article_of_page, former_ids
from kbgen.content.names import without_case
from kbgen.content.short_ids import SHORT_FOLDER, short_address
from kbgen.model import LANGUAGES, ArticleId, Language
from kbgen.site.outputs.article_markdown import article_markdown
from kbgen.site.outputs.lost_addresses import FormerSite
from kbgen.site.outputs.short_links import short_ids
from kbgen.site.portal import Portal
from kbgen.whole_file import replace_file

LEAST_ALIKE = 0.6
"""Share of the three-character pieces of two texts that both hold. Two articles of one template share about a third."""
_LONGEST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Kept:
    """An alias, or a short id, that was written so that an address holds. path: of the file, as messages call it."""

    path: Path
    written: str


@dataclass(frozen=True)
class Successors:
    """What became of the articles of the former site."""

    former: FormerSite
    portal: Portal

    def of(self, article: ArticleId) -> ArticleId | None:
        """Return the id of today of an article of the former site, or of a page of it; None where that is not certain."""
        if article in self._today:
            return self._moves.get(article, article)
        found = self._moves.get(article) or self._by_short_id.get(article)
        if found is None and (whole := self.whole_of(article)):
            found = self.of(whole)
        return found or self._by_text(article)

    def whole_of(self, article: ArticleId) -> ArticleId | None:
        """Return the article that an id of the former site would be the page for a region of, or None."""
        whole = article_of_page(article, ())
        return whole if whole != article else None

    def article_at(self, path: str) -> tuple[Language, ArticleId] | None:
        """Return the language and the former id that a page of the former site has by its address, or led on to."""
        address = self.former.leads_to(path) or self.former.addresses[path]
        for language, folder in self.portal.settings.folders.items():
            if address.startswith(f"{folder}/"):
                name = address.removeprefix(f"{folder}/").removesuffix("index.html").removesuffix(".html").strip("/")
                return language, ArticleId(name)
        return None

    def has_pages(self, article: ArticleId) -> bool:
        """Tell whether an article of today has pages for regions."""
        return any(pair.id == article and pair.sides[0].has_pages_of_regions for pair in self.portal.pairs)

    @cached_property
    def _today(self) -> frozenset[ArticleId]:
        return frozenset(pair.id for pair in self.portal.pairs)

    @cached_property
    def _moves(self) -> Mapping[ArticleId, ArticleId]:
        return former_ids(self.portal.pairs)

    @cached_property
    def _by_short_id(self) -> Mapping[ArticleId, ArticleId]:
        before = {short_id: self.former.article_of(short_id) for short_id in short_ids(self.portal)}
        return {article: short_ids(self.portal)[short_id].id for short_id, article in before.items() if article}

    def _by_text(self, article: ArticleId) -> ArticleId | None:
        found: dict[ArticleId, float] = {}
        for language in LANGUAGES:
            text = self._former_text(language, article)
            for candidate, pieces in self._new_texts[language].items() if text else ():
                found[candidate] = max(found.get(candidate, 0.0), alike(pieces_of(text), pieces))
        best = sorted(found, key=lambda candidate: (-found[candidate], candidate))[:1]
        return self._moves.get(best[0], best[0]) if best and found[best[0]] >= LEAST_ALIKE else None

    def _former_text(self, language: Language, article: ArticleId) -> str:
        folder = self.former.folder / self.portal.settings.folders[language]
        for path in (folder / f"{article}.md", folder / article / "index.md"):
            if path.is_file():
                return _without_front(path.read_text("utf-8", errors="replace"))
        return ""

    @cached_property
    def _new_texts(self) -> Mapping[Language, Mapping[ArticleId, frozenset[str]]]:
        found: dict[Language, dict[ArticleId, frozenset[str]]] = {language: {} for language in LANGUAGES}
        known = set(self.former.addresses.values())
        for key in self.portal.rendered:
            if unquote(self.portal.url(key)) not in known:
                found[key[0]][key[1]] = pieces_of(_without_front(article_markdown(self.portal, key)))
        return found


def keep_addresses(former: FormerSite, portal: Portal, lost: Iterable[str]) -> tuple[Kept, ...]:
    """Write aliases and short ids into the articles that took the place of those at lost addresses; return what was written.

    lost: paths of `lost_addresses`. Raises UsageError: a front matter cannot be written without changing something else.
    """
    found = Successors(former, portal)
    contents: dict[tuple[Language, ArticleId], bytes] = {}
    kept = []
    for path in lost:
        for key, alias in _aliases(found, path):
            article = portal.rendered[key].article
            file = portal.settings.root / article.path
            before = contents.get(key, file.read_bytes())
            if path.startswith(f"{SHORT_FOLDER}/") and not alias.startswith("/"):
                contents[key], what = with_short_id(before, alias, article.path.as_posix()), f"id: {alias}"
            else:
                contents[key], what = with_aliases(before, [alias], [], article.path.as_posix()), alias
            if contents[key] != before:
                kept.append(Kept(article.path, what))
    for key, raw in contents.items():
        replace_file(portal.settings.root / portal.rendered[key].article.path, raw)
    return tuple(kept)


def _aliases(found: Successors, path: str) -> Iterator[tuple[tuple[Language, ArticleId], str]]:
    """Yield each article that takes an alias or id for the page at `path`, which has neither page nor redirect any more."""
    portal, former = found.portal, found.former
    if path.startswith(f"{SHORT_FOLDER}/"):
        short_id = path.split("/")[1]
        before = former.article_of(short_id)
        now = found.of(before) if before else None
        sides = [(language, now) for language in LANGUAGES if now and (language, now) in portal.rendered]
        if any(portal.rendered[side].article.front.short_id for side in sides):
            yield sides[0], f"/{short_address(short_id)}"
        else:
            yield from ((side, short_id) for side in sides)
        return
    at = found.article_at(path)
    now = found.of(at[1]) if at else None
    if at is None or now is None:
        return
    if (whole := found.whole_of(at[1])) and found.of(whole) == now and found.has_pages(now):
        return  # the alias of the article leads on from its pages for regions too
    language = at[0] if (at[0], now) in portal.rendered else next(side for side in LANGUAGES if (side, now) in portal.rendered)
    address = former.addresses[path]
    inside = f"{portal.settings.folders[at[0]]}/"
    if not address.startswith(inside):
        yield (language, now), f"/{address}"
        return
    alias = address.removeprefix(inside).removesuffix(".html").rstrip("/")
    if without_case(alias) != without_case(now):  # a disk that takes both for one would hold a page that leads to itself
        yield (language, now), alias


def _without_front(text: str) -> str:
    return text.split("---", 2)[-1]


def pieces_of(text: str) -> frozenset[str]:
    """Return the pieces of three characters of a text, by which it is compared."""
    plain = " ".join(text[:_LONGEST_CHARACTERS].split())
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of pieces that both texts have, from 0 to 1."""
    if min(len(one), len(other)) < LEAST_ALIKE * max(len(one), len(other)):
        return 0.0  # the sizes alone say so, at a thousandth of the time
    return len(one & other) / max(1, len(one | other))
