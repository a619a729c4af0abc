"""What is answered at once: a question made of the words that one answer is asked for with, and of no others.

Twin: theme/assets/search/answers.js. Specification: index-format 11.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from kbgen.model import AnswerCard
from kbgen.search.constants import (
    FILLERS,
    FIRM_ALIAS,
    LONGEST_ANSWER_PHRASE,
    MOST_ANSWER_UNITS,
    MOST_CARD_ITEMS,
    MOST_NUMBERS,
    SHORTEST_ROOT,
    TELLING,
)
from kbgen.search.payloads import AliasTarget
from kbgen.search.word_forms import kinship
from kbgen.text.normalise import is_han

Aliases = Mapping[str, Sequence[AliasTarget]]


@dataclass(frozen=True, slots=True)
class Way:
    """How something is asked for: numbers of slots, all of `every`, one of `some` where it has any, and `may` besides."""

    every: tuple[int, ...]
    some: tuple[int, ...]
    may: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer and the ways it is asked for."""

    ways: tuple[Way, ...]
    card: AnswerCard


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a question, and the slot it fills."""

    start: int
    end: int
    slot: int


class Vocabulary:
    """The words of slots. first: the number of the first slot."""

    def __init__(self, slots: Sequence[Sequence[str]], first: int = 0) -> None:
        self._phrases: dict[str, list[int]] = defaultdict(list)
        for number, phrases in enumerate(slots, first):
            for phrase in phrases:
                self._phrases[phrase].append(number)
        self._by_first: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        self._alike: dict[str, set[str]] = defaultdict(set)
        for phrase in self._phrases:
            units = units_of(phrase)
            self._by_first[units[0]].append((units, phrase))
            self._alike[units[0][:SHORTEST_ROOT]].add(units[0])
        self.size = first + len(slots)

    def spans(self, units: Sequence[str], aliases: Aliases) -> Iterator[Span]:
        """Yield the slots that stretches of a question fill: as typed, in another form, and by what they stand for (11.2)."""
        for start, unit in enumerate(units):
            firsts = {
                unit,
                *_joined(units, start),
                *(other for other in self._alike[unit[:SHORTEST_ROOT]] if kinship(other, unit) == "inflected"),
            }
            for first in sorted(firsts & self._by_first.keys()):
                for wanted, phrase in self._by_first[first]:
                    end = _end(units, start, wanted)
                    if end is not None:
                        yield from (Span(start, end, slot) for slot in self._phrases[phrase] if slot > TELLING)
            for end in range(start + 1, min(len(units), start + LONGEST_ANSWER_PHRASE) + 1):
                for target in aliases.get(text_of(units[start:end]), ()):
                    if target.weight >= FIRM_ALIAS:
                        yield from (Span(start, end, slot) for slot in self._phrases.get(target.text, ()) if slot > TELLING)

    def fills(self, text: str, slot: int) -> bool:
        """Tell whether a phrase is one of a slot."""
        return slot in self._phrases.get(text, ())


@dataclass(frozen=True)
class Answers:
    """What a site answers at once in one language. promise: how soon somebody replies, a sentence, or empty."""

    words: tuple[tuple[str, ...], ...]
    entries: tuple[Entry, ...]
    pins: Mapping[str, int]
    promise: str

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that everything is asked for with."""
        return Vocabulary(self.words)

    def pinned(self, units: Sequence[str], little: Set[str]) -> int | None:
        """Return the pair that is pinned to a query, of fillers at its ends as few as may be left out (11.5)."""
        fillers = self._fillers(units, little)
        starts, ends = {0}, {len(units)}
        for at in range(len(units)):
            starts |= {span.end for span in fillers if span.start == at and at in starts}
        for at in range(len(units), 0, -1):
            ends |= {span.start for span in fillers if span.end == at and at in ends}
        cuts = [(start, end) for start in sorted(starts) for end in sorted(ends, reverse=True) if start < end]
        return next((self.pins[text] for start, end in cuts if (text := text_of(units[start:end])) in self.pins), None)

    def _fillers(self, units: Sequence[str], little: Set[str]) -> list[Span]:
        """Return the stretches of words that say little, outside of telling ones (11.2.3)."""
        stretches = [
            (start, end)
            for start in range(len(units))
            for end in range(start + 1, min(len(units), start + LONGEST_ANSWER_PHRASE) + 1)
        ]
        texts = {place: text_of(units[place[0] : place[1]]) for place in stretches}
        telling = [place for place, text in texts.items() if self.vocabulary.fills(text, TELLING)]
        return [
            Span(start, end, FILLERS)
            for (start, end), text in texts.items()
            if (self.vocabulary.fills(text, FILLERS) or (text in little and not self.vocabulary.fills(text, TELLING)))
            and not any(first <= start and end <= last and end - start < last - first for first, last in telling)
        ]

    def asked(
        self,
        units: Sequence[str],
        aliases: Aliases,
        little: Set[str],
        entries: Sequence[Entry],
        vocabulary: Vocabulary | None = None,
    ) -> list[tuple[Entry, int]]:
        """Return those of some answers that a question asks for, each with how much of it the question names (11.4.1).

        vocabulary: of slots besides those of the site (11.2).
        """
        by_start = self._by_start(units, aliases, little, vocabulary)
        if not by_start:
            return []
        filled = frozenset(span.slot for spans in by_start.values() for span in spans)
        ways = [(entry, [way for way in entry.ways if _can_be_filled(way, filled)]) for entry in entries]
        named = [(entry, [_named(way) for way in some if _covers(len(units), by_start, way)]) for entry, some in ways]
        return [(entry, max(numbers)) for entry, numbers in named if numbers]

    def nearly_asked(
        self, units: Sequence[str], aliases: Aliases, little: Set[str], entries: Sequence[Entry], vocabulary: Vocabulary
    ) -> bool:
        """Tell whether a question is about what some rows are about, though it may not say which of them it asks for (11.4.2)."""
        by_start = self._by_start(units, aliases, little, vocabulary)
        ways = (way for entry in entries if entry.card.kind == "row" for way in entry.ways if way.some)
        return any(_covers(len(units), by_start, Way((), way.some, (*way.every, *way.may))) for way in ways)

    def _by_start(
        self, units: Sequence[str], aliases: Aliases, little: Set[str], vocabulary: Vocabulary | None
    ) -> Mapping[int, Sequence[Span]]:
        """Return the slots that stretches of a question fill, by where these begin; none of a question that is too long."""
        by_start: dict[int, list[Span]] = defaultdict(list)
        if not 0 < len(units) <= MOST_ANSWER_UNITS:
            return by_start
        own = vocabulary.spans(units, aliases) if vocabulary is not None else ()
        for span in (*self.vocabulary.spans(units, aliases), *self._fillers(units, little), *own):
            by_start[span.start].append(span)
        return by_start


