"""Numbers with what they count: prices, percentages and 折, durations, sizes, and bare numbers; ranges are their two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from kbgen.proofread.cued import DIGIT, Cued
from kbgen.proofread.facts.answers import read_answers
from kbgen.proofread.facts.durations import read_durations
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.fractions import read_fractions
from kbgen.proofread.facts.numerals import DIGITS, ENGLISH_NUMERAL, HAN_DIGITS, HAN_NUMERAL, NUMERAL_WORDS, SCALE, read_number
from kbgen.proofread.facts.units import CODES, TIMES, Unit, currency_after, currency_before, unit_at
from kbgen.proofread.prose import MASK

_NO_LETTER = rf"(?:(?<![A-Za-z0-9_.])|(?<=(?<![A-Za-z0-9_.])(?:{'|'.join(CODES)})))"
"""Before a number: NTD80 is a price."""
_DIGIT_NUMBER = rf"{_NO_LETTER}(?<!\d:)(?<![A-Za-z][-/])(?:{DIGITS})(?:{SCALE})?(?![\d_]|\.\d)"
MEASURED_WORDS = (
    "second|minute|hour|day|week|fortnight|month|year|night|kilo(?:gram|met(?:re|er))?|lit(?:re|er)|met(?:re|er)|mile|gallon"
    "|tonne|ton|inch|pound|ounce|catty|tael"
)
"""What half of, or *a*, is a measure: half a kilo, a month."""
_MEASURE = rf"[ -](?:{MEASURED_WORDS})(?![a-z])"
_MIXED_NUMBER = rf"{_NO_LETTER}(?<![\d:/,])\d{{1,3}} [1-7]/[2348](?![\d/.])"
_ENGLISH = Cued(
    r"(?=[\d½¼¾aefhnostz])"  # with which each of the ways begins; most places are so left at once
    rf"(?:{_MIXED_NUMBER}|{_DIGIT_NUMBER}|(?<![A-Za-z-])(?:{ENGLISH_NUMERAL}|(?:half[ -]a|a)[ -]dozen"
    rf"|(?<!and a )(?<!and )half(?:[ -]an?)?(?={_MEASURE})|once|twice"
    rf"|an?(?={_MEASURE}(?! of (?:the|each|every) (?:week|month|year))))(?![A-Za-z])"
    r"|(?<![\w.])[½¼¾])",
    re.IGNORECASE,
    characters="½¼¾",
    words=f"{DIGIT} {NUMERAL_WORDS} dozen once twice second minute hour day week fortnight month year night kilo kilogram"
    " kilometre kilometer litre liter metre meter mile gallon tonne ton inch pound ounce catty tael",
)
_HAN_MEASURE = (
    "(?:個?(?:小時|鐘|月|星期|禮拜)|日(?!本)|天|年|公斤|千克|斤|公升|升|磅|打(?!開)"
    "|公里|英里|哩|米(?!高)|公尺|呎|吋|坪|噸|公噸|加侖|両)"
)
_CHINESE = re.compile(
    rf"{_MIXED_NUMBER}|{_DIGIT_NUMBER}|{HAN_NUMERAL}+|半(?=\s?{_HAN_MEASURE})"
    rf"|(?<!{HAN_NUMERAL})(?<![\d個])(?<!\d\s)個半(?=小時|鐘|月|星期|禮拜)|[½¼¾]"
)
_NO_NUMBER = re.compile(
    r"[數数幾上][十百千萬]+|第[三一二]方|萬[一用全能事]|千[萬里]不|百[分貨科度葉]|(?<![每滿得獲賺送扣減加達儲])(?<![每滿得獲賺送扣減加達儲].)(?:[一-九]?十)分(?!鐘|鍾|[內後])|十[足字全]|一[些般直定樣致旦切併起邊律向再共同經方律眼般]|"
    r"三[藩明文]|四[周處方面川]|五[金官]|八達通|九龍|七(?:十一|-)|二維|一[定律]|統一|唯一|單一|之一|萬聖|千兆|千里|十進|三角|兩[者側旁難邊]|億達"
)
_ALWAYS = Cued(
    r"24\s?(?:小時)?\s?[/x×]\s?7(?:\s?[/x×]\s?365)?(?!\d)|(?:24|twenty[ -]four)[\s-]?hours? a day"
    r"|around the clock|round[ -]the[ -]clock|(?:24|二十四)\s?小時全天候|全天候",
    re.IGNORECASE,
    characters="4候",
    words="twenty clo*",
)
_COUNTED = (
    "個號项項次張种種份件位步名人間部台臺條款本頁筆級組套枚行列欄字類家區塊封隻支包盒箱幅層輪"
    "題瓶罐杯碗袋雙顆粒桶輛棟堂節課章集站批排座席屆晚夜歲"
)
_OVER = {"過", "逾", "近", "破", "超"}
_TO = re.compile(r"\s*(?:[-–—~～]|至|到|或|\bto\b|\bor\b|\band\b)\s*")
_SCALED = re.compile(rf"(?P<count>.+?)(?:{SCALE})", re.IGNORECASE)
_BY = re.compile(r"\s*[x×*]\s*", re.IGNORECASE)
_TIMES = {"once": 1, "twice": 2}
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_DOZEN = re.compile(r"\s?打(?![開出入電擊包印破勾叉字工算架折理掃])")
_ENGLISH_DOZEN = re.compile(r"[ -]dozen(?![A-Za-z])", re.IGNORECASE)
_HALF_MORE = re.compile("半(?![價年月日天夜路公小個途數截場生熟透島點票])|(?<=米)[一二三四五六七八九](?=[，。、；）高的]|$)")
_SMALL_CHANGE = re.compile(rf"\s?(?:(?P<tenth>\d|{HAN_NUMERAL})\s?[角毫]子?(?:(?P<hundredth>\d|{HAN_NUMERAL})[分仙])?|半(?!價))")
_CENTS = re.compile(
    r"\s?(?:(?P<hundredth>cents?(?![A-Za-z])|¢|仙(?=[。，、；）/]|$))|(?:毫(?![米克升秒安無不])子?|角(?=[。，、；）錢子/起以]|$)))"
)
"""Parts of a dollar: 50 cents, 五毫, 五角."""
_LETTERS = re.compile("[A-Za-z]{1,5}(?![A-Za-z0-9])")
_HALF_OFF = Cued(r"半價|(?<![A-Za-z])half[ -]price", re.IGNORECASE, characters="半", words="half")
_OFF = re.compile(
    r"[\s-]*(?:(?:is |are )?(?:taken |knocked )?off\b|cheaper|less\b|lower\b"
    r"|(?:(?!(?:of|and|or|with|without|after)\b)[\w-]+ ){0,2}"
    r"(?:discount|reduction|rebate|saving|markdown|price[ -](?:cut|drop)))",
    re.IGNORECASE,
)
_DISCOUNT = re.compile(
    r"\b(?:discount(?:s|ed)?|sav(?:e|es|ed|ings?)|reduc(?:e|es|ed|ing|tion)|rebate|markdown|minus|less|deduct(?:s|ed)?|cheaper|lower"
    r"|cuts?|drop(?:s|ped)?)(?: (?:of|by|is|are|up to|as much as|rate|you|another|(?:prices?|fees?|costs?) by))*:?\s*\(?$",
    re.IGNORECASE,
)
_FOLD = re.compile(r"\s?折(?![扣頁疊叠線角衷舊合邊痕返損磨本式]|起來)")
_TENTHS = re.compile(r"\s?成(?![為功員本果立長交品人份就都])(?P<more>半(?!價)|[一二三四五六七八九](?=[^成個間件名位折]|$))?")
"""三成五 is 35 %."""
_AND_A_HALF = re.compile(r"(?: [a-z]+)? and a half", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![A-Za-z])")
_THIRD_PARTY = re.compile(r"rd[- ]part(?:y|ies)")


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    start: int
    end: int
    digits: bool
    counted: bool = False
    """Whether it holds what it counts in: a dozen, 一打."""


def read_amounts(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield the numbers of a text. Dates, times and codes must be masked before."""
    for fact in chain(read_durations(text, chinese=chinese), read_fractions(text)):
        yield fact
        text = text[: fact.start] + MASK * (fact.end - fact.start) + text[fact.end :]
    for match in _ALWAYS.finditer(text):
        yield Fact("time", "seconds", 86400.0, match[0], match.start(), match.end(), plain=24.0, sure=False, coded=True)
    numbers = list(_numbers(text, chinese=chinese))
    for match in _HALF_OFF.finditer(text):
        yield Fact("number", "percent", 50.0, match[0], match.start(), match.end())
    yield from read_answers(text)
    at = 0
    while at < len(numbers):
        group = [numbers[at]]
        while at + 1 < len(numbers) and _joined(text, group[-1], numbers[at + 1]):
            at += 1
            group.append(numbers[at])
        at += 1
        yield from _facts(text, _scaled(text, group), chinese=chinese)


