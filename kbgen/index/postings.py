"""Which articles hold the terms of one family, and what each tells of them: columns, for a large site has millions of rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.index.counted import Numbers

LENT = 220
"""Of 256: what an impact counts in the family of the other language, as readers of that language weigh it."""


@dataclass(frozen=True, slots=True)
class TermImpacts:
    """The articles that hold a term. pairs: ascending pair numbers. impacts: 1..255, one per pair."""

    pairs: Numbers
    impacts: bytes


class Postings(Mapping[str, TermImpacts]):
    """The impacts of terms.

    terms: in order. ends: of each, after how many rows of the columns its own end.
    pairs: ascending in each term. impacts: 1..255, one per pair.
    """

    def __init__(self, terms: Sequence[str], ends: NDArray[np.int64], pairs: Numbers, impacts: bytes) -> None:
        self.terms, self.ends, self.pairs, self.impacts = terms, ends, pairs, impacts

    def __getitem__(self, term: str) -> TermImpacts:
        place = bisect_left(self.terms, term)
        if place == len(self.terms) or self.terms[place] != term:
            raise KeyError(term)
        start, end = int(self.ends[place - 1]) if place else 0, int(self.ends[place])
        return TermImpacts(self.pairs[start:end], self.impacts[start:end])

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def sizes(self) -> NDArray[np.int64]:
        """Return how many articles hold each term."""
        return np.diff(self.ends, prepend=0)


def postings_of(impacts: Mapping[str, TermImpacts]) -> Postings:
    """Return the postings of a few terms."""
    terms = sorted(impacts)
    pairs = [impacts[term].pairs for term in terms]
    ends = np.cumsum([len(some) for some in pairs], dtype=np.int64)
    together = b"".join(impacts[term].impacts for term in terms)
    return Postings(terms, ends, np.concatenate([np.empty(0, np.int32), *pairs]), together)


def with_lent(own: Postings, lender: Postings, pairs: Set[int]) -> Postings:
    """Return the impacts of a language and, for less, those of another in pairs that the first lacks (index-format 5.1)."""
    is_lent = np.isin(lender.pairs, list(pairs))
    if not is_lent.any():
        return own
    lent = np.maximum(1, np.frombuffer(lender.impacts, np.uint8)[is_lent].astype(np.int32) * LENT // 256).astype(np.uint8)
    lender_rows = np.repeat(np.arange(len(lender)), lender.sizes())[is_lent]
    terms = sorted({*own.terms, *(lender.terms[place] for place in set(lender_rows.tolist()))})
    places = {term: place for place, term in enumerate(terms)}
    own_places = np.array([places[term] for term in own.terms], np.int64)
    lender_places = np.array([places.get(term, -1) for term in lender.terms], np.int64)
    rows = np.concatenate([np.repeat(own_places, own.sizes()), lender_places[lender_rows]])
    of_pairs = np.concatenate([own.pairs, lender.pairs[is_lent]])
    order = np.lexsort((of_pairs, rows))
    impacts = np.concatenate([np.frombuffer(own.impacts, np.uint8), lent])[order]
    return Postings(terms, np.cumsum(np.bincount(rows, minlength=len(terms))), of_pairs[order], impacts.tobytes())
