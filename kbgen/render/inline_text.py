"""The text of inline tokens, and line breaks that are only breaks in the source."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from kbgen.render.spacing import joins_without_space


def text_of(children: Sequence[Token] | None) -> str:
    """Return what a reader sees of inline tokens, without images and markup."""
    parts: list[str] = []
    for token in children or ():
        if token.type in {"text", "text_special", "code_inline", "explained_term", "formula"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)


def alt_of(image: Token) -> str:
    """Return the alternative text of an image."""
    return text_of(image.children)


def join_wide_lines(children: list[Token]) -> list[Token]:
    """Remove line breaks between characters that are written without spaces."""
    if not any(token.type == "softbreak" for token in children):
        return children
    kept = []
    for position, token in enumerate(children):
        if token.type == "softbreak":
            before = _last_character(children, position)
            after = _first_character(children, position)
            if before and after and joins_without_space(before, after):
                continue
        kept.append(token)
    return kept


def _last_character(children: list[Token], position: int) -> str:
    for token in reversed(children[max(0, position - 8) : position]):
        if token.type in {"softbreak", "hardbreak", "image"}:
            return ""
        if token.content and token.type in {"text", "code_inline"}:
            return token.content[-1]
    return ""


def _first_character(children: list[Token], position: int) -> str:
    for token in children[position + 1 : position + 9]:
        if token.type in {"softbreak", "hardbreak", "image"}:
            return ""
        if token.content and token.type in {"text", "code_inline"}:
            return token.content[0]
    return ""
