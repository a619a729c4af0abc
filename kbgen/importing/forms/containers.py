"""Containers of VitePress and VuePress between `:::` that only place things or group tabs, and what stands literally."""

from __future__ import annotations

import re

from kbgen.importing.forms.blocks import dedented, tab
from kbgen.importing.forms.masked import Masked
from kbgen.importing.forms.tab_sets import tab_set

_TEXT_ONLY = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>:{3,})[ \t]*"
    r"(?P<kind>raw|v-pre|center|right|left|justify|slot|card|cards|card-grid|only|steps|demo)\b[^\n]*\n"
    r"(?P<body>(?:(?!(?P=indent)(?P=mark)(?!:))[^\n]*\n){0,2000})(?P=indent)(?P=mark)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_TABS = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>:{3,})[ \t]*(?:code-)?tabs\b[^\n]*\n"
    r"(?P<body>(?:(?!(?P=indent)(?P=mark)(?!:))[^\n]*\n){0,2000})(?P=indent)(?P=mark)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_WITHOUT_EFFECT = re.compile(r"^(?P<head>[ \t]*:{3,}[ \t]*[A-Za-z][\w-]*)[ \t]*\{[^{}=\n]{0,200}\}", re.MULTILINE)
"""Attributes of a box without a value: `{no-icon}`, `{.class}`, `{#id}`."""
_TAB = re.compile(r"^[ \t]*(?:@tab(?::active)?|==)[ \t]+(?P<title>[^\n]+?)[ \t]*$", re.MULTILINE)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<text>(?:[^{]|\{(?!%-?\s*(?:end)?raw\b)){0,20000})\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_NOT_DONE = re.compile(r"\{\{(?P<mark>[<%])/\*(?P<text>[^\n]{0,400}?)\*/[>%]\}\}")
_AS_IT_IS = re.compile(r"<span\s+v-pre[^<>]{0,100}>(?P<text>[^<>]{0,500})</span\s*>", re.IGNORECASE)


def with_literal_text(masked: Masked) -> None:
    """Let what the other tool was told to leave alone be text here too; in code, the telling is left out."""
    masked.kept = [_NOT_DONE.sub(_done, _RAW.sub(lambda match: match["text"], code)) for code in masked.kept]
    masked.change(lambda text: _RAW.sub(lambda match: _literal(match["text"]).strip("\n"), text))
    masked.change(lambda text: _AS_IT_IS.sub(lambda match: _literal(match["text"]), text))
    masked.text = _NOT_DONE.sub(lambda match: masked.hide(f"`{_done(match)}`"), masked.text)


def with_containers(text: str) -> str:
    """Return text whose containers without a meaning are gone, and whose groups of tabs are tabs."""
    if ":::" not in text:
        return text
    text = _TABS.sub(_tabs, _WITHOUT_EFFECT.sub(r"\g<head>", text))
    return _TEXT_ONLY.sub(lambda match: _literal(match["body"]) if match["kind"] == "v-pre" else match["body"], text)


def _done(match: re.Match[str]) -> str:
    closing = ">" if match["mark"] == "<" else "%"
    return f"{{{{{match['mark']}{match['text']}{closing}}}}}"


def _literal(text: str) -> str:
    return re.sub(r"\{(?=[{%#])", r"\\{", text)


def _tabs(match: re.Match[str]) -> str:
    heads = list(_TAB.finditer(match["body"]))
    if not heads:
        return match["body"]
    parts = [match["body"][: heads[0].start()].strip("\n")]
    for head, after in zip(heads, [*(one.start() for one in heads[1:]), len(match["body"])], strict=True):
        lines = dedented(match["body"][head.end() : after]).split("\n")
        inner = "\n".join(f"{match['indent']}    {line}" if line.strip() else "" for line in lines)
        parts.append(f"{match['indent']}{tab(head['title'])}\n\n{inner}\n")
    return tab_set("\n".join(filter(None, parts)))
