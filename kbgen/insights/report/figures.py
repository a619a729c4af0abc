"""Visitor-days of a gap as whole numbers that add up: a reader of the page may check them against each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from kbgen.insights.counting import VisitorDays
from kbgen.insights.gaps import Gap
from search_analytics.store.search_log import FAILURE_KINDS

STEPS: tuple[str, ...] = ("recovered", "refined", "contacted", "abandoned")
"""What readers did after a failed search: each did one of these."""


class GapFigures(NamedTuple):
    """Whole visitor-days. kinds, steps: of `failed`, in the order of FAILURE_KINDS and STEPS.

    phrasings: searched and failed, of each that is shown. hidden: the same of all that are not.
    """

    searched: int
    failed: int
    kinds: tuple[int, ...]
    steps: tuple[int, ...]
    phrasings: tuple[tuple[int, int], ...]
    hidden: tuple[int, int]


def figures_of(gap: Gap) -> GapFigures:
    """Return the figures of a gap's page."""
    shown = [phrasing.days for phrasing in gap.phrasings]
    rest = VisitorDays(*(max(0.0, whole - sum(parts)) for whole, *parts in zip(gap.days, *shown, strict=True)))
    parts = [*shown, rest] if gap.hidden_phrasings else shown
    failed = whole_parts([days.failed for days in parts])
    worked = whole_parts([days.searched - days.failed for days in parts], round(gap.days.searched) - sum(failed))
    each = [(one + other, one) for one, other in zip(failed, worked, strict=True)]
    return GapFigures(
        searched=sum(searched for searched, _ in each),
        failed=sum(failed),
        kinds=tuple(whole_parts([getattr(gap.days, kind) for kind in FAILURE_KINDS], sum(failed))),
        steps=tuple(whole_parts([getattr(gap.days, step) for step in STEPS], sum(failed))),
        phrasings=tuple(each[: len(shown)]),
        hidden=each[-1] if gap.hidden_phrasings else (0, 0),
    )


def whole_parts(parts: Sequence[float], whole: int | None = None) -> list[int]:
    """Return parts as whole numbers that add up to `whole`, without one to their sum, rounded; those nearest above are raised.

    Where the parts are no division of the whole, they stay what they are.
    """
    total = round(sum(parts)) if whole is None else whole
    found = [math.floor(round(part, 6)) for part in parts]
    missing = total - sum(found)
    if not 0 <= missing <= len(parts):
        return [round(part) for part in parts]
    for at in sorted(range(len(parts)), key=lambda at: (found[at] - round(parts[at], 6), at))[:missing]:
        found[at] += 1
    return found
