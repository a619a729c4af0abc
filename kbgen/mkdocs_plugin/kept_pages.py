"""Pages as they were drawn, by everything that a template sees of them: a page is drawn again only where that changed.

The build id stands in every page and changes with every article, so a page is kept with a mark in its place.
A page of which nothing changed that it shows is taken as it is: as the file that is published, or else as its text was kept,
with those of its category.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import BytecodeCache, Template
from jinja2.bccache import Bucket

from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import Language
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.head import Head
from kbgen.site.outputs.written import SiteFiles, digest_of_content
from kbgen.site.page_context import WITHOUT_COUNTS, CategoryEntry, PageContext, uncounted
from kbgen.site.page_groups import PageGroups, folder_of
from kbgen.site.strings import Strings

_KEEP_UNUSED_TEMPLATES = 60
_DRAWS = ("jinja2", "markupsafe", "mkdocs", "mkdocs-material")


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What a template sees of a page. kb: with the mark in place of the build id. path: of its Markdown. key: where it is kept.

    file: where it is published, relative to the root of the site.
    """

    kb: PageContext
    path: str
    file: str
    key: str
    pages: KeptPages
    build_id: str

    def text(self, draw: Callable[[], str]) -> str:
        """Return the page, drawn only where nobody has kept it."""
        return self.pages.text(self, draw)


class KeptPage(msgspec.Struct, array_like=True, frozen=True):
    """A page as it was drawn. path: of its Markdown. file: where it is published. key: what stands for all that it was drawn of.

    shown: what stands for all that it shows, or empty. digest: that of its file, or empty where the build id stands in it.
    """

    path: str
    file: str
    key: str
    shown: bytes
    digest: bytes


class KeptPages:
    """The pages of a site, the texts of one category in one value of the cache; without a folder for it it remembers nothing.

    settings: of MkDocs, as far as templates read them. groups: of the pages, by category. site: what is published; None where
    others change pages after us.
    as_before: pages that were taken as they are, by the path of their Markdown; files_as_before: by where they are published.
    cached: how many pages were not drawn.
    """

    def __init__(
        self,
        cache_folder: Path | None,
        settings: object,
        strings: Mapping[Language, Strings],
        groups: PageGroups,
        site: SiteFiles | None,
    ) -> None:
        self._kept = KeptValues(cache_folder, "pages", most_unused=0)
        self._common = msgspec.msgpack.encode((_software(), _templates(), settings, strings))
        self._groups_of_site = groups
        self._site = site
        self._before = self._kept.load_as(_LIST, dict[str, list[KeptPage]]) or {}
        self._groups: dict[str, _Group] = {}
        self._at_work = self._group_of("")
        self._shown: dict[str, bytes] = {}
        self._uncounted: dict[Language, tuple[CategoryEntry, ...]] = {}
        self.as_before: set[str] = set()
        self.files_as_before: set[str] = set()
        self.cached = 0

    def take_as_before(self, build_id: str) -> None:
        """Publish the pages of categories of which nothing changed that they show; nobody need look at these."""
        if self._site is None:
            return
        common = hashlib.blake2b(self._common, digest_size=DIGEST_BYTES)
        for folder, pages in self._groups_of_site.pages.items():
            group = self._group_of(folder)
            for page in pages:
                digest = common.copy()
                digest.update(self._groups_of_site.shown(page))
                shown = self._shown[page.path] = digest.digest()
                former = group.before.get(page.path)
                if former and former.shown == shown and self._is_published(self._site, group, former, build_id):
                    group.now[page.path] = former
                    self.files_as_before.add(former.file)
                    self.as_before.add(page.path)
            group.texts = None
        self.cached = len(self.as_before)

    def _is_published(self, site: SiteFiles, group: _Group, page: KeptPage, build_id: str) -> bool:
        """Publish a page as it was drawn; return whether it was kept."""
        if site.keep(page.file, page.digest):
            return True
        text = self._texts(group).get(page.key)
        if text is not None:
            site.write([(page.file, text.replace(page.key.encode(), build_id.encode()))])
        return text is not None

    def seen(self, kb: PageContext, head: Head, content: str | None, path: str, file: str) -> PageSeen:
        """Return what identifies a page: all that its template sees. path: of its Markdown. file: where it is published."""
        if kb.kind in WITHOUT_COUNTS:
            kb = self._without_counts(kb)
        own = (replace(kb, build_id="", strings=Strings(kb.language, {})), head, content, path)
        digest = hashlib.blake2b(self._common, digest_size=DIGEST_BYTES)
        digest.update(msgspec.msgpack.encode(own))
        key = digest.hexdigest()
        return PageSeen(replace(kb, build_id=key), path, file, key, self, kb.build_id)

    def _without_counts(self, kb: PageContext) -> PageContext:
        if kb.language not in self._uncounted:
            self._uncounted[kb.language] = uncounted(kb.categories)
        categories = self._uncounted[kb.language]
        own = next((category for category in categories if kb.category and category.id == kb.category.id), None)
        return replace(kb, categories=categories, category=own)

    def text(self, seen: PageSeen, draw: Callable[[], str]) -> str:
        """Return a page. Pages of one category come one after the other."""
        group = self._group_of(folder_of(seen.path))
        if group.folder and group is not self._at_work:
            if self._at_work.folder:  # more of those of no category are still to come
                self._close(self._at_work)
            self._at_work = group
        kept = self._texts(group).get(seen.key)
        self.cached += kept is not None
        text = draw().encode() if kept is None else kept
        published = text.replace(seen.key.encode(), seen.build_id.encode())
        digest = digest_of_content(published)
        if self._site:
            self._site.digests[seen.file] = digest
        group.drawn[seen.key] = text
        shown = self._shown.get(seen.path, b"")
        group.now[seen.path] = KeptPage(seen.path, seen.file, seen.key, shown, digest if published == text else b"")
        return published.decode()

    def _group_of(self, folder: str) -> _Group:
        if folder not in self._groups:
            self._groups[folder] = _Group(folder, {page.path: page for page in self._before.get(folder, ())})
        return self._groups[folder]

    def _texts(self, group: _Group) -> Mapping[str, bytes]:
        """Return the pages of a group as they were drawn before, by their keys, which stand there for build ids too."""
        if group.texts is None:
            group.texts = self._kept.load_as(_name(group.folder), dict[str, bytes]) or {}
        return group.texts

    def close(self) -> None:
        """Keep the pages of this build and no others."""
        for group in self._groups.values():
            self._close(group)
        now = {folder: list(group.now.values()) for folder, group in self._groups.items()}
        if now == self._before:
            self._kept.use(_LIST)
        else:
            self._kept.store(_LIST, msgspec.msgpack.encode(now))
        self._kept.sweep()
        COMPILED.sweep()

    def _close(self, group: _Group) -> None:
        keys, former = ({page.key for page in pages.values()} for pages in (group.now, group.before))
        if keys == former or group.is_closed:
            self._kept.use(_name(group.folder))
        else:
            texts = {key: text for key in keys if (text := group.drawn.get(key) or self._texts(group).get(key)) is not None}
            self._kept.store(_name(group.folder), msgspec.msgpack.encode(texts))
        group.texts, group.drawn, group.is_closed = None, {}, True


