"""Patterns that are searched for only where a text holds one of their cues: what no match of theirs can do without.

Most of some sixty patterns find nothing in most paragraphs, and a search that tries several ways at every place costs far more
than a look into the set of what a paragraph holds, which is made once for all of them.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

DIGIT = r"\d"
"""The cue of every text with a digit."""

_LETTERS = frozenset(string.ascii_letters)
_WORD = re.compile("[A-Za-z]+")
_ANY_DIGIT = re.compile(DIGIT)
_STEM = 3


@lru_cache(maxsize=512)  # each rule reads all blocks of an article before the next one does
def cues_of(text: str) -> frozenset[str]:
    """Return what a text holds: its characters but ASCII letters; each word of these, in lower case; the beginning of each.

    The beginning is its first three letters with `*`, as `mon*` of Monday and of month.
    """
    words = {word.lower() for word in _WORD.findall(text)}
    stems = {f"{word[:_STEM]}*" for word in words}
    digit = (DIGIT,) if _ANY_DIGIT.search(text) else ()
    return (frozenset(text) - _LETTERS).union(words, stems, digit)


def holds_any(text: str, cues: frozenset[str]) -> bool:
    """Tell whether a text holds one of some cues."""
    return not cues.isdisjoint(cues_of(text))


class Cued:
    """A pattern, as `re.compile` takes it, with its cues: every text that it fits holds one of them.

    characters: those that are no ASCII letters. words: parted by blanks and in lower case, each as no ASCII letter stands before
    or behind it, or the beginning of one (`mon*`), or `DIGIT`.
    """

    def __init__(self, pattern: str, flags: int = 0, *, characters: str = "", words: str = "") -> None:
        assert _LETTERS.isdisjoint(characters)  # noqa: S101 - which no text would ever hold
        self._written = pattern, flags
        self.cues = frozenset(characters).union(words.split())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first holds a cue: all of them take 0.1 s, and one article needs few."""
        return re.compile(*self._written)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches in a text, as the pattern does."""
        return self.pattern.finditer(text) if holds_any(text, self.cues) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, as the pattern does."""
        return self.pattern.search(text) if holds_any(text, self.cues) else None

    def sub(self, change: Callable[[re.Match[str]], str], text: str) -> str:
        """Return a text with each match changed, as the pattern does."""
        return self.pattern.sub(change, text) if holds_any(text, self.cues) else text
