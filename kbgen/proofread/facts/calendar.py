"""Dates, months, weekdays and times of the day, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.numerals import HAN_NUMERAL, read_number

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH_NUMBER = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?:[-–—~～至到]|to|and|or)\s*"
_YEAR = r"(?:19|20)\d\d"
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![A-Za-z0-9.])", r"(?![A-Za-z0-9])"

_ENGLISH_DATE = re.compile(
    rf"{_NO_WORD_BEFORE}(?:(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?\s+(?:of\s+)?(?P<m1>{_MONTH})\.?(?:,?\s+(?P<y1>{_YEAR}))?"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d3>{_DAY})(?:{_TO}(?P<d4>{_DAY}))?(?:,?\s+(?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_MONTH})\.?,?\s+(?P<y3>{_YEAR})){_NO_WORD_AFTER}"
)
_ENGLISH_MONTH = re.compile(
    rf"(?<![A-Za-z])(?:January|February|April|June|July|August|September|October|November|December"
    rf"|(?<=[Ii]n )(?:March|May)|(?<=[Bb]y )(?:March|May)|(?<=[Uu]ntil )(?:March|May)){_NO_WORD_AFTER}"
)
_SLASHED_DATE = re.compile(r"(?<![\w/.-])(?P<a>3[01]|[12]\d|0?[1-9])/(?P<b>3[01]|[12]\d|0?[1-9])/(?P<y>\d{4})(?![\w/])", re.ASCII)
_ISO_DATE = re.compile(
    r"(?<![\w/.-])(?P<y>\d{4})(?P<mark>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=mark)(?P<d>3[01]|[12]\d|0?[1-9])(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![A-Za-z0-9_/-])",
    re.ASCII,
)
_NUMERAL = rf"(?:\d{{1,4}}|{HAN_NUMERAL}{{1,6}})"
_HAN_DATE = re.compile(
    rf"(?:(?P<roc>民國)?\s?(?P<y>\d{{2,4}}|[〇零一二三四五六七八九]{{4}})\s?年\s?)?(?:(?P<m>{_NUMERAL})\s?月(?![份底初中])\s?)"
    rf"(?P<d>{_NUMERAL})\s?[日號号](?:{_TO}(?:(?P<m2>{_NUMERAL})\s?月\s?)?(?P<d2>{_NUMERAL})\s?[日號号])?"
    rf"|(?P<m4>{_NUMERAL})\s?月\s?(?P<d5>\d+)(?:{_TO})(?P<d6>\d+)\s?[日號号]"
    rf"|(?:(?P<roc3>民國)?\s?(?P<y3>\d{{2,4}}|[〇零一二三四五六七八九]{{4}})\s?年\s?)(?P<m3>{_NUMERAL})\s?月(?!\s?{_NUMERAL})"
)
_MONTH_NAME = "1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]"
_HAN_MONTH = re.compile(
    rf"(?<![個\d{HAN_NUMERAL[1:-1]}])(?:(?P<from>{_MONTH_NAME}){_TO})?(?P<m>{_MONTH_NAME})\s?月(?!\s?\d)(?![餅台臺])"
)
_HAN_YEAR = re.compile(r"(?:民國\s?(?P<roc>\d{2,3})|(?P<y>(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2}))\s?年")

_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_WEEKDAY = re.compile(
    r"(?<![A-Za-z])(?:Mon(?:days?)?|Tue(?:s(?:days?)?)?|Wed(?:nesdays?)?|Thu(?:rs?(?:days?)?)?|Fri(?:days?)?|"
    r"Sat(?:urdays?)|Sun(?:days?)|Sat(?= ?[-–:,/&]| (?:and|to|or) )|(?<=[-–] )Sun|"
    r"(?<=and )Sun|(?<=& )Sun|(?<=to )Sun|(?<=[-–])(?:Sat|Sun))(?![A-Za-z])"
)
_HAN_WEEK = "一二三四五六日天"
_HAN_WEEKDAY = re.compile(
    rf"(?<!每)(?<!下)(?<!上)(?<!兩)(?<!個)(?:星期|禮拜)(?P<a>[{_HAN_WEEK}])(?:(?:{_TO}|[、及和])(?:星期|禮拜)?(?P<b>[{_HAN_WEEK}])(?![個次份件項日天週星]))?"
    rf"|(?:逢|每)?(?:星期|禮拜)(?P<e>[{_HAN_WEEK}])(?![個次份件項])"
    rf"|(?<![每一二兩三四五六七八九十幾數上下本\d])(?:[週周])(?P<c>[{_HAN_WEEK}])(?![個次份件項年])(?:(?:{_TO}|[、及和])[週周]?(?P<d>[{_HAN_WEEK}])(?![個次份件項日天]))?"
)

_CLOCK = r"(?P<h>[01]?\d|2[0-4])"
_ENGLISH_TIME = re.compile(
    rf"(?<![\w.:,])(?:{_CLOCK}(?:[:.](?P<min>[0-5]\d)(?::[0-5]\d)?)?(?:\s*(?:[-–—~～至到]|to|and)\s*(?P<h2>1[0-2]|0?[1-9])(?:[:.](?P<min2>[0-5]\d))?)?"
    r"\s*(?P<half>[AaPp])\.?[Mm]\b\.?|(?:12\s+)?(?:(?P<noon>noon|midday)|(?P<midnight>midnight))\b)",
    re.ASCII,
)
_CLOCK_TIME = re.compile(r"(?<![\w.:/,])(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\w:])", re.ASCII)
_PERIODS = {
    **dict.fromkeys(("凌晨", "清晨", "早上", "上午", "早晨", "朝早", "上晝"), 0),
    **dict.fromkeys(("中午", "正午"), 12),
    **dict.fromkeys(("下午", "傍晚", "晚上", "晚間", "夜晚", "夜間", "下晝", "夜晚黑", "晚"), 12),
    "午夜": 24,
}
_NIGHT = {"晚上", "晚間", "夜晚", "夜間", "晚"}
_PERIOD = "|".join(sorted(_PERIODS, key=len, reverse=True))
_HAN_TIME = re.compile(
    rf"(?<![\d.:])(?P<period>{_PERIOD})?\s?(?:(?P<c>[01]?\d|2[0-4]):(?P<cmin>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    rf"|(?P<h>\d{{1,2}}|[一二兩三四五六七八九十零]{{1,3}})\s?(?P<mark>[時点點])(?!間|候|段|尚|常|而|刻|代|鐘內)"
    rf"(?:(?P<sharp>[正整鐘鍾])|(?P<half>半)|(?P<min>\d{{1,2}}|[一二三四五十]{{1,3}})\s?分)?)"
)
_HAN_WEEK_PART = re.compile(r"(?P<weekend>[週周]末|假日)|平日")
_WEEK_PART = re.compile(r"(?<![A-Za-z])(?:(?P<weekend>weekends?)|weekdays?)(?![A-Za-z])", re.IGNORECASE)
_O_CLOCK = re.compile(
    r"(?<![\w.])(?P<h>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?o['’]clock", re.IGNORECASE
)
_VERSION_BEFORE = re.compile(r"[A-Za-z.]\s*\Z")
_ENGLISH_NAME = re.compile("[A-Z][a-z]{2}")
_HAN_NOON = re.compile(r"(?P<noon>正午|中午)|(?P<midnight>午夜|子夜)")


def read_calendar(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield the dates, weekdays and times of a text; a place is read once, as the first that fits."""
    yield from _iso_dates(text)
    yield from _han_calendar(text) if chinese else _english_calendar(text)


