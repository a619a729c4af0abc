"""The kinds of exports: by what each is recognised, and the module that reads it, loaded when it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from kbgen.errors import UsageError
from kbgen.importing.found import Found
from kbgen.importing.source_tree import SourceTree

_JSON = (".json", ".ndjson", ".jsonl")
_HEAD_BYTES = 256 * 1024
_MOST_LOOKED_AT = 50
_NOTION = re.compile(r".+ [0-9a-f]{32}(?:_all)?\.(?:md|html|csv)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A kind of export. sign: the file that says that a tree is one; empty where none does."""

    title: str
    module: str
    sign: Callable[[SourceTree], str]

    def read(self, tree: SourceTree) -> Found:
        """Return the articles of an export. Raises UsageError: the extra is not installed, or the export cannot be read."""
        for name in ("bs4", "markdownify", "defusedxml", "mammoth"):
            try:
                import_module(name)
            except ImportError:
                what = f"an export of {self.title} needs {name}, which is not installed"
                raise UsageError(what, hint='pip install "kbgen[import]"') from None
        read: Callable[[SourceTree], Found] = import_module(f"kbgen.importing.exports.{self.module}").read
        return read(tree)


def _with(tree: SourceTree, endings: tuple[str, ...], *signs: tuple[bytes, ...]) -> str:
    """Return the first file in whose beginning every mark of a sign stands."""
    for path in tree.ending(*endings)[:_MOST_LOOKED_AT]:
        head = tree.raw(path, _HEAD_BYTES)
        if any(all(mark in head for mark in marks) for marks in signs):
            return path
    return ""


def _zendesk(tree: SourceTree) -> str:
    return _with(tree, _JSON, (b'"section_id"',), (b'"source_locale"',))


def _help_scout(tree: SourceTree) -> str:
    return _with(tree, _JSON, (b'"collectionId"',), (b'"publicUrl"', b'"collections"'))


def _confluence(tree: SourceTree) -> str:
    if tree.has("entities.xml"):
        hint = "export the space again: Space settings → Export space → HTML"
        raise UsageError(f"{tree.root} is the XML export of Confluence, which only Confluence reads", hint=hint)
    return _with(tree, (".html",), (b'id="main-content"', b"wiki-content"), (b'id="title-text"', b"breadcrumb"))


def _docx(tree: SourceTree) -> str:
    return next((path for path in tree.ending(".docx") if not path.rpartition("/")[2].startswith("~$")), "")


EXPORTS: Mapping[str, ExportKind] = {
    "notion": ExportKind("Notion", "notion", lambda tree: next((path for path in tree.files if _NOTION.fullmatch(path)), "")),
    "confluence": ExportKind("Confluence", "confluence", _confluence),
    "wordpress": ExportKind("WordPress", "wordpress", lambda tree: _with(tree, (".xml",), (b"wordpress.org/export/",))),
    "helpscout": ExportKind("Help Scout", "helpscout", _help_scout),
    "zendesk": ExportKind("Zendesk", "zendesk", _zendesk),
    "docx": ExportKind("Word", "word", _docx),
}
"""In the order in which they are looked for, after the tools whose repositories have a file of settings."""
