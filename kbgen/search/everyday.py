"""Words of a query → who holds a word near them: phone, and articles that say device.

Twin: theme/assets/search/everyday.js. Specification: index-format 5.9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kbgen.model import Language
from kbgen.search.constants import LONGEST_EVERYDAY, SHORTEST_ROOT, WHOLE
from kbgen.search.latin_parts import LatinParts
from kbgen.search.postings import PostingsLookup, character_pairs
from kbgen.search.reader import IndexReader
from kbgen.search.score import Near, Need, Part, Term
from kbgen.search.word_forms import kinship
from kbgen.text.normalise import Run, split_runs


class EverydayWords:
    """Finds the everyday words of a query, in the language of its reader."""

    def __init__(self, index: IndexReader, lookup: PostingsLookup, latin: LatinParts, language: Language) -> None:
        self._index = index
        self._lookup = lookup
        self._latin = latin
        self._language = language
        self._family = f"everyday/{language}"
        self._by_start: dict[str, list[str]] = {}

    def preload(self, runs: Sequence[Run]) -> None:
        """Fetch what the words of a query are near to."""
        self._index.load(self._family, [term for run in self._folded(runs) for _, terms in self._words(run) for term in terms])

    def with_near(self, part: Part) -> Part:
        """Return a part of the query as typed with the words near its words."""
        runs = self._folded(split_runs(part.typed, {}))
        found = [(word, terms) for run in runs for word, terms in self._words(run)]
        self._index.load(self._family, [term for _, terms in found for term in terms])
        near = (
            Near(
                None if [run.text for run in runs] == [word] else self._typed(word),
                Need(tuple(Term(self._family, term, WHOLE) for term in terms), WHOLE),
            )
            for word, terms in found
        )
        return replace(part, near=tuple(near))

    def _folded(self, runs: Sequence[Run]) -> list[Run]:
        """Return the runs in the script of the language, folded."""
        if self._language == "en":
            return [run for run in runs if run.script == "latn"]
        fold = self._index.forms().fold
        return [replace(run, text=run.text.translate(fold)) for run in runs if run.script == "hani"]

    def _words(self, run: Run) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the everyday words of a run, with the terms of their groups; of Chinese ones the longest from the left."""
        words = self._index.everyday(self._language)
        if run.script == "latn":
            alike = self._alike(run.text)
            if terms := dict.fromkeys(term for word in alike if _is_form(run.text, word) for term in words[word]):
                yield run.text, list(terms)
            return
        at = 0
        while at < len(run.text):
            stretches = (run.text[at : at + size] for size in range(LONGEST_EVERYDAY, 1, -1))
            word = next((stretch for stretch in stretches if stretch in words), "")
            if word:
                yield word, words[word]
            at += max(1, len(word))

    def _alike(self, typed: str) -> Sequence[str]:
        """Return the English everyday words that begin as a word does."""
        if not self._by_start:
            for word in self._index.everyday(self._language):
                self._by_start.setdefault(word[:SHORTEST_ROOT], []).append(word)
        return self._by_start.get(typed[:SHORTEST_ROOT], ())

    def _typed(self, word: str) -> Need:
        """Return what an article should hold for a word itself: a Chinese one by any of its pairs."""
        if self._language == "en":
            return self._latin.need(word) or Need((), WHOLE)
        pairs = character_pairs(word)
        self._lookup.load("hani", pairs)
        families = self._lookup.families("hani")
        return Need(tuple(Term(family.name, pair, family.weight) for pair in pairs for family in families), WHOLE)


def _is_form(typed: str, word: str) -> bool:
    return typed == word or kinship(typed, word) == "inflected"