def _iso_dates(text: str) -> Iterator[Fact]:
    for match in _ISO_DATE.finditer(text):
        yield from _date(match, match["y"], match["m"], match["d"])

    for match in _SLASHED_DATE.finditer(text):
        where = (match[0], match.start(), match.end())
        one, two, year = int(match["a"]), int(match["b"]), float(match["y"])
        yield Fact("time", "date", f"{one}-{two}", *where, others=(f"{two}-{one}",))  # 6/1/2026 is in June or in January
        yield Fact("number", "", year, *where, plain=year)


def _date(match: re.Match[str], year: str | None, month: str | None, *days: str | None, roc: str | None = None) -> Iterator[Fact]:
    where = (match[0].strip(), match.start(), match.end())
    number = read_number(_month_digits(month)) if month else None
    if year:
        value = (read_number(year) or 0) + (1911 if roc else 0)
        if value > 1900:
            yield Fact("number", "", value, *where, plain=value)
    if number is None or not 1 <= number <= 12:
        return
    named = [day for day in days if day]
    for day in named:
        yield Fact("time", "date", f"{number:g}-{read_number(re.sub(r'[a-z]+$', '', day)):g}", *where)
    if not named:
        yield Fact("time", "month", number, *where)


def _month_digits(month: str) -> str:
    return str(_MONTH_NUMBER.get(month[:3].lower(), month))


