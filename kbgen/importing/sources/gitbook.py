"""GitBook: `SUMMARY.md` says what there is, in order and by which name; languages as folders (`LANGS.md`)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from kbgen.importing.found import Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import (
    address_of,
    flat_texts,
    names_of_folders,
    placed,
    stem_of,
    text_of,
    with_index_pages,
    yaml_table,
)
from kbgen.importing.sources.reasons import CONTENTS, LIKE_A_PART, in_other_markup, with_parts_named
from kbgen.importing.tasks import not_there
from kbgen.settings.strict_yaml import Table

_ENTRY = re.compile(
    r"^(?P<indent>[ \t]*)[-*+][ \t]+\[(?P<title>[^\n]{0,300}?)\]\(<?(?P<path>[^()\s<>\n]{0,400})>?[^\n)]*\)", re.MULTILINE
)
_MOST_FOLDERS_DEEP = 2
GLOSSARY = "is the glossary of GitBook, which explained its words in other pages: write them into content/glossary.yml"


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the contents. group: the heading above it."""

    title: str
    order: int
    group: str = ""


def sign(tree: SourceTree) -> str:
    """Return the first table of contents."""
    found = [
        path for path in tree.files if posixpath.basename(path).upper() == "SUMMARY.MD" and path.count("/") <= _MOST_FOLDERS_DEEP
    ]
    return min(found, key=lambda path: (path.count("/"), path), default="")


def read(tree: SourceTree) -> Found:
    """Return the pages of all languages."""
    summary = sign(tree)
    settings = yaml_table(tree, tree.first(".gitbook.yaml", ".gitbook.yml"))
    root = text_of(settings, "root").strip("./") or ("" if tree.has("LANGS.md") else _common_root(tree, summary))
    entries = {
        file: entry
        for path in tree.files
        if posixpath.basename(path).upper() == "SUMMARY.MD"
        for file, entry in _listed(tree, path)
    }
    moved = settings.entries.get("redirects") if settings else None
    redirects = [(path, text_of(moved, path).removeprefix("./")) for path in moved.entries] if isinstance(moved, Table) else []
    pages, left = [], {}
    for page in with_index_pages(placed(tree, root), ("readme", "index")):
        if reason := _reason(page.place):
            left[page.file] = reason
            continue
        if entries and page.file not in entries and not page.place.endswith("index.md"):
            left[page.file] = "is not in SUMMARY.md, so GitBook made no page of it"
            continue
        entry = entries.get(page.file, _Entry("", 0))
        prefix = f"/{page.label}/" if page.label else "/"
        address = address_of(page.place, prefix)
        former = tuple(f"{prefix}{path.strip('/')}" for path, target in redirects if target in {page.file, page.place})
        pages.append(SourcePage(page.file, page.label, page.place, (address, *former), entry.title, entry.order or None))
    return Found(
        tuple(pages),
        folders=names_of_folders(_groups(entries, {page.file: page for page in pages})),
        pictures=tuple(dict.fromkeys((root, f"{root}/.gitbook/assets".lstrip("/"), ".gitbook/assets"))),
        roots=(root,),
        in_one_menu=bool(entries),
        variables={
            f"{before}.vars.{name}": value
            for path in (f"{root}/.gitbook/vars.yaml".lstrip("/"), ".gitbook/vars.yaml")
            for name, value in flat_texts(yaml_table(tree, path) if tree.has(path) else None)
            for before in ("space", "page")
        },
        includes=(root, f"{root}/.gitbook/includes".lstrip("/"), ".gitbook/includes"),
        left=with_parts_named(left, tree) | in_other_markup(tree, (root,)),
        tasks=tuple(
            not_there("SUMMARY.md", (f"{file} ({entry.title})" for file, entry in entries.items() if not tree.has(file)))
        ),
    )


def _reason(place: str) -> str:
    """Return why a file is no page, whatever the contents say; empty for one that may be."""
    name = posixpath.basename(place).upper()
    if name in {"SUMMARY.MD", "LANGS.MD"}:
        return CONTENTS
    if name == "GLOSSARY.MD":
        return GLOSSARY
    return LIKE_A_PART if place.startswith(".") else ""


def _common_root(tree: SourceTree, summary: str) -> str:
    folder = posixpath.dirname(summary)
    outer = posixpath.dirname(folder)
    several = sum(posixpath.basename(path).upper() == "SUMMARY.MD" for path in tree.files) > 1
    return outer if several and folder else folder


def _listed(tree: SourceTree, summary: str) -> Iterator[tuple[str, _Entry]]:
    folder = posixpath.dirname(summary)
    text = tree.text(summary)
    headings = list(re.finditer(r"^(?:##+[ \t]+(?P<title>[^\n]+)|\*{3,}|-{3,})[ \t]*$", text, re.MULTILINE))
    for number, match in enumerate(_ENTRY.finditer(text), 1):
        path = posixpath.normpath(posixpath.join(folder, unquote(match["path"]).partition("#")[0]))
        if stem_of(path) != path:
            above = [heading for heading in headings if heading.start() < match.start()]
            group = re.sub(r"<[^<>]*>", "", above[-1]["title"] or "").strip() if above else ""
            yield path, _Entry(match["title"].replace("\\", "").strip("`* "), 10 * number, group)


def _groups(entries: dict[str, _Entry], pages: dict[str, SourcePage]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield label and title of each heading of the contents, and the pages below it."""
    by_group: dict[tuple[str, str], list[str]] = {}
    for file, entry in entries.items():
        if entry.group and file in pages:
            by_group.setdefault((pages[file].label, entry.group), []).append(pages[file].place)
    yield from ((label, group, places) for (label, group), places in by_group.items())
