"""What a writer began and did not end: readers would see a private note, or lose the rest of an article to a block of code."""

from __future__ import annotations

import posixpath

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.fence import fence

from kbgen.render.findings import Finding, note
from kbgen.render.foreign import printable


def open_code_plugin(md: MarkdownIt) -> None:
    """Let `md` report blocks of code that only the end of the text ends, of an article or of a part."""
    md.block.ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _fence(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not fence(state, start_line, end_line, silent):
        return False
    if silent:
        return True
    token, last = state.tokens[-1], state.line - 1
    closing = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]]
    ends = last > start_line and closing.startswith(token.markup)
    if not ends and not state.src[state.eMarks[last] :].strip():
        note(state.env, _open_code(state, start_line, token.markup, token.info))
    return True


def _open_code(state: StateBlock, line: int, marks: str, info: str) -> Finding:
    around: tuple[str, ...] = state.env.get("including", ())
    where = f" in the part '{posixpath.basename(around[-1])}'" if around else ""
    message = f"the block of code that begins with '{marks}{printable(info)[:40]}'{where} has no end"
    hint = f"write '{marks}' on a line of its own where it ends"
    return Finding(state.env.get("include_line", line), "open-code", message, hint)


def open_comment(shown: str, line: int) -> list[Finding]:
    """Report a comment of a block that readers will see, because nothing ends it there. shown: the text; line: it begins on."""
    start = shown.find("<!--")
    if start < 0:
        return []
    message = f"the comment '{printable(shown[start : start + 80])}' has no end, so that readers would see it"
    return [Finding(line + shown.count("\n", 0, start), "open-comment", message, "write '-->' behind it, in the same paragraph")]
