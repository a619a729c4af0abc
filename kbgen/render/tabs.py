"""Content tabs: `=== "Mac"` with its text indented by four spaces, or `/// tab | Mac` … `///`.

Each is a box that says its label, one below the other, so that all of them are read without a script, found by the
browser's own search, and printed; portal/tabs.js makes a set of them of which one is shown. `===!` begins another set,
`===+` is shown first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kbgen.render.admonitions import last_line_of
from kbgen.render.containers import closing_line, options_of_block

_INDENTED = re.compile(r"===(?P<new>[!+]*)[ \t]+(?:\"(?P<double>.+)\"|'(?P<single>.+)')[ \t]*")
_BETWEEN = re.compile(r"(?P<marker>/{3,})[ \t]*tab[ \t]*\|(?P<label>.+)")
_INDENT = 4


@dataclass(frozen=True, slots=True)
class _Tab:
    """first_line, last_line: of its text; next_line: where reading goes on. indent: of the text.

    begins: whether it begins another set. chosen: whether its set shows it first.
    """

    label: str
    first_line: int
    last_line: int
    next_line: int
    indent: int
    begins: bool
    chosen: bool


def tabs_plugin(md: MarkdownIt) -> None:
    """Let `md` read groups of tabs."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "tabs", _tabs, {"alt": interrupts})


def _tabs(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) or state.src[start : start + 1] not in {"=", "/"}:
        return False
    first = _tab_at(state, start_line, end_line)
    if first is None:
        return False
    if silent:
        return True
    opening = state.push("tabs_open", "div", 1)
    opening.attrs = {"class": "tabs"}
    line = start_line
    for tab in _run_of_tabs(state, start_line, end_line):
        _push(state, line, tab)
        line = tab.next_line
    opening.map = [start_line, line]
    state.push("tabs_close", "div", -1)
    state.line = line
    return True


def _run_of_tabs(state: StateBlock, line: int, end_line: int) -> Iterator[_Tab]:
    """Yield the tabs that follow each other with nothing but empty lines between them."""
    first_line = line
    tab = _tab_at(state, line, end_line)
    while tab is not None and (line == first_line or not tab.begins):
        yield tab
        line = tab.next_line
        while line < end_line and state.isEmpty(line):
            line += 1
        tab = _tab_at(state, line, end_line) if line < end_line and state.sCount[line] >= state.blkIndent else None


def _tab_at(state: StateBlock, line: int, end_line: int) -> _Tab | None:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    if match := _INDENTED.fullmatch(text):
        indent = state.sCount[line] + _INDENT
        last = last_line_of(state, line, end_line, indent)
        label = (match["double"] or match["single"]).strip()
        if last == line + 1:
            return None
        return _Tab(label, line + 1, last, last, indent, begins="!" in match["new"], chosen="+" in match["new"])
    match = _BETWEEN.fullmatch(text)
    closing = closing_line(state, line, end_line, match["marker"]) if match else 0
    if not match or not closing:
        return None
    options = options_of_block(state, line, closing)
    first, begins, chosen = line + 1 + len(options), options.get("new") == "true", options.get("select") == "true"
    return _Tab(match["label"].strip(), first, closing, closing + 1, state.blkIndent, begins=begins, chosen=chosen)


def _push(state: StateBlock, line: int, tab: _Tab) -> None:
    opening = state.push("tab_open", "div", 1)
    opening.attrs["class"] = "tab"
    if tab.chosen:
        opening.attrs["data-kb-first"] = ""
    title = state.push("tab_title_open", "p", 1)
    title.attrs = {"class": "tab-title"}
    inline: Token = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = tab.label, [line, line + 1], []
    state.push("tab_title_close", "p", -1)
    outer = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "admonition", tab.last_line, tab.indent
    state.md.block.tokenize(state, tab.first_line, tab.last_line)
    state.parentType, state.lineMax, state.blkIndent = outer
    state.push("tab_close", "div", -1)
