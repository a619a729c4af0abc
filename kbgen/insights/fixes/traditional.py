"""Simplified Chinese → Traditional, by the words that come with kbgen: 日历 is 日曆, and 历史 is 歷史."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from kbgen.proofread.hygiene.script import simplified_only
from kbgen.text.tables import fold_code_points

_TABLES = (
    *(
        ("kbgen.text", f"data/{name}")
        for name in ("concepts.tsv", "regions.tsv", "colloquial.tsv", "answers.tsv", "everyday.txt")
    ),
    ("kbgen.insights.diagnosis", "things.tsv"),
)
_CHINESE = re.compile("[\u3400-\u9fff]+")
_Counts = Mapping[str, Counter[str]]
"""Folded character, or two → how often it is written in which way."""


def in_traditional(text: str) -> str:
    """Return a text with Simplified characters as Traditional words beside them have them, else as most words do.

    Of a text that may be Traditional what people in Hong Kong and Taiwan write too (后, 里, 干) stays, unless a word is known in
    which it is another one (后台).
    """
    is_simplified = not simplified_only().keys().isdisjoint(text)
    folded = text.translate(fold_code_points())
    return "".join(_written(text, folded, at, is_simplified=is_simplified) for at in range(len(text)))


def _written(text: str, folded: str, at: int, *, is_simplified: bool) -> str:
    char = text[at]
    if char != folded[at]:
        return char
    ones, twos = _known()
    found = Counter[str]()
    for start in {max(0, at - 1), at}:
        for pair, times in twos.get(folded[start : start + 2], Counter[str]()).items():
            found[pair[at - start]] += times
    if is_simplified and not found:
        found = ones.get(char) or Counter(simplified_only().get(char, ""))
    return min(found, key=lambda form: (-found[form], form), default=char)


@cache
def _known() -> tuple[_Counts, _Counts]:
    """Return how single characters, and two in a row, are written in the Traditional words of kbgen."""
    ones, twos = defaultdict[str, Counter[str]](Counter), defaultdict[str, Counter[str]](Counter)
    fold = fold_code_points()
    for word in _words():
        folded = word.translate(fold)
        for at, char in enumerate(word):
            ones[folded[at]][char] += 1
            if at + 1 < len(word):
                twos[folded[at : at + 2]][word[at : at + 2]] += 1
    return ones, twos


def _words() -> Iterator[str]:
    simplified = simplified_only().keys()
    for package, name in _TABLES:
        lines = files(package).joinpath(name).read_text("utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.startswith("#"))
        yield from (word for word in _CHINESE.findall(text) if simplified.isdisjoint(word))
