"""The cheapest ways to cut a run of Chinese characters into words.

Twin: theme/assets/search/read-han.js. Specification: index-format 7.1 and 7.7.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kbgen.search.constants import LONGEST_WORD, MISSING_IN_SHORT, UNKNOWN_CHARACTER

ASPECTS = frozenset("了咗过紧着住返番晒埋完好得")
"""Folded: what stands between a verb and its object, 退咗款, and makes no other word of both."""
PARTICLES = frozenset("的了吗嗎呢吧啊呀啦喔哦嘛啰囉喇咩嘅咗啲")
"""As typed or folded: what makes no word with what stands before it: 貴嗎 asks whether it is 貴."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One word of a reading. start, end: its place in the run as typed. edited: what was typed is not this word."""

    word: str
    start: int
    end: int
    edited: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A run read as words. cost: words and edits, in eighths of a bit; the literal reading has no edited segment."""

    segments: tuple[Segment, ...]
    cost: int

    @property
    def text(self) -> str:
        """The run as it reads after mending."""
        return "".join(segment.word for segment in self.segments)

    @property
    def edits(self) -> int:
        """How many of its words were mended."""
        return sum(segment.edited for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that may be missing before place `at` of a run. cost: of the word it completes."""

    at: int
    character: str
    cost: int


def literal_reading(run: str, costs: Mapping[str, int]) -> Reading:
    """Return the cheapest way to read a run as typed."""
    return best_readings(run, exact_arcs(run, costs), keep=1)[0]


def exact_arcs(run: str, costs: Mapping[str, int]) -> list[list[tuple[Segment, int]]]:
    """Return, for each place of the run, the words that start there with their costs; a lone character always does."""
    arcs = []
    for start in range(len(run)):
        found = [(Segment(run[start], start, start + 1, edited=False), costs.get(run[start], UNKNOWN_CHARACTER))]
        for end in range(start + 2, min(len(run), start + LONGEST_WORD) + 1):
            cost = costs.get(run[start:end])
            if cost is not None:
                found.append((Segment(run[start:end], start, end, edited=False), cost))
        arcs.append(found)
    return arcs


def best_readings(
    run: str, arcs: Sequence[Sequence[tuple[Segment, int]]], *, keep: int, limit: int | None = None
) -> list[Reading]:
    """Return the cheapest readings of distinct text, cheapest first; ties go to the text first in code-point order.

    keep: how many partial readings go on from each place. limit: what a reading may cost.
    """
    states: list[list[_Longer]] = [[] for _ in range(len(run) + 1)]
    kept = [_State(0, "", ())]
    for start in range(len(run)):
        for state in kept:
            for segment, cost in arcs[start]:
                if limit is None or state.cost + cost <= limit:
                    states[segment.end].append((state.cost + cost, state, segment))
        kept = _cheapest(states[start + 1], keep if start + 1 < len(run) else None)
    return [Reading(state.segments, state.cost) for state in kept]


class _State(NamedTuple):
    """A part of a run as read so far."""

    cost: int
    text: str
    segments: tuple[Segment, ...]


_Longer = tuple[int, _State, Segment]
"""What a state and one more word cost together."""


def _cheapest(found: list[_Longer], keep: int | None) -> list[_State]:
    """Return the cheapest of distinct text, by cost, then text. Texts are put together for these only: most end here."""
    found.sort(key=itemgetter(0))
    kept: dict[str, _State] = {}
    for cost, alike in groupby(found, key=itemgetter(0)):
        longer = sorted(((state.text + segment.word, state, segment) for _, state, segment in alike), key=itemgetter(0))
        for text, state, segment in longer:
            if text not in kept:
                kept[text] = _State(cost, text, (*state.segments, segment))
            if len(kept) == keep:
                return list(kept.values())
    return list(kept.values())


def completed_reading(text: str, missing: Missing, costs: Mapping[str, int]) -> Reading:
    """Return the reading of a run in which a missing character was put; the word that holds it counts as mended."""
    plain = literal_reading(text, costs)
    segments = []
    for segment in plain.segments:
        start, end = (place if place <= missing.at else place - 1 for place in (segment.start, segment.end))
        segments.append(Segment(segment.word, start, end, edited=segment.start <= missing.at < segment.end))
    return Reading(tuple(segments), plain.cost + MISSING_IN_SHORT)


def is_inflected(reading: Reading, text: str) -> bool:
    """Tell whether all that was mended are words of two with an aspect between: 退咗款 is 退款, and no mistake (7.8.2)."""
    edited = [segment for segment in reading.segments if segment.edited]
    typed = [text[segment.start : segment.end] for segment in edited]
    return bool(edited) and all(
        len(word) == 3 and word[1] in ASPECTS and word[0] + word[2] == segment.word
        for segment, word in zip(edited, typed, strict=True)
    )


def is_contraction(reading: Reading) -> bool:
    """Tell whether what was typed says two words in short, which is no mistake: 退換貨 for 退貨換貨 (index-format 7.8.1)."""
    words = [*reading.segments, None]
    return reading.edits > 0 and all(
        len(word.word) == 2
        and word.end - word.start == 1
        and after is not None
        and not after.edited
        and len(after.word) == 2
        and after.word[-1] == word.word[-1]
        for word, after in zip(reading.segments, words[1:], strict=True)
        if word.edited
    )
