"""Where a reader's language looks for terms, and with which weight.

Twin: theme/assets/search/postings.js. Specification: index-format 5.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from kbgen.model import Language
from kbgen.search.columns import Numbers
from kbgen.search.constants import ALIAS_COST, LONGEST_ALIAS, OTHER_LANGUAGE, WHOLE
from kbgen.search.reader import IndexReader
from kbgen.text.normalise import Run, Script


@dataclass(frozen=True, slots=True)
class Family:
    """A family of postings and the weight, of 256, that its impacts have."""

    name: str
    weight: int


class PostingsLookup:
    """Finds terms in the articles of the reader's language and, for less, in their pairs."""

    def __init__(self, index: IndexReader, language: Language) -> None:
        self._index = index
        self._pairs: int = index.manifest["pairs"]
        self.is_for_chinese = language == "zh-hant"
        """Whether the reader's language is Chinese."""
        own, other = ("zh-hant", "en") if self.is_for_chinese else ("en", "zh-hant")
        self._families: dict[Script, tuple[Family, ...]] = {
            script: (Family(f"{script}/{own}", WHOLE), Family(f"{script}/{other}", OTHER_LANGUAGE)) for script in get_args(Script)
        }
        if not self.is_for_chinese:
            self._families["latn"] = self._families["latn"][:1]

    def families(self, script: Script) -> Sequence[Family]:
        """Return the families of a script, the reader's own language first; English readers need no Chinese article's words."""
        return self._families[script]

    def load(self, script: Script, terms: Sequence[str]) -> None:
        """Fetch the shards that would hold these terms."""
        for family in self.families(script):
            self._index.load(family.name, terms)

    def highest(self, term: str) -> int:
        """Return the highest impact of a Chinese term whose shards are loaded, 0 where no pair holds it."""
        found = (self._index.postings(family.name, term) for family in self.families("hani"))
        return max((postings.highest for postings in found if postings is not None), default=0)

    def holding(self, script: Script, term: str) -> set[int]:
        """Return the pairs that hold a term, after its shards are fetched."""
        self.load(script, [term])
        return self.holding_any((family.name, term) for family in self.families(script))

    def holding_any(self, terms: Iterable[tuple[str, str]]) -> set[int]:
        """Return the pairs that hold one of some terms, each with the name of its family, whose shards are loaded."""
        found = (self._index.postings(family, term) for family, term in terms)
        return set().union(*(postings.pairs.tolist() for postings in found if postings is not None))

    def is_held(self, script: Script, term: str) -> bool:
        """Tell whether any pair holds a term, after its shards are fetched."""
        self.load(script, [term])
        found = (self._index.postings(family.name, term) for family in self.families(script))
        return any(postings is not None and len(postings.pairs) for postings in found)

    def word_costs(self, text: str, aliases: Container[str] = ()) -> dict[str, int]:
        """Return the costs of the words of a folded Chinese text whose pairs are loaded (index-format 5.4).

        Words: those of the site, real words, and what stands in `aliases`.
        """
        costs = {}
        for word in _stretches(text):
            cost = self._index.word_cost(word)
            if cost is not None:
                costs[word] = cost
            elif word in aliases or self._index.is_real_chinese(word):
                costs[word] = ALIAS_COST
        return costs

    def most_held(self, terms: Sequence[str]) -> int:
        """Return the highest sum of impacts of a pair that holds all of some Chinese terms whose shards are loaded, or 0."""
        held: Numbers | None = None
        for term in terms:
            found = np.zeros(self._pairs, np.int64)
            for family in self.families("hani"):
                postings = self._index.postings(family.name, term)
                if postings is not None:
                    before = held[postings.pairs] if held is not None else None
                    sums = postings.impacts if before is None else np.where(before > 0, before + postings.impacts, 0)
                    found[postings.pairs] = np.maximum(found[postings.pairs], sums)
            held = found
        return 0 if held is None else int(np.max(held, initial=0))


def run_terms(run: Run) -> list[str]:
    """Return the terms that whoever holds a whole run holds: a word, or pairs of characters, or the only one."""
    return (character_pairs(run.text) or [run.text]) if run.script == "hani" else [run.text]


def character_pairs(text: str) -> list[str]:
    """Return the neighbouring pairs of characters of a run."""
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _stretches(text: str) -> Iterator[str]:
    """Yield the stretches of a text that may be words."""
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + LONGEST_ALIAS) + 1):
            yield text[start:end]
