"""An alphabetic word of a query → parts with readings.

Twin: theme/assets/search/latin-parts.js. Specification: index-format 5.3 and 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.search.constants import CORRECTED_FALL, CORRECTED_LATIN, LEAST_WEIGHT, MOST_PIECES, RELATIVE, WHOLE
from kbgen.search.decode_latin import LatinCandidate, LatinDecoder
from kbgen.search.postings import Place, PostingsLookup
from kbgen.search.reader import IndexReader
from kbgen.search.score import MatchKind, Need, Part, PartReading, Term
from kbgen.text.normalise import word_parts


class LatinParts:
    """Reads alphabetic words: as typed where an article holds them, mended otherwise."""

    def __init__(self, index: IndexReader, lookup: PostingsLookup) -> None:
        self._index = index
        self._lookup = lookup
        self._decoder: LatinDecoder | None = None

    def parts(self, word: str, *, last: bool, literal: bool) -> Iterator[Part]:
        """Yield the parts of one word; `last`: it ends the query and may be unfinished."""
        whole = self.literal(word)
        if whole is not None:
            yield Part(word, (whole,))
            return
        pieces = word_parts(word)
        if 1 < len(pieces) <= MOST_PIECES:
            found = [(piece, self.literal(piece)) for piece in pieces]
            if all(reading is not None for _, reading in found):
                yield from (Part(piece, (reading,)) for piece, reading in found if reading is not None)
                return
        yield Part(word, () if literal else self._mended(word, last=last))

    def literal(self, word: str) -> PartReading | None:
        """Return the reading of a word as typed, or None where no article holds it."""
        need = self.need(word)
        return PartReading((need,), WHOLE, "exact", (word,)) if need else None

    def need(self, word: str) -> Need | None:
        """Return what an article should hold for a word: the word itself or, for less, one of its stem."""
        self._lookup.load("latn", [word])
        terms = []
        for place in self._lookup.places("latn"):
            postings = self._index.postings(place.family, word)
            if postings is not None:
                terms.append(Term(place.family, word, place.weight))
                most = postings.highest
                terms.extend(self._relative(place, relative, most) for relative in postings.relatives)
        return Need(tuple(terms), WHOLE) if terms else None

    def _relative(self, place: Place, relative: str, most: int) -> Term:
        """Return a word of the same stem; one that is rarer than the word typed, and so has higher impacts, counts less.

        most: the highest impact of the word typed. Without it `refunds` would outweigh `refund` only because fewer hold it.
        """
        postings = self._index.postings(place.family, relative)
        highest = postings.highest if postings is not None else most
        return Term(place.family, relative, place.weight * RELATIVE * min(most, highest) // (WHOLE * highest))

    def _mended(self, word: str, *, last: bool) -> tuple[PartReading, ...]:
        if self._decoder is None:
            self._decoder = LatinDecoder(self._index.lexicon("latn"))
        candidates = self._decoder.candidates(word, last=last)
        self._lookup.load("latn", [meant for candidate in candidates for meant in candidate.words])
        readings = [self._reading(candidate, candidates[0].cost) for candidate in candidates]
        return tuple(reading for reading in readings if reading.needs)

    def _reading(self, candidate: LatinCandidate, cheapest: int) -> PartReading:
        needs = tuple(need for need in map(self.need, candidate.words) if need is not None)
        weight = max(LEAST_WEIGHT, CORRECTED_LATIN - CORRECTED_FALL * (candidate.cost - cheapest))
        kind: MatchKind = "prefix" if candidate.kind == "prefix" else "corrected"
        return PartReading(needs, weight, kind, (" ".join(candidate.words),))
