"""Pages as they were drawn, by everything that a template sees of them: a page is drawn again only where that changed.

The build id stands in every page and changes with every article, so a page is kept with a mark in its place.
Pages of one category lie together: where nothing changed that any of them shows, all are taken as they are.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
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
from kbgen.site.outputs.written import write_files
from kbgen.site.page_context import WITHOUT_COUNTS, CategoryEntry, PageContext, uncounted
from kbgen.site.page_groups import PageGroups, folder_of
from kbgen.site.strings import Strings

_KEEP_UNUSED_TEMPLATES = 60
_DRAWS = ("jinja2", "markupsafe", "mkdocs", "mkdocs-material")


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What a template sees of a page. kb: with the mark in place of the build id. folder, file, key: where the page is kept.

    file: where it is published, relative to the root of the site.
    """

    kb: PageContext
    folder: str
    file: str
    key: str
    pages: KeptPages
    build_id: str

    def text(self, draw: Callable[[], str]) -> str:
        """Return the page, drawn only where nobody has kept it."""
        return self.pages.text(self, draw).replace(self.kb.build_id, self.build_id)


class KeptPages:
    """The pages of a site, those of one category in one value of the cache; without a folder for it it remembers nothing.

    settings: of MkDocs, as far as templates read them. groups: of the pages, by category.
    as_before: pages that were taken as they are, by the path of their Markdown; files_as_before: by where they are published.
    cached: how many pages were not drawn.
    """

    def __init__(
        self, cache_folder: Path | None, settings: object, strings: Mapping[Language, Strings], groups: PageGroups
    ) -> None:
        self._kept = KeptValues(cache_folder, "pages", most_unused=0)
        self._common = msgspec.msgpack.encode((_software(), _templates(), settings, strings))
        self._groups = groups
        self._group = self._outside = _Group(self._kept, "", b"")
        self._uncounted: dict[Language, tuple[CategoryEntry, ...]] = {}
        self.as_before: set[str] = set()
        self.files_as_before: set[str] = set()
        self.cached = 0

    def write_as_before(self, site_folder: Path, build_id: str) -> None:
        """Write the pages of categories in which nothing changed that any of them shows; nobody need look at these."""
        for folder, pages in self._groups.pages.items():
            group = self._group_of(folder)
            if group.is_as_before(len(pages)):
                mark = build_id.encode()
                files = ((page.file, page.text.replace(page.key.encode(), mark)) for page in group.before)
                self.files_as_before |= write_files(site_folder, files)
                self.as_before |= {page.path for page in pages}
        self.cached = len(self.as_before)

    def seen(self, kb: PageContext, head: Head, content: str | None, path: str, file: str) -> PageSeen:
        """Return what identifies a page: all that its template sees. path: of its Markdown. file: where it is published."""
        if kb.kind in WITHOUT_COUNTS:
            kb = self._without_counts(kb)
        own = (replace(kb, build_id="", strings=Strings(kb.language, {})), head, content, path)
        digest = hashlib.blake2b(self._common, digest_size=DIGEST_BYTES)
        digest.update(msgspec.msgpack.encode(own))
        key = digest.hexdigest()
        return PageSeen(replace(kb, build_id=key), folder_of(path), file, key, self, kb.build_id)

    def _without_counts(self, kb: PageContext) -> PageContext:
        if kb.language not in self._uncounted:
            self._uncounted[kb.language] = uncounted(kb.categories)
        categories = self._uncounted[kb.language]
        own = next((category for category in categories if kb.category and category.id == kb.category.id), None)
        return replace(kb, categories=categories, category=own)

    def text(self, seen: PageSeen, draw: Callable[[], str]) -> str:
        """Return a page, with its key where the build id belongs. Pages of one category come one after the other."""
        if seen.folder and seen.folder != self._group.folder:
            if self._group is not self._outside:  # more of those are still to come
                self._group.close()
            self._group = self._group_of(seen.folder)
        group = self._group if seen.folder else self._outside
        kept = group.texts.get(seen.key)
        self.cached += kept is not None
        text = draw().encode() if kept is None else kept
        group.now.append(KeptPage(seen.file, seen.key, text))
        return text.decode()

    def _group_of(self, folder: str) -> _Group:
        said = hashlib.blake2b(self._common + self._groups.fingerprint(folder), digest_size=DIGEST_BYTES)
        return _Group(self._kept, folder, said.digest())

    def close(self) -> None:
        """Keep the pages of this build and no others."""
        self._group.close()
        self._outside.close()
        self._kept.sweep()
        COMPILED.sweep()


class KeptPage(msgspec.Struct, array_like=True, frozen=True):
    """A page as it was drawn, as bytes of UTF-8, with its key where the build id belongs. file: where it is published."""

    file: str
    key: str
    text: bytes


class _Kept(msgspec.Struct, array_like=True):
    """fingerprint: of everything that the pages of a category show; empty of pages of none."""

    fingerprint: bytes
    pages: list[KeptPage]


class _Group:
    """Pages that are kept together: before, and of this build. folder: language and category, empty for all others."""

    def __init__(self, kept: KeptValues, folder: str, fingerprint: bytes) -> None:
        self.folder = folder
        self._kept = kept
        self._fingerprint = fingerprint
        found = kept.load_as(_name(folder), _Kept) or _Kept(b"", [])
        self._was = found.fingerprint
        self.before = found.pages
        self.now: list[KeptPage] = []

    @cached_property
    def texts(self) -> Mapping[str, bytes]:
        """The pages of before, by their keys."""
        return {page.key: page.text for page in self.before}

    def is_as_before(self, pages: int) -> bool:
        """Tell whether this build would draw the same pages, so many, alike."""
        return self._was == self._fingerprint and len(self.before) == pages

    def close(self) -> None:
        if self.now != self.before or self._was != self._fingerprint:
            self._kept.store(_name(self.folder), msgspec.msgpack.encode(_Kept(self._fingerprint, self.now)))


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
