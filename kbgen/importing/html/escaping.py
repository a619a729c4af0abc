"""Text of HTML → the same text in Markdown: what would be a mark there gets a backslash."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]{}|\\`，。；：！？、（）「」『』]+")
_ALWAYS = re.compile(r"[\\`*{]")
_UNDERLINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_BRACKET = re.compile(r"\[(?=[\[^!])|\[(?=[ xX]\])|\](?=[(\[:{])")
_DOUBLE = re.compile(r"(?=(?:==|\+\+|\^\^|%%|~~|\$\$))(?=[^\s])|~(?=[^\W_]{1,12}~)|\^(?=[\w+-]{1,12}\^)")
_DOLLAR = re.compile(r"(?<![$\\])\$(?=[^\s\d$]|\d[^\s$]{0,40}[\^_\\])")
_NAMED = re.compile(r"(?<![\w:/.+-]):(?=[a-zA-Z][a-zA-Z0-9_+-]{1,50}:(?![\w:/]))")
_LINE_START = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|[-=]{2,}(?=[ \t]*$)|"
    r"===|:{3,}|/{3,}|!!!|\?\?\?|~{3,}|\+{3}|:(?=\s)|"
    r"(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$))",
    re.MULTILINE,
)


def escaped(text: str) -> str:
    """Return text in which no mark of Markdown or of kbgen's forms has an effect; addresses stay as they are."""
    parts, at = [], 0
    for match in _ADDRESS.finditer(text):
        parts += [_escaped(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*parts, _escaped(text[at:])])


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text)
    for pattern in (_UNDERLINE, _TAG, _ENTITY, _BRACKET, _DOUBLE, _DOLLAR, _NAMED):
        text = pattern.sub(r"\\\g<0>", text)
    return text


def with_safe_line_starts(text: str) -> str:
    """Return a paragraph none of whose lines begins a heading, a list, a quotation or a block."""
    return _LINE_START.sub(_safe, text)


def _safe(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['indent']}{match['number']}\\{match['dot']}"
    return f"{match['indent']}\\{match['mark']}"
