"""A Chinese run of a query → parts with readings.

Twin: theme/assets/search/han-parts.js. Specification: index-format 5.4 and 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kbgen.search.decode_han import HanDecoder, Missing, Reading, completed_reading, literal_reading
from kbgen.search.latin_parts import LatinParts
from kbgen.search.postings import WHOLE, PostingsLookup, character_pairs
from kbgen.search.reader import IndexReader
from kbgen.search.romanised import Romaniser
from kbgen.search.score import Need, Part, PartReading, Term, reach
from kbgen.text.normalise import split_runs

# Weights of 1..256, chosen on the dev queries: docs/decisions/0003-ranking.md.
CROSS_WORD = 128
"""Two characters that belong to different words."""
ONE_CHARACTER = 77
"""A character by itself."""
CORRECTED = 256
CORRECTED_FALL = 2
"""What a mended reading loses for each eighth of a bit that it is dearer than the cheapest."""
LEAST = 16
ROMANISED = 230
LONGEST_CHECKED = 8
"""Characters of the longest run that should stand in one article as a whole; longer ones are questions in the reader's words."""
STANDS_OUT = 220
MOST_COMPLETED = 8
ALIAS_COST = 60
LONGEST_ALIAS = 8


class HanParts:
    """Reads Chinese runs: as typed, with the words of other regions, and mended where no article holds what was typed."""

    def __init__(self, index: IndexReader, lookup: PostingsLookup, latin: LatinParts) -> None:
        self._index = index
        self._lookup = lookup
        self._latin = latin
        self._decoder: HanDecoder | None = None
        self._romaniser: Romaniser | None = None
        self._costs: dict[str, int] = {}

    def parts(self, run: str, *, literal: bool) -> list[Part]:
        """Return the parts of a run: words that stand for others by themselves, and what lies between them."""
        lexicon = self._index.lexicon("hani")
        text = run.translate(lexicon.fold)
        if not self._costs:
            aliases = {source: ALIAS_COST for source in self._index.aliases() if len(source) <= LONGEST_ALIAS}
            self._costs = {**aliases, **lexicon.costs}
        exact = literal_reading(text, self._costs)
        spans = self._alias_spans(text, exact)
        if not spans:
            return [self._plain_part(run, text, exact, literal=literal)]
        parts = []
        end = 0
        for start, stop in [*spans, (len(text), len(text))]:
            if start > end:
                between = text[end:start]
                plain = literal_reading(between, self._costs)
                parts.append(self._plain_part(run[end:start], between, plain, literal=literal, alone=False))
            if stop > start:
                parts.append(self._alias_part(run[start:stop], text[start:stop]))
            end = stop
        return parts

    def target_readings(self, source: str, typed: Sequence[Need]) -> Iterator[PartReading]:
        """Yield a reading for each word or phrase of either script that `source` stands for and an article holds some of.

        typed: what the source itself needs. A target that is rarer than it, and so has higher impacts, counts less.
        """
        most = reach(typed, self._index.postings)
        written = self._index.lexicon("hani").written
        for target in self._index.aliases()[source]:
            needs: list[Need] = []
            for run in split_runs(target.text, {}):
                if run.script == "hani":
                    needs.extend(self._run_needs(run.text))
                elif need := self._latin.need(run.text):
                    needs.append(need)
            if needs:
                highest = reach(needs, self._index.postings)
                weight = max(LEAST, target.weight * min(most, highest) // highest) if most and highest else target.weight
                yield PartReading(tuple(needs), weight, target.kind, (target.text.translate(written),))

    def romanised_readings(self, text: str) -> list[PartReading]:
        """Return readings of a text in pinyin or Jyutping as words of the site, the most likely first (index-format 7.9)."""
        lexicon = self._index.lexicon("hani")
        if self._romaniser is None:
            self._romaniser = Romaniser(lexicon.costs, self._index.characters())
        readings = self._romaniser.readings(text)
        found = []
        for reading in readings:
            words = "".join(reading.words)
            weight = max(LEAST, ROMANISED - CORRECTED_FALL * (reading.cost - readings[0].cost))
            found.append(PartReading(self._run_needs(words), weight, "corrected", (words.translate(lexicon.written),)))
        return found

    def _run_needs(self, text: str) -> tuple[Need, ...]:
        """Return what an article should hold for a folded run, read as it is."""
        self._lookup.load("hani", [*character_pairs(text), *text])
        return self._needs(literal_reading(text, self._index.lexicon("hani").costs), alone=True)

    def _alias_spans(self, text: str, exact: Reading) -> list[tuple[int, int]]:
        """Return the places of words that stand for others, left to right, the longest first; all end where words do."""
        borders = {0, *(segment.end for segment in exact.segments)}
        aliases = self._index.aliases()
        spans = []
        at = 0
        while at < len(text):
            stops = [
                stop for stop in range(min(len(text), at + LONGEST_ALIAS), at, -1) if stop in borders and text[at:stop] in aliases
            ]
            if at in borders and stops:
                spans.append((at, stops[0]))
                at = stops[0]
            else:
                at += 1
        return spans

    def _alias_part(self, typed: str, word: str) -> Part:
        self._lookup.load("hani", [*character_pairs(word), *word])
        plain = PartReading(self._needs(literal_reading(word, self._costs), alone=True), WHOLE, "exact", (typed,))
        return Part(typed, (plain, *self.target_readings(word, plain.needs)))

    def _plain_part(self, typed: str, text: str, exact: Reading, *, literal: bool, alone: bool = True) -> Part:
        pairs = character_pairs(text)
        self._lookup.load("hani", [*pairs, *text])
        readings = [exact, *([] if literal else self._mended(text, pairs, exact))]
        self._lookup.load("hani", [term for reading in readings for term in (*character_pairs(reading.text), *reading.text)])
        cheapest = min((reading.cost for reading in readings[1:]), default=0)
        return Part(typed, tuple(self._part_reading(typed, reading, cheapest, alone=alone) for reading in readings))

    def _mended(self, text: str, pairs: Sequence[str], exact: Reading) -> list[Reading]:
        odd = {at for at, pair in enumerate(pairs) if not self._lookup.holders([pair])}
        whole = not 2 <= len(text) <= LONGEST_CHECKED or self._stands_out(pairs)
        if not whole:
            odd |= _loose_pairs(exact)
        if not odd and whole:
            return []
        if self._decoder is None:
            self._decoder = HanDecoder(self._index.lexicon("hani").costs, self._index.characters())
        readings = [mended for mended in self._decoder.readings(text, exact) if _touches(mended, odd)]
        return readings if whole else [*readings, *self._completed(self._decoder.missing(text, exact), text, pairs)]

    def _completed(self, missing: Sequence[Missing], text: str, pairs: Sequence[str]) -> list[Reading]:
        """Return readings with one character put in; the index confirms them: one article holds all pairs (index-format 7.6)."""
        self._lookup.load("hani", [text[lost.at - 1] + lost.character for lost in missing])
        hopeful = []
        for lost in missing:
            rest = [pair for at, pair in enumerate(pairs) if at != lost.at - 1]
            holders = self._lookup.holders([text[lost.at - 1] + lost.character, *rest])
            if holders:
                hopeful.append((-max(holders.values()), lost.cost, lost.at, lost.character, lost))
        hopeful.sort(key=lambda item: item[:4])
        mended = [(lost, text[: lost.at] + lost.character + text[lost.at :]) for *_, lost in hopeful[:MOST_COMPLETED]]
        self._lookup.load("hani", [pair for _, completed in mended for pair in character_pairs(completed)])
        return [
            completed_reading(completed, lost, self._costs)
            for lost, completed in mended
            if self._lookup.holders(character_pairs(completed))
        ]

    def _stands_out(self, pairs: Sequence[str]) -> bool:
        """Tell whether one article holds all pairs nearly as prominently as any article holds each (index-format 7.5)."""
        held = max(self._lookup.holders(pairs).values(), default=0)
        most = sum(max(self._lookup.holders([pair]).values(), default=0) for pair in pairs)
        return held > 0 and held * WHOLE > most * STANDS_OUT

    def _part_reading(self, typed: str, reading: Reading, cheapest: int, *, alone: bool) -> PartReading:
        weight = WHOLE if not reading.edits else max(LEAST, CORRECTED - CORRECTED_FALL * (reading.cost - cheapest))
        written = self._index.lexicon("hani").written
        words = tuple(
            segment.word.translate(written) if segment.edited else typed[segment.start : segment.end]
            for segment in reading.segments
        )
        return PartReading(self._needs(reading, alone=alone), weight, "corrected" if reading.edits else "exact", words)

    def _needs(self, reading: Reading, *, alone: bool) -> tuple[Need, ...]:
        """Return the needs of a reading: pairs of characters, and characters; `alone`: a single character is all there is."""
        text = reading.text
        borders = set()
        end = 0
        for segment in reading.segments:
            end += len(segment.word)
            borders.add(end)
        weighed = [(text[at : at + 2], CROSS_WORD if at + 1 in borders else WHOLE) for at in range(len(text) - 1)]
        weighed += [(char, WHOLE if alone and len(text) == 1 else ONE_CHARACTER) for char in text]
        places = self._lookup.places("hani")
        return tuple(Need(tuple(Term(place.family, term, place.weight) for place in places), weight) for term, weight in weighed)


def _loose_pairs(literal: Reading) -> set[int]:
    """Return the places of the pairs that touch a character which is no part of a longer word."""
    lone = [segment.start for segment in literal.segments if len(segment.word) == 1]
    return {at for start in lone for at in (start - 1, start)}


def _touches(reading: Reading, odd: set[int]) -> bool:
    """Tell whether every mended word of a reading touches one of the odd pairs of characters (index-format 7.5)."""
    return all(any(segment.start - 1 <= at < segment.end for at in odd) for segment in reading.segments if segment.edited)
