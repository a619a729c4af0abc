"""Days of the week, in both languages: Mon–Fri, Saturdays, 逢星期一至六, 週一、三、五."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.fact import Fact

_NAMES = ["mo", "tu", "we", "th", "fr", "sa", "su"]
_NAME = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_ENGLISH = Cued(
    r"(?<![A-Za-z])(?:Mon(?:days?)?|Tue(?:s(?:days?)?)?|Wed(?:nesdays?)?|Thu(?:rs?(?:days?)?)?|Fri(?:days?)?|"
    r"Sat(?:urdays?)|Sun(?:days?)|Sat(?= ?[-–:,/&]| (?:and|to|or) )|(?<=[-–] )Sun|"
    r"(?<=and )Sun|(?<=& )Sun|(?<=to )Sun|(?<=[-–])(?:Sat|Sun)"
    r"|(?P<alone>Sat(?! (?:nav|down|in|at|on the|there|here|for|by|with|beside|next|back|still|up|through)(?![a-z]))"
    r"|(?<!the )(?<!The )Sun(?= ?(?:[-–—~:,;/&+|().\n]|\d|$)| (?:and|to|or|closed|open|only|from|until|till|noon"
    r"|mornings?|afternoons?|evenings?|nights?)(?![a-z])))"
    rf"|(?P<capitals>{_NAME.upper()})(?= ?(?:[-–—~:,/&.)]|\d|$)| (?:to|and|TO|AND|CLOSED|closed) ))(?![A-Za-z])",
    words="mon* tue* wed* thu* fri* sat* sun*",
)
"""`Sat` and `Sun` alone may also be a verb and a star, and `SAT` an examination: they answer, and ask for nothing."""

_DAY = "[一二三四五六日天]"
_WEEK = "(?:星期|禮拜|[週周])"
_NO_COUNT = (
    "(?![個次份件項天週周星樓層月號人位名張款種元十百千萬折成隻本台臺度季場堂節頁章歲倍常後前用]"
    "|時(?!段)|分(?![店行校])|日(?!間)|年(?!中)|期(?!間)|點(?!心)|小(?!店)|間(?![中歇]))"
)
"""What follows a day that is written without 星期: 星期一、二樓 and 星期三、四月 name one day."""
_HAN = Cued(
    rf"(?:(?P<every>每(?!逢))|每?逢|(?<![每一二兩三四五六七八九十幾數上下本\d])(?=[週周])|(?<!每)(?=[星禮]))"
    rf"(?P<days>{_WEEK}{_DAY}(?![個次份件項年])(?(every)(?![天日小堂節場集回篇款名位人元千百十封張]))"
    rf"(?:\s?[-–—~～至到、及和與或/&]\s?(?:逢?{_WEEK}{_DAY}(?![個次份件項])|[一二三四五六日]{_NO_COUNT})"
    r"|\s?[,，]\s?[一二三四五六日](?=[\s,，、及和至到。；)）]|$)){0,7})",
    characters="期拜週周",
)


def english_weekdays(text: str) -> Iterator[Fact]:
    """Yield the days that an English text names, in full or by three letters."""
    for match in _ENGLISH.finditer(text):
        sure = not (match["alone"] or match["capitals"])
        yield _weekday(match, _NAMES.index(match[0][:2].lower()), match[0], sure=sure)


def han_weekdays(text: str) -> Iterator[Fact]:
    """Yield the days that a Chinese text names: each of a list, and both ends of a range."""
    for match in _HAN.finditer(text):
        for day in re.findall(_DAY, re.sub(_WEEK, "", match["days"])):
            yield _weekday(match, min("一二三四五六日天".index(day), 6), match[0].strip(), sure=not match["every"])


def _weekday(match: re.Match[str], number: int, shown: str, *, sure: bool) -> Fact:
    return Fact("time", "weekday", number, shown, match.start(), match.end(), sure=sure)
