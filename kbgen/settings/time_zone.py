"""The time zone of a site: where a day begins that a writer gives without a zone."""

from __future__ import annotations

from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kbgen.settings.config_file import Block

STANDARD_ZONE = timezone(timedelta(hours=8))
"""Of Hong Kong and Taiwan, which change no clocks; so it needs no tables of time zones."""


def read_zone(block: Block) -> tzinfo:
    """Return the zone that the setting names, or the standard one. Raises ConfigError."""
    name = block.text("time_zone")
    if not name:
        return STANDARD_ZONE
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown, no name such as ../x, or a folder such as Asia
        hint = "write a name such as Asia/Taipei, or remove the line; a system without time zones needs 'pip install tzdata'"
        raise block.error(block.line_of("time_zone"), f"'time_zone' is '{name}', which is not known", hint) from None
