"""What a reader typed or pasted, without markup, entities, addresses and the function of a formula: what it says."""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_CODE = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[a-zA-Z]+\s[^<>]*=[^<>]*$")
"""One that was cut short is a tag where it holds an equals sign: *size <m* is none."""
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|(?:javascript|vbscript|data|mailto):(?=\S))[^\s\"'<>)]*", re.IGNORECASE
)
_FORMULA = re.compile(r"^\s*[=+@-]\s*[a-zA-Z][\w.]{2,}\(")


def without_markup(text: str) -> str:
    """Return what a text says without tags and code, addresses of links and others, and with entities as characters.

    A text without any of these stays as it is.
    """
    found, before = text, ""
    while found != before:  # what is taken out may leave another tag behind: `<scr<b>ipt>`
        before, found = found, _without_outermost(found)
    return text if found == text else " ".join(found.split())


def _without_outermost(text: str) -> str:
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    text = _TAG.sub(" ", _CODE.sub(" ", text))
    return _FORMULA.sub(" ", _ADDRESS.sub(" ", _LINK.sub(r" \1 ", text)))