def _scaled(text: str, group: list[_Number]) -> list[_Number]:
    """Return a range as its end counts it: 2 至 3 千 is 2,000 to 3,000, and 10 至 200 千瓦 begins at 10 千瓦."""
    last = group[-1]
    match = _SCALED.fullmatch(text, last.start, last.end)
    if len(group) == 1 or not match or not _TO.fullmatch(text, group[-2].end, last.start):
        return group
    counted = read_number(match["count"])
    if not counted:
        return group
    scale = last.value / counted
    return [replace(number, value=number.value * scale) if number.value < counted else number for number in group]


def _numbers(text: str, *, chinese: bool) -> Iterator[_Number]:
    found = list((_CHINESE if chinese else _ENGLISH).finditer(text))
    if not found:
        return
    idioms = [(match.start(), match.end()) for match in _NO_NUMBER.finditer(text)] if chinese else []
    idioms += [(match.start(), match.end()) for match in _ALWAYS.finditer(text)] if "24" in text else []
    for match in found:
        word = match[0].lower()
        start, end = match.span()
        digits = word[0].isdecimal()
        if word[-1] in _GLYPHS:
            yield _Number(_GLYPHS[word[-1]], start, end, digits=True)
            continue
        if "/" in word:
            whole, above, below = map(int, re.split("[ /]", word))
            yield _Number(whole + above / below, start, end, digits=True)
            continue
        if word[0] in "萬億" and text[start - 1 : start] in _OVER:
            match_value = read_number(f"一{word}")
            yield _Number(match_value or 0, start, end, digits=False)
            continue
        if word.endswith("dozen"):
            yield _Number(6 if word.startswith("half") else 12, start, end, digits=False, counted=True)
            continue
        if text[start - 1 : start] in {"元", "圓", "蚊"} and text[end : end + 1] in {"角", "毫"}:
            continue  # 一元五角 is one price
        if any(begin < end and start < stop for begin, stop in idioms):
            continue
        if word in {"a", "an"}:
            yield _Number(1.5 if _AND_A_HALF.match(text, end) else 1, start, end, digits=False)
        elif word == "半" or word.startswith("half"):
            dozen = _DOZEN.match(text, end)
            yield _Number(6 if dozen else 0.5, start, dozen.end() if dozen else end, digits=False, counted=bool(dozen))
        elif word == "個半":
            yield _Number(1.5, start, end, digits=False)
        elif word in _TIMES:
            yield _Number(_TIMES[word], start, end, digits=False)
        elif chinese and not digits and len(word) == 2 and _neighbours(word):
            yield _Number(HAN_DIGITS[word[0]], start, start + 1, digits=False)
            yield _Number(HAN_DIGITS[word[1]], start + 1, end, digits=False)
        elif (value := read_number(match[0])) is not None:
            half = text[end : end + 2] == "個半" if chinese else _AND_A_HALF.match(text, end)
            glyph = _GLYPHS.get(text[end : end + 1], 0.0)
            dozen = (_DOZEN if chinese else _ENGLISH_DOZEN).match(text, end)
            value = value * 12 if dozen else value + glyph + (0.5 if half else 0)
            end = dozen.end() if dozen else end + bool(glyph)
            if not chinese and text.startswith(" and a half", end):
                end += len(" and a half")  # two and a half hours
            yield _Number(value, start, end, digits=digits, counted=bool(dozen))


