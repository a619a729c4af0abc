"""Times of the day, in both languages: 7:30 pm, half past seven in the evening, 晚上七點半, 七時一刻."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.numerals import read_number

_CLOCK = r"(?P<h>[01]?\d|2[0-4])"
_ENGLISH_TIME = Cued(
    rf"(?<![\w.,])(?<!\d:)(?:{_CLOCK}(?:[:.](?P<min>[0-5]\d)(?::[0-5]\d)?)?(?:\s*(?:[-–—~～至到]|to|and)\s*(?P<h2>1[0-2]|0?[1-9])(?:[:.](?P<min2>[0-5]\d))?)?"
    r"\s*(?P<half>[AaPp])\.?[Mm]\b\.?|(?:12\s+|[Tt]welve\s+)?(?:(?P<noon>noon|midday)|(?P<midnight>midnight))\b)",
    re.ASCII,
    words="am pm m noon midday midnight",
)
_CLOCK_TIME = Cued(r"(?<![\w./,])(?<!\d:)(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\w:])", re.ASCII, characters=":")
_HOUR = "(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_O_CLOCK = r" ?o['’]clock"
_DAY_PART = (
    r",?\s+(?:(?:in\s+the|at|every|each|this|tomorrow|on\s+[a-z]+day)\s+(?P<of>morning|afternoon|evening|night)s?|(?P<tonight>tonight))"
    r"(?![A-Za-z]|\s(?:batch|shift|session|class|slot|tour|delivery|run|market|news))"
)
_AT = Cued(
    rf"(?<![A-Za-z])(?:(?P<tonight>tonight)|(?:this|tomorrow|every|each)\s+(?P<of>morning|afternoon|evening|night))\s+at\s+"
    rf"(?P<h>{_HOUR})(?:[:.](?P<min>[0-5]\d))?(?![\w:]|\s?[ap]\.?m)",
    re.IGNORECASE,
    words="tonight morning afternoon evening night",
)
_SPOKEN_TIME = Cued(
    rf"(?<![\w.:-])(?:(?:half|(?:a\s+)?quarter|(?P<past>\d\d?|five|ten|twenty(?:[ -]five)?)(?:\s+minutes)?)[ -](?:past|after)"
    rf"|(?P<to>(?:a\s+)?quarter|(?:\d\d?|five|ten|twenty(?:[ -]five)?)\s+minutes"
    rf"|(?<=\bat )(?:five|ten|twenty(?:[ -]five)?))[ -]to|(?P<british>(?<=\bat )half))"
    rf"[ -](?P<h>{_HOUR})(?![\w:]|[.,]\d|[ -](?:third|half|quarter|fifth|minute|hour|day|week|month|year|people|pe[rn]))"
    rf"(?:{_O_CLOCK})?(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?|{_DAY_PART})?",
    re.IGNORECASE,
    words="half quarter past after minutes at",
)
"""`ten to nine` is a range as often as a time, so it needs *at* or *minutes*."""
_HOUR_OF_DAY = Cued(
    rf"(?<![\w.:,-])(?P<h>{_HOUR})(?:[:.](?P<min>[0-5]\d))?(?:(?:{_O_CLOCK})?{_DAY_PART}|{_O_CLOCK})",
    re.IGNORECASE,
    words="clo* morning mornings afternoon afternoons evening evenings night nights tonight",
)
_DAY_NAME = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"
_OPEN_HOURS = Cued(
    rf"(?<![A-Za-z])(?:(?:open(?:s|ed|ing)?|clos(?:e|es|ed|ing)|hours|daily|lunch|staffed)(?![a-z])[^.;!?\n\d]{{0,25}}?"
    rf"|{_DAY_NAME},?:? )(?:(?<=[ :])(?:from|between) )?(?<=[ :(])(?<! for )(?P<h>{_HOUR})"
    rf"(?:\s?[-–—]\s?| (?:to|and|till|until) )(?P<h2>{_HOUR})(?![\w:/%°])(?= ?(?:[,;)!?]|\.(?!\d)|$|\n)"
    rf"| (?:for (?:lunch|a break)|every|each|daily|on|except|and|at|{_DAY_NAME})(?![a-z]))",
    re.IGNORECASE,
    words="ope* clo* hours daily lunch staffed mon* tue* wed* thu* fri* sat* sun*",
)
"""Open from ten to six; Mon–Sat 9–6; closed between 1 and 2 for lunch: hours of which nobody says which half of the day."""
_PERIODS = {
    **dict.fromkeys(("凌晨", "清晨", "清早", "大清早", "早上", "上午", "早晨", "朝早", "上晝", "早", "今早", "明早"), 0),
    **dict.fromkeys(("中午", "正午"), 12),
    **dict.fromkeys(("下午", "傍晚", "晚上", "晚間", "夜晚", "夜間", "下晝", "夜晚黑", "晚", "深夜", "黃昏"), 12),
    "午夜": 24,
    "半夜": 24,
}
_NIGHT = {"晚上", "晚間", "夜晚", "夜間", "晚", "深夜"}
_PERIOD = "|".join(sorted(_PERIODS, key=len, reverse=True))
_HAN_HOUR = r"(?:\d{1,2}|[一二兩三四五六七八九十零]{1,3})"
_HAN_TIME = Cued(
    rf"(?<![\d.])(?<!\d:)(?P<period>{_PERIOD})?\s?(?:(?P<c>[01]?\d|2[0-4]):(?P<cmin>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    rf"|(?:(?P<h0>{_HAN_HOUR})\s?[-–—~～至到]\s?)?(?P<h>{_HAN_HOUR})\s?(?P<mark>[時点點])(?!間|候|段|尚|常|而|刻|代|鐘內)"
    rf"(?:(?P<sharp>[正整鐘鍾])|(?P<half>半)|(?P<quarter>[一三13])\s?刻|\s?(?P<min>\d{{1,2}}|[零〇]?[一二三四五六七八九十]{{1,3}})\s?分"
    rf"|(?P<bare>[0-5]\d(?!\d)|[二三四五]?十[一二三四五六七八九]?(?![分足]))(?=[^件個項人％%元]|$))?)",
    characters=":時点點",
)
_VERSION_BEFORE = re.compile(r"[A-Za-z.]\s*\Z")
_HAN_NOON = Cued(r"(?P<noon>正午|中午)|(?P<midnight>午夜|子夜)", characters="午子")


def english_times(text: str) -> Iterator[Fact]:
    """Yield the times of an English text, and those that a Chinese one writes as English does."""
    for match in _SPOKEN_TIME.finditer(text):
        yield _spoken(match)
    for match in _ENGLISH_TIME.finditer(text):
        where = (match[0].strip(), match.start(), match.end())
        if match["noon"] or match["midnight"]:
            yield Fact("time", "clock", 720 if match["noon"] else 0, *where, sure=False)
            continue
        late = match["half"] in "Pp"
        yield Fact("time", "clock", _minutes(match["h"], match["min"], late), *where, others=_either(match, late))
        if match["h2"]:
            yield Fact("time", "clock", _minutes(match["h2"], match["min2"], late), *where)
    for match in _OPEN_HOURS.finditer(text):
        for group in ("h", "h2"):
            hour = int(read_number(match[group]) or 0)
            place = match[0][match.start("h") - match.start() :], match.start("h"), match.end()
            digits = match[group].isdecimal()
            value, other = hour % 12 * 60.0, hour % 12 * 60.0 + 720
            yield Fact("time", "clock", value, *place, plain=hour, sure=digits, others=(other,))
    for pattern in (_HOUR_OF_DAY, _AT):
        for match in pattern.finditer(text):
            yield _spoken(match)


def clock_times(text: str) -> Iterator[Fact]:
    """Yield the times written as 19:30, of which nobody says what half of the day they are in."""
    for match in _CLOCK_TIME.finditer(text):
        value = int(match["h"]) % 24 * 60 + int(match["min"])
        others = ((value + 720) % 1440,) if 1 <= int(match["h"]) <= 12 and not match["h"].startswith("0") else ()
        yield Fact("time", "clock", value, match[0].strip(), match.start(), match.end(), others=others)


def _spoken(match: re.Match[str]) -> Fact:
    """Read half past eight, a quarter to six in the evening, eight in the morning, eight o'clock."""
    groups = match.groupdict()
    hour = int(read_number(match["h"]) or 0) % 12
    shift = _shift(match, groups)
    part = (groups["of"] or groups["tonight"] or groups.get("half") or "").lower()
    if part:
        late = part in {"afternoon", "evening", "p"}
        night = part in {"night", "tonight"} and hour >= 5  # 12 at night is the end of the day
        hour += 12 if late or night else 0
    value = (hour * 60 + shift) % 1440
    others = () if part else ((value + 720) % 1440,)
    return Fact("time", "clock", value, match[0].strip(), match.start(), match.end(), others=others)


