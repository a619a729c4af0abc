"""Numbers as people write them in English and in Chinese → their value.

Chinese: 十二, 一百零五, 兩千三百, 三萬五千, 廿八, 二〇二六, 1.2 萬, 3 千.
English: twelve, twenty-five, one hundred and fifty, 1.2 million.
"""

from __future__ import annotations

import re

HAN_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一壹", "二兩两貳", "三叁", "四肆", "五伍", "六陸", "七柒", "八捌", "九玖"))
    for char in chars
}
_HAN_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HAN_LARGE = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8}
_HAN_TENS = {"廿": 20, "卅": 30}
HAN_NUMERAL = f"[{''.join(HAN_DIGITS)}{''.join(_HAN_SMALL)}{''.join(_HAN_LARGE)}{''.join(_HAN_TENS)}]"

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_ONES)} | {word: 10 * value for value, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORD = "|".join(sorted({*_WORDS, *_SCALES}, key=len, reverse=True))
_HUNDRED_AND = "(?:" + "|".join(f"(?<={scale})" for scale in _SCALES) + ")[ ]and[ ]"
"""Two hundred and ten is one number; between ten and twenty are two."""
NUMERAL_WORDS = " ".join(_WORDS)
"""With one of which each English numeral begins."""
ENGLISH_NUMERAL = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:(?:[ -]|{_HUNDRED_AND})(?:{_WORD})(?![a-z]))*"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = (
    r"[KM](?![A-Za-z0-9])|k(?![A-Za-z0-9])|\s?(?:[十百千][萬万億亿]|[千萬万億亿]"
    r"|thousand(?![a-z])|million(?![a-z])|billion(?![a-z]))"
)

_HAN_DECIMAL = re.compile(
    rf"(?<!{HAN_NUMERAL})(?P<whole>[零〇一二兩三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)點"
    r"(?P<part>[零〇一二三四五六七八九]{1,3})"
    r"(?=\s?(?:[公克斤磅升毫厘釐米吋寸呎英坪秒天倍折成元萬億噸里度%％]|小時|千克|個(?:小時|鐘|月|百分)|分鐘|平方|百萬|星|港元|美元))"
    rf"|(?<=[百千]分之)(?P<whole2>{HAN_NUMERAL}{{1,3}})點(?P<part2>[零〇一二三四五六七八九]{{1,3}})"
)
_SCALE_VALUES = {
    "k": 10**3, "m": 10**6, "千": 10**3, **_HAN_LARGE, **_SCALES,
    **{f"{small}{large}": _HAN_SMALL[small] * value for small in "十百千" for large, value in _HAN_LARGE.items()},
}  # fmt: skip
_DIGITS_AND_SCALE = re.compile(rf"({DIGITS})\s?(\D*)")


def read_number(text: str) -> float | None:
    """Return the value of a number in digits, Chinese or English words; None where it is none."""
    text = text.strip().lower()
    if match := _DIGITS_AND_SCALE.fullmatch(text):
        scale = _SCALE_VALUES.get(match[2].strip(), None if match[2].strip() else 1)
        return None if scale is None else round(float(match[1].replace(",", "")) * scale, 6)
    if (text and text[0] in HAN_DIGITS) or text[:1] in {*_HAN_SMALL, *_HAN_TENS}:
        return _read_han(text)
    return _read_english(text)


_TAELS = re.compile(
    r"(?<=[\d半一二三四五六七八九十百])兩(?![個隻\d一二三四五六七八九十百千萬億天日週周年月次件位人名張份款種晚])"
)


def plain_numbers(text: str) -> str:
    """Return a text with 七點五 as 7.5 where it is a number and no time, and 四兩, a weight, as 四両.

    The text keeps its length: 二十五點六 is 025.6.
    """

    def plain(match: re.Match[str]) -> str:
        whole, part = match["whole"] or match["whole2"], match["part"] or match["part2"]
        digits = "".join(str(HAN_DIGITS[char]) for char in part)
        return f"{read_number(whole) or 0:g}".zfill(len(whole)) + f".{digits}"

    text = _HAN_DECIMAL.sub(plain, text) if "點" in text else text
    return _TAELS.sub("両", text) if "兩" in text else text


def _read_han(text: str) -> float | None:
    """Read a Chinese number; a row of digits (二〇二六) is read digit by digit."""
    if len(text) > 1 and all(char in HAN_DIGITS for char in text):
        return float("".join(str(HAN_DIGITS[char]) for char in text))
    total = section = digit = last_unit = 0
    for char in text:
        if char in HAN_DIGITS:
            digit, last_unit = HAN_DIGITS[char], 0 if char in "零〇" else last_unit
        elif char in _HAN_TENS:
            section += _HAN_TENS[char]
        elif char in _HAN_SMALL:
            last_unit = _HAN_SMALL[char]
            section += (digit or 1) * last_unit
            digit = 0
        elif char in _HAN_LARGE:
            last_unit = _HAN_LARGE[char]
            total += (section + digit or 1) * last_unit
            section = digit = 0
        else:
            return None
    if digit and last_unit >= 100 and text[-2:-1] not in HAN_DIGITS:
        digit *= last_unit // 10  # 三百五 is 350, 兩萬五 is 25,000
    return float(total + section + digit)


_MOST = 10**15
"""What no article counts to: whoever writes *one hundred and one hundred and …* writes no number."""


def _read_english(text: str) -> float | None:
    total = section = 0
    for word in re.split(r"[\s-]+", text):
        if word in _WORDS:
            section += _WORDS[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _SCALES:
            total += (section or 1) * _SCALES[word]
            section = 0
        elif word != "and":
            return None
        if section + total > _MOST:
            return None
    return float(total + section)
