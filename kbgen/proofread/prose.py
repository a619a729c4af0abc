"""An article's Markdown → blocks of prose, with the line of each: what its readers read as text, and nothing else.

Code, addresses, tags and marks of Markdown are masked, one character by one, so that every place in a block is a place
in the file. The renderer is not asked: it keeps no lines of inlines, and an article of the cache is not parsed at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kbgen.content.code_places import CODE_FLAGS, CODE_PATTERN, CODE_SPAN, fence_after
from kbgen.model import Article

BlockKind = Literal["title", "description", "heading", "step", "item", "row", "text"]

MASK = "\ufffc"
"""Stands for each character of code, of an address or of a tag; it is neither a letter nor a blank."""

_BEFORE_FENCE = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)?")
_HEADING = re.compile(r"#{1,6}(?=\s)")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$|=+\s*$")
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*\|?$")
_ITEM = re.compile(r"(?:(\d{1,9})[.)]|[-*+])(?:[ \t]+(?:\[[ xX]\](?=\s))?|$)|:[ \t]+|\[\^[^\]\s]+\]:[ \t]*")
_CALLOUT = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[\w-]+|\[![A-Za-z]+\]")
_DEFINITION = re.compile(r"\[(?!\^)[^\]]+\]:\s*\S+")
_CODE_OR_COMMENT = re.compile(rf"{CODE_PATTERN}|(?P<comment><!--.*?(?:-->|\Z))", CODE_FLAGS)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"'|\]\u0080-\U0010ffff]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_FORMULA = re.compile(r"\$\$[^$]+\$\$|(?<![\w$\\])\$(?=[^$\n]*[\\^_=A-Za-z])[^\s$](?:[^$\n]*[^\s$\\])?\$(?![\d$])")
"""Between `$`, as prices are not: no blank behind the first, no digit behind the last."""
_HIDDEN = re.compile(
    r"(?<=\])\((?:[^()\s]|\([^()]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"  # the target of a link
    r"|(?<=\])\[[^\]]*\](?!\()"
    r"|\[\^[^\]]+\]"
    r"|</?[A-Za-z][^<>]*>"
    r"|&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);"
    r"|\{[{%<*!].{0,200}?[}%>*!]\}"  # of templates and includes
    r"|(?<!\S)-+8<-+[^\n]*"  # of a part, whose text stands elsewhere
    r"|\{[:# .][^{}]*\}|\{(?:width|height|align|takes)[=:][^{}]*\}"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, an item of a list, a row of a table or a paragraph.

    text: its lines joined by a line break, masked. raw: the same, as written; both have the same length.
    depth: columns it is indented by, of a heading its level. images: how many stand in it. first: line of the file, from 1.
    """

    kind: BlockKind
    depth: int
    text: str
    raw: str
    first: int
    images: int = 0

    def line(self, offset: int = 0) -> int:
        """Return the line of the file at a place of the text."""
        return self.first + self.text.count("\n", 0, offset)


def blocks_of(article: Article) -> tuple[Block, ...]:
    """Return the blocks of an article in reading order: title and description first."""
    front, lines = article.front, article.front.lines or {}
    kinds: tuple[tuple[BlockKind, str], ...] = (("title", front.title), ("description", front.description))
    declared = (Block(kind, 0, _mask_inline(text), text, lines.get(kind, 1)) for kind, text in kinds if text)
    return (*declared, *_body_blocks(article.body, article.body_line))


def _body_blocks(body: str, first_line: int) -> Iterator[Block]:
    draft: _Draft | None = None
    for number, line in _prose_lines(body):
        if not line.strip():
            if draft:
                yield draft.block(first_line)
            draft = None
            continue
        kind, depth, mark = _kind_of(line)
        starts = draft is None or kind != "text" or draft.kind in {"heading", "row"}
        if starts:
            if draft:
                yield draft.block(first_line)
            draft = _Draft(kind, depth, number, [])
        assert draft is not None  # noqa: S101 - just made
        draft.lines.append((line, mark))
    if draft:
        yield draft.block(first_line)


@dataclass(slots=True)
class _Draft:
    kind: BlockKind
    depth: int
    number: int
    lines: list[tuple[str, int]]

    def block(self, first_line: int) -> Block:
        raw = "\n".join(line for line, _ in self.lines)
        text = _mask_inline("\n".join(" " * mark + line[mark:] for line, mark in self.lines))
        return Block(self.kind, self.depth, text, raw, first_line + self.number, raw.count("!["))


def _kind_of(line: str) -> tuple[BlockKind, int, int]:
    """Return the kind of block a line begins or goes on with, its depth, and how many characters are its mark."""
    at = len(line) - len(line.lstrip(" \t>"))
    depth = at
    rest = line[at:]
    if heading := _HEADING.match(rest):
        return "heading", heading.end(), at + heading.end()
    if rest.startswith("|") or (rest.count("|") > 1 and rest.rstrip().endswith("|")):
        return "row", 0, at
    if item := _ITEM.match(rest):
        return ("step" if item[1] else "item"), depth, at + item.end()
    if callout := _CALLOUT.match(rest):
        return "item", depth, at + callout.end()
    return "text", depth, at


def _prose_lines(body: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that is no code; blank lines too, for they part blocks."""
    fence, margin = "", ""
    blank, inside, code = True, False, False
    for number, line in enumerate(_without_comments(body).split("\n")):
        if fence:
            fence = fence_after(line.lstrip(margin), fence)
            continue
        before = _BEFORE_FENCE.match(line)
        if before and (fence := fence_after(line[before.end() :], "")):
            margin = " \t>" if ">" in before[0] else " \t"
            yield number, ""
            continue
        stripped = line.lstrip(" \t")
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if indent >= 4 and not inside and (blank or code) and stripped:
            code = True  # an indented block
            continue
        code = code and not stripped
        if stripped and indent == 0 and (blank or _ITEM.match(line) or _CALLOUT.match(line)):
            inside = bool(_ITEM.match(line) or _CALLOUT.match(line))
        blank = not stripped
        hidden = _RULE.match(stripped) or (_TABLE_RULE.match(stripped) and "|" in stripped) or _DEFINITION.match(stripped)
        yield number, "" if hidden else line


def _without_comments(body: str) -> str:
    if "<!--" not in body:
        return body
    return _CODE_OR_COMMENT.sub(_blank_if_comment, body)


def _blank_if_comment(found: re.Match[str]) -> str:
    return "".join(char if char == "\n" else " " for char in found[0]) if found["comment"] else found[0]


def _mask_inline(text: str) -> str:
    if "`" in text:
        text = CODE_SPAN.sub(_masked, text)
    if "://" in text or "@" in text or "www." in text:
        text = _ADDRESS.sub(_masked, text)
    if "$" in text:
        text = _FORMULA.sub(_masked, text)
    if any(char in text for char in "[]<&{"):
        text = _HIDDEN.sub(_masked, text)
    return text


def _masked(found: re.Match[str]) -> str:
    return "".join(char if char == "\n" else MASK for char in found[0])
