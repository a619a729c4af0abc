"""Where a link written in an article leads."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from urllib.parse import unquote, urlsplit

from kbgen.content.addresses import PageKey
from kbgen.content.lifecycle import Withheld
from kbgen.content.meant_path import MeantPaths
from kbgen.model import LANGUAGES, Asset, Pair, Region

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")

TargetKind = Literal["article", "asset", "outside", "missing", "withheld", "unsafe"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads.

    kind: `outside` is another site or a mail address; `missing` and `unsafe` are faults, `withheld` is not there at this moment.
    path: of an article or asset, below the content folder; of a missing one, where it was looked for.
    anchor: decoded. tail: query and fragment as written. suggestion: what the writer may have meant.
    """

    kind: TargetKind
    path: str = ""
    page: PageKey | None = None
    anchor: str = ""
    tail: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class RegionPages:
    """The pages for one region, by path below the content folder.

    of: the region of each. files: where the text of those lies that an article with blocks became; the page itself for others.
    pages: for the page of what holds everywhere, the page of each region.
    """

    of: Mapping[str, Region] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Mapping[Region, str]] = field(default_factory=dict)


def region_pages(pairs: Iterable[Pair], paths: Mapping[PageKey, str]) -> RegionPages:
    """Return the pages for one region among all pairs. paths: of `page_paths`."""
    of: dict[str, Region] = {}
    files: dict[str, str] = {}
    pages: dict[str, dict[Region, str]] = {}
    for pair in pairs:
        for language in LANGUAGES if pair.region else ():
            path = paths[language, pair.id]
            of[path] = pair.region  # type: ignore[assignment]
            if pair.name != pair.id and (common := paths.get((language, pair.name))):
                files[path] = common
                pages.setdefault(common, {})[of[path]] = path
    return RegionPages(of, files, pages)


@dataclass(frozen=True)
class LinkMap:
    """Every page and file that a link may lead to.

    pages: page by path below the content folder, fallback pages included. assets, withheld: by path below the content folder,
    the last of pages that are not there at this moment. regions: a link from a page for one region stays in that.
    """

    pages: Mapping[str, PageKey]
    assets: Mapping[str, Asset]
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    regions: RegionPages = field(default_factory=RegionPages)
    _known: dict[tuple[str, str], Target] = field(default_factory=dict, compare=False, repr=False)
    """Answers given: the renderer, several rules and the related articles ask for each link."""

    def resolve(self, source: str, written: str) -> Target:
        """Return where `written` leads from the page at the path `source`."""
        known = self._known.get((source, written))
        if known is None:
            known = self._known[source, written] = self._resolve(source, written)
        return known

    def _resolve(self, source: str, written: str) -> Target:
        target = written.strip()
        if is_unsafe(target):
            return Target("unsafe")
        if _SCHEME.match(target):
            return Target("outside")
        try:
            parts = urlsplit(target)
        except ValueError:  # as in http://[::1
            return Target("missing", target)
        tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        anchor = unquote(parts.fragment)
        if not parts.path:
            return Target("article", source, self.pages.get(source), anchor, tail)
        written_path = unquote(parts.path)
        file = self.file_of(source)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), written_path))
        if not written_path.startswith("/") and not written_path.endswith("/"):
            if path in self.pages:
                path = self._in_region_of(source, path)
                return Target("article", path, self.pages[path], anchor, tail)
            if path in self.assets:
                return Target("asset", path, None, anchor, tail)
            if path in self.withheld:
                return Target("withheld", path, None, anchor, tail)
        from_root = posixpath.normpath(written_path).lstrip("/")
        if written_path.startswith("/") and from_root in self.assets:  # of the site that was, and of this one
            return Target("asset", from_root, None, anchor, tail)
        meant = self._meant.of(file, written_path)
        suggestion = posixpath.relpath(meant, posixpath.dirname(file)) if meant else ""
        return Target("missing", written_path if written_path.startswith("/") else path, suggestion=suggestion)

    def file_of(self, page: str) -> str:
        """Return the path of the text that a page shows, from which its links are written."""
        return self.regions.files.get(page, page)

    def _in_region_of(self, source: str, path: str) -> str:
        """Return the page of the region of `source` where the article at `path` has one, else `path`."""
        region = self.regions.of.get(source)
        return self.regions.pages.get(path, {}).get(region, path) if region else path

    def is_page_named(self, name: str) -> bool:
        """Return whether the file of any page is called `name`, or its folder where the file is `index.md`; case is none."""
        return name.casefold() in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(path.removesuffix(".md").removesuffix("/index").rpartition("/")[2].casefold() for path in self.pages)

    @cached_property
    def _meant(self) -> MeantPaths:
        return MeantPaths((*self.pages, *self.assets))


def is_unsafe(target: str) -> bool:
    """Tell whether a browser might take `target` for script, data or another host in disguise.

    Browsers drop white space and control characters before they look for a scheme, so we do too.
    """
    seen = target
    for _ in range(3):  # entities inside percent signs inside entities
        seen = html.unescape(unquote(seen))
    seen = _IGNORED_BY_BROWSERS.sub("", seen).replace("\\", "/")
    scheme = _SCHEME.match(seen)
    if scheme:
        return scheme[1].lower() not in SAFE_SCHEMES
    return seen.startswith("//")


def map_links(
    paths: Mapping[PageKey, str],
    assets: tuple[Asset, ...],
    withheld: Mapping[str, Withheld] | None = None,
    pairs: Iterable[Pair] = (),
) -> LinkMap:
    """Return the map of a site.

    paths: of `page_paths`. withheld: of `withheld_paths`. pairs: of which some are for one region.
    """
    pages = {path: key for key, path in paths.items()}
    return LinkMap(pages, {asset.path: asset for asset in assets}, withheld or {}, region_pages(pairs, paths))
