"""Punctuation of the other language, and blanks between Chinese and Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.hygiene.finding import Finding, Sheet, excerpt, unquoted
from kbgen.proofread.prose import MASK

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}）」』》])[*_~]{{0,3}}(?P<mark>[,;:?!])"
    rf"(?=[*_~]{{0,3}}(?:[ ]{{0,2}}[{_HAN}（「『《]|[ ]?$|[ ]?\n))(?P<blank>[ ]?)"
    rf"|(?<=[{_HAN}）」』》])[*_~]{{0,3}}(?P<colon>:)(?=[*_~]{{0,3}}[A-Za-z0-9{MASK}])(?!\w+:)"
    rf"|(?<=[{_HAN}）」』》])(?P<stop>\.)(?=[ ]?(?:$|\n|[{_HAN}]))(?P<gap>[ ]?)"
)
_NARROW = {"，": ", ", "。": ". ", "；": "; ", "：": ": ", "！": "! ", "？": "? ", "、": ", ", "（": " (", "）": ") "}
_NO_BLANK_BEFORE = ",.;:!?)，。；：！？、）"
_FULL_WIDTH = re.compile("[。、！-～]")
"""Marks, and letters and digits of full width."""
_NEAR_HAN = re.compile(f"[{_HAN}「」『』《》]")
_AROUND = 3
_WIDER = ord("！") - ord("!")
"""How far a character of full width lies behind its ASCII."""

_LATIN = "A-Za-z0-9"
_TIGHT = re.compile(rf"(?<=[{_HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}%])(?=[{_HAN}])")
_SPACED = re.compile(rf"(?<=[{_HAN}])[ ]+(?=[{_LATIN}])|(?<=[{_LATIN}%])[ ]+(?=[{_HAN}])")


def half_width_punctuation(sheet: Sheet) -> Iterator[Finding]:
    """Report commas, colons and the like of ASCII between Chinese characters; the blank behind goes along."""
    if not sheet.chinese:
        return
    for block in sheet.blocks:
        for match in _HALF_WIDTH.finditer(block.text):
            group = next(name for name in ("mark", "colon", "stop") if match[name])
            start, end = match.start(group), match.end()
            wide = _WIDE[match[group]]
            message = f"half-width '{match[group]}' in Chinese: '{excerpt(block.text, start, end)}'"
            yield Finding(block, start, end, "half-width-punctuation", message, f"write '{wide}'", wide)


def full_width_punctuation(sheet: Sheet) -> Iterator[Finding]:
    """Report Chinese punctuation in English; beside Chinese characters it belongs to them."""
    if sheet.chinese:
        return
    for block in sheet.blocks:
        text = unquoted(block.text)
        for match in _FULL_WIDTH.finditer(text):
            start, end = match.span()
            if _NEAR_HAN.search(block.raw[max(0, start - _AROUND) : end + _AROUND]):
                continue
            narrow = _NARROW.get(match[0]) or chr(ord(match[0]) - _WIDER)
            before, after = text[start - 1 : start], text[end : end + 1]
            fixed = narrow.rstrip() if not after or after.isspace() or after in _NO_BLANK_BEFORE else narrow
            fixed = fixed.lstrip() if not before or before.isspace() or before == "(" else fixed
            message = f"full-width '{match[0]}' in English: '{excerpt(block.text, start, end)}'"
            yield Finding(block, start, end, "full-width-punctuation", message, f"write '{narrow.strip()}'", fixed)


def han_latin_space(sheet: Sheet) -> Iterator[Finding]:
    """Report blanks between Chinese and Latin that the site does not want, or those it wants; once for each paragraph."""
    if not sheet.chinese or sheet.wording.spacing == "any":
        return
    tight = sheet.wording.spacing == "tight"
    for block in sheet.blocks:
        places = list((_SPACED if tight else _TIGHT).finditer(block.text))
        for number, match in enumerate(places):
            shown = excerpt(block.text, match.start(), match.end(), 4)
            what = "a blank" if tight else "no blank"
            more = f", {len(places)} times in this paragraph" if len(places) > 1 else ""
            message = f"{what} between Chinese and Latin: '{shown}'{more}" if not number else ""
            hint = "remove it" if tight else "write one"
            yield Finding(block, match.start(), match.end(), "han-latin-space", message, hint, "" if tight else " ")
