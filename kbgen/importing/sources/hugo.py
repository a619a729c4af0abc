"""Hugo: `content/`, sections with `_index.md`, bundles with their pictures; languages as folders or suffixes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set

from kbgen.importing.found import Found, SourcePage
from kbgen.importing.languages import is_label
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.dated_addresses import address_of_pattern
from kbgen.importing.sources.hugo_menus import hugo_menus
from kbgen.importing.sources.hugo_settings import HugoSettings, hugo_settings
from kbgen.importing.sources.layout import Placed, address_of, placed, prefix_of, with_index_pages
from kbgen.importing.sources.reasons import in_other_markup

_FRONT_URL = re.compile(r"^(?:url|slug)[ \t]*[:=][ \t]*['\"]?([^'\"\n#]+)", re.MULTILINE)
_OWN_URL = re.compile(r"^url[ \t]*[:=]", re.MULTILINE)
_TRANSLATION = re.compile(r"^[ \t]*['\"]?translationKey['\"]?[ \t]*[:=][ \t]*['\"]?(?P<key>[^'\"\n#,]+)", re.MULTILINE)
_HEADLESS = re.compile(r"^[ \t]*(?:headless[ \t]*[:=][ \t]*true|render[ \t]*[:=][ \t]*['\"]?(?:never|false)\b)", re.MULTILINE)
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
    parts, bundles = _folders_of_parts(tree, roots.values()), _bundles(tree, roots.values())
    for label, page in _placed(tree, roots):
        text = tree.text(page.file)[:4_000]
        if reason := _reason(page.file, text, parts, bundles):
            left[page.file] = reason
            continue
        own = page.label or label
        prefix = prefix_of(own, default)
        addresses = [address_of(page.place, prefix)]
        if dated := _by_pattern(page, settings, text):
            addresses.insert(0, f"{prefix.rstrip('/')}{dated}")
        elif url := _FRONT_URL.search(text):
            path = url[1].strip()
            former = path if path.startswith("/") else posixpath.join(prefix, posixpath.dirname(page.place), path)
            addresses.insert(0, f"/{former.strip('/')}/")
        place = page.place
        if key := _TRANSLATION.search(text):
            place = keys.setdefault(key["key"].strip(), place)  # translations of one page may lie at other paths
        pages.append(SourcePage(page.file, own or default, place, tuple(dict.fromkeys(addresses))))
    folders = tuple(dict.fromkeys(roots.values()))
    inner = (f"{root}/{page.label}" for root in folders for page in pages if f"{root}/{page.label}" in tree.folders)
    menus = hugo_menus(tree, settings, pages)
    return Found(
        menus.pages,
        folders=menus.folders,
        pictures=(posixpath.join(base, "static"), posixpath.join(base, "assets")),
        roots=tuple(dict.fromkeys((*folders, *inner))),
        includes=(base, *folders, *_folders_of_examples(tree, base, folders)),
        name=settings.title,
        url=settings.url,
        variables=_variables(settings),
        left=left | in_other_markup(tree, folders),
    )


def _by_pattern(page: Placed, settings: HugoSettings, text: str) -> str:
    """Return the address that `permalinks` gives a page of its section, unless the page itself says it; or nothing."""
    section, _, below = page.place.partition("/")
    pattern = settings.permalinks.get(section.lower(), "")
    if not pattern or below in {"", "index.md"} or _OWN_URL.search(text):
        return ""
    return address_of_pattern(pattern, page.place, text)


def _placed(tree: SourceTree, roots: Mapping[str, str]) -> Iterator[tuple[str, Placed]]:
    """Yield every page with the language of the folder that it is in; one folder may lie in another."""
    seen: set[str] = set()
    for label, root in sorted(roots.items(), key=lambda root: -root[1].count("/")):
        for page in with_index_pages(placed(tree, root), ("_index", "index", "readme")):
            if page.file not in seen:
                seen.add(page.file)
                yield label, page


def _reason(file: str, text: str, parts: tuple[str, ...], bundles: Set[str]) -> str:
    """Return why a file is no page; empty for a page. parts, bundles: folders, the first with a slash."""
    if _HEADLESS.search(_front(text)):
        return "says itself that it has no page (headless, or render: never)"
    if file.startswith(parts):
        return "lies in a folder without pages (a headless bundle, or includes/), for other pages to include"
    folder, name = posixpath.split(file)
    while folder:
        if folder in bundles and not (name.startswith("index.") and folder == posixpath.dirname(file)):
            return "is a resource of the page in its folder or above (index.md), so Hugo makes no page of it"
        folder = posixpath.dirname(folder)
    return ""


def _front(text: str) -> str:
    """Return the front matter of a page with the marks around it, or the beginning of one that has no marks."""
    mark = text[:3]
    return text[: text.find(f"\n{mark}", 3)] if mark in {"---", "+++"} else text[:4_000] if text.startswith("{") else ""


def _bundles(tree: SourceTree, roots: Iterable[str]) -> frozenset[str]:
    """Return the folders of leaf bundles: those with an `index.md` and no `_index.md`, below the folders of pages."""
    names: dict[str, set[str]] = {}
    for path in tree.markdown:
        names.setdefault(posixpath.dirname(path), set()).add(posixpath.basename(path).partition(".")[0])
    tops = {folder for root in roots for folder in (root, *_languages_below(tree, root))}
    return frozenset(folder for folder, own in names.items() if "index" in own and "_index" not in own and folder not in tops)


def _languages_below(tree: SourceTree, root: str) -> Iterator[str]:
    yield from (
        folder for folder in sorted(tree.folders) if posixpath.dirname(folder) == root and is_label(posixpath.basename(folder))
    )


def _folders_of_parts(tree: SourceTree, roots: Iterable[str]) -> tuple[str, ...]:
    """Return the folders, with a slash, whose pages are parts of others: of a bundle without a page, and `includes/`."""
    bundles = (path for path in tree.markdown if posixpath.basename(path).startswith("index."))
    headless = (posixpath.dirname(path) for path in bundles if _HEADLESS.search(_front(tree.text(path))))
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
