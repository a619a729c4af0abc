"""Read a run of Chinese characters as words of the site, mending what was typed wrong: a noisy channel over the lexicon.

Twin: theme/assets/search/decode-han.js. Specification: index-format 7.
The cost of a reading is the cost of its words plus the cost of its edits; the cheapest readings win (dynamic programming).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from kbgen.search.constants import (
    DOUBLED_CHARACTER,
    EXTRA_CHARACTER,
    HAN_MARGIN,
    LONGEST_MENDED,
    MISSING_CHARACTER,
    MISSING_IN_SHORT,
    MOST_HAN_READINGS,
    MOST_MENDED_WORDS,
    MOST_MISSING,
    MOST_PARTIAL_READINGS,
    NEAR_SOUND,
    OTHER_CHARACTER,
    SAME_JYUTPING,
    SAME_SHAPE,
    SAME_SOUND,
    SHORTEST_WITH_OTHER,
    SWAPPED_CHARACTERS,
)
from kbgen.search.payloads import Character, Characters
from kbgen.search.read_han import ASPECTS, Missing, Reading, Segment, best_readings, exact_arcs
from kbgen.text.near_sounds import plain_syllable

UNMENDED = frozenset("〇零一二三四五六七八九十百千万两半冇唔")
"""Folded. One number is never taken for another, nor is what there is not for what there is (index-format 7.2)."""
KEPT = UNMENDED | frozenset("不没未无")
"""Neither left out by mistake nor put in: a word with a *not* more or less is another."""
MOST_COSTS = 100_000
"""Costs of characters for one another that a decoder remembers."""


class HanDecoder:
    """Finds readings. costs: word → cost; characters: what characters sound and look like."""

    def __init__(self, costs: Mapping[str, int], characters: Characters) -> None:
        self._costs: dict[str, int] = {}
        self._features = characters.features
        self._near = [0, *_classes([plain_syllable(syllable) for syllable in characters.pinyin])]
        self._by_character: dict[str, list[str]] = {}
        self._known: set[int] = set()
        self._cost_of = lru_cache(MOST_COSTS)(self.character_cost)
        self._take(costs)

    def learn(self, file: int, costs: Mapping[str, int]) -> None:
        """Take in the words of a file of the index, once. More than a run needs change nothing of its readings."""
        if file not in self._known:
            self._known.add(file)
            self._take(costs)

    def _take(self, costs: Mapping[str, int]) -> None:
        for word, cost in costs.items():
            if word in self._costs:
                continue
            self._costs[word] = cost
            if len(word) > 1:
                for char in sorted(set(word)):
                    self._by_character.setdefault(char, []).append(word)

    def readings(self, run: str, literal: Reading) -> list[Reading]:
        """Return mended readings that are not much dearer than the literal one, cheapest first."""
        run = run[:LONGEST_MENDED]
        arcs = exact_arcs(run, self._costs)
        for start, found in self._mended(run).items():
            arcs[start].extend(found)
        cheap = best_readings(run, arcs, keep=MOST_PARTIAL_READINGS, limit=literal.cost + HAN_MARGIN)
        mended = [reading for reading in cheap if 0 < reading.edits <= MOST_MENDED_WORDS and reading.text != run]
        return mended[:MOST_HAN_READINGS]

    def missing(self, run: str, literal: Reading) -> list[Missing]:
        """Return characters that may be missing beside a word of one character, by the word of two that each completes."""
        cheapest: dict[tuple[int, str], int] = {}
        for before, segment in pairwise(literal.segments):
            at = segment.start
            if len(before.word) > 1 and len(segment.word) > 1:
                continue
            for word in self._by_character.get(run[at - 1], ()):
                if len(word) == 2 and word[0] == run[at - 1]:
                    _keep_cheaper(cheapest, (at, word[1]), self._costs[word])
            for word in self._by_character.get(run[at], ()):
                if len(word) == 2 and word[1] == run[at]:
                    _keep_cheaper(cheapest, (at, word[0]), self._costs[word])
        found = [Missing(at, character, cost) for (at, character), cost in cheapest.items() if character not in KEPT]
        found.sort(key=lambda missing: (missing.cost, missing.at, missing.character))
        return found[:MOST_MISSING]

    def character_cost(self, typed: str, meant: str) -> int:
        """Return the cost of `typed` standing for `meant` (index-format 7.3)."""
        one, other = self._features.get(typed), self._features.get(meant)
        if one is None or other is None:
            return OTHER_CHARACTER
        costs = [OTHER_CHARACTER]
        if _shared(_readings(one), _readings(other)):
            costs.append(SAME_SOUND)
        elif _shared({self._near[number] for number in _readings(one)}, {self._near[number] for number in _readings(other)}):
            costs.append(NEAR_SOUND)
        if one.jyutping and one.jyutping == other.jyutping:
            costs.append(SAME_JYUTPING)
        if (one.phonetic and one.phonetic == other.phonetic) or not one.endings.isdisjoint(other.endings):
            costs.append(SAME_SHAPE)
        return min(costs)

    def _mended(self, run: str) -> dict[int, list[tuple[Segment, int]]]:
        """Return the words one edit away from a part of the run, by where the part starts."""
        cheapest: dict[tuple[str, int, int], int] = {}
        for at, char in enumerate(run):
            for word in self._by_character.get(char, ()):
                place = word.index(char)
                for start, end, cost in self._places(run, at, word, place):
                    key = (word, start, end)
                    if cost < cheapest.get(key, 1 << 20):
                        cheapest[key] = cost
        arcs: dict[int, list[tuple[Segment, int]]] = {}
        for (word, start, end), cost in sorted(cheapest.items()):
            arcs.setdefault(start, []).append((Segment(word, start, end, edited=True), cost + self._costs[word]))
        return arcs

    def _places(self, run: str, at: int, word: str, place: int) -> Sequence[tuple[int, int, int]]:
        """Return (start, end, edit cost) of each way in which `word` may have been meant around run[at] == word[place]."""
        size = len(word)
        found = []
        for start in (at - place, at - place + 1):
            if start < 0:
                continue
            if start == at - place and start + size <= len(run):
                cost = self._same_length_cost(run[start : start + size], word)
                if cost:
                    found.append((start, start + size, cost))
            end = start + size - 1
            if size > 1 and start <= at < end <= len(run) and _one_missing(run[start:end], word):
                found.append((start, end, MISSING_CHARACTER if size > 2 else MISSING_IN_SHORT))
        for start in (at - place, at - place - 1):
            typed = run[start : start + size + 1] if start >= 0 else ""
            if len(typed) <= size or size < 2 or not _one_missing(word, typed):
                continue
            if is_doubled(word, typed):
                found.append((start, start + size + 1, DOUBLED_CHARACTER))
            elif size > 2 or (_first_other(word, typed) == 1 and typed[1] in ASPECTS):  # 打狗針 is no 打針
                found.append((start, start + size + 1, EXTRA_CHARACTER))
        return found

    def _same_length_cost(self, typed: str, word: str) -> int:
        """Return the cost of one character taken for another, or of two swapped; 0 where it is neither."""
        wrong = [at for at in range(len(word)) if typed[at] != word[at]]
        if any(char in UNMENDED for at in wrong for char in (typed[at], word[at])):
            return 0
        if len(wrong) == 1:
            cost = self._cost_of(typed[wrong[0]], word[wrong[0]])
            # 行李帶 is no 行李架: a character that is not alike makes another thing of a short word.
            return 0 if cost == OTHER_CHARACTER and len(word) < SHORTEST_WITH_OTHER else cost
        if (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and typed[wrong[0]] == word[wrong[1]]
            and typed[wrong[1]] == word[wrong[0]]
        ):
            return SWAPPED_CHARACTERS
        return 0


def _keep_cheaper(cheapest: dict[tuple[int, str], int], key: tuple[int, str], cost: int) -> None:
    if cost < cheapest.get(key, 1 << 20):
        cheapest[key] = cost


def _classes(names: Sequence[str]) -> list[int]:
    """Number equal names alike, from 1."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(name, len(numbers) + 1) for name in names]


def _readings(character: Character) -> set[int]:
    return {number for number in (character.pinyin, character.pinyin_second) if number}


def _shared(one: set[int], other: set[int]) -> bool:
    return not one.isdisjoint(other)


def is_doubled(word: str, typed: str) -> bool:
    """Tell whether what was typed is a word with one of its characters twice."""
    if not _one_missing(word, typed):
        return False
    at = _first_other(word, typed)
    return at > 0 and typed[at] == typed[at - 1]


def _one_missing(short: str, long: str) -> bool:
    """Tell whether `short` is `long` without one character."""
    if len(long) != len(short) + 1:
        return False
    at = _first_other(short, long)
    return short[at:] == long[at + 1 :] and long[at] not in KEPT


def _first_other(short: str, long: str) -> int:
    """Return the first place at which the longer of two texts differs from the shorter."""
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    return at