def one_card(asked: Sequence[Entry]) -> AnswerCard | None:
    """Return the first answer asked for, with the values of others like it (11.3); None where there is none."""
    if not asked:
        return None
    first = asked[0]
    if first.card.kind == "row":
        return first.card
    alike = [entry for entry in asked if entry.card.kind == first.card.kind] if first.card.kind == "takes" else [first]
    items = [item for entry in alike for item in entry.card.items]
    return replace(first.card, items=tuple(items[:MOST_CARD_ITEMS]))


def units_of(text: str) -> list[str]:
    """Return the words of a canonical text, and its Chinese characters one by one."""
    return [unit for word in text.split(" ") for unit in (word if is_han(word[:1] or " ") else [word])]


def text_of(units: Iterable[str]) -> str:
    """Return the canonical text of words and characters."""
    text = ""
    for unit in units:
        text += unit if not text or (is_han(text[-1]) and is_han(unit[0])) else f" {unit}"
    return text


def _joined(units: Sequence[str], start: int) -> list[str]:
    """Return what neighbouring words typed are written together: two, or numbers up to those of a telephone number (11.2.1)."""
    if start + 1 >= len(units) or is_han(units[start][0]):
        return []
    numbers = list(takewhile(str.isdecimal, units[start : start + MOST_NUMBERS]))
    return ["".join(units[start : start + size]) for size in range(2, max(2, len(numbers)) + 1)]


def _end(units: Sequence[str], start: int, wanted: Sequence[str]) -> int | None:
    """Return where a phrase that begins at a place ends, words typed apart counting as one; None where it is not there."""
    at = start
    for word in wanted:
        if at < len(units) and _same(units[at], word):
            at += 1
        elif at < len(units) and word in (joined := _joined(units, at)):
            at += 2 + joined.index(word)
        else:
            return None
    return at


def _same(typed: str, word: str) -> bool:
    return typed == word or (not is_han(typed[0]) and kinship(word, typed) == "inflected")


def _named(way: Way) -> int:
    return len(way.every) + bool(way.some)


def _can_be_filled(way: Way, filled: frozenset[int]) -> bool:
    """Tell whether something of a question fills each slot that a way needs; of most ways it does not."""
    return filled.issuperset(way.every) and (not way.some or not filled.isdisjoint(way.some))


def _covers(length: int, spans: Mapping[int, Sequence[Span]], way: Way) -> bool:
    """Tell whether a question is all of a way, fillers and nothing else (11.2)."""
    bits = dict.fromkeys((FILLERS, *way.may), 0)
    for slot in way.some:
        bits[slot] = 1
    for place, slot in enumerate(way.every, 1):
        bits[slot] = bits.get(slot, 0) | 1 << place
    whole = (1 << len(way.every) + 1) - (1 if way.some else 2)
    reached: list[set[int]] = [{0}, *(set() for _ in range(length))]
    for at in range(length):
        for span in spans.get(at, ()) if reached[at] else ():
            bit = bits.get(span.slot)
            if bit is not None:
                reached[span.end].update(mask | bit for mask in reached[at])
    return any(mask & whole == whole for mask in reached[length])
