"""What a piece of work spends its time on: stages that follow one another and so add up to all of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

Begin = Callable[[str], None]
"""Told the name of the stage that begins; the one before it ends."""

_START_FIELD = 19
"""Of /proc/self/stat behind the name of the program: when the process began, in ticks since the machine did."""


def no_stages(stage: str) -> None:
    """Let nobody know."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a stage took. processor_seconds: of this process and of its helpers that ended in the meantime."""

    seconds: float
    processor_seconds: float

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.seconds + other.seconds, self.processor_seconds + other.processor_seconds)


class Stages:
    """Adds up what each stage takes, from the start of the process; a stage may come more than once.

    beside: seconds of processors of stages that another process did meanwhile.
    """

    def __init__(self, first: str) -> None:
        self._stage = first
        self._since, self._used = monotonic() - process_age(), 0.0
        self._spent: dict[str, Spent] = {}
        self.beside: dict[str, float] = {}

    def begin(self, stage: str) -> None:
        """End the stage that runs, and begin another."""
        now, used = monotonic(), processor_seconds()
        spent = Spent(now - self._since, used - self._used)
        self._spent[self._stage] = self._spent.get(self._stage, Spent(0, 0)) + spent
        self._stage, self._since, self._used = stage, now, used

    def add(self, others: Mapping[str, Spent]) -> None:
        """Add what stages of a process took that ran beside this one and has ended: of processors, for its seconds were these."""
        for stage, spent in others.items():
            self.beside[stage] = self.beside.get(stage, 0) + spent.processor_seconds
            self._spent[stage] = self._spent.get(stage, Spent(0, 0)) + Spent(0, spent.processor_seconds)
            self._used += spent.processor_seconds  # which the stage that runs would count with its own

    def spent(self) -> Mapping[str, Spent]:
        """Return what each stage took until now, in the order of their beginnings."""
        self.begin(self._stage)
        return dict(self._spent)


def process_age() -> float:
    """Return the seconds since this process began; 0 where the system does not say."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        return max(0.0, float(Path("/proc/uptime").read_text().split()[0]) - int(fields[_START_FIELD]) / os.sysconf("SC_CLK_TCK"))
    except (OSError, ValueError, IndexError):  # no Linux
        return 0.0


def processor_seconds() -> float:
    """Return the processor time of this process and of its helpers that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
