"""Groups of phrases → fewer groups, by how likely their phrases are one need (average link), and pairs that may be one."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
MAYBE = -2.5
"""Mean log-odds from which on an editor is asked whether two groups are one."""


class Pair(NamedTuple):
    """Two groups, by their places, and the mean log-odds of their phrases."""

    one: int
    other: int
    odds: float


def merged(groups: Sequence[Collection[int]], odds: Matrix, together: float) -> list[list[int]]:
    """Return groups of phrases with those brought together that are likely one need, the likeliest first.

    groups: rows of `odds`, each in one group. odds: phrase × phrase. together: mean log-odds from which on two groups are one.
    """
    found = [sorted(group) for group in groups]
    if math.isinf(together) or len(found) < 2:
        return found
    means = mean_odds(groups, odds)
    sizes = np.array([len(group) for group in found], np.float64)
    while len(found) > 1:
        one, other = sorted(divmod(int(means.argmax()), len(found)))
        if not means[one, other] >= together:
            break
        sums = means[one] * sizes[one] + means[other] * sizes[other]
        sizes[one] += sizes[other]
        means[one] = means[:, one] = sums / sizes[one]
        means[one, one] = -np.inf
        means[other, :] = means[:, other] = -np.inf
        found[one] += found[other]
        found[other] = []
    return [group for group in found if group]


def likely_pairs(groups: Sequence[Collection[int]], odds: Matrix) -> list[Pair]:
    """Return pairs of groups that may be one need, the likeliest first."""
    if not len(groups) or not odds.max() >= MAYBE:  # no mean is above the highest
        return []
    means = mean_odds(groups, odds)
    ones, others = np.nonzero(np.triu(means >= MAYBE, 1))
    found = [Pair(int(one), int(other), float(means[one, other])) for one, other in zip(ones, others, strict=True)]
    return sorted(found, key=lambda pair: (-pair.odds, pair.one, pair.other))


def mean_odds(groups: Sequence[Collection[int]], odds: Matrix) -> npt.NDArray[np.float64]:
    """Return group × group: the mean log-odds of their phrases; nothing joins a group to itself. groups: none is empty."""
    rows = [row for group in groups for row in group]
    sizes = np.array([len(group) for group in groups], np.float64)
    firsts = np.cumsum([0, *map(len, groups[:-1])])
    of_phrases = odds[np.ix_(rows, rows)].astype(np.float64)
    sums = np.add.reduceat(np.add.reduceat(of_phrases, firsts, axis=0), firsts, axis=1)
    means = sums / np.outer(sizes, sizes)
    np.fill_diagonal(means, -np.inf)
    return np.asarray(means, np.float64)
