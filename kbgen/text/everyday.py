"""Groups of words that people use for the same things and doings, and for things of one kind.

Source and licence of the list: data/README.md. How they are found: index-format 5.9.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kbgen.text.tokens import canonical


@cache
def everyday_groups() -> tuple[tuple[str, ...], ...]:
    """Return the groups that come with kbgen, each of words of one script, canonical."""
    text = files("kbgen.text").joinpath("data", "everyday.txt").read_text("utf-8")
    rows = [line.split(" ") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(tuple(dict.fromkeys(map(canonical, row))) for row in rows)
