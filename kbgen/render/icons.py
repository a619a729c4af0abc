"""`:material-home:` → the icon of Material, drawn in the page: it needs no request, and takes the colour of the text.

Icons stand beside words and say nothing of their own, so screen readers pass them by.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kbgen.render.inline_text import text_of

_ICON = re.compile(r":((?:material|fontawesome|octicons|simple)-[a-z0-9-]{1,100}):(?:[ \t]?\{[^{}\n]{0,200}\})?")
_DRAWING = re.compile(r"<svg[^>]*?\bviewBox=\"([\d. -]{1,40})\"[^>]*>(.*?)</svg>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ACTIVE = re.compile(r"<(?!/?(?:path|g|circle|rect|ellipse|polygon|line|polyline)\b)|\bon[a-z]+=|href|style|url\(", re.IGNORECASE)


def icons_plugin(md: MarkdownIt) -> None:
    """Let `md` read icons by name; a name that there is not stays text."""
    md.inline.ruler.before("escape", "icon", _icon)


def _icon(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":":
        return False
    match = _ICON.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1] if state.pos else " "
    if not match or before.isalnum() or before in ":/." or not (drawing := _drawing(match[1])):
        return False
    if not silent:
        icon = state.push("icon", "svg", 0)
        icon.markup, icon.meta = match[0], {"drawing": drawing}
    state.pos = match.end()
    return True


def without_lone_icons(children: list[Token]) -> None:
    """Make text of the icons of a link that holds nothing else: who cannot see them would hear a link without a name."""
    start = -1
    for position, token in enumerate(children):
        if token.type == "link_open":
            start = position
        if token.type != "link_close" or start < 0:
            continue
        inside = children[start + 1 : position]
        if text_of(inside).strip() or any(child.type == "image" for child in inside):
            continue
        for child in inside:
            if child.type == "icon":
                child.type, child.tag, child.content = "text", "", child.markup


def is_drawn(name: str) -> bool:
    """Tell whether there is an icon of a name, as `material-home`."""
    return bool(_drawing(name))


@lru_cache(maxsize=512)
def _drawing(name: str) -> str:
    """Return an icon as SVG for a page, or an empty text where there is none of that name, or one that does more than draw."""
    folder = _folder()
    family, _, rest = name.partition("-")
    if family == "fontawesome":
        rest = rest.replace("-", "/", 1)  # its icons lie in folders: brands, regular, solid
    file = folder / family / f"{rest}.svg" if folder else None
    match = _DRAWING.search(file.read_text("utf-8")) if file and file.is_file() else None
    inside = _COMMENT.sub("", match[2]) if match else ""
    if not match or _ACTIVE.search(inside):
        return ""
    return f'<svg class="icon" viewBox="{match[1]}" aria-hidden="true">{inside}</svg>'


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    """Return the folder of icons of the theme; its files are wanted, none of its code, so it is found without an import."""
    spec = find_spec("material")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "templates" / ".icons" if places else None
