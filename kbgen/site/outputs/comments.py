"""Takes comments between writers out of Markdown that readers get as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kbgen.content.code_places import CODE_FLAGS, CODE_PATTERN
from kbgen.translations.paragraphs import paragraphs_of

_CODE_OR_OPENING = re.compile(
    # An empty comment says nothing, and keeps two lists apart.
    rf"{CODE_PATTERN}|(?P<before>^[ \t>]*(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+)?)?(?P<opening>(?<!\\)<!--(?!\s*-->))",
    CODE_FLAGS,
)
_INDENTED = re.compile(r"^(?:[ ]{4}|[ ]{0,3}\t)[ \t]*<!--", re.MULTILINE)
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BLANKS = re.compile(r"(?:[ \t]*\n)+")
_NOWHERE = -1


@dataclass(slots=True)
class _Ahead:
    """Where the next end of a comment and the next blank line are; each is looked for once, however many openings there are."""

    text: str
    end: int = 0
    blank: int = 0

    def end_after(self, at: int) -> int:
        if self.end != _NOWHERE and self.end < at:
            self.end = self.text.find("-->", at)
        return self.end

    def blank_after(self, at: int) -> int:
        if self.blank < at:
            found = _BLANK_LINE.search(self.text, at)
            self.blank = found.start() if found else len(self.text)
        return self.blank


def without_comments(text: str) -> str:
    """Return a text without its comments; code that shows some stays to the last byte."""
    if "<!--" not in text:
        return text
    code, ahead = _indented_code(text), _Ahead(text)
    kept: list[str] = []
    at = done = 0
    while found := _CODE_OR_OPENING.search(text, at):
        at = found.end()
        start = found.start("opening")
        if start < 0:
            continue
        while code and code[0][1] <= start:
            code.pop(0)
        if code and code[0][0] <= start:
            at = code[0][1]
            continue
        end = ahead.end_after(at)
        if end == _NOWHERE:
            break
        line_end = _LINE_END.match(text, end + 3) if found["before"] is not None else None
        if line_end:
            kept += filter(None, [text[done : found.start()]])
            done = at = _behind_lines(kept, found["before"], text, line_end.end())
        elif ahead.blank_after(at) > end:  # within a line of text a comment ends with its paragraph, or it is none
            ends_line = _LINE_END.match(text, end + 3)  # blanks left there would be a line break
            kept += filter(None, [text[done:start].rstrip(" \t") if ends_line else text[done:start]])
            between = text[start - 1 : start] in {"", " ", "\n"}
            done = at = end + 3 + (between and text.startswith(" ", end + 3))
    return "".join((*kept, text[done:]))


def _behind_lines(kept: list[str], before: str, text: str, end: int) -> int:
    """Return where the text goes on behind a comment that has its lines alone; of two blank lines around it one stays."""
    if before.strip():
        kept.append(before.rstrip() + "\n")
        return end
    above = "".join(kept[-2:])
    if above.strip() and not above.endswith("\n\n"):
        return end
    blanks = _BLANKS.match(text, end)
    return blanks.end() if blanks else end


def _indented_code(text: str) -> list[tuple[int, int]]:
    """Return where lines are code for standing further in, as begin and end."""
    # What is indented is a comment only within an item or a box; letters let the reader of paragraphs see the difference.
    masked = _INDENTED.sub(lambda found: found[0][:-4] + "xxxx", text)
    places, at = [], 0
    for piece in paragraphs_of(masked):
        end = at + len(piece.lead) + len(piece.text) + len(piece.tail)
        if piece.kind == "code":
            places.append((at, end))
        at = end
    return places
