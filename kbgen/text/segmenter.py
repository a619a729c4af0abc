"""Cuts Chinese text into words by jieba's dictionary. The only place that knows which program does it.

rjieba (in Rust) does where it is installed, jieba (in Python) where it is not: no wheel for the machine, say. Both give the same
words of runs of Han characters (index-format 2.4), and so the same index. They differ on other text (`1-a`), which nobody asks,
and where two guesses of an unknown word weigh exactly the same, as one character over and over between two others (用生生生用).
Both are loaded when a segmenter is made, in 0.3 s or, jieba, 1 s: importing this module costs a search or a collector nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, Literal, Protocol

from kbgen.text.normalise import is_han

Implementation = Literal["rjieba", "jieba"]


class Segmenter(Protocol):
    """What both programs do with runs of Han characters, folded: the dictionary is mostly in simplified characters."""

    def words(self, run: str) -> list[str]:
        """Return the words of the dictionary that a run is made of; what is in no word comes as single characters."""
        ...

    def search_words(self, run: str) -> list[str]:
        """Return the words of a run, guessed ones too, and before each long word the words of two and three characters in it."""
        ...

    def has_word(self, word: str) -> bool:
        """Tell whether the dictionary has a word."""
        ...

    def add_word(self, word: str) -> None:
        """Add a word to the dictionary of this segmenter, as frequent as it takes to be kept whole."""
        ...


def segmenter(own_words: Iterable[str] = (), implementation: Implementation | None = None) -> Segmenter:
    """Return a segmenter that also knows a site's own words; by default the faster program of those installed.

    Without words to add it is one that others have, too: add none to it.
    Words with other characters than Han are left out, for no run holds them.
    """
    words = [word for word in sorted(set(own_words)) if word and all(map(is_han, word))]
    chosen = implementation or _fastest()
    # A word that is whole already needs nothing; its frequency would go up by one or not, as libraries round logarithms.
    if all(_plain(chosen).words(word) == [word] for word in words):
        return _plain(chosen)
    made = _new(chosen)
    for word in words:
        if made.words(word) != [word]:
            made.add_word(word)
    return made


def _fastest() -> Implementation:
    return "rjieba" if find_spec("rjieba") else "jieba"


def implementation_version() -> str:
    """Return the program that cuts words, with the version of the dictionary: another one may cut otherwise."""
    chosen = _fastest()
    return f"{chosen} {version(chosen)}"


@cache
def _plain(implementation: Implementation) -> Segmenter:
    """Return the one segmenter that knows its dictionary alone; nobody adds to it."""
    return _new(implementation)


def _new(implementation: Implementation) -> Segmenter:
    if implementation == "rjieba":
        return _Rust()
    from kbgen.text.python_jieba import PythonJieba

    return PythonJieba()


class _Rust:
    def __init__(self) -> None:
        import rjieba

        self._jieba: Any = rjieba.Jieba()

    def words(self, run: str) -> list[str]:
        return list(self._jieba.cut(run, False))

    def search_words(self, run: str) -> list[str]:
        return list(self._jieba.cut_for_search(run))

    def has_word(self, word: str) -> bool:
        return bool(self._jieba.has_word(word))

    def add_word(self, word: str) -> None:
        self._jieba.add_word(word, None, None)
