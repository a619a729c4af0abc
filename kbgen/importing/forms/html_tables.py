"""Tables in HTML between Markdown → tables of Markdown; cards of GitBook → a list. Marks within cells are changed by others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kbgen.importing.table_grid import GridCell, as_grid, span_of

_TABLE = re.compile(
    r"^[ \t]*<table(?P<attributes>(?:\s[^<>]{0,400})?)>.{0,40000}?</table\s*>", re.IGNORECASE | re.DOTALL | re.MULTILINE
)
_BLOCKS = frozenset({"p", "div", "ul", "ol", "br", "hr"})
_KEPT = frozenset({"a", "b", "strong", "i", "em", "code", "img", "kbd", "sub", "sup", "mark", "del", "s"})
_BREAK = "\ue0f9"
_ROW = re.compile(r"^[ \t]*\|[^\n]*<(?:details|table)\b[^\n]*$", re.IGNORECASE | re.MULTILINE)
_OPENED = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"[ \t]*<details[^<>]{0,200}>\s*<summary[^<>]{0,200}>(.{0,300}?)</summary\s*>", r"<br>\1:<br>"),
        (r"</t[dh]\s*>\s*<t[dh]\b[^<>]{0,200}>", " – "),
        (r"</tr\s*>", "<br>"),
        (r"</?(?:details|table|thead|tbody|tr|t[dh])\b[^<>]{0,200}>", ""),
    )
)


def with_tables(text: str) -> str:
    """Return text whose tables in HTML are Markdown; one that holds listings, headings or tables stays as it is."""
    if "<table" not in text.lower() and "<details" not in text.lower():
        return text
    return _TABLE.sub(_table, _ROW.sub(_opened, text))


def _opened(row: re.Match[str]) -> str:
    """Return a row of Markdown with what it hides or holds in tables as lines of its cells."""
    line = row[0]
    for pattern, words in _OPENED:
        line = pattern.sub(words, line)
    return re.sub(r"(?:<br>)+(?=[ \t]*(?:(?<!\\)\||$))", "", line)


def _table(match: re.Match[str]) -> str:
    reader = _Reader()
    reader.feed(match[0])
    reader.close()
    if reader.holds_blocks or not any(cell.text for row in reader.rows for cell in row):
        return match[0]
    if 'data-view="cards"' in match["attributes"]:
        return "\n".join(_card(row) for row in reader.rows if not all(cell.is_head for cell in row))
    grid, _ = as_grid([[GridCell(cell.text, cell.wide, cell.high) for cell in row if not cell.is_hidden] for row in reader.rows])
    lines = [line for line in grid if any(line)]
    width = max(map(len, lines), default=0)
    if width < 2 and len(lines) < 2:
        return lines[0][0].replace("<br>", "\n\n") if lines else ""
    return "\n".join(
        ["", f"| {' | '.join(lines[0])} |", f"|{' --- |' * width}", *(f"| {' | '.join(line)} |" for line in lines[1:]), ""]
    )


@dataclass(slots=True)
class _Cell:
    is_head: bool
    is_hidden: bool
    is_target: bool
    wide: int = 1
    high: int = 1
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        whole = " ".join("".join(self.parts).split())
        whole = re.sub(rf"^[\s{_BREAK}]+|[\s{_BREAK}]+$", "", whole)
        return re.sub(rf"\s*{_BREAK}[\s{_BREAK}]*", "<br>", whole).replace("|", "\\|")


def _card(row: list[_Cell]) -> str:
    """Return a card of GitBook as an item of a list; its target is where its first words lead."""
    address = next((found[1] for cell in row if cell.is_target and (found := re.search(r"href=\"([^\"]+)\"", cell.text))), "")
    texts = [cell.text for cell in row if cell.text and not cell.is_hidden and not cell.is_target]
    if not texts:
        return ""
    first = (
        texts[0] if not address or "href=" in texts[0] else f'<a href="{address}">{re.sub(r"</?(?:strong|b)>", "", texts[0])}</a>'
    )
    return f"- {': '.join([first, *texts[1:]])}"


class _Reader(HTMLParser):
    """Collects the cells of one table; tags within a line stay as they are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[list[_Cell]] = []
        self.holds_blocks = False
        self._hidden: dict[int, tuple[bool, bool]] = {}
        self._cell: _Cell | None = None
        self._is_first = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell, or keep a tag of a cell."""
        names = {name for name, _ in attrs}
        if tag in {"pre", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "details"} or (tag == "table" and self.rows):
            self.holds_blocks = True
        elif tag == "tr":
            self._is_first = not self.rows
            self.rows.append([])
            self._cell = None
        elif tag in {"td", "th"} and self.rows:
            at = len(self.rows[-1])
            if self._is_first:
                self._hidden[at] = ("data-hidden" in names, "data-card-target" in names)
            hidden, target = self._hidden.get(at, (False, False))
            wide, high = (span_of(dict(attrs).get(name) or "") for name in ("colspan", "rowspan"))
            self._cell = _Cell(tag == "th", hidden, target, wide, high)
            self.rows[-1].append(self._cell)
        elif self._cell is not None:
            if tag == "li":
                self._cell.parts.append(f"{_BREAK}• ")
            elif tag in _BLOCKS:
                self._cell.parts.append(_BREAK)
            elif tag in _KEPT:
                self._cell.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or keep the end of a tag."""
        if tag in {"td", "th", "tr"}:
            self._cell = None
        elif self._cell is not None and tag in {*_BLOCKS, "li"}:
            self._cell.parts.append(_BREAK)
        elif self._cell is not None and tag in _KEPT:
            self._cell.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell."""
        if self._cell is not None:
            self._cell.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """Keep an entity, which Markdown reads too."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a character by its number."""
        self.handle_data(f"&#{name};")
