"""The HTML that writers of other tools use most, as Markdown of ours: `<details>`, `<figure>` and `<img>`.

Nothing of it reaches the page as written: it is read into the tokens that Markdown makes, and what is not read stays text.
"""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kbgen.content.code_places import fence_after
from kbgen.render.picture_size import wanted_size

_DETAILS = re.compile(r"<details(?P<attributes>(?:\s[^<>]*)?)>(?P<rest>.*)", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*<summary(?:\s[^<>]*)?>(?P<title>.*?)</summary>\s*", re.IGNORECASE | re.DOTALL)
_FIGURE = re.compile(r"<figure(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_CAPTION = re.compile(r"\s*<figcaption(?:\s[^<>]*)?>(?P<caption>.*?)</figcaption>\s*", re.IGNORECASE)
_EMPHASIS = re.compile(r"</?(?:b|strong|i|em|h[1-6]|span|u)(?:\s[^<>]*)?>", re.IGNORECASE)
_IMG = re.compile(r"<img((?:\s+[a-z][\w:-]{0,40}(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))?){1,20})\s*/?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z][\w:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+)))?", re.IGNORECASE)
_OPEN = re.compile(r"\sopen\b", re.IGNORECASE)
_MAX_SUMMARY_LINES = 5


def html_blocks_plugin(md: MarkdownIt) -> None:
    """Let `md` read the three."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "html_details", _details, {"alt": interrupts})
    md.block.ruler.before("fence", "html_figure", _figure, {"alt": interrupts})
    md.inline.ruler.before("autolink", "html_img", _img)


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _begins(state: StateBlock, line: int, tag: str) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + len(tag)].lower() == tag and not state.is_code_block(line)


def _end_line(state: StateBlock, start_line: int, end_line: int, name: str) -> int:
    """Return the line that holds the closing tag alone, or 0; inner elements of the name and code are skipped."""
    depth, code = 1, ""
    for line in range(start_line + 1, end_line):
        text = _text(state, line).strip()
        code_before, code = code, fence_after(text, code)
        if code_before or code:
            continue
        if text.lower().startswith(f"<{name}"):
            depth += 1
        elif text.lower() == f"</{name}>":
            depth -= 1
            if not depth:
                return line
    return 0


def _details(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not _begins(state, start_line, "<details"):
        return False
    match = _DETAILS.fullmatch(_text(state, start_line))
    last_line = _end_line(state, start_line, end_line, "details") if match else 0
    if not match or not last_line:
        return False
    head, line = match["rest"], start_line + 1
    while not _SUMMARY.fullmatch(head):
        if line == last_line or line > start_line + _MAX_SUMMARY_LINES:
            return False
        head, line = f"{head}\n{_text(state, line)}", line + 1
    if silent:
        return True
    title = _SUMMARY.fullmatch(head)
    opening = state.push("details_open", "", 1)
    opening.map = [start_line, last_line + 1]
    opening.meta = {"kind": "details", "open": _OPEN.search(match["attributes"]) is not None}
    state.push("callout_title_open", "", 1)
    inline = state.push("inline", "", 0)
    inline.content = " ".join(_EMPHASIS.sub("", title["title"]).split()) if title else ""
    inline.map, inline.children, inline.meta = [start_line, line], [], {"default": not inline.content}
    state.push("callout_title_close", "", -1)
    _inside(state, line, last_line)
    state.push("details_close", "", -1)
    state.line = last_line + 1
    return True


def _figure(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not _begins(state, start_line, "<figure") or not _FIGURE.fullmatch(_text(state, start_line)):
        return False
    last_line = _end_line(state, start_line, end_line, "figure")
    captions = [line for line in range(start_line + 1, last_line) if _CAPTION.fullmatch(_text(state, line))]
    if not last_line or len(captions) > 1 or (captions and captions[0] not in {start_line + 1, last_line - 1}):
        return False
    if silent:
        return True
    opening = state.push("figure_open", "figure", 1)
    opening.map = [start_line, last_line + 1]
    first, last = start_line + 1, last_line
    if captions:
        first, last = (first + 1, last) if captions[0] == first else (first, last - 1)
    _inside(state, first, last)
    for line in captions:
        match = _CAPTION.fullmatch(_text(state, line))
        state.push("figcaption_open", "figcaption", 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = match["caption"].strip() if match else "", [line, line + 1], []
        state.push("figcaption_close", "figcaption", -1)
    state.push("figure_close", "figure", -1)
    state.line = last_line + 1
    return True


def _inside(state: StateBlock, first: int, last: int) -> None:
    """Read the lines within an element, which writers indent or not."""
    indents = [state.sCount[line] for line in range(first, last) if not state.isEmpty(line)]
    outer = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "admonition", last, min(indents, default=state.blkIndent)
    state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax, state.blkIndent = outer


def _img(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos : state.pos + 4].lower() != "<img":
        return False
    match = _IMG.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    found = _ATTRIBUTE.finditer(match[1])
    attributes = {part[1].lower(): unescape(part[2] or part[3] or part[4] or "") for part in found}
    if not attributes.get("src") or any(key.startswith("on") for key in attributes):
        return False
    if not silent:
        image = state.push("image", "img", 0)
        image.attrs = {"src": state.md.normalizeLink(attributes["src"]), "alt": ""}
        alt = " ".join(attributes.get("alt", "").split())
        image.children, image.content = [Token("text", "", 0, content=alt)] if alt else [], alt
        image.meta = {"size": wanted_size(attributes)}
    state.pos = match.end()
    return True
