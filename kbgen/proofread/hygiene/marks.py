"""Punctuation of the other language, and blanks between Chinese and Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.hygiene.finding import Finding, Sheet, excerpt, unquoted
from kbgen.proofread.prose import MASK, Block

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_HALF_WIDTH = Cued(
    rf"(?<=[{_HAN}）」』》])[*_~]{{0,3}}(?P<mark>[,;:?!])"
    rf"(?=[*_~]{{0,3}}(?:[ ]{{0,2}}[{_HAN}（「『《]|[ ]?$|[ ]?\n))(?P<blank>[ ]?)"
    rf"|(?<=[{_HAN}）」』》])[*_~]{{0,3}}(?P<colon>:)(?=[*_~]{{0,3}}[A-Za-z0-9０-９Ａ-Ｚａ-ｚ+{MASK}])(?![A-Za-z_]\w*:)"
    rf"|(?<=[A-Za-z0-9%{MASK}])(?P<after>,)(?=[*_~]{{0,3}}[ ]?[{_HAN}（「『《])(?P<space>[ ]?)"
    rf"|(?<=[{_HAN}）」』》])(?P<dots>\.{{3,6}})(?=$|\n|[{_HAN}（「『《，。])"
    rf"|(?<=（)[{_HAN}、，：A-Za-z0-9 ]{{1,40}}(?P<closing>\))|(?<=[{_HAN}])(?P<opening>\()(?=[{_HAN}、，：A-Za-z0-9 ]{{1,40}}）)"
    rf"|(?<=[{_HAN}」』》])(?P<round>\([{_HAN}、，：；]{{1,40}}\))"
    rf"|(?<=[{_HAN}）」』》])(?P<stop>\.)(?=[ ]?(?:$|\n|[{_HAN}]))(?P<gap>[ ]?)",
    characters=",;:?!.()",
)
_LATIN_LIST = re.compile(rf"[,;] ?[A-Za-z0-9 .(){MASK}*_-]+$")
"""Before a comma that ends a list of Latin words: PNG, GIF, 或 JPEG."""
_GROUPS = ("mark", "colon", "stop", "after", "dots", "closing", "opening", "round")
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
            group = next(name for name in _GROUPS if match[name])
            start, end = match.start(group), match.end()
            if group == "after" and _LATIN_LIST.search(block.text, max(0, start - 60), start):
                continue
            wide = "……" if group == "dots" else "".join(_WIDE.get(char, char) for char in match[group])
            message = f"half-width '{match[group]}' in Chinese: '{excerpt(block.text, start, end)}'"
            yield Finding(block, start, end, "half-width-punctuation", message, f"write '{wide}'", wide)


def full_width_punctuation(sheet: Sheet) -> Iterator[Finding]:
    """Report Chinese punctuation in English; beside Chinese characters it belongs to them."""
    if sheet.chinese:
        return
    for block in sheet.blocks:
        text = unquoted(block.text)
        yield from _corner_brackets(block)
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


_CORNERS = re.compile(r"「(?P<one>[^」\n]*)」|『(?P<two>[^』\n]*)』|【(?P<square>[^】\n]*)】|《(?P<title>[^》\n]*)》")


def _corner_brackets(block: Block) -> Iterator[Finding]:
    """Yield each pair of Chinese quotes or brackets around text without any Chinese character."""
    for match in _CORNERS.finditer(block.text):
        inside = match[match.lastindex or 0]
        if not re.search(r"[A-Za-z0-9]", inside) or _NEAR_HAN.search(inside):
            continue
        narrow = f"[{inside}]" if match["square"] else f"“{inside}”"
        message = f"Chinese brackets in English: '{match[0]}'"
        raw = block.raw[match.start() + 1 : match.end() - 1]
        hint = f"write '{narrow[0]}{raw}{narrow[-1]}'"
        yield Finding(block, match.start(), match.end(), "full-width-punctuation", message, hint)


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
