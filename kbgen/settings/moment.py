"""Moments as writers write them, and the one moment at which a build takes place."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time

from kbgen.errors import ConfigError
from kbgen.model import Moment

YEARS = range(1970, 9999)
"""A day of another year is a slip."""
MOMENT_HINT = "write a day, as 2026-12-01, or a time, as 2026-12-01 09:00 or 2026-12-01T09:00+08:00"

MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?) ?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)


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
