"""A cache of small numbers in two generations, measured out beforehand: a flood of keys costs no more memory than a quiet day.

Keys are set in the young generation, and when that is full it becomes the old one, whose keys are forgotten at the next
change. Each is a table with open addressing in two arrays, 9 or 16 bytes a place, where an OrderedDict takes some 200.
"""

from __future__ import annotations

from array import array
from typing import Literal

ROOM_PER_KEY = 1.6
"""Places for each key: with fewer, a search for a free one grows long."""


class GenerationCache:
    """Remembers the numbers of the keys set last, at least `capacity` and at most twice as many.

    Keys are 64-bit integers with sign that must be spread evenly, as keyed digests are.
    kind: B for numbers from 0 to 255, q for 64-bit integers.
    """

    __slots__ = ("_capacity", "_kind", "_old", "_young")

    def __init__(self, capacity: int, kind: Literal["B", "q"]) -> None:
        self._capacity = capacity
        self._kind: Literal["B", "q"] = kind
        self._old = _Generation(0, kind)
        self._young = _Generation(capacity, kind)

    def __len__(self) -> int:
        """Return how many places are taken; a key may stand in both generations."""
        return self._young.taken + self._old.taken

    def get(self, key: int) -> int:
        """Return the number of a key, 0 for one that was never set or is forgotten."""
        young, old = self._young, self._old
        place = young.place_of(key)
        if not old.taken or young.keys[place]:
            return young.numbers[place]
        return old.numbers[old.place_of(key)]

    def set(self, key: int, number: int) -> None:
        """Remember a number, and that the key is in use."""
        young = self._young
        place = young.place_of(key)
        young.numbers[place] = number
        if not young.keys[place]:
            young.keys[place] = key or 1
            young.taken += 1
            if young.taken >= self._capacity:
                self._old = young
                self._young = _Generation(self._capacity, self._kind)

    def clear(self) -> None:
        """Forget everything."""
        self._old = _Generation(0, self._kind)
        self._young = _Generation(self._capacity, self._kind)


class _Generation:
    """A table whose size is a power of two; a free place has the key 0 and the number 0."""

    __slots__ = ("keys", "mask", "numbers", "taken")

    def __init__(self, capacity: int, kind: Literal["B", "q"]) -> None:
        places = 1 << int(capacity * ROOM_PER_KEY).bit_length()
        self.mask = places - 1
        self.keys: array[int] = array("q", bytes(8 * places))
        self.numbers: array[int] = array(kind, bytes(places if kind == "B" else 8 * places))
        self.taken = 0

    def place_of(self, key: int) -> int:
        """Return where the key stands, or the free place where it belongs."""
        key = key or 1
        keys, mask = self.keys, self.mask
        place = key & mask
        while (found := keys[place]) != key and found:
            place = (place + 1) & mask
        return place
