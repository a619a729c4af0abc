"""Chinese words of a portal by how they sound in Latin letters: for what readers ran together, or wrote with other letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from itertools import product

from kbgen.text.tables import character_features

LONGEST_SOUND = 24
"""Letters of the longest word that is looked for."""
FEWEST_CHARACTERS = 2
"""Of a word, and of a whole reading: one syllable sounds like anything."""
MOST_READINGS = 8
_NO_LETTER = re.compile("[^a-z]")


def words_by_sound(words: Collection[str]) -> Mapping[str, str]:
    """Return pinyin and Jyutping without tones or blanks → the word, of folded words of two characters or more."""
    found: dict[str, str] = {}
    for word in sorted(words, key=lambda one: (len(one), one)):
        if len(word) >= FEWEST_CHARACTERS:
            for sound in _sounds(word):
                found.setdefault(sound, word)
    return found


def read_by_sound(text: str, by_sound: Mapping[str, str]) -> str:
    """Return the fewest words whose sounds, one after the other, are a text in Latin letters; empty where there are none."""
    letters = _plain(text)
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(letters) + 1):
        ways = [
            (*best[start], by_sound[letters[start:end]])  # type: ignore[misc]
            for start in range(max(0, end - LONGEST_SOUND), end)
            if best[start] is not None and letters[start:end] in by_sound
        ]
        best.append(min(ways, key=lambda way: (len(way), way), default=None))
    return "".join(best[-1] or ())


def _sounds(word: str) -> Collection[str]:
    features = character_features()
    known = [features[char] for char in word if char in features]
    if len(known) < len(word):
        return ()
    ways = [*_first(product(*(one.pinyin for one in known))), *_first(product(*(one.jyutping for one in known)))]
    return {sound for way in ways if (sound := _plain("".join(way)))}


def _first(ways: product[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [way for way, _ in zip(ways, range(MOST_READINGS), strict=False)]


def _plain(sound: str) -> str:
    """Return letters alone: without tones, and ü as people without that key write it."""
    letters = sound.lower().replace("ü", "u").replace("lv", "lu").replace("nv", "nu")
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", letters))
