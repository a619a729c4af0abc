"""Callouts and collapsible questions.

`!!! tip "Title"` is a callout, `??? question "How long …?"` a question that opens, `???+` one that is open already;
the text follows, indented by four spaces. `> [!NOTE]` of GitHub gives the same callout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kbgen.render.box_kinds import KINDS, slip_of_kind
from kbgen.render.findings import Finding, note

_MARKER = re.compile(r"(!!!|\?\?\?\+?)[ \t]*(?:([A-Za-z][\w-]*)(?:[ \t]+(.*?))?|(\".*\"))[ \t]*")
_PLACES = re.compile(r"(?:[A-Za-z][\w-]*[ \t]+)+(?=\")|inline(?:[ \t]+end)?$")
"""Further classes before a title in quotes, as Material has them for boxes beside the text; they have no effect here."""
_INDENT = 4


def admonition_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read one callout or question (a block rule of markdown-it)."""
    if state.is_code_block(start_line):
        return False
    first = state.bMarks[start_line] + state.tShift[start_line]
    if first >= state.eMarks[start_line] or state.src[first] not in "!?":
        return False
    match = _MARKER.fullmatch(state.src, first, state.eMarks[start_line])
    if not match:
        return False
    if silent:
        return True
    marker = match[1]
    kind = match[2].lower() if match[2] else "question" if marker[0] == "?" else "note"
    title = _title(_PLACES.sub("", match[3]) or None if match[3] else match[4])
    inner_indent = state.sCount[start_line] + _INDENT
    last_line = last_line_of(state, start_line, end_line, inner_indent)
    if last_line == start_line + 1 < end_line and not state.isEmpty(last_line) and not _begins_a_box(state, last_line):
        message = f"the box '{match[0][:80]}' has no text: the line below it is not indented"
        note(state.env, Finding(start_line, "foreign-syntax", message, "indent its text by four spaces"))
    if kind not in KINDS and (hint := slip_of_kind(kind)):
        message = f"the box '{match[0][:80]}' is of a kind that kbgen does not know: '{match[2]}'"
        note(state.env, Finding(state.env.get("include_line", start_line), "box-kind", message, hint))
    opening = state.push("details_open" if marker[0] == "?" else "admonition_open", "", 1)
    opening.map = [start_line, last_line]
    opening.meta = {"kind": kind, "open": marker == "???+"}
    _push_title(state, title, start_line)
    _tokenize_inside(state, start_line + 1, last_line, inner_indent)
    state.push("details_close" if marker[0] == "?" else "admonition_close", "", -1)
    state.line = last_line
    return True


def _begins_a_box(state: StateBlock, line: int) -> bool:
    return state.src.startswith(("!!!", "???"), state.bMarks[line] + state.tShift[line])


def _title(written: str | None) -> str | None:
    """None: nothing written, use the default. Empty: `""`, no title at all. Quotes are optional."""
    if written is None:
        return None
    quoted = len(written) >= 2 and written[0] == written[-1] == '"'
    return written[1:-1].strip() if quoted else written


def last_line_of(state: StateBlock, start_line: int, end_line: int, inner_indent: int) -> int:
    """Return the line after the text of the block, without the blank lines that follow it."""
    last = line = start_line + 1
    while line < end_line:
        if not state.isEmpty(line):
            if state.sCount[line] < inner_indent:
                break
            last = line + 1
        line += 1
    return last


def _push_title(state: StateBlock, title: str | None, line: int) -> None:
    state.push("callout_title_open", "", 1)
    inline = state.push("inline", "", 0)
    inline.content = title or ""
    inline.map = [line, line + 1]
    inline.children = []
    inline.meta = {"default": title is None}
    state.push("callout_title_close", "", -1)


def _tokenize_inside(state: StateBlock, start_line: int, last_line: int, indent: int) -> None:
    outer = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "admonition", last_line, indent
    state.md.block.tokenize(state, start_line, last_line)
    state.parentType, state.lineMax, state.blkIndent = outer


def admonition_plugin(md: MarkdownIt) -> None:
    """Let `md` read callouts and questions."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "admonition", admonition_rule, {"alt": interrupts})


def shape_callouts(tokens: list[Token], labels: Mapping[str, str]) -> None:
    """Give both kinds of callout the same elements, and a title in the language of the page where none was written.

    labels: the default title of each kind, by `callout.<kind>`.
    """
    kinds: list[Token] = []
    for position, token in enumerate(tokens):
        if token.type in {"admonition_open", "alert_open"}:
            kind = token.meta["kind"].lower()
            token.type, token.tag, token.block = "admonition_open", "div", True
            token.attrs = {"class": f"admonition {kind}", "role": "note"}
            token.meta = {"kind": kind, "default": token.info != ""}
            kinds.append(token)
        elif token.type == "details_open":
            token.tag, token.block = "details", True
            token.attrs = {"class": token.meta["kind"]} | ({"open": ""} if token.meta["open"] else {})
            kinds.append(token)
        elif token.type in {"admonition_close", "alert_close", "details_close"}:
            token.tag, token.block = ("details" if kinds.pop().type == "details_open" else "div"), True
        elif token.type in {"callout_title_open", "alert_title_open"}:
            _shape_title(tokens[position : position + 3], kinds[-1], labels)


def _shape_title(title: list[Token], opening: Token, labels: Mapping[str, str]) -> None:
    start, inline, end = title
    questions = opening.type == "details_open"
    start.type, end.type = "callout_title_open", "callout_title_close"
    start.tag = end.tag = "summary" if questions else "p"
    start.block = end.block = True
    if not questions:
        start.attrs = {"class": "admonition-title"}
    if opening.meta.get("default") or inline.meta.get("default"):
        kind = opening.meta["kind"]
        inline.content = labels.get(f"callout.{kind}", kind.capitalize())
        text = Token("text", "", 0, content=inline.content)
        inline.children = [text]
    if not inline.content and not questions:
        start.hidden = end.hidden = True
