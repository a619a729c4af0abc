"""Which paragraph of a source became which, where several changed at once.

What says the same is no question here: of the rest, the most alike belong together, wherever they stand. A paragraph that
holds most of another one was joined with it, and one of which most stands in another was split from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from kbgen.translations.fingerprints import Said

LEAST_ALIKE = 0.4
"""Share of the pairs of characters that both have. Rows of one table that differ in a word share about a third."""
LEAST_HELD = 0.7
"""Share of the pairs of characters of a paragraph that another one holds too, where one was made of the other."""
LEAST_PIECES = 6
"""Of a paragraph that may be part of another one; fewer are held by chance."""
MOST_COMPARED = 400
"""Paragraphs on each side up to which they are compared."""


def successions(before: Sequence[Said], now: Sequence[Said]) -> Mapping[int, tuple[int, ...]]:
    """Return place in `now` → places in `before` of what a changed paragraph was made of, in order.

    A paragraph that is new has no entry; neither has one that says what it said, wherever it stands.
    """
    left, right = _differing(before, now)
    if max(len(left), len(right)) > MOST_COMPARED:
        return {}
    pieces = {place: _pieces(before[place].text) for place in left}
    own = {place: _pieces(now[place].text) for place in right}
    found = {one: [other] for one, other in _most_alike(own, pieces, _gaps(before, now))}
    taken = {other for others in found.values() for other in others}
    for place in (place for place in right if place not in found):  # split from what another one was made of
        if whole := _holding(own[place], pieces, taken):
            found[place] = whole
    for place in (place for place in left if place not in taken):  # joined with what another one was made of
        for one in _holding(pieces[place], own, found.keys()):
            found[one].append(place)
            taken.add(place)
    for one, other in _alone_in_a_gap(before, now):
        if one in own and one not in found and other in pieces and other not in taken:
            found[one] = [other]
    return {one: tuple(sorted(others)) for one, others in found.items()}


def _differing(before: Sequence[Said], now: Sequence[Said]) -> tuple[list[int], list[int]]:
    """Return the places of what is said on one side only; what is said twice counts twice."""
    known, new = Counter(one.fingerprint for one in before), Counter(one.fingerprint for one in now)
    return _beyond(before, known - new), _beyond(now, new - known)


def _beyond(said: Sequence[Said], more: Counter[str]) -> list[int]:
    found = []
    for place in reversed(range(len(said))):
        if more[said[place].fingerprint] > 0:
            more[said[place].fingerprint] -= 1
            found.append(place)
    return found[::-1]


def _pieces(text: str) -> Counter[str]:
    plain = "".join(char for char in text.casefold() if char.isalnum())
    return Counter(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))


def _gaps(before: Sequence[Said], now: Sequence[Said]) -> Mapping[int, range]:
    """Return for each place in `now` where it stood in `before`, between what stayed around it."""
    found: dict[int, range] = {}
    for _, start, end, new_start, new_end in _opcodes(before, now):
        found |= dict.fromkeys(range(new_start, new_end), range(start, end))
    return found


def _opcodes(before: Sequence[Said], now: Sequence[Said]) -> Sequence[tuple[str, int, int, int, int]]:
    fingerprints = [one.fingerprint for one in before], [one.fingerprint for one in now]
    return SequenceMatcher(None, *fingerprints, autojunk=False).get_opcodes()


def _most_alike(
    now: Mapping[int, Counter[str]], before: Mapping[int, Counter[str]], gaps: Mapping[int, range]
) -> Iterator[tuple[int, int]]:
    """Yield place and former place of each pair, the most alike first; of equals those in the same place of the text."""
    likely = []
    for one, own in now.items():
        for other, pieces in before.items():
            alike = 2 * (own & pieces).total() / max(1, own.total() + pieces.total())
            if alike >= LEAST_ALIKE:
                likely.append((-alike, other not in gaps.get(one, range(0)), abs(one - other), one, other))
    used, used_before = set[int](), set[int]()
    for *_, one, other in sorted(likely):
        if one not in used and other not in used_before:
            used.add(one)
            used_before.add(other)
            yield one, other


def _holding(part: Counter[str], wholes: Mapping[int, Counter[str]], among: Collection[int]) -> list[int]:
    """Return the place of the one that holds most of a part, if any does."""
    held = {place: (part & wholes[place]).total() / part.total() for place in among if place in wholes}
    best = max(held, key=lambda place: (held[place], -place), default=None)
    return [best] if best is not None and held[best] >= LEAST_HELD and part.total() >= LEAST_PIECES else []


def _alone_in_a_gap(before: Sequence[Said], now: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Yield what stands where as many others stood: written anew altogether, perhaps."""
    for kind, start, end, new_start, new_end in _opcodes(before, now):
        if kind == "replace" and end - start == new_end - new_start:
            yield from zip(range(new_start, new_end), range(start, end), strict=True)
