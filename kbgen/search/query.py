"""A query → what articles should hold → ranked articles.

Twin: theme/assets/search/query.js. Specification: index-format 5 and 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbgen.model import Language
from kbgen.search.decode_han import HanDecoder, Reading
from kbgen.search.decode_latin import LatinCandidate, LatinDecoder
from kbgen.search.reader import Document, IndexReader
from kbgen.search.score import MatchKind, Need, Part, PartReading, Scored, Term, rank
from kbgen.text.normalise import MAX_QUERY_LENGTH, Run, Script, normalise, split_runs, word_parts

WHOLE = 256
# Weights of 1..256, chosen on the dev queries: docs/decisions/0003-ranking.md.
RELATIVE = 102
"""A word with the same stem as the one typed."""
CROSS_WORD = 128
"""Two Chinese characters that belong to different words."""
ONE_CHARACTER = 77
"""A Chinese character by itself."""
OTHER_LANGUAGE = 140
"""A word found in the pair's other language."""
CORRECTED = 230
CORRECTED_FALL = 2
"""What a mended reading loses for each eighth of a bit that it is dearer than the cheapest."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The ranked articles of a query. total: how many hold anything of it. corrected: the query as it was read, if not as typed."""

    query: str
    results: tuple[Scored, ...]
    documents: dict[int, Document]
    total: int
    corrected: str | None
    parts: tuple[Part, ...]


class SearchEngine:
    """Answers queries over one index, for readers of one language."""

    def __init__(self, index: IndexReader, language: Language) -> None:
        self._index = index
        self._language = language
        self._other: Language = "en" if language == "zh-hant" else "zh-hant"
        self._latin: LatinDecoder | None = None
        self._han: HanDecoder | None = None

    def search(self, query: str, *, limit: int = 10, literal: bool = False) -> Answer:
        """Return the best `limit` articles; `literal`: nothing is mended."""
        runs = split_runs(normalise(query[:MAX_QUERY_LENGTH]), {})
        parts = tuple(self._parts(runs, literal=literal))
        ranked = rank(parts, self._index.postings)
        top = tuple(ranked[:limit])
        documents = self._index.documents(self._language, sorted(scored.pair for scored in top))
        return Answer(query, top, documents, len(ranked), _corrected(parts, ranked), parts)

    def _parts(self, runs: Sequence[Run], *, literal: bool) -> Iterable[Part]:
        compound: list[str] = []
        for number, run in enumerate(runs):
            if run.script == "hani":
                compound = []
                yield self._han_part(run, literal=literal)
                continue
            compound = [*compound, run.text] if run.glued and compound else [run.text]
            last = number == len(runs) - 1
            yield from self._latin_parts(run.text, last=last, literal=literal)
            if 1 < len(compound) <= 4:
                joined = self._literal_latin("".join(compound))
                if joined is not None:
                    yield Part("".join(compound), (joined,))

    # Alphabetic words

    def _latin_parts(self, word: str, *, last: bool, literal: bool) -> Iterable[Part]:
        whole = self._literal_latin(word)
        if whole is not None:
            yield Part(word, (whole,))
            return
        pieces = word_parts(word)
        if 1 < len(pieces) <= 4:
            found = [self._literal_latin(piece) for piece in pieces]
            if all(reading is not None for reading in found):
                yield from (Part(piece, (reading,)) for piece, reading in zip(pieces, found, strict=True) if reading is not None)
                return
        candidates = [] if literal else self._latin_decoder().candidates(word, last=last)
        yield Part(word, tuple(self._candidate_reading(candidate, candidates[0].cost) for candidate in candidates))

    def _literal_latin(self, word: str) -> PartReading | None:
        need = self._latin_need(word)
        return PartReading((need,), WHOLE, "exact", (word,)) if need else None

    def _latin_need(self, word: str) -> Need | None:
        terms = []
        for family, weight in self._families("latn", [word]):
            postings = self._index.postings(family, word)
            if postings is not None:
                terms.append(Term(family, word, weight))
                terms.extend(Term(family, relative, weight * RELATIVE // WHOLE) for relative in postings.relatives)
        return Need(tuple(terms), WHOLE) if terms else None

    def _candidate_reading(self, candidate: LatinCandidate, cheapest: int) -> PartReading:
        needs = tuple(need for need in map(self._latin_need, candidate.words) if need is not None)
        weight = max(16, CORRECTED - CORRECTED_FALL * (candidate.cost - cheapest))
        kind: MatchKind = "prefix" if candidate.kind == "prefix" else "corrected"
        return PartReading(needs, weight, kind, candidate.words)

    def _latin_decoder(self) -> LatinDecoder:
        if self._latin is None:
            self._latin = LatinDecoder(self._index.lexicon("latn").costs)
        return self._latin

    # Chinese

    def _han_part(self, run: Run, *, literal: bool) -> Part:
        lexicon = self._index.lexicon("hani")
        text = run.text.translate(lexicon.fold)
        if self._han is None:
            self._han = HanDecoder(lexicon.costs, self._index.characters())
        readings = self._han.readings(text)[: 1 if literal else None]
        cheapest = min((reading.cost for reading in readings[1:]), default=0)
        return Part(run.original, tuple(self._han_reading(reading, cheapest) for reading in readings))

    def _han_reading(self, reading: Reading, cheapest: int) -> PartReading:
        text = reading.text
        words = tuple(segment.word for segment in reading.segments)
        borders = set()
        at = 0
        for word in words:
            at += len(word)
            borders.add(at)
        needs = []
        if len(text) == 1:
            needs.append((text, WHOLE))
        else:
            needs.extend((text[at : at + 2], CROSS_WORD if at + 1 in borders else WHOLE) for at in range(len(text) - 1))
            needs.extend((char, ONE_CHARACTER) for char in text)
        families = self._families("hani", [term for term, _ in needs])
        weight = WHOLE if not reading.edits else max(16, CORRECTED - CORRECTED_FALL * (reading.cost - cheapest))
        return PartReading(
            tuple(Need(tuple(Term(family, term, share) for family, share in families), importance) for term, importance in needs),
            weight,
            "corrected" if reading.edits else "exact",
            words,
        )

    def _families(self, script: Script, terms: Sequence[str]) -> list[tuple[str, int]]:
        """Return the families to look in with their weights, their shards for `terms` loaded."""
        found = [(f"{script}/{self._language}", WHOLE), (f"{script}/{self._other}", OTHER_LANGUAGE)]
        for family, _ in found:
            self._index.load(family, terms)
        return found


def _corrected(parts: Sequence[Part], ranked: Sequence[Scored]) -> str | None:
    """Return the query as the best article reads it, or None when that is as typed."""
    if not ranked:
        return None
    chosen = [(part, part.readings[choice]) for part, choice in zip(parts, ranked[0].chosen, strict=True) if choice >= 0]
    if all(reading.kind == "exact" for _, reading in chosen):
        return None
    return " ".join("".join(reading.words) for _, reading in chosen)
