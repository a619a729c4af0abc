"""Cells of a table in HTML → rows of one width, in which a cell that was merged from several stands in each of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MOST_COLUMNS = 100


class GridCell(NamedTuple):
    """One cell. wide: columns that it takes. high: rows; 0 stands for all that follow, as in HTML."""

    text: str
    wide: int
    high: int


def span_of(value: str) -> int:
    """Return what `colspan` or `rowspan` says; 1 where it is missing or no number."""
    return int(value) if re.fullmatch(r"\d{1,4}", value) else 1


def markdown_of(rows: Sequence[Sequence[str]], sides: Sequence[str] = ()) -> str:
    """Return rows of one width as a table of Markdown. sides: what stands below the cells of its head, as `---:`."""
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((head, f"| {' | '.join(sides or ['---'] * len(rows[0]))} |", *others))


def as_grid(rows: Sequence[Sequence[GridCell]]) -> tuple[list[list[str]], int]:
    """Return the texts of every row, and how many cells were merged from several."""
    filled: dict[tuple[int, int], str] = {}
    merged = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in filled:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            wide = min(cell.wide or 1, _MOST_COLUMNS - column)
            high = min(cell.high or len(rows), len(rows) - at)
            merged += wide > 1 or high > 1
            for down in range(high):
                for right in range(wide):
                    filled[at + down, column + right] = cell.text if right == 0 else ""
            column += wide
    width = max((column for _, column in filled), default=-1) + 1
    return [[filled.get((at, column), "") for column in range(width)] for at in range(len(rows))], merged
