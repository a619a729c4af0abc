"""Mend an alphabetic word that no article holds.

Twin: theme/assets/search/decode-latin.js. Specification: index-format 6.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kbgen.search.constants import (
    DEAREST_EDITS,
    DEAREST_IN_SHORT,
    DEAREST_IN_SHORTEST,
    F_FOR_PH,
    FIRST_LETTER,
    LATIN_MARGIN,
    LETTER_EDIT,
    LONGEST_ONE_EDIT,
    LONGEST_SHORT,
    LONGEST_UNMENDED,
    MOST_CANDIDATES,
    MOST_LETTER_EDITS,
    NEIGHBOUR_EDIT,
    PREFIX_LETTER,
    REPEATED_LETTER,
    SECOND_EDIT,
    SHORTEST_ASKED,
    SHORTEST_BEFORE_PARTICLE,
    SHORTEST_IN_COMPOUND,
    SHORTEST_PREFIX,
    SHORTEST_ROOT,
    SHORTEST_SPLIT,
    SPLIT_WORD,
    SWAPPED_LETTERS,
)
from kbgen.search.word_forms import Kinship, are_opposites, forms

LatinEdit = Literal["corrected", "prefix", "split"]

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

PARTICLES = frozenset(("up", "out", "off", "down", "back"))
"""What compounds end with though it is short: pickup. Not *in* and *on*, with which lessons and coupons end."""


@dataclass(frozen=True, slots=True)
class LatinCandidate:
    """What a reader may have meant. words: one, or two where a blank was forgotten. cost: edits and words together."""

    words: tuple[str, ...]
    cost: int
    kind: LatinEdit


def neighbours() -> frozenset[str]:
    """Return the pairs of letters that lie side by side on a keyboard, both ways round."""
    pairs: set[str] = set()
    for row_number, row in enumerate(KEYBOARD):
        for at, letter in enumerate(row):
            around = row[at + 1 : at + 2]
            if row_number + 1 < len(KEYBOARD):
                below = KEYBOARD[row_number + 1]
                around += below[max(0, at - 1) : at + 1]
            for other in around:
                pairs.update((letter + other, other + letter))
    return frozenset(pairs)


NEIGHBOURS = neighbours()


def most_edits(length: int) -> int:
    """Return how many edits a word of this many characters may have (index-format 6.1)."""
    if length <= LONGEST_UNMENDED:
        return 0
    return 1 if length <= LONGEST_ONE_EDIT else MOST_LETTER_EDITS


def dearest_edits(length: int) -> int:
    """Return what the edits of a word of this many characters may cost (index-format 6.1)."""
    if length <= LONGEST_UNMENDED + 1:
        return DEAREST_IN_SHORTEST
    return DEAREST_IN_SHORT if length <= LONGEST_SHORT else DEAREST_EDITS


def edit_cost(typed: str, meant: str, limit: int) -> int:
    """Return the cost of the cheapest edits from `meant` to `typed`, or -1 where it takes more than `limit` edits.

    Edits: a letter left out, put in, or taken for another; two neighbouring letters swapped (optimal string alignment).
    Both the number of edits and their cost are minimised: fewest edits first. Two cost more than each.
    """
    far = 1 << 20
    edits_before: list[int] = []
    costs_before: list[int] = []
    edits = list(range(len(meant) + 1))
    costs = [0]
    for at in range(1, len(meant) + 1):
        costs.append(costs[-1] + _missing_cost(meant, at))
    for row in range(1, len(typed) + 1):
        edits_two, costs_two, edits_before, costs_before = edits_before, costs_before, edits, costs
        edits, costs = [row], [costs_before[0] + _extra_cost(typed, row)]
        best = row
        for at in range(1, len(meant) + 1):
            if typed[row - 1] == meant[at - 1]:
                choice = (edits_before[at - 1], costs_before[at - 1])
            else:
                cost = NEIGHBOUR_EDIT if typed[row - 1] + meant[at - 1] in NEIGHBOURS else LETTER_EDIT
                cost += FIRST_LETTER if at == 1 else 0
                choice = (edits_before[at - 1] + 1, costs_before[at - 1] + cost)
            choice = min(choice, (edits_before[at] + 1, costs_before[at] + _extra_cost(typed, row)))
            choice = min(choice, (edits[at - 1] + 1, costs[at - 1] + _missing_cost(meant, at)))
            if row > 1 and at > 1 and typed[row - 1] == meant[at - 2] and typed[row - 2] == meant[at - 1]:
                cost = SWAPPED_LETTERS + (FIRST_LETTER if at == 2 else 0)
                choice = min(choice, (edits_two[at - 2] + 1, costs_two[at - 2] + cost))
            edits.append(choice[0])
            costs.append(choice[1])
            best = min(best, choice[0])
        if best > limit:
            return -1
    if edits[-1] > limit or costs[-1] >= far:
        return -1
    return costs[-1] + (SECOND_EDIT if edits[-1] > 1 else 0)


def _missing_cost(meant: str, at: int) -> int:
    """Cost of leaving out the letter before position `at`; one of a doubled letter is easily lost."""
    if at > 1 and meant[at - 1] == meant[at - 2]:
        return REPEATED_LETTER
    return LETTER_EDIT + (FIRST_LETTER if at == 1 else 0)


def _extra_cost(typed: str, row: int) -> int:
    """Cost of the letter typed before position `row` being too many; a key held too long doubles it."""
    if row > 1 and typed[row - 1] == typed[row - 2]:
        return REPEATED_LETTER
    if row > 1 and typed[row - 1] + typed[row - 2] in NEIGHBOURS:
        return NEIGHBOUR_EDIT
    return LETTER_EDIT + (FIRST_LETTER if row == 1 else 0)


def letter_bits(word: str) -> int:
    """Return one bit for each letter or digit class in the word; words within n edits differ in at most 2n bits."""
    bits = 0
    for char in word:
        code = ord(char)
        bits |= 1 << (code - 97 if 97 <= code <= 122 else 26 + code % 6)
    return bits


def edit_count(typed: str, meant: str) -> int:
    """Return the number of edits that `edit_cost` counts, by the bits of one integer (Hyyrö 2003): most words need no cost."""
    whole = (1 << len(typed)) - 1
    last = 1 << (len(typed) - 1)
    places: dict[str, int] = {}
    for at, char in enumerate(typed):
        places[char] = places.get(char, 0) | 1 << at
    more, fewer, diagonal, before, count = whole, 0, 0, 0, len(typed)
    for char in meant:
        same = places.get(char, 0)
        swapped = ((~diagonal & same) << 1) & before
        diagonal = ((((same & more) + more) ^ more) | same | fewer | swapped) & whole
        right = fewer | (~(diagonal | more) & whole)
        left = diagonal & more
        count += (right & last != 0) - (left & last != 0)
        right = right << 1 | 1
        more = (left << 1 | ~(diagonal | right)) & whole
        fewer = right & diagonal
        before = same
    return count


def _is_compound(left: str, right: str) -> bool:
    """Tell whether two words make a word of both, as in time|sheet and pick|up, and not in bi|cycle or car|pet (6.4.1)."""
    if right in PARTICLES:
        return len(left) >= SHORTEST_BEFORE_PARTICLE
    return min(len(left), len(right)) >= SHORTEST_IN_COMPOUND


def _cheapest(candidates: Sequence[LatinCandidate]) -> list[LatinCandidate]:
    """Return each word once, for the least that it costs."""
    least: dict[tuple[str, ...], LatinCandidate] = {}
    for one in candidates:
        if one.words not in least or one.cost < least[one.words].cost:
            least[one.words] = one
    return list(least.values())


class LatinDecoder:
    """Finds candidates in the site's lexicon. costs: word → cost in eighths of a bit."""

    def __init__(self, costs: Mapping[str, int]) -> None:
        self._costs = costs
        self._sorted = sorted(costs)
        self._of_length: dict[int, list[tuple[str, int]]] = {}
        for word in self._sorted:
            self._of_length.setdefault(len(word), []).append((word, letter_bits(word)))

    def forms(self, typed: str) -> list[tuple[str, Kinship]]:
        """Return the site's forms of a word that no article holds (index-format 5.3.3)."""
        return forms(typed, self._sorted, bisect_left(self._sorted, typed[:SHORTEST_ROOT]))

    def candidates(self, typed: str, *, last: bool, real: bool = False) -> list[LatinCandidate]:
        """Return what `typed` may stand for, cheapest first.

        last: it is the end of the query and may be unfinished. real: it is a word as it stands: nothing of it was mistyped, and
        it is made of others only where these are long (6.4.1).
        """
        found = [] if real else self._edited(typed, most_edits(len(typed)))
        if not real and "f" in typed:
            found = _cheapest([*found, *self._with_ph(typed.replace("f", "ph"))])
        for at in range(SHORTEST_SPLIT, len(typed) - SHORTEST_SPLIT + 1):
            left, right = typed[:at], typed[at:]
            if left in self._costs and right in self._costs and (not real or _is_compound(left, right)):
                found.append(LatinCandidate((left, right), SPLIT_WORD + self._prior(left) + self._prior(right), "split"))
        if last and len(typed) >= SHORTEST_PREFIX:
            for at in range(bisect_right(self._sorted, typed), len(self._sorted)):
                word = self._sorted[at]
                if not word.startswith(typed):
                    break
                cost = PREFIX_LETTER * (len(word) - len(typed)) + self._prior(word)
                found.append(LatinCandidate((word,), cost, "prefix"))
        found.sort(key=lambda candidate: (candidate.cost, candidate.words))
        return [candidate for candidate in found if candidate.cost <= found[0].cost + LATIN_MARGIN][:MOST_CANDIDATES]

    def _with_ph(self, spelt: str) -> list[LatinCandidate]:
        """Return the words with ph that a word typed with f stands for, spelt with ph: itself, or by the edits of 6.1."""
        found = [LatinCandidate((spelt,), self._prior(spelt), "corrected")] if spelt in self._costs else []
        found += (one for one in self._edited(spelt, most_edits(len(spelt))) if "ph" in one.words[0])
        return [replace(one, cost=F_FOR_PH + one.cost) for one in found]

    def cost(self, typed: str) -> int | None:
        """Return what a word of the site costs, or the cheapest that a word may stand for; None where there is none."""
        if typed in self._costs:
            return self._costs[typed]
        found = self.candidates(typed, last=False)[:1]
        return found[0].cost + sum(map(self._prior, found[0].words)) if found else None

    def _prior(self, word: str) -> int:
        """Return what counts of a word's cost: half, as the words that a site is searched for are seldom its commonest."""
        return self._costs[word] // 2

    def nearest(self, typed: str) -> str:
        """Return the word one edit away that costs least, for a reader to be asked about; an empty string where there is none.

        The typed word is one of the dictionary: with another first letter, or in a short one any other, it is a word and no slip.
        """
        dearest = min(LETTER_EDIT, dearest_edits(len(typed)))
        found = [
            candidate
            for candidate in (self._edited(typed, 1, dearest) if len(typed) > LONGEST_UNMENDED else ())
            if (
                len(typed) >= SHORTEST_ASKED
                or len(candidate.words[0]) != len(typed)
                or candidate.cost - self._prior(candidate.words[0]) <= NEIGHBOUR_EDIT
            )
            and not are_opposites(typed, candidate.words[0])
        ]
        return min(found, key=lambda candidate: (candidate.cost, candidate.words)).words[0] if found else ""

    def near(self, typed: str, dearest: int) -> list[tuple[int, str]]:
        """Return the words within the edits of index-format 6.1 that cost no more than `dearest`, with that cost."""
        edited = [(candidate.words[0], candidate.cost) for candidate in self._edited(typed, most_edits(len(typed)), dearest)]
        return [(cost - self._prior(word), word) for word, cost in edited]

    def _edited(self, typed: str, limit: int, dearest: int | None = None) -> list[LatinCandidate]:
        """Return the words at most `limit` edits away that these do not make too unlike (index-format 6.1)."""
        found = []
        bits = letter_bits(typed)
        dearest = dearest or dearest_edits(len(typed))
        for length in range(len(typed) - limit, len(typed) + limit + 1) if limit else ():
            words = self._of_length.get(length, ())
            for word in [word for word, word_bits in words if (bits ^ word_bits).bit_count() <= 2 * limit]:
                if 0 < edit_count(typed, word) <= limit and (cost := edit_cost(typed, word, limit)) <= dearest:
                    found.append(LatinCandidate((word,), cost + self._prior(word), "corrected"))
        return found