def _neighbours(word: str) -> bool:
    """Tell 兩三天, two or three days, from a row of digits."""
    return all(char in HAN_DIGITS for char in word) and HAN_DIGITS[word[1]] - HAN_DIGITS[word[0]] == 1


def _joined(text: str, one: _Number, two: _Number) -> bool:
    if two.start == one.end:
        return not one.digits
    between = text[one.end : two.start]
    return len(between) < 12 and bool(
        _TO.fullmatch(between) or _BY.fullmatch(between) or _TO.fullmatch(_same_currency(text, one, between))
    )


def _same_currency(text: str, one: _Number, between: str) -> str:
    """Return what stands between HK$100 and HK$200 without the second currency, where it is the first again."""
    first = currency_before(text, one.start)
    return between.removesuffix(text[first[1] : one.start]) if first else between


def _facts(text: str, group: list[_Number], *, chinese: bool) -> Iterator[Fact]:
    last = group[-1]
    start = group[0].start
    before = currency_before(text, start)
    after = currency_after(text, last.end)
    if before or after:
        dimension = before[0] if before and before[0] != "money" else after[0] if after else "money"
        start, end = before[1] if before else start, after[1] if after else last.end
        if chinese and after and (change := _SMALL_CHANGE.match(text, end)):
            group, end = [*group[:-1], replace(last, value=round(last.value + _change(change), 2))], change.end()
        yield from _prices(text, dimension, group, start, end)
        return
    if cents := _CENTS.match(text, last.end):
        scale = 0.01 if cents["hundredth"] else 0.1
        yield from _prices(text, "money", [replace(one, value=round(one.value * scale, 6)) for one in group], start, cents.end())
        return
    if chinese and (tenths := _FOLD.match(text, last.end) or _TENTHS.match(text, last.end)):
        for number in group:
            yield _percent(text, number, tenths)
        return
    if chinese and text[max(0, start - 3) : start].endswith("百分之"):
        for number in group:
            yield Fact(
                "number", "percent", number.value, f"百分之{text[start : last.end]}", start - 3, last.end, plain=number.value
            )
        return
    if chinese and text[:start].rstrip().endswith("第"):
        yield from _bare(text, group, chinese=True)
        return
    unit = (TIMES, last.end) if text[start : last.end].lower() in _TIMES else unit_at(text, last.end, chinese=chinese)
    if unit is None and chinese and text[last.end : last.end + 2] == "個半":
        unit = unit_at(text, last.end + 2, chinese=True)
    if unit and chinese and (half := _HALF_MORE.match(text, unit[1])):
        more = 0.5 if half[0] == "半" else (read_number(half[0]) or 0) / 10  # 一米五 is 1.5 m
        group, unit = [*group[:-1], replace(last, value=last.value + more)], (unit[0], half.end())
    yield from _measured(text, group, *unit) if unit else _bare(text, group, chinese=chinese)


