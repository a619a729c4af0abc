"""The few HTML tags writers may use (`br`, `kbd`, `sub`, `sup`, `mark`, without attributes), and comments.

Every other piece of HTML stays text. A tag without its partner stays text too: none may reach beyond its paragraph.
Comments are notes between writers and are left out of the page.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kbgen.render.findings import Finding, note
from kbgen.render.forms.form import INCLUDE

_TAG = re.compile(r"<(/?)(br|kbd|sub|sup|mark)[ \t]*(/?)>", re.IGNORECASE)
_NAME = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_INCLUDE = re.compile(r"\s*(?:@include:|#include\b|include:?[ \t]+\S+\.\w+\s*$)", re.IGNORECASE)
_COMMENT_END = "-->"
_HTML = re.compile(r"</?[a-z][a-z0-9-]*(?-i:\.[A-Z][A-Za-z0-9]*)*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ELEMENTS = frozenset(  # of HTML, those that nobody should use any more included
    """
    a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br button canvas caption
    center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure
    font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd label legend
    li link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup option output p param
    picture pre progress q rp rt ruby s samp script search section select slot small source span strike strong style sub
    summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
    """.split()  # noqa: SIM905 - a list of a hundred lines tells nothing more
)


def raw_tags_plugin(md: MarkdownIt) -> None:
    """Let `md` read the allowed tags and skip comments."""
    md.inline.ruler.before("autolink", "raw_tag", _inline_tag)
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "comment", _block_comment, {"alt": interrupts})


def _inline_tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    if state.src.startswith("<!--", state.pos):
        if state.html_terminator_last(_COMMENT_END) < state.pos + 4:
            return False
        end = state.src.find(_COMMENT_END, state.pos + 4)
        comment = state.src[state.pos + 4 : end]
        if _INCLUDE.match(comment) and not silent:
            state.push("missed_include", "", 0).meta = {"include": comment}  # its line is known later
        state.pos = end + len(_COMMENT_END)
        return True
    match = _TAG.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("raw_tag", match[2].lower(), 0)
        token.content = match[0]
        token.info = "close" if match[1] else "open"
    state.pos = match.end()
    return True


def _block_comment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("<!--", first) or state.is_code_block(start_line):
        return False
    if "last_comment_end" not in state.env:  # looked for once: a page of openings without an end stays quick
        state.env["last_comment_end"] = state.src.rfind(_COMMENT_END)
    if state.env["last_comment_end"] < first + 4:
        return False
    line, search_from = start_line, first + 4
    while line < end_line:
        end = state.src.find(_COMMENT_END, search_from, state.eMarks[line])
        if end >= 0:
            if state.src[end + len(_COMMENT_END) : state.eMarks[line]].strip():
                return False  # text follows on the line: the inline rule takes the comment out
            if not silent:
                comment = state.src[first + 4 : end]
                if _INCLUDE.match(comment):
                    note(state.env, _missed_include(comment, start_line))
                state.line = line + 1
            return True
        line += 1
        search_from = state.bMarks[line] if line < end_line else 0
    return False


def _missed_include(comment: str, line: int) -> Finding:
    message = f"the comment '<!--{comment[:80]}-->' includes a file in other tools; here readers do not see it"
    return Finding(line, "foreign-syntax", message, INCLUDE)


def missed_includes(children: list[Token], line: int) -> list[Finding]:
    """Report comments that other tools replace by the text of a file, and leave them out. line: where these begin."""
    findings = []
    for token in children:
        if token.type in {"softbreak", "hardbreak"}:
            line += 1
        elif token.type == "missed_include":
            token.type = "text"
            findings.append(_missed_include(token.meta["include"], line))
    return findings


def pair_raw_tags(children: list[Token]) -> None:
    """Turn tags with a partner into elements and the others into text; `children` of one inline token."""
    open_positions: list[int] = []  # of raw tags, and of Markdown's own elements between them
    for position, token in enumerate(children):
        if token.type != "raw_tag":
            if token.nesting == 1:
                open_positions.append(position)
            elif token.nesting == -1:
                while open_positions and children[open_positions[-1]].type == "raw_tag":
                    _to_text(children[open_positions.pop()])
                if open_positions:
                    open_positions.pop()
        elif token.tag == "br":
            token.type, token.content = "hardbreak", ""
        elif token.info == "open":
            open_positions.append(position)
        elif open_positions and children[open_positions[-1]].tag == token.tag:
            _to_element(children[open_positions.pop()], 1)
            _to_element(token, -1)
        else:
            _to_text(token)
    for position in open_positions:
        if children[position].type == "raw_tag":
            _to_text(children[position])


def _to_text(token: Token) -> None:
    token.type, token.tag, token.info = "text", "", ""


def _to_element(token: Token, nesting: int) -> None:
    token.type = f"{token.tag}_{'open' if nesting == 1 else 'close'}"
    token.nesting = 1 if nesting == 1 else -1
    token.content = token.info = ""


def first_html(text: str) -> str:
    """Return the first HTML tag in a piece of text, or an empty text; `<your-name>` is a gap that readers fill in.

    A tag that a program would fill in (`href="{{ url }}"`) is foreign syntax, and named as that; so is its partner.
    """
    filled = {"</" + tag[0][1:].split()[0] for tag in _HTML.finditer(text) if "{{" in tag[0]}
    found = (match[0] for match in _HTML.finditer(text) if not _is_gap(match[0]) and "{{" not in match[0])
    return next((tag for tag in found if tag.rstrip("> ") not in filled), "")


def _is_gap(tag: str) -> bool:
    name = _NAME.match(tag)
    if not name or name[1] or name[2].lower() in _ELEMENTS or "=" in tag or tag.endswith("/>"):
        return False
    return name[2].islower() or name[2].isupper() or " " in tag


def without_partners(findings: list[Finding]) -> list[Finding]:
    """Leave out closing tags of elements whose opening ones are reported already: they are mended together."""
    names = [_NAME.search(finding.message) if finding.code == "raw-html" else None for finding in findings]
    opened = {name[2].lower() for name in names if name and not name[1]}
    return [
        finding for finding, name in zip(findings, names, strict=True) if not (name and name[1] and name[2].lower() in opened)
    ]
