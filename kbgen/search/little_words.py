"""Words that say little typed wrong: waht is *what*, and neither *wait* nor a word that decides anything.

Twin: theme/assets/search/little-words.js. Specification: index-format 5.2.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kbgen.search.constants import LETTER_EDIT, LONGEST_UNMENDED
from kbgen.search.decode_latin import LatinDecoder
from kbgen.search.latin_parts import LatinParts
from kbgen.search.reader import IndexReader
from kbgen.search.romanised import looks_romanised
from kbgen.text.normalise import Run
from kbgen.text.prices import CODES

_LETTERS = re.compile("[a-z]+")


class LittleWords:
    """Reads words that were meant for such as say little (index-format 3.1)."""

    def __init__(self, index: IndexReader, latin: LatinParts) -> None:
        self._index = index
        self._latin = latin
        self._decoder: LatinDecoder | None = None

    def read(self, runs: Sequence[Run]) -> list[Run]:
        """Return the runs of a query with the words meant in place of those typed; one alone stays, as it may be anything."""
        if len(runs) < 2:
            return list(runs)
        last = len(runs) - 1
        return [
            replace(run, text=self._meant(run.text, last=at == last)) if run.script == "latn" else run
            for at, run in enumerate(runs)
        ]

    def _meant(self, typed: str, *, last: bool) -> str:
        """Return the word that says little and is nearer than any that says something, or what was typed.

        last: it ends the query and may be unfinished.
        """
        if len(typed) <= LONGEST_UNMENDED or not _LETTERS.fullmatch(typed) or typed in self._index.little or typed in CODES:
            return typed
        if self._latin.need(typed):  # as most words of titles: a proof asks for all of them
            return typed
        near = sorted((cost, _kind(typed, word), word) for cost, word in self._near(typed))
        if not near or looks_romanised(typed) or self._latin.same_word(typed) or self._index.is_real_english(typed):
            return typed
        cost, _, meant = near[0]
        others = [word for _, word in self._latin.words().near(typed, cost)]
        others += [one.words[0] for one in self._latin.words().candidates(typed, last=last) if one.kind == "prefix"]
        return meant if self._index.little.issuperset(others) else typed

    def _near(self, typed: str) -> Iterator[tuple[int, str]]:
        """Yield the words that a typed one may have been meant for; three letters only in another order, or written in short."""
        if self._decoder is None:
            words = sorted(word for word in self._index.little if len(word) > LONGEST_UNMENDED and _LETTERS.fullmatch(word))
            self._decoder = LatinDecoder(dict.fromkeys(words, 0))
        for cost, word in self._decoder.near(typed, LETTER_EDIT):
            if len(typed) > LONGEST_UNMENDED + 1 or sorted(typed) == sorted(word) or typed in _without_vowel(word):
                yield cost, word


def _without_vowel(word: str) -> set[str]:
    """Return what is left of a word without one vowel inside, as people write in short: wht, whn."""
    return {word[:at] + word[at + 1 :] for at in range(1, len(word) - 1) if word[at] in "aeiou"}


def _kind(typed: str, meant: str) -> int:
    """Return 0 where letters were only swapped, 1 where one was left out or put in, 2 where one is another."""
    if sorted(typed) == sorted(meant):
        return 0
    return 1 if len(typed) != len(meant) else 2
