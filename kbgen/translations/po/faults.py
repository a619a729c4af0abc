"""What is wrong with a text that comes back from a translator: what must be kept and was not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from kbgen.content.code_places import CODE_SPAN

_TARGET = re.compile(r"\]\(\s*(<[^<>\n]*>|(?:[^()\s]|\([^()]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
_BROKEN_LINK = re.compile(r"\](?:\s+\(|（|〔|\([^)]*$)|】\(|］\(")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"'|\]`\u0080-\U0010ffff]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_VARIABLE = re.compile(r"\{\{[^{}\n]*\}\}")
_PLACEHOLDER = re.compile(r"\{[\w-]+:[^{}\s]+\}")
_BRACES = re.compile(r"\{[:# .][^{}]*\}|\{(?:width|height|target)=[^{}]*\}")
_TAG = re.compile(r"</?(?:kbd|sub|sup|mark|br)\s*/?>", re.IGNORECASE)
_KEYS = re.compile(r"\+\+[\w+-]+\+\+")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_BAR = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"(?<![\\*])\*\*(?!\*)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_ENDS_ADDRESS = ".,;:!?"


def _targets(text: str) -> list[str]:
    """Where links lead and which pictures are shown; an anchor is of the language, so it may differ."""
    found = (match[1].strip("<>") for match in _TARGET.finditer(CODE_SPAN.sub("", text)))
    return [target if "://" in target or ":" in target.partition("/")[0] else target.partition("#")[0] for target in found]


def _addresses(text: str) -> list[str]:
    return [address.rstrip(_ENDS_ADDRESS) for address in _ADDRESS.findall(_TARGET.sub("]", CODE_SPAN.sub("", text)))]


def _odd_strong(text: str) -> bool:
    return len(_STRONG.findall(CODE_SPAN.sub("", text))) % 2 == 1


_KEPT: Mapping[str, Callable[[str], list[str]]] = {
    "the placeholder": _PLACEHOLDER.findall,
    "the link to": _targets,
    "the address": _addresses,
    "the code": lambda text: [match[2] for match in CODE_SPAN.finditer(text)],
    "the variable": _VARIABLE.findall,
    "the braces": lambda text: _BRACES.findall(_VARIABLE.sub("", text)),
    "the tag": _TAG.findall,
    "the keys": _KEYS.findall,
    "the mark of a note": _NOTE.findall,
}


def faults_of(source: str, text: str, former: str, kind: str) -> Iterator[str]:
    """Yield what is wrong with the text of a message. former: what the translation says now; what it does may stay as it is."""
    if unseen := _UNSEEN.search(text):
        yield f"it holds the invisible character U+{ord(unseen[0]):04X}"
    if kind in {"title", "description", "keywords", "heading", "row"} and "\n" in text:
        yield "it has several lines"
    if kind == "code":
        return
    if any(not line.strip() for line in text.split("\n")):
        yield "it has an empty line, which would make two paragraphs of it"
    for what, found in _KEPT.items():
        wanted, there, before = Counter(found(source)), Counter(found(text)), Counter(found(former))
        if there in (wanted, before) and (former or there == wanted):
            continue
        for one in sorted((wanted - there).elements()):
            yield f"{what} '{one}' is lost"
        for one in sorted((there - wanted - before).elements()):
            yield f"{what} '{one}' is not in the source"
    if _odd_strong(text) and not (_odd_strong(source) or _odd_strong(former)):
        yield "a mark '**' has no partner"
    if _BROKEN_LINK.search(text) and not (_BROKEN_LINK.search(source) or _BROKEN_LINK.search(former)):
        yield "a link is not written as [text](target)"
    if kind == "row" and len(_BAR.findall(text)) not in {len(_BAR.findall(one)) for one in (source, former) if one}:
        yield f"it has {len(_BAR.findall(text))} bars of a table, and the source has {len(_BAR.findall(source))}"
