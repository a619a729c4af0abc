"""How long something takes, in two units: 1 hour 30 minutes, 一小時三十分鐘, a year and six months, 一年零六個月."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.numerals import ENGLISH_NUMERAL, HAN_NUMERAL, read_number

_LARGE = rf"(?<![\w.,/-])(?P<large>\d{{1,3}}|(?:an?|{ENGLISH_NUMERAL})(?=[ -]))[ -]?"
_SMALL = rf"(?: and | |(?=\d))(?P<small>\d{{1,2}}|{ENGLISH_NUMERAL}(?=[ -]))[ -]?"
"""Numbers in words are parted from what they count by a blank or a hyphen."""
_HAN_LARGE = rf"(?<![\d.第{HAN_NUMERAL[1:-1]}])(?P<large>\d{{1,3}}|{HAN_NUMERAL}{{1,4}})\s?"
_HAN_SMALL = rf"\s?[零又]?\s?(?P<small>\d{{1,2}}|{HAN_NUMERAL}{{1,3}})\s?"
_Patterns = tuple[tuple[Cued, str, float, float], ...]
_ENGLISH: _Patterns = (
    (
        Cued(
            rf"{_LARGE}(?:hours?|hrs?|h){_SMALL}(?:minutes?|mins?|m)(?![A-Za-z])",
            re.IGNORECASE,
            words="hour hours hr hrs h",
        ),
        "seconds",
        3600,
        60,
    ),
    (
        Cued(
            rf"{_LARGE}(?:minutes?|mins?){_SMALL}(?:seconds?|secs?)(?![A-Za-z])",
            re.IGNORECASE,
            words="minute minutes min mins",
        ),
        "seconds",
        60,
        1,
    ),
    (Cued(rf"{_LARGE}(?:years?|yrs?){_SMALL}months?(?![A-Za-z])", re.IGNORECASE, words="year years yr yrs"), "months", 12, 1),
)
_HAN: _Patterns = (
    (Cued(rf"{_HAN_LARGE}(?:個?(?:小時|鐘頭)|個鐘){_HAN_SMALL}分鐘?(?![店之])", characters="分"), "seconds", 3600, 60),
    (Cued(rf"{_HAN_LARGE}分鐘?{_HAN_SMALL}秒鐘?", characters="秒"), "seconds", 60, 1),
    (Cued(rf"{_HAN_LARGE}年{_HAN_SMALL}個月", characters="年"), "months", 12, 1),
)
"""Pattern, dimension, and base units in one of the large and of the small unit."""


def read_durations(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield the durations of two units, each as one. Dates and times must be masked before."""
    for pattern, dimension, large, small in _HAN if chinese else _ENGLISH:
        for match in pattern.finditer(text):
            first = 1.0 if match["large"].lower() in {"a", "an"} else read_number(match["large"])
            second = read_number(match["small"])
            if first is not None and second is not None:
                yield Fact("time", dimension, first * large + second * small, match[0], match.start(), match.end())
