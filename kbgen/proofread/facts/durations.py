"""How long something takes, in two units: 1 hour 30 minutes, 一小時三十分鐘, a year and six months, 一年零六個月."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.numerals import ENGLISH_NUMERAL, HAN_NUMERAL, read_number

_LARGE = rf"(?<![\w.,/-])(?P<large>\d{{1,3}}|an?|{ENGLISH_NUMERAL})[ -]?"
_SMALL = rf"(?: and | )?(?P<small>\d{{1,2}}|{ENGLISH_NUMERAL})[ -]?"
_HAN_LARGE = rf"(?<![\d.第{HAN_NUMERAL[1:-1]}])(?P<large>\d{{1,3}}|{HAN_NUMERAL}{{1,4}})\s?"
_HAN_SMALL = rf"\s?[零又]?\s?(?P<small>\d{{1,2}}|{HAN_NUMERAL}{{1,3}})\s?"
_PATTERNS = [
    (re.compile(pattern, re.IGNORECASE), dimension, large, small)
    for pattern, dimension, large, small in (
        (rf"{_LARGE}(?:hours?|hrs?|h){_SMALL}(?:minutes?|mins?|m)(?![A-Za-z])", "seconds", 3600, 60),
        (rf"{_LARGE}(?:minutes?|mins?){_SMALL}(?:seconds?|secs?)(?![A-Za-z])", "seconds", 60, 1),
        (rf"{_LARGE}(?:years?|yrs?){_SMALL}months?(?![A-Za-z])", "months", 12, 1),
        (rf"{_HAN_LARGE}(?:個?(?:小時|鐘頭)|個鐘){_HAN_SMALL}分鐘?(?![店之])", "seconds", 3600, 60),
        (rf"{_HAN_LARGE}分鐘?{_HAN_SMALL}秒鐘?", "seconds", 60, 1),
        (rf"{_HAN_LARGE}年{_HAN_SMALL}個月", "months", 12, 1),
    )
]


def read_durations(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield the durations of two units, each as one. Dates and times must be masked before."""
    for pattern, dimension, large, small in _PATTERNS[3:] if chinese else _PATTERNS[:3]:
        for match in pattern.finditer(text):
            first = 1.0 if match["large"].lower() in {"a", "an"} else read_number(match["large"])
            second = read_number(match["small"])
            if first is not None and second is not None:
                yield Fact("time", dimension, first * large + second * small, match[0], match.start(), match.end())
