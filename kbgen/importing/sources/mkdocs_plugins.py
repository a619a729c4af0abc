"""What the plugins of MkDocs say of pages: which are left out, how folders are called, where included files are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from kbgen.importing.found import FolderName
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import items_of, text_of, yaml_table
from kbgen.importing.tasks import Task, of_places
from kbgen.settings.strict_yaml import Node, Scalar, Table

_TAG_LIST = re.compile(r"^[ \t]*(?:\[TAGS\]|<!--[ \t]*material/tags\b[^>\n]{0,300}-->)[ \t]*$", re.MULTILINE)
_FOLDER_FILES = (".pages", ".nav.yml", ".nav.yaml")


def plugins_of(settings: Table | None) -> Iterator[tuple[str, Table]]:
    """Yield each plugin that has settings, by its name."""
    node = settings.entries.get("plugins") if settings else None
    for entry in items_of(node) or ((node,) if node else ()):
        if isinstance(entry, Table):
            yield from ((name.rpartition("/")[2], inner) for name, inner in entry.entries.items() if isinstance(inner, Table))


def left_out(settings: Table | None) -> list[str]:
    """Return the patterns of pages that no site shows, below its folder of pages."""
    patterns = text_lines(settings.entries.get("exclude_docs") if settings else None)
    patterns += text_lines(settings.entries.get("draft_docs") if settings else None)
    for name, own in plugins_of(settings):
        if name in {"exclude", "exclude-unused-files"}:
            patterns += text_lines(own.entries.get("glob"))
    return patterns


def text_lines(node: Node | None) -> list[str]:
    """Return the lines of a text, or the texts of a list."""
    if isinstance(node, Scalar):
        return node.text.splitlines()
    return [item.text for item in items_of(node) if isinstance(item, Scalar)]


def folders_of_parts(settings: Table | None, base: str) -> Iterator[str]:
    """Yield the folders in which macros looks for what pages include."""
    for name, own in plugins_of(settings):
        if name == "macros" and (folder := text_of(own, "include_dir")):
            yield posixpath.normpath(posixpath.join(base, folder))


def blog_of(settings: Table | None) -> tuple[str, str]:
    """Return the folder of posts of Material's blog and the pattern of their addresses; empty texts without a blog."""
    named = [item.text for item in items_of(settings.entries.get("plugins") if settings else None) if isinstance(item, Scalar)]
    own = next((table for name, table in plugins_of(settings) if name == "blog"), None)
    if own is None and not any(name.rpartition("/")[2] == "blog" for name in named):
        return "", ""
    blog = text_of(own, "blog_dir") or "blog"
    blog = "" if blog == "." else f"{blog.strip('/')}/"
    posts = (text_of(own, "post_dir") or "{blog}/posts").replace("{blog}/", blog).strip("/")
    return f"{posts}/", f"/{blog}{text_of(own, 'post_url_format') or '{date}/{slug}'}"


def tasks_of(settings: Table | None, texts: Mapping[str, str]) -> Iterator[Task]:
    """Yield what leads to other sites, which neither aliases nor menus do here, and lists that the plugin tags made.

    texts: of pages, by file.
    """
    what = "with a list of tags ([TAGS]) that a plugin made, which is left out: write links to what it listed"
    yield from of_places(3, "page", what, (file for file, text in texts.items() if _TAG_LIST.search(text)))
    tables = (own.entries.get("redirect_maps") for _, own in plugins_of(settings))
    moved = [f"{old}: {text_of(table, old)}" for table in tables if isinstance(table, Table) for old in table.entries]
    what = "that led to another site, which no alias can: let your web server redirect them"
    yield from of_places(3, "former address", what, (place for place in moved if "://" in place), plural="former addresses")
    linked = (place for place in _texts(settings.entries.get("nav") if settings else None) if "://" in place)
    yield from of_places(3, "entry", "of the menu that led to another site: link to it in an article", linked, plural="entries")


_ELSEWHERE = (
    *(("theme", key) for key in ("logo", "favicon", "palette", "font", "custom_dir")),
    *(("extra", key) for key in ("social", "analytics", "consent", "alternate")),
    *((key,) for key in ("copyright", "repo_url", "edit_uri", "extra_css", "extra_javascript", "hooks")),
)
"""Settings that are about the frame of the site, which `look` and the settings of kbgen say in their own way, or nothing."""


def settings_left(settings: Table | None) -> Iterator[Task]:
    """Yield what of the configuration is not taken over."""
    keys = (".".join(path) for path in _ELSEWHERE if _has(settings, path))
    what = "of mkdocs.yml not taken over: write what you miss into the new one (settings/look in the guide of kbgen)"
    yield from of_places(4, "setting", what, keys)


def _has(node: Node | None, path: tuple[str, ...]) -> bool:
    for key in path:
        node = node.entries.get(key) if isinstance(node, Table) else None
    return node is not None


def _texts(node: Node | None, title: str = "") -> Iterator[str]:
    """Yield `title: text` of every entry of a menu."""
    if isinstance(node, Scalar):
        yield f"{title}: {node.text}" if title else node.text
    for item in items_of(node):
        yield from _texts(item, title)
    for name, inner in node.entries.items() if isinstance(node, Table) else ():
        yield from _texts(inner, name)


def appended(tree: SourceTree, settings: Table | None, folders: tuple[str, ...]) -> str:
    """Return what pymdownx.snippets appends to every page: what abbreviations mean, and where links lead."""
    found = []
    for entry in items_of(settings.entries.get("markdown_extensions") if settings else None):
        inner = entry.entries.get("pymdownx.snippets") if isinstance(entry, Table) else None
        for name in text_lines(inner.entries.get("auto_append")) if isinstance(inner, Table) else ():
            path = tree.first(*(posixpath.normpath(posixpath.join(folder, name)) for folder in folders))
            found.append(tree.text(path) if path else "")
    return "\n".join(found)


def folder_names(tree: SourceTree, roots: Mapping[str, str]) -> Iterator[tuple[str, str, FolderName, list[str]]]:
    """Yield label, folder, what `.pages` or `.nav.yml` calls it, and the files that it lists in order."""
    for label, root in roots.items():
        for path in tree.below(root):
            folder, name = posixpath.split(path)
            table = yaml_table(tree, path) if name in _FOLDER_FILES else None
            if not table:
                continue
            listed = items_of(table.entries.get("nav") or table.entries.get("arrange"))
            names = [entry.text for entry in listed if isinstance(entry, Scalar)]
            names += [
                value.text
                for entry in listed
                if isinstance(entry, Table)
                for value in entry.entries.values()
                if isinstance(value, Scalar)
            ]
            below = folder.removeprefix(root).strip("/")
            own = [name for name in names if not re.match(r"https?:|\.{3}|\*", name)]
            yield label, below, FolderName(text_of(table, "title")), own
