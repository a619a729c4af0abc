"""Menus of Jekyll: files of `_data/` whose entries have a title and the address of a page, whatever a theme calls their keys."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from kbgen.importing.found import SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import orders, text_of, yaml_node
from kbgen.settings.strict_yaml import Items, Node, Table

_TITLES = ("title", "text", "name", "label")
_ADDRESSES = ("url", "link", "href", "page", "permalink", "path")
_LEAST_PAGES = 2
"""Of a file, from which it is a menu: one about people or products may have an address too."""
_FILLED_IN = re.compile(r"\{\{[^{}]*\}\}")
_PAGE_ENDING = re.compile(r"(?:/index)?(?:\.html?|\.md)?/*$")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry. groups: titles of those around it, outermost first."""

    title: str
    address: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataMenus:
    """What the menus of a site say.

    pages: with their place in the menus, and a title. groups: label, title and places of each. lost: entries that name no page.
    """

    pages: tuple[SourcePage, ...]
    groups: tuple[tuple[str, str, tuple[str, ...]], ...]
    lost: tuple[str, ...]


def data_menus(tree: SourceTree, folder: str, site: str, pages: Iterable[SourcePage]) -> DataMenus | None:
    """Return what the menus below a folder say of pages, or None where there are none. site: the path of the former site."""
    pages = tuple(pages)
    by_address: dict[str, SourcePage] = {}
    for page in pages:
        for address in page.addresses:
            by_address.setdefault(_spelled(address, site), page)
    named: dict[str, _Entry] = {}
    places: list[str] = []
    groups: dict[tuple[str, str], list[str]] = {}
    lost: list[str] = []
    for entries in _menus(tree, folder):
        found = [(by_address.get(_spelled(entry.address, site)), entry) for entry in entries]
        if sum(page is not None for page, _ in found) < _LEAST_PAGES:
            continue
        for meant, entry in found:
            if meant is None:
                lost += [f"{entry.address} ({entry.title})"] if _may_be_page(entry.address) else []
                continue
            if len(entry.groups) >= len(named.get(meant.file, entry).groups):  # of the side rather than of the top
                named[meant.file] = entry
            places.append(meant.place)
            for title in entry.groups:
                groups.setdefault((meant.label, title), []).append(meant.place)
    if not named:
        return None
    order: Mapping[str, int] = orders(places)
    changed = [
        replace(page, order=order.get(page.place), title=named[page.file].title if page.file in named else "") for page in pages
    ]
    kept = ((label, title, tuple(inside)) for (label, title), inside in groups.items() if set(inside) != set(places))
    return DataMenus(tuple(changed), tuple(kept), tuple(lost))


def _menus(tree: SourceTree, folder: str) -> Iterator[list[_Entry]]:
    for path in tree.below(folder):
        if path.lower().endswith((".yml", ".yaml", ".json")):
            yield list(_entries(yaml_node(tree, path), ()))


def _entries(node: Node | None, groups: tuple[str, ...]) -> Iterator[_Entry]:
    inner: tuple[Node, ...] = node.items if isinstance(node, Items) else ()
    if isinstance(node, Table):
        title = next(filter(None, (text_of(node, key) for key in _TITLES)), "")
        address = next(filter(None, (text_of(node, key) for key in _ADDRESSES)), "")
        if address:
            yield _Entry(title, address, groups)
        groups = (*groups, title) if title else groups
        inner = tuple(node.entries.values())
    for one in inner:
        yield from _entries(one, groups)


def _spelled(address: str, site: str) -> str:
    path = unquote(re.split(r"[?#]", _FILLED_IN.sub("", address))[0])
    path = _PAGE_ENDING.sub("", f"/{path.strip().lstrip('/')}")
    return f"{path}/".removeprefix(site).strip("/")


def _may_be_page(address: str) -> bool:
    path = re.split(r"[?#]", _FILLED_IN.sub("", address))[0]
    return (
        bool(path.strip("/"))
        and ":" not in path
        and not path.startswith("//")
        and ("." not in posixpath.basename(path) or path.endswith((".html", ".md")))
    )
