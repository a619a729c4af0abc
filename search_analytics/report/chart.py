"""Where the bars of the daily chart go, in units of its SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from search_analytics.failures import DayCount

WIDTH, HEIGHT, LEFT, FLOOR, TOP = 1080.0, 200.0, 44.0, 172.0, 8.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: the answered part stands on the failed part."""

    day: DayCount
    x: float
    step: float
    gap: float
    width: float
    fine_top: float
    fine_height: float
    failed_top: float
    failed_height: float


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line across the chart and the number of searches it stands for."""

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
    """Everything the template draws."""

    bars: tuple[Bar, ...]
    lines: tuple[GridLine, ...]
    labels: tuple[DayLabel, ...]
    most: int
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    floor: float = FLOOR


def draw_chart(days: Sequence[DayCount]) -> Chart:
    """Return the chart of these days, oldest first; at least one day is needed."""
    most = max(day.searches for day in days)
    top = _round_up(most)
    scale = (FLOOR - TOP) / top
    step = (WIDTH - LEFT) / len(days)
    return Chart(
        bars=tuple(_bar(day, LEFT + place * step, step, scale) for place, day in enumerate(days)),
        lines=tuple(GridLine(round(FLOOR - value * scale, 1), value) for value in (0, top // 2, top)),
        labels=_labels(days, step),
        most=most,
    )


def _bar(day: DayCount, x: float, step: float, scale: float) -> Bar:
    failed, fine = day.failed * scale, (day.searches - day.failed) * scale
    gap = min(step * 0.15, 4.0)
    return Bar(
        day=day,
        x=round(x, 1),
        step=round(step, 1),
        gap=round(gap, 1),
        width=round(step - 2 * gap, 1),
        fine_top=round(FLOOR - failed - fine, 1),
        fine_height=round(fine, 1),
        failed_top=round(FLOOR - failed, 1),
        failed_height=round(failed, 1),
    )


def _labels(days: Sequence[DayCount], step: float) -> tuple[DayLabel, ...]:
    if len(days) == 1:
        return (DayLabel(round(LEFT + step / 2, 1), days[0].day, "middle"),)
    middle = len(days) // 2
    return (
        DayLabel(LEFT, days[0].day, "start"),
        *((DayLabel(round(LEFT + (middle + 0.5) * step, 1), days[middle].day, "middle"),) if len(days) > 8 else ()),
        DayLabel(WIDTH, days[-1].day, "end"),
    )


def _round_up(value: int) -> int:
    """Return the smallest even number of few digits (2, 4, 10, 30, 40, 240 …) that is not below `value`."""
    size = 1
    while True:
        for factor in (2, 4, 6, 8, 10, 12, 16, 20, 24, 30):
            if factor * size >= value:
                return factor * size
        size *= 10
