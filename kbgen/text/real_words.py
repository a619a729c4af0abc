"""Words of both languages that a dictionary has: one that no article holds is no typing mistake (index-format 4.10).

Sources and licences: data/README.md; the Chinese ones come from the dictionary that jieba brings.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kbgen.text.normalise import Script, is_han
from kbgen.text.tables import fold_code_points

LONGEST_CHINESE = 4
"""Characters: a longer word is made of shorter ones."""
LEAST_FREQUENCY = 30
"""Of jieba's dictionary, which was counted in a corpus; rarer words are mostly names and sayings, and more often slips.

Rarer everyday words (集運, 燙金) come from the tables of regions and concepts."""


@cache
def english_words() -> frozenset[str]:
    """Return English words in lower case, of three letters or more."""
    text = files("kbgen.text").joinpath("data", "english_words.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@cache
def chinese_words() -> frozenset[str]:
    """Return Chinese words of two to four characters, folded."""
    found: set[str] = set()
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ", 2)
            if 2 <= len(word) <= LONGEST_CHINESE and int(frequency) >= LEAST_FREQUENCY and all(map(is_han, word)):
                found.add(word.translate(fold_code_points()))
    return frozenset(found)


def packaged_dictionaries() -> Mapping[Script, frozenset[str]]:
    """Return the words of both languages."""
    return {"latn": english_words(), "hani": chinese_words()}
