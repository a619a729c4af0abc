"""Syntax of other tools → the forms of kbgen; what has none stays as it is, for `kbgen check` to name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kbgen.importing.forms.blocks import with_blocks
from kbgen.importing.forms.html import with_markdown
from kbgen.importing.forms.includes import with_included
from kbgen.importing.forms.masked import Masked, mask
from kbgen.importing.forms.programs import without_programs
from kbgen.importing.forms.small import with_our_marks
from kbgen.importing.forms.tags import BLOCKS, TAGS
from kbgen.importing.source_tree import SourceTree


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a source writes. folders: where included files are looked for. icons: whether `:name:` may be a picture."""

    tree: SourceTree
    folders: Sequence[str] = ()
    icons: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)


def in_our_forms(body: str, file: str, dialect: Dialect) -> str:
    """Return the Markdown of a page in the forms of kbgen. file: of the page, in the tree of its source."""
    masked = mask(body)
    with_included(masked, dialect.tree, file, dialect.folders)
    _remask(masked)
    if file.lower().endswith((".mdx", ".md")) and ("import " in masked.text or "{" in masked.text):
        without_programs(masked, dialect.parts)
    masked.change(lambda text: with_blocks(text, BLOCKS))
    for pattern, become in TAGS:
        masked.text = pattern.sub(become, masked.text)
    with_markdown(masked)
    with_our_marks(masked, icons=dialect.icons)
    return masked.whole()


def _remask(masked: Masked) -> None:
    """Hide the code of what was included."""
    again = mask(masked.whole())
    masked.text, masked.kept, masked.infos = again.text, again.kept, again.infos


__all__ = ["Dialect", "in_our_forms"]