def _shift(match: re.Match[str], groups: dict[str, str | None]) -> int:
    """Return the minutes before (below zero) or after the hour."""
    if "to" not in groups:
        return int(groups["min"] or 0)
    if to := groups["to"]:
        named = re.sub(r"\s*minutes|a\s+", "", to, flags=re.IGNORECASE)
        return -15 if named.lower() == "quarter" else -int(read_number(named) or 0)
    if groups["past"]:
        return int(read_number(groups["past"]) or 0)
    return 30 if "half" in match[0].lower() else 15


def _either(match: re.Match[str], late: bool) -> tuple[float, ...]:
    """Of 9–11 am the first has the half of the second, but of 10–6 pm the other one."""
    return (_minutes(match["h"], match["min"], not late),) if match["h2"] else ()


def _minutes(hour: str, minute: str | None, late: bool) -> float:
    return (
        (int(hour) % 12 + (12 if late else 0)) * 60 + int(minute or 0) if int(hour) <= 12 else int(hour) * 60 + int(minute or 0)
    )


def han_times(text: str) -> Iterator[Fact]:
    """Yield the times of a Chinese text."""
    yield from english_times(text)
    period_before, end_before = None, -9
    for match in _HAN_TIME.finditer(text):
        goes_on = match.start() - end_before <= 2
        period = match["period"] or (period_before if goes_on else None)
        hour = read_number(match["c"] or match["h"])
        minute = _han_minute(match)
        if hour is None or minute is None or hour > 24 or minute > 59 or (not goes_on and _is_version(match, text)):
            continue
        period_before, end_before = period, match.end()
        first = read_number(match["h0"]) if match["h0"] else None
        if first is not None and first <= 24:
            yield _han_clock(match, int(first), 0, period)
        yield _han_clock(match, int(hour), int(minute), period, past_noon=first is not None and hour < first)
    for match in _HAN_NOON.finditer(text):
        yield Fact("time", "clock", 720 if match["noon"] else 0, match[0], match.start(), match.end(), sure=False)


