"""Queries and what they find, as values: who has them answered already need not load what answers them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Self

from kbgen.model import Language

Progress = Callable[[int, int], None]


def unseen(done: int, total: int) -> None:
    """Show no progress."""


class Asked(NamedTuple):
    """A query, and the language of the reader who types it; a tuple, for a proof looks thousands up."""

    language: Language
    query: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Pair numbers with their scores, best first.

    packed: a pair, its score, the next pair …, 64 bits each: as tuples those of a large site's proof would take 200 MB.
    """

    packed: bytes

    @classmethod
    def of(cls, entries: Iterable[tuple[int, int]]) -> Self:
        """Return the ranking of pairs and scores."""
        return cls(array("q", chain.from_iterable(entries)).tobytes())

    def __len__(self) -> int:
        return len(self.packed) // 16

    def __iter__(self) -> Iterator[tuple[int, int]]:
        numbers = iter(memoryview(self.packed).cast("q"))
        return zip(numbers, numbers, strict=True)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a query finds. weak: even the best article holds little of it. at_once: an answer stands above the results.

    reads: what of the index decided the ranking (`TracedReader`), where that was asked for.
    """

    ranking: Ranking
    weak: bool
    at_once: bool = False
    reads: tuple[str, ...] = ()
