"""Lists in HTML between Markdown → lists of Markdown, the innermost first; in a row of a table, lines of its cell."""

from __future__ import annotations

import re

from kbgen.importing.forms.blocks import dedented

_MOST_DEEP = 12
_ATTRIBUTES = r"(?:\s[^<>]{0,300})?"
_LIST = re.compile(
    rf"(?<![ \t])(?P<before>[ \t]*)<(?P<name>ul|ol)(?P<attributes>{_ATTRIBUTES})>"
    r"(?P<body>(?:[^<]|<(?!/?(?:ul|ol)[\s>])){0,40000})</(?P=name)\s*>[ \t]*",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"<li{_ATTRIBUTES}>", re.IGNORECASE)
_ITEM_END = re.compile(r"</li\s*>\s*\Z", re.IGNORECASE)
_START = re.compile(r"\sstart=[\"']?(\d{1,6})", re.IGNORECASE)
_DEFINITIONS = re.compile(
    rf"(?<![ \t])[ \t]*<dl{_ATTRIBUTES}>(?P<body>(?:[^<]|<(?!/?dl[\s>])){{0,40000}})</dl\s*>[ \t]*", re.IGNORECASE
)
_DEFINED = re.compile(rf"<(?P<name>d[td]){_ATTRIBUTES}>(?P<text>.*?)(?=</?d[td][\s>]|\Z)", re.IGNORECASE | re.DOTALL)
_ROW_ITEM = re.compile(
    rf"(?<![ \t])[ \t]*<li{_ATTRIBUTES}>[ \t]*(?P<text>[^\n]*?)[ \t]*(?:</li\s*>|(?=</?(?:li|ul|ol)[\s>]))", re.IGNORECASE
)
_ROW_LIST = re.compile(rf"(?<![ \t])[ \t]*</?(?:ul|ol){_ATTRIBUTES}>[ \t]*", re.IGNORECASE)
_ROW = re.compile(r"^[ \t]*\|[^\n]*<li\b[^\n]*$", re.IGNORECASE | re.MULTILINE)


def with_lists(text: str) -> str:
    """Return text whose lists in HTML are Markdown; a list without items stays as it is."""
    lower = text.lower()
    if "<li" in lower:
        text = _ROW.sub(_in_row, text)
        for _ in range(_MOST_DEEP):
            changed = _LIST.sub(_list, text)
            if changed == text:
                break
            text = changed
    return _DEFINITIONS.sub(_definitions, text) if "<dl" in lower else text


def _in_row(row: re.Match[str]) -> str:
    line = _ROW_ITEM.sub(lambda match: f"<br>• {match['text']}", row[0])
    line = _ROW_LIST.sub(" ", line)
    return re.sub(r"(?<=\|)[ \t]*<br>", " ", line)


def _list(match: re.Match[str]) -> str:
    first, *items = _ITEM.split(match["body"])
    if not items or first.strip():
        return match[0]
    start = _START.search(match["attributes"])
    number = int(start[1]) if start else 1
    indent = match["before"] if not match.string[: match.start()].rpartition("\n")[2].strip() else ""
    lines: list[str] = []
    for at, item in enumerate(items):
        mark = f"{number + at}. " if match["name"].lower() == "ol" else "- "
        inner = dedented(_ITEM_END.sub("", item)).split("\n")
        lines += [
            f"{indent}{mark if not nth else ' ' * len(mark)}{line}" if line.strip() else "" for nth, line in enumerate(inner)
        ]
    return "\n" + "\n".join(lines) + "\n"


def _definitions(match: re.Match[str]) -> str:
    parts = []
    for found in _DEFINED.finditer(match["body"]):
        text = dedented(found["text"])
        if found["name"].lower() == "dt":
            parts.append(f"\n{' '.join(text.split())}")
        else:
            parts.append(f":   {text}".replace("\n", "\n    "))
    return "\n" + "\n".join(parts) + "\n" if parts else match[0]
