"""Where the bars of the daily chart and the points of a small one go, in units of their SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kbgen.insights.counting import VisitorDays, add_days
from search_analytics.store.search_log import FAILURE_KINDS, FailureKind

WIDTH, HEIGHT, LEFT, FLOOR, TOP = 1080.0, 220.0, 44.0, 190.0, 10.0
MOST_DAILY_BARS = 93
"""Three months; of a longer period each bar is a week."""
Part = FailureKind | Literal["fine", "unknown"]
PARTS: tuple[Part, ...] = (*FAILURE_KINDS, "fine", "unknown")
"""From the floor up; unknown: nobody knows what became of it (docs/spec/counting.md, clause 1.4)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar."""

    part: Part
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One day; the failed parts stand below what was answered, and that below what is not known."""

    day: date
    counts: VisitorDays
    x: float
    step: float
    left: float
    width: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line across the chart and the number of visitor-days it stands for."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class DayLabel:
    """A date below the chart."""

    x: float
    day: date
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template draws. days_a_bar: 1, or 7 where the period is long."""

    bars: tuple[Bar, ...]
    lines: tuple[GridLine, ...]
    labels: tuple[DayLabel, ...]
    most: int
    days_a_bar: int = 1
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    floor: float = FLOOR


def draw_chart(days: Sequence[tuple[date, VisitorDays]]) -> Chart:
    """Return the chart of these days, oldest first; at least one day is needed."""
    days_a_bar = _days_a_bar(len(days))
    if days_a_bar > 1:
        days = [(days[at][0], add_days(counts for _, counts in days[at : at + 7])) for at in range(0, len(days), 7)]
    most = max(round(counts.searched) for _, counts in days)
    top = _round_up(most)
    scale = (FLOOR - TOP) / top
    step = (WIDTH - LEFT) / len(days)
    return Chart(
        bars=tuple(_bar(day, counts, LEFT + place * step, step, scale) for place, (day, counts) in enumerate(days)),
        lines=tuple(GridLine(round(FLOOR - value * scale, 1), value) for value in (0, top // 2, top)),
        labels=_labels([day for day, _ in days], step),
        most=most,
        days_a_bar=days_a_bar,
    )


def spark_bars(values: Sequence[float], width: float, height: float) -> tuple[tuple[float, ...], ...]:
    """Return x, y, width and height of a small bar for each day, or for each week of a long period."""
    together = _days_a_bar(len(values))
    values = [sum(values[at : at + together]) for at in range(0, len(values), together)]
    most, step = max([*values, 1]), width / max(1, len(values))
    bars = []
    for place, value in enumerate(values):
        tall = max(1.0 if value else 0.4, height * value / most)
        bars.append((round(place * step, 2), round(height - tall, 2), round(step * 0.75, 2), round(tall, 2)))
    return tuple(bars)


def _days_a_bar(days: int) -> int:
    return 1 if days <= MOST_DAILY_BARS else 7


def _bar(day: date, counts: VisitorDays, x: float, step: float, scale: float) -> Bar:
    gap = min(step * 0.15, 4.0)
    heights: dict[Part, float] = {kind: getattr(counts, kind) * scale for kind in FAILURE_KINDS}
    worked = min(counts.worked, counts.searched - counts.failed)
    heights |= {"fine": worked * scale, "unknown": (counts.searched - counts.failed - worked) * scale}
    segments, floor = [], FLOOR
    for part in PARTS:
        floor -= heights[part]
        segments.append(Segment(part, round(floor, 1), round(heights[part], 1)))
    return Bar(day, counts, round(x, 1), round(step, 1), round(x + gap, 1), round(step - 2 * gap, 1), tuple(segments))


def _labels(days: Sequence[date], step: float) -> tuple[DayLabel, ...]:
    if len(days) == 1:
        return (DayLabel(round(LEFT + step / 2, 1), days[0], "middle"),)
    middle = len(days) // 2
    return (
        DayLabel(LEFT, days[0], "start"),
        *((DayLabel(round(LEFT + (middle + 0.5) * step, 1), days[middle], "middle"),) if len(days) > 8 else ()),
        DayLabel(WIDTH, days[-1], "end"),
    )


def _round_up(value: int) -> int:
    """Return the smallest even number of few digits (2, 4, 10, 30, 40, 240 …) that is not below `value`."""
    size = 1
    while True:
        for factor in (2, 4, 6, 8, 10, 12, 16, 20, 24, 30):
            if factor * size >= value:
                return factor * size
        size *= 10
