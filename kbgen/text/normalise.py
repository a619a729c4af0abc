"""Bring text to the one form that index and queries share.

Twin: theme/assets/search/normalise.js. Specification: index-format 2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Script = Literal["latn", "hani"]

# Inclusive code-point ranges (index-format 2.3). Everything else separates words.
HAN_RANGES = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_FIRST_HAN = HAN_RANGES[0][0]
WORD_RANGES = (
    (0x30, 0x39),  # 0-9
    (0x61, 0x7A),  # a-z
    (0xDF, 0xF6),  # Latin-1
    (0xF8, 0x24F),  # Latin Extended-A, -B
    (0x370, 0x3FF),  # Greek
    (0x400, 0x52F),  # Cyrillic
    (0x3041, 0x3096),  # Hiragana
    (0x30A1, 0x30FA),  # Katakana
    (0x30FC, 0x30FC),  # Katakana length mark
    (0x3105, 0x312F),  # Bopomofo
    (0xAC00, 0xD7A3),  # Hangul
)
RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""What looks like the ideograph but is a radical of U+2E80 to 2EFF, as PDFs have it (Unicode's EquivalentUnifiedIdeograph)."""
APOSTROPHES = "'\u2019\u02bc"
MARKS = "\u00b4`\u2032\u2035"
"""What people type for an apostrophe; NFKC would make blanks and accents of them (index-format 2.2)."""
SPELT: Mapping[str, str] = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ß": "ss",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    **dict(zip(RADICALS, IDEOGRAPHS, strict=True)),
}
"""Characters that people type in another way (index-format 2.2): œuvre as oeuvre, Đà Lạt as da lat."""
JOINERS = "-_\u2010\u2011"
"""Between two words without white space these make a compound, which is also indexed joined: e-mail, e + mail + email.
A full stop joins digits only: 2.4.1."""


def _character_class(ranges: tuple[tuple[int, int], ...]) -> str:
    return "[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges) + "]"


_SPELT = re.compile(f"[{re.escape(''.join(SPELT))}]")
_MARKS = re.compile(f"[{re.escape(MARKS)}]")
"""Looked for by patterns: a table of `str.translate` is asked for every character, at ten times the cost."""
HAN = _character_class(HAN_RANGES)
"""A Chinese ideograph, in a regular expression."""
_WORD, _MARK = _character_class(WORD_RANGES), f"[{APOSTROPHES}]"
_WORD_RUN = rf"(?:[a-z]\#(?!{_WORD})|{_WORD}+(?:{_MARK}{_WORD}+)*(?:\+\+(?!{_WORD}))?)"
_RUN = re.compile(f"({HAN}+)|{_WORD_RUN}")
_HAN_RUN = re.compile(f"{HAN}+")
_CHAIN = re.compile(f"{_WORD_RUN}(?:(?:[{JOINERS}]|(?<=[0-9])\\.(?=[0-9])){_WORD_RUN})*")
_APOSTROPHE = re.compile(_MARK)
_DROPPED = re.compile(
    "[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Accents, variation selectors, characters nobody sees (index-format 2.2)."""
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_NO_CENTS = re.compile(r"(?<![0-9.])([0-9]+)\.00(?![0-9]|\.[0-9])")
_DOTTED = re.compile(rf"[a-z](?<!{_WORD}[a-z])(?:\.[a-z])+(?!{_WORD})")
_VERSION = re.compile(rf"v(?<!{_WORD}v)(?=[0-9]+\.[0-9])")
"""What stands before the first letter is looked at behind it, so that a search leaps from one letter to the next."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one script.

    text: folded, with as many code points as before. script: latn or hani.
    glued: no character stood between this run and the one before it, or only one of JOINERS, or a full stop between digits.
    dotted: it was that full stop.
    """

    text: str
    script: Script
    glued: bool
    dotted: bool = False


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese ideograph (index-format 2.3)."""
    code = ord(char)
    if code < _FIRST_HAN or 0x4E00 <= code <= 0x9FFF:  # nearly all there are: a build asks millions of times
        return code >= _FIRST_HAN
    return any(low <= code <= high for low, high in HAN_RANGES)


def is_word(char: str) -> bool:
    """Tell whether a normalised character is part of an alphabetic word or number (index-format 2.3)."""
    code = ord(char)
    return any(low <= code <= high for low, high in WORD_RANGES)


def normalise(text: str) -> str:
    """Bring letters, marks and numbers to one form, and drop what nobody sees; keep the order (index-format 2.2 and 2.2.1)."""
    if text.isascii():
        return _one_number(text.lower().replace("`", "'"))
    lower = _SPELT.sub(lambda match: SPELT[match[0]], unicodedata.normalize("NFKC", _MARKS.sub("'", text)).lower())
    return _one_number(unicodedata.normalize("NFC", _DROPPED.sub("", unicodedata.normalize("NFD", lower))))


def _one_number(text: str) -> str:
    """Drop what numbers and abbreviations are written with or without: 8,400, 35.00, P.O.D., v3.1 (index-format 2.2.1)."""
    text = _THOUSANDS.sub("", text) if "," in text else text
    if "." not in text:
        return text
    text = _NO_CENTS.sub(r"\1", text) if ".00" in text else text
    return _VERSION.sub("", _DOTTED.sub(lambda match: match.group().replace(".", ""), text))


def split_runs(text: str, fold: Mapping[int, str]) -> list[Run]:
    """Split normalised text into runs of one script (index-format 2.4).

    fold: code points of Han variants to the one form of the index, such as 裏 → 里.
    A digit next to a letter stays in the letter's run; an apostrophe inside a word is dropped.
    """
    runs = []
    end = -1
    for match in _RUN.finditer(text):
        start = match.start()
        between = text[end:start] if end >= 0 else "  "
        dotted = between == "." and _between_digits(text, start - 1)
        glued = not between or dotted or (len(between) == 1 and between in JOINERS)
        found = match.group()
        if match.lastindex:
            runs.append(Run(found.translate(fold), "hani", glued))
        else:
            word = _APOSTROPHE.sub("", found)
            runs.append(Run(word, "latn", glued, dotted))
        end = match.end()
    return runs


def han_runs(text: str) -> list[str]:
    """Return the Han runs of a normalised text, not folded."""
    return _HAN_RUN.findall(text)


def word_chains(text: str) -> list[str]:
    """Return the chains of a normalised text: alphabetic runs, those glued to one another together."""
    return _CHAIN.findall(text)


def _between_digits(text: str, position: int) -> bool:
    return "0" <= text[position - 1] <= "9" and "0" <= text[position + 1] <= "9"


def word_parts(word: str) -> list[str]:
    """Split a word where letters meet digits: `acsd45488` → acsd, 45488; a word of one kind is returned alone."""
    parts: list[str] = []
    for char in word:
        if parts and ("0" <= char <= "9") == ("0" <= parts[-1][-1] <= "9"):
            parts[-1] += char
        else:
            parts.append(char)
    return parts
