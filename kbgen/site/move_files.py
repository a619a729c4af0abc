"""Files of articles change places: what is written so that every link, part and former address leads where it led."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kbgen.content.addresses import page_paths
from kbgen.content.checks import ContentView
from kbgen.content.checks.addresses import alias_clash, duplicate_slug
from kbgen.content.edit.front_keys import with_aliases
from kbgen.content.edit.lines import written_lines
from kbgen.content.edit.moved_links import with_moved_links
from kbgen.content.edit.notice_topics import with_moved_topics
from kbgen.content.edit.whole_text import head_and_body, with_whole_text
from kbgen.content.every_article import EveryArticle, moved_article
from kbgen.content.files import read_file
from kbgen.content.link_map import LinkMap, map_links
from kbgen.content.names import is_notice
from kbgen.content.pairs import pair_articles
from kbgen.content.parts import read_parts
from kbgen.content.scan import article_id_of
from kbgen.errors import Problem, UsageError
from kbgen.model import REGIONS, Article, ArticleId, Asset
from kbgen.render.shared import SharedTexts, with_moved_parts
from kbgen.settings.site import Settings
from kbgen.site.moved_texts import Addresses, require_same_text
from kbgen.site.regions import region_page_id, with_region_pages
from kbgen.whole_file import replace_file

_NAMED = re.compile(r"(\b(?:article|category):[ \t]*[\"']?)([^\s\"',{}\[\]#]+)")
"""Where `pins` of the terms, `expectations` of the contact and notices name an article by its id."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a move changes. ids: former id → new one.

    contents: of every file that is new or changed, by its place on disk. gone: files to remove after that.
    articles: how many others had a link to change. led_on: those whose former address leads on; the others never had a page.
    """

    ids: Mapping[ArticleId, ArticleId]
    contents: Mapping[Path, bytes]
    gone: tuple[Path, ...]
    articles: int
    led_on: frozenset[ArticleId]

    @property
    def changes(self) -> bool:
        """Whether anything is written or removed."""
        return bool(self.contents or self.gone)

    def carry_out(self) -> None:
        """Write it: new files first, so that whatever interrupts it loses nothing."""
        for path, content in self.contents.items():
            replace_file(path, content)
        for path in self.gone:
            path.unlink()
        for folder in sorted({parent for path in self.gone for parent in path.parents[:2]}, reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files change places. Paths are those below the content folder.

    site: as it was before; the place on disk of a file that somebody has moved already is that of today.
    files: path → new path of what moves, articles and others. parts: the place on disk of each part, by its path before.
    moved_parts: path → new path of those that move. rewritten: paths of articles whose own links were written anew by hand.
    unpublished: articles that were on no page, so that nothing has to lead on from there.
    """

    site: EveryArticle
    files: Mapping[str, str]
    parts: Mapping[str, Path]
    moved_parts: Mapping[str, str] = field(default_factory=dict)
    rewritten: frozenset[str] = frozenset()
    unpublished: frozenset[ArticleId] = frozenset()

    def new_path(self, path: str) -> str:
        """Return where a file or a part is afterwards."""
        return self.files.get(path) or self.moved_parts.get(path, path)


def plan_files(settings: Settings, plan: Plan) -> Move:
    """Return what is to be written. Raises UsageError where something else would change by it."""
    site, files = plan.site, plan.files
    ids = {site.articles[path].id: _id_at(files[path]) for path in files if path in site.articles}
    before = addresses_of(tuple(site.articles.values()), site.assets, settings)
    shells = [moved_article(article, site.shown_as, files.get(path, path)) for path, article in site.articles.items()]
    after = addresses_of(shells, [replace(asset, path=files.get(asset.path, asset.path)) for asset in site.assets], settings)
    pages = {region_page_id(one, region): region_page_id(now, region) for one, now in ids.items() for region in REGIONS}
    now = {**pages, **ids}
    paths = {path: after.paths.get((language, now.get(one, one)), path) for (language, one), path in before.paths.items()}
    paths |= files
    before = replace(before, links=_also_at_new_places(before.links, paths))
    texts = _Texts(settings, plan, before, paths)
    written = dict(texts.articles(ids))
    changed = {path: _after(site, path, paths, raw) for path, raw in written.items()}
    _refuse_clash(settings, site, changed, paths)
    parts = dict(texts.parts())
    proof = [(site.articles[path], article) for path, article in changed.items() if path not in plan.rewritten]
    require_same_text(settings, proof, replace(before, parts=texts.parts_before), replace(after, parts=texts.parts_after), paths)
    places = {path: site.files[path].path for path in files} | {path: plan.parts[path] for path in plan.moved_parts}
    moving = {path: place for path, place in places.items() if place != settings.content / plan.new_path(path)}
    kept = {path: read_file(site.files[path]) for path in moving.keys() & files.keys() - written.keys()}
    contents = {settings.content / paths.get(path, path): raw for path, raw in (written | kept).items()} | parts
    others = len(written.keys() - files.keys())
    contents |= dict(_named_elsewhere(settings, site, ids))
    gone = tuple(place for place in moving.values() if place not in contents)
    changed_contents = {path: raw for path, raw in contents.items() if not path.is_file() or path.read_bytes() != raw}
    return Move(ids, changed_contents, gone, others, frozenset(ids.keys() - plan.unpublished))


def parts_on_disk(settings: Settings, site: EveryArticle) -> Mapping[str, Path]:
    """Return the place of each part, by its path below the content folder."""
    return {path: settings.content / path for path in read_parts(settings.content, site.shown_as).texts}


