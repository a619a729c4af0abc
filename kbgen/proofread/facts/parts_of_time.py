"""The beginning, the middle or the end of a month, a season or a year: early May, 五月上旬, the end of the year, 年底.

None must be repeated by the other side; two that differ contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.fact import Fact

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_WHOLE = (
    rf"(?:(?:the|each|every|that|this|next|last|a) )?(?:(?P<month>month|(?:{_MONTHS})(?! ?\d?\d(?!\d)))"
    r"|(?P<season>season|quarter)|(?P<year>(?:calendar |financial )?year|(?:19|20)\d\d))(?![A-Za-z])"
)
_ENGLISH = Cued(
    r"(?<![A-Za-z])(?:(?P<first>(?:the )?(?:first (?:ten|10) days|beginning|start) of|early(?: in)?)"
    r"|(?P<mid>(?:the )?middle of|mid-?)|(?P<last>(?:the )?(?:last (?:ten|10) days|end) of|late(?: in)?))"
    rf"(?=[ -]?{_WHOLE})",
    re.IGNORECASE,
    words="first beginning start ear* mid* middle last end lat*",
)
_HAN = Cued(
    r"(?<=(?P<month>[月]))(?:(?P<first>上旬|初(?![一二三四五六七八九十\d])|頭)|(?P<mid>中旬|中(?![國文英間心央環途午學]))"
    r"|(?P<last>下旬|底(?!薪)|末|尾|杪))"
    r"|(?<=(?P<season>季))之?(?:(?P<first2>初|頭)|(?P<mid2>中(?![國文英間心央環途午學]))|(?P<last2>末|尾|底))"
    r"|(?<=(?P<year>年))(?:(?P<first3>初(?![一二三四五六七八九十\d]))|(?P<mid3>中(?![國文英間心央環途午學無]))|(?P<last3>底|末|尾|終(?!無)))",
    characters="月季年",
)


def read_parts_of_time(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield which part of a month, a season or a year a text names; the month itself is left to be read."""
    for match in (_HAN if chinese else _ENGLISH).finditer(text):
        named = {name.rstrip("23") for name, found in match.groupdict().items() if found}
        whole = next(name for name in ("month", "season", "year") if name in named)
        part = next(name for name in ("first", "mid", "last") if name in named)
        yield Fact("time", f"part of a {whole}", part, match[0], match.start(), match.end(), sure=False)
