"""Which articles may be results of a query with phrases or with words left out.

Twin: theme/assets/search/scope.js. Specification: index-format 10.4 to 10.7.
The index tells who holds all words of a phrase; whether they stand side by side, the text of an article tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kbgen.model import Language
from kbgen.search.constants import MOST_LOOKED_THROUGH
from kbgen.search.latin_parts import LatinParts
from kbgen.search.operators import Note, Operators, holds
from kbgen.search.postings import PostingsLookup, run_terms
from kbgen.search.reader import IndexReader
from kbgen.search.region_pages import RegionPages
from kbgen.search.score import Scored
from kbgen.text.normalise import Run, Script, normalise, split_runs

Flags = npt.NDArray[np.bool_]
"""One for each pair."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the index tells. may: pairs that may be results. doubtful: what is left out, and who holds all its words."""

    may: Flags
    doubtful: tuple[tuple[str, Flags], ...]


class ScopeFinder:
    """Finds the scope of queries over one index, for readers of one language."""

    def __init__(
        self, index: IndexReader, lookup: PostingsLookup, latin: LatinParts, language: Language, regions: RegionPages
    ) -> None:
        self._index = index
        self._lookup = lookup
        self._latin = latin
        self._language = language
        self._regions = regions

    def find(self, asked: Operators) -> Scope:
        """Return who may hold the phrases and does not certainly hold what is left out."""
        may = np.ones(self._index.manifest["pairs"], np.bool_)
        doubtful = []
        for mark in asked.left_out:
            runs = self._runs(mark.text)
            stays, goes = map(self._flags, self._regions.left_out(" ".join(run.text for run in runs)))
            may &= ~goes
            if len(runs) == 1 and (runs[0].script == "latn" or len(runs[0].text) < 3):
                may &= ~self._holding_word(runs[0]) | stays
            else:
                doubtful.append((mark.text, self._holding_all(runs) & ~stays))
        for mark in asked.phrases:
            may &= self._holding_all(self._runs(mark.text))
        return Scope(may, tuple(doubtful))

    def look(self, best: Sequence[Scored], asked: Operators, scope: Scope) -> tuple[Flags, Note | None]:
        """Look through the texts of the best pairs, as far as anything is to be looked for (index-format 10.6).

        Returns who stays, and what to say of it.
        """
        stays = scope.may & (not asked.phrases)
        for _, flags in scope.doubtful:
            stays &= ~flags
        phrases = tuple(mark.text for mark in asked.phrases)
        looked = 0
        for scored in best:
            doubtful = [text for text, flags in scope.doubtful if flags[scored.pair]]
            if not phrases and not doubtful:
                continue
            looked += 1
            stays[scored.pair] = looked <= MOST_LOOKED_THROUGH and self._fits(scored.pair, phrases, doubtful)
        if phrases and not stays.any():
            return stays, Note("phrase", phrases)
        return stays, Note("first", phrases) if phrases and looked > MOST_LOOKED_THROUGH else None

    def _fits(self, pair: int, phrases: Sequence[str], left_out: Sequence[str]) -> bool:
        fold = self._index.forms().fold
        texts = self._texts(pair, [*phrases, *left_out])
        return all(holds(texts, text, fold) for text in phrases) and not any(holds(texts, text, fold) for text in left_out)

    def _texts(self, pair: int, wanted: Iterable[str]) -> list[str]:
        """Return titles, headings and texts of a pair, in the languages in which the wanted words are looked for (5.1)."""
        scripts: set[Script] = {run.script for text in wanted for run in self._runs(text)}
        places = {family.name.partition("/")[2] for script in scripts for family in self._lookup.families(script)}
        texts: list[str] = []
        for language in sorted({self._language, *places}):
            document = self._index.documents(language, [pair])[pair]
            texts += [document.title, *(text for _, *rest in self._index.text(document) for text in rest)]
        return texts

    def _runs(self, text: str) -> list[Run]:
        runs = split_runs(normalise(text), {})
        return split_runs(normalise(text), self._index.forms().fold) if any(run.script == "hani" for run in runs) else runs

    def _holding_word(self, run: Run) -> Flags:
        """Return who holds a word as the engine finds it without mending, or one or two Chinese characters."""
        if run.script == "hani":
            return self._flags(self._lookup.holding(run.script, run.text))
        terms = self._latin.same_word(run.text)
        return self._flags(self._lookup.holding_any((term.family, term.term) for term in terms))

    def _holding_all(self, runs: Sequence[Run]) -> Flags:
        """Return who holds the terms of all runs, or those of the runs with glued words written together."""
        found: set[int] = set()
        for some in (runs, _together(runs)):
            found |= set.intersection(*(self._lookup.holding(run.script, term) for run in some for term in run_terms(run)))
        return self._flags(found)

    def _flags(self, pairs: set[int]) -> Flags:
        flags = np.zeros(self._index.manifest["pairs"], np.bool_)
        flags[list(pairs)] = True
        return flags


def _together(runs: Sequence[Run]) -> list[Run]:
    """Return runs with glued words as one: e-mail → email."""
    found: list[Run] = []
    for run in runs:
        if found and run.glued and run.script == found[-1].script == "latn":
            found[-1] = Run(found[-1].text + ("." if run.dotted else "") + run.text, "latn", found[-1].glued)
        else:
            found.append(run)
    return found
