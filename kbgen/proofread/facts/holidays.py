"""Public holidays of Hong Kong and Taiwan, other feasts that shops name, and the colours of rainstorm warnings.

Sources of the names: the list of general holidays of the Government of Hong Kong, Taiwan's act on memorial days and holidays,
the warnings of the Hong Kong Observatory. None must be repeated; two that differ contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.numerals import read_number

_LUNAR = "(?:Lunar|Chinese) New Year"
_HOLIDAYS: tuple[tuple[str, str, str], ...] = (
    (rf"{_LUNAR}['’]?s? Eve|New Year['’]s Eve of the Lunar", r"年三十|年卅|除夕|年夜(?!飯)", ""),
    (rf"{_LUNAR}(?: Day)?|Spring Festival", "農曆新年|農曆年(?!初)|春節|新春|農曆大年", ""),
    (r"New Year['’]?s Day", "元旦", "1-1"),
    ("Ching Ming|Qingming|Tomb[- ]Sweeping", "清明", ""),
    ("Good Friday", "耶穌受難(?:日|節)|受難節", ""),
    ("Easter(?: Monday| Sunday)?(?: holidays?)?", "復活節(?:星期[一日])?", ""),
    ("Labou?r Day", "勞動節", "5-1"),
    (r"(?:the )?(?:Birthday of the )?Buddha(?:['’]s Birthday)?", "佛誕|浴佛節", ""),
    ("Dragon Boat(?: Festival)?|Tuen Ng|Duanwu", "端午|端陽", ""),
    (
        "(?:HKSAR|SAR|Hong Kong (?:Special Administrative Region|SAR)) Establishment Day",
        "特(?:別行政)?區成立(?:紀念日)?|回歸紀念日",
        "7-1",
    ),
    ("Mid[- ]Autumn|Moon Festival", "中秋", ""),
    ("National Day|Double Ten(?:th)?(?: Day)?", "國慶|雙十(?!一)", "10-1 10-10"),
    ("Chung Yeung|Double Ninth|Chongyang", "重陽", ""),
    ("Christmas Eve", "平安夜|聖誕節?前夕", "12-24"),
    (
        "Boxing Day|(?:the )?(?:first weekday|day) after Christmas(?: Day)?",
        "聖誕節?(?:翌日|後(?:的)?第?[一首]個?[週周平]日)|拆禮物日|節禮日",
        "12-26",
    ),
    ("Christmas(?: Day)?", "聖誕", "12-25"),
    ("(?:228 )?Peace Memorial Day", "(?:228|二二八)?和平紀念日", "2-28"),
    (r"Children['’]s Day", "兒童節", "4-4"),
    (r"Mother['’]s Day", "母親節", ""),
    (r"Father['’]s Day", "父親節", ""),
    (r"Teachers?['’]?s? Day", "教師節", "9-28"),
    (r"Valentine['’]?s?(?: Day)?", "(?<!七夕)(?<!中國)情人節", "2-14"),
    ("Winter Solstice", "冬至", ""),
    ("Lantern Festival", "元宵", ""),
    ("(?:Hungry )?Ghost Festival", "中元節|盂蘭", ""),
    ("Hallowe['’]?en", "萬聖節", "10-31"),
    ("Thanksgiving", "感恩節", ""),
    ("Black Friday", "黑色星期五|黑五", ""),
)
"""In English, in Chinese, and the dates of those that have one, in Hong Kong or in Taiwan; the first that fits is read."""
_FIRST_DAYS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
_NTH = rf"{'|'.join(_FIRST_DAYS)}|[1-8](?:st|nd|rd|th)"
_ENGLISH = Cued(
    rf"(?<![A-Za-z])(?:(?P<nth>{_NTH})(?:(?: and | to |[-–]|, )(?P<to>{_NTH}))? days? of (?:the )?(?:(?:Lunar|Chinese) )?New Year"
    rf"|first (?P<days>two|three|four|five|six|seven|[2-7]) days of (?:the )?(?:(?:Lunar|Chinese) )?New Year"
    + "".join(f"|(?P<h{number}>{english})" for number, (english, _, _) in enumerate(_HOLIDAYS))
    + ")(?![A-Za-z])",
    re.IGNORECASE,
    words=(
        "new spring ching qingming tomb good easter labour labor buddha birthday dragon tuen duanwu "
        "establishment autumn moon national double chung chongyang christmas boxing peace children "
        "mother father teacher teachers valentine valentines solstice lantern ghost halloween "
        "hallowe thanksgiving friday"
    ),
)
_HAN = Cued(
    r"(?:農曆|大)*(?:年|正月|(?<=[至到、及和])|(?<=[-–~]))初(?P<nth>[一二三四五六七八])(?![\d一二三四五六七八九十]|次|步|級)"
    + "".join(f"|(?P<h{number}>{han})" for number, (_, han, _) in enumerate(_HOLIDAYS)),
    characters="初夕夜曆節春旦清難復勞佛端立歸秋慶雙陽聖禮紀冬宵盂黑",
)
_RAINSTORM = Cued(
    r"(?<![A-Za-z])((?:(?:amber|yellow|red|black)(?: and |, | or |/| )(?:the )?){1,3})rain(?:storm)?s?(?![a-z])",
    re.IGNORECASE,
    words="rain rains rainstorm rainstorms",
)
_HAN_RAINSTORM = Cued(r"((?:[黃紅黑]色?(?:[、或及和/]|至)?){1,3})暴雨", characters="暴")
_COLOURS = {"amber": "amber", "yellow": "amber", "red": "red", "black": "black", "黃": "amber", "紅": "red", "黑": "black"}
_COLOUR = re.compile("|".join(_COLOURS), re.IGNORECASE)


def read_holidays(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield the holidays, the days of the lunar new year and the rainstorm warnings that a text names."""
    for match in (_HAN if chinese else _ENGLISH).finditer(text):
        place = match[0], match.start(), match.end()
        for day in _days_of_new_year(match.groupdict()):
            yield Fact("time", "day of the new year", day, *place, sure=False)
            if match.groupdict().get("days"):  # 首三天
                yield Fact("time", "seconds", day * 86400, *place, sure=False, coded=True)
        if match.lastgroup and match.lastgroup.startswith("h"):
            yield Fact("time", "holiday", match.lastgroup, *place, sure=False)
            for date in _HOLIDAYS[int(match.lastgroup[1:])][2].split():  # 1 月 1 日 answers New Year's Day
                yield Fact("time", "date", date, *place, sure=False, coded=True)
    for match in (_HAN_RAINSTORM if chinese else _RAINSTORM).finditer(text):
        for colour in _COLOUR.findall(match[1]):
            yield Fact("number", "rainstorm", _COLOURS[colour.lower()], match[0], match.start(), match.end(), sure=False)


def _days_of_new_year(groups: dict[str, str | None]) -> list[float]:
    """Return the days named: one, or the ends of *the first three days* and of *the first to third day*."""
    if days := groups.get("days"):
        return [1.0, read_number(days) or 0.0]
    return [_nth(named) for named in (groups["nth"], groups.get("to")) if named]


def _nth(written: str) -> float:
    if written.lower() in _FIRST_DAYS:
        return _FIRST_DAYS.index(written.lower()) + 1.0
    return read_number(re.sub("[a-z]+$", "", written.lower())) or 0.0