class _Group:
    """Pages whose texts are kept together: before, and of this build. folder: language and category, empty for all others.

    now, before: by the paths of their Markdown. drawn: texts of this build by their keys; texts: likewise of before, once read.
    """

    def __init__(self, folder: str, before: Mapping[str, KeptPage]) -> None:
        self.folder = folder
        self.before = before
        self.now: dict[str, KeptPage] = {}
        self.drawn: dict[str, bytes] = {}
        self.texts: Mapping[str, bytes] | None = None
        self.is_closed = False


class PageTemplate(Template):
    """Draws a page unless it was kept, as `kept_page` of its context says."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the page of a context."""
        seen = args[0].get("kept_page") if args else None
        if isinstance(seen, PageSeen):
            return seen.text(lambda: super(PageTemplate, self).render(*args, **kwargs))
        return super().render(*args, **kwargs)


class CompiledTemplates(BytecodeCache):
    """Templates that were compiled, for the next build of this process or of another one: 22 of them to draw one page."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}
        self._kept = KeptValues(None, "templates", most_unused=0)

    def keep_in(self, cache_folder: Path | None) -> None:
        """Keep them in a cache; without a folder for it in this process alone."""
        self._kept = KeptValues(cache_folder, "templates", most_unused=_KEEP_UNUSED_TEMPLATES)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket of a template where it was compiled before."""
        name = _bucket_name(bucket)
        kept = self._kept.load(name)
        if kept is None and name in self._known:  # for another site, whose cache does not have it yet
            self._kept.store(name, self._known[name])
        if code := kept or self._known.get(name):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        name = _bucket_name(bucket)
        self._known[name] = bucket.bytecode_to_string()
        self._kept.store(name, self._known[name])

    def sweep(self) -> None:
        """Remove what former builds kept, beyond what is worth keeping."""
        self._kept.sweep()


def _bucket_name(bucket: Bucket) -> str:
    """Return what stands for all that decides what a template is compiled to; code of another Python cannot be read."""
    said = (bucket.key, bucket.checksum, version("jinja2"), sys.implementation.cache_tag, sys.version)
    return hashlib.blake2b(repr(said).encode(), digest_size=DIGEST_BYTES).hexdigest()


COMPILED = CompiledTemplates()


def _templates() -> dict[str, str]:
    """Return our templates by name: as they are now, for `kbgen serve` follows them."""
    theme = theme_folder()
    paths = [*sorted(theme.glob("*.html")), *sorted(theme.glob("partials/*.html"))]
    return {path.name: path.read_text("utf-8") for path in paths}


def _software() -> tuple[str, ...]:
    """Return what draws besides our templates: what their values are made by, and the packages behind them."""
    return package_digest("mkdocs_plugin/kept_pages.py", "site").hex(), *map(version, _DRAWS)


def _name(folder: str) -> str:
    return hashlib.blake2b(folder.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


_LIST = _name("pages")
"""The name of the list of all pages by category; no folder of content is called so, for those of languages come first."""
