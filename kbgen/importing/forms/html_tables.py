"""Tables in HTML between Markdown → tables of Markdown; cards of GitBook → a list. Marks within cells are changed by others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

from kbgen.importing.forms.masked import Masked
from kbgen.importing.table_grid import GridCell, as_grid, markdown_of, span_of

_TABLE = re.compile(
    r"^[ \t]*<table(?P<attributes>(?:\s[^<>]{0,400})?)>.{0,40000}?</table\s*>", re.IGNORECASE | re.DOTALL | re.MULTILINE
)
_BLOCKS = frozenset({"p", "div", "ul", "ol", "br", "hr"})
_KEPT = frozenset({"a", "b", "strong", "i", "em", "code", "img", "kbd", "sub", "sup", "mark", "del", "s"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTED = re.compile("\ue0f0\\d+\ue0f1")
_BREAK = "\ue0f9"
_ROW_LISTING = re.compile(
    r"(?<=\|)(?P<before>[^|\n]{0,400}?)<pre\b[^<>]{0,300}>(?P<code>(?:[^<\n]|<(?!/?pre\b)){0,4000})</pre\s*>", re.IGNORECASE
)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_NO_PICTURE = re.compile(r"</?(?!img\b)[a-zA-Z][^<>]{0,300}>|:[a-z][a-z0-9-]{0,40}:", re.IGNORECASE)
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(\d{1,9}[.)])[ \t]+", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_ROW = re.compile(r"^[ \t]*\|[^\n]*<(?:details|table)\b[^\n]*$", re.IGNORECASE | re.MULTILINE)
_OPENED = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"(?<![ \t])[ \t]*<details[^<>]{0,200}>\s*<summary[^<>]{0,200}>(.{0,300}?)</summary\s*>", r"<br>\1:<br>"),
        (r"</t[dh]\s*>\s*<t[dh]\b[^<>]{0,200}>", " – "),
        (r"</tr\s*>", "<br>"),
        (r"</?(?:details|table|thead|tbody|tr|t[dh])\b[^<>]{0,200}>", ""),
    )
)


def with_tables(masked: Masked) -> None:
    """Make Markdown of tables in HTML; one that holds another table, or what opens, stays as it is.

    Lists, paragraphs and lines of code of a cell are lines of it.
    """
    if any(sign in masked.text.lower() for sign in ("<table", "<details", "<pre")):
        masked.change(lambda text: _ROW.sub(_opened, text))
        masked.text = _ROW_LISTING.sub(lambda match: match["before"] + _in_lines(match["code"], masked), masked.text)
        masked.text = _TABLE.sub(lambda match: _table(match, masked), masked.text)


def _in_lines(code: str, masked: Masked) -> str:
    """Return a listing in a cell as lines of code."""
    whole = Masked(code, masked.kept).whole()  # what looks like code of Markdown is a part of it
    plain = unescape(_TAG.sub("", _LINE_BREAK.sub("\n", whole)))
    return "<br>".join(masked.hide(_code(line)) for line in plain.strip("\n").split("\n") if line.strip())


def _code(line: str) -> str:
    """Return a line of code in a cell, whose bars do not end it."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    gap = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{gap}{line.rstrip()}{gap}{fence}".replace("|", "\\|")


def _opened(row: re.Match[str]) -> str:
    """Return a row of Markdown with what it hides or holds in tables as lines of its cells."""
    line = row[0]
    for pattern, words in _OPENED:
        line = pattern.sub(words, line)
    return re.sub(r"(?:<br>)+(?=[ \t]*(?:(?<!\\)\||$))", "", line)


def _table(match: re.Match[str], masked: Masked) -> str:
    reader = _Reader(masked)
    reader.feed(match[0])
    reader.close()
    if reader.holds_blocks or not any(cell.text for row in reader.rows for cell in row):
        return match[0]
    if 'data-view="cards"' in match["attributes"]:
        return "\n".join(_card(row) for row in reader.rows if not all(cell.is_head for cell in row))
    grid, _ = as_grid([[GridCell(cell.text, cell.wide, cell.high) for cell in row if not cell.is_hidden] for row in reader.rows])
    lines = [line for line in grid if any(line)]
    if not lines:
        return ""
    if len(lines) == len(lines[0]) == 1:
        return lines[0][0].replace("<br>", "\n\n")
    return f"\n{markdown_of(lines)}\n"


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
        whole = _PARAGRAPH.sub(_BREAK, _NUMBER.sub(rf"{_BREAK}\1 ", _BULLET.sub(f"{_BREAK}• ", "".join(self.parts))))
        whole = " ".join(whole.split())
        whole = re.sub(rf"^[\s{_BREAK}]+|[\s{_BREAK}]+$", "", whole)
        return re.sub(rf"\s*{_BREAK}[\s{_BREAK}]*", "<br>", whole).replace("|", "\\|")


