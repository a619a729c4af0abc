r"""Formulas: `$x^2$`, `$$…$$`, `\(…\)`, `\[…\]`, blocks of code called `math`, and `:::math` … `:::`.

They become MathML, which browsers draw and read aloud without a script. `formula_signs` tells them from prices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kbgen.render.code_info import language_of
from kbgen.render.containers import closing_line
from kbgen.render.findings import Finding
from kbgen.render.formula_signs import Mark, looks_like_formula, may_be_letter
from kbgen.render.mathml import LatexError, NoConverterError, formula_of

_MOST_CHARACTERS = 2_000
_DOLLAR = re.compile(
    rf"\$(?![\s$])((?:\\text\{{[^{{}}\n]{{0,200}}\}}|\\[^\n]|[^$\\\n]|\n(?!\s*\n)){{1,{_MOST_CHARACTERS}}}?)(?<![\s\\])\$(?![$A-Za-z0-9])"
)
_DOLLARS = re.compile(rf"\$\$(?!\$)((?:\\.|[^$\\]){{1,{_MOST_CHARACTERS}}}?)\$\$(?![$A-Za-z0-9])", re.DOTALL)
_QUOTED = re.compile(r"\$(`+)(?!`)([^\n]{1,500}?)(?<!`)\1\$")
_ROUND = re.compile(rf"\\\(((?:(?!\\[()]).){{1,{_MOST_CHARACTERS}}}?)\\\)", re.DOTALL)
_SQUARE = re.compile(rf"\\\[((?:(?!\\[\[\]]).){{1,{_MOST_CHARACTERS}}}?)\\\]", re.DOTALL)
_CERTAIN_ROUND = re.compile(r"\\\([^()\n]{0,200}?(?:\\[A-Za-z]{2,}|[A-Za-z0-9)}][\^_])[^\n]{0,500}?\\\)")
_CONTAINER = re.compile(r"(?P<marker>:{3,})[ \t]*\{?\.?math\}?[ \t]*")
_BEGIN = re.compile(r"\\begin\{((?:equation|align|gather|multline|displaymath|math|split)\*?)\}")
_LANGUAGES = frozenset({"math", "katex", "latex-math"})


def formulas_plugin(md: MarkdownIt) -> None:
    """Let `md` read formulas. env["formulas"]: which ones, as in the settings; missing means those that are certain."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "formula_block", _block, {"alt": interrupts})
    md.inline.ruler.before("escape", "formula", _inline)


def _block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    if start >= state.eMarks[start_line] or state.src[start] not in "$\\:" or state.is_code_block(start_line):
        return False
    if _which(state.env) == "off":
        return False
    found = _between_lines(state, start_line, end_line)
    if not found:
        return False
    if not silent:
        latex, last_line = found
        token = state.push("formula_block", "math", 0)
        token.content, token.map, token.block = latex, [start_line, last_line], True
    state.line = found[1]
    return True


def _between_lines(state: StateBlock, start_line: int, end_line: int) -> tuple[str, int] | None:
    """Return the LaTeX of a formula that fills lines of its own, and the line after it."""
    head = _text(state, start_line).strip()
    if container := _CONTAINER.fullmatch(head):
        last = closing_line(state, start_line, end_line, container["marker"])
        return (_inside(state, start_line + 1, last), last + 1) if last else None
    begin = _BEGIN.match(head)
    opening, closing = ("", f"\\end{{{begin[1]}}}") if begin else ("$$", "$$") if head[:2] == "$$" else ("\\[", "\\]")
    if not head.startswith(opening):
        return None
    for line in range(start_line, end_line):
        if state.isEmpty(line) or (line > start_line and state.sCount[line] < state.blkIndent):
            return None
        text = _text(state, line).strip()
        if line == start_line:
            text = text[len(opening) :]
        if closing in text:
            if not text.endswith(closing) or text.count(closing) > 1:
                return None
            whole = _inside(state, start_line, line + 1)
            latex = whole[len(opening) : len(whole) - (0 if begin else len(closing))]
            return (latex, line + 1) if begin or _is_formula(state.env, latex, "$$" if opening == "$$" else "[") else None
    return None


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _inside(state: StateBlock, first: int, last: int) -> str:
    return "\n".join(_text(state, line).rstrip() for line in range(first, last))


