"""Headings and questions: their anchors, and the link from each to itself."""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it.token import Token

from kbgen.render.anchors import AnchorNames, anchor_of
from kbgen.render.attributes import take_heading_attributes
from kbgen.render.findings import Finding
from kbgen.render.inline_text import text_of


def drop_title(tokens: list[Token], title: str) -> list[Token]:
    """Remove a leading `# Title` that repeats the title of the front matter."""
    repeats = len(tokens) >= 3 and tokens[0].tag == "h1" and _same(text_of(tokens[1].children), title)
    return tokens[3:] if repeats else tokens


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def take_attributes(tokens: list[Token]) -> None:
    """Move the braces at the end of each heading and question out of its text, to where `shape_headings` finds them."""
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[position + 1]
        elif token.type == "details_open":
            inline = tokens[position + 2]
        else:
            continue
        inline.meta = {**inline.meta, "attributes": take_heading_attributes(inline.children or [])}


def shape_headings(tokens: list[Token], names: AnchorNames, labels: Mapping[str, str]) -> list[Finding]:
    """Give each heading and question its anchor; return what a writer should mend."""
    findings = []
    above = 1  # of the title
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[position + 1]
            level = int(token.tag[1])
            if token.level == 0:
                if level > above + 1:
                    findings.append(_jump(token, inline, above, level))
                above = max(2, level)
            if token.tag == "h1":
                message = f"a level-1 heading in the text: '# {inline.content[:80]}'"
                line = token.map[0] if token.map else 0
                findings.append(Finding(line, "extra-title", message, "the title is in the front matter; begin at '##'"))
                token.tag = tokens[position + 2].tag = "h2"
            findings += _taken(token, inline, names)
            _name_heading(token, inline, names, labels)
        elif token.type == "details_open":
            inline = tokens[position + 2]
            findings += _taken(token, inline, names)
            anchor, _ = inline.meta["attributes"]
            token.attrs = {"id": names.unique(anchor or anchor_of(text_of(inline.children))), **token.attrs}
    return findings


def _jump(token: Token, inline: Token, above: int, level: int) -> Finding:
    message = f"the heading '{'#' * level} {inline.content[:80]}' skips a level: the one above it is of level {above}"
    hint = f"write '{'#' * (above + 1)} …': screen readers find their way by levels"
    return Finding(token.map[0] if token.map else 0, "heading-jump", message, hint)


def _taken(token: Token, inline: Token, names: AnchorNames) -> list[Finding]:
    """Report an anchor of the writer's choice that something above has already: this one would get a number."""
    anchor, _ = inline.meta["attributes"]
    if not anchor or not names.has(anchor):
        return []
    message = f"the anchor '{{ #{anchor} }}' is that of something above too, and links to it lead there"
    return [Finding(token.map[0] if token.map else 0, "duplicate-anchor", message, "choose another name for one of them")]


def _name_heading(token: Token, inline: Token, names: AnchorNames, labels: Mapping[str, str]) -> None:
    children = inline.children if inline.children is not None else []
    anchor, classes = inline.meta["attributes"]
    title = text_of(children).strip()
    anchor = names.unique(anchor or anchor_of(title))
    token.attrs["id"] = anchor
    if classes:
        token.attrs["class"] = classes
    label = labels.get("heading.link", "Link to “{title}”").replace("{title}", title)
    link = Token("headerlink", "a", 0, attrs={"class": "headerlink", "href": f"#{anchor}", "aria-label": label})
    inline.children = [*children, link]
