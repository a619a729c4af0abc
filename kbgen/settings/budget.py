"""What a first search may cost readers: the setting `budget`."""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.settings.config_file import Block

HINT = "write a whole number from 1"


@dataclass(frozen=True, slots=True)
class Budget:
    """What nine of ten first searches of a visit may fetch before their results show.

    first_search_kib: as the host sends it, compressed, scripts of the search included. first_search_requests: likewise.
    first_search_waves: round trips one after the other, from the focus in the box to the results.
    """

    first_search_kib: int = 192
    first_search_requests: int = 12
    first_search_waves: int = 5


STANDARD_BUDGET = Budget()


def read_budget(block: Block) -> Budget:
    """Read `budget` of the settings. Raises ConfigError."""
    inner = block.block("budget")
    if inner is None:
        return STANDARD_BUDGET
    inner.expect(Budget.__slots__)
    numbers = {
        key: inner.whole_number(key, getattr(STANDARD_BUDGET, key), hint=HINT, within=range(1, 1_000_000))
        for key in Budget.__slots__
    }
    return Budget(**numbers)
