"""Components of MDX and Vue that nobody but their site knows: lists of links, links, frames around text → Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kbgen.importing.addresses import shielded
from kbgen.importing.forms.blocks import BlockForm, attributes_of, dedented, first_of, with_backslashes, with_blocks
from kbgen.importing.forms.paired_tags import COMPONENTS

_START = re.compile(r"<(?P<name>[A-Z][A-Za-z0-9]{0,60}(?:\.[A-Z][A-Za-z0-9]{0,60}){0,3})(?=[\s/>])")
_ENTRIES = re.compile(r"\s(?:items|cards|links|data|list|docs)=\{\s*\[")
_PAIR = re.compile(
    r"(?P<key>\w+)['\"]?\s*:\s*(?:'(?P<single>(?:[^'\\]|\\.)*)'|\"(?P<double>(?:[^\"\\]|\\.)*)\"|`(?P<tick>[^`$]*)`)"
)
_STRING = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"")
_BRACES = str.maketrans("{}", "\ue0f5\ue0f6")
_BRACES_AS_TEXT = str.maketrans({"\ue0f5": "\\{", "\ue0f6": "}"})
_ELEMENT = re.compile(r"(?<==)\{\s*(?:<(?:>|[a-z][^<>]{0,200}>))?(?P<text>[^<>{}]{0,200}?)(?:</[a-z]{0,20}>)\s*\}")
_LINKED = re.compile(
    r"<(?P<name>[A-Z][A-Za-z0-9]{0,60}(?:\.[A-Z][A-Za-z0-9]{0,60}){0,3})(?P<attributes>\s[^<>]{0,600}?)(?<![/=])>(?P<text>(?:[^<]|<(?![/]?[A-Z])){0,2000}?)</(?P=name)\s*>"
)
_LINKED_ALONE = re.compile(r"<(?P<name>[A-Z][A-Za-z0-9]{0,60}(?:\.[A-Z][A-Za-z0-9]{0,60}){0,3})(?P<attributes>\s[^<>]{0,600}?)/>")
_ADDRESS_KEYS = ("href", "to", "link", "url", "docid")
_TITLE_KEYS = ("title", "label", "name", "text", "heading")
_MORE_KEYS = ("description", "desc", "details", "subtitle", "summary", "body", "content")
_LONGEST_TAG = 30_000
_LITERAL = re.compile(r"(?<![={$])\{(?P<mark>['\"])(?P<text>(?:(?!(?P=mark))[^\n\\]){1,200})(?P=mark)\}")


def with_components(text: str, title_of: Callable[[str], str]) -> str:
    """Return text whose lists of links, links and frames are Markdown. title_of: of the document with an id."""
    if _START.search(text):
        text = "".join(_with_lists(text, title_of))
        text = _LINKED_ALONE.sub(_link, _LINKED.sub(_link, text))
        names = {match["name"] for match in _START.finditer(text)} - COMPONENTS
        text = with_blocks(text, [_frame(name) for name in sorted(names) if f"</{name}>" in text])
    return _LITERAL.sub(lambda match: with_backslashes(match["text"]), text)


def _with_lists(text: str, title_of: Callable[[str], str]) -> Iterator[str]:
    at = 0
    for match in _START.finditer(text):
        if match.start() < at:
            continue
        end = _end_of_tag(text, match.end())
        if not end:
            continue
        tag = text[match.start() : end]
        yield text[at : match.start()]
        at = end
        lines = list(_entries(tag, title_of)) if _ENTRIES.search(tag) else []
        head = attributes_of(tag[: tag.index("{")]).get("label", "") if lines and "{" in tag else ""
        whole = "\n\n".join(filter(None, (f"**{head}**" if head else "", "\n".join(lines))))
        yield f"\n{whole}\n" if lines else _ELEMENT.sub(lambda found: f'"{found["text"].strip()}"', tag)
    yield text[at:]


def _end_of_tag(text: str, start: int) -> int:
    """Return where a tag ends whose attributes may hold programs, or 0."""
    depth, quote = 0, ""
    for at in range(start, min(len(text), start + _LONGEST_TAG)):
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in '"`' or (char == "'" and depth):
            quote = char
        elif char in "{}":
            depth += 1 if char == "{" else -1
        elif char == ">" and depth == 0 and text[at - 1] != "=":
            return at + 1
    return 0


def _entries(tag: str, title_of: Callable[[str], str]) -> Iterator[str]:
    """Yield an item of a list for each object that leads somewhere."""
    tag = _STRING.sub(lambda string: string[0].translate(_BRACES), tag)  # they begin and end nothing there
    for start in re.finditer(r"\{(?=\s*(?:\w+\s*:|['\"]\w+['\"]\s*:))", tag):
        end = _end_of_object(tag, start.end())
        pairs = {pair["key"].lower(): _text(pair) for pair in _PAIR.finditer(_flat(tag[start.end() : end]))}
        address = first_of(pairs, _ADDRESS_KEYS)
        if not address:
            continue
        if "docid" in pairs:
            address = f"/{address.lstrip('/')}"
        title = first_of(pairs, _TITLE_KEYS) or title_of(pairs.get("docid", ""))
        more = first_of(pairs, _MORE_KEYS)
        link = f"[{title or _last_part(address)}]({shielded(address)})"
        yield f"- {link}: {more}" if more else f"- {link}"


def _end_of_object(text: str, start: int) -> int:
    depth = 1
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if not depth:
            return at
    return len(text)


def _flat(text: str) -> str:
    """Return an object without the objects within it."""
    while (inner := re.sub(r"\{[^{}]*\}", "", text)) != text:
        text = inner
    return text


def _text(pair: re.Match[str]) -> str:
    written = next(text for text in pair.group("single", "double", "tick") if text is not None)
    return " ".join(re.sub(r"\\(.)", r"\1", written).translate(_BRACES_AS_TEXT).split())


def _last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2] or address


def _link(match: re.Match[str]) -> str:
    """Return a component that leads somewhere as a link, with what it says of that below or behind."""
    attributes = attributes_of(match["attributes"])
    address = first_of(attributes, _ADDRESS_KEYS[:3])
    title = first_of(attributes, _TITLE_KEYS)
    more = first_of(attributes, _MORE_KEYS)
    text = dedented(match["text"]) if "text" in match.re.groupindex else ""
    if not address or "{" in address or match["name"] in {"Badge", "Image", "img"} or not (title or text):
        return match[0]
    if "\n\n" in text:
        return f"**[{title or _last_part(address)}]({shielded(address)})**\n\n{text}\n"
    address, words = shielded(address), " ".join(text.split())
    more = words or more if title else ""
    return f"- [{title}]({address}): {more}" if more else f"[{title or words}]({address})"


def _frame(name: str) -> BlockForm:
    """Return the form of a component of which only what it holds stays, below its title."""

    def head(tag: str) -> str:
        attributes = attributes_of(tag)
        title = first_of(attributes, _TITLE_KEYS)
        return f"**{title}**" if title and "{" not in title else ""

    name = re.escape(name)
    opening = re.compile(rf"<{name}(?=[\s>])(?:[^<>{{}}]|\{{[^{{}}]*\}}|\{{\{{[^{{}}]*\}}\}}){{0,800}}(?<![/=])>")
    return BlockForm(opening, re.compile(rf"</{name}\s*>"), head=head, indents=False)
