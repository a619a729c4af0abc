"""Words typed wrong that no article holds however they are spelt, and that stand for what one holds: kowlon.

Twin: theme/assets/search/misspelt.js. Specification: index-format 5.2.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kbgen.search.constants import (
    ALIAS_WORD,
    CORRECTED_LATIN,
    DEAREST_ALIAS_EDITS,
    DEAREST_IN_SHORT,
    LEAST_WEIGHT,
    LONGEST_SHORT_ALIAS,
    MOST_ALIAS_WORDS,
    SHORTEST_BESIDE_NAME,
    SHORTEST_MISSPELT,
    WHOLE,
)
from kbgen.search.decode_latin import LatinDecoder
from kbgen.search.latin_parts import LatinParts
from kbgen.search.reader import IndexReader
from kbgen.search.score import PartReading
from kbgen.text.denials import source_key
from kbgen.text.normalise import Run
from kbgen.text.prices import CODES

_NO_LETTERS = frozenset("0123456789+#")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """What was typed, word by word, and the source of an alias that was meant. cost: edits and words, as in index-format 6.4."""

    words: tuple[str, ...]
    source: str
    cost: int


@dataclass(frozen=True, slots=True)
class _Near:
    """Words that one may have been meant for, with the cost of the edits: of the tables, and of the site.

    is_sure: whatever stands beside it.
    """

    of_tables: Sequence[tuple[int, str]] = ()
    of_site: Sequence[tuple[int, str]] = ()
    is_sure: bool = False


_NOTHING = _Near()


class MisspeltSources:
    """Finds sources of aliases behind a word typed wrong: only the tables have these words, so mending chooses none of them."""

    def __init__(self, index: IndexReader, latin: LatinParts) -> None:
        self._index = index
        self._latin = latin
        self._decoder: LatinDecoder | None = None

    def found(self, runs: Sequence[Run], start: int) -> Misspelt | None:
        """Return what the most words from `start` may have been meant for, None where nothing is near."""
        some = takewhile(lambda run: run.script == "latn" and not run.dotted, runs[start : start + MOST_ALIAS_WORDS])
        words = [run.text for run in some]
        of_names = list(map(self._is_of_name, words))
        near = [self._near(word, alone=len(words) == 1, beside_name=_any_but(of_names, at)) for at, word in enumerate(words)]
        if all(one is _NOTHING for one in near):  # mostly
            return None
        for size in range(len(words), 0, -1):
            if found := min(self._sources(words[:size], near, of_names[:size]), default=None):
                cost, source = found
                return Misspelt(tuple(words[:size]), source, cost + ALIAS_WORD)
        return None

    def _sources(self, words: Sequence[str], near: Sequence[_Near], of_names: Sequence[bool]) -> Iterator[tuple[int, str]]:
        """Yield the sources that some words are but for one of them, with the cost of its edits. near: what each may mean."""
        for at in range(len(words)):
            if not (near[at].is_sure or _any_but(of_names, at)):
                continue
            for cost, meant in (*near[at].of_tables, *(near[at].of_site if len(words) > 1 else ())):
                source = " ".join((*words[:at], meant, *words[at + 1 :]))
                key = source_key(source)
                if key in self._index.aliases("latn", [key.partition(" ")[0]]):
                    yield cost, source

    def _near(self, word: str, *, alone: bool, beside_name: bool) -> _Near:
        """Return the words of sources, and beside others those of the site, that a word may have been meant for."""
        if len(word) < SHORTEST_BESIDE_NAME or not _NO_LETTERS.isdisjoint(word) or word in CODES or self._latin.same_word(word):
            return _NOTHING
        is_sure = len(word) >= SHORTEST_MISSPELT and not self._index.is_real_english(word)
        if not is_sure and not beside_name:
            return _NOTHING
        dearest = DEAREST_ALIAS_EDITS if len(word) <= LONGEST_SHORT_ALIAS else DEAREST_IN_SHORT
        of_site = () if alone else self._latin.words().near(word, dearest)
        return _Near(self._words().near(word, dearest), of_site, is_sure)

    def _is_of_name(self, word: str) -> bool:
        """Tell whether only sources of aliases have a word: tuen, so that the *mum* beside it is no word as it stands."""
        known = self._latin.need(word) is not None or len(word) < SHORTEST_BESIDE_NAME or self._index.is_real_english(word)
        return not known and word in self._index.alias_words()

    def _words(self) -> LatinDecoder:
        words = self._index.alias_words()
        if self._decoder is None:
            self._decoder = LatinDecoder(dict.fromkeys(words, 0))
        return self._decoder


def mended_reading(reading: PartReading, source: str, fall: int) -> PartReading:
    """Return a reading of the source of an alias as one of the words that were meant for it."""
    weight = max(LEAST_WEIGHT, reading.weight * CORRECTED_LATIN // WHOLE - fall)
    meant = "" if reading.kind == "exact" else reading.words[0]
    return PartReading(reading.needs, weight, "corrected", (source,), meant=meant, scattered=reading.scattered, told=reading.told)


def _any_but(flags: Sequence[bool], at: int) -> bool:
    """Tell whether any flag is set but the one at a place."""
    return any(flag for other, flag in enumerate(flags) if other != at)
