"""A Chinese run of a query → parts with readings.

Twin: theme/assets/search/han-parts.js. Specification: index-format 5.4 and 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kbgen.search.constants import (
    ALIAS_COST,
    CORRECTED_FALL,
    CROSS_WORD,
    DOUBTFUL,
    DOUBTFUL_SHARE,
    LEAST_OF_WORDS,
    LEAST_WEIGHT,
    LITTLE_CROSS,
    LONGEST_ALIAS,
    LONGEST_THING,
    MOST_ALIAS_READINGS,
    ONE_CHARACTER,
    ROMANISED,
    SHORT_QUERY,
    SOURCE_BY_SOUND,
    WHOLE,
)
from kbgen.search.latin_parts import LatinParts
from kbgen.search.mend_han import HanMender, is_typed_twice
from kbgen.search.numbers import Numbers
from kbgen.search.payloads import AliasTarget
from kbgen.search.postings import Family, PostingsLookup, character_pairs
from kbgen.search.read_han import PARTICLES, Reading, is_contraction, is_inflected, literal_reading
from kbgen.search.reader import IndexReader
from kbgen.search.romanised import RomanisedReading, Romaniser
from kbgen.search.score import MatchKind, Need, Part, PartReading, Term, information
from kbgen.search.whether import whether_spans
from kbgen.text.normalise import Script, is_han, split_runs

NOT = "唔不"
"""What stands between a verb and itself in a question."""


class _Place(NamedTuple):
    """Where a pair of characters or a character that an article should hold stands in a run. apart: as of a need."""

    start: int
    end: int
    weight: int
    apart: bool = False


class HanParts:
    """Reads Chinese runs: as typed, with the words of other regions, and mended where no article holds what was typed."""

    def __init__(self, index: IndexReader, lookup: PostingsLookup, latin: LatinParts) -> None:
        self._index = index
        self._lookup = lookup
        self._latin = latin
        self.numbers = Numbers(lookup)
        self._mender = HanMender(index, lookup)
        self._romaniser: Romaniser | None = None
        self._region_names = {name for names in index.manifest.get("region_names", {}).values() for name in names}

    def parts(self, run: str, *, literal: bool) -> list[Part]:
        """Return the parts of a run: each word that stands for others is one, and what lies between them.

        A run that is mended is one part, whose readings are of the whole: as typed, mended, with words replaced (5.4).
        """
        text = run.translate(self._index.forms().fold)
        self._lookup.load("hani", [*character_pairs(text), *text])
        exact = literal_reading(text, self._lookup.word_costs(text, self._sources(text)))
        spans = self._alias_spans(text, exact)
        # A number that no article holds is no slip, and what is named by it is not there.
        literal = literal or any(self.numbers.is_other(text[start:end]) for start, end in spans)
        plain = [reading for reading in self._plain_readings(run, text, exact, spans, literal=literal) if reading.needs]
        if not plain:
            return []  # 佢可唔可以 asks for nothing
        if len(plain) > 1 or plain[0].kind == "corrected":
            return [Part(run, (*plain, *self._alias_readings(run, text, exact, plain[0])))]
        return list(self._span_parts(run, text, spans)) if spans else [Part(run, tuple(plain))]

    def _span_parts(self, run: str, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Part]:
        """Yield a part for each word that stands for others and for each stretch between two (index-format 5.4.4).

        A pair of characters across the border of such a word is a need of the word as typed only, for another word has other
        borders, and only where an article holds it: 傘退 of 雨傘退款 would put who writes 退費 before who writes 退款.
        Beside one such word the characters of a thing that no article knows are none: who has a 袋 knows no 睡袋.
        """
        weighed = self._weighed_as_typed(text, literal_reading(text, self._lookup.word_costs(text)), spans)
        telling = [place for place in weighed if text[place.start : place.end] not in self._index.light]
        families = self._lookup.families("hani")
        taken: set[int] = set()
        stretches = sorted([*spans, *_between(spans, len(text))], key=lambda stretch: (stretch not in spans, stretch))
        found: dict[tuple[int, int], Part] = {}
        for start, end in stretches:
            mine = [n for n, place in enumerate(telling) if n not in taken and place.start < end and place.end > start]
            taken.update(mine)
            is_source = (start, end) in spans
            needs = tuple(
                _need(families, text, place)
                for place in (telling[n] for n in mine)
                if not is_source
                or (start <= place.start and place.end <= end)
                or self._lookup.is_held("hani", text[place.start : place.end])
            )
            if not is_source and len(stretches) == 2 and self._is_unknown(text[start:end]):
                needs = tuple(need if len(need.terms[0].term) > 1 else Need((), need.weight) for need in needs)
            inside = tuple(_need(families, text, place) for place in weighed if start <= place.start and place.end <= end)
            is_other = is_source and self.numbers.is_other(text[start:end])
            readings = [PartReading(needs, WHOLE, "exact", (run[start:end],))] if needs and not is_other else []
            if is_source:
                readings += self.target_readings("hani", text[start:end], inside)
            if readings or is_other:
                found[start, end] = Part(run[start:end], tuple(readings), follows=bool(start))
        for stretch in sorted(found):
            yield found[stretch]

    def _is_unknown(self, text: str) -> bool:
        """Tell whether a stretch is of two to four characters of which no article holds any two side by side: 睡袋."""
        pairs = character_pairs(text)
        return 2 <= len(text) <= LONGEST_THING and not any(self._lookup.is_held("hani", pair) for pair in pairs)

    def _sources(self, text: str) -> dict[str, tuple[AliasTarget, ...]]:
        """Return what stands for other words in a folded run: sources of aliases, and numbers (5.7)."""
        found = dict(self._index.aliases("hani", [text]))
        for source, targets in self.numbers.aliases(text).items():
            found[source] = (*found.get(source, ()), *targets)
        return found

    def _alias_readings(self, run: str, text: str, exact: Reading, plain: PartReading) -> list[PartReading]:
        """Return readings in which words are replaced by those they stand for, all at once, then one by one (5.5)."""
        aliases = self._sources(text)
        spans = [(start, end) for start, end in self._alias_spans(text, exact) if aliases[text[start:end]]]
        first = {span: aliases[text[slice(*span)]][0] for span in spans}
        single = [{span: target} for span in spans for target in aliases[text[slice(*span)]]]
        choices = [first, *(choice for choice in single if choice != first)] if first else []
        readings = (self._replaced(run, text, choice, plain) for choice in choices[:MOST_ALIAS_READINGS])
        return [reading for reading in readings if reading.needs]

    def _replaced(self, run: str, text: str, choice: Mapping[tuple[int, int], AliasTarget], plain: PartReading) -> PartReading:
        """Return the reading with some stretches replaced, shown in one script."""
        written = self._script(run)
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
        (start, stop), first = next(iter(choice.items()))
        scattered = any(target.scattered for target in choice.values())
        swap = run[start:stop], first.text.translate(written)
        fair = self.fair_weight(weight, plain.needs, needs)
        told = _told(first.kind, weight)
        return PartReading(needs, fair, first.kind, (shown + run[end:],), swap, scattered=scattered, told=told)

    def fair_weight(self, weight: int, typed: Sequence[Need], meant: Sequence[Need]) -> int:
        """Return the weight of a reading that stands for another: being rarer or longer must not make it count more.

        Source: index-format 5.5.1.
        """
        if not typed or not meant:
            return weight
        one, other = information(typed, self._index.postings), information(meant, self._index.postings)
        least = weight * LEAST_OF_WORDS // WHOLE if len(typed) > 1 else LEAST_WEIGHT
        return max(least, weight * min(one, other) // other)

    def target_readings(self, script: Script, source: str, typed: Sequence[Need]) -> Iterator[PartReading]:
        """Yield a reading for each word or phrase of either script that `source` stands for and an article holds some of.

        script: of the source. typed: what the source itself needs. 5.5.1 makes the weights fair.
        """
        written = self._index.forms().written
        aliases = self._sources(source) if script == "hani" else self._index.aliases(script, [source])
        regions = [target.text for target in aliases[source] if target.text in self._region_names]
        whole = self._text_needs(regions[0]) if regions else ()
        for target in aliases[source]:
            needs = self._text_needs(target.text)
            if needs and target.text not in regions:  # Penghu is an outlying island, of Taiwan
                needs = (*needs, *whole)
            if needs:
                weight = self.fair_weight(target.weight, typed, needs)
                words, told = (target.text.translate(written),), _told(target.kind, target.weight)
                yield PartReading(needs, weight, target.kind, words, scattered=target.scattered, told=told)

    def number_readings(self, texts: Sequence[str], typed: Sequence[Need]) -> list[PartReading]:
        """Return readings of a number in figures as it is written in characters, where articles hold that (5.7.3)."""
        readings = []
        for text in self.numbers.held(texts):
            needs = self._text_needs(text)
            weight = self.fair_weight(WHOLE, typed, needs)
            readings.append(PartReading(needs, weight, "variant", (text.translate(self._index.forms().written),)))
        return readings

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
        """Return readings of a text in pinyin or Jyutping as words of the site, the most likely first (index-format 7.9).

        After them those of the first with words replaced by what they stand for.
        """
        words = self.words_by_sound(text)
        readings = self._sounding(words)
        return [*readings, *self._meant_by_sound("".join(words[0].words), readings[0])] if words else []

    def _meant_by_sound(self, text: str, plain: PartReading) -> list[PartReading]:
        """Return the readings of a romanised text in which words stand for others (5.4.3), as mended ones (7.9.2)."""
        exact = literal_reading(text, self._lookup.word_costs(text, self._sources(text)))
        written = text.translate(self._index.forms().written)
        found = self._alias_readings(written, text, exact, plain)
        return [
            replace(
                reading,
                weight=max(LEAST_WEIGHT, reading.weight * ROMANISED // WHOLE),
                kind="corrected",
                words=plain.words,
                swap=None,
                meant=reading.swap[1] if reading.swap else "",
            )
            for reading in found
        ]

    def words_by_sound(self, text: str) -> list[RomanisedReading]:
        """Return the words of the site that a text in pinyin or Jyutping may stand for, the cheapest first."""
        return self._sounds().readings(text)

    def says_little_by_sound(self, text: str) -> bool:
        """Tell whether a text in pinyin or Jyutping is words only that tell nothing of what it is about: women, 我們 (5.3.6)."""
        return all(word in self._index.little for word in self.words_by_sound(text)[0].words)

    def initials_readings(self, letters: str) -> list[PartReading]:
        """Return the reading of letters as initials of words of the site, or none (index-format 7.9.3)."""
        return self._sounding(self._sounds().from_initials(letters))

    def _sounding(self, readings: Sequence[RomanisedReading]) -> list[PartReading]:
        """Return what an article should hold for each of some readings, of which the first is the cheapest."""
        found = []
        for reading in readings:
            words = "".join(reading.words)
            weight = max(LEAST_WEIGHT, ROMANISED - CORRECTED_FALL * (reading.cost - readings[0].cost))
            found.append(
                PartReading(self._run_needs(words), weight, "corrected", (words.translate(self._index.forms().written),))
            )
        return found

    def _sounds(self) -> Romaniser:
        lexicon, characters, sources = self._index.lexicon("hani"), self._index.characters(), self._index.alias_sounds()
        if self._romaniser is None:
            besides = dict.fromkeys(sources, SOURCE_BY_SOUND) | dict.fromkeys(self._index.little, ALIAS_COST)
            besides = {word: cost for word, cost in besides.items() if word not in lexicon}
            self._romaniser = Romaniser(lexicon, characters, besides)
        return self._romaniser

    def _run_needs(self, text: str) -> tuple[Need, ...]:
        """Return what an article should hold for a folded run, read as it is."""
        self._lookup.load("hani", [*character_pairs(text), *text])
        return self._needs(literal_reading(text, self._lookup.word_costs(text)))

    def _alias_spans(self, text: str, exact: Reading) -> list[tuple[int, int]]:
        """Return the places of words that stand for others, left to right, the longest first; all end where words do."""
        borders = {0, *(segment.end for segment in exact.segments)}
        asked = whether_spans(text)
        aliases = self._sources(text)
        spans = []
        at = 0
        while at < len(text):
            stops = [
                stop for stop in range(min(len(text), at + LONGEST_ALIAS), at, -1) if stop in borders and text[at:stop] in aliases
            ]
            within = stops and any(start <= at and stops[0] <= end for start, end in asked)
            if at in borders and stops and not within and not _is_of_question(text, at):
                spans.append((at, stops[0]))
                at = stops[0]
            else:
                at += 1
        return spans

    def _plain_readings(
        self, typed: str, text: str, exact: Reading, spans: Sequence[tuple[int, int]], *, literal: bool
    ) -> list[PartReading]:
        mended = [] if literal else self._mender.readings(text, exact)
        is_sure = mended and all(is_typed_twice(reading, text) for reading, _ in mended)
        weighed = mended if is_sure else [(exact, WHOLE), *mended]
        self._lookup.load("hani", [term for reading, _ in weighed for term in (*character_pairs(reading.text), *reading.text)])
        plain = literal_reading(text, self._lookup.word_costs(text))
        whole = self._place_needs(text, self._weighed_as_typed(text, plain, spans))
        needs = [whole if reading is exact else self._needs(reading) for reading, _ in weighed]
        return [
            self._part_reading(typed, text, reading, weight, mine) for (reading, weight), mine in zip(weighed, needs, strict=True)
        ]

    def _script(self, typed: str) -> Mapping[int, str]:
        """Return how the index's characters are shown to who typed this: as they are to who types as the site does not write."""
        forms = self._index.forms()
        if typed != typed.translate(forms.fold):
            return forms.written
        # 台 is a folded form that Traditional texts have too, so it tells nothing of who types it.
        telling = "".join(char for char in typed if ord(char) not in forms.fold)
        return {} if telling != telling.translate(forms.written) else forms.written

    def _part_reading(self, typed: str, text: str, reading: Reading, weight: int, needs: tuple[Need, ...]) -> PartReading:
        written = self._script(typed)
        words = tuple(
            segment.word.translate(written) if segment.edited else typed[segment.start : segment.end]
            for segment in reading.segments
        )
        kind: MatchKind = (
            "exact" if not reading.edits else "variant" if is_contraction(reading) or is_inflected(reading, text) else "corrected"
        )
        return PartReading(needs, weight, kind, words)

    def _needs(self, reading: Reading) -> tuple[Need, ...]:
        """Return the needs of a reading: pairs of characters, and characters; not those of `light`."""
        return self._place_needs(reading.text, self._weighed(reading.text, reading))

    def _place_needs(self, text: str, weighed: Sequence[_Place]) -> tuple[Need, ...]:
        telling = [place for place in weighed if text[place.start : place.end] not in self._index.light] or weighed
        families = self._lookup.families("hani")
        return tuple(_need(families, text, place) for place in telling)

    def _weighed_as_typed(self, text: str, reading: Reading, spans: Sequence[tuple[int, int]]) -> list[_Place]:
        """Return `_weighed` of a run as typed: who holds 中 and 風 somewhere holds no 中風 (index-format 5.4.2.1).

        spans: of words that stand for others, which say what their characters do not.
        """
        weighed = self._weighed(text, reading)
        spanned = {at for first, end in spans for at in range(first, end)}
        apart = self._apart(text, reading) - spanned
        weighed = [place._replace(apart=place.end - place.start == 1 and place.start in apart) for place in weighed]
        if not 2 <= len(text) <= SHORT_QUERY:
            return weighed
        lone, start = set(), 0
        beside = any(len(segment.word) > 1 for segment in reading.segments)
        for segment in reading.segments:
            if len(segment.word) == 1 and segment.word not in self._index.little:
                lone.add(start)
            start += len(segment.word)
        lone -= spanned
        lacking = [
            lone.issuperset(range(start, end)) and (end - start == 2 or beside) and not self._lookup.highest(text[start:end])
            for start, end, *_ in weighed
        ]
        weighed = [place._replace(weight=WHOLE) if lacks else place for place, lacks in zip(weighed, lacking, strict=True)]
        is_one_word = len(text) == 2 and not spans and text[1] not in PARTICLES and not self._lookup.highest(text)
        return [place._replace(weight=CROSS_WORD) if is_one_word and place.weight == LITTLE_CROSS else place for place in weighed]

    def _apart(self, text: str, reading: Reading) -> set[int]:
        """Return the places of the characters of words that no article holds, beside a pair held: 旅 and 遊 of 旅遊保險.

        Who holds 旅 and 遊 somewhere holds no 旅遊 (index-format 5.4.2.2).
        """
        held = [bool(self._lookup.highest(pair)) for pair in character_pairs(text)]
        found: set[int] = set()
        start = 0
        for segment in reading.segments:
            end = start + len(segment.word)
            if any(held) and not all(held[start : end - 1]):
                found.update(range(start, end))
            start = end
        return found

    def _weighed(self, text: str, reading: Reading) -> list[_Place]:
        """Return where each pair of characters and each character of a reading begins and ends, and its weight (5.4.2)."""
        borders: dict[int, int] = {}
        alone: list[int] = []
        start = 0
        words = [segment.word for segment in reading.segments]
        for number, word in enumerate(words):
            says_little = word in self._index.little
            if not says_little or len(words) == 1:
                alone.extend(range(start, start + len(word)))
            start += len(word)
            if number + 1 < len(words):
                borders[start] = LITTLE_CROSS if says_little or words[number + 1] in self._index.little else CROSS_WORD
        weighed = [_Place(at, at + 2, borders.get(at + 1, WHOLE)) for at in range(len(text) - 1)]
        weighed += [_Place(at, at + 1, WHOLE if len(text) == 1 else ONE_CHARACTER) for at in alone]
        asked = whether_spans(text)
        return [place for place in weighed if not any(start < place.end and place.start < end for start, end in asked)]


def _need(families: Sequence[Family], text: str, place: _Place) -> Need:
    term = text[place.start : place.end]
    return Need(tuple(Term(family.name, term, family.weight) for family in families), place.weight, place.apart)


def _told(kind: MatchKind, weight: int) -> int:
    """Return what of 256 the share of a target counts: who is found by *crisis* for *emergency* holds less of it (8.4.7)."""
    return DOUBTFUL_SHARE if kind == "variant" and weight <= DOUBTFUL else WHOLE


def _is_of_question(text: str, at: int) -> bool:
    """Tell whether a character is the *not* of a question: who asks 收唔收 (do you take) says no 唔收 (5.4.3)."""
    return at > 0 and text[at] in NOT and text[at - 1 : at] == text[at + 1 : at + 2]


def _between(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return the stretches of a run that lie before, between and after some spans in order."""
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), length]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
