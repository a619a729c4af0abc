"""The HTML of an article → the rows of its tables that name a thing and say values of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

MOST_COLUMNS = 4
MOST_ROWS = 40
"""More is a list to look through, not values of a few things."""
LONGEST_NAME = 60
LONGEST_VALUE = 80
_HEADINGS = ("h2", "h3", "h4")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row. anchor: of the heading it stands below, or empty; section: that heading.

    heads, values: of the columns after the first.
    """

    anchor: str
    section: str
    name: str
    heads: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(slots=True)
class _Table:
    anchor: str
    section: str
    rows: list[list[str]] = field(default_factory=list)
    heads: int = 0


def table_rows(html: str) -> tuple[TableRow, ...]:
    """Return the rows of every table whose first column names things and whose other cells are short. html: of one article."""
    if "<table" not in html:  # most have none, and reading all of them is a second of a large build
        return ()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(row for table in reader.tables for row in _rows(table))


def _rows(table: _Table) -> Iterator[TableRow]:
    if table.heads != 1 or not 2 <= len(table.rows) <= MOST_ROWS + 1:
        return
    head, *body = table.rows
    width = len(head)
    if not 2 <= width <= MOST_COLUMNS or not all(head[1:]) or any(len(row) != width for row in body):
        return
    names = [row[0] for row in body]
    if len(set(names)) < len(names):
        return  # a column that repeats itself names nothing
    for name, *values in body:
        if 0 < len(name) <= LONGEST_NAME and any(values) and max(map(len, values)) <= LONGEST_VALUE:
            yield TableRow(table.anchor, table.section, name, tuple(head[1:]), tuple(values))


class _Reader(HTMLParser):
    """Collects tables with the heading above them; notes (`sup`) and the links of headings are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._anchor = ""
        self._heading = ""
        self._text: list[str] | None = None
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "sup" or "headerlink" in (attributes.get("class") or ""):
            self._hidden = self._hidden or tag
        elif tag in _HEADINGS:
            self._anchor, self._text = attributes.get("id") or "", []
        elif tag == "table":
            self.tables.append(_Table(self._anchor, self._heading))
        elif self.tables and tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in {"td", "th"}:
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif tag in _HEADINGS:
            self._heading = self._taken()
        elif tag in {"td", "th"} and self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append(self._taken())
        elif tag == "thead" and self.tables:
            self.tables[-1].heads = len(self.tables[-1].rows)

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._hidden:
            self._text.append(data)

    def _taken(self) -> str:
        text = " ".join("".join(self._text or ()).split())
        self._text = None
        return text
