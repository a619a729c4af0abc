"""What programs leave behind: readings of characters, text decoded as something else, converters that chose wrongly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from kbgen.proofread.cued import Cued
from kbgen.proofread.hygiene.finding import Finding, Sheet, excerpt, unquoted
from kbgen.proofread.hygiene.script import is_simplified
from kbgen.proofread.prose import MASK, Block
from kbgen.text.tables import character_features, converted_words, fold_table, unconverted_words

_READING = re.compile(r"(?<=[\u4e00-\u9fff])\s?[（(]([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü1-5\s'·-]{1,60})[)）]")
_TONE = re.compile("[\u0304\u0301\u030c\u0300]")
_SYLLABLE = re.compile(r"[\s'·-]+")

_MISREAD = re.compile("[ÂÃÄÅÆÇÈÉÊËÌÍÎÏâãäåæçèéêëìíîï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
_BROKEN = Cued(
    rf"\ufffd+|锟斤拷|錕斤拷|烫烫烫|屯屯屯|(?<={MASK})(?:amp|nbsp|lt|gt|quot|#\d+);"  # `&amp;` is masked
    r"|(?<=[a-z0-9\u4e00-\u9fff。，])[ÂÃ](?![A-Za-zÀ-ÿ\u0080-\u00bf])",  # its blank that does not break is gone
    characters="\ufffd锟錕烫屯;ÂÃ",
)


def pinyin_residue(sheet: Sheet) -> Iterator[Finding]:
    """Report the reading of a character in brackets behind it, as 響應(yīng) has it."""
    if not sheet.chinese:
        return
    for block in sheet.blocks:
        for match in _READING.finditer(block.text):
            if _reads(block.text[: match.start()], match[1]):
                shown = excerpt(block.text, match.start(), match.end(), 2)
                yield Finding(
                    block, match.start(), match.end(), "pinyin-residue", f"a reading in brackets: '{shown}'", "remove it"
                )


def _reads(before: str, written: str) -> bool:
    """Tell whether the last characters before the bracket are read so; without tones only the last one counts."""
    syllables = [syllable for syllable in _SYLLABLE.split(written) if syllable]
    plain = ["".join(_letters(syllable)) for syllable in syllables]
    if not plain or not all(plain):
        return False
    toned = any(_TONE.search(unicodedata.normalize("NFD", syllable)) for syllable in syllables) or written[-1:].isdigit()
    if not toned and len(plain) > 1:
        return False
    if all(syllable in _syllables() for syllable in plain) and toned:
        return len(plain) <= len(before)
    return (len(plain) == 1 and plain[0] in _readings(before[-1:])) or (toned and _runs_of_syllables(plain))


def _letters(syllable: str) -> Iterator[str]:
    for char in unicodedata.normalize("NFD", syllable):
        if char == "\u0308":
            yield "\u0308"
        elif char.isascii() and char.isalpha():
            yield char


def _readings(char: str) -> tuple[str, ...]:
    known = character_features().get(fold_table().get(char, char))
    return known.pinyin if known else ()


@cache
def _syllables() -> frozenset[str]:
    return frozenset(reading for features in character_features().values() for reading in features.pinyin)


def _runs_of_syllables(words: list[str]) -> bool:
    return all(_splits(word) for word in words)


def _splits(word: str) -> bool:
    """Tell whether a word is nothing but syllables: xiangying."""
    return not word or any(word[:size] in _syllables() and _splits(word[size:]) for size in range(1, min(len(word), 6) + 1))


def mojibake(sheet: Sheet) -> Iterator[Finding]:
    """Report text that was decoded as something else, and the marks that stand where letters are lost."""
    for block in sheet.blocks:
        for match in _BROKEN.finditer(block.text):
            if match[0][-1] == ";" and not block.raw.startswith("&amp;", match.start() - 5):
                continue  # `&#x26;amp;` in a list of such names
            message = f"broken characters: '{excerpt(block.text, match.start(), match.end())}'"
            yield Finding(block, match.start(), match.end(), "mojibake", message, "write again what stood there")
        for match in _MISREAD.finditer(block.text):
            if meant := _decoded(match[0]):
                yield _misread(block, match, meant)
        if sheet.chinese:
            for match in _misread_han().finditer(block.text):
                if meant := _decoded_han(match[0]):
                    yield _misread(block, match, meant)


def _misread(block: Block, match: re.Match[str], meant: str) -> Finding:
    message = f"'{match[0]}' is '{meant}' read in a wrong encoding"
    return Finding(block, match.start(), match.end(), "mojibake", message, f"write '{meant}'", meant)


@cache
def _misread_han() -> re.Pattern[str]:
    """Return a pattern of what UTF-8 of Chinese looks like when it is read as GBK: 浣犲ソ was 你好.

    Of three characters the first holds a lead byte in front, the second one behind, the third none.
    """
    lead, trail = range(0xE4, 0xEA), range(0x80, 0xC0)
    first, second, third = (_gbk(one, two) for one, two in ((lead, trail), (trail, lead), (trail, trail)))
    return re.compile(f"(?:[{first}][{second}][{third}]|[{first}]€)+(?:[{first}][{second}]?)?")


def _gbk(leads: range, trails: range) -> str:
    pairs = (bytes((lead, trail)).decode("gbk", "ignore") for lead in leads for trail in trails)
    return "".join(char for char in pairs if len(char) == 1 and char > "\u2e80")


def _decoded_han(text: str) -> str:
    """Return what was meant, as far as its bytes are there; empty where these are ordinary Chinese characters."""
    if all(_is_big5(char) for char in text):
        return ""
    written = b"".join(b"\x80" if char == "€" else char.encode("gbk") for char in text)
    meant = written.decode("utf-8", "ignore")
    return meant if len(meant) >= 2 and all(_is_big5(char) for char in meant) else ""


def _is_big5(char: str) -> bool:
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def _decoded(text: str) -> str:
    """Return what was meant: bytes of UTF-8 that were read as Windows-1252; empty where these are none."""
    for _ in range(2):
        try:
            meant = b"".join(_byte(char) for char in text).decode()
        except (UnicodeDecodeError, UnicodeEncodeError):
            return ""
        if meant.isprintable() or meant in "\u00a0\u2002\u2003\u2009\u200b\u202f\u3000\ufeff":
            return "" if len(meant) >= len(text) else meant
    return ""


def _byte(char: str) -> bytes:
    return bytes([ord(char)]) if ord(char) < 0x100 else char.encode("cp1252")


@cache
def _converted() -> Cued:
    words = "|".join(sorted(converted_words(), key=lambda word: (-len(word), word)))
    innocent = "|".join(sorted(unconverted_words(), key=lambda word: (-len(word), word)))
    followed = "[包粉條店類食團皮造作品一籌面冊口]"  # 全麵包, 關係統一, 手錶示範
    wrong = "".join(
        char for word, right in converted_words().items() for char, meant in zip(word, right, strict=True) if char != meant
    )
    return Cued(f"(?:{innocent})|(?<![手腕鐘管整備])(?P<word>{words})(?!{followed})", characters=wrong)


def converted_text(sheet: Sheet) -> Iterator[Finding]:
    """Report words in which a converter chose the wrong Traditional character, or none; a Simplified page is another matter."""
    if not sheet.chinese or is_simplified(sheet.blocks):
        return
    for block in sheet.blocks:
        for match in _converted().finditer(unquoted(block.text)):
            if not match["word"]:
                continue
            right = converted_words()[match[0]]
            message = f"'{match[0]}' looks like converted text"
            yield Finding(block, match.start(), match.end(), "converted-text", message, f"write '{right}'", right)
