"""Terms that a reader may ask for: those of the glossary, and `*[FPS]: Faster Payment System` of the article.

The first place in the text becomes a button that opens its meaning, by keyboard, mouse or touch and without a script;
on paper the meaning stands behind it in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kbgen.render.spacing import is_wide

_ABBREVIATION = re.compile(r"\*\[([^\[\]\n]{1,80})\]:[ \t]*(\S[^\n]{0,500})")
_NOT_WITHIN = frozenset({"heading_open", "callout_title_open", "tab_title_open", "figcaption_open", "th_open", "dt_open"})


def terms_plugin(md: MarkdownIt) -> None:
    """Let `md` read abbreviations into env["meanings"]."""
    md.block.ruler.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph"]})


def _abbreviation(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("*[", start) or state.is_code_block(start_line):
        return False
    match = _ABBREVIATION.fullmatch(state.src[start : state.eMarks[start_line]].rstrip())
    if not match:
        return False
    if not silent:
        state.env.setdefault("meanings", {}).setdefault(match[1].strip(), match[2].strip())
        state.line = start_line + 1
    return True


def explain_terms(tokens: list[Token], meanings: Mapping[str, str]) -> None:
    """Make a button of the first place of each term; never in headings, titles, links and code."""
    left = {_folded(term): meaning for term, meaning in meanings.items()}
    pattern = _pattern(tuple(sorted(meanings, key=lambda term: (-len(term), term)))) if meanings else None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if not pattern or not left:
            return
        if token.type == "inline" and token.children and not (before and before.type in _NOT_WITHIN):
            token.children = _explained(token.children, pattern, left, len(meanings))


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_expression, terms)))


def _expression(term: str) -> str:
    """Match a term as a word of its own; short names in capitals as they are, other words whatever their case."""
    body = re.escape(term) if term.isupper() else f"(?i:{re.escape(term)})"
    first = "" if is_wide(term[0]) else r"(?<![A-Za-z0-9_])"
    last = "" if is_wide(term[-1]) else r"(?![A-Za-z0-9_])"
    return f"{first}{body}{last}"


def _folded(term: str) -> str:
    return term if term.isupper() else term.casefold()


def _explained(children: list[Token], pattern: re.Pattern[str], left: dict[str, str], of: int) -> list[Token]:
    shaped: list[Token] = []
    links = 0
    for child in children:
        links += (child.type == "link_open") - (child.type == "link_close")
        if child.type != "text" or links:
            shaped.append(child)
            continue
        done = 0
        for match in pattern.finditer(child.content):
            meaning = left.pop(_folded(match[0]), None) or left.pop(match[0].casefold(), None)
            if meaning is None:
                continue
            shaped.append(Token("text", "", 0, content=child.content[done : match.start()]))
            button = Token("explained_term", "button", 0, content=match[0])
            button.meta = {"meaning": meaning, "id": f"kb-meaning-{of - len(left)}"}
            shaped.append(button)
            done = match.end()
        shaped.append(Token("text", "", 0, content=child.content[done:]) if done else child)
    return shaped
