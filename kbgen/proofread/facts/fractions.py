"""Parts of a whole: a third, 四分之三, 千分之五, three quarters of an hour; as a percentage, or as time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.numerals import DIGITS, ENGLISH_NUMERAL, HAN_NUMERAL, read_number
from kbgen.proofread.prose import MASK

_FRACTION = re.compile(
    rf"(?<![\d/.])(?<!\d )([1-7])/([2348])(?![\d/.])|([二三四五六七八九十])分之({HAN_NUMERAL})(?!{HAN_NUMERAL})"
    rf"|(?<![時点點第零〇\d])(?<!{HAN_NUMERAL})([三四五六八十])分([一二三四五])(?!{HAN_NUMERAL}|[致樣般定流起直向律球秒件個款名位人項次張])"
)
"""三分一 is how Hong Kong says 三分之一; 十分一致 and 三分二十秒 are none."""
_BELOW = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_WORD_FRACTION = re.compile(
    rf"(?<![A-Za-z])(?:(one|two|three|four)[ -]({'|'.join(_BELOW)})s?(?= of| the|\W|$)"
    rf"|((?:first|last|final|remaining|other|upper|lower|front|back)[ ])({'|'.join(_BELOW)})"
    r"(?= of (?:it|them|the|our|your)(?![A-Za-z]))"
    rf"|(an?)[ ]({'|'.join(_BELOW)})(?= of\s+(?:the|all|your|our|its|their|those|these|them|us|it"
    r"|this|that|what|customers|people|users|orders)(?![A-Za-z])"
    r"| (?:off|more|less|cheaper)(?![A-Za-z])|(?<=by a \w{5})(?= ?[.,;)]| (?:in|on|from|after|since|this|last)(?![A-Za-z])|$)"
    r"|(?<=by a \w{7})(?= ?[.,;)]| (?:in|on|from|after|since|this|last)(?![A-Za-z])|$)))",
    re.IGNORECASE,
)
"""*A third* and *a quarter* alone are a party and three months as often: what they are part of must follow, or *by* lead."""
_QUARTER_HOUR = re.compile(
    r"(?<![A-Za-z])(?:(?P<three>three)[ -]quarters[ -]of[ -]an[ -]hour|(?:an?[ ])?quarter[ -](?:of[ -]an[ -])?hour)(?![A-Za-z])",
    re.IGNORECASE,
)
_PER_THOUSAND = re.compile(
    rf"(?P<large>[千萬万])分之\s?(?P<han>{DIGITS}|{HAN_NUMERAL}+)"
    rf"|(?<![\w.])(?P<n>{DIGITS}|{ENGLISH_NUMERAL})\s?(?:‰|per (?:mille|thousand)(?![A-Za-z]))",
    re.IGNORECASE,
)
_MAY_NAME = Cued(
    r"分之|[三四五六八十]分[一二三四五]|\d/\d|‰|(?<![a-z])(?:quarter|third|fourth|fifth|sixth|eighth|tenth)s?(?![a-z])"
    r"|per (?:mille|thousand)(?![a-z])",
    re.IGNORECASE,
    characters="分/‰",
    words=("quarter quarters third thirds fourth fourths fifth fifths sixth sixths eighth eighths tenth tenths mille thousand"),
)


def read_fractions(text: str) -> Iterator[Fact]:
    """Yield the parts of a whole that a text names. Dates must be masked before."""
    if not _MAY_NAME.search(text):
        return
    for match in _QUARTER_HOUR.finditer(text):
        seconds = 2700.0 if match["three"] else 900.0
        yield Fact("time", "seconds", seconds, match[0], match.start(), match.end())
    text = _QUARTER_HOUR.sub(lambda match: MASK * len(match[0]), text)
    for match in _PER_THOUSAND.finditer(text):
        below = {"千": 10, "萬": 100, "万": 100}.get(match["large"], 10)
        value = (read_number(match["han"] or match["n"]) or 0) / below
        yield Fact("number", "percent", round(value, 6), match[0], match.start(), match.end())
    for match in _FRACTION.finditer(text):
        yield _part(match, match[1] or match[4] or match[6], read_number(match[2] or match[3] or match[5]) or 0)
    for match in _WORD_FRACTION.finditer(text):
        above, below = match[1] or "one", _BELOW[(match[2] or match[4] or match[6]).lower()]
        yield _part(match, above, below, sure=bool(match[1]))


def _part(match: re.Match[str], above: str, below: float, *, sure: bool = True) -> Fact:
    """Return a fraction as the percentage it is; 33 and 33.3 % are as good as a third."""
    share = 100 * (read_number(above) or 0) / (below or 1)
    others = tuple(value for digits in (0, 1) if (value := round(share, digits)) != round(share, 2))
    return Fact("number", "percent", round(share, 2), match[0], match.start(), match.end(), sure=sure, others=others)
