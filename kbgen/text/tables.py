"""The tables of the package: folding, sounds and shapes, words of little weight. Sources and licences: data/README.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class CharacterFeatures(NamedTuple):
    """What a folded character sounds and looks like; a tuple, for every build makes 15,000.

    pinyin: without tones, ü as v, most frequent first. jyutping: with tone digits. phonetic: numbers of its phonetic series.
    cangjie: codes of all its forms, Traditional and Simplified.
    """

    pinyin: tuple[str, ...]
    jyutping: tuple[str, ...]
    phonetic: tuple[str, ...]
    cangjie: tuple[str, ...]


def cangjie_endings(features: CharacterFeatures) -> tuple[str, ...]:
    """Return the last two letters of each Cangjie code of a character, each once: 撰 and 選 look alike, and share one."""
    return tuple(dict.fromkeys(code[-2:] for code in features.cangjie if len(code) > 1))


def rows_of(name: str) -> list[list[str]]:
    """Return the rows of a table of the package, without its comments."""
    text = files("kbgen.text").joinpath("data", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def fold_table() -> Mapping[str, str]:
    """Return variant → folded character."""
    return {row[0]: row[1] for row in rows_of("fold.tsv")}


@cache
def fold_code_points() -> Mapping[int, str]:
    """Return the fold table as `str.translate` wants it."""
    return {ord(variant): folded for variant, folded in fold_table().items()}


@cache
def converted_words() -> Mapping[str, str]:
    """Return words that only a converter writes → what was meant: 頁麵 → 頁面."""
    return {row[0]: row[1] for row in rows_of("converted.tsv")}


@cache
def unconverted_words() -> frozenset[str]:
    """Return the words inside of which a word of `converted_words` is none: 印製定價, 海關系統."""
    return frozenset(word for row in rows_of("converted.tsv") for cell in row[2:] for word in cell.split(" "))


@cache
def function_words() -> Mapping[str, int]:
    """Return term → part of 256 that its impacts count: how, the, 如何, 的 say little of what a question is about.

    Folded, and as typed: a reader folds only the variants of characters that articles hold.
    """
    listed = {word: int(row[0]) for row in rows_of("function_words.tsv") for word in row[1].split(" ")}
    return listed | {word.translate(fold_code_points()): weight for word, weight in listed.items()}


_OFTEN = 20
"""How often the tables write what is shown for a character that is Traditional too: 松 is no 鬆 because one row has that."""


@cache
def written_forms() -> Mapping[str, str]:
    """Return folded character → the variant that the tables of Traditional words write, where they never write itself: 几, 幾."""
    columns = {"function_words.tsv": (1,), "colloquial.tsv": (1, 2), "concepts.tsv": (2, 3, 5), "regions.tsv": (0, 1)}
    cells = (row[at] for name, places in columns.items() for row in rows_of(name) for at in places if at < len(row))
    written = Counter("".join(cells))
    found: dict[str, str] = {}
    for variant, char in fold_table().items():
        is_commoner = char not in written and written[variant] > written[found.get(char, char)]
        if is_commoner and (written[variant] >= _OFTEN or not char.encode("big5", "ignore")):
            found[char] = variant
    return found


@cache
def character_features() -> Mapping[str, CharacterFeatures]:
    """Return the features of each folded character that is in everyday use somewhere."""
    return {
        row[0]: CharacterFeatures(*(tuple(field.split(" ")) if field else () for field in row[1:5]))
        for row in rows_of("characters.tsv")
    }


@cache
def everyday_characters() -> frozenset[str]:
    """Return the folded characters of Big5 level 1 and GB 2312 level 1: what people type by mistake."""
    fold = fold_table()
    return frozenset(fold.get(char, char) for char in _everyday_forms())


@cache
def everyday_variants() -> Mapping[str, str]:
    """Return variant → folded character, of the characters of Big5 level 1 and GB 2312 level 1 that fold."""
    fold = fold_table()
    return {char: fold[char] for char in sorted(_everyday_forms()) if char in fold}


@cache
def _everyday_forms() -> frozenset[str]:
    rows = [(range(0xA4, 0xC7), "big5"), (range(0xB0, 0xD8), "gb2312")]
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    found = set()
    for leads, encoding in rows:
        for lead in leads:
            for trail in trails:
                char = bytes((lead, trail)).decode(encoding, "ignore")
                if len(char) == 1 and 0x4E00 <= ord(char) <= 0x9FFF:
                    found.add(char)
    return frozenset(found)
