"""Menus of Hugo, in its configuration and in front matter → the order of pages and categories, and what categories are called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kbgen.importing.found import FolderName, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.hugo_settings import HugoSettings, MenuEntry, menu_entries, plain_values
from kbgen.importing.sources.layout import front_of, names_of_folders
from kbgen.settings.strict_yaml import YamlError, parse

_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<front>.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)
_NAMES_A_MENU = re.compile(r"^\s*[\[\"']*menus?\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HugoMenus:
    """pages: with their place in a menu, where one says it. folders: what menus say of those that have no page."""

    pages: tuple[SourcePage, ...]
    folders: Mapping[tuple[str, str], FolderName]


def hugo_menus(tree: SourceTree, settings: HugoSettings, pages: Iterable[SourcePage]) -> HugoMenus:
    """Return what menus say of pages, and of categories without one."""
    entries, default = settings.menus, settings.default
    weights = {(entry.label, entry.path): entry.weight for entry in entries if entry.path}
    named = {(entry.label, key): entry for entry in entries for key in (entry.name, entry.identifier) if key}
    groups: dict[tuple[str, str], list[str]] = {}
    changed = []
    for page in pages:
        path = _path(page)
        own = list(_of_front(tree.text(page.file)))
        in_settings = weights.get((page.label, path), weights.get((default, path)))
        order = next((entry.weight for entry in own if entry.weight), in_settings)
        changed.append(replace(page, order=order or page.order))
        for entry in own:
            if parent := named.get((page.label, entry.parent)) or named.get((default, entry.parent)):
                groups.setdefault((page.label, parent.name), []).append(page.place)
    there = {"", *map(_path, changed)}
    folders = {
        (entry.label, entry.path): FolderName(entry.name, order=entry.weight) for entry in entries if entry.path not in there
    }
    for (label, folder), name in names_of_folders((label, title, places) for (label, title), places in groups.items()).items():
        parent = named.get((label, name.title)) or named[default, name.title]
        folders.setdefault((label, folder), replace(name, order=parent.weight))
    return HugoMenus(tuple(changed), folders)


def _path(page: SourcePage) -> str:
    """Return the path of a page as menus name it."""
    return f"/{page.place}".removesuffix(".md").removesuffix("/index").strip("/")


def _of_front(text: str) -> Iterator[MenuEntry]:
    """Yield the entries of menus that a page says of itself."""
    toml = _TOML.match(text)
    front = toml["front"] if toml else front_of(text)
    if front and _NAMES_A_MENU.search(front):
        yield from menu_entries(_values(front, is_toml=toml is not None), "")


def _values(front: str, *, is_toml: bool) -> Mapping[str, Any]:
    """Return front matter as values; none of one that cannot be read, which the report says of the article."""
    try:
        values: object = tomllib.loads(front) if is_toml else plain_values(parse(front, lenient=True))
    except (ValueError, YamlError):
        return {}
    return {key.lower(): value for key, value in values.items()} if isinstance(values, dict) else {}
