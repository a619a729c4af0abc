"""Syntax of other tools → the forms of kbgen; what has none stays as it is, for `kbgen check` to name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from kbgen.importing.forms.blocks import with_blocks
from kbgen.importing.forms.code_marks import with_edited_lines, with_numbers_of_lines
from kbgen.importing.forms.containers import with_containers, with_literal_text
from kbgen.importing.forms.expressions import with_expressions
from kbgen.importing.forms.html import with_markdown
from kbgen.importing.forms.includes import found_file, with_included, without_front
from kbgen.importing.forms.liquid_values import with_assigned_values
from kbgen.importing.forms.listings import with_listings
from kbgen.importing.forms.literal_listings import with_literal_listings
from kbgen.importing.forms.masked import Masked, mask
from kbgen.importing.forms.paired_tags import BLOCKS
from kbgen.importing.forms.program_values import with_values
from kbgen.importing.forms.programs import imported_paths, without_programs
from kbgen.importing.forms.small import with_our_marks, with_words_of_icons
from kbgen.importing.forms.tab_sets import with_sets_apart
from kbgen.importing.forms.tags import TAGS
from kbgen.importing.source_tree import SourceTree


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a source writes.

    folders: where included files are looked for. icons: whether `:name:` may be a picture. variables: values by name.
    appended: definitions below every page. mdx: whether `.md` is MDX too.
    spaced: whether blanks part the tags of a page on one line.
    """

    tree: SourceTree
    folders: Sequence[str] = ()
    icons: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
    appended: str = ""
    mdx: bool = False
    spaced: bool = False


def in_our_forms(body: str, file: str, dialect: Dialect) -> str:
    """Return the Markdown of a page in the forms of kbgen. file: of the page, in the tree of its source."""
    masked = mask(with_listings("\n".join((body, *_used(dialect.appended, body)))))
    with_literal_listings(masked)
    with_included(masked, dialect.tree, file, dialect.folders)
    _remask(masked)
    if file.lower().endswith((".mdx", ".md")) and any(sign in masked.text for sign in ("import ", "{", "<")):
        is_mdx = dialect.mdx or file.lower().endswith(".mdx")
        masked.change(lambda text: with_values(text, lambda path: _file_text(path, file, dialect)) if is_mdx else text)
        parts = {path: _part(path, file, dialect) for path in imported_paths(masked.text)}
        without_programs(masked, {path: text for path, text in parts.items() if text}, lambda key: _title(key, dialect))
        if is_mdx:
            with_expressions(masked)
        _remask(masked)
    with_literal_text(masked)
    masked.change(lambda text: with_assigned_values(text, dialect.variables))
    for pattern in (_VARIABLE, _EXPRESSION):
        masked.text = pattern.sub(lambda match: dialect.variables.get(match["name"], match[0]), masked.text)
    masked.text = _PARAM.sub(lambda match: dialect.variables.get(f"param {match['name'].lower()}", match[0]), masked.text)
    masked.change(with_containers)
    masked.kept = [with_numbers_of_lines(with_edited_lines(code)) if code[:3] in _FENCES else code for code in masked.kept]
    masked.kept = [_ANNOTATED.sub(r"\1", _CONSOLE.sub(_without_colours, code)) for code in masked.kept]
    masked.change(lambda text: with_blocks(text, BLOCKS))
    for pattern, become in TAGS:
        masked.text = pattern.sub(become, masked.text)
    masked.change(with_words_of_icons)
    with_markdown(masked)
    with_our_marks(masked, icons=dialect.icons)
    masked.change(with_sets_apart)
    return masked.whole()


_FENCES = frozenset({"```", "~~~"})
_EXPRESSION = re.compile(r"<code\s+class=\"expression\">\s*(?P<name>(?:space|page)\.vars\.\w{1,100})\s*</code>")
_PARAM = re.compile(r"\{\{[<%][ \t]*param[ \t]+[\"']?(?P<name>[\w.-]{1,100})[\"']?[ \t]*[>%]\}\}")
_VARIABLE = re.compile(r"(?<!\\)\{\{[ \t]*(?P<name>[\w.$-]{1,100})[ \t]*\}\}")
_ANNOTATED = re.compile(r"((?://|#|--|;|/\*|<!--)[ \t]*\(\d{1,2}\))!(?=[ \t]*(?:\*/|-->)?[ \t]*$)", re.MULTILINE)
"""A mark of Material that leads to an entry of the list below the code: its number stays, which says the same."""
_DEFINITION = re.compile(r"^[ \t]{0,3}\*?\[(?P<name>[^\]\n^]{1,80})\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_CONSOLE = re.compile(r"\A(?:`{3,}|~{3,})[ \t]*(?:console|terminal|termynal|ansi)\b.*\Z", re.DOTALL)
_COLOURS = re.compile(r"</?(?:font|span|b|u|i|strong|em)(?:\s[^<>]{0,300})?>")
_TITLED = re.compile(r"^(?:title:[ \t]*(?P<title>[^\n]+)|#[ \t]+(?P<heading>[^\n{]+))", re.MULTILINE)


def _used(definitions: str, body: str) -> list[str]:
    """Return the lines of definitions that a page uses: what an abbreviation means, where a link leads."""
    found = list(_DEFINITION.finditer(definitions)) if definitions else []
    return ["", *(match[0].strip() for match in found if match["name"] in body)] if found else []


def _without_colours(match: re.Match[str]) -> str:
    """Return what a terminal said without the HTML that coloured it, which readers here would see."""
    text = match[0]
    return unescape(_COLOURS.sub("", text)) if re.search(r"<(?:font|span)\s", text) else text


def _title(key: str, dialect: Dialect) -> str:
    """Return the title of the document with an id, as menus call it; empty where there is none."""
    found = next(
        (file for ending in (".mdx", ".md") if (file := found_file(dialect.tree, f"/{key}{ending}", "", dialect.folders))), ""
    )
    match = _TITLED.search(dialect.tree.text(found)) if key and found else None
    return (match["title"] or match["heading"]).strip().strip("'\"") if match else ""


def _file_text(path: str, file: str, dialect: Dialect) -> str:
    """Return the text of a file that an article of MDX imports; empty where it is not in the tree."""
    found = found_file(dialect.tree, path, file, dialect.folders)
    return dialect.tree.text(found) if found else ""


def _part(path: str, file: str, dialect: Dialect) -> str:
    """Return the text of a part that an article of MDX imports; empty where it is not in the tree, or is the article itself."""
    found = found_file(dialect.tree, path.rpartition("!")[2], file, dialect.folders)
    return without_front(dialect.tree.text(found)) if found and found != file else ""


def _remask(masked: Masked) -> None:
    """Hide the code of what was included."""
    again = mask(masked.whole())
    masked.text, masked.kept, masked.infos = again.text, again.kept, again.infos


__all__ = ["Dialect", "in_our_forms"]
