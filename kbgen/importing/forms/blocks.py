"""Forms with an opening and a closing tag → blocks of kbgen: `!!! kind`, `=== "Tab"`, `??? question`, or only their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.importing.forms.tab_sets import tab_set
from kbgen.render.box_kinds import KINDS

_INDENT = "    "
_MOST_DEEP = 30
_ATTRIBUTE = re.compile(
    r"(?P<key>[A-Za-z_][\w:-]{0,40})[ \t]*=[ \t]*"
    r"\{?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`|(?P<bare>[^\s\"'{}>%]+))\}?"
)
_MARKS = re.compile(r"([\\<{}*_`\[\]])")
_POSITIONAL = re.compile(r"\"([^\"]*)\"|'([^']*)'")
BESIDE = {"primary": "note", "secondary": "note", "success": "success", "notice": "note", "light": "note", "dark": "note"}


@dataclass(frozen=True, slots=True)
class BlockForm:
    """One kind of block. head: the line that begins ours, of the opening tag; empty where only the text stays.

    indents: whether the text is indented below the head. drops: whether the text is left out too.
    prefix: what stands before each line of the text, as in a quotation. is_tab_set: whether its text is a set of tabs.
    """

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    head: Callable[[str], str] = lambda tag: ""  # noqa: ARG005
    indents: bool = True
    drops: bool = False
    prefix: str = ""
    is_tab_set: bool = False


@dataclass(frozen=True, slots=True)
class _Pair:
    form: BlockForm
    start: int
    inner: int
    inner_end: int
    end: int


def any_case(pattern: str) -> re.Pattern[str]:
    """Return the pattern of a tag, whose names template languages read in any case."""
    return re.compile(pattern, re.IGNORECASE)


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes of a tag, keys in lower case."""
    return {
        match["key"].lower(): next(
            (part for part in (match["double"], match["single"], match["tick"], match["bare"]) if part), ""
        )
        for match in _ATTRIBUTE.finditer(tag)
    }


def with_backslashes(text: str) -> str:
    """Return the text of a program as Markdown: with a backslash before what would be a mark; blanks as they are."""
    return _MARKS.sub(r"\\\1", text)


def first_of(attributes: Mapping[str, str], keys: Iterable[str]) -> str:
    """Return the first of some attributes that says something, or an empty text."""
    return next((attributes[key] for key in keys if attributes.get(key)), "")


def positional(tag: str) -> str:
    """Return the first text in quotes that is the value of no attribute, or an empty text."""
    match = _POSITIONAL.search(_ATTRIBUTE.sub("", tag))
    return (match[1] or match[2] or "") if match else ""


def callout(kind: str, title: str = "") -> str:
    """Return the head of a box."""
    word = kind.lower().strip()
    ours = KINDS.get(word) or BESIDE.get(word) or "note"
    clean = " ".join(title.replace('"', "”").split())
    return f'!!! {ours} "{clean}"' if clean else f"!!! {ours}"


def tab(title: str) -> str:
    """Return the head of a tab."""
    clean = " ".join(title.replace('"', "”").split())
    return f'=== "{clean or "–"}"'


def with_blocks(text: str, forms: Sequence[BlockForm]) -> str:
    """Return the text with every block that has both tags in our form; tags without a partner stay."""
    pairs = sorted(_pairs(text, forms), key=lambda pair: pair.start)
    return _shaped(text, 0, len(text), pairs, 0) if pairs else text


def _pairs(text: str, forms: Sequence[BlockForm]) -> list[_Pair]:
    events = []
    for number, form in enumerate(forms):
        events += [(match.start(), 1, number, match) for match in form.opening.finditer(text)]
        events += [(match.start(), 0, number, match) for match in form.closing.finditer(text)]
    events.sort(key=lambda event: (event[0], event[1], event[2]))
    stack: list[tuple[int, re.Match[str]]] = []
    pairs = []
    taken_to = -1
    for start, is_opening, number, match in events:
        if start < taken_to:  # another form has this tag
            continue
        if is_opening:
            stack.append((number, match))
            taken_to = match.end()
            continue
        depth = next((at for at in range(len(stack) - 1, -1, -1) if stack[at][0] == number), None)
        if depth is None or len(stack) > _MOST_DEEP:
            continue
        opened = stack[depth][1]
        del stack[depth:]
        taken_to = match.end()
        pairs.append(_Pair(forms[number], opened.start(), opened.end(), match.start(), match.end()))
    return pairs


def _shaped(text: str, start: int, end: int, pairs: list[_Pair], first: int) -> str:
    parts, at = [], start
    position = first
    while position < len(pairs):
        pair = pairs[position]
        position += 1
        if pair.start < at or pair.end > end:
            if pair.start >= end:
                break
            continue
        parts.append(text[at : pair.start])
        inner = "" if pair.form.drops else _shaped(text, pair.inner, pair.inner_end, pairs, position)
        before = "".join(parts)[-400:].rpartition("\n")[2]
        goes_on = text[pair.end : pair.end + 1] not in {"", "\n"}
        block = _block(pair.form, text[pair.start : pair.inner], inner, before, goes_on=goes_on)
        # Behind the tag around it, on its line: the lines below say how far its own are indented.
        parts.append(f"\n{block}" if start and at == start == pair.start and "\n" in block.strip("\n") else block)
        at = pair.end
    parts.append(text[at:end])
    return "".join(parts)


def _block(form: BlockForm, tag: str, inner: str, before: str, *, goes_on: bool) -> str:
    """Return one block.

    before: what stands on the line before it: its indentation, a mark of a list, or text. goes_on: whether text follows on it.
    """
    if form.drops:
        return ""
    head = form.head(tag)
    text = tab_set(dedented(inner)) if form.is_tab_set else dedented(inner)
    if not text and not head:
        return ""
    if not head and not form.prefix and "\n" not in text.strip("\n") and (before.strip() or goes_on):
        return text
    base = (
        " " * len(before.expandtabs(4))
        if not before.strip() or re.fullmatch(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+", before)
        else ""
    )
    indent = base + (_INDENT if head and form.indents else "")
    lines = [f"{indent}{form.prefix}{line}" if line.strip() else f"{indent}{form.prefix}".rstrip() for line in text.split("\n")]
    opening = "" if not before.strip() or base else "\n\n"
    if head:
        return f"{opening}{head}\n\n" + "\n".join(lines) + "\n"
    return opening + "\n".join(lines).removeprefix(base) + "\n"


def dedented(text: str) -> str:
    """Return lines without the blanks that all of them begin with, and without empty lines around them."""
    lines = text.expandtabs(4).split("\n")
    if lines and lines[0].strip():  # text on the line of the tag says nothing of the others
        rest = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
        cut = min(rest, default=0)
        lines = [lines[0].strip(), *(line[cut:] for line in lines[1:])]
    else:
        cut = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        lines = [line[cut:] for line in lines]
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(line.rstrip() if not line.strip() else line for line in lines)
