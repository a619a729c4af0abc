"""Singular and plural of one English noun, among the terms of a site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

SHORTEST_PLURAL = 4
_HISSING = ("ses", "xes", "zes", "ches", "shes")
_NO_PLURALS = ("ss", "us", "is")
OTHER_THINGS = frozenset([
    "arms", "clothes", "contents", "customs", "earnings", "glasses", "goods", "manners", "means",
    "news", "odds", "premises", "regards", "savings", "series", "species", "thanks", "works",
])  # fmt: skip
"""Plurals that are another thing than the singular: customs take a tax, a custom is a habit."""


def other_number(terms: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Return for each term that has another number among the terms those in the other number: fee ↔ fees."""
    others: defaultdict[str, list[str]] = defaultdict(list)
    for term in sorted(term for term in terms if term.endswith("s")):  # all others are no plurals
        singular = next((word for word in _singulars(term) if word in terms), None)
        if singular is not None:
            others[singular].append(term)
            others[term].append(singular)
    return others


def _singulars(word: str) -> list[str]:
    """Return what a word may be the plural of, likeliest first."""
    if len(word) < SHORTEST_PLURAL or not (word.isascii() and word.isalpha()) or word in OTHER_THINGS:
        return []
    if not word.endswith("s") or word.endswith(_NO_PLURALS):
        return []
    hissing = [word[:-2]] if word.endswith(_HISSING) and len(word) > SHORTEST_PLURAL else []
    return [word[:-1], *hissing, *([word[:-3] + "y"] if word.endswith("ies") else [])]