def addresses_of(articles: Sequence[Article], assets: Sequence[Asset], settings: Settings) -> Addresses:
    """Return where the pages of a site are."""
    pairs = pair_articles(with_region_pages(articles, settings))
    paths = page_paths(pairs, settings)
    return Addresses(paths, map_links(paths, tuple(assets), pairs=pairs))


def _also_at_new_places(links: LinkMap, paths: Mapping[str, str]) -> LinkMap:
    """Return a map in which a link that somebody has mended already leads to the page too."""
    there = {new: links.pages[old] for old, new in paths.items() if old in links.pages}
    assets = {new: links.assets[old] for old, new in paths.items() if old in links.assets}
    return LinkMap({**there, **links.pages}, {**assets, **links.assets}, links.withheld, links.regions)


def _id_at(path: str) -> ArticleId:
    return article_id_of(path.partition("/")[2])


class _Texts:
    """What articles and parts hold after a move. paths: path → new path of pages, fallback pages and files."""

    def __init__(self, settings: Settings, plan: Plan, before: Addresses, paths: Mapping[str, str]) -> None:
        self._settings, self._plan, self._links, self._paths = settings, plan, before.links, paths
        self._raw = {path: file.read_bytes() for path, file in plan.parts.items()}
        self.parts_before = {path: _text_of(raw, path) for path, raw in self._raw.items()}
        self._moved_parts = {plan.new_path(path): text for path, text in self.parts_before.items()}
        contents = {plan.new_path(path): raw for path, raw in self._new_parts()}
        self.parts_after = {**self._moved_parts, **{path: _text_of(raw, path) for path, raw in contents.items()}}

    def articles(self, ids: Mapping[ArticleId, ArticleId]) -> Iterator[tuple[str, bytes]]:
        """Yield path and new bytes of each article that changes. ids: former → new."""
        site = self._plan.site
        for path, article in site.articles.items():
            body = self._body(article.body, path)
            if body == article.body and article.id not in ids:
                continue
            name = article.path.as_posix()
            raw = read_file(site.files[path])
            if body != article.body:
                written = written_lines(raw, name)
                head, _ = head_and_body(written)
                raw = with_whole_text(written, head + body)
            if article.id in ids.keys() - self._plan.unpublished:
                raw = with_aliases(raw, [article.id], [ids[article.id]], name)
            yield path, raw

    def parts(self) -> Iterator[tuple[Path, bytes]]:
        """Yield place and new bytes of each part that moves, or that has something to change."""
        changed = dict(self._new_parts())
        for path, raw in self._raw.items():
            if path in changed or self._plan.parts[path] != self._settings.content / self._plan.new_path(path):
                yield self._settings.content / self._plan.new_path(path), changed.get(path, raw)

    def _new_parts(self) -> Iterator[tuple[str, bytes]]:
        for path, raw in self._raw.items():
            written = written_lines(raw, path)
            head, body = head_and_body(written)
            if (moved := self._body(body, path)) != body:
                yield path, with_whole_text(written, head + moved)

    def _body(self, body: str, path: str) -> str:
        """Return the text of an article or part with its links and includes as they must be at its new place."""
        now = self._plan.files.get(path) or self._plan.moved_parts.get(path) or self._paths.get(path, path)
        at = now if path in self._plan.rewritten else path
        links = {**self._paths, **self._plan.moved_parts}
        body = with_moved_links(body, at, now, self._links, links)
        folder = next((name for name in self._settings.folders.values() if path.startswith(f"{name}/")), "")
        before = SharedTexts(parts=self.parts_before, folder=folder)
        after = SharedTexts(parts=self._moved_parts, folder=folder)
        return with_moved_parts(body, (at, before), (now, after), self._plan.moved_parts)


def _text_of(raw: bytes, path: str) -> str:
    return head_and_body(written_lines(raw, path))[1]


def _after(site: EveryArticle, path: str, paths: Mapping[str, str], raw: bytes) -> Article:
    text = "\n".join((*written_lines(raw, path).lines, ""))
    return moved_article(site.articles[path], site.shown_as, paths.get(path, path), text)


def _refuse_clash(settings: Settings, site: EveryArticle, changed: Mapping[str, Article], paths: Mapping[str, str]) -> None:
    """Refuse what is wrong only after the move: what was wrong before, or looks so among drafts, is left to `kbgen check`."""
    known = {problem.message for problem in _clashes(settings, site, tuple(site.articles.values()))}
    articles = [
        changed.get(path) or moved_article(article, site.shown_as, paths.get(path, path))
        for path, article in site.articles.items()
    ]
    for problem in _clashes(settings, site, articles):
        if problem.message not in known:
            raise UsageError(f"{problem.path}: {problem.message}", hint=f"{problem.hint}; nothing was changed")


def _clashes(settings: Settings, site: EveryArticle, articles: Sequence[Article]) -> Iterator[Problem]:
    shown = list(with_region_pages(articles, settings))
    view = ContentView(settings, site.shown_as, shown, pair_articles(shown))
    for rule in (alias_clash, duplicate_slug):
        yield from rule(view)


def _named_elsewhere(settings: Settings, site: EveryArticle, ids: Mapping[ArticleId, ArticleId]) -> Iterator[tuple[Path, bytes]]:
    """Yield the settings, the file of terms and the notices where they name an article or a category that moves."""
    notices = [file.path for relative, file in site.files.items() if is_notice(relative)]
    for file in (settings.file, settings.terms, *notices):
        if not file.is_file():
            continue
        written = written_lines(file.read_bytes(), file.name)
        lines = [_NAMED.sub(lambda found: found[1] + ids.get(ArticleId(found[2]), found[2]), line) for line in written.lines]
        if file in notices:
            lines = list(with_moved_topics(lines, ids))
        if tuple(lines) != written.lines:
            yield file, written.bytes(lines)
