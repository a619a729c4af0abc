"""Chinese typed in Latin letters: pinyin and Jyutping, with or without tones and blanks, read as words of the site.

Twin: theme/assets/search/romanised.js. Specification: index-format 7.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from kbgen.search.constants import (
    LONGEST_INITIALS,
    LONGEST_ROMANISED,
    LONGEST_ROMANISED_WORD,
    LONGEST_SYLLABLE,
    MOST_ROMANISED_READINGS,
    SHORTEST_ROMANISED,
    SINGLE_CHARACTER,
)
from kbgen.search.payloads import Characters

_PINYIN = (
    "|a ai an ang ao e ei en eng er o ou",
    "b p m f|a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "d t n l|a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo ui uan un v ve ue",
    "g k h zh ch sh|a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "zh ch sh r z c s|a e ai ei ao ou an en ang eng ong i u ua uo ui uan un",
    "j q x|i ia ie iao iu ian in iang ing iong u ue uan un",
    "y|a ai ao e o ou an in ang ing ong i u ue uan un",
    "w|a o ai ei an en ang eng u",
)
_JYUTPING = (
    "|a ai au am an ang ap at ak aa aai aau aam aan aang aap aat aak o oi ou on ong ot ok uk ung m ng",
    "gw kw ng b p m f d t n l g k h w z c s j|a ai au am an ang ap at ak aa aai aau aam aan aang aap aat aak e ei eu em en "
    "eng ep et ek eoi eon eot oe oeng oet oek i iu im in ip it ik ing o oi ou on ong ot ok u ui un ung ut uk yu yun yut",
    "h|m ng",
)
"""Initials and the finals they go with; the first row: finals that are syllables alone."""


def _syllables(rows: Iterable[str]) -> frozenset[str]:
    groups = [[sounds.split(" ") for sounds in row.split("|")] for row in rows]
    return frozenset(initial + final for initials, finals in groups for initial in initials for final in finals)


NONE_BESIDES: Mapping[str, int] = {}
_SCHEMES = (_syllables(_PINYIN), _syllables(_JYUTPING))
_TONES = re.compile("[1-6]")


@dataclass(frozen=True, slots=True)
class RomanisedReading:
    """Words that a romanised text may stand for. cost: of the words, in eighths of a bit."""

    words: tuple[str, ...]
    cost: int


def looks_romanised(text: str) -> bool:
    """Tell whether a text is made of syllables of pinyin or Jyutping: only then are the tables worth fetching (7.9.1)."""
    letters = _TONES.sub("", text)
    return SHORTEST_ROMANISED <= len(letters) <= LONGEST_ROMANISED and any(_covers(syllables, letters) for syllables in _SCHEMES)


def _covers(syllables: frozenset[str], letters: str) -> bool:
    reached = [True] + [False] * len(letters)
    for end in range(1, len(letters) + 1):
        starts = range(max(0, end - LONGEST_SYLLABLE), end)
        reached[end] = any(reached[start] and letters[start:end] in syllables for start in starts)
    return reached[-1]


class Romaniser:
    """Finds words by their sound.

    costs: word → cost. besides: words that no article holds and that are found by their whole sound only, with their costs.
    characters: how characters are read.
    """

    def __init__(self, costs: Mapping[str, int], characters: Characters, besides: Mapping[str, int] = NONE_BESIDES) -> None:
        self._characters = characters
        self._keys: dict[str, tuple[int, str]] = {}
        self._initials: dict[str, tuple[int, str]] = {}
        for word, cost in (*costs.items(), *besides.items()):
            if len(word) <= LONGEST_ROMANISED_WORD:
                self._add(word, cost, by_initials=len(word) > 1 and word in costs)

    def _add(self, word: str, cost: int, *, by_initials: bool) -> None:
        characters = self._characters
        known = [feature for feature in map(characters.features.get, word) if feature is not None]
        if len(known) < len(word):
            return
        entry = (cost + (SINGLE_CHARACTER if len(word) == 1 else 0), word)
        mandarin = [{feature.pinyin, feature.pinyin_second} - {0} for feature in known]
        spellings = ["".join(characters.pinyin[number - 1] for number in numbers) for numbers in product(*mandarin)]
        if all(feature.jyutping for feature in known):
            cantonese = "".join(characters.jyutping[feature.jyutping - 1] for feature in known)
            spellings += [cantonese, cantonese.replace("aa", "a")]
        for key in spellings:
            self._keys[key] = min(self._keys.get(key, entry), entry)
        if by_initials:
            first = [{characters.pinyin[number - 1][0] for number in numbers} for numbers in mandarin]
            for key in map("".join, product(*first)):
                self._initials[key] = min(self._initials.get(key, entry), entry)

    def readings(self, text: str) -> list[RomanisedReading]:
        """Return the cheapest ways to read a whole text, with a word of two characters or more in each, cheapest first.

        Where there are none, long vowels are read as short ones, as many write them: bat daat tung.
        """
        letters = _TONES.sub("", text)
        return _cover(letters, self._keys) or _cover(letters.replace("aa", "a"), self._keys)

    def from_initials(self, text: str) -> list[RomanisedReading]:
        """Return the cheapest words whose characters' pinyin begins with these letters, or none (7.9.3): tk, 退款."""
        fits = SHORTEST_ROMANISED <= len(text) <= LONGEST_INITIALS and not _is_keys(text)
        return _cover(text, self._initials)[:1] if fits else []


_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _is_keys(text: str) -> bool:
    """Tell whether three letters or more are one key held down, or neighbours of a row: nobody means a word by these."""
    return len(text) > SHORTEST_ROMANISED and (len(set(text)) == 1 or any(text in row or text in row[::-1] for row in _KEY_ROWS))


def _cover(letters: str, keys: Mapping[str, tuple[int, str]]) -> list[RomanisedReading]:
    """Return the cheapest ways to make up all letters of keys, with a word of two characters or more in each, cheapest first."""
    states: list[list[RomanisedReading]] = [[] for _ in range(len(letters) + 1)]
    states[0] = [RomanisedReading((), 0)]
    for end in range(1, len(letters) + 1):
        found: dict[str, RomanisedReading] = {}
        for start in range(max(0, end - LONGEST_ROMANISED_WORD * LONGEST_SYLLABLE), end):
            entry = keys.get(letters[start:end])
            for before in states[start] if entry is not None else ():
                longer = RomanisedReading((*before.words, entry[1]), before.cost + entry[0]) if entry else before
                known = found.get("".join(longer.words))
                if known is None or longer.cost < known.cost:
                    found["".join(longer.words)] = longer
        states[end] = sorted(found.values(), key=lambda reading: (reading.cost, reading.words))[:MOST_ROMANISED_READINGS]
    return [reading for reading in states[len(letters)] if any(len(word) > 1 for word in reading.words)]
