"""Where a link written in an article leads."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from urllib.parse import unquote, urlsplit

from kbgen.content.addresses import PageKey
from kbgen.content.lifecycle import Withheld
from kbgen.content.meant_path import MeantPaths
from kbgen.model import Asset

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


@dataclass(frozen=True)
class LinkMap:
    """Every page and file that a link may lead to.

    pages: page by path below the content folder, fallback pages included. assets, withheld: by path below the content folder,
    the last of pages that are not there at this moment.
    """

    pages: Mapping[str, PageKey]
    assets: Mapping[str, Asset]
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    _known: dict[tuple[str, str], Target] = field(default_factory=dict, compare=False, repr=False)
    """Answers given: the renderer, several rules and the related articles ask for each link."""

    def resolve(self, source: str, written: str) -> Target:
        """Return where `written` leads from the article at the path `source`."""
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
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), written_path))
        if not written_path.startswith("/") and not written_path.endswith("/"):
            if path in self.pages:
                return Target("article", path, self.pages[path], anchor, tail)
            if path in self.assets:
                return Target("asset", path, None, anchor, tail)
            if path in self.withheld:
                return Target("withheld", path, None, anchor, tail)
        from_root = posixpath.normpath(written_path).lstrip("/")
        if written_path.startswith("/") and from_root in self.assets:  # of the site that was, and of this one
            return Target("asset", from_root, None, anchor, tail)
        meant = self._meant.of(source, written_path)
        suggestion = posixpath.relpath(meant, posixpath.dirname(source)) if meant else ""
        return Target("missing", written_path if written_path.startswith("/") else path, suggestion=suggestion)

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


def map_links(paths: Mapping[PageKey, str], assets: tuple[Asset, ...], withheld: Mapping[str, Withheld] | None = None) -> LinkMap:
    """Return the map of a site. paths: of `page_paths`. withheld: of `withheld_paths`."""
    return LinkMap({path: key for key, path in paths.items()}, {asset.path: asset for asset in assets}, withheld or {})
