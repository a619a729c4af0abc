"""Simplified characters in Traditional text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kbgen.proofread.hygiene.finding import Finding, Sheet, unquoted
from kbgen.proofread.prose import MASK, Block
from kbgen.text.normalise import is_han
from kbgen.text.tables import fold_table

PAGE_SHARE = 0.08
"""Of the Chinese characters of a page that are Simplified only, from which the page is Simplified; plain Simplified has 0.25."""
PAGE_LEAST = 10
_MOST_NAMED = 8

_BOTH = (
    "抛着户温强却冲叠晋携恒韵咏猫奥脚届减凉况决厨厢厦厩灾碱众兹踪虬叁吓亘兖衮群峰床谘馀锺里台后只干云余几范杰岳伙郁累游"
    "咸系复并才布疱疴糍葱揾祢"
)
"""Other shapes of one character, which people in Hong Kong and Taiwan write too."""


@cache
def simplified_only() -> dict[str, str]:
    """Return each character that only Simplified text has → its Traditional forms."""
    found: dict[str, str] = {}
    for variant, folded in fold_table().items():
        if folded not in _BOTH and _encodes(folded, "gb2312") and not _encodes(folded, "big5") and _encodes(variant, "big5"):
            found[folded] = found.get(folded, "") + variant
    return found


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


_OWN_NAME = re.compile(r"简体(?:中文|版)?|[中汉][文语][ ]?[(（][ ]?(?:简体|中国)[ ]?[)）]|中文简体|简中")
"""What Simplified Chinese calls itself, as lists of languages have it."""


def wrong_script(sheet: Sheet) -> Iterator[Finding]:
    """Report a page in Simplified characters, or the single characters of a Traditional one; quoted ones are left alone."""
    if not sheet.chinese:
        return
    if is_simplified(sheet.blocks):
        block = sheet.blocks[0]
        message = "the page is in Simplified characters; it is shown as not translated yet"
        yield Finding(block, 0, len(block.text), "wrong-script", message, "write it in Traditional characters")
        return
    known = simplified_only()
    for block in sheet.blocks:
        if not _simplified().search(block.text):
            continue
        text = _OWN_NAME.sub(lambda match: MASK * len(match[0]), unquoted(block.text))
        chars = list(dict.fromkeys(_simplified().findall(text)))
        if chars:
            start = text.index(chars[0])
            named = ", ".join(f"{char} ({known[char]})" for char in chars[:_MOST_NAMED])
            message = f"Simplified characters: {named}"
            yield Finding(block, start, start + 1, "wrong-script", message, "write the Traditional ones")


def has_simplified(text: str) -> bool:
    """Tell whether it is worth to look closer."""
    return len(_simplified().findall(text)) >= PAGE_LEAST


def is_simplified(blocks: Sequence[Block]) -> bool:
    """Tell whether a page is written in Simplified characters."""
    text = "".join(block.text for block in blocks)
    simplified = len(_simplified().findall(text))
    return simplified >= PAGE_LEAST and simplified >= sum(map(is_han, text)) * PAGE_SHARE


@cache
def _simplified() -> re.Pattern[str]:
    return re.compile(f"[{''.join(simplified_only())}]")