def _english_calendar(text: str) -> Iterator[Fact]:
    for match in _ENGLISH_DATE.finditer(text):
        month = match["m1"] or match["m2"] or match["m3"]
        year = match["y1"] or match["y2"] or match["y3"]
        yield from _date(match, year, month, match["d1"], match["d2"], match["d3"], match["d4"])
    for match in _ENGLISH_MONTH.finditer(text):
        yield Fact("time", "month", _MONTH_NUMBER[match[0][:3].lower()], match[0], match.start(), match.end(), sure=False)
    for match in _WEEKDAY.finditer(text):
        yield _weekday(match, [name[:2].lower() for name in _WEEKDAYS].index(match[0][:2].lower()), match[0])
    yield from _english_times(text)
    for match in _CLOCK_TIME.finditer(text):
        yield _clock(match, match["h"], match["min"])
    for match in _O_CLOCK.finditer(text):
        yield _clock(match, f"{read_number(match['h']):g}", "0")
    for match in _WEEK_PART.finditer(text):
        yield from _week_part(match, weekend=bool(match["weekend"]))


def _english_times(text: str) -> Iterator[Fact]:
    for match in _ENGLISH_TIME.finditer(text):
        where = (match[0].strip(), match.start(), match.end())
        if match["noon"] or match["midnight"]:
            yield Fact("time", "clock", 720 if match["noon"] else 0, *where, sure=False)
            continue
        late = match["half"] in "Pp"
        yield Fact("time", "clock", _minutes(match["h"], match["min"], late), *where, others=_either(match, late))
        if match["h2"]:
            yield Fact("time", "clock", _minutes(match["h2"], match["min2"], late), *where)


def _either(match: re.Match[str], late: bool) -> tuple[float, ...]:
    """Of 9–11 am the first has the half of the second, but of 10–6 pm the other one."""
    return (_minutes(match["h"], match["min"], not late),) if match["h2"] else ()


def _minutes(hour: str, minute: str | None, late: bool) -> float:
    return (
        (int(hour) % 12 + (12 if late else 0)) * 60 + int(minute or 0) if int(hour) <= 12 else int(hour) * 60 + int(minute or 0)
    )


def _clock(match: re.Match[str], hour: str, minute: str) -> Fact:
    value = int(hour) % 24 * 60 + int(minute)
    others = ((value + 720) % 1440,) if 1 <= int(hour) <= 12 and not hour.startswith("0") else ()
    return Fact("time", "clock", value, match[0].strip(), match.start(), match.end(), others=others)


def _weekday(match: re.Match[str], number: int, shown: str) -> Fact:
    return Fact("time", "weekday", number % 7, shown, match.start(), match.end())


