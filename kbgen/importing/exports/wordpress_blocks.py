"""Blocks that entries of WordPress share: `<!-- wp:block {"ref":77} /-->` stands for the text of the entry 77."""

from __future__ import annotations

import re
from collections.abc import Callable

from kbgen.content.scan import MAX_ARTICLE_BYTES
from kbgen.importing.exports.wxr import Site

_SHARED = re.compile(r"<!--\s*wp:(?:core/)?block\s+(?P<given>\{(?:(?!-->).){0,5000}\})\s*/?-->", re.DOTALL)
_NUMBER = re.compile(r"\"ref\"\s*:\s*\"?(?P<number>\d{1,12})")
_CHANGED = re.compile(r"\"(?:content|overrides)\"\s*:\s*\{\s*\"")
_MOST_DEEP = 5
_GONE = frozenset({"trash", "auto-draft"})


def with_shared_blocks(text: str, site: Site, lose: Callable[[str], None]) -> str:
    """Return a text with the blocks that it shares with others in it, as far as an article may be long.

    lose: is told of each that is not in the export or not put in, and of each whose words the entry itself changes.
    """
    room = MAX_ARTICLE_BYTES

    def whole(text: str, around: tuple[str, ...]) -> str:
        return _SHARED.sub(lambda match: block(match["given"], around), text)

    def block(given: str, around: tuple[str, ...]) -> str:
        nonlocal room
        found = _NUMBER.search(given)
        number = found["number"] if found else ""
        entry = site.by_key.get(number)
        if entry is None or entry.kind != "wp_block" or entry.status in _GONE or number in around:
            lose(f"block {number or given[:40]}, which the export does not hold")
            return ""
        if len(entry.text) > room or len(around) >= _MOST_DEEP:
            lose(f"block {number} ({entry.title}), which lies too deep in others or is too long")
            return ""
        room -= len(entry.text)
        if _CHANGED.search(given):
            lose(f"block {number} ({entry.title}), whose own words for this page are lost")
        return f"\n\n{whole(entry.text, (*around, number))}\n\n"

    return whole(text, ())
