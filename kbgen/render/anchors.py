"""Names of headings as anchors: Chinese characters stay, as `_1` and `_2` would break when a heading moves."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s\-/‧・·]+")
# Ids of the page shell and of footnotes: a heading must not stand in for one of them.
_RESERVED_PREFIXES = ("kb-", "__", "fn")
RESERVED_IDS = frozenset(
    {
        *("all", "channels", "contact", "contact-title", "content", "expectations", "first", "hours", "message", "others"),
        *("popular", "recent", "related", "side-title", "takes", "toc-title", "topics", "vote-title"),
    }
)

MAX_ANCHOR_CHARACTERS = 80


def anchor_of(title: str) -> str:
    """Return the anchor of a heading: letters, digits and '-' of any script; never empty."""
    folded = unicodedata.normalize("NFC", title).lower()
    spaced = _SEPARATORS.sub("-", folded.strip())
    kept = "".join(character for character in spaced if character.isalnum() or character in "-_" or _is_mark(character))
    anchor = kept[:MAX_ANCHOR_CHARACTERS].strip("-") or "section"
    return unreserved(anchor)


def unreserved(anchor: str) -> str:
    """Return `anchor`, or another one where it could be taken for an element of the portal."""
    taken = anchor in RESERVED_IDS or anchor.startswith(_RESERVED_PREFIXES)
    return f"section-{anchor}" if taken else anchor


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc"}


class AnchorNames:
    """Hands out each anchor once: a second `refund` becomes `refund-2`."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def unique(self, anchor: str) -> str:
        """Return `anchor`, or `anchor` with the lowest free number."""
        if anchor not in self._next:
            self._next[anchor] = 2
            return anchor
        number = self._next[anchor]
        while f"{anchor}-{number}" in self._next:
            number += 1
        self._next[anchor] = number + 1
        self._next[f"{anchor}-{number}"] = 2
        return f"{anchor}-{number}"

    def has(self, anchor: str) -> bool:
        """Return whether `anchor` was handed out already."""
        return anchor in self._next

    def all(self) -> tuple[str, ...]:
        """Return every anchor handed out, in order."""
        return tuple(self._next)
