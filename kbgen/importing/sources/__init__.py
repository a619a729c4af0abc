"""A module for each tool that documentation comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbgen.errors import UsageError
from kbgen.importing.exports.kinds import EXPORTS
from kbgen.importing.found import Found
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources import docusaurus, gitbook, hugo, jekyll, mkdocs, vitepress


@dataclass(frozen=True, slots=True)
class Source:
    """A tool. sign: what of a tree says that it is one of the tool; empty where nothing does."""

    title: str
    sign: Callable[[SourceTree], str]
    read: Callable[[SourceTree], Found]


SOURCES: Mapping[str, Source] = {
    "docusaurus": Source("Docusaurus", docusaurus.sign, docusaurus.read),
    "vitepress": Source("VitePress", vitepress.sign, vitepress.read),
    "mkdocs": Source("MkDocs", mkdocs.sign, mkdocs.read),
    "hugo": Source("Hugo", hugo.sign, hugo.read),
    "gitbook": Source("GitBook", gitbook.sign, gitbook.read),
    "jekyll": Source("Jekyll", jekyll.sign, jekyll.read),
    **{name: Source(export.title, export.sign, export.read) for name, export in EXPORTS.items()},
}
"""In the order in which they are looked for: from the one whose files nobody else has."""


def detected(tree: SourceTree) -> str:
    """Return the tool of a tree. Raises UsageError where none of them is recognised."""
    for name, source in SOURCES.items():
        if source.sign(tree):
            return name
    if not tree.files:
        raise UsageError(f"{tree.root} holds no files", hint="export it again, or name another folder")
    if not tree.markdown and not tree.ending(".html", ".json", ".xml", ".docx"):
        hint = "name the folder that holds the documentation and its configuration file, or the export"
        raise UsageError(f"{tree.root} holds no Markdown, and no export that kbgen knows", hint=hint)
    names = ", ".join(SOURCES)
    raise UsageError(
        f"{tree.root} is of no tool that kbgen knows by its files (mkdocs.yml, docusaurus.config.js, .vitepress …)",
        hint=f"say which one: --from {{{names}}}",
    )
