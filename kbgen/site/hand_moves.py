"""Articles that somebody moved without `kbgen rename`: found by the live site, told, and carried out to the end.

The same short id at another address is a move, and so is most of the text of a page that is gone in an article that is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

from kbgen.content.addresses import HOME
from kbgen.content.edit.moved_links import targets_of
from kbgen.content.every_article import EveryArticle, moved_article, read_every_article
from kbgen.content.files import FoundFile
from kbgen.content.former import article_of_page
from kbgen.content.front_matter import key_line
from kbgen.content.link_map import LinkMap
from kbgen.content.names import without_case
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, REGIONS, Article, ArticleId, Language
from kbgen.settings.site import Settings
from kbgen.site.move_files import Move, Plan, addresses_of, parts_on_disk, plan_files
from kbgen.site.outputs.lost_addresses import FormerSite, is_given_up, taken_addresses
from kbgen.site.outputs.successors import LEAST_ALIKE, alike, pieces_of

_BY_ID = "its id '{}'"
_BY_TEXT = "its text"
_BY_ARTICLES = "the place of its articles"
_MARKS = re.compile(r"^[ \t]*:{3,}.*$", re.MULTILINE)  # of blocks, which pages for regions do not hold


@dataclass(frozen=True, slots=True)
class HandMove:
    """An article or a category at another place than on the live site. old, new: its ids; why: what says that it is the same.

    moved, behind: language → path of each side that has moved, and of each that has not.
    """

    old: ArticleId
    new: ArticleId
    why: str
    moved: Mapping[Language, str]
    behind: Mapping[Language, str]
    told: bool = False
    """Whether an alias says so already; links of others may still be as they were."""


@dataclass(frozen=True)
class HandMoves:
    """What was moved by hand since the live site, `former`, was built."""

    former: FormerSite
    settings: Settings

    @cached_property
    def site(self) -> EveryArticle:
        """Every article on disk."""
        return read_every_article(self.settings)

    @cached_property
    def found(self) -> tuple[HandMove, ...]:
        """Each move that is certain, in order of its former id."""
        return tuple(move for move in self._certain if not _is_by_case(move))

    @property
    def by_case(self) -> tuple[HandMove, ...]:
        """Those to the same name in other case, which must go back unless the former address was given up."""
        return tuple(move for move in self._certain if _is_by_case(move) and not is_given_up(move.old, self.settings))

    @cached_property
    def _certain(self) -> tuple[HandMove, ...]:
        if not self.former.addresses:
            return ()
        found = {move.old: move for move in self._by_text()}
        found |= {move.old: move for move in self._by_id()}
        by_new: dict[ArticleId, list[HandMove]] = {}
        for move in found.values():
            by_new.setdefault(move.new, []).append(move)
        single = {moves[0].old: moves[0] for moves in by_new.values() if len(moves) == 1}
        single |= {move.old: move for move in self._of_categories(single) if move.old not in single}
        return tuple(self._with_alias(single[old]) for old in sorted(single))

    @property
    def untold(self) -> tuple[HandMove, ...]:
        """Those of them that nobody has written down as an alias, or whose other side has not followed."""
        return tuple(move for move in self.found if move.behind or not move.told)

    def sides_after(self, move: HandMove) -> tuple[Path, ...]:
        """Return the path of each side once a move is finished, as messages call it."""
        behind = (self._target(move, language, path) for language, path in move.behind.items())
        return tuple(self.site.shown_as / path for path in sorted((*move.moved.values(), *behind)))

    def _with_alias(self, move: HandMove) -> HandMove:
        fronts = [self.site.articles[path].front for path in move.moved.values()]
        return replace(move, told=any(move.old in front.aliases for front in fronts))

    def problems(self) -> Iterator[Problem]:
        """Report each of those at a side that has moved, and addresses that changed to another article."""
        if self.former.addresses:
            yield from taken_addresses(self.former, self.site.articles.values(), self.settings)
        for move in self.by_case:
            message = f"differs from '{move.old}', what it was until now, only by case, and many disks cannot hold both"
            yield self._problem(move, message, f"rename it back to '{move.old}', or to a name of its own")
        for move in self.untold:
            message = f"was '{move.old}' until now, as {move.why} says; it was moved without 'kbgen rename'"
            back = f"or move it back, and 'kbgen rename {move.old} {move.new}'"
            hint = f"'kbgen check --fix' writes the alias and mends the links; {back}"
            for language, left in move.behind.items():
                message = f"is half moved: it was '{move.old}' until now, as {move.why} says, where its other side still is"
                there = self.site.shown_as / self._target(move, language, left)
                hint = f"'kbgen check --fix' moves the other side too: git mv {self.site.shown_as / left} {there}"
            yield self._problem(move, message, hint)

    def _problem(self, move: HandMove, message: str, hint: str) -> Problem:
        article = self.site.articles[next(iter(move.moved.values()))]
        return Problem(article.path, key_line(article.front.lines, "id"), "lost-address", message, hint)

    def plan(self) -> Move:
        """Return what it takes to finish them. Raises UsageError where something else would change by it."""
        files, on_disk = dict(self.site.files), dict[str, str]()
        before: dict[str, str] = {}
        for move in self.found:
            for language, path in move.moved.items():
                before[path] = self._former_path(move, language, path)
            on_disk |= {path: self._target(move, language, path) for language, path in move.behind.items()}
        before |= self._others_moved(before)
        on_disk |= self._others_behind(on_disk)
        articles = {before.get(path, path): self._before(one, path, before) for path, one in self.site.articles.items()}
        parts = parts_on_disk(self.settings, self.site)
        virtual = EveryArticle(
            self.site.shown_as,
            {before.get(path, path): FoundFile(before.get(path, path), file.path) for path, file in files.items()},
            dict(sorted(articles.items())),
            tuple(replace(asset, path=before.get(asset.path, asset.path)) for asset in self.site.assets),
        )
        moves = {old: new for new, old in before.items() if new in files} | {p: t for p, t in on_disk.items() if p in files}
        moved_parts = {old: new for new, old in before.items() if new in parts} | {p: t for p, t in on_disk.items() if p in parts}
        places = {before.get(path, path): place for path, place in parts.items()}
        told = {path for path in before.values() for move in self.found if move.told and path in self._sides_before(move)}
        rewritten = frozenset((*self._rewritten(virtual, moves), *told))
        return plan_files(self.settings, Plan(virtual, moves, places, moved_parts, rewritten))

    def _sides_before(self, move: HandMove) -> set[str]:
        return {self._former_path(move, language, path) for language, path in move.moved.items()}

    def _before(self, article: Article, today: str, before: Mapping[str, str]) -> Article:
        """Return an article where it was; messages call it by today's path, unless that is another form of address."""
        path = before.get(today, today)
        same_form = today.endswith("/index.md") == path.endswith("/index.md")
        moved = moved_article(article, self.site.shown_as, path)
        return replace(moved, path=self.site.shown_as / (today if same_form else path))

    @cached_property
    def _today(self) -> Mapping[ArticleId, Mapping[Language, str]]:
        found: dict[ArticleId, dict[Language, str]] = {}
        for path, article in self.site.articles.items():
            found.setdefault(article.id, {})[article.language] = path
        return found

    def _by_id(self) -> Iterator[HandMove]:
        with_id: dict[str, dict[str, Article]] = {}
        for path, article in self.site.articles.items():
            with_id.setdefault(article.front.short_id, {})[path] = article
        for short_id, old in self.former.articles_of_ids.items():
            sides = {path: one for path, one in with_id.get(short_id, {}).items() if one.id != old}
            there = self._today.get(old, {})
            if any(one.id in self.site.articles[path].front.aliases for one in sides.values() for path in there.values()):
                continue  # which took the place of this one
            others = [path for path in there.values() if self.site.articles[path].front.short_id not in {"", short_id}]
            moved = {one.language: path for path, one in sides.items()}
            if len({one.id for one in sides.values()}) == 1 and not others and not moved.keys() & there.keys():
                new = next(iter(sides.values())).id
                yield HandMove(old, new, _BY_ID.format(short_id), moved, there)

    def _by_text(self) -> Iterator[HandMove]:
        likely = sorted(self._likely(), key=lambda one: one[:2])
        for old, group in groupby(likely, key=lambda one: one[0]):
            sides = {language: path for _, language, path in group}
            there = self._today.get(old, {})
            ids = {self.site.articles[path].id for path in sides.values()}
            behind_ids = {self.site.articles[path].front.short_id for path in there.values()} - {""}
            moved_ids = {self.site.articles[path].front.short_id for path in sides.values()} - {""}
            if len(ids) == 1 and (not moved_ids or not behind_ids or moved_ids == behind_ids):
                yield HandMove(old, ids.pop(), _BY_TEXT, sides, there)

    def _likely(self) -> Iterator[tuple[ArticleId, Language, str]]:
        """Yield former id, language, and the path of the new article with most of the text of a page that is gone."""
        for language in LANGUAGES:
            gone = dict(self._texts_gone(language))
            bodies = {path: _MARKS.sub("", self.site.articles[path].body) for path in self._new_paths(language) if gone}
            new = {path: pieces_of(body) for path, body in bodies.items()}
            for old, pieces in gone.items():
                best = max(((alike(pieces, other), path) for path, other in new.items()), default=(0.0, ""))
                if best[0] >= LEAST_ALIKE:
                    yield old, language, best[1]

    def _texts_gone(self, language: Language) -> Iterator[tuple[ArticleId, frozenset[str]]]:
        folder = f"{self.settings.folders[language]}/"
        for path, address in self.former.addresses.items():
            name = ArticleId(address.removeprefix(folder).removesuffix(".html").rstrip("/"))
            there = address.startswith(folder) and name not in {"", HOME}
            if not there or language in self._today.get(name, {}) or self._is_region_page(language, name):
                continue
            regional = [self.former.body_of(f"{folder}{name}/{region.lower()}.html") for region in REGIONS]
            texts = list(filter(None, regional)) or [self.former.body_of(path)]  # those hold what holds everywhere too
            pieces = frozenset().union(*map(pieces_of, texts))
            if len(pieces) > 1:
                yield name, pieces

    def _is_region_page(self, language: Language, name: ArticleId) -> bool:
        whole = article_of_page(name, ())
        return whole != name and self._had_text(language, whole)

    def _new_paths(self, language: Language) -> Iterator[str]:
        for path, article in self.site.articles.items():
            is_new = article.language == language and not self._had_text(language, article.id)
            if is_new and article.front.short_id not in self.former.articles_of_ids:
                yield path

    def _had_text(self, language: Language, article: str) -> bool:
        stem = f"{self.settings.folders[language]}/{article}"
        return self.former.has_file(f"{stem}.md") or self.former.has_file(f"{stem}/index.md")

    def _of_categories(self, moves: Mapping[ArticleId, HandMove]) -> Iterator[HandMove]:
        """Yield the categories whose articles all went to one new category, with its page."""
        targets: dict[str, set[str]] = {}
        for move in moves.values():
            targets.setdefault(move.old.partition("/")[0], set()).add(move.new.partition("/")[0])
        for old, found in targets.items():
            new = next(iter(found))
            moved, behind = self._today.get(ArticleId(new), {}), self._today.get(ArticleId(old), {})
            inside = (one for one in self.site.articles.values() if one.category == old and one.kind == "article")
            stays = {one.id for one in inside if one.language in moved} - moves.keys()
            was = any(self._had_text(language, new) for language in LANGUAGES)
            if len(found) == 1 and new != old and moved and not stays and not was and not moved.keys() & behind.keys():
                yield HandMove(ArticleId(old), ArticleId(new), _BY_ARTICLES, moved, behind)

    def _former_path(self, move: HandMove, language: Language, path: str) -> str:
        stem = f"{self.settings.folders[language]}/{move.old}"
        ends = ("/index.md", ".md") if path.endswith("/index.md") else (".md", "/index.md")
        return next((f"{stem}{end}" for end in ends if self.former.has_file(f"{stem}{end}")), f"{stem}{ends[0]}")

    def _target(self, move: HandMove, language: Language, path: str) -> str:
        folder = self.settings.folders[language]
        return f"{folder}/{move.new}{path.removeprefix(f'{folder}/{move.old}')}"

    def _folders(self) -> Iterator[tuple[str, str, HandMove]]:
        for move in self.found:
            if move.why == _BY_ARTICLES:
                for folder in self.settings.folders.values():
                    yield f"{folder}/{move.old}/", f"{folder}/{move.new}/", move

    def _others_moved(self, known: Mapping[str, str]) -> Mapping[str, str]:
        """Return today's path → former path of the pictures and parts of a folder that moved as a whole, and are gone there."""
        there = self._files_and_parts()
        paths = [path for path in there if path not in self.site.articles and path not in known]
        found = {
            path: f"{old}{path.removeprefix(new)}"
            for old, new, move in self._folders()
            for path in paths
            if path.startswith(new) and any(side.startswith(new) for side in move.moved.values())
        }
        return {path: former for path, former in found.items() if former not in there}

    def _others_behind(self, known: Mapping[str, str]) -> Mapping[str, str]:
        """Return path → new path of all else in a folder that follows: articles of one language, pictures and parts."""
        paths = [path for path in self._files_and_parts() if path not in known]
        return {
            path: f"{new}{path.removeprefix(old)}" for old, new, _ in self._folders() for path in paths if path.startswith(old)
        }

    def _files_and_parts(self) -> frozenset[str]:
        return frozenset((*self.site.files, *parts_on_disk(self.settings, self.site)))

    def _rewritten(self, virtual: EveryArticle, moves: Mapping[str, str]) -> Iterator[str]:
        """Yield the former paths of the articles whose own links are right for where they stand today."""
        today = addresses_of(tuple(self.site.articles.values()), self.site.assets, self.settings).links
        before = addresses_of(tuple(virtual.articles.values()), virtual.assets, self.settings).links
        for path, new in moves.items():
            if path in virtual.articles and new in self.site.articles:
                body = virtual.articles[path].body
                if _broken(body, new, today) < _broken(body, path, before):
                    yield path


def _broken(body: str, path: str, links: LinkMap) -> int:
    return sum(links.resolve(path, written).kind == "missing" for written in targets_of(body))


def _is_by_case(move: HandMove) -> bool:
    return without_case(move.old) == without_case(move.new)