def _han_calendar(text: str) -> Iterator[Fact]:
    if _ENGLISH_NAME.search(text):
        yield from _english_calendar(text)
    for match in _HAN_DATE.finditer(text):
        if match["d"]:
            days = (match["d"], None if match["m2"] else match["d2"])
            yield from _date(match, match["y"], match["m"], *days, roc=match["roc"])
            if match["m2"]:
                yield from _date(match, None, match["m2"], match["d2"])
        elif match["m4"]:
            yield from _date(match, None, match["m4"], match["d5"], match["d6"])
        else:
            yield from _date(match, match["y3"], match["m3"], roc=match["roc3"])
    for match in _HAN_YEAR.finditer(text):
        year = int(match["roc"]) + 1911 if match["roc"] else read_number(match["y"]) or 0
        yield Fact("number", "", float(year), match[0].strip(), match.start(), match.end(), plain=float(year))
    for match in _HAN_MONTH.finditer(text):
        for month in (match["from"], match["m"]):
            if month:
                yield Fact("time", "month", read_number(month) or 0, match[0].strip(), match.start(), match.end(), sure=False)
    for match in _HAN_WEEKDAY.finditer(text):
        for day in match.groupdict().values():
            if day:
                yield _weekday(match, min(_HAN_WEEK.index(day), 6), match[0].strip())
    yield from _han_times(text)


def _han_times(text: str) -> Iterator[Fact]:
    yield from _english_times(text)
    period_before, end_before = None, -9
    for match in _HAN_TIME.finditer(text):
        period = match["period"] or (period_before if match.start() - end_before <= 2 else None)
        hour = read_number(match["c"] or match["h"])
        minute = 30 if match["half"] else read_number(match["cmin"] or match["min"] or "0")
        if hour is None or minute is None or hour > 24 or minute > 59 or _is_version(match, text):
            continue
        period_before, end_before = period, match.end()
        yield _han_clock(match, int(hour), int(minute), period)
    for match in _HAN_NOON.finditer(text):
        yield Fact("time", "clock", 720 if match["noon"] else 0, match[0], match.start(), match.end(), sure=False)
    for match in _HAN_WEEK_PART.finditer(text):
        yield from _week_part(match, weekend=bool(match["weekend"]))


def _is_version(match: re.Match[str], text: str) -> bool:
    """Tell 使用 Windows 10 時, when using Windows 10, from 10 o'clock."""
    if match["period"] or match["c"] or match["mark"] in {"點", "点"}:
        return False
    return " " in match[0].strip() or bool(_VERSION_BEFORE.search(text, 0, match.start()))


def _week_part(match: re.Match[str], *, weekend: bool) -> Iterator[Fact]:
    for day in (5, 6) if weekend else (0, 4):
        yield Fact("time", "weekday", day, match[0], match.start(), match.end(), sure=False, coded=True)


def _han_clock(match: re.Match[str], hour: int, minute: int, period: str | None) -> Fact:
    where = (match[0].strip(), match.start(), match.end())
    ambiguous = not match["period"] and 1 <= hour <= 12
    sure = bool(period or match["c"] or match["sharp"] or match["half"] or match["min"])  # 為 0 時: when it is 0
    coded = not sure and match["mark"] in {"點", "点"}  # 以下 3 點: the 3 points below
    value = _hour(hour, period) * 60 + minute
    return Fact("time", "clock", value, *where, sure=sure, coded=coded, others=((value + 720) % 1440,) if ambiguous else ())


def _hour(hour: int, period: str | None) -> int:
    """Return the hour of 24: 晚上七時 is 19, 中午 11 時 is 11, 凌晨 and 晚上 12 時 are 0."""
    if period is None:
        return hour % 24
    shift = _PERIODS[period]
    if hour == 12:
        return 0 if shift != 12 or period in _NIGHT else 12
    return (hour + 12) % 24 if shift == 12 and hour < 12 and not (period == "中午" and hour >= 10) else hour % 24
