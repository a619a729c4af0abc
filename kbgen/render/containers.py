"""Callouts between lines of `:::` (Docusaurus, VitePress) or `///` (Material), and the callouts of Obsidian.

They become what `!!!` and `???` make, so that one kind of box looks the same however it was written. A container of a kind
we do not know, and one without an end, stays text and is reported as foreign.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kbgen.content.code_places import fence_after
from kbgen.render.box_kinds import KINDS

_OPENING = re.compile(
    r"(?P<marker>:{3,}|/{3,})[ \t]*"
    r"(?:\{[ \t]*\.?(?:callout-)?(?P<braced>[A-Za-z][\w-]*)(?P<inside>[^{}]*)\}|(?P<kind>[A-Za-z][\w-]*))(?P<rest>.*)"
)
_IN_BRACKETS = re.compile(r"[ \t]*\[(?P<title>.*)\](?:\{[^{}]*\})?[ \t]*")
_NAMED = re.compile(r"[ \t]*\{[^{}]*\b(?:title|summary)=\"(?P<title>[^\"]*)\"[^{}]*\}[ \t]*")
_BRACES_AT_END = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")
_OPTION = re.compile(r"(?P<name>[a-z][\w-]*):(?:[ \t]+(?P<value>.*))?$")
_OPTION_INDENT = 4
_GENERAL = "admonition"
"""The block of Material whose kind stands in its option `type`."""
_OBSIDIAN = re.compile(r"\[!(?P<kind>[A-Za-z][\w-]*)(?:\|[^\]]*)?\](?P<fold>[-+]?)[ \t]*(?P<title>.*)")


def containers_plugin(md: MarkdownIt) -> None:
    """Let `md` read containers, and callouts of Obsidian where GitHub has none."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "container", _container, {"alt": interrupts})
    md.core.ruler.after("block", "obsidian", _obsidian)


def _container(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = state.bMarks[start_line] + state.tShift[start_line]
    if first >= state.eMarks[start_line] or state.src[first] not in ":/" or state.is_code_block(start_line):
        return False
    match = _OPENING.fullmatch(state.src, first, state.eMarks[start_line])
    word = (match["kind"] or match["braced"]).lower() if match else ""
    is_general = match is not None and match["marker"][0] == "/" and word == _GENERAL
    kind = "note" if is_general else KINDS.get(word)
    if match is None or kind is None:
        return False
    last_line = closing_line(state, start_line, end_line, match["marker"])
    if not last_line:
        return False
    if silent:
        return True
    options = options_of_block(state, start_line, last_line) if match["marker"][0] == "/" else {}
    title = _title(match["rest"]) or _title(f"{{{match['inside'] or ''}}}")
    name = "details" if kind == "details" else "admonition"
    meta = {"kind": KINDS.get(options.get("type", ""), kind), "open": options.get("open") == "true"}
    _push(state, (name, meta), title, (start_line, start_line + 1 + len(options), last_line))
    state.line = last_line + 1
    return True


def options_of_block(state: StateBlock, start_line: int, last_line: int) -> dict[str, str]:
    """Return the options of a block of Material, one a line below its first, by name; values in lower case."""
    options: dict[str, str] = {}
    for line in range(start_line + 1, last_line):
        is_indented = state.sCount[line] == state.sCount[start_line] + _OPTION_INDENT
        match = _OPTION.match(_line(state, line).strip()) if is_indented else None
        if not match or match["name"] in options:
            break
        options[match["name"]] = (match["value"] or "").strip().strip("'\"").lower()
    return options


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def closing_line(
    state: StateBlock, start_line: int, end_line: int, marker: str, *, opening: re.Pattern[str] | None = None
) -> int:
    """Return the line that closes a container, or 0; markers within code close nothing.

    opening: what begins a container within this one, by its group `marker`, and takes the next end with as many signs.
    """
    code, open_containers = "", 1
    for line in range(start_line + 1, end_line):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return 0
        text = _line(state, line).strip()
        code_before, code = code, fence_after(text, code)
        if code_before or code:
            continue
        if opening and (inner := opening.fullmatch(text)) and inner["marker"] == marker:
            open_containers += 1
        elif text == marker:
            open_containers -= 1
            if not open_containers:
                return line
    return 0


def _title(rest: str) -> str | None:
    """Return the title, or None where nothing is written; `[Title]`, `"Title"`, `| Title` and `{title="Title"}` alike."""
    named = _NAMED.fullmatch(rest) or _IN_BRACKETS.fullmatch(rest)
    text = named["title"] if named else _BRACES_AT_END.sub("", rest).strip().removeprefix("|").strip()
    if len(text) >= 2 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    return text or None


def _push(state: StateBlock, element: tuple[str, dict[str, object]], title: str | None, lines: tuple[int, int, int]) -> None:
    start_line, body_line, last_line = lines
    name, meta = element
    opening = state.push(f"{name}_open", "", 1)
    opening.map = [start_line, last_line + 1]
    opening.meta = meta
    state.push("callout_title_open", "", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = title or "", [start_line, start_line + 1], []
    inline.meta = {"default": title is None}
    state.push("callout_title_close", "", -1)
    outer = state.parentType, state.lineMax
    state.parentType, state.lineMax = "admonition", last_line
    state.md.block.tokenize(state, body_line, last_line)
    state.parentType, state.lineMax = outer
    state.push(f"{name}_close", "", -1)


def _obsidian(state: StateCore) -> None:
    """Turn quotations that begin with `[!kind]` into callouts; those of GitHub are tokens of their own already."""
    tokens = state.tokens
    if not any(token.type == "inline" and token.content.startswith("[!") for token in tokens):
        return
    closing: list[str] = []
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.type == "blockquote_open":
            opened = _opened(tokens, position)
            closing.append(opened[0].type.replace("_open", "_close") if opened else "")
            kept += opened or [token]
            if opened:
                position += 3 if not tokens[position + 1].content else 0
            continue
        if token.type == "blockquote_close" and (name := closing.pop()):
            token.type = name
        kept.append(token)
    state.tokens = kept


def _opened(tokens: list[Token], position: int) -> list[Token]:
    """Return the tokens that open a callout, or none; the first paragraph keeps what stands below its first line."""
    if position + 1 >= len(tokens) or tokens[position].type != "paragraph_open":
        return []
    inline = tokens[position + 1]
    head, _, rest = inline.content.partition("\n")
    match = _OBSIDIAN.fullmatch(head)
    kind = KINDS.get(match["kind"].lower()) if match else None
    if match is None or kind is None:
        return []
    line = inline.map[0] if inline.map else 0
    opening = Token("details_open" if match["fold"] else "admonition_open", "", 1, map=[line, line + 1])
    opening.meta, opening.level = {"kind": kind, "open": match["fold"] == "+"}, tokens[position].level - 1
    title = Token("inline", "", 0, content=match["title"].strip(), children=[], map=[line, line + 1])
    title.meta = {"default": not match["title"].strip()}
    inline.content = rest
    inline.map = [line + 1, inline.map[1]] if inline.map else None
    start, end = Token("callout_title_open", "", 1), Token("callout_title_close", "", -1)
    return [opening, start, title, end]