def _inline(state: StateInline, silent: bool) -> bool:
    character = state.src[state.pos]
    if character not in "$\\" or _which(state.env) == "off":
        return False
    found = _dollars(state) if character == "$" else _brackets(state)
    if not found:
        return False
    match, latex, shown_as = found
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.markup, token.info = latex, match[0], shown_as
    state.pos = match.end()
    return True


def _dollars(state: StateInline) -> tuple[re.Match[str], str, str] | None:
    source, start = state.src, state.pos
    before = source[start - 1] if start else " "
    if before in "$\\" or (before.isascii() and before.isalnum()):
        return None
    if quoted := _QUOTED.match(source, start, state.posMax):
        return quoted, quoted[2].strip(), "inline"
    if double := _DOLLARS.match(source, start, state.posMax):
        shown_as = "inline" if _is_in_sentence(source, double) else "block"
        return (double, double[1], shown_as) if _is_formula(state.env, double[1], "$$") else None
    single = _DOLLAR.match(source, start, state.posMax)
    return (single, single[1], "inline") if single and _is_formula(state.env, single[1], "$") else None


def _is_in_sentence(source: str, formula: re.Match[str]) -> bool:
    """Tell whether words stand on the one line of a formula: kramdown, GitBook and MDX write `$$` within sentences too."""
    before = source[: formula.start()].rpartition("\n")[2]
    after = source[formula.end() :].partition("\n")[0]
    return "\n" not in formula[0] and any(character.isalnum() for character in before + after)


def _brackets(state: StateInline) -> tuple[re.Match[str], str, str] | None:
    source, start = state.src, state.pos
    if match := _ROUND.match(source, start, state.posMax):
        latex = match[1]
        certain = _is_formula(state.env, latex, "(") or (may_be_letter(latex) and _CERTAIN_ROUND.search(source))
        return (match, latex, "inline") if certain else None
    match = _SQUARE.match(source, start, state.posMax)
    return (match, match[1], "block") if match and _is_formula(state.env, match[1], "[") else None


def _which(env: Any) -> str:
    return str(env.get("formulas", "certain"))


def _is_formula(env: Any, latex: str, mark: Mark) -> bool:
    if _which(env) == "all":
        return bool(latex.strip()) and (mark in {"$", "$$"} or looks_like_formula(latex, mark) or may_be_letter(latex))
    return looks_like_formula(latex, mark)


def shape_formulas(tokens: list[Token], *, which: str) -> list[Finding]:
    """Draw the formulas of an article, blocks of code called `math` among them; what is wrong in one is returned.

    A formula that cannot be drawn becomes its source, as code.
    """
    findings: list[Finding] = []
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type == "fence" and which != "off" and language_of(token.info).lower() in _LANGUAGES:
            token.type, token.tag = "formula_block", "math"
        if token.type == "formula_block":
            findings += _draw(token, line, "block")
        elif token.type == "inline" and token.children:
            findings += _draw_in_line(token.children, line)
    return findings


def _draw_in_line(children: Sequence[Token], line: int) -> list[Finding]:
    findings: list[Finding] = []
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type == "image":
            findings += _draw_in_line(child.children or (), line)
            for word in child.children or ():
                word.type = "text" if word.type == "formula" else word.type
        elif child.type == "formula":
            findings += _draw(child, line, child.info)
            line += child.markup.count("\n")
    return findings


def _draw(token: Token, line: int, shown_as: str) -> list[Finding]:
    latex = token.content.strip()
    try:
        formula = formula_of(latex, block=shown_as == "block")
    except LatexError as error:
        _to_code(token, latex)
        message = f"the formula '{' '.join(latex.split())[:80]}' cannot be drawn: {error}"
        return [Finding(line, "broken-formula", message, error.hint)]
    except NoConverterError:
        _to_code(token, latex)
        message = f"the formula '{' '.join(latex.split())[:80]}' is shown as its source: latex2mathml is not installed"
        return [Finding(line, "formula-as-source", message, 'pip install "kbgen[math]"')]
    token.content, token.meta = formula.words, {"mathml": formula.mathml}
    return []


def _to_code(token: Token, latex: str) -> None:
    if token.type == "formula_block":
        token.type, token.tag, token.info, token.content = "fence", "code", "latex", f"{latex}\n"
    else:
        token.type, token.tag, token.content = "code_inline", "code", " ".join(latex.split())
