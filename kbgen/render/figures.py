"""Captions: the title of a picture that stands alone, and `/// caption` below whatever it belongs to.

A title that browsers show to a mouse alone is read by nobody on a phone, with a keyboard or on paper.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kbgen.render.attributes import are_of_image
from kbgen.render.containers import closing_line
from kbgen.render.findings import Finding
from kbgen.render.inline_text import alt_of
from kbgen.render.videos import shows_video

_CAPTION = re.compile(r"(?P<marker>/{3,})[ \t]*(?:figure-|table-|code-)?caption[ \t]*(?:\|.*)?")
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif)", re.IGNORECASE)
_OPTION = re.compile(r" {4}[a-z][\w-]*:(?:[ \t].*)?$")
_AROUND_PICTURES = frozenset({"link_open", "link_close", "softbreak", "picture_open", "picture_source", "picture_close"})


def captions_plugin(md: MarkdownIt) -> None:
    """Let `md` read captions of pymdownx."""
    md.block.ruler.before("fence", "caption", _caption, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _caption(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("///", start) or state.is_code_block(start_line):
        return False
    match = _CAPTION.fullmatch(state.src[start : state.eMarks[start_line]].rstrip())
    last_line = closing_line(state, start_line, end_line, match["marker"]) if match else 0
    if not last_line:
        return False
    if silent:
        return True
    lines = [state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start_line + 1, last_line)]
    while lines and _OPTION.fullmatch(lines[0]):
        lines.pop(0)
    _push_caption(state, " ".join(line.strip() for line in lines if line.strip()), start_line, last_line + 1)
    state.line = last_line + 1
    return True


def _push_caption(state: StateBlock, text: str, first: int, last: int) -> None:
    state.push("figcaption_open", "figcaption", 1).meta = {"below": True}
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [first, last], []
    state.push("figcaption_close", "figcaption", -1)


def shape_figures(tokens: list[Token]) -> tuple[list[Token], list[Finding]]:
    """Return the tokens with figures around what has a caption, and captions that stand below nothing."""
    shaped: list[Token] = []
    findings: list[Finding] = []
    position = within = 0
    while position < len(tokens):
        token = tokens[position]
        within += (token.type == "figure_open") - (token.type == "figure_close")
        if token.type == "paragraph_open" and not token.hidden and not within and (title := _own_title(tokens[position + 1])):
            shaped += _figure(tokens[position + 1], title, token.level)
            position += 3
        elif token.type == "figcaption_open" and token.meta.get("below"):
            caption = tokens[position : position + 3]
            start = _start_of_block_above(shaped, token.level)
            if start is None:
                findings.append(_nothing_above(caption[1]))
                shaped += [Token("paragraph_open", "p", 1, block=True), caption[1], Token("paragraph_close", "p", -1, block=True)]
            else:
                shaped[start:] = _enclosed(shaped[start:], caption, token.level)
            position += 3
        else:
            shaped.append(token)
            position += 1
    return shaped, findings


def _own_title(inline: Token) -> str:
    """Return the title of the pictures of a paragraph that holds nothing else, or an empty text.

    Names of files, and the words that replace the picture once more, are what programs write there.
    """
    children = inline.children or []
    images = [child for child in children if child.type == "image"]
    others = [child for child in children if child.type not in {"image", *_AROUND_PICTURES}]
    if not images or any(child.type != "text" or not _says_nothing(child.content) for child in others):
        return ""
    if any(shows_video(str(child.attrs.get("href", ""))) for child in children if child.type == "link_open"):
        return ""  # a poster, which has a figure of its own
    titles = [str(image.attrs.get("title", "")).strip() for image in images]
    title = next((title for title in titles if title), "")
    if not title or _FILE_NAME.fullmatch(title) or title in {alt_of(image) for image in images}:
        return ""
    for image in images:
        image.attrs.pop("title", None)
    return title


def _says_nothing(text: str) -> bool:
    return not text.strip() or are_of_image(text)


def _figure(picture: Token, title: str, level: int) -> list[Token]:
    caption = Token("inline", "", 0, content=title, children=[Token("text", "", 0, content=title)], map=picture.map)
    return [
        Token("figure_open", "figure", 1, block=True, level=level, map=picture.map),
        picture,
        Token("figcaption_open", "figcaption", 1, block=True, level=level + 1),
        caption,
        Token("figcaption_close", "figcaption", -1, block=True, level=level + 1),
        Token("figure_close", "figure", -1, block=True, level=level),
    ]


def _start_of_block_above(tokens: list[Token], level: int) -> int | None:
    """Return where the block begins that ends right here on this level, or None where there is none."""
    if not tokens or tokens[-1].level != level or tokens[-1].nesting == 1 or tokens[-1].type == "heading_close":
        return None
    position = len(tokens) - 1
    if tokens[-1].nesting == -1:
        while tokens[position].nesting != 1 or tokens[position].level != level:
            position -= 1
    return position


def _enclosed(block: list[Token], caption: list[Token], level: int) -> list[Token]:
    if block[0].type == "figure_open" and block[-1].type == "figure_close":
        return [*block[:-1], *caption, block[-1]]
    if block[0].type == "paragraph_open":
        block[0].hidden = block[-1].hidden = True
    opening = Token("figure_open", "figure", 1, block=True, level=level, map=block[0].map)
    return [opening, *block, *caption, Token("figure_close", "figure", -1, block=True, level=level)]


def _nothing_above(caption: Token) -> Finding:
    line = caption.map[0] if caption.map else 0
    message = f"the caption '{caption.content[:80]}' stands below nothing that it could belong to"
    return Finding(line, "foreign-syntax", message, "put it right below a picture, a table or a block of code")
