"""The first sentence of an article and the words of a title, as readers see them: read as pages are, not as characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from kbgen.importing.forms.small import ICON
from kbgen.render.dialect import dialect
from kbgen.render.foreign import CODE, LINK_END, LINK_START
from kbgen.render.forms import FORMS
from kbgen.render.limits import TooSlowError, cpu_limit
from kbgen.render.raw_tags import first_html
from kbgen.render.spacing import is_wide, joins_without_space

MOST_CHARACTERS = 160
"""Of a description; a longer sentence is cut and ends with '…'."""

_LOOKED_AT = 12_000
"""Characters of an article: what stands below them is not what it begins with."""
_MOST_CPU_SECONDS = 2.0
_LEAST, _LEAST_WIDE, _LEAST_ALONE = 20, 6, 12
"""Characters of a sentence that another follows, of one in Chinese, and of a whole paragraph."""
_LEAST_GAPS = 3
"""Between the words of a line without an end: fewer are a label, such as 'Loading table'."""
_SHORT = re.compile(r"\b(?:e\.g|i\.e|vs|cf|approx|incl|nr|vol|fig|mr|mrs|ms|dr|prof|st)\.$", re.IGNORECASE)
_END = re.compile(r"[.!?][\"')\]”’\x01\x02\x03\x0f]*(?=\s|$)|[。！？][」』）”’\x01\x02\x03\x0f]*|[：:]\s*$")
_GOES_ON = re.compile(r"\s+[a-z(,;–—-]")
_LEADS_IN = re.compile(
    r"(?:\b(?:like|such as|is|are|be|was|were|with|to|of|as|the|an?|and|or|following|by|in|for|on|from)"
    r"|(?:以下|下列)[^，。；]{0,8}|例如|譬如|像是|如|包括|包含|以及|的|為|是)\s*[：:]\s*$",
    re.IGNORECASE,
)
"""The end of a line that says nothing without the list or the code below it."""
_AS_PIECE = re.compile(r"\A[a-z]+(?:[-_.][a-z]+)+\Z|\Ahttps?://\S+\Z", re.IGNORECASE)
_BRACES = re.compile(r"[ \t]*\{:?[ \t]*[.#][^{}\n]*\}|\{{1,2}[%<]?[^{}\n]*[%>]?\}{1,2}")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_HIDES = re.compile(r"<(?P<name>style|script|table|details|nav|svg|select|template|dialog)\b(?![^<>]*/>)", re.IGNORECASE)
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$", re.MULTILINE)
"""Of a table that is none, because its parts do not fit."""
_WITHHELD = "\x00"
"""Stands for a formula that reads as its source, and for a picture among words, without which these say nothing."""
_EMPHASIS = frozenset({"em", "strong", "s", "mark"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """What readers see of a block. shape: a character for each of `shown`, with code and marks as single signs.

    outside: letters and digits that stand neither in a link, nor in emphasis or code.
    """

    shape: str
    shown: tuple[str, ...]
    outside: int

    def words(self, start: int = 0, end: int | None = None) -> str:
        """Return what readers see of a stretch of the shape, on one line."""
        return " ".join("".join(self.shown[start:end]).split())


def first_sentence(body: str) -> str:
    """Return the first sentence of prose that stands in no box, list, table or quotation; empty where there is none.

    A line that leads to a list or to code is taken where it says something alone. What holds syntax of another tool is not.
    """
    try:
        with cpu_limit(_MOST_CPU_SECONDS):
            found = (_sentence(seen) for seen in _paragraphs(_beginning(body)))
            return next(filter(None, found), "")
    except (TooSlowError, RecursionError):  # the build says so of the article itself
        return ""


def plain(text: str) -> str:
    """Return Markdown on one line as readers see it: no marks, no icons, no attributes and no tags."""
    tokens = dialect().parseInline(ICON.sub("", text), {})
    seen = _seen(tokens[0].children or [] if tokens else [])
    kept, at = [], 0
    gone = sorted((*_BRACES.finditer(seen.shape), *_TAG.finditer(seen.shape)), key=lambda match: match.start())
    for match in gone:
        if match.start() >= at:
            kept.append("".join(seen.shown[at : match.start()]))
            at = match.end()
    kept.append("".join(seen.shown[at:]))
    return " ".join("".join(kept).split())


def _beginning(body: str) -> str:
    return body if len(body) <= _LOOKED_AT else body[:_LOOKED_AT].rpartition("\n\n")[0]


def _paragraphs(body: str) -> Iterator[_Seen]:
    """Yield the paragraphs that lie in nothing else."""
    hidden_by = ""
    tokens = dialect().parse(body, {})
    for before, token in itertools.pairwise(tokens):
        if before.type != "paragraph_open" or before.level or token.type != "inline":
            continue
        seen = _seen(token.children or [])
        if hidden_by:
            hidden_by = "" if f"</{hidden_by}" in seen.shape.lower() else hidden_by
            continue
        match = _HIDES.search(seen.shape)
        if match and f"</{match['name'].lower()}" not in seen.shape.lower():
            hidden_by = match["name"].lower()
        yield seen


def _seen(children: Sequence[Token]) -> _Seen:
    shape: list[str] = []
    shown: list[str] = []
    around = outside = 0
    for at, token in enumerate(children):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type in {"text", "text_special", "explained_term"}:
            is_escaped = token.type == "text_special"
            shape += [CODE] * len(token.content) if is_escaped else token.content
            shown += token.content
            outside += 0 if around else sum(map(str.isalnum, token.content))
        elif token.type in {"code_inline", "formula"}:
            shape.append(CODE if token.type == "code_inline" or not re.search(r"[\\^_{}]", token.content) else _WITHHELD)
            shown.append(token.content)
        elif token.type == "image" and any(map(str.strip, shown)):
            shape.append(_WITHHELD)
            shown.append("")
        elif token.type in {"softbreak", "hardbreak"} or (token.type == "raw_tag" and token.tag == "br"):
            shape.append("\n")
            shown.append(_gap(children, at))
        elif name == "link" or name in _EMPHASIS:
            around += token.nesting
            shape.append({1: LINK_START, -1: LINK_END}.get(token.nesting, "") if name == "link" else "\x0f")
            shown.append("")
    return _Seen("".join(char[:1] for char in shape), tuple(shown), outside)


def _gap(children: Sequence[Token], at: int) -> str:
    before = children[at - 1].content[-1:] if at else ""
    after = children[at + 1].content[:1] if at + 1 < len(children) else ""
    return "" if before and after and joins_without_space(before, after) else " "


def _sentence(seen: _Seen) -> str:
    start = len(seen.shape) - len(seen.shape.lstrip(" \n"))
    end = _end_of_sentence(seen.shape, start)
    words = seen.words(start, end)
    if not seen.outside or not _says_something(words) or _has_syntax(seen.shape, start, end):
        return ""
    words = words.rstrip(":：").rstrip()
    return words if len(words) <= MOST_CHARACTERS else _cut(words)


def _says_something(words: str) -> bool:
    """Tell whether words say something alone: more than a label, a name or an address, and nothing that only leads on."""
    if _LEADS_IN.search(words) or _AS_PIECE.match(words):
        return False
    if any(map(is_wide, words)):
        return len(words) >= _LEAST_WIDE
    return len(words) >= _LEAST_ALONE and (words.endswith((".", "!", "?", ":")) or words.count(" ") >= _LEAST_GAPS)


def _has_syntax(shape: str, start: int, end: int) -> bool:
    """Tell whether readers would see syntax in a stretch: of a formula, a table, HTML or another tool."""
    stretch = shape[start:end]
    if _WITHHELD in stretch or _RULE.search(shape) or first_html(stretch):
        return True
    return any(
        match.start() < end and match.end() > start
        for form in FORMS
        if form.trigger in shape
        for match in form.pattern.finditer(shape)
    )


def _end_of_sentence(shape: str, start: int) -> int:
    for match in _END.finditer(shape, start):
        text = shape[start : match.end()]
        least = _LEAST_WIDE if is_wide(match[0][0]) else _LEAST
        goes_on = match[0][0] in ".?!" and _GOES_ON.match(shape, match.end())
        if len(text) >= least and not goes_on and not _SHORT.search(text):
            return match.end()
    return len(shape)


def _cut(words: str) -> str:
    """Return the beginning of a long sentence, cut between two words, or behind a mark where words have no gaps."""
    start = words[:MOST_CHARACTERS]
    at = max(start.rfind(mark) for mark in " ，、；,;")
    kept = start[:at] if at > MOST_CHARACTERS // 2 else start
    return f"{kept.rstrip(' ，、；,;（(「')}…"
