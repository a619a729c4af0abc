"""A Chinese run of a query → parts with readings.

Twin: theme/assets/search/han-parts.js. Specification: index-format 5.4 and 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kbgen.search.constants import (
    ALIAS_COST,
    COMPLETED_FALL,
    CORRECTED_FALL,
    CORRECTED_HAN,
    CROSS_WORD,
    LEAST_WEIGHT,
    LONGEST_ALIAS,
    LONGEST_CHECKED,
    LONGEST_MENDED,
    MOST_ALIAS_READINGS,
    MOST_COMPLETED,
    ONE_CHARACTER,
    ROMANISED,
    STANDS_OUT,
    WHOLE,
)
from kbgen.search.decode_han import HanDecoder
from kbgen.search.latin_parts import LatinParts
from kbgen.search.postings import PostingsLookup, character_pairs
from kbgen.search.read_han import Missing, Reading, completed_reading, literal_reading
from kbgen.search.reader import AliasTarget, IndexReader
from kbgen.search.romanised import Romaniser
from kbgen.search.score import Need, Part, PartReading, Term, information
from kbgen.text.normalise import is_han, split_runs


class HanParts:
    """Reads Chinese runs: as typed, with the words of other regions, and mended where no article holds what was typed."""

    def __init__(self, index: IndexReader, lookup: PostingsLookup, latin: LatinParts) -> None:
        self._index = index
        self._lookup = lookup
        self._latin = latin
        self._romaniser: Romaniser | None = None
        self._decoder: HanDecoder | None = None

    def part(self, run: str, *, literal: bool) -> Part:
        """Return the part of a run: as typed, mended, and with words of it replaced by those they stand for."""
        text = run.translate(self._index.forms().fold)
        self._lookup.load("hani", [*character_pairs(text), *text])
        exact = literal_reading(text, self._costs(text))
        plain = self._plain_readings(run, text, exact, literal=literal)
        return Part(run, (*plain, *self._alias_readings(run, text, exact, plain[0])))

    def _costs(self, text: str) -> dict[str, int]:
        """Return the costs of the words and of the sources of aliases in a text whose pairs are loaded (index-format 5.4)."""
        aliases = self._index.aliases("hani")
        return {word: ALIAS_COST for word in _stretches(text) if word in aliases} | self._words(text)

    def _words(self, text: str) -> dict[str, int]:
        """Return the costs of the site's words in a text whose pairs are loaded."""
        found = ((word, self._index.word_cost(word)) for word in _stretches(text))
        return {word: cost for word, cost in found if cost is not None}

    def _alias_readings(self, run: str, text: str, exact: Reading, plain: PartReading) -> list[PartReading]:
        """Return readings in which words are replaced by those they stand for, all at once, then one by one (5.5)."""
        aliases = self._index.aliases("hani")
        spans = self._alias_spans(text, exact)
        first = {span: aliases[text[slice(*span)]][0] for span in spans}
        single = [{span: target} for span in spans for target in aliases[text[slice(*span)]]]
        choices = [first, *(choice for choice in single if choice != first)] if first else []
        readings = (self._replaced(run, text, choice, plain) for choice in choices[:MOST_ALIAS_READINGS])
        return [reading for reading in readings if reading.needs]

    def _replaced(self, run: str, text: str, choice: Mapping[tuple[int, int], AliasTarget], plain: PartReading) -> PartReading:
        """Return the reading with some stretches replaced."""
        written = self._index.forms().written
        replaced = shown = ""
        end = 0
        for (start, stop), target in choice.items():
            # Two alphabetic words must not become one.
            blank = " " if replaced and start == end and not is_han(replaced[-1]) and not is_han(target.text[0]) else ""
            replaced += text[end:start] + blank + target.text
            shown += run[end:start] + blank + target.text.translate(written)
            end = stop
        needs = self._text_needs(replaced + text[end:])
        weight = min(target.weight for target in choice.values())
        kind = next(iter(choice.values())).kind
        return PartReading(needs, self._fair_weight(weight, plain.needs, needs), kind, (shown + run[end:],))

    def _fair_weight(self, weight: int, typed: Sequence[Need], meant: Sequence[Need]) -> int:
        """Return the weight of a reading that stands for another: being rarer or longer must not make it count more.

        Source: index-format 5.5.1.
        """
        if not typed or not meant:
            return weight
        one, other = information(typed, self._index.postings), information(meant, self._index.postings)
        return max(LEAST_WEIGHT, weight * min(one, other) // other)

    def target_readings(self, source: str, typed: Sequence[Need]) -> Iterator[PartReading]:
        """Yield a reading for each word or phrase of either script that `source` stands for and an article holds some of.

        typed: what the source itself needs. 5.5.1 makes the weights fair.
        """
        written = self._index.forms().written
        for target in self._index.aliases("latn")[source]:
            needs = self._text_needs(target.text)
            if needs:
                weight = self._fair_weight(target.weight, typed, needs)
                yield PartReading(needs, weight, target.kind, (target.text.translate(written),))

    def _text_needs(self, text: str) -> tuple[Need, ...]:
        """Return what an article should hold for a canonical text of either script."""
        needs: list[Need] = []
        for run in split_runs(text, {}):
            if run.script == "hani":
                needs.extend(self._run_needs(run.text))
            elif need := self._latin.need(run.text):
                needs.append(need)
        return tuple(needs)

    def romanised_readings(self, text: str) -> list[PartReading]:
        """Return readings of a text in pinyin or Jyutping as words of the site, the most likely first (index-format 7.9)."""
        if self._romaniser is None:
            self._romaniser = Romaniser(self._index.lexicon("hani"), self._index.characters())
        readings = self._romaniser.readings(text)
        found = []
        for reading in readings:
            words = "".join(reading.words)
            weight = max(LEAST_WEIGHT, ROMANISED - CORRECTED_FALL * (reading.cost - readings[0].cost))
            found.append(
                PartReading(self._run_needs(words), weight, "corrected", (words.translate(self._index.forms().written),))
            )
        return found

    def _run_needs(self, text: str) -> tuple[Need, ...]:
        """Return what an article should hold for a folded run, read as it is."""
        self._lookup.load("hani", [*character_pairs(text), *text])
        return self._needs(literal_reading(text, self._words(text)))

    def _alias_spans(self, text: str, exact: Reading) -> list[tuple[int, int]]:
        """Return the places of words that stand for others, left to right, the longest first; all end where words do."""
        borders = {0, *(segment.end for segment in exact.segments)}
        aliases = self._index.aliases("hani")
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

    def _plain_readings(self, typed: str, text: str, exact: Reading, *, literal: bool) -> list[PartReading]:
        pairs = character_pairs(text)
        weighed = [(exact, WHOLE), *([] if literal else self._mended(text, pairs, exact))]
        self._lookup.load("hani", [term for reading, _ in weighed for term in (*character_pairs(reading.text), *reading.text)])
        return [self._part_reading(typed, reading, weight) for reading, weight in weighed]

    def _mended(self, text: str, pairs: Sequence[str], exact: Reading) -> list[tuple[Reading, int]]:
        """Return mended readings with their weights (index-format 7.5 and 7.8)."""
        odd = {at for at, pair in enumerate(pairs) if not self._lookup.highest(pair)}
        whole = not 2 <= len(text) <= LONGEST_CHECKED or self._stands_out(pairs)
        if not whole:
            odd |= _loose_pairs(exact)
        if not odd and whole:
            return []
        decoder = self._decoder = self._decoder or HanDecoder({}, self._index.characters())
        for number, words in self._index.words(text[:LONGEST_MENDED]).items():
            decoder.learn(number, words)
        readings = [mended for mended in decoder.readings(text, exact) if _touches(mended, odd)]
        cheapest = min((reading.cost for reading in readings), default=0)
        falls = [CORRECTED_FALL * (reading.cost - cheapest) for reading in readings]
        weighed = [(reading, max(LEAST_WEIGHT, CORRECTED_HAN - fall)) for reading, fall in zip(readings, falls, strict=True)]
        completed = [] if whole else self._completed(decoder.missing(text, exact), text, pairs)
        return [*weighed, *((reading, CORRECTED_HAN - COMPLETED_FALL * at) for at, reading in enumerate(completed))]

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
        return [completed_reading(completed, lost, self._costs(completed)) for lost, completed in whole]

    def _stands_out(self, pairs: Sequence[str]) -> bool:
        """Tell whether one article holds all pairs nearly as prominently as any article holds each (index-format 7.5)."""
        held = self._lookup.most_held(pairs)
        most = sum(map(self._lookup.highest, pairs))
        return held > 0 and held * WHOLE > most * STANDS_OUT

    def _part_reading(self, typed: str, reading: Reading, weight: int) -> PartReading:
        written = self._index.forms().written
        words = tuple(
            segment.word.translate(written) if segment.edited else typed[segment.start : segment.end]
            for segment in reading.segments
        )
        return PartReading(self._needs(reading), weight, "corrected" if reading.edits else "exact", words)

    def _needs(self, reading: Reading) -> tuple[Need, ...]:
        """Return the needs of a reading: pairs of characters, and characters; not those of `light`."""
        text = reading.text
        borders = set()
        end = 0
        for segment in reading.segments:
            end += len(segment.word)
            borders.add(end)
        weighed = [(text[at : at + 2], CROSS_WORD if at + 1 in borders else WHOLE) for at in range(len(text) - 1)]
        weighed += [(char, WHOLE if len(text) == 1 else ONE_CHARACTER) for char in text]
        telling = [(term, weight) for term, weight in weighed if term not in self._index.light] or weighed
        places = self._lookup.places("hani")
        return tuple(Need(tuple(Term(place.family, term, place.weight) for place in places), weight) for term, weight in telling)


def _stretches(text: str) -> Iterator[str]:
    """Yield the stretches of a text that may be words."""
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + LONGEST_ALIAS) + 1):
            yield text[start:end]


def _loose_pairs(literal: Reading) -> set[int]:
    """Return the places of the pairs that touch a character which is no part of a longer word."""
    lone = [segment.start for segment in literal.segments if len(segment.word) == 1]
    return {at for start in lone for at in (start - 1, start)}


def _touches(reading: Reading, odd: set[int]) -> bool:
    """Tell whether every mended word of a reading touches one of the odd pairs of characters (index-format 7.5)."""
    return all(any(segment.start - 1 <= at < segment.end for at in odd) for segment in reading.segments if segment.edited)
