"""Queries and what they find, as values: who has them answered already need not load what answers them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from kbgen.model import Language

Ranking = tuple[tuple[int, int], ...]
"""Pair numbers with their scores, best first."""
Progress = Callable[[int, int], None]


def unseen(done: int, total: int) -> None:
    """Show no progress."""


class Asked(NamedTuple):
    """A query, and the language of the reader who types it; a tuple, for a proof looks thousands up."""

    language: Language
    query: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a query finds. weak: even the best article holds little of it. at_once: an answer stands above the results.

    reads: what of the index decided the ranking (`TracedReader`), where that was asked for.
    """

    ranking: Ranking
    weak: bool
    at_once: bool = False
    reads: tuple[str, ...] = ()
