"""Docusaurus: `docs/` and `blog/`, translations below `i18n/<language>/`, names in `_category_.json`, order in sidebars."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kbgen.importing.found import FolderName, Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import (
    address_of,
    folder_of,
    front_of,
    front_value,
    groups,
    orders,
    prefix_of,
    script_strings,
    script_text,
    stem_of,
    text_of,
    yaml_table,
)
from kbgen.importing.sources.reasons import in_other_markup
from kbgen.importing.tasks import not_there

_PLAIN_MARKDOWN = re.compile(r"\bformat\s*:\s*['\"](?:detect|md)['\"]")
"""What a configuration says whose files `.md` are not MDX."""
_CONFIG = re.compile(r"docusaurus\.config\.(?:js|ts|mjs|cjs|mts)")
_NUMBERED = re.compile(r"(?P<number>\d{1,4})[ ]*[-_.]+[ ]*(?P<name>[^\d].*)")
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?P<name>.+)")
_DAY_IN_PATH = re.compile(r"(?P<folder>.*)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?P<text>.*?)(?:/index)?")
"""As Docusaurus itself reads it: the day comes first in the address, before the folders that the name of the file has."""
_MOST_FOLDERS_DEEP = 3


@dataclass(frozen=True, slots=True)
class _Root:
    """A set of pages in one language.

    address: where its pages began. within: the folder in which they lie here. dated: whether names begin with a day.
    """

    label: str
    folder: str
    address: str
    within: str
    dated: bool = False


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
    site = (script_text(script, "baseUrl") or "/").rstrip("/") + "/"
    roots = tuple(dict.fromkeys(_roots(tree, base, script)))
    sidebars = _sidebars(tree, base)
    order = dict(orders(word.removesuffix("/index") for word in script_strings(sidebars)))
    moved: dict[str, list[str]] = {}
    for old, new in _redirects(script):
        moved.setdefault(f"{site.rstrip('/')}{new}".rstrip("/") or "/", []).append(f"{site.rstrip('/')}{old}")
    pages, left = [], {}
    folders: dict[tuple[str, str], FolderName] = {}
    default = script_text(script, "defaultLocale") or "en"
    for folder, name in _sidebar_names(sidebars).items():
        folders[default, folder] = name
    for root in roots:
        folders |= {(root.label, folder): name for folder, name in _names(tree, root.folder).items()}
        for file in tree.below(root.folder):
            stem = stem_of(file)
            if stem != file and any(part.startswith("_") for part in stem.removeprefix(f"{root.folder}/").split("/")):
                left[file] = "has a name with '_' first, or lies in a folder of one: Docusaurus makes no page of it"
            elif stem != file:
                pages.append(_page(tree, file, root, site, order, moved))
    for file in tree.markdown:
        if "/versioned_docs/" in f"/{file}" or re.search(r"_versioned_docs/|-plugin-content-docs[^/]*/version-", file):
            left[file] = "is of a version that was kept (versioned_docs); the current one is taken"
    return Found(
        tuple(pages),
        folders=folders,
        pictures=(posixpath.join(base, "static"),),
        roots=tuple(root.folder for root in roots),
        includes=(base, posixpath.join(base, "src")),
        name=script_text(script, "title"),
        url=script_text(script, "url"),
        base=site,
        left=left | in_other_markup(tree, (root.folder for root in roots)) | _programs(tree, posixpath.join(base, "src/pages")),
        tasks=tuple(not_there("the sidebar", _lost(tree, script_strings(sidebars), pages))),
        mdx=_PLAIN_MARKDOWN.search(script) is None,
    )


def _lost(tree: SourceTree, words: Iterable[str], pages: Iterable[SourcePage]) -> Iterator[str]:
    """Yield the ids among the words of sidebars that are no page of a folder that has some."""
    ids: set[str] = set()
    for page in pages:
        path = page.place.removesuffix(".md").removesuffix("/index")
        own = front_value(front_of(tree.text(page.file)) or "", "id")
        ids |= {path, f"{path}/index", posixpath.join(posixpath.dirname(path), own)}
    folders = {one[: match.start()] for one in ids for match in re.finditer("/", one)}
    for word in words:
        is_id = re.fullmatch(r"\w[\w./-]*", word) and word.partition("/")[0] in folders and word not in folders
        if is_id and word not in ids:
            yield word


def _programs(tree: SourceTree, folder: str) -> dict[str, str]:
    """Return the pages that are programs, such as the home page of most sites."""
    reason = "is a page that a program draws (React): write what it says in Markdown"
    return {file: reason for file in tree.below(folder) if re.search(r"(?<!\.test)\.(?:jsx?|tsx?)$", file)} if folder else {}


def _instances(script: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, folder and beginning of the address of each set of documents that a configuration names."""
    preset = re.search(r"\bdocs\s*:\s*\{(?P<inside>[^{}]{0,2000})", script)
    inside = preset["inside"] if preset else ""
    route = _stated(inside, "routeBasePath")
    yield "", script_text(inside, "path") or "docs", "docs" if route is None else route
    for match in re.finditer(r"plugin-content-docs['\"]\s*,\s*\{(?P<inside>[^{}]{0,2000})", script):
        own = match["inside"]
        if key := script_text(own, "id"):
            path = script_text(own, "path") or "docs"
            route = _stated(own, "routeBasePath")
            yield key, path, path if route is None else route


