"""Blocks that entries of WordPress share: `<!-- wp:block {"ref":77} /-->` stands for the text of the entry 77."""

from __future__ import annotations

import re
from collections.abc import Callable

from kbgen.importing.exports.wxr import Site

_SHARED = re.compile(r"<!--\s*wp:(?:core/)?block\s+(?P<given>\{(?:(?!-->).){0,5000}\})\s*/?-->", re.DOTALL)
_NUMBER = re.compile(r"\"ref\"\s*:\s*\"?(?P<number>\d{1,12})")
_CHANGED = re.compile(r"\"(?:content|overrides)\"\s*:\s*\{\s*\"")
_GONE = frozenset({"trash", "auto-draft"})


def with_shared_blocks(text: str, site: Site, lose: Callable[[str], None], around: tuple[str, ...] = ()) -> str:
    """Return a text with the blocks that it shares with others in it.

    lose: is told of each that is not in the export, and of each whose words the entry itself changes.
    around: blocks that hold it.
    """

    def block(match: re.Match[str]) -> str:
        found = _NUMBER.search(match["given"])
        number = found["number"] if found else ""
        entry = site.by_key.get(number)
        if entry is None or entry.kind != "wp_block" or entry.status in _GONE or number in around:
            lose(f"block {number or match['given'][:40]}, which the export does not hold")
            return ""
        if _CHANGED.search(match["given"]):
            lose(f"block {number} ({entry.title}), whose own words for this page are lost")
        return f"\n\n{with_shared_blocks(entry.text, site, lose, (*around, number))}\n\n"

    return _SHARED.sub(block, text)
