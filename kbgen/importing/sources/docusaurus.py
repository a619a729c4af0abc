"""Docusaurus: `docs/` and `blog/`, translations below `i18n/<language>/`, names in `_category_.json`, order in sidebars."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator

from kbgen.importing.found import FolderName, Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import (
    address_of,
    orders,
    prefix_of,
    script_strings,
    script_text,
    stem_of,
    text_of,
    yaml_table,
)

_CONFIG = re.compile(r"docusaurus\.config\.(?:js|ts|mjs|cjs|mts)")
_NUMBERED = re.compile(r"(?P<number>\d{1,4})[ ]*[-_.]+[ ]*(?P<name>[^\d].*)")
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?P<name>.+)")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_MOST_FOLDERS_DEEP = 3


def sign(tree: SourceTree) -> str:
    """Return the configuration file, or what else only Docusaurus has."""
    found = [path for path in tree.files if path.count("/") <= _MOST_FOLDERS_DEEP and _CONFIG.fullmatch(posixpath.basename(path))]
    if found:
        return min(found, key=lambda path: (path.count("/"), path))
    return next((path for path in tree.files if "/docusaurus-plugin-content-" in path or path.endswith("/_category_.json")), "")


def read(tree: SourceTree) -> Found:
    """Return the pages of all languages."""
    config = sign(tree)
    is_config = _CONFIG.fullmatch(posixpath.basename(config)) is not None
    base = posixpath.dirname(config) if is_config else ""
    script = tree.text(config) if is_config else ""
    default = script_text(script, "defaultLocale") or "en"
    site = (script_text(script, "baseUrl") or "/").rstrip("/") + "/"
    route = (script_text(script, "routeBasePath") or "docs").strip("/")
    pages, folders, left = [], {}, {}
    order = _sidebar_orders(tree, base)
    for label, root, address in _roots(tree, base, default, route):
        names = _names(tree, root)
        folders.update({(label, folder): name for folder, name in names.items()})
        for file in tree.below(root):
            stem = stem_of(file)
            if stem == file:
                continue
            below = stem.removeprefix(f"{root}/")
            if any(part.startswith("_") for part in below.split("/")):
                left[file] = "is a part that other pages include"
                continue
            pages.append(_page(tree, file, label, below, root, f"{site.rstrip('/')}{address}", order))
    for file in tree.markdown:
        if "/versioned_docs/" in f"/{file}" or ("-plugin-content-docs" in file and "/version-" in file):
            left[file] = "is of an earlier version of the documentation"
    return Found(
        tuple(pages),
        folders=folders,
        pictures=(posixpath.join(base, "static"),),
        roots=tuple(root for _, root, _ in _roots(tree, base, default, route)),
        includes=(base, posixpath.join(base, "src")),
        name=script_text(script, "title"),
        url=script_text(script, "url"),
        bases=(site,) if site != "/" else (),
        left=left,
    )


def _roots(tree: SourceTree, base: str, default: str, route: str) -> Iterator[tuple[str, str, str]]:
    """Yield label, folder and beginning of the address of each set of pages."""
    route = f"{route}/" if route else ""
    docs = posixpath.join(base, "docs")
    if docs in tree.folders:
        yield default, docs, f"/{route}"
    if (blog := posixpath.join(base, "blog")) in tree.folders:
        yield default, blog, "/blog/"
    i18n = posixpath.join(base, "i18n")
    for folder in sorted(path for path in tree.folders if posixpath.dirname(path) == i18n):
        label = posixpath.basename(folder)
        prefix = prefix_of(label, default)
        if (current := f"{folder}/docusaurus-plugin-content-docs/current") in tree.folders:
            yield label, current, f"{prefix}{route}"
        if (blog := f"{folder}/docusaurus-plugin-content-blog") in tree.folders:
            yield label, blog, f"{prefix}blog/"


def _page(tree: SourceTree, file: str, label: str, below: str, root: str, address: str, order: dict[str, int]) -> SourcePage:
    parts = [_without_number(part) for part in below.split("/")]
    if "blog" in root.rpartition("i18n/")[2]:
        parts = ["blog", *(match["name"] if (match := _DATED.fullmatch(part)) else part for part in parts)]
    if len(parts) > 1 and parts[-1].lower() == parts[-2].lower():
        parts[-1] = "index"
    if parts[-1].lower() in {"index", "readme"}:
        parts[-1] = "index"
    place = "/".join(parts) + ".md"
    in_docs = place.removeprefix("blog/")
    slug = _front_value(tree.text(file), "slug")
    former = address_of(in_docs, address)
    if slug:
        former = posixpath.join(
            address, slug.lstrip("/") if slug.startswith("/") else posixpath.join(posixpath.dirname(in_docs), slug)
        )
        former = f"{posixpath.normpath(former)}/".replace("//", "/")
    number = _NUMBERED.fullmatch(posixpath.basename(below))
    identity = place.removesuffix(".md")
    return SourcePage(file, label, place, (former,), order=order.get(identity, 10 * int(number["number"]) if number else None))


def _without_number(name: str) -> str:
    match = _NUMBERED.fullmatch(name)
    return match["name"] if match and not _DATED.fullmatch(name) else name


def _front_value(text: str, key: str) -> str:
    front = _FRONT.match(text)
    match = re.search(rf"^{key}[ \t]*:[ \t]*['\"]?([^'\"\n#]*)", front[1], re.MULTILINE) if front else None
    return match[1].strip() if match else ""


def _names(tree: SourceTree, root: str) -> dict[str, FolderName]:
    """Return what `_category_` files say of folders, with the words of `current.json` for translations."""
    found = {}
    for file in tree.below(root):
        name = posixpath.basename(file)
        if name not in {"_category_.json", "_category_.yml", "_category_.yaml"}:
            continue
        folder = "/".join(map(_without_number, posixpath.dirname(file).removeprefix(root).strip("/").split("/")))
        table = yaml_table(tree, file)  # JSON is YAML
        number = text_of(table, "position")
        found[folder] = FolderName(
            text_of(table, "label"),
            text_of(table, "link", "description"),
            round(float(number) * 10) if re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", number) else None,
        )
    translated = f"{posixpath.dirname(root)}/current.json"
    if tree.has(translated):
        words = _translated_words(tree.text(translated))
        for original, word in words.items():
            found.setdefault(f"={original}", FolderName(word))
    return found


def _translated_words(text: str) -> dict[str, str]:
    try:
        table = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(table, dict):
        return {}
    return {
        key.rpartition(".category.")[2]: value["message"]
        for key, value in table.items()
        if ".category." in key and isinstance(value, dict) and isinstance(value.get("message"), str) and not key.endswith(".link")
    }


def _sidebar_orders(tree: SourceTree, base: str) -> dict[str, int]:
    """Return the place of each document that a file of sidebars names."""
    name = tree.first(*(posixpath.join(base, f"sidebars.{ending}") for ending in ("js", "ts", "json", "cjs", "mjs")))
    return dict(orders(word.removesuffix("/index") for word in script_strings(tree.text(name)))) if name else {}
