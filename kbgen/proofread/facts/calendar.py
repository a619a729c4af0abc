"""Dates, years and months, in both languages; the days of the week are of `weekdays`, the times of the day of `clock`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.clock import clock_times, english_times, han_times
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.numerals import HAN_NUMERAL, read_number
from kbgen.proofread.facts.weekdays import english_weekdays, han_weekdays
from kbgen.proofread.prose import MASK

_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_MONTH_NUMBER = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?:[-–—~～至到]|to|and|or)\s*"
_YEAR = r"(?:19|20)\d\d"
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![A-Za-z0-9.])", r"(?![A-Za-z0-9])"

_DAYS = rf"{_DAY}(?:(?:,\s+{_DAY}){{0,9}},?(?:{_TO}|\s*&\s*){_DAY})?"
"""24; 24–26; 24, 25 and 31: a comma alone also parts a date from what is counted before it."""
_ENGLISH_DATE = Cued(
    rf"{_NO_WORD_BEFORE}(?:(?P<before>{_DAYS})\s+(?:of\s+)?(?P<m1>{_MONTH})\.?(?:,?\s+(?P<y1>{_YEAR}))?"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<after>{_DAYS})(?:,?\s+(?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_MONTH})\.?,?\s+(?P<y3>{_YEAR})){_NO_WORD_AFTER}",
    words="jan* feb* mar* apr* may* jun* jul* aug* sep* oct* nov* dec*",
)
_ENGLISH_MONTH = Cued(
    rf"(?<![A-Za-z])(?:January|February|April|June|July|August|September|October|November|December"
    rf"|(?<=[a-z{MASK}] )(?:March|May)|(?<={MASK})(?:March|May)"
    rf"|(?:March|May)(?=(?: (?:to|and|or|until|through) |\s?[-–—/&]\s?){_MONTH})"
    rf"|(?:(?<=A )|(?<=\A))March(?= (?:is|sales?|offers?|prices?|issue|newsletter|promotion))){_NO_WORD_AFTER}",
    words="january february march april may june july august september october november december",
)
_SLASHED_DATE = Cued(
    r"(?<![\w/.-])(?P<a>3[01]|[12]\d|0?[1-9])/(?P<b>3[01]|[12]\d|0?[1-9])/(?P<y>\d{4}|[1-9]\d)(?![\w/])", re.ASCII, characters="/"
)
_ISO_DATE = Cued(
    r"(?<![\w/.-])(?P<y>\d{4})(?P<mark>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=mark)(?P<d>3[01]|[12]\d|0?[1-9])(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![A-Za-z0-9_/-])",
    re.ASCII,
    characters="-/.",
)
_HAN_YEAR_OF_DATE = r"\d{2,4}|[〇零一二三四五六七八九]{4}|(?<=民國)(?:元|[〇零一二三四五六七八九百十]{1,5})"
"""Behind 民國 a year is written by digits (一一五), as a number (一百一十五) or as 元, the first."""
_NUMERAL = rf"(?:\d{{1,4}}|{HAN_NUMERAL}{{1,6}})"
_HAN_DAY = rf"(?:\d{{1,2}}|{HAN_NUMERAL}{{1,4}})"
_HAN_AND = r"\s*(?:[-–—~～至到、及和與或&/]|to|and|or)\s*"
_HAN_DATE = Cued(
    rf"(?:(?P<roc>民國)?\s?(?P<y>{_HAN_YEAR_OF_DATE})\s?年\s?)?(?P<m>{_NUMERAL})\s?月(?![份底初中])\s?"
    rf"(?P<days>(?:{_HAN_DAY}{_HAN_AND}(?={_HAN_DAY})){{0,30}}{_NUMERAL}\s?[日號号]"
    rf"(?:{_HAN_AND}(?:{_NUMERAL}\s?月\s?)?(?:{_HAN_DAY}{_HAN_AND}){{0,9}}{_HAN_DAY}\s?[日號号](?!\s?[內后後間])){{0,9}})"
    rf"|(?:(?P<roc3>民國)?\s?(?P<y3>{_HAN_YEAR_OF_DATE})\s?年\s?)(?P<m3>{_NUMERAL})\s?月(?!\s?{_NUMERAL})",
    characters="月",
)
"""12 月 24、25 及 31 日, 12月24日及25日, 12月28日至1月3日. 及三日內, within three days, is no day of the month."""
_DAY_OF_MONTH = re.compile(rf"(?:(?P<m>{_NUMERAL})\s?月\s?)?(?P<d>{_NUMERAL})")
_MONTH_NAME = "1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]"
_HAN_MONTH = Cued(
    rf"(?<![個\d{HAN_NUMERAL[1:-1]}])(?:(?P<from>{_MONTH_NAME}){_TO})?(?P<m>{_MONTH_NAME})\s?月(?!\s?\d)(?![餅台臺])",
    characters="月",
)
_HAN_YEAR = Cued(
    r"(?:民國\s?(?P<roc>\d{1,3}|元|[〇零一二三四五六七八九百十]{1,5})|(?P<y>(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2}))\s?年"
    r"|(?<![\d.,])(?P<alone>1[0-4]\d)\s?年(?:度|(?=[底初終間起]|第|上半|下半|[春夏秋冬]))",
    characters="年",
)
"""A year of three digits is one of the Republic where it dates something: 115年度, 115年底. 115年 alone is how long."""
_REPUBLIC_YEAR = Cued(
    r"(?<![A-Za-z])(?:(?:(?:ROC|R\.O\.C\.|[Mm]inguo),?(?: year)?|Republic(?: era)? year) (?P<n>\d{2,3})"
    r"|[Yy]ear of the (?:Republic|ROC) (?P<of2>\d{2,3})|[Yy]ear (?P<of>\d{2,3}) of the (?:Republic|ROC|Minguo))(?![\w.,]\d|\w)",
    words="roc r minguo republic",
)
_ROC_DATE = Cued(
    r"(?<![\w/.-])(?P<y>1[0-4]\d)/(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![\w/])", re.ASCII, characters="/"
)

_ENGLISH_NAME = re.compile("[A-Z][a-z]{2}")


def read_calendar(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield the dates, weekdays and times of a text; a place is read once, as the first that fits."""
    yield from _iso_dates(text)
    yield from _han_calendar(text) if chinese else _english_calendar(text)


