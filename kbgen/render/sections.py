"""Tokens → sections: what search finds and the table of contents lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from kbgen.model import Section
from kbgen.render.inline_text import text_of


@dataclass(slots=True)
class _Draft:
    anchor: str
    level: int
    title: str
    question: bool = False
    blocks: list[str] = field(default_factory=list)

    def section(self) -> Section:
        text = "\n".join(block for block in self.blocks if block)
        return Section(self.anchor, self.level, self.title, text, self.question)


def split_sections(tokens: Sequence[Token]) -> tuple[Section, ...]:
    """Return the sections of an article in reading order; the preface is first, even when it is empty.

    Each block is a line; a row of a table is one, with a tab between its cells, the heads of its columns in the first.
    A collapsible question is a section of its own, and the text after it belongs to the section around it.
    """
    drafts = [_Draft("", 1, "")]
    current = drafts[0]
    around: list[_Draft] = []
    cells: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "heading_open" and token.tag in {"h2", "h3", "h4"}:
            current = _Draft(str(token.attrs["id"]), int(token.tag[1]), _title(tokens[position + 1]))
            drafts.append(current)
            position += 2
        elif token.type == "details_open":
            around.append(current)
            level = min(4, current.level + 1)
            current = _Draft(str(token.attrs["id"]), level, _title(tokens[position + 2]), question=True)
            drafts.append(current)
            position += 3
        elif token.type == "details_close":
            current = around.pop()
        elif token.type == "inline" and tokens[position - 1].type in {"td_open", "th_open"}:
            cells.append(_title(token))
        elif token.type == "tr_close":
            current.blocks.append("\t".join(cells))
            cells = []
        elif token.type == "inline":
            current.blocks.append(_title(token))
        elif token.type in {"fence", "code_block"}:
            current.blocks.append(token.content.strip())
        elif token.type in {"formula_block", "diagram"}:
            current.blocks.append(token.content)
        position += 1
    return tuple(draft.section() for draft in drafts)


def _title(inline: Token) -> str:
    return text_of(inline.children).strip()