def _card(row: list[_Cell]) -> str:
    """Return a card of GitBook as an item of a list; its target is where its first words lead."""
    address = next((found[1] for cell in row if cell.is_target and (found := re.search(r"href=\"([^\"]+)\"", cell.text))), "")
    shown = [cell.text for cell in row if not cell.is_hidden and not cell.is_target]
    texts = [text for text in shown if _NO_PICTURE.sub("", text).strip()]  # a cell may have held nothing but an icon
    if not texts:
        return ""
    first = (
        texts[0] if not address or "href=" in texts[0] else f'<a href="{address}">{re.sub(r"</?(?:strong|b)>", "", texts[0])}</a>'
    )
    return f"- {': '.join([first, *texts[1:]])}"


class _Reader(HTMLParser):
    """Collects the cells of one table; tags within a line stay as they are."""

    def __init__(self, masked: Masked) -> None:
        super().__init__(convert_charrefs=False)
        self._masked = masked
        self._listing: list[str] | None = None
        self._numbers: list[int] = []
        self.rows: list[list[_Cell]] = []
        self.holds_blocks = False
        self._hidden: dict[int, tuple[bool, bool]] = {}
        self._cell: _Cell | None = None
        self._is_first = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell, or keep a tag of a cell."""
        names = {name for name, _ in attrs}
        if tag in {"iframe", "details"} or (tag == "table" and self.rows):
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
        elif self._cell is not None and self._listing is not None:
            self._listing += ["\n"] if tag == "br" else []
        elif self._cell is not None:
            self._begin_in_cell(tag, self._cell)

    def _begin_in_cell(self, tag: str, cell: _Cell) -> None:
        if tag == "pre":
            self._listing = []
        elif tag == "li":
            cell.parts.append(f"{_BREAK}{self._item()} ")
        elif tag in _BLOCKS or tag in _HEADINGS:
            cell.parts.append(_BREAK + ("<b>" if tag in _HEADINGS else ""))
            self._numbers += [0] if tag == "ul" else [1] if tag == "ol" else []
        elif tag in _KEPT:
            cell.parts.append(self.get_starttag_text() or "")

    def _item(self) -> str:
        if not self._numbers or not self._numbers[-1]:
            return "•"
        self._numbers[-1] += 1
        return f"{self._numbers[-1] - 1}."

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or keep the end of a tag."""
        if tag in {"td", "th", "tr"}:
            self._cell, self._listing, self._numbers = None, None, []
        elif self._cell is not None and tag == "pre" and self._listing is not None:
            self._cell.parts += [_BREAK, _in_lines("".join(self._listing), self._masked), _BREAK]
            self._listing = None
        elif self._listing is not None:
            return
        elif self._cell is not None and tag in {*_BLOCKS, *_HEADINGS, "li"}:
            self._cell.parts.append(f"</b>{_BREAK}" if tag in _HEADINGS else _BREAK)
            if tag in {"ul", "ol"} and self._numbers:
                self._numbers.pop()
        elif self._cell is not None and tag in _KEPT:
            self._cell.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell; a block of code is lines of it."""
        if self._cell is None:
            return
        if self._listing is not None:
            self._listing.append(data)
        else:
            self._cell.parts.append(_LISTED.sub(lambda match: self._fence(match[0]), data))

    def _fence(self, place: str) -> str:
        """Return the block of code behind a mark as lines of code, and code within a line as it is."""
        whole = Masked(place, self._masked.kept).whole()
        lines = whole.split("\n")
        if len(lines) < 2 or not lines[0].startswith(("```", "~~~")):
            return place
        return _BREAK + _in_lines(escape("\n".join(lines[1:-1]), quote=False), self._masked) + _BREAK

    def handle_entityref(self, name: str) -> None:
        """Keep an entity, which Markdown reads too."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a character by its number."""
        self.handle_data(f"&#{name};")
