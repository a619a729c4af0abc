"""Tables of HTML → rows of cells: merged ones are written into every row, and what is no table becomes text again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from kbgen.importing.html.parsed import BLOCKS, attribute
from kbgen.importing.table_grid import GridCell, as_grid, markdown_of, span_of

BREAK = "\ue0f8"
_ALIGNED = re.compile(r"text-align\s*:\s*(?P<side>right|center)", re.IGNORECASE)


def unwrap_layouts(soup: BeautifulSoup, notes: Counter[str]) -> None:
    """Make text of tables that only place things: one cell, listings, or tables within tables."""
    for table in soup.find_all("table"):
        cells = [cell for cell in table.find_all(("td", "th")) if cell.find_parent("table") is table]
        inner = table.find("table")
        if inner is not None:
            notes["table within a table"] += 1
        if len(cells) > 1 and inner is None and not table.find(("pre", "kb-box", "kb-question", "iframe", "video")):
            continue
        for cell in cells:
            cell.name, cell.attrs = "div", {}
        for tag in table.find_all(("thead", "tbody", "tfoot", "tr", "caption")):
            if tag.find_parent("table") is table:
                tag.name = "div"
        table.name = "div"


def flatten_cells(table: Tag) -> None:
    """Let each cell hold one line: blocks within it end with a mark that becomes `<br>`."""
    for cell in table.find_all(("td", "th")):
        for br in cell.find_all("br"):
            br.replace_with(NavigableString(BREAK))
        for block in [tag for tag in cell.find_all(True) if tag.name in BLOCKS]:
            if block.name == "li":
                ordered = block.parent is not None and block.parent.name == "ol"
                number = len(block.find_previous_siblings("li")) + 1
                block.insert(0, NavigableString(f"{number}) " if ordered else "• "))
            block.insert_before(NavigableString(BREAK))
            block.insert_after(NavigableString(BREAK))
            block.unwrap()


def as_table(table: Tag, text_of: Callable[[Tag], str], notes: Counter[str]) -> str:
    """Return a table in Markdown. text_of: what a cell holds, on one line."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    grid, merged = as_grid([[_cell(cell, text_of) for cell in row.find_all(("td", "th"), recursive=False)] for row in rows])
    grid = [row for row in grid if any(row)]
    if not grid:
        return ""
    if merged:
        notes["merged cell"] += merged
    first = rows[0].find_all(("td", "th"), recursive=False)
    if not table.find("thead") and not all(cell.name == "th" or cell.find("strong") for cell in first):
        notes["table without a head"] += 1
    width = len(grid[0])
    return markdown_of(grid, [*map(_side, first), *["---"] * width][:width])


def _cell(cell: Tag, text_of: Callable[[Tag], str]) -> GridCell:
    return GridCell(text_of(cell), span_of(attribute(cell, "colspan")), span_of(attribute(cell, "rowspan")))


def _side(cell: Tag) -> str:
    match = _ALIGNED.search(attribute(cell, "style"))
    side = (match["side"] if match else attribute(cell, "align") or attribute(cell, "data-align")).lower()
    return {"right": "---:", "center": ":---:"}.get(side, "---")