def _han_minute(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 * (read_number(match["quarter"]) or 0)
    bare = match["bare"] if match["period"] else None  # 以下三點十分重要: the three points below are important
    return read_number(match["cmin"] or match["min"] or bare or "0")


def _is_version(match: re.Match[str], text: str) -> bool:
    """Tell 使用 Windows 10 時, when using Windows 10, from 10 o'clock."""
    if match["period"] or match["c"] or match["min"] or match["mark"] in {"點", "点"}:
        return False
    return " " in match[0].strip() or bool(_VERSION_BEFORE.search(text, 0, match.start()))


def _han_clock(match: re.Match[str], hour: int, minute: int, period: str | None, *, past_noon: bool = False) -> Fact:
    """Return a time. past_noon: whether it ends a range that begins at a higher hour: 上午 10 至 2 時."""
    where = (match[0].strip(), match.start(), match.end())
    ambiguous = (not match["period"] or past_noon) and 1 <= hour <= 12
    exact = match["sharp"] or match["half"] or match["quarter"] or match["min"]
    sure = bool(period or match["c"] or exact)  # 為 0 時: when it is 0
    coded = not sure and match["mark"] in {"點", "点"}  # 以下 3 點: the 3 points below
    value = _hour(hour, period) * 60 + minute
    others = ((value + 720) % 1440,) if ambiguous else ()
    plain = None if sure else float(hour)  # 為 0 時 is as good as 0
    return Fact("time", "clock", value, *where, plain=plain, sure=sure, coded=coded, others=others)


def _hour(hour: int, period: str | None) -> int:
    """Return the hour of 24: 晚上七時 is 19, 中午 11 時 is 11, 凌晨 and 晚上 12 時 are 0."""
    if period is None:
        return hour % 24
    shift = _PERIODS[period]
    if hour == 12:
        return 0 if shift != 12 or period in _NIGHT else 12
    return (hour + 12) % 24 if shift == 12 and hour < 12 and not (period == "中午" and hour >= 10) else hour % 24