def _blogs(script: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, folder and beginning of the address of each blog."""
    yield "", "blog", "blog"
    for match in re.finditer(r"plugin-content-blog['\"]\s*,\s*\{(?P<inside>(?:[^{}]|\{[^{}]*\}){0,2000})", script):
        own = match["inside"]
        path = script_text(own, "path") or "blog"
        route = _stated(own, "routeBasePath")
        yield script_text(own, "id"), posixpath.normpath(path), posixpath.basename(path) if route is None else route


def _redirects(script: str) -> Iterator[tuple[str, str]]:
    """Yield the former and the new address of each page that the plugin client-redirects names."""
    for entry in re.finditer(r"\{(?=[^{}]*\bto\s*:)(?=[^{}]*\bfrom\s*:)[^{}]{0,3000}\}", script):
        target = script_text(entry[0], "to").partition("#")[0]
        listed = re.search(r"\bfrom\s*:\s*(?P<list>\[[^\[\]]{0,3000}\])", entry[0])
        for former in script_strings(listed["list"]) if listed else (script_text(entry[0], "from"),):
            if target.startswith("/") and former.startswith("/"):
                yield former, target


def _stated(script: str, key: str) -> str | None:
    """Return the text of a key, which may be empty or a slash, or None where it is not there."""
    match = re.search(rf"\b{key}\s*:\s*['\"]([^'\"\n]{{0,300}})['\"]", script)
    return match[1].strip("/") if match else None


def _roots(tree: SourceTree, base: str, script: str) -> Iterator[_Root]:
    """Yield each set of pages, in each language."""
    default = script_text(script, "defaultLocale") or "en"
    instances = list(_instances(script))
    for key, path, route in instances:
        docs = posixpath.normpath(posixpath.join(base, path))
        if docs in tree.folders:
            yield _Root(default, docs, f"/{route}/" if route else "/", key)
    blogs = list(_blogs(script))
    for key, path, route in blogs:
        if (folder := posixpath.normpath(posixpath.join(base, path))) in tree.folders:
            yield _Root(default, folder, f"/{route}/" if route else "/", key or "blog", dated=True)
    if (folder := posixpath.join(base, "src/pages")) in tree.folders:
        yield _Root(default, folder, "/", "")
    i18n = posixpath.join(base, "i18n")
    for folder in sorted(path for path in tree.folders if posixpath.dirname(path) == i18n):
        label = posixpath.basename(folder)
        prefix = prefix_of(label, default)
        for key, _, route in instances:
            current = f"{folder}/docusaurus-plugin-content-docs{f'-{key}' if key else ''}/current"
            if current in tree.folders:
                yield _Root(label, current, f"{prefix}{route}/" if route else prefix, key)
        for key, _, route in blogs:
            if (own := f"{folder}/docusaurus-plugin-content-blog{f'-{key}' if key else ''}") in tree.folders:
                yield _Root(label, own, f"{prefix}{route}/" if route else prefix, key or "blog", dated=True)
        if (own := f"{folder}/docusaurus-plugin-content-pages") in tree.folders:
            yield _Root(label, own, prefix, "")


def _page(
    tree: SourceTree, file: str, root: _Root, site: str, order: dict[str, int], moved: Mapping[str, list[str]]
) -> SourcePage:
    below = stem_of(file).removeprefix(f"{root.folder}/")
    parts = [_without_number(part) for part in below.split("/")]
    if root.dated:
        parts = [match["name"] if (match := _DATED.fullmatch(part)) else part for part in parts]
    if len(parts) > 1 and parts[-1].lower() == parts[-2].lower():
        parts[-1] = "index"
    if parts[-1].lower() in {"index", "readme"}:
        parts[-1] = "index"
    within, address = "/".join(parts), f"{site.rstrip('/')}{root.address}"
    front = front_of(tree.text(file)) or ""
    former = _former(below, within, address, front_value(front, "slug"), dated=root.dated)
    number = _NUMBERED.fullmatch(posixpath.basename(below))
    position = _tenfold(front_value(front, "sidebar_position") or (number["number"] if number else ""))
    place = posixpath.join(root.within, f"{within}.md")
    addresses = (former, *moved.get(former.rstrip("/") or "/", ()))
    return SourcePage(file, root.label, place, addresses, order=order.get(within, position))


def _tenfold(number: str) -> int | None:
    """Return the place of a page or category on one scale, in steps of ten, whether its name or its front matter says it."""
    return round(float(number) * 10) if re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", number) else None


def _former(below: str, within: str, address: str, slug: str, *, dated: bool) -> str:
    """Return the address of a page. below: its path in its set; dated: of a blog, which has the day as folders, or its slug."""
    if dated and not slug:
        day = _DAY_IN_PATH.fullmatch(below)
        slug = f"/{day['date'].replace('-', '/')}/{day['folder']}{day['text']}" if day else f"/{below.removesuffix('/index')}"
    if not slug:
        return address_of(f"{within}.md", address)
    path = slug if dated or slug.startswith("/") else posixpath.join(posixpath.dirname(within), slug)
    return f"{posixpath.normpath(posixpath.join(address, path.lstrip('/')))}/".replace("//", "/")


def _without_number(name: str) -> str:
    match = _NUMBERED.fullmatch(name)
    return match["name"] if match and not _DATED.fullmatch(name) else name


def _names(tree: SourceTree, root: str) -> dict[str, FolderName]:
    """Return what `_category_` files say of folders, with the words of `current.json` for translations."""
    found = {}
    for file in tree.below(root):
        name = posixpath.basename(file)
        if name not in {"_category_.json", "_category_.yml", "_category_.yaml"}:
            continue
        folder = "/".join(map(_without_number, posixpath.dirname(file).removeprefix(root).strip("/").split("/")))
        table = yaml_table(tree, file)  # JSON is YAML
        found[folder] = FolderName(
            text_of(table, "label"), text_of(table, "link", "description"), _tenfold(text_of(table, "position"))
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


def _sidebars(tree: SourceTree, base: str) -> str:
    """Return the file of sidebars, or an empty text where there is none."""
    name = tree.first(*(posixpath.join(base, f"sidebars.{ending}") for ending in ("js", "ts", "json", "cjs", "mjs")))
    return tree.text(name) if name else ""


def _sidebar_names(sidebars: str) -> dict[str, FolderName]:
    """Return what sidebars call the folder in which all documents of a group lie."""
    found: dict[str, FolderName] = {}
    for title, texts in groups(sidebars):
        documents = [text for text in texts if "/" in text and re.fullmatch(r"[\w./-]+", text)]
        if documents and (folder := folder_of(documents)):
            found.setdefault(folder, FolderName(title))
    return found
