"""Times of day as people say them, read as the figures of a clock that articles write: 6pm and 下午六點 as 18:00.

Twin: theme/assets/search/day-times.js. Specification: index-format 5.8.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kbgen.search.constants import FIRST_OF_MORNING
from kbgen.search.numerals import number_of

_FIGURES = "[一二三四五六七八九十兩两]"
_TIME = re.compile(
    "(?<![a-z0-9.:])(?P<hour>1[0-2]|0?[1-9])(?:[:.]?(?P<minute>[0-5][0-9]))? ?(?P<half>am|pm)(?![a-z0-9])"
    "|(?P<part>早上|上午|朝早|今朝|聽朝|听朝|凌晨|下午|晏晝|晏昼|傍晚|晚上|夜晚|今晚|聽晚|听晚) ?"
    f"(?P<count>1[0-2]|[1-9]|{_FIGURES}{{1,2}}) ?(?:點鐘|点钟|[點点時时])(?P<after>半)?(?![0-9一二三四五六七八九十])"
)
_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SAID = "|".join(_HOURS)
_HALF_A_DAY = re.compile(
    f"(?<![a-z0-9.:])(?:(?P<part>half past|quarter past|quarter to) (?P<of>1[0-2]|[1-9]|{_SAID})"
    f"|(?P<full>1[0-2]|[1-9]|{_SAID}) o'?clock)(?![a-z0-9:.])"
    f"|(?<![0-9一二三四五六七八九十兩两])(?P<count>1[0-2]|[1-9]|{_FIGURES}{{1,2}}) ?(?:[點点時时](?P<after>半)|點鐘|点钟)"
)
"""A time that says nothing of morning and afternoon."""
_MINUTES = {"half past": 30, "quarter past": 15, "quarter to": -15}
_NIGHT = frozenset(("晚上", "夜晚", "今晚", "聽晚", "听晚"))
_MORNING = frozenset(("am", "早上", "上午", "朝早", "今朝", "聽朝", "听朝", "凌晨"))


def _times(text: str) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Yield where a time of day stands in a normalised query, and the same as clocks of 24 and of 12 hours show it."""
    for match in _TIME.finditer(text):
        said = match["hour"] or match["count"]
        hour = _hour(said)
        if 1 <= hour <= 12:
            part = match["half"] or match["part"]
            is_morning = part in _MORNING or (hour == 12 and part in _NIGHT)
            minute = match["minute"] or ("30" if match["after"] else "00")
            shown = f"{hour % 12 + (0 if is_morning else 12):02}:{minute}"
            yield *match.span(), (shown, f"{hour}:{minute} {'am' if is_morning else 'pm'}")


def _half_days(text: str) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Yield where a time without morning or afternoon stands, and the two that it may be, the likelier first."""
    for match in _HALF_A_DAY.finditer(text):
        said = match["of"] or match["full"] or match["count"]
        hour = _HOURS.index(said) + 1 if said in _HOURS else _hour(said)
        if 1 <= hour <= 12:
            minutes = _MINUTES[match["part"]] if match["part"] else 30 if match["after"] else 0
            both = [(60 * (hour % 12 + later) + minutes) % (24 * 60) for later in (0, 12)]
            clocks = [f"{one // 60:02}:{one % 60:02}" for one in (both if FIRST_OF_MORNING <= hour < 12 else reversed(both))]
            yield *match.span(), (clocks[0], clocks[1])


def _hour(said: str) -> int:
    return int(said) if said.isdecimal() else number_of(said.replace("兩", "两"))


def on_the_clock(text: str, is_held: Callable[[str], bool]) -> str:
    """Return a normalised query with times of day as a clock shows them, where articles write them so and not as typed."""
    whole = _replaced(text, _times(text), is_held)
    return _replaced(whole, _half_days(whole), is_held)


def _replaced(text: str, times: Iterable[tuple[int, int, Sequence[str]]], is_held: Callable[[str], bool]) -> str:
    parts, end = [], 0
    for start, stop, clocks in times:
        clock = next(filter(is_held, clocks), "")
        if clock and not is_held(text[start:stop]):
            parts += [text[end:start], f" {clock} "]
            end = stop
    return "".join((*parts, text[end:]))
