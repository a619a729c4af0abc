"""An article's Markdown → what a translator translates, and the rest; put together again it is the same text.

The renderer is not asked: it keeps no places of inlines. A block that is read too coarsely here is one paragraph more to
translate, never a lost one, for nothing is thrown away.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

ParagraphKind = Literal["heading", "item", "row", "text", "code", "rest"]

_FENCE = re.compile(r"((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)(`{3,}|~{3,})([^`]*)$")
_QUOTES = re.compile(r"(?:[ \t]*>)*[ \t]*")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)|:[ \t]+|\[\^[^\]\s]+\]:[ \t]*")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:[ \t]+#+)?(?:[ \t]*\{:?[^{}]*\})?[ \t]*$")
_TITLED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?:[A-Za-z][\w-]*[ \t]*)*(?P<quote>\"?)|===\+?!?[ \t]+(?P<tab>\"?)"
    r"|\[![A-Za-z][\w-]*(?:\|[^\]]*)?\][-+]?[ \t]*"
    r"|:{3,}[ \t]*\{?[A-Za-z][\w-]*\}?[ \t]*(?P<bracket>\[?)|/{3,}[ \t]*[A-Za-z][\w-]*[ \t]*\|?[ \t]*"
    r"|<(?:summary|figcaption)>"
)
_TITLE_END = re.compile(r"[\"\]]?[ \t]*(?:</(?:summary|figcaption)>[ \t]*)?$")
_BLANKS_END = re.compile(r"[ \t]*$")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\|?$")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}$|=+[ \t]*$|:{3,}[ \t]*$|/{3,}[ \t]*$")
_REGION = re.compile(r"(?::{3,}|/{3,}|!!!|\?\?\?\+?)[ \t]*\{?[ \t]*\.?regions?(?![\w-])", re.IGNORECASE)
"""How a block of a region begins, whose name no translator shall change."""
_DEFINITION = re.compile(r"\[(?!\^)[^\]]+\]:[ \t]*\S+")
_TAG_LINE = re.compile(r"(?:</?[A-Za-z][^<>]*>[ \t]*)+$")
_INDENTED = 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of the text of an article: `lead + text + tail` of all pieces is the text.

    kind: `rest` is what nobody translates, `heading` also the title of a box. lead: what marks it as an item and so on.
    text: its lines as written. indent: what begins each line of it after the first, where writers keep to one.
    tail: with its line end. line: of the body, from 0. depth: of a heading its level, of the title of a box 0.
    """

    kind: ParagraphKind
    lead: str
    text: str
    tail: str
    line: int
    indent: str = ""
    depth: int = 0

    @property
    def said(self) -> str:
        """The text without what its block puts before each line: as translators get it."""
        first, *others = self.text.split("\n")
        if self.kind == "code":
            return textwrap.dedent("\n".join(_after(line, self.indent) for line in (self.lead + first, *others)))
        return "\n".join((first, *(_QUOTES.sub("", line, count=1) for line in others)))

    def saying(self, said: str) -> Paragraph:
        """Return the paragraph with another text, in the same place of the same block."""
        if said == self.said:
            return self
        first, *others = said.split("\n")
        return replace(self, text="\n".join((first, *(self.indent + line if line else "" for line in others))))


def _after(line: str, indent: str) -> str:
    return line[len(indent) :] if line.startswith(indent) else line.lstrip(" \t>")


def written(paragraphs: Iterable[Paragraph]) -> str:
    """Return the text that paragraphs are of."""
    return "".join(one.lead + one.text + one.tail for one in paragraphs)


def paragraphs_of(body: str) -> tuple[Paragraph, ...]:
    """Return the pieces of a body, in its order; `written` of them is the body."""
    return tuple(_Reader(body).read())


