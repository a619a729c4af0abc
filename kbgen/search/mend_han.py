"""What a Chinese run that no article holds may have been meant to be.

Twin: theme/assets/search/mend-han.js. Specification: index-format 7.5, 7.6 and 7.8.
"""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.search.constants import (
    COMPLETED_FALL,
    CORRECTED_FALL,
    CORRECTED_HAN,
    LEAST_WEIGHT,
    LONGEST_CHECKED,
    LONGEST_MENDED,
    MOST_COMPLETED,
    STANDS_OUT,
    WHOLE,
)
from kbgen.search.decode_han import HanDecoder, is_doubled
from kbgen.search.numerals import asked_numbers
from kbgen.search.postings import PostingsLookup, character_pairs
from kbgen.search.read_han import Missing, Reading, Segment, completed_reading, is_contraction
from kbgen.search.reader import IndexReader


class HanMender:
    """Mends Chinese runs with the words of the site; what articles hold speaks for a reading."""

    def __init__(self, index: IndexReader, lookup: PostingsLookup) -> None:
        self._index = index
        self._lookup = lookup
        self._decoder: HanDecoder | None = None

    def readings(self, text: str, exact: Reading) -> list[tuple[Reading, int]]:
        """Return mended readings of a folded run with their weights. exact: the run as typed."""
        pairs = character_pairs(text)
        unheld = {at for at, pair in enumerate(pairs) if not self._lookup.highest(pair)}
        whole = not 2 <= len(text) <= LONGEST_CHECKED or self._stands_out(pairs)
        scattered = not whole and not self._lookup.most_held(pairs)
        odd = unheld - _sound_pairs(exact, between=not scattered)
        if not whole:
            odd |= self._loose_pairs(exact)
        if not odd:
            return []
        characters = self._index.characters()
        decoder = self._decoder = self._decoder or HanDecoder({}, characters)
        for number, words in self._index.words(text[:LONGEST_MENDED]).items():
            decoder.learn(number, words)
        kept = [segment for segment in exact.segments if len(segment.word) > 1]
        asked = asked_numbers(text)
        found = [mended for mended in decoder.readings(text, exact) if _touches(mended, odd) and not _overlaps(mended, asked)]
        readings = [
            mended
            for mended in found
            if (_keeps(mended, kept, text) and self._is_confirmed(mended))
            or (scattered and self._is_held_whole(mended, exact, text))
        ]
        if twice := [mended for mended in readings if is_typed_twice(mended, text)]:
            return [(reading, CORRECTED_HAN) for reading in twice]
        cheapest = min((reading.cost for reading in readings), default=0)
        falls = [CORRECTED_FALL * (reading.cost - cheapest) for reading in readings]
        weighed = [(reading, max(LEAST_WEIGHT, CORRECTED_HAN - fall)) for reading, fall in zip(readings, falls, strict=True)]
        missing = [lost for lost in decoder.missing(text, exact) if not any(start < lost.at < end for start, end in asked)]
        completed = [] if whole else self._completed(missing, text, pairs)
        return [*weighed, *((reading, CORRECTED_HAN - COMPLETED_FALL * at) for at, reading in enumerate(completed))]

    def _is_held_whole(self, reading: Reading, exact: Reading, typed: str) -> bool:
        """Tell whether one article holds all of a reading that has other words of the site, as long, in place of some (7.5)."""
        pairs = character_pairs(reading.text)
        self._lookup.load("hani", pairs)
        unknown = [segment for segment in exact.segments if len(segment.word) > 1 and self._index.word_cost(segment.word) is None]
        return (
            all(len(segment.word) == segment.end - segment.start for segment in reading.segments if segment.edited)
            and _keeps(reading, unknown, typed)
            and bool(self._lookup.most_held(pairs))
        )

    def _is_confirmed(self, reading: Reading) -> bool:
        """Tell whether articles hold what stands around the mended words (index-format 7.5).

        Around one of two that one character was taken for they hold it across each border, for a character by itself may begin
        or end many words, and nobody leaves out two; around others across those to one character that is left over: 漫遊費
        is no 郵費 behind a 漫.
        """
        text, end = reading.text, 0
        self._lookup.load("hani", character_pairs(text))
        segments = reading.segments
        longer = [segment for segment in segments if segment.edited and len(segment.word) > segment.end - segment.start]
        if len(longer) > 1 and not is_contraction(reading):
            return False
        for at, segment in enumerate(segments):
            start, end = end, end + len(segment.word)
            if not segment.edited:
                continue
            before, after = segments[max(0, at - 1) : at], segments[at + 1 : at + 2]
            if segment in longer and len(segment.word) == 2:
                borders = [start for _ in before] + [end for _ in after]
                borders += [start - 1 for one in before if at > 1 and len(one.word) == 1]
                borders += [end + 1 for one in after if at + 2 < len(segments) and len(one.word) == 1]
            else:
                borders = [start] if self._is_left_over(segments, at - 1, at - 2) else []
                borders += [end] if self._is_left_over(segments, at + 1, at + 2) else []
            if not all(self._lookup.highest(text[border - 1 : border + 1]) for border in borders):
                return False
        return True

    def _is_left_over(self, segments: Sequence[Segment], at: int, beyond: int) -> bool:
        """Tell whether a word is one character by itself; two such side by side may be a word that nobody knows."""
        lone = [0 <= place < len(segments) and self._is_lone(segments[place]) for place in (at, beyond)]
        return lone == [True, False]

    def _is_lone(self, segment: Segment) -> bool:
        """Tell whether a word is one character that says something."""
        return len(segment.word) == 1 and segment.word not in self._index.little

    def _completed(self, missing: Sequence[Missing], text: str, pairs: Sequence[str]) -> list[Reading]:
        """Return readings with one character put in; the index confirms them: one article holds all pairs (index-format 7.6)."""
        self._lookup.load("hani", [text[lost.at - 1] + lost.character for lost in missing])
        hopeful = []
        for lost in missing:
            rest = [pair for at, pair in enumerate(pairs) if at != lost.at - 1]
            held = self._lookup.most_held([text[lost.at - 1] + lost.character, *rest])
            if held:
                hopeful.append((-held, lost.cost, lost.at, lost.character, lost))
        hopeful.sort(key=lambda item: item[:4])
        mended = [(lost, text[: lost.at] + lost.character + text[lost.at :]) for *_, lost in hopeful[:MOST_COMPLETED]]
        self._lookup.load("hani", [pair for _, completed in mended for pair in character_pairs(completed)])
        whole = [(lost, completed) for lost, completed in mended if self._lookup.most_held(character_pairs(completed))]
        self._lookup.load("hani", [lost.character for lost, _ in whole])
        return [
            completed_reading(completed, lost, self._lookup.word_costs(completed, self._index.aliases("hani", [completed])))
            for lost, completed in whole
        ]

    def _loose_pairs(self, literal: Reading) -> set[int]:
        """Return the places of the pairs that touch a character which is no part of a longer word, nor a word by itself as 的."""
        lone = [segment.start for segment in literal.segments if self._is_lone(segment)]
        return {at for start in lone for at in (start - 1, start)}

    def _stands_out(self, pairs: Sequence[str]) -> bool:
        """Tell whether one article holds all pairs nearly as prominently as any article holds each (index-format 7.5)."""
        held = self._lookup.most_held(pairs)
        most = sum(map(self._lookup.highest, pairs))
        return held > 0 and held * WHOLE > most * STANDS_OUT


