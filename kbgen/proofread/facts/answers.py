"""What may answer a number of the other side without being one: the first, both, a pair, 一半, 對折, every quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.fact import Fact

_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
_ANSWER_VALUES = {word: float(number) for number, word in enumerate(_ORDINALS, 1)} | {
    "both": 2.0, "pair": 2.0, "single": 1.0, "half": 50.0, "半": 50.0, "一半": 50.0, "對折": 50.0, "quarter": 25.0
}  # fmt: skip
_ORDINAL_NOUN = Cued(
    rf"(?<![A-Za-z-])(?<!\ba )(?<!\bone )(?:{'|'.join(_ORDINALS[3:])})(?= [a-z]{{2}})"
    r"(?! (?:part(?:y|ies)|person|of|off|and|or|to|in|on|at|is|was|are|for|quarter|world|rate|grade)(?![a-z]))",
    re.IGNORECASE,
    words="fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
)
"""The seventh parcel: 第六件 contradicts it, and six parcels do not. The first three are too often something else."""
_SEASON = Cued(
    r"[每按]季|季度|(?<![A-Za-z])quarter(?:ly|s)?(?![A-Za-z])", re.IGNORECASE, characters="季", words="quarter quarterly quarters"
)
_ANSWERS = Cued(
    rf"一半|對折|半(?=[杯匙碗份盒包條片])"
    rf"|(?<![A-Za-z])(?:{'|'.join(word for word in _ANSWER_VALUES if word.isascii())})(?![A-Za-z])",
    re.IGNORECASE,
    characters="半對",
    words=("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth both pair single half quarter"),
)

_BELOW = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PART = Cued(rf"(?<![A-Za-z])an? ({'|'.join(_BELOW)})(?![A-Za-z])", re.IGNORECASE, words="third quarter fifth sixth eighth tenth")
_EVERY_OTHER = Cued(
    r"(?<![A-Za-z])(?:(?:every (?:other|second)|alternate) "
    r"(?:(?P<day>days?)|(?P<week>weeks?)|(?P<month>months?)|(?P<year>years?))"
    r"|(?P<fortnight>fortnightly|bi-?weekly))(?![A-Za-z])"
    r"|隔個?(?:(?P<han_day>[日天])|(?P<han_week>[週周]|星期|禮拜)|(?P<han_month>月)|(?P<han_year>年))(?![一二三四五六日])",
    re.IGNORECASE,
    characters="隔",
    words="every alternate fortnightly biweekly bi",
)
"""Every two weeks, without a number; 隔日 may also be the next day, so it only answers."""


def read_answers(text: str) -> Iterator[Fact]:
    """Yield what may answer a number of the other side without being one: the first, both, 一半, 對折."""
    for match in _SEASON.finditer(text):
        yield Fact("time", "months", 3.0, match[0], match.start(), match.end(), plain=3.0, sure=False, coded=True)
    for match in _PART.finditer(text):  # lining adds a third
        share = round(100 / _BELOW[match[1].lower()], 2)
        yield Fact("number", "percent", share, match[0], match.start(), match.end(), sure=False, coded=True)
    for match in _EVERY_OTHER.finditer(text):
        named = next(name for name, found in match.groupdict().items() if found).removeprefix("han_")
        dimension, value = (
            ("months", {"month": 2.0, "year": 24.0}.get(named)) if named in {"month", "year"} else ("seconds", None)
        )
        value = value or (2 if named == "day" else 14) * 86400.0
        yield Fact("time", dimension, value, match[0], match.start(), match.end(), sure=False, coded=True)
    for match in _ORDINAL_NOUN.finditer(text):
        value = float(_ORDINALS.index(match[0].lower()) + 1)
        yield Fact("number", "ordinal", value, match[0], match.start(), match.end(), plain=value, sure=False)
    for match in _ANSWERS.finditer(text):
        word = match[0].lower()
        dimension = "percent" if word in {"half", "半", "一半", "對折"} else ""
        yield Fact(
            "number",
            dimension,
            _ANSWER_VALUES[word],
            match[0],
            match.start(),
            match.end(),
            plain=_ANSWER_VALUES[word],
            sure=False,
            coded=True,
        )
