"""What the configuration of Hugo says: languages, where their pages are, values that pages name."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import yaml_table
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table

_SETTINGS = re.compile(r"(?:hugo|config)\.(?:toml|ya?ml|json)")
_PART = re.compile(r"(?P<name>languages|params|module|menus?)(?:\.(?P<label>[\w-]+))?\.(?:toml|ya?ml|json)")


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of a menu. label: its language, empty in front matter. path: of its page, without slashes; empty for a mere group.

    weight: its place among those of its parent, from 1; None where none is said.
    """

    label: str
    name: str
    path: str
    weight: int | None
    identifier: str
    parent: str


@dataclass(frozen=True, slots=True)
class HugoSettings:
    """The settings of a site. roots: folder of pages by label, without a label where languages share one.

    params: values of the site by their names in lower case, `a.b` of one within another. permalinks: patterns by section.
    """

    title: str
    url: str
    default: str
    roots: Mapping[str, str]
    params: Mapping[str, str]
    permalinks: Mapping[str, str]
    menus: tuple[MenuEntry, ...]


def hugo_settings(tree: SourceTree, config: str, base: str) -> HugoSettings:
    """Return the settings of a site. config: its file, or empty where only pages were copied. base: folder of the site."""
    values: dict[str, Any] = {}
    for path in _files(tree, config):
        part = _PART.fullmatch(posixpath.basename(path))
        own = _lower(_values(tree, path))
        if part and part["label"]:
            own = {part["label"].lower(): own if part["name"] == "languages" else {part["name"]: own}}
        _merge(values, {("languages" if part["label"] else part["name"]): own} if part else own)
    default = _text(values, "defaultcontentlanguage") or "en"
    return HugoSettings(
        _text(values, "title") or _text(values, "languages", default.lower(), "title"),
        _text(values, "baseurl"),
        default,
        _roots(values, tree, base, default),
        dict(_flat(values.get("params"))),
        {name.removeprefix("page."): pattern for name, pattern in _flat(values.get("permalinks")) if "section." not in name},
        tuple(_menus(values, default)),
    )


def _menus(values: Mapping[str, Any], default: str) -> Iterator[MenuEntry]:
    yield from menu_entries(values, default)
    languages = values.get("languages")
    for label, own in languages.items() if isinstance(languages, dict) else ():
        yield from menu_entries(own, label)


def menu_entries(values: object, label: str) -> Iterator[MenuEntry]:
    """Yield the entries of all menus of a site, a language or a page. values: with keys in lower case. label: of the language."""
    menus = [values.get(key) for key in ("menu", "menus")] if isinstance(values, dict) else []
    for own in (own for menu in menus if isinstance(menu, dict) for own in menu.values()):
        for entry in map(_lower, filter(_is_table, own if isinstance(own, list) else [own])):
            path = _text(entry, "pageref") or _text(entry, "url")
            inside = "" if ":" in path or path.startswith("//") else path.partition("#")[0].strip("/")
            said = str(entry.get("weight", ""))
            weight = int(said) if re.fullmatch(r"[1-9]\d{0,6}", said) else None
            yield MenuEntry(label, _text(entry, "name"), inside, weight, _text(entry, "identifier"), _text(entry, "parent"))


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _files(tree: SourceTree, config: str) -> list[str]:
    folder = posixpath.dirname(config)
    beside = [path for path in tree.files if posixpath.dirname(path) == folder] if config else []
    in_parts = posixpath.basename(folder) == "_default"
    return [
        path
        for path in beside
        if path == config or (in_parts and (_SETTINGS.fullmatch(name := posixpath.basename(path)) or _PART.fullmatch(name)))
    ]


def _roots(values: Mapping[str, Any], tree: SourceTree, base: str, default: str) -> dict[str, str]:
    """Return the folder of pages by label: of each language, of a mount, or one for all."""
    found: dict[str, str] = {}
    for mount in _entries(values.get("module"), "mounts"):
        if _text(mount, "target").strip("/") == "content" and (source := _text(mount, "source")):
            found[_text(mount, "lang") or default] = source
    languages = values.get("languages")
    for label, own in languages.items() if isinstance(languages, dict) else ():
        if folder := _text(own, "contentdir"):
            found[label] = folder
    shared = _text(values, "contentdir") or "content"
    folders = {label: _normal(base, folder) for label, folder in found.items()}
    if len(set(folders.values())) < 2:
        return {"": _normal(base, next(iter(found.values()), shared) if set(found) == {default} else shared)}
    if default.lower() not in {label.lower() for label in folders}:
        folders = {default: _normal(base, shared), **folders}
    return {label: folder for label, folder in folders.items() if folder in tree.folders}


def _normal(base: str, folder: str) -> str:
    path = posixpath.normpath(posixpath.join(base, folder.strip("/")))
    return "" if path == "." else path


def _values(tree: SourceTree, path: str) -> dict[str, Any]:
    if path.endswith(".toml"):
        try:
            return tomllib.loads(tree.text(path))
        except ValueError:
            return {}
    table = yaml_table(tree, path)  # JSON is YAML
    value = plain_values(table) if table else {}
    return value if isinstance(value, dict) else {}


def plain_values(node: Node | None) -> object:
    """Return what YAML holds as dictionaries, lists and texts."""
    if isinstance(node, Table):
        return {key: plain_values(value) for key, value in node.entries.items()}
    if isinstance(node, Items):
        return [plain_values(item) for item in node.items]
    return node.text.strip() if isinstance(node, Scalar) else ""


def _lower(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with keys in lower case, as Hugo reads them."""
    return {key.lower(): _lower(value) if isinstance(value, dict) else value for key, value in values.items()}


def _merge(values: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        own = values.get(key)
        if isinstance(own, dict) and isinstance(value, dict):
            _merge(own, value)
        else:
            values[key] = value


def _entries(values: object, key: str) -> Iterator[Mapping[str, Any]]:
    items = values.get(key) if isinstance(values, dict) else None
    yield from (_lower(item) for item in items if isinstance(item, dict)) if isinstance(items, list) else ()


def _text(values: object, *keys: str) -> str:
    for key in keys:
        values = values.get(key) if isinstance(values, dict) else None
    return values.strip() if isinstance(values, str) else ""


def _flat(values: object, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items() if isinstance(values, dict) else ():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield f"{prefix}{key}", str(value)