def _sound_pairs(literal: Reading, *, between: bool) -> set[int]:
    """Return the places of the pairs within words and, if asked, between two: nothing speaks for a slip there (7.5)."""
    long = [segment for segment in literal.segments if len(segment.word) > 1]
    inside = {at for segment in long for at in range(segment.start, segment.end - 1)}
    starts = {segment.start for segment in long}
    return inside | ({segment.end - 1 for segment in long if segment.end in starts} if between else set())


def _keeps(reading: Reading, kept: Sequence[Segment], text: str) -> bool:
    """Tell whether no mended word of a reading overlaps a word that needs no mending, unless by a character typed twice."""
    return not any(
        segment.start < word.end
        and word.start < segment.end
        and not (_is_over(segment, word) and is_doubled(segment.word, text[segment.start : segment.end]))
        for segment in reading.segments
        if segment.edited
        for word in kept
    )


def _is_over(segment: Segment, word: Segment) -> bool:
    """Tell whether all of a word lies below a mended one."""
    return segment.start <= word.start and word.end <= segment.end


def is_typed_twice(reading: Reading, text: str) -> bool:
    """Tell whether nothing was mended but characters typed twice: what was meant is sure."""
    edited = (segment for segment in reading.segments if segment.edited)
    return all(is_doubled(segment.word, text[segment.start : segment.end]) for segment in edited)


def _overlaps(reading: Reading, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a mended word of a reading overlaps one of some stretches."""
    return any(
        segment.start < end and start < segment.end for segment in reading.segments if segment.edited for start, end in spans
    )


def _touches(reading: Reading, odd: set[int]) -> bool:
    """Tell whether every mended word of a reading touches one of the odd pairs of characters (index-format 7.5)."""
    return all(any(segment.start - 1 <= at < segment.end for at in odd) for segment in reading.segments if segment.edited)
