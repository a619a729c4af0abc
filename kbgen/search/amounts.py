"""Amounts in Chinese numerals, read as the figures that articles write: 三十五蚊 as 35蚊, 千二 as 1200, 2k as 2000.

Twin: theme/assets/search/amounts.js. Specification: index-format 5.8.
What is counted by other units (三十五件) is left to `numerals`, which knows no one writing as the one of articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from kbgen.search.constants import LEAST_AMOUNT, SHORTEST_NUMBER
from kbgen.search.numerals import UNITS, number_of
from kbgen.text.normalise import is_han
from kbgen.text.prices import CURRENCY_NAMES

_SAME = str.maketrans({"萬": "万", "兩": "二", "两": "二", "廿": "二十", "卅": "三十", "〇": "零"})
_FIGURES = "〇零一二三四五六七八九"
_NAMES = "|".join(name for name in CURRENCY_NAMES if is_han(name[0]))
_AMOUNT = re.compile(
    f"(?P<before>(?:{_NAMES}) ?)?"
    "(?P<number>(?<![a-z0-9.,])[0-9]+(?:\\.[0-9]{1,2})?k(?![a-z0-9])"
    f"|(?<![0-9.,])[0-9]+(?:\\.[0-9]+)? ?[百千万萬]|[{_FIGURES}十百千万萬两兩廿卅]+)"
    f"(?P<after> ?(?:{_NAMES})(?!旦)|[元圓圆](?![旦素件宵])|[蚊塊块]|文(?![件字本章檔档化學学藝艺書书稿義义明]))?"
)
_BEFORE = "第幾几數数好點点億亿之"
"""What stands before a number that is a place, a guess, or what follows a point."""
_AFTER = "半億亿點点幾几多餘余來来角毫"
"""What stands after an amount that is more than it."""
_COUNTED = (*UNITS, "小時", *"禮號週時個張項級樓層頁條節課組隊筆種類隻輛間冊歲場顆雙對")
"""Units, and the first characters of those in Traditional script: what they count is no amount."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a normalised query. start, end: of what is replaced. figures: what stands for it.

    typed: the number as typed with its unit, which articles may write so; empty where the name of its currency stands beside it.
    """

    start: int
    end: int
    figures: str
    typed: str


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a normalised query that are written in Chinese numerals (5.8)."""
    for match in _AMOUNT.finditer(text):
        start, end = match.span("number")
        unit = (match["after"] or "").strip()
        named = bool(match["before"]) or len(unit) > 1
        stop = end + len(match["after"] or "")
        before, after = text[max(0, start - 1) : start], text[stop:]
        if (before and before in _BEFORE and not match["before"]) or (after[:1] and (after[0] in _AFTER or after[0].isdecimal())):
            continue
        is_whole = not (before and is_han(before)) and not (after and is_han(after[0]))
        plain = match["number"].replace(" ", "").translate(_SAME)
        if named or unit:
            figures = _of_money(plain, is_sure=named or unit == "蚊" or after[:1] in {"錢", "钱"})
        else:
            figures = "" if after.startswith(_COUNTED) else _bare(plain, is_whole=is_whole)
        if figures:
            written = figures + "元" * (unit == "文")
            yield Amount(start, stop if unit == "文" else end, written, "" if named else match["number"] + unit)


def in_figures(text: str, is_held: Callable[[str], bool]) -> str:
    """Return a normalised query with its amounts in figures, but for those that articles write as they were typed."""
    parts, end = [], 0
    for amount in amounts(text):
        if not (amount.typed and is_held(amount.typed)):
            parts += [text[end : amount.start], amount.figures]
            end = amount.end
    return "".join((*parts, text[end:]))


def _of_money(plain: str, *, is_sure: bool) -> str:
    """Return the figures of a number with its currency; is_sure: nothing else is meant by one figure: 五蚊, not 三元里."""
    if len(plain) == 1 and plain in _FIGURES and not is_sure:
        return ""
    by_figure = len(plain) > 1 and all(char in _FIGURES for char in plain)  # 三五元 are three or five
    return "" if by_figure and len(plain) < SHORTEST_NUMBER else _figures(plain)


def _bare(plain: str, *, is_whole: bool) -> str:
    """Return the figures of a number without unit, where it is long or great enough to be nothing else."""
    if all(char in _FIGURES for char in plain):
        in_digits = "".join(str(max(0, _FIGURES.index(char) - 1)) for char in plain)
        return in_digits if is_whole and len(plain) >= SHORTEST_NUMBER else ""
    figures = _figures(plain)
    is_great = bool(figures) and int(figures) >= LEAST_AMOUNT
    return figures if is_great or (is_whole and len(plain) >= SHORTEST_NUMBER) else ""


def _figures(plain: str) -> str:
    """Return the figures of a number in characters, spoken short or not: 百二, 千八, 三百八; empty where it has none."""
    if mixed := re.fullmatch("([0-9]+)(?:\\.([0-9]{1,2}))?([百千万k])", plain):
        whole, fraction, unit = mixed.groups("")
        zeros = {"百": 2, "千": 3, "k": 3, "万": 4}[unit] - len(fraction)
        return (whole + fraction + "0" * zeros).lstrip("0")
    full = re.sub("^(?:([百千])(?=[一二三四五六七八九])|(万)(?=[二三四五六七八九]))", r"一\1\2", plain)  # 万一: just in case
    if two := re.search("([百千万])([一二三四五六七八九])([一二三四五六七八九])$", full):
        if _FIGURES.index(two[3]) == _FIGURES.index(two[2]) + 1:  # 千二三 is a guess
            return ""
        places = {"百": "十", "千": "百十", "万": "千百"}[two[1]]
        full = full[: two.start(2)] + "".join(map("".join, zip_longest(two.groups()[1:], places, fillvalue="")))
    full = re.sub("百([一二三四五六七八九])$", r"百\1十", full)
    full = re.sub("千([一二三四五六七八九])$", r"千\1百", full)
    full = re.sub("万([一二三四五六七八九])$", r"万\1千", full)
    number = number_of(full)
    return str(number) if number else ""
