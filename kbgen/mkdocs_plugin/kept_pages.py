"""Pages as they were drawn, by everything that a template sees of them: a page is drawn again only where that changed.

The build id stands in every page and changes with every article, so a page is kept with a mark in its place.
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
from kbgen.site.page_context import PageContext
from kbgen.site.strings import Strings

_KEEP_UNUSED_TEMPLATES = 60
_DRAWS = ("jinja2", "markupsafe", "mkdocs", "mkdocs-material")


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What a template sees of a page. kb: with the mark in place of the build id. folder, key: where the page is kept."""

    kb: PageContext
    folder: str
    key: str
    pages: KeptPages
    build_id: str

    def text(self, draw: Callable[[], str]) -> str:
        """Return the page, drawn only where nobody has kept it."""
        return self.pages.text(self.folder, self.key, draw).replace(self.kb.build_id, self.build_id)


class KeptPages:
    """The pages of a site, those of one category in one value of the cache; without a folder for it it remembers nothing.

    settings: of MkDocs, as far as templates read them. strings: of the interface.
    """

    def __init__(self, cache_folder: Path | None, settings: object, strings: Mapping[Language, Strings]) -> None:
        self._kept = KeptValues(cache_folder, "pages", most_unused=0)
        self._common = msgspec.msgpack.encode((_software(), _templates(), settings, strings))
        self._group = self._outside = _Group(self._kept, "")
        self.cached = 0

    def seen(self, kb: PageContext, head: Head, content: str | None, path: str) -> PageSeen:
        """Return what identifies a page: all that its template sees. path: of its Markdown, below the content folder."""
        own = (replace(kb, build_id="", strings=Strings(kb.language, {})), head, content, path)
        digest = hashlib.blake2b(self._common, digest_size=DIGEST_BYTES)
        digest.update(msgspec.msgpack.encode(own))
        key = digest.hexdigest()
        language, category, *below = path.split("/", 2) if path.count("/") > 1 else ("", "")
        return PageSeen(replace(kb, build_id=key), f"{language}/{category}" if below else "", key, self, kb.build_id)

    def text(self, folder: str, key: str, draw: Callable[[], str]) -> str:
        """Return a page, with its key where the build id belongs. Pages of one category come one after the other."""
        if folder and folder != self._group.folder:
            if self._group is not self._outside:  # more of those are still to come
                self._group.close()
            self._group = _Group(self._kept, folder)
        group = self._group if folder else self._outside
        kept = group.before.get(key)
        self.cached += kept is not None
        group.now[key] = draw() if kept is None else kept
        return group.now[key]

    def close(self) -> None:
        """Keep the pages of this build and no others."""
        self._group.close()
        self._outside.close()
        self._kept.sweep()
        COMPILED.sweep()


class _Group:
    """Pages that are kept together: before, and of this build; by key. folder: language and category, empty for all others."""

    def __init__(self, kept: KeptValues, folder: str) -> None:
        self.folder = folder
        self.before = _decoded(kept.load(_name(folder)))
        self.now: dict[str, str] = {}
        self._kept = kept

    def close(self) -> None:
        if self.now.keys() != self.before.keys():
            self._kept.store(_name(self.folder), msgspec.msgpack.encode(self.now))
            self.before = dict(self.now)


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


def _decoded(payload: bytes | None) -> dict[str, str]:
    if payload is None:
        return {}
    try:
        return msgspec.msgpack.decode(payload, type=dict[str, str])
    except msgspec.DecodeError:  # of another version
        return {}
