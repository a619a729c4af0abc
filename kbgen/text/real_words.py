"""Words of both languages that a dictionary has: one that no article holds is no typing mistake (index-format 4.10).

Sources and licences: data/README.md; the Chinese ones come from the dictionary that jieba brings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

import kbgen
from kbgen.text.normalise import HAN, Script
from kbgen.text.package_folder import package_folder
from kbgen.text.tables import fold_code_points, rows_of

LONGEST_CHINESE = 4
"""Characters: a longer word is made of shorter ones."""
LEAST_FREQUENCY = 30
"""Of jieba's dictionary, which was counted in a corpus; rarer words are mostly names and sayings, and more often slips.

Rarer everyday words (集運, 燙金) come from the tables of regions and concepts."""
_PLAIN_NAME = re.compile("[a-z ]+")
_LINE = re.compile(f"^({HAN}{{2,{LONGEST_CHINESE}}}) ([0-9]+) ", re.MULTILINE)


@cache
def english_words() -> frozenset[str]:
    """Return English words and names in lower case, of three letters or more."""
    folder = files("kbgen.text").joinpath("data")
    lines = [
        line for name in ("english_words.txt", "names.txt") for line in folder.joinpath(name).read_text("utf-8").splitlines()
    ]
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def place_names() -> frozenset[str]:
    """Return English names of places in lower case, words between blanks; none of one word that is written of several (taipo)."""
    cells = (names for _, names, _ in rows_of("districts.tsv"))
    names = {name for cell in cells for name in cell.split("; ") if _PLAIN_NAME.fullmatch(name)}
    return frozenset(names - {name.replace(" ", "") for name in names if " " in name})


def jieba_dictionary() -> str:
    """Return the dictionary that jieba brings: a word, its frequency and its kind on each line."""
    # jieba itself imports all of setuptools, which takes 0.1 s of every build.
    return package_folder("jieba").joinpath("dict.txt").read_text("utf-8")


@cache
def chinese_words() -> frozenset[str]:
    """Return Chinese words of two to four characters, folded."""
    # One search and one translation for all lines: a loop over them takes three times as long, in every build.
    found = "\n".join(word for word, frequency in _LINE.findall(jieba_dictionary()) if int(frequency) >= LEAST_FREQUENCY)
    return frozenset(found.translate(fold_code_points()).split("\n"))


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Words of a language. load: returns them, in 0.1 s. version: another one where they may be others."""

    version: str
    load: Callable[[], frozenset[str]]


def packaged_dictionaries() -> Mapping[Script, Dictionary]:
    """Return the words of both languages."""
    own = kbgen.__version__
    return {
        "latn": Dictionary(own, lambda: english_words() | place_names()),
        "hani": Dictionary(f"{own} {version('jieba')}", chinese_words),
    }
