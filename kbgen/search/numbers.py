"""Which other writings of a number articles hold.

Twin: theme/assets/search/numbers.js. Specification: index-format 5.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kbgen.search.constants import LOOSE_NUMBER, WHOLE
from kbgen.search.numerals import numerals
from kbgen.search.payloads import AliasTarget
from kbgen.search.postings import PostingsLookup, run_terms
from kbgen.text.normalise import Run, is_han, split_runs


class Numbers:
    """Finds the writings of numbers that articles hold: any other would be met by a number that only looks like it."""

    def __init__(self, lookup: PostingsLookup) -> None:
        self._lookup = lookup

    def aliases(self, text: str) -> dict[str, tuple[AliasTarget, ...]]:
        """Return the numbers of a folded Han run, with 第 and unit, and what they stand for (5.7).

        With 第 a number is a name: one that no article holds in any writing stands for nothing, and is there all the same.
        """
        found = {}
        for source, others in numerals(text):
            is_held = self._is_held(source)
            targets = tuple(
                AliasTarget(other, LOOSE_NUMBER if is_held and not _is_in_characters(other) else WHOLE, "variant")
                for other in self.held(others)
            )
            if targets or (source.startswith("第") and not is_held):
                found[source] = targets
        return found

    def is_other(self, source: str) -> bool:
        """Tell whether articles hold a number in other writings at most: who holds some of its characters means another."""
        return source in self.aliases(source) and not self._is_held(source)

    def held(self, texts: Sequence[str]) -> list[str]:
        """Return those writings whose figures, characters and pairs of characters one article holds."""
        return [text for text in texts if self._is_held(text)]

    def _is_held(self, text: str) -> bool:
        found = [self._lookup.holding(run.script, term) for run in _whole_runs(text) for term in run_terms(run)]
        return bool(set.intersection(*found))


def _whole_runs(text: str) -> list[Run]:
    """Return the runs of a text, a number with full stops as one: who holds 7 and 30 holds no 7.30."""
    runs: list[Run] = []
    for run in split_runs(text, {}):
        if run.dotted and runs:
            runs[-1] = replace(runs[-1], text=f"{runs[-1].text}.{run.text}")
        else:
            runs.append(run)
    return runs


def _is_in_characters(text: str) -> bool:
    return all(map(is_han, text))
