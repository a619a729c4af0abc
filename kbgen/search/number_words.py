"""Numbers in English words, read as the figures that articles write: sixty five as 65, two thousand five hundred as 2500.

Twin: theme/assets/search/number-words.js. Specification: index-format 5.8.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {
    **{word: number for number, word in enumerate(f"{_ONES} {_TEENS}".split(" "), start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS.split(" "), start=2)},
    "a": 1,
}
_ONE, _TEEN, _TEN = (words.replace(" ", "|") for words in (_ONES, _TEENS, _TENS))
_BELOW_100 = f"(?:(?:{_TEN})(?:[ -](?:{_ONE}))?|{_TEEN}|{_ONE})"
_BELOW_1000 = f"(?:(?:{_ONE}|a) hundred(?:(?: and)? {_BELOW_100})?|{_BELOW_100})"
_NUMBER = re.compile(f"(?<![a-z0-9'-])(?:(?:{_BELOW_1000}|a) thousand(?:(?: and)? {_BELOW_1000})?|{_BELOW_1000})(?![a-z0-9'])")


def in_digits(text: str, is_held: Callable[[str], bool]) -> str:
    """Return a normalised query with numbers in figures where articles write them so, and not in the words typed; *one* stays."""

    def written(match: re.Match[str]) -> str:
        figures = str(_number_of(match.group()))
        return figures if figures != "1" and is_held(figures) and not is_held(match.group()) else match.group()

    return _NUMBER.sub(written, text)


def _number_of(words: str) -> int:
    total = below = 0
    for word in re.split("[ -]", words):
        if word == "thousand":
            total, below = 1000 * below, 0
        elif word == "hundred":
            below *= 100
        elif word != "and":
            below += _VALUES[word]
    return total + below
