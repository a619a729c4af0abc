"""The site's vocabulary with what each word costs: the dictionary by which a query is read and mended."""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from kbgen.text.package_folder import package_folder

COSTS_PER_BIT = 8
"""Costs are in eighths of a bit: 8 · log2(all occurrences / occurrences of the word), 1..255."""
COST_STEP = 8
"""Costs are rounded to multiples of it: finer ones cost bytes and change no ranking worth having."""

MAX_WORD_LENGTH = 8
"""Code points of the longest Chinese word kept; longer ones are found through their parts."""


def word_costs(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the cost of each word: the rarer, the dearer."""
    total = sum(counts.values())
    return {word: _cost(total / count) for word, count in counts.items()}


def _cost(rarity: float) -> int:
    return max(COST_STEP, min(255 - 255 % COST_STEP, round(COSTS_PER_BIT * math.log2(rarity) / COST_STEP) * COST_STEP))


def chinese_words(runs: Mapping[str, int], words_of: Callable[[str], Sequence[str]]) -> Counter[str]:
    """Return the words of folded runs of Han characters, parts of long words too.

    runs: with how often each occurs. words_of: cuts a run for search.
    """
    words: Counter[str] = Counter()
    for run, number in runs.items():
        for word in words_of(run):
            words[word] += number
    return Counter({word: number for word, number in words.items() if len(word) <= MAX_WORD_LENGTH})


def _english_stemmer() -> Any:
    """Return Snowball's stemmer of English alone: its package loads all 33 languages, which takes 0.05 s of every build."""
    package = ModuleType(f"{__name__}.snowball")
    package.__path__ = [str(package_folder("snowballstemmer"))]
    sys.modules[package.__name__] = package
    return import_module(f"{package.__name__}.english_stemmer").EnglishStemmer()


_english = _english_stemmer()
STEMMER = tuple(package_folder("snowballstemmer") / name for name in ("basestemmer.py", "english_stemmer.py"))
"""The code that finds stems."""
_known: Mapping[str, str] = {}


def know_stems(stems: Mapping[str, str]) -> None:
    """Let this process take stems that were found before, by the same code, from here."""
    global _known  # what nobody can tell from stems found anew
    _known = stems


_QUALITY = re.compile("(?<=[a-z]{3}[ae]n)(?:c|ci)$")
"""What is left of the ending of a quality in a short word: complianc, urgenc; in longer ones the stemmer drops all of it."""
_STRANGERS = frozenset(("comment", "constant", "current", "instant", "patient", "present", "regent"))
"""Stems whose quality is another thing: currency, patience, presence."""


@cache
def stem(word: str) -> str:
    """Return the Snowball English stem of a word of plain letters; other words are their own stem.

    A quality has that of what has it: compliance and compliant, vacancy and vacant.
    """
    return _known.get(word) or _found_stem(word) if has_stem(word) else word


def has_stem(word: str) -> bool:
    """Tell whether a word is of plain letters."""
    return word.isascii() and word.isalpha()


def _found_stem(word: str) -> str:
    found = str(_english.stemWord(word))
    holder = _QUALITY.sub("t", found)
    return found if holder in _STRANGERS else holder


def plain_word(term: str) -> bool:
    """Tell whether a typo may lead to this term: letters, with two digits at most (`win32`)."""
    if term.isalpha():  # nearly all
        return len(term) >= 2
    digits = sum("0" <= char <= "9" for char in term)
    return len(term) >= 2 and digits <= 2 and len(term) - digits >= 2
