"""Names of programs that a sentence is about, though they look like a link of a wiki or a gap of a template.

`[[Prototype]]` in a book on JavaScript and "the {{userprincipalname}} token" are meant to be read as they stand.
"""

from __future__ import annotations

import re

from kbgen.render.forms.form import ForeignForm
from kbgen.render.forms.inline import WIKI_LINK
from kbgen.render.forms.templates import DOLLAR_FORM, MDX_FORM, VARIABLE_FORM

_WIKI_NAME = re.compile(r"\[\[([A-Za-z_]\w{0,60})\]\]")
"""One word: wikis write a bar, a blank or a heading (#) into links as well, programs do not."""
_ONE = r"(?:\{\{\w{1,60}\}\}|\$?\{[\w$.]{1,100}\})"
_GAP = re.compile(_ONE)
_JOINT = r"[ \t]*(?:,|、|\b(?:and|or)\b|和|或|及|與)[ \t]*"
_NAMING = r"(?:tokens?|placeholders?|variables?|parameters?|macros?|merge tags?)"
_NAMING_ZH = r"(?:權杖|變數|預留位置|佔位符|佔位字元|參數|巨集)"
_IS = r"(?:[ \t]+(?:to|is|are|as|like|named|called|such as))?:?[ \t]+"
_BEFORE = re.compile(
    rf"(?:\b{_NAMING}{_IS}|{_NAMING_ZH}[ \t]*[：:]?)[“\"'「（(\x0f]*(?:{_ONE}{_JOINT}){{0,4}}$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:{_JOINT}{_ONE}){{0,4}}[”\"'」）)\x0f]*(?:[ \t]+{_NAMING}\b|[ \t]*{_NAMING_ZH})", re.IGNORECASE)
_ALONE = re.compile(rf"[\s\x0f]*{_ONE}(?:(?:{_JOINT}|[\s\x0f]*(?:or|and|或|和)[\s\x0f]*){_ONE}){{0,4}}[\s\x0f]*", re.IGNORECASE)
_OF_STANDARD = re.compile(
    r"\b(?:implements?|internal (?:method|slot)s?|ECMA(?:-?262|Script)?|specification|standard|attribute)\b"
    r"|實作|內部(?:方法|插槽|屬性)|規範|規格|標準|屬性",
    re.IGNORECASE,
)
_LOG = re.compile(r"\s*[\[{]+\s*\\?[\"“]\w*\\?[\"”]\s*:")
_AROUND = 120
_SAYS = re.compile(r"\w")


def is_gap_explained(form: ForeignForm, match: re.Match[str]) -> bool:
    """Return whether a gap stands right beside the word for what it is: 'the {{deviceid}} token', 變數 ${name}."""
    if form not in {VARIABLE_FORM, DOLLAR_FORM, MDX_FORM} or not _GAP.fullmatch(match[0]):
        return False
    text = match.string
    if form is DOLLAR_FORM and _ALONE.fullmatch(text):
        return True  # the whole of a cell: what is to be entered
    before = text[max(0, match.start() - _AROUND) : match.start()]
    return bool(_BEFORE.search(before) or _AFTER.match(text[match.end() : match.end() + _AROUND]))


def is_log(text: str) -> bool:
    """Return whether a text is what a program has written, as a piece of JSON: nothing in it is markup of anybody."""
    return _LOG.match(text) is not None


def speaks_of_standard(match: re.Match[str]) -> bool:
    """Return whether the line around a place is about how a program is specified: 'implements [[Call]] in ECMA-262 terms'."""
    start, end = match.string.rfind("\n", 0, match.start()) + 1, match.string.find("\n", match.end())
    return _OF_STANDARD.search(match.string[start : end if end >= 0 else None]) is not None


def wiki_name(form: ForeignForm, match: re.Match[str]) -> str:
    """Return the one word between `[[` and `]]` where it stands within a sentence, otherwise an empty text."""
    name = _WIKI_NAME.fullmatch(match[0]) if form is WIKI_LINK else None
    if not name:
        return ""
    start, end = match.string.rfind("\n", 0, match.start()) + 1, match.string.find("\n", match.end())
    around = match.string[start : match.start()] + match.string[match.end() : end if end >= 0 else None]
    return name[1] if _SAYS.search(around) else ""
