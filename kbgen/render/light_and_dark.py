"""One picture for the light and another for the dark: `#only-dark` behind an address, and `<picture>` with a source for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_SCHEMES = re.compile(r"#(?:gh-(?P<github>light|dark)-mode-only|only-(?P<material>light|dark))$")
_PICTURE = re.compile(
    r"<picture(?:\s[^<>]{0,300})?>\s{0,50}((?:<source\s[^<>]{1,500}>\s{0,50}){0,5})(?=<img\s[^<>]{1,1500}>\s{0,50}</picture>)",
    re.IGNORECASE,
)
_END = re.compile(r"\s{0,50}</picture>", re.IGNORECASE)
_SOURCE = re.compile(r"<source\s([^<>]{1,500})>", re.IGNORECASE)
_FOR_DARK = re.compile(r"prefers-color-scheme:\s*dark", re.IGNORECASE)
_ADDRESS = re.compile(r"\bsrcset\s*=\s*(?:\"([^\"\s,]+)[^\"]*\"|'([^'\s,]+)[^']*'|([^\s\"'<>]+))", re.IGNORECASE)


def light_and_dark_plugin(md: MarkdownIt) -> None:
    """Let `md` read `<picture>` around an image; it stays text where it holds anything else."""
    md.inline.ruler.before("autolink", "picture", _picture)
    md.inline.ruler.before("autolink", "picture_end", _picture_end)


def _picture(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos : state.pos + 8].lower() != "<picture":
        return False
    match = _PICTURE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("picture_open", "picture", 1)
        for address in _addresses_for_dark(match[1]):
            state.push("picture_source", "source", 0).attrs = {
                "media": "screen and (prefers-color-scheme: dark)",
                "srcset": state.md.normalizeLink(unescape(address)),
            }
    state.pos = match.end()
    return True


def _picture_end(state: StateInline, silent: bool) -> bool:
    match = _END.match(state.src, state.pos, state.posMax)
    if not match or not any(token.type == "picture_open" for token in state.tokens):
        return False
    if not silent:
        state.push("picture_close", "picture", -1)
    state.pos = match.end()
    return True


def _addresses_for_dark(sources: str) -> Iterator[str]:
    for source in _SOURCE.finditer(sources):
        address = _ADDRESS.search(source[1])
        if address and _FOR_DARK.search(source[1]):
            yield address[1] or address[2] or address[3]


def apply_schemes(children: list[Token]) -> None:
    """Move what Material and GitHub write behind the address of an image into its class: `only-light` or `only-dark`."""
    in_picture = False
    for token in children:
        in_picture = token.type == "picture_open" or (in_picture and token.type != "picture_close")
        if in_picture and token.type == "image":
            token.meta = {**token.meta, "in_picture": True}
        match = _SCHEMES.search(str(token.attrs.get("src", ""))) if token.type == "image" else None
        if match:
            token.attrs["src"] = str(token.attrs["src"])[: match.start()]
            name = f"only-{match['github'] or match['material']}"
            token.attrs["class"] = f"{token.attrs['class']} {name}" if token.attrs.get("class") else name
