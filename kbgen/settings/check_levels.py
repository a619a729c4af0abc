"""How serious each problem is on a site: the setting `checks`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Literal

from kbgen.errors import PROBLEM_CODES
from kbgen.settings.config_file import Block
from kbgen.settings.faults import ConfigFaults

CheckLevel = Literal["error", "warning", "off", "info"]
CHECK_LEVELS: tuple[CheckLevel, ...] = ("error", "warning", "off")
COUNTED_ONLY = ("stale-translation",)
"""Codes that may also be `info`: `kbgen check` says how many there are, in one line."""


def read_checks(block: Block) -> Mapping[str, CheckLevel]:
    """Read `checks` of the settings. Raises ConfigError: a code that there is not, or a level that it may not have."""
    inner = block.block("checks")
    if inner is None:
        return {}
    faults = ConfigFaults()
    with faults.caught():
        inner.expect(PROBLEM_CODES)
    levels = faults.each(partial(_level, inner), (code for code in inner.table.entries if code in PROBLEM_CODES))
    faults.say()
    return dict(levels)


def _level(block: Block, code: str) -> tuple[str, CheckLevel]:
    levels = (*CHECK_LEVELS, "info") if code in COUNTED_ONLY else CHECK_LEVELS
    level = block.choice(code, levels, "error")
    if level != "error" and not PROBLEM_CODES[code].adjustable and PROBLEM_CODES[code].severity == "error":
        raise block.error(block.line_of(code), f"'{code}' is always an error", "remove this line")
    return code, level