def _iso_dates(text: str) -> Iterator[Fact]:
    for match in _ISO_DATE.finditer(text):
        yield from _date(match, match["y"], match["m"], match["d"])

    for match in _SLASHED_DATE.finditer(text):
        where = (match[0], match.start(), match.end())
        one, two, year = int(match["a"]), int(match["b"]), float(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
        yield Fact("time", "date", f"{one}-{two}", *where, others=(f"{two}-{one}",))  # 6/1/2026 is in June or in January
        yield Fact("number", "", year, *where, plain=year)


def _date(match: re.Match[str], year: str | None, month: str | None, *days: str, roc: str | None = None) -> Iterator[Fact]:
    where = (match[0].strip(), match.start(), match.end())
    number = read_number(_month_digits(month)) if month else None
    if year:
        value = _year(year, roc=bool(roc) or (month is not None and len(year) == 3 and year.isdecimal()))
        if value > 1900:
            yield Fact("number", "", value, *where, plain=value)
    if number is None or not 1 <= number <= 12:
        return
    for day in days:
        yield Fact("time", "date", f"{number:g}-{read_number(day):g}", *where)
    if not days:
        yield Fact("time", "month", number, *where)


def _year(written: str, *, roc: bool) -> float:
    """Return a year as the West counts it. roc: whether it is one of the Republic, whose first was 1912."""
    return (1.0 if written == "元" else read_number(written) or 0.0) + (1911 if roc else 0)


def _month_digits(month: str) -> str:
    return str(_MONTH_NUMBER.get(month[:3].lower(), month))


def _english_calendar(text: str) -> Iterator[Fact]:
    for match in _ENGLISH_DATE.finditer(text):
        month = match["m1"] or match["m2"] or match["m3"]
        year = match["y1"] or match["y2"] or match["y3"]
        yield from _date(match, year, month, *re.findall(r"\d+", match["before"] or match["after"] or ""))
    for match in _ENGLISH_MONTH.finditer(text):
        yield Fact("time", "month", _MONTH_NUMBER[match[0][:3].lower()], match[0], match.start(), match.end(), sure=False)
    for match in _REPUBLIC_YEAR.finditer(text):
        year = float(match["n"] or match["of"] or match["of2"])
        place = match.start(), match.end()
        yield Fact("number", "", year + 1911, match[0], *place, plain=year + 1911, others=(year,))
    yield from english_weekdays(text)
    yield from english_times(text)
    yield from clock_times(text)


def _han_calendar(text: str) -> Iterator[Fact]:
    if _ENGLISH_NAME.search(text):
        yield from _english_calendar(text)
    for match in _ROC_DATE.finditer(text):
        yield from _date(match, match["y"], match["m"], match["d"])
    for match in _HAN_DATE.finditer(text):
        if not match["days"]:
            yield from _date(match, match["y3"], match["m3"], roc=match["roc3"])
            continue
        month, year = match["m"], match["y"]
        for day in _DAY_OF_MONTH.finditer(match["days"]):
            month = day["m"] or month
            yield from _date(match, year, month, day["d"], roc=match["roc"])
            year = None
    for match in _HAN_YEAR.finditer(text):
        roc = match["roc"] or match["alone"]
        year = _year(roc or match["y"], roc=bool(roc))
        yield Fact("number", "", year, match[0].strip(), match.start(), match.end(), plain=year)
    for match in _HAN_MONTH.finditer(text):
        for month in (match["from"], match["m"]):
            if month:
                yield Fact("time", "month", read_number(month) or 0, match[0].strip(), match.start(), match.end(), sure=False)
    yield from han_weekdays(text)
    yield from han_times(text)
