"""Moments as writers write them, and the one moment at which a build takes place."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import UTC, date, datetime, time

from kbgen.errors import ConfigError
from kbgen.model import Moment

YEARS = range(1970, 9999)
"""A day of another year is a slip."""
MOMENT_HINT = "write a day, as 2026-12-01, or a time, as 2026-12-01 09:00 or 2026-12-01T09:00+08:00"

MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?) ?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)


_SPELLED = re.compile(r"(\d{4})\s*[-./年]?\s*(\d{1,2})\s*[-./月]?\s*(\d{1,2})\s*日?(?P<rest>.*)", re.DOTALL)


def moment_hint(text: str) -> str:
    """Return what to write in place of a text that is no day and no time, as exactly as it tells."""
    from calendar import monthrange  # here, because every command reads settings and few are wrong; it brings locale

    found = _SPELLED.fullmatch(unicodedata.normalize("NFKC", text))
    if not found:
        return MOMENT_HINT
    year, month, day = (int(found[number]) for number in (1, 2, 3))
    if year not in YEARS:
        return f"write a year from {YEARS[0]} to {YEARS[-1]}, or leave the line out where no day is meant; {MOMENT_HINT}"
    if not 1 <= month <= 12:
        return f"there is no month {month}; {MOMENT_HINT}"
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"{year}-{month:02} has {days} days; {MOMENT_HINT}"
    written = f"{year}-{month:02}-{day:02}"
    return MOMENT_HINT if text.startswith(written) else f"write it as {written}, with a time behind it as in 2026-12-01 09:00"


def read_moment(text: str) -> Moment | None:
    """Return what a text says, or None where it is no day and no time."""
    found = MOMENT.fullmatch(text)
    try:
        day = date.fromisoformat(found[1]) if found else None
        clock = time.fromisoformat(f"{found[2]}{found[3] or ''}") if found and found[2] else None
    except ValueError:  # as 2026-02-30, or 25:00
        return None
    return Moment(day, clock) if day and day.year in YEARS else None


def moment_of_build() -> datetime:
    """Return now, to the second; SOURCE_DATE_EPOCH replaces it, for builds that must come out the same. Raises ConfigError."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        if epoch.isascii() and epoch.isdecimal() and (moment := datetime.fromtimestamp(int(epoch), UTC)).year in YEARS:
            return moment
    except (OverflowError, ValueError, OSError):
        pass  # a number that is no time; said below, as other texts are
    raise ConfigError(f"SOURCE_DATE_EPOCH is '{epoch}'", hint="seconds since 1970, or remove it")
