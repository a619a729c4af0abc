"""The values of options, read and checked once: for the commands of the collector, and for those that ask it.

Each function returns what argparse takes as a `type`; what it raises becomes `--limit goes from 1 to 100, and is '0'`.
"""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

HIGHEST_PORT = 65_535
LARGEST = 999_999_999
"""Where an option has no limit of its own."""
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?([0-9]{1,18}(\.[0-9]*)?|\.[0-9]+)")
_EASTERNMOST = timezone(timedelta(hours=14))


def whole_number(least: int, most: int = LARGEST) -> Callable[[str], int]:
    """Return a reader of whole numbers, both ends included."""

    def read(text: str) -> int:
        value = int(text) if _WHOLE_NUMBER.fullmatch(text) else None
        if value is None or not least <= value <= most:
            raise ArgumentTypeError(f"goes from {least} to {most}, in whole numbers, and is '{text}'")
        return value

    return read


def number(least: float, most: float = LARGEST) -> Callable[[str], float]:
    """Return a reader of numbers, both ends included; neither `nan` nor `inf` is one."""

    def read(text: str) -> float:
        value = float(text) if _NUMBER.fullmatch(text) else None
        if value is None or not least <= value <= most:
            raise ArgumentTypeError(f"goes from {least:g} to {most:.10g}, and is '{text}'")
        return value

    return read


def day(text: str) -> date:
    """Return a day, written as 2026-11-28."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is no day, as 2026-11-28 is one") from None


def latest_day() -> date:
    """Return today where it is latest on earth: a person writes the day of their own calendar."""
    return datetime.now(_EASTERNMOST).date()


def option_fault(message: str) -> str:
    """Return what argparse says of an option the way other messages begin: `--limit goes from …`."""
    found = re.fullmatch(r"argument ([^:/]+)[^:]*: (.*)", message, re.DOTALL)
    if found is None:
        return message
    return f"{found[1]}{' ' if found[2].startswith('goes from ') else ': '}{found[2]}"
