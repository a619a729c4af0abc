"""Tables that lose nothing: a bar within code belongs to its cell, cells too many stay in the last one and are reported.

GitHub splits a row at every bar that no backslash escapes, also within backticks, and drops what is beyond the last
column. Most other tools keep code whole, and whoever writes `a|b` in backticks means one cell, so we do too.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.token import Token

from kbgen.render.findings import Finding, note

_RUNS = re.compile(r"(\\*)(`+)")
_STAND_INS = [chr(point) for point in range(0xE000, 0xE100)]
_HINT = "add a column to the first two lines, or write '\\|' for a bar within a cell"
_DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


def tables_plugin(md: MarkdownIt) -> None:
    """Let `md` read tables by the rule below."""
    md.block.ruler.at("table", _table_rule, {"alt": ["paragraph", "reference"]})


def _table_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if start_line + 2 > end_line or not _may_head_a_table(state, start_line):
        return False
    source, first = state.src, len(state.tokens)
    stand_in = next((character for character in _STAND_INS if character not in source), "")
    if stand_in:
        state.src = _with_bars_of_code_hidden(state, start_line, end_line, stand_in)
    try:
        if not table(state, start_line, end_line, silent):
            return False
        if not silent:
            _keep_extra_cells(state, state.tokens[first:], stand_in)
    finally:
        state.src = source
    for token in state.tokens[first:] if stand_in else ():
        token.content = token.content.replace(stand_in, "|")
    return True


def _may_head_a_table(state: StateBlock, line: int) -> bool:
    """Tell whether the next line could be the one of dashes: cheap, as every line of a paragraph and before a list is asked."""
    start, end = state.bMarks[line + 1] + state.tShift[line + 1], state.eMarks[line + 1]
    return start < end and state.src[start] in "|-:" and not state.src[start:end].strip("|-: \t")


def _with_bars_of_code_hidden(state: StateBlock, line: int, end_line: int, stand_in: str) -> str:
    pieces, done = [], 0
    while line < end_line and not state.isEmpty(line):
        start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if "`" in state.src[start:end]:
            for opening, closing in _code_spans(state.src[start:end]):
                code = state.src[start + opening : start + closing]
                if "|" in code.replace("\\|", ""):
                    pieces += [state.src[done : start + opening], _hide(code, stand_in)]
                    done = start + closing
        line += 1
    return "".join((*pieces, state.src[done:]))


def _hide(code: str, stand_in: str) -> str:
    return re.sub(r"(?<!\\)\|", stand_in, code)


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Return where code begins and ends in one line, as CommonMark pairs runs of backticks."""
    runs = list(_RUNS.finditer(text))
    places: dict[int, deque[int]] = {}
    for number, run in enumerate(runs):
        places.setdefault(len(run[2]), deque()).append(number)
    spans, number = [], 0
    while number < len(runs):
        same = places[len(runs[number][2])]
        while same and same[0] <= number:
            same.popleft()
        if same and len(runs[number][1]) % 2 == 0:  # a backslash before it, not itself behind one, makes it text
            spans.append((runs[number].end(), runs[same[0]].start(2)))
            number = same[0]
        number += 1
    return spans


def _keep_extra_cells(state: StateBlock, tokens: list[Token], stand_in: str) -> None:
    """Put the cells beyond the last column into the last cell of their row, and report them."""
    columns = sum(token.type == "th_open" for token in tokens)
    row = start = -1
    last_cell: Token | None = None
    for token in tokens:
        if token.type == "tr_open" and token.map:
            row, last_cell = token.map[0], None
        elif token.type == "inline":
            last_cell = token
        elif token.type == "tr_close" and row > start and last_cell:
            start = row
            text = state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]].strip()
            extra = [cell.strip() for cell in _cells(text)[columns:]]
            lost = " | ".join(cell for cell in extra if cell).replace(stand_in or "|", "|")
            if lost:
                last_cell.content = " | ".join(filter(None, (last_cell.content, lost)))
                note(state.env, Finding(row, "table-cells", _message(columns, columns + len(extra), lost), _HINT))


def _message(columns: int, cells: int, lost: str) -> str:
    return f"the row has {cells} cells and the table {columns} columns, so '{lost[:80]}' has no column"


def _cells(row: str) -> list[str]:
    cells: list[str] = escapedSplit(row)
    if cells and cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    return cells


def broken_tables(content: str, first_line: int) -> list[Finding]:
    """Report a table that is none, for its first line has other cells than the line of dashes has. content: of a paragraph."""
    if "|" not in content or "-" not in content:
        return []
    lines = content.split("\n")
    for number, (head, dashes) in enumerate(pairwise(lines)):
        if "|" in head and "|" in dashes and _DASHES.fullmatch(dashes.strip()):
            found, wanted = len(_cells(head.strip())), len(_cells(dashes.strip()))
            if found != wanted:
                message = f"the first line of the table has {found} cells, and the line of dashes has {wanted}"
                hint = "give both the same number; until then readers see the bars as text"
                return [Finding(first_line + number, "table-cells", message, hint)]
    return []


def without_rows(content: str) -> str:
    """Return the text of a paragraph with its rows empty, which are reported already as a table that is none."""
    return "\n".join("" if "|" in line else line for line in content.split("\n"))
