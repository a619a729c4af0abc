"""Full names in Chinese characters, told by what given names are made of: 黃家輝 is somebody, 高級版 is a thing.

How often a character stands where, in the names and in the other words of the dictionary that jieba brings.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from kbgen.insights.diagnosis.plausible import is_chinese_word
from kbgen.text.normalise import HAN
from kbgen.text.real_words import LEAST_FREQUENCY, jieba_dictionary
from kbgen.text.tables import fold_code_points

LENGTH = 3
"""Characters: a family name and two of the given one. With one of these most are words of something: 黃金, 李子."""
LEAST_ODDS = 3.0
"""Logarithm of how much likelier the given characters are in a name than in another word."""
SURE_ODDS = 5.0
"""From which on it is a name though two of its characters are a word (國強, of 李國強), or the dictionary has it among its names.

For that has places there, too: 石家莊.
"""
_UNSEEN = 0.3
"""Times that a character is taken to stand where it never does."""
_ENTRY = re.compile(f"^({HAN}{{2,{LENGTH}}}) ([0-9]+) ([a-z]+)", re.MULTILINE)
_NAME = "nr"
"""How the dictionary marks names of people."""


@dataclass(frozen=True, slots=True)
class _Places:
    """How often each character stands second and third in names, and in other words. words: that are no names."""

    names: tuple[Counter[str], Counter[str]]
    others: tuple[Counter[str], Counter[str]]
    words: frozenset[str]

    def odds(self, given: str) -> float:
        """Return the logarithm of the odds that a given name has these two characters, in this order."""
        return sum(
            math.log(_part(names, char) / _part(others, char))
            for names, others, char in zip(self.names, self.others, given, strict=True)
        )


def is_full_name(folded: str, families: Collection[str]) -> bool:
    """Tell whether a folded text that is no other word has the characters of a full name. families: family names, folded."""
    if len(folded) != LENGTH or folded[0] not in families:
        return False
    places = _places(frozenset(families))
    if folded in places.words:
        return False
    is_new = not is_chinese_word(folded) and places.words.isdisjoint((folded[:2], folded[1:]))
    return places.odds(folded[1:]) > (LEAST_ODDS if is_new else SURE_ODDS)


def _part(found: Counter[str], char: str) -> float:
    return (found[char] + _UNSEEN) / (found.total() + _UNSEEN * 1_000)


@cache
def _places(families: frozenset[str]) -> _Places:
    names, others, words = (Counter[str](), Counter[str]()), (Counter[str](), Counter[str]()), set[str]()
    for word, frequency, kind in _entries():
        is_name = kind.startswith(_NAME)
        if len(word) < LENGTH:
            if not is_name and frequency >= LEAST_FREQUENCY:
                words.add(word)
            continue
        if not is_name:
            words.add(word)
        if not is_name or word[0] in families:
            for found, char in zip(names if is_name else others, word[1:], strict=True):
                found[char] += 1
    return _Places(names, others, frozenset(words))


def _entries() -> Iterator[tuple[str, int, str]]:
    found = _ENTRY.findall(jieba_dictionary().translate(fold_code_points()))
    yield from ((word, int(frequency), kind) for word, frequency, kind in found)