def _prices(text: str, dimension: str, group: list[_Number], start: int, end: int) -> Iterator[Fact]:
    for number in group:
        shown = text[start:end].strip()
        yield Fact("price", dimension, number.value, shown, start, end, plain=number.value, sure=number.value > 0)


def _change(match: re.Match[str]) -> float:
    """Return what stands behind the dollars: 五角 is 0.5, 五角二分 0.52, 半 0.5."""
    if not match["tenth"]:
        return 0.5
    return (read_number(match["tenth"]) or 0) / 10 + (read_number(match["hundredth"] or "0") or 0) / 100


def _percent(text: str, number: _Number, mark: re.Match[str]) -> Fact:
    """Read 八折 as 20 % off, 85 折 and 八五折 as 15 %, and 三成 as 30 %."""
    of_ten = number.value * 10 if number.value < 10 else number.value
    if (more := mark.groupdict().get("more")) is not None:
        of_ten += 5 if more == "半" else read_number(more) or 0
    value, others = (of_ten, ()) if "成" in mark[0] else (100 - of_ten, (of_ten,))
    shown = text[number.start : mark.end()].strip()
    return Fact("number", "percent", round(value, 6), shown, number.start, mark.end(), plain=number.value, others=others)


def _measured(text: str, group: list[_Number], unit: Unit, end: int) -> Iterator[Fact]:
    shown = text[group[0].start : end].strip()
    for number in group:
        value = round(number.value * unit.scale, 9)
        others = tuple(round(number.value * scale, 9) for scale in unit.also)
        if number.value == 1 and text[end - 1] == "倍":
            others = (2.0,)  # 快一倍 is twice as fast
        sure = number.digits or (number.value not in {0.5, 1} and unit is not TIMES)
        off = unit.dimension == "percent" and bool(_OFF.match(text, end) or _DISCOUNT.search(text[: group[0].start]))
        yield Fact(
            unit.kind, unit.dimension, value, shown, group[0].start, end, plain=number.value, sure=sure, others=others, firm=off
        )


def _bare(text: str, group: list[_Number], *, chinese: bool) -> Iterator[Fact]:
    for number in group:
        ordinal = _ORDINAL.match(text, number.end) or text[max(0, number.start - 2) : number.start].strip().endswith("第")
        counted = not chinese or number.counted or text[number.end : number.end + 2].strip()[:1] in _COUNTED
        glued = text[number.end : number.end + 1]
        if glued.isascii() and glued.isalpha() and not ordinal:
            if letters := _LETTERS.match(text, number.end):  # 5Mbps, 4K: of a unit that no table has
                place = number.start, letters.end()
                shown = text[place[0] : place[1]]
                plain = number.value if len(letters[0]) > 1 else None  # 3D is no answer to 3
                yield Fact("number", letters[0].lower(), number.value, shown, *place, plain=plain, sure=False)
            continue
        shown = text[number.start : number.end + 1 if chinese and not number.digits else number.end].strip()
        yield Fact(
            "number",
            "ordinal" if ordinal and number.value > 1 and not _THIRD_PARTY.match(text, number.end) else "",
            number.value,
            shown,
            number.start,
            number.end,
            plain=number.value,
            sure=number.digits and not ordinal,
            coded=not number.digits and not counted,  # 步驟三 answers for step 3
        )
