"""One number in its writings: 20日 and 二十日, 2件, 二件 and 兩件, 2026年 and 二〇二六年.

Twin: theme/assets/search/numerals.js. Specification: index-format 5.7.
Characters are folded. A number counts only before a unit or after 第: in 一般, 統一 and 三星 it is part of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.search.constants import LONGEST_ALIAS, LONGEST_NUMBER

DIGITS = "零一二三四五六七八九"
TENS = ("", "十", "百", "千")
_UNITS = (
    "公里 公尺 公分 公斤 星期 礼拜 小时 分钟 日 号 月 年 天 周 秒 点 时 件 个 张 次 期 元 块 蚊 款 本 份 项 步 级 楼 层 页 人 位 "
    "条 套 箱 包 盒 折 倍 版 章 节 课 季 代 班 名 组 队 批 笔 种 类 只 支 台 辆 间 家 座 瓶 杯 卷 册 封 米 克 吋 寸 尺 呎 岁 晚 "
    "行 字 篇 集 场 桌 片 颗 粒 双 对 打 度"
)
UNITS = tuple(_UNITS.split(" "))
"""What is counted or measured with, the longer first."""
DAYS = {"日": "天", "天": "日"}
"""What days are counted by, written and spoken; after 月, 日 is a date."""
SOME = "几数好"
"""Before a number they make it a guess: 幾十件."""
DETERMINERS = "同任某每这那另唯统单"
"""Before 一 they make it no number: 同一支, 每一件."""
ADVERBS = frozenset(("一点", "一时"))
"""A little, for a moment."""
_NUMERAL = re.compile(f"(第?)([〇{DIGITS}十百千万两]+)({'|'.join(UNITS)})?")
_ASKED = re.compile(f"[几幾](?:{'|'.join(UNITS)})")
_FIGURE = "[一二三四五六七八九]"
_BELOW_TEN_THOUSAND = f"(?:({_FIGURE}|两)千)?(?:({_FIGURE}|两)百)?(?:({_FIGURE}?)(十))?({_FIGURE}?)"
_GROUPED = re.compile(f"(?:{_BELOW_TEN_THOUSAND}万)?{_BELOW_TEN_THOUSAND}")
_SHORTENED = re.compile("[百千万][一二三四五六七八九]$")


def number_of(text: str) -> int:
    """Return the number that characters write; 0 where they write none, or not one for certain: 一百五 (5.7.1)."""
    if text in {"两", "十"}:
        return 2 if text == "两" else 10
    if all(char in DIGITS or char == "〇" for char in text):
        digits = "".join(str(DIGITS.index("零" if char == "〇" else char)) for char in text)
        return 0 if digits.startswith("0") or len(digits) > LONGEST_NUMBER else int(digits)
    found = _GROUPED.fullmatch(re.sub("[〇零]", "", text))
    if _SHORTENED.search(text) or found is None:
        return 0
    groups = found.groups()
    high, low = _grouped(groups[:5]), _grouped(groups[5:])
    return 0 if "万" in text and not high else 10_000 * high + low


def _grouped(groups: tuple[str | None, ...]) -> int:
    thousands, hundreds, tens, ten, ones = groups
    return 1000 * _digit(thousands) + 100 * _digit(hundreds) + 10 * (_digit(tens or "一") if ten else 0) + _digit(ones)


def _digit(char: str | None) -> int:
    return 2 if char == "两" else DIGITS.index(char) if char else 0


def writings(number: int, unit: str) -> list[str]:
    """Return the ways to write a number before a unit, figures first (5.7.2)."""
    plain = characters(number)
    found = [str(number), plain]
    if plain == "二" or (plain[0] == "二" and plain[1] in "百千万"):
        found.append("两" + plain[1:])
    if unit.startswith("年") and 1000 <= number <= 9999:
        by_figure = "".join(DIGITS[int(figure)] for figure in str(number))
        found += list(dict.fromkeys((by_figure.replace("零", "〇"), by_figure)))
    return found


def characters(number: int) -> str:
    """Return a number above 0 in characters: 十五, 一百零五, 一万零二十."""
    high, low = divmod(number, 10_000)
    if not high:
        text = _below_ten_thousand(low)
        return text[1:] if 10 <= low <= 19 else text
    gap = "零" if 0 < low < 1000 else ""
    return f"{characters(high)}万{gap}{_below_ten_thousand(low)}"


def _below_ten_thousand(number: int) -> str:
    text = ""
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure:
            text += DIGITS[figure] + TENS[place]
        elif text and not text.endswith("零") and number % 10**place:
            text += "零"
    return text


def numerals(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the numbers of a folded Han run with 第 and unit, and each in its other writings, figures first (5.7)."""
    for match in _NUMERAL.finditer(text):
        source, (ordinal, written, unit) = match.group(), match.groups("")
        before = text[max(0, match.start() - 1) : match.start()]
        number = number_of(written) if (ordinal or unit) and len(source) <= LONGEST_ALIAS else 0
        if number and source not in ADVERBS and not (before and before in (SOME + DETERMINERS if written == "一" else SOME)):
            # Without a unit nothing would tell which of the figures in an article are meant.
            others = [ordinal + other + one for one in _units(unit, before) for other in writings(number, unit)]
            yield source, [other for other in others if other != source]


def _units(unit: str, before: str) -> list[str]:
    """Return the units that count as one, none without; before: what stands before the number."""
    return [one for one in (unit, "" if before.endswith("月") else DAYS.get(unit, "")) if one]


def asked_numbers(text: str) -> list[tuple[int, int]]:
    """Return where a folded Han run asks for a number: 几号, 几件."""
    return [match.span() for match in _ASKED.finditer(text)]


def in_characters(figures: str, before: str, after: str) -> list[str]:
    """Return a number in figures, between folded Han runs or nothing, in characters with 第 and unit; none without (5.7.3)."""
    ordinal = before[-1:] if before.endswith("第") else ""
    unit = next((unit for unit in UNITS if after.startswith(unit)), "")
    if not (ordinal or unit) or not re.fullmatch(f"[1-9][0-9]{{0,{LONGEST_NUMBER - 1}}}", figures):
        return []
    others = writings(int(figures), unit)[1:]
    return [ordinal + other + one for one in _units(unit, before) or [""] for other in others]
