"""Code, comments and formulas, out of Markdown while forms are changed, and back at the indentation of their new place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kbgen.render.formula_signs import formulas_changed

_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_FENCE = re.compile(r"(?P<prefix>[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)((?:[^`\n]|(?!\1(?!`))`|\n(?![ \t]*\n)){1,2000}?)(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--(?!\s*@include).*?-->", re.DOTALL)
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_WHOLE_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*\n)?[ \t>]*(?P=fence)[`~]*[ \t]*", re.DOTALL)
_MARK = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t])")
_INDENT = re.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_FENCE_PLACE = re.compile(f"(?P<prefix>[^\\n{_OPEN}]*){_OPEN}(?P<number>\\d+){_CLOSE}")


@dataclass
class Masked:
    """A text whose code is hidden behind marks that no form looks like."""

    text: str
    kept: list[str] = field(default_factory=list)
    infos: dict[str, str] = field(default_factory=dict)
    """What stands behind the fence of each block of code, by its mark."""

    def change(self, form: Callable[[str], str]) -> None:
        """Apply a form to what is not code."""
        self.text = form(self.text)

    def hide(self, code: str) -> str:
        """Return the mark of a piece of code that is put into the text."""
        self.kept.append(code)
        return f"{_OPEN}{len(self.kept) - 1}{_CLOSE}"

    def hide_listing(self, code: str, info: str) -> str:
        """Return the mark of a block of code that is put into the text. info: what stands behind its fence."""
        place = self.hide(fenced(code.strip("\n"), info))
        self.infos[place] = info
        return place

    def whole(self) -> str:
        """Return the text with everything that was hidden in it."""
        text = self.text
        for _ in range(4):  # code within comments
            if _OPEN not in text:
                break
            text = "\n".join(self._line(line) for line in text.split("\n"))
        return text

    def _line(self, line: str) -> str:
        match = _FENCE_PLACE.match(line)
        kept = self.kept[int(match["number"])] if match else ""
        if match and _WHOLE_FENCE.fullmatch(kept):
            prefix = _MARK.sub(lambda mark: " " * len(mark[0]), match["prefix"])
            quote = prefix.rstrip()
            lines = kept.split("\n")
            rest = "\n".join(f"{prefix}{inner}" if inner else quote for inner in lines[1:])
            return f"{match['prefix']}{lines[0]}\n{rest}{line[match.end() :]}"
        return _PLACE.sub(lambda place: _continued(self.kept[int(place[1])], line), line)


def _continued(kept: str, line: str) -> str:
    """Return code or a comment that begins within a line, its other lines at least as far in as the block that it is in now."""
    if "\n" not in kept:
        return kept
    match = _INDENT.match(line)
    indent = _MARK.sub(lambda mark: " " * len(mark[0]), match[0]) if match else ""
    first, *rest = kept.split("\n")
    return "\n".join([first, *(inner if inner.startswith(indent.rstrip() or indent) else f"{indent}{inner}" for inner in rest)])


def fence_around(code: str) -> str:
    """Return a fence that nothing in the code ends."""
    return "`" * (max((len(run) for run in re.findall(r"`{3,}", code)), default=2) + 1)


def fenced(code: str, info: str) -> str:
    """Return a block of code. info: what stands behind the fence."""
    fence = fence_around(code)
    return f"{fence}{info}\n{code}\n{fence}"


def mask(text: str) -> Masked:
    """Return the text with blocks of code, code within lines, comments and formulas hidden."""
    masked = Masked("")
    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    lines, out, at = text.split("\n"), [], 0
    while at < len(lines):
        match = _FENCE.match(lines[at])
        end = _end_of_fence(lines, at, match) if match else 0
        if match and end:
            body = [_without(match["prefix"], line) for line in lines[at + 1 : end + 1]]
            place = masked.hide("\n".join([f"{match['fence']}{match['info']}", *body]))
            masked.infos[place] = match["info"].strip()
            out.append(f"{match['prefix']}{place}")
            at = end
        else:
            out.append(lines[at])
        at += 1
    hidden = _INLINE.sub(lambda code: masked.hide(code[0]), "\n".join(out))
    hidden = _COMMENT.sub(lambda comment: masked.hide(comment[0]), hidden)
    masked.text = formulas_changed(hidden, masked.hide)
    return masked


def _end_of_fence(lines: list[str], start: int, opening: re.Match[str]) -> int:
    """Return the line that closes a block of code, or 0."""
    fence = opening["fence"]
    if fence[0] == "`" and "`" in opening["info"]:
        return 0
    for number in range(start + 1, len(lines)):
        text = lines[number].lstrip(" \t>").rstrip()
        if text and not text.strip(fence[0]) and len(text) >= len(fence):
            return number
    return 0


def _without(prefix: str, line: str) -> str:
    """Return a line of a block without what stands before its fence."""
    if line.startswith(prefix):
        return line[len(prefix) :]
    indent = len(line) - len(line.lstrip(" \t"))
    if ">" in prefix and line.lstrip().startswith(">"):
        return line.lstrip(" \t>")
    return line[min(indent, len(prefix)) :]
