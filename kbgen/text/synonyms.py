"""The editors' synonyms and product words as values: terms.py reads them, term_checks.py judges them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from kbgen.errors import Problem
from kbgen.text.aliases import Alias, source_fault, strongest
from kbgen.text.tokens import runs_of

SYNONYM_WEIGHT = 160
"""Of 256, what a synonym counts for the word as typed."""


@dataclass(frozen=True, slots=True)
class TermWord:
    """A word or phrase. written: as in the file; text: canonical; line: of the file, from 1."""

    written: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class SynonymEntry:
    """One entry of `synonyms` (two-way: sources and targets are the same words) or of `one-way`."""

    line: int
    sources: tuple[TermWord, ...]
    targets: tuple[TermWord, ...]
    two_way: bool

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return source and target of each alias of the entry, in the order of the file."""
        if self.two_way:
            return tuple(permutations(dict.fromkeys(word.text for word in self.sources), 2))
        found = [(source.text, target.text) for source in self.sources for target in self.targets]
        return tuple(dict.fromkeys(pair for pair in found if pair[0] != pair[1]))


@dataclass(frozen=True, slots=True)
class PinEntry:
    """One entry of `pins`: queries that show an article first, in both languages."""

    line: int
    phrases: tuple[TermWord, ...]
    article: str


@dataclass(frozen=True, slots=True)
class AvoidedWord:
    """A word that articles shall not use. right: the one in its place. line: of the file, from 1."""

    written: str
    right: str
    line: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What editors declare. path: of the file, for messages. problems: all that can be seen without the articles."""

    path: Path
    entries: tuple[SynonymEntry, ...] = ()
    products: tuple[TermWord, ...] = ()
    pins: tuple[PinEntry, ...] = ()
    avoid: tuple[AvoidedWord, ...] = ()
    problems: tuple[Problem, ...] = ()

    def aliases(self) -> tuple[Alias, ...]:
        """Return the synonyms, each source and target once; words that no query can be recognised as are targets only."""
        pairs = [pair for entry in self.entries for pair in entry.pairs()]
        return strongest(Alias(source, target, SYNONYM_WEIGHT, "synonym") for source, target in pairs if not source_fault(source))

    def own_words(self) -> tuple[str, ...]:
        """Return the Chinese words that the segmenter must know, canonical and in order of code points."""
        return tuple(sorted({word for product in self.products for word in chinese_words(product.text)}))


def chinese_words(text: str) -> list[str]:
    """Return the Chinese words of two characters or more in a canonical text."""
    return [run.text for run in runs_of(text) if run.script == "hani" and len(run.text) > 1]
