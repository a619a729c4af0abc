"""Web addresses without brackets: `https://example.com/a` is a link, and ends where Chinese text or punctuation begins."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from kbgen.render.spacing import is_wide

_BEFORE = re.compile(r"(?<![A-Za-z0-9/=])(?<!=[\"'])(https?)$", re.IGNORECASE)
"""Not within a word or another address, nor as the value of an attribute of HTML that is shown as text."""
_HOST = re.compile(
    r"://(?:[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?\.)+[A-Za-z][\w-]*(?::\d{1,5})?(?=[/?#]|[^\w@:.-]|[.:-](?:\W|$)|$)", re.ASCII
)
_REST = re.compile(r"[^\s<>`\[\]]*")
_NEVER_LAST = "?!.,:;*_~'\"[]"
_OPENS_A_PART = "/=-_"


def bare_addresses_plugin(md: MarkdownIt) -> None:
    """Let `md` read bare addresses of the schemes http and https."""
    md.inline.ruler.push("bare_address", _bare_address)


def _bare_address(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel > 0 or state.src[state.pos] != ":":
        return False
    scheme = _BEFORE.search(state.pending[-12:])
    host = _HOST.match(state.src, state.pos, state.posMax)
    if not scheme or not host:
        return False
    end = _end_of_address(state.src, host.end(), state.posMax)
    text = scheme[1] + state.src[state.pos : end]
    state.pending = state.pending[: -len(scheme[1])]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(text)}
    opening.markup, opening.info = "autolink", "auto"
    state.push("text", "", 0).content = text
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "autolink", "auto"
    state.pos = end
    return True


def _end_of_address(src: str, start: int, maximum: int) -> int:
    match = _REST.match(src, start, maximum)
    end = match.end() if match else start
    for position in range(start, end):
        character = src[position]
        if is_wide(character) and not (
            character.isalnum() and (src[position - 1] in _OPENS_A_PART or is_wide(src[position - 1]))
        ):
            end = position
            break
    while end > start:
        last = src[end - 1]
        if last in _NEVER_LAST or (last == ")" and src.count(")", start, end) > src.count("(", start, end)):
            end -= 1
        else:
            break
    return end
