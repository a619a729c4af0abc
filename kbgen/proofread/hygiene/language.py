"""Text in the language of the other folder: whole pages, and paragraphs of a page that otherwise is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kbgen.model import OTHER, Language
from kbgen.proofread.hygiene.finding import Finding, Sheet, unquoted
from kbgen.proofread.hygiene.third_language import third_language
from kbgen.proofread.prose import MASK, Block
from kbgen.text.normalise import HAN_RANGES

PAGE_LEAST = 20
"""English words, or Chinese characters, below which a page is too short to tell."""
_BEGINNING = 200
"""Characters of a page that mostly tell that it is Chinese."""
PARAGRAPH_LEAST = {"en": 10, "zh-hant": 8}
"""Likewise of a paragraph in the folder of the other language: Chinese characters below en/, English words below zh-hant/."""
_ENGLISH = (
    "the a an of to and in is are for your you on with that this it or by from be can will if as when not have has at we our"
)
FUNCTION_WORDS = frozenset(_ENGLISH.split())
"""Those that English sentences are made of."""
_LEAST_FUNCTION_WORDS = 2
"""Of an English sentence; a row of names of products has none."""

_HAN = re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in HAN_RANGES) + "]+")
_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z’']*")


def wrong_language(sheet: Sheet) -> Iterator[Finding]:
    """Report a page or paragraph in the language of the other folder."""
    if page_language(sheet.blocks, sheet.language) != sheet.language:
        block = sheet.blocks[0]
        found, wanted = _NAMES[OTHER[sheet.language]], _NAMES[sheet.language]
        message = f"the page is in {found}, in the folder of {wanted} articles; it is shown as not translated yet"
        hint = f"translate it, or move it to the folder of {found} articles"
        yield Finding(block, 0, len(block.text), "wrong-language", message, hint)
        return
    for block in sheet.blocks:
        if is_foreign(block, sheet.language):
            found = _NAMES[OTHER[sheet.language]]
            message = f"a paragraph in {found}: '{' '.join(block.raw.split())[:60]}'"
            yield Finding(block, 0, len(block.text), "wrong-language", message, "translate it, or put it in quotes or code")
        elif found := third_language(block):
            message = f"a paragraph in {found}: '{' '.join(block.raw.split())[:60]}'"
            yield Finding(block, 0, len(block.text), "wrong-language", message, "translate it, or put it in quotes or code")


_NO_PROSE = re.compile(r"[{}$]|=>|^\W*(?P<mark>[*_]{1,2})(?!\s)[^*_\n]+(?P=mark)\W*$")
"""A query or program without fences; what a program says, in italics."""
_LINKED = re.compile(rf"\[[^\[\]\n]*\](?={MASK})")
_NAMES = {"en": "English", "zh-hant": "Chinese"}


def page_language(blocks: Sequence[Block], folder: Language) -> Language:
    """Return the language of an article: that of its folder, unless nearly all of its prose is in the other one."""
    prose = [unquoted(block.text) for block in blocks]
    han = sum(map(_han_characters, prose))
    if folder == "en" and han < PAGE_LEAST:
        return folder
    words = sum(len(_WORD.findall(text)) for text in prose)
    if folder == "zh-hant":
        english = words >= PAGE_LEAST and han * 5 < words and sum(map(function_words, prose)) * 8 >= words
        return "en" if english else folder
    return "zh-hant" if words * 4 < han else folder


def may_be_foreign(body: str, folder: Language) -> bool:
    """Tell whether it is worth to look closer: whether a body as written has as much of the other language as it would need.

    Of most bodies that is plain before anything is looked for: no Han character is one of ASCII, and every word begins with one.
    """
    ascii_characters = len(body.encode("ascii", "ignore"))
    if folder == "en":
        return len(body) - ascii_characters >= PAGE_LEAST and _han_characters(body) >= PAGE_LEAST
    if _han_characters(body[:_BEGINNING]) * 5 >= ascii_characters:
        return False
    han = _han_characters(body)
    return han * 5 < ascii_characters and han * 5 < len(_WORD.findall(body))


def is_foreign(block: Block, folder: Language) -> bool:
    """Tell whether a paragraph is prose of the other language."""
    if folder == "en" and block.text.isascii():
        return False
    text = _LINKED.sub("", unquoted(block.text))  # the title of a page that is linked stays as it is
    if folder == "en":
        han = _han_characters(text)
        return han >= PARAGRAPH_LEAST["en"] and len(_WORD.findall(text)) * 4 < han
    if _HAN.search(text) or _NO_PROSE.search(block.text):
        return False
    return len(_WORD.findall(text)) >= PARAGRAPH_LEAST["zh-hant"] and function_words(text) >= _LEAST_FUNCTION_WORDS


def _han_characters(text: str) -> int:
    return 0 if text.isascii() else sum(map(len, _HAN.findall(text)))


def function_words(text: str) -> int:
    """Return how many words of a text are those that hold English sentences together."""
    return sum(word.lower() in FUNCTION_WORDS for word in _WORD.findall(text))
