"""What the plugins of MkDocs say of pages: which are left out, how folders are called, where included files are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from kbgen.importing.found import FolderName
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import items_of, text_of, yaml_table
from kbgen.settings.strict_yaml import Node, Scalar, Table

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
