"""The day of a build, of which closed days and answers about today are told."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from kbgen.errors import ConfigError


def build_day() -> date:
    """Return today in UTC; SOURCE_DATE_EPOCH replaces it, for builds that must come out the same. Raises ConfigError."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdecimal():
        raise ConfigError(f"SOURCE_DATE_EPOCH is '{epoch}'", hint="seconds since 1970, or remove it")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
