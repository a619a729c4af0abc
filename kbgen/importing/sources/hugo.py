"""Hugo: `content/`, sections with `_index.md`, bundles with their pictures; languages as folders or suffixes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from kbgen.importing.found import Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.hugo_settings import HugoSettings, hugo_settings
from kbgen.importing.sources.layout import Placed, address_of, placed, prefix_of, with_index_pages

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
        if re.fullmatch(r"config\.(?:toml|ya?ml|json)", name) and _has_pages(tree, _base(path)):
            return path
    return next((path for path in tree.markdown if posixpath.basename(path).startswith("_index.") and "content/" in path), "")


def _has_pages(tree: SourceTree, base: str) -> bool:
    """Tell whether a folder for pages lies in a folder: `content`, `content.en`, `content_zh`."""
    return any(posixpath.dirname(folder) == base and posixpath.basename(folder).startswith("content") for folder in tree.folders)


def _base(config: str) -> str:
    folder = posixpath.dirname(config)
    return folder.removesuffix("config/_default").rstrip("/") if folder.endswith("config/_default") else folder


def read(tree: SourceTree) -> Found:
    """Return the pages of all languages."""
    config = sign(tree)
    is_config = not config.lower().endswith((".md", ".markdown"))
    base = _base(config) if is_config else config.partition("content/")[0].rstrip("/")
    settings = hugo_settings(tree, config if is_config else "", base)
    default = settings.default
    roots = settings.roots or {"": posixpath.join(base, "content").lstrip("/")}
    pages, left = [], {}
    keys: dict[str, str] = {}
    parts = _folders_of_parts(tree, roots.values())
    for label, page in _placed(tree, roots):
        text = tree.text(page.file)[:4_000]
        if _HEADLESS.search(text) or page.file.startswith(parts):
            left[page.file] = "is a part that other pages include"
            continue
        own = page.label or label
        prefix = prefix_of(own, default)
        addresses = [address_of(page.place, prefix)]
        if url := _FRONT_URL.search(text):
            path = url[1].strip()
            former = path if path.startswith("/") else posixpath.join(prefix, posixpath.dirname(page.place), path)
            addresses.insert(0, f"/{former.strip('/')}/")
        place = page.place
        if key := _TRANSLATION.search(text):
            place = keys.setdefault(key["key"].strip(), place)  # translations of one page may lie at other paths
        pages.append(SourcePage(page.file, own or default, place, tuple(dict.fromkeys(addresses))))
    folders = tuple(dict.fromkeys(roots.values()))
    inner = (f"{root}/{page.label}" for root in folders for page in pages if f"{root}/{page.label}" in tree.folders)
    return Found(
        tuple(pages),
        pictures=(posixpath.join(base, "static"), posixpath.join(base, "assets")),
        roots=tuple(dict.fromkeys((*folders, *inner))),
        includes=(base, *folders, *_folders_of_examples(tree, base, folders)),
        name=settings.title,
        url=settings.url,
        variables=_variables(settings),
        left=left,
    )


def _placed(tree: SourceTree, roots: Mapping[str, str]) -> Iterator[tuple[str, Placed]]:
    """Yield every page with the language of the folder that it is in; one folder may lie in another."""
    seen: set[str] = set()
    for label, root in sorted(roots.items(), key=lambda root: -root[1].count("/")):
        for page in with_index_pages(placed(tree, root), ("_index", "index", "readme")):
            if page.file not in seen:
                seen.add(page.file)
                yield label, page


def _folders_of_parts(tree: SourceTree, roots: Iterable[str]) -> tuple[str, ...]:
    """Return the folders, with a slash, whose pages are parts of others: of a bundle without a page, and `includes/`."""
    bundles = (path for path in tree.markdown if posixpath.basename(path).startswith("index."))
    headless = (posixpath.dirname(path) for path in bundles if _HEADLESS.search(tree.text(path)[:4_000]))
    return tuple(f"{folder}/" for folder in (*headless, *(posixpath.join(root, "includes") for root in roots)) if folder)


def _folders_of_examples(tree: SourceTree, base: str, roots: Iterable[str]) -> Iterator[str]:
    for start in (*roots, base):
        for name in ("includes", "examples", "static", "assets", "code"):
            if (folder := posixpath.join(start, name)) in tree.folders:
                yield folder


def _variables(settings: HugoSettings) -> dict[str, str]:
    """Return the values of the site by the names that pages call them."""
    names = {f"param {name}": value for name, value in settings.params.items()}
    return names | {f".Site.Params.{name}": value for name, value in settings.params.items()}