class _Reader:
    """Goes through the lines of a body once. Blocks of code and comments are taken whole."""

    def __init__(self, body: str) -> None:
        self._lines: list[str] = re.findall(r"[^\n]*\n|[^\n]+", body)
        self._at = 0
        self._open: Paragraph | None = None
        self._inside = False
        """Whether what is indented belongs to an item or a box, and is no code."""

    def read(self) -> Iterator[Paragraph]:
        blank = True
        while self._at < len(self._lines):
            line, end = _parted(self._lines[self._at])
            starts_code = blank and not self._inside and _width(line) >= _INDENTED and line.strip()
            if not line.strip():
                yield from self._close(Paragraph("rest", "", "", line + end, self._at))
                self._at += 1
            elif fence := _FENCE.match(line):
                yield from self._close(*self._fenced(fence))
            elif line.lstrip().startswith("<!--"):
                yield from self._close(self._comment())
            elif starts_code:
                yield from self._close(self._indented())
            else:
                yield from self._line(line, end, blank=blank)
                self._at += 1
            blank = not line.strip()
        yield from self._close()

    def _close(self, *following: Paragraph) -> Iterator[Paragraph]:
        if self._open:
            yield self._open
        self._open = None
        yield from following

    def _line(self, line: str, end: str, *, blank: bool) -> Iterator[Paragraph]:
        kind, lead, text, tail, depth = _taken_apart(line)
        if (blank and _width(line) == 0) or kind == "item" or lead.strip():
            self._inside = bool(kind == "item" or (lead.strip() and not depth))
        if kind == "text" and self._open and self._open.kind in {"text", "item"} and not self._open.tail.strip():
            former = self._open  # this line goes on with it
            added = former.text + former.tail + lead + text
            self._open = replace(former, text=added, tail=tail + end, indent=former.indent if "\n" in former.text else lead)
            return
        yield from self._close()
        indent = re.sub(r"[^\s>]", " ", lead) if kind in {"item", "text"} else lead
        self._open = Paragraph(kind, lead, text, tail + end, self._at, indent, depth)
        if kind in {"rest", "heading", "row"}:
            yield from self._close()

    def _fenced(self, fence: re.Match[str]) -> tuple[Paragraph, ...]:
        start, mark = self._at, fence[2]
        quote = re.sub(r"[^\s>]", " ", fence[1])
        opening = Paragraph("rest", "", "", self._lines[start], start)
        last = start + 1
        while last < len(self._lines):
            inner = _QUOTES.sub("", self._lines[last], count=1).rstrip()
            if inner.startswith(mark) and not inner.strip(mark[0]):
                break
            last += 1
        closing = [Paragraph("rest", "", "", self._lines[last], last)] if last < len(self._lines) else []
        self._at = last + 1
        return (opening, *_code(self._lines[start + 1 : last], start + 1, quote), *closing)

    def _comment(self) -> Paragraph:
        start = self._at
        while self._at < len(self._lines) and "-->" not in self._lines[self._at]:
            self._at += 1
        self._at = min(self._at + 1, len(self._lines))
        return Paragraph("rest", "", "", "".join(self._lines[start : self._at]), start)

    def _indented(self) -> Paragraph:
        start = self._at
        while self._at < len(self._lines) and _width(self._lines[self._at]) >= _INDENTED and self._lines[self._at].strip():
            self._at += 1
        (code,) = _code(self._lines[start : self._at], start, " " * _INDENTED)
        return code


def _code(lines: list[str], start: int, indent: str) -> tuple[Paragraph, ...]:
    text, end = _parted("".join(lines))
    if not text.strip():
        return (Paragraph("rest", "", "", "".join(lines), start),) if lines else ()
    lead = re.match(rf"(?:{re.escape(indent)})?", text)
    before = lead[0] if lead else ""
    return (Paragraph("code", before, text[len(before) :], end, start, indent),)


def _parted(line: str) -> tuple[str, str]:
    text = line.removesuffix("\n")
    return text, line[len(text) :]


def _width(line: str) -> int:
    opened = line.rstrip("\n").expandtabs(_INDENTED)
    return len(opened) - len(opened.lstrip(" "))


def _taken_apart(line: str) -> tuple[ParagraphKind, str, str, str, int]:
    """Return kind, lead, text, tail and depth of a line that is no code."""
    kind: ParagraphKind = "text"
    at = len(_QUOTES.match(line)[0])  # type: ignore[index]
    while item := _ITEM.match(line, at):
        kind = "item"
        at = item.end() + len(_QUOTES.match(line, item.end())[0])  # type: ignore[index]
    rest = line[at:]
    if _RULE.match(rest) or _DEFINITION.match(rest) or _REGION.match(rest) or (_TABLE_RULE.match(rest) and "|" in rest):
        return "rest", "", "", line, 0
    if heading := _HEADING.match(rest):
        return _ended("heading", line, at + heading.end(), _HEADING_END, heading[0].count("#"))
    if rest.startswith("|") or (rest.count("|") > 1 and rest.rstrip().endswith("|")):
        text = rest.rstrip()
        return "row", line[:at], text, rest[len(text) :], 0
    if titled := _TITLED.match(rest):
        bounded = titled["quote"] or titled["tab"] or titled["bracket"] or titled[0].startswith("<")
        found = _ended("heading", line, at + titled.end(), _TITLE_END if bounded else _BLANKS_END, 0)
        return found if found[2] else ("rest", line, "", "", 0)
    if _TAG_LINE.match(rest) or not rest.strip():
        return "rest", line, "", "", 0
    hard_break = len(rest) - len(rest.rstrip())
    return kind, line[:at], rest[: len(rest) - hard_break], line[len(line) - hard_break :] if hard_break else "", 0


def _ended(
    kind: ParagraphKind, line: str, start: int, ending: re.Pattern[str], depth: int
) -> tuple[ParagraphKind, str, str, str, int]:
    found = ending.search(line, start)
    end = found.start() if found else len(line)
    return kind, line[:start], line[start:end], line[end:], depth
