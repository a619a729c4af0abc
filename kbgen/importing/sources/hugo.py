"""Hugo: `content/`, sections with `_index.md`, bundles with their pictures; languages as folders or suffixes."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Mapping

from kbgen.importing.found import Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import address_of, placed, prefix_of, text_of, with_index_pages, yaml_table
from kbgen.settings.strict_yaml import Table

_FRONT_URL = re.compile(r"^(?:url|slug)[ \t]*[:=][ \t]*['\"]?([^'\"\n#]+)", re.MULTILINE)
_TRANSLATION = re.compile(r"^[ \t]*['\"]?translationKey['\"]?[ \t]*[:=][ \t]*['\"]?(?P<key>[^'\"\n#,]+)", re.MULTILINE)
_HEADLESS = re.compile(r"^[ \t]*headless[ \t]*[:=][ \t]*true", re.MULTILINE)
_MOST_FOLDERS_DEEP = 2


def sign(tree: SourceTree) -> str:
    """Return the configuration file of Hugo, or its content folder where only that was copied."""
    for path in sorted(tree.files, key=lambda path: (path.count("/"), path)):
        folder, name = posixpath.split(path)
        if folder.count("/") > _MOST_FOLDERS_DEEP:
            continue
        if re.fullmatch(r"hugo\.(?:toml|ya?ml|json)", name):
            return path
        if re.fullmatch(r"config\.(?:toml|ya?ml|json)", name) and posixpath.join(_base(path), "content") in tree.folders:
            return path
    return next((path for path in tree.markdown if posixpath.basename(path).startswith("_index.") and "content/" in path), "")


def _base(config: str) -> str:
    folder = posixpath.dirname(config)
    return folder.removesuffix("config/_default").rstrip("/") if folder.endswith("config/_default") else folder


def read(tree: SourceTree) -> Found:
    """Return the pages of all languages."""
    config = sign(tree)
    is_config = not config.lower().endswith((".md", ".markdown"))
    base = _base(config) if is_config else config.partition("content/")[0].rstrip("/")
    settings = _settings(tree, config) if is_config else {}
    default = settings.get("defaultcontentlanguage", "") or "en"
    root = posixpath.join(base, settings.get("contentdir", "") or "content")
    pages, left = [], {}
    keys: dict[str, str] = {}
    for page in with_index_pages(placed(tree, root), ("_index", "index", "readme")):
        own = page.label
        text = tree.text(page.file)[:4_000]
        if _HEADLESS.search(text):
            left[page.file] = "is a part that other pages include"
            continue
        addresses = [address_of(page.place, prefix_of(own, default))]
        if url := _FRONT_URL.search(text):
            folder = posixpath.dirname(page.place)
            path = url[1].strip()
            former = path if path.startswith("/") else posixpath.join(prefix_of(own, default), folder, path)
            addresses.insert(0, f"/{former.strip('/')}/")
        place = page.place
        if key := _TRANSLATION.search(text):
            place = keys.setdefault(key["key"].strip(), place)  # translations of one page may lie at other paths
        pages.append(SourcePage(page.file, own or default, place, tuple(dict.fromkeys(addresses))))
    return Found(
        tuple(pages),
        pictures=(posixpath.join(base, "static"), posixpath.join(base, "assets")),
        roots=tuple(dict.fromkeys((root, *(f"{root}/{page.label}" for page in pages if f"{root}/{page.label}" in tree.folders)))),
        includes=(base, root),
        name=settings.get("title", ""),
        url=settings.get("baseurl", ""),
        left=left,
    )


def _settings(tree: SourceTree, config: str) -> Mapping[str, str]:
    """Return the settings of one level as text, keys in lower case as Hugo reads them."""
    text = tree.text(config)
    if config.endswith(".toml"):
        try:
            values = tomllib.loads(text)
        except ValueError:
            return {}
        return {key.lower(): value for key, value in values.items() if isinstance(value, str)}
    table = yaml_table(tree, config)
    return {key.lower(): text_of(table, key) for key in table.entries} if isinstance(table, Table) else {}
