"""An article or a category gets another address: its files, every link to it, and a redirect from where it was.

Nothing is written before all of it is known to be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen.content.addresses import HOME, page_paths
from kbgen.content.checks import ContentView
from kbgen.content.checks.addresses import alias_clash, duplicate_slug
from kbgen.content.checks.articles import unfinished_line
from kbgen.content.edit.front_keys import with_aliases
from kbgen.content.edit.lines import written_lines
from kbgen.content.edit.moved_links import with_moved_links
from kbgen.content.edit.notice_topics import with_moved_topics
from kbgen.content.edit.whole_text import head_and_body, with_whole_text
from kbgen.content.every_article import EveryArticle, moved_article, read_every_article
from kbgen.content.files import read_file
from kbgen.content.link_map import map_links
from kbgen.content.names import RESERVED_IDS, is_left_out, is_notice, path_fault, same_but_case
from kbgen.content.pairs import pair_articles
from kbgen.content.parts import read_parts
from kbgen.content.scan import article_id_of
from kbgen.errors import UsageError
from kbgen.model import REGIONS, Article, ArticleId, Asset
from kbgen.settings.fields import nearest
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

    def carry_out(self) -> None:
        """Write it: new files first, so that whatever interrupts it loses nothing."""
        for path, content in self.contents.items():
            replace_file(path, content)
        for path in self.gone:
            path.unlink()
        for folder in sorted({path.parent for path in self.gone}, reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def plan_move(settings: Settings, old: str, new: str) -> Move:
    """Return what it takes for the article or category `old` to be called `new`. Raises UsageError."""
    old, new = _plain(old), _plain(new)
    if old.casefold() == new.casefold():  # many disks would take the new file for the old one
        message = f"it is called '{old}' already" if old == new else f"'{new}' differs from '{old}' only by case"
        raise UsageError(message, hint="choose another name")
    site = read_every_article(settings)
    files = _moved_files(site, settings, old, new)
    _refuse_new_name(site, files, new)
    _refuse_lost_category(site, files, settings)
    ids = {site.articles[path].id: _id_at(files[path]) for path in files if path in site.articles}
    before = _addresses(tuple(site.articles.values()), site.assets, settings)
    shells = [moved_article(article, site.shown_as, files.get(path, path)) for path, article in site.articles.items()]
    after = _addresses(shells, [replace(asset, path=files.get(asset.path, asset.path)) for asset in site.assets], settings)
    pages = {region_page_id(one, region): region_page_id(now, region) for one, now in ids.items() for region in REGIONS}
    now = {**pages, **ids}
    paths = {path: after.paths.get((language, now.get(one, one)), path) for (language, one), path in before.paths.items()}
    paths |= files
    led_on = _published(site.articles.values(), settings) & ids.keys()
    written = dict(_written(site, before, paths, ids, led_on))
    changed = [(site.articles[path], _after(site, path, paths, raw)) for path, raw in written.items()]
    _refuse_clash(
        settings, site, {path: article for (path, _), (_, article) in zip(written.items(), changed, strict=True)}, paths
    )
    require_same_text(settings, changed, before, after, paths)
    kept = {path: read_file(site.files[path]) for path in files if path not in written}
    contents = {settings.content / paths.get(path, path): raw for path, raw in (written | kept).items()}
    gone = tuple(settings.content / path for path in files)
    others = len(written.keys() - files.keys())
    contents |= dict(_written_parts(settings, site, before, paths))
    return Move(ids, contents | dict(_named_elsewhere(settings, site, ids)), gone, others, led_on)


def _published(articles: Iterable[Article], settings: Settings) -> frozenset[ArticleId]:
    """Return the articles of which a side may have been on a page: no draft, and none that a build refuses as unfinished."""
    refused = settings.severity("unfinished-article") == "error"
    return frozenset(one.id for one in articles if not one.front.draft and not (refused and unfinished_line(one)))


def _plain(name: str) -> str:
    return name.strip().strip("/").removesuffix(".md").removesuffix("/index")


def _id_at(path: str) -> ArticleId:
    return article_id_of(path.partition("/")[2])


def _addresses(articles: Sequence[Article], assets: Sequence[Asset], settings: Settings) -> Addresses:
    pairs = pair_articles(with_region_pages(articles, settings))
    paths = page_paths(pairs, settings)
    return Addresses(paths, map_links(paths, tuple(assets), pairs=pairs))


def _moved_files(site: EveryArticle, settings: Settings, old: str, new: str) -> Mapping[str, str]:
    """Return path → new path of the files that move: an article's on both sides, or all of a category's."""
    ids = {str(article.id) for article in site.articles.values()}
    below = {name for name in ids if name.startswith(f"{old}/")}
    whole_folder = bool(below) and ("/" not in old or old not in ids)
    if old == HOME or (old not in ids and not below):
        hint = nearest(old, ids - {HOME})
        raise UsageError("the home page has no other name" if old == HOME else f"there is no article '{old}'", hint=hint)
    if whole_folder and new.startswith(f"{old}/"):
        raise UsageError(f"'{new}' is inside itself", hint="choose a folder beside it")
    moved = {}
    for folder in settings.folders.values():
        for path in site.files:
            for stem in (f"{folder}/{old}.md", f"{folder}/{old}/index.md"):
                if path == stem:
                    moved[path] = f"{folder}/{new}{path.removeprefix(f'{folder}/{old}')}"
            if whole_folder and path.startswith(f"{folder}/{old}/"):
                moved[path] = f"{folder}/{new}/{path.removeprefix(f'{folder}/{old}/')}"
    return moved


def _refuse_new_name(site: EveryArticle, files: Mapping[str, str], new: str) -> None:
    first, last = new.partition("/")[0], new.rpartition("/")[2]
    if fault := path_fault(new):
        raise UsageError(
            f"'{new}' cannot be an address: {fault}", hint="use letters, digits, '-' and '_', as in returns/refund-times"
        )
    if first in RESERVED_IDS or new == HOME or last in {"index", "README"}:
        raise UsageError(f"'{new}' is an address of the portal itself", hint="choose another name")
    if is_left_out(f"{new}.md"):
        raise UsageError(f"'{new}' is never published", hint="choose another name; 'draft: true' hides an article")
    staying = {_id_at(path) for path in site.articles if path not in files}
    staying |= {ArticleId(name.partition("/")[0]) for name in staying if "/" in name}
    for path, target in files.items():
        if target in site.files and target not in files:
            raise UsageError(f"{site.shown_as / target} is there already", hint="choose another name, or move that one first")
        if path in site.articles and _id_at(target) in staying:
            raise UsageError(f"'{_id_at(target)}' is another article", hint="choose another name, or move that one first")
    for one, other in same_but_case(sorted({*files.values(), *(site.files.keys() - files.keys())})):
        raise UsageError(f"'{other}' and '{one}' would differ only by case", hint="choose another name")


def _refuse_lost_category(site: EveryArticle, files: Mapping[str, str], settings: Settings) -> None:
    """A category that nobody wrote a page for has an address all the same, and no front matter for its redirect."""
    before = {_category(path) for path in site.articles}
    after = {_category(files.get(path, path)) for path in site.articles}
    for category in sorted(before - after):
        pages = [f"{folder}/{category}/index.md" for folder in settings.folders.values()]
        if not any(page in site.files for page in pages):
            message = f"the category '{category}' has no page, so nothing could lead on from its address"
            raise UsageError(message, hint=f"write {site.shown_as / pages[0]} first")


def _category(path: str) -> str:
    return path.split("/")[1] if path.count("/") > 1 else ""


def _written(
    site: EveryArticle,
    before: Addresses,
    paths: Mapping[str, str],
    ids: Mapping[ArticleId, ArticleId],
    led_on: Set[ArticleId],
) -> Iterator[tuple[str, bytes]]:
    """Yield path and new bytes of each article that changes. led_on: those of the moved ones whose former address leads on."""
    for path, article in site.articles.items():
        body = with_moved_links(article.body, path, paths.get(path, path), before.links, paths)
        if body == article.body and article.id not in ids:
            continue
        name = article.path.as_posix()
        raw = read_file(site.files[path])
        if body != article.body:
            written = written_lines(raw, name)
            head, _ = head_and_body(written)
            raw = with_whole_text(written, head + body)
        if article.id in led_on:
            raw = with_aliases(raw, [article.id], [ids[article.id]], name)
        yield path, raw


def _written_parts(
    settings: Settings, site: EveryArticle, before: Addresses, paths: Mapping[str, str]
) -> Iterator[tuple[Path, bytes]]:
    """Yield place and new bytes of each part that articles include and that has a link to change."""
    for path in read_parts(settings.content, site.shown_as).texts:
        file = settings.content / path
        written = written_lines(file.read_bytes(), path)
        head, body = head_and_body(written)
        moved = with_moved_links(body, path, path, before.links, paths)
        if moved != body:
            yield file, with_whole_text(written, head + moved)


def _after(site: EveryArticle, path: str, paths: Mapping[str, str], raw: bytes) -> Article:
    text = "\n".join((*written_lines(raw, path).lines, ""))
    return moved_article(site.articles[path], site.shown_as, paths.get(path, path), text)


def _refuse_clash(settings: Settings, site: EveryArticle, changed: Mapping[str, Article], paths: Mapping[str, str]) -> None:
    articles = [
        changed.get(path) or moved_article(article, site.shown_as, paths.get(path, path))
        for path, article in site.articles.items()
    ]
    articles = list(with_region_pages(articles, settings))
    view = ContentView(settings, site.shown_as, articles, pair_articles(articles))
    for rule in (alias_clash, duplicate_slug):
        for problem in rule(view):
            raise UsageError(f"{problem.path}: {problem.message}", hint=f"{problem.hint}; nothing was changed")


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
