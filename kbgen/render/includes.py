"""`--8<-- "part.md" days="3"` on a line of its own: the text of a part stands there; and `{{ name }}` within text.

A part is read as Markdown in its place, so that lines of the article stay what they are for everything that is reported.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, MutableMapping
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kbgen.content.code_places import CODE_SPAN, outside_code
from kbgen.render.findings import Finding, note
from kbgen.render.shared import (
    MOST_INCLUDES,
    VARIABLE,
    SharedTexts,
    filled,
    from_article,
    in_address,
    include_of,
    with_addresses,
    with_values,
)

_STARTS = ("-", "{", "<")


def includes_plugin(md: MarkdownIt) -> None:
    """Let `md` read includes and variables. env["shared"]: SharedTexts; env["source"]: the path of the article."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "include", _include, {"alt": interrupts})
    md.inline.ruler.before("escape", "variable", _variable)
    md.core.ruler.after("block", "paragraphs_of_parts", _show_paragraphs)
    md.core.ruler.before("inline", "variables_in_addresses", _fill_addresses)


def _include(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    start = state.bMarks[start_line] + state.tShift[start_line]
    shared: SharedTexts | None = state.env.get("shared")
    if not shared or not shared.parts or state.src[start : start + 1] not in _STARTS or state.is_code_block(start_line):
        return False
    found = include_of(state.src[start : state.eMarks[start_line]])
    around: tuple[str, ...] = state.env.get("including", ())
    path = shared.part_of(around[-1] if around else state.env.get("source", ""), found.name) if found else ""
    if not found or not path:
        return False
    if silent:
        return True
    state.line = start_line + 1
    count = state.env["includes"] = state.env.get("includes", 0) + 1
    if path in around or count > MOST_INCLUDES:
        note(state.env, _endless(state.env, start_line, (*around, path), count))
        return True
    _read_part(state, start_line, path, with_values(shared.parts[path], found.values))
    return True


def _read_part(state: StateBlock, line: int, path: str, text: str) -> None:
    """Put the tokens of a part where the line of its include was."""
    env = state.env
    around = env.get("including", ())
    outer_line, outer_comment = env.get("include_line", line), env.pop("last_comment_end", None)
    env["including"], env["include_line"] = (*around, path), outer_line
    tokens: list[Token] = []
    state.md.block.parse(text, state.md, env, tokens)
    env["including"] = around
    env.pop("last_comment_end", None)
    if outer_comment is not None:
        env["last_comment_end"] = outer_comment
    if not around:
        env.pop("include_line")
    env.setdefault("paragraphs_of_parts", []).extend(token for token in tokens if token.level == 0 and token.tag == "p")
    for token in tokens:
        token.level += state.level
        token.map = [outer_line, outer_line + 1] if token.map else None
        if token.type == "inline":
            token.meta = {"part": path, **token.meta}
    state.tokens += tokens


def _show_paragraphs(state: StateCore) -> None:
    """Let paragraphs of a part be some in a list without blank lines too: what it holds counts the lines of the article alone."""
    for token in state.env.get("paragraphs_of_parts", ()):
        token.hidden = False


def _endless(env: MutableMapping[str, Any], line: int, path: tuple[str, ...], count: int) -> Finding:
    place = env.get("include_line", line)
    if count > MOST_INCLUDES:
        message = f"the article includes more than {MOST_INCLUDES} parts"
        return Finding(place, "broken-include", message, "look for parts that include each other")
    circle = " → ".join(posixpath.basename(one) for one in path[path.index(path[-1]) :])
    return Finding(place, "broken-include", f"the part '{path[-1]}' includes itself: {circle}", "take one of the includes out")


def _variable(state: StateInline, silent: bool) -> bool:
    shared: SharedTexts | None = state.env.get("shared")
    if not shared or not shared.variables or not state.src.startswith("{{", state.pos):
        return False
    match = VARIABLE.match(state.src, state.pos, state.posMax)
    if not match or match[1] not in shared.variables:
        return False
    if not silent:
        state.push("text", "", 0).content = shared.variables[match[1]]
    state.pos = match.end()
    return True


def _fill_addresses(state: StateCore) -> None:
    """Fill in what the rule for text never sees, and Markdown would not read as an address for its blanks."""
    shared: SharedTexts | None = state.env.get("shared")
    if not shared or not shared.variables:
        return
    for token in state.tokens:
        if token.type == "inline" and "{{" in token.content and "](" in token.content:
            token.content = outside_code(token.content, partial(with_addresses, values=shared.variables), CODE_SPAN)


def fill_references(children: list[Token], variables: Mapping[str, str]) -> None:
    """Fill in what addresses below the text, `[name]: https://{{ host }}/`, and their titles hold."""
    for token in children if variables else ():
        for key in ("href", "src"):
            if "%7B%7B" in (written := str(token.attrs.get(key, ""))):
                token.attrs[key] = in_address(written.replace("%7B%7B", "{{").replace("%7D%7D", "}}"), variables)
        if "{{" in (title := str(token.attrs.get("title", ""))):
            token.attrs["title"] = filled(title, variables)


def readdress(inline: Token, source: str) -> None:
    """Write the addresses of links and images in a part as the article must write them."""
    part = inline.meta.get("part")
    for token in inline.children or () if part else ():
        for key in ("href", "src", "srcset"):
            if key in token.attrs:
                token.attrs[key] = from_article(str(token.attrs[key]), str(part), source)
