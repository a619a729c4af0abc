"""Blocks that hold in one region: `:::region hk` … `:::`, `/// region | hk` … `///`, and `!!! region hk` with an indented text.

The site makes a page for each region of an article that has such blocks before anything is rendered (`kbgen.site.regions`).
What is left for the renderer stands where no page is made of it, in a shared text for example: it is shown, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kbgen.content.code_places import CODE
from kbgen.render.containers import closing_line
from kbgen.render.findings import Finding, note

_WORD = r"regions?(?![\w-])"
_OPENING = re.compile(
    rf"(?P<marker>:{{3,}}|/{{3,}})[ \t]*(?:\{{[ \t]*\.?{_WORD}(?P<inside>[^{{}}]*)\}}|{_WORD})(?P<rest>.*)", re.IGNORECASE
)
_INDENTED = re.compile(rf"(?:!!!|\?\?\?\+?)[ \t]*{_WORD}(?P<rest>.*)", re.IGNORECASE)
_ANY_OPENING = re.compile(r"(?P<marker>:{3,}|/{3,})[ \t]*[^\s:/].*")
"""Boxes within a block may have as many signs as it has: each takes its own end."""
_MAY_HOLD = re.compile(
    rf"^[ \t>*+\-\d.)]*(?::{{3,}}|/{{3,}}|!!!|\?\?\?\+?)[ \t]*\{{?[ \t]*\.?{_WORD}", re.IGNORECASE | re.MULTILINE
)
_MARKS = re.compile(r"[\[\]{}\"“”|=.,:;()（）]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INDENT = 4

Fault = Literal["", "open", "inside", "flush", "empty"]
"""`open`: nothing closes the block. `inside`: it stands in another one. `flush`: the line below it is not indented.

`empty`: nothing is in it that a reader sees.
"""


@dataclass(frozen=True, slots=True)
class RegionBlock:
    """One block. written: what its writer calls the region. first, end: its lines, from 0, and the line after them.

    lines: what it holds, by line, each as it stands without the block. before: what stands before it on its first line, such as
    the mark of a quotation or item.
    """

    written: str
    first: int
    end: int
    lines: Mapping[int, str]
    before: str = ""
    fault: Fault = ""


def region_blocks(body: str, md: MarkdownIt) -> tuple[RegionBlock, ...]:
    """Return the blocks of a text in order, those inside another one included."""
    if not _MAY_HOLD.search(CODE.sub("", body)):
        return ()
    tokens: list[Token] = []
    md.block.parse(body, md, {}, tokens)
    return tuple(token.meta["block"] for token in tokens if token.type == "region_open")


def region_blocks_plugin(md: MarkdownIt) -> None:
    """Let `md` read blocks of regions."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("admonition", "region", _region, {"alt": interrupts})


def _region(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = state.bMarks[start_line] + state.tShift[start_line]
    if first >= state.eMarks[start_line] or state.src[first] not in ":/!?" or state.is_code_block(start_line):
        return False
    fenced = _OPENING.fullmatch(state.src, first, state.eMarks[start_line])
    indented = None if fenced else _INDENTED.fullmatch(state.src, first, state.eMarks[start_line])
    match = fenced or indented
    if match is None:
        return False
    if silent:
        return True
    inside = f"{fenced['inside'] or ''} " if fenced else ""
    written = " ".join(_MARKS.sub(" ", inside + match["rest"]).split())
    last = closing_line(state, start_line, end_line, fenced["marker"], opening=_ANY_OPENING) if fenced else 0
    end = last if fenced else _end_of_indented(state, start_line, end_line)
    faults: tuple[tuple[bool, Fault], ...] = (
        (bool(state.env.get("in_region")), "inside"),
        (bool(fenced) and not last, "open"),
        (bool(indented) and end == start_line + 1, "flush"),
        (not _COMMENT.sub("", _held_text(state, start_line + 1, end)).strip(), "empty"),
    )
    fault: Fault = next((fault for holds, fault in faults if holds), "")
    _push(state, (start_line, end or start_line + 1), written, fault, _INDENT if indented else 0)
    state.line = end + 1 if fenced and last else max(end, start_line + 1)
    return True


def _push(state: StateBlock, lines: tuple[int, int], written: str, fault: Fault, indent: int) -> None:
    """Put the tokens of a block: its own show nothing, those of what it holds are as they would be without it."""
    start, end = lines
    held = {line: _outdented(state, line, indent) for line in range(start + 1, end)}
    opening = state.push("region_open", "", 1)
    opening.hidden, opening.map = True, [start, end]
    after = end if indent or fault == "open" else end + 1
    before = _outdented(state, start, 0)[: state.tShift[start] + state.bMarks[start] - _line_begin(state, start)]
    opening.meta = {"block": RegionBlock(written, start, after, held, before, fault)}
    message = f"a block of the region '{written[:40]}' where it has no effect"
    hint = "write it into an article itself: neither a shared text, nor the page of a category, nor home has pages for regions"
    note(state.env, Finding(state.env.get("include_line", start), "region-block", message, hint))
    outer = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "admonition", end, state.blkIndent + indent
    outside, state.env["in_region"] = state.env.get("in_region"), True
    state.md.block.tokenize(state, start + 1, end)
    state.env["in_region"] = outside
    state.parentType, state.lineMax, state.blkIndent = outer
    state.push("region_close", "", -1).hidden = True


def _held_text(state: StateBlock, start: int, end: int) -> str:
    """Return lines without what is before their text, such as the mark of a quotation."""
    return "\n".join(state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start, end))


def _outdented(state: StateBlock, line: int, indent: int) -> str:
    """Return a line as it stands without the block: what is before its text, such as the mark of a quotation, stays."""
    begin = _line_begin(state, line)
    text = state.bMarks[line] + state.tShift[line]
    if not indent or state.isEmpty(line):
        return state.src[begin : state.eMarks[line]]
    return state.src[begin : state.bMarks[line]] + " " * (state.sCount[line] - indent) + state.src[text : state.eMarks[line]]


def _line_begin(state: StateBlock, line: int) -> int:
    return state.src.rfind("\n", 0, state.bMarks[line]) + 1


def _end_of_indented(state: StateBlock, start_line: int, end_line: int) -> int:
    """Return the line after the text of a block that ends with its indent."""
    last = start_line + 1
    for line in range(start_line + 1, end_line):
        if not state.isEmpty(line):
            if state.sCount[line] < state.sCount[start_line] + _INDENT:
                break
            last = line + 1
    return last
