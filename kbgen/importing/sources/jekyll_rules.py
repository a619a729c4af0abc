"""Which files Jekyll makes no pages of, whatever they hold, and what says so: their folder, their name, the configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbgen.importing.sources.layout import Placed, items_of, text_of
from kbgen.importing.sources.patterns import excluded_by
from kbgen.importing.sources.reasons import LEFT_OUT
from kbgen.settings.strict_yaml import Scalar, Table

_FOLDERS: Mapping[str, str] = {
    "_includes": "lies in _includes, for pages to include",
    "_drafts": "lies in _drafts, which only writers saw: move it to a folder of pages to have it as a draft",
    **dict.fromkeys(("_layouts", "_data", "_sass", "_site", "_plugins"), "lies in a folder in which Jekyll has no pages"),
}
_OPTIONAL_FRONT = "jekyll-optional-front-matter"


@dataclass(frozen=True, slots=True)
class JekyllRules:
    """What the configuration says of pages.

    collections: whether each has pages, by its folder; None where no configuration was copied, so that any folder may be one.
    """

    collections: Mapping[str, bool] | None
    is_excluded: Callable[[str], bool]
    is_included: Callable[[str], bool]
    front_is_optional: bool

    def reason(self, page: Placed, named: str) -> str:
        """Return why a file is no page; empty for one that may be. named: its path below the folder of the site."""
        folders = page.place.split("/")
        if reason := next((_FOLDERS[name] for name in folders[:-1] if name in _FOLDERS), ""):
            return reason
        if self.is_included(named):
            return ""
        if self.is_excluded(named):
            return LEFT_OUT
        collection = folders[0] if folders[0].startswith("_") and len(folders) > 1 else ""
        if collection and collection != "_posts" and self.collections is not None:
            if collection not in self.collections:
                return f"lies in {collection}, which the configuration does not name as a collection"
            if not self.collections[collection]:
                return f"lies in {collection}, a collection without 'output: true', so Jekyll makes no pages of it"
        below = [name for name in folders[1 if collection else 0 :] if name != "_posts"]
        if any(name.startswith(("_", ".", "#", "~")) for name in below):
            return "has a name with '_' or a dot first, or lies in a folder of one: Jekyll makes no page of it"
        return ""


def rules_of(settings: Table | None) -> JekyllRules:
    """Return the rules of a configuration; None where there is none."""
    names = {key: _words(settings, key) for key in ("exclude", "include", "plugins", "gems")}
    return JekyllRules(
        _collections(settings) if settings else None,
        excluded_by(f"/{pattern.lstrip('/')}" for pattern in names["exclude"]),
        excluded_by(f"/{pattern.lstrip('/')}" for pattern in names["include"]),
        _OPTIONAL_FRONT in {*names["plugins"], *names["gems"]},
    )


def _words(settings: Table | None, key: str) -> tuple[str, ...]:
    return tuple(item.text for item in items_of(settings.entries.get(key) if settings else None) if isinstance(item, Scalar))


def _has_pages(collections: Table, name: str) -> bool:
    """Tell whether a collection has pages: it says so, or says at which addresses."""
    output = text_of(collections, name, "output").lower()
    return output == "true" or (not output and bool(text_of(collections, name, "permalink")))


def _collections(settings: Table) -> dict[str, bool]:
    node = settings.entries.get("collections")
    if isinstance(node, Table):
        return {f"_{name}": _has_pages(node, name) for name in node.entries}
    return {f"_{name}": False for name in _words(settings, "collections")}
