"""Which characters are written without spaces between words; emphasis and line breaks must agree on it."""

from __future__ import annotations

import re

# Han, kana, bopomofo and their punctuation, and the full-width forms; not Hangul, which has spaces between words.
_RANGES = (
    "\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_WIDE = re.compile(f"[{_RANGES}]")
_WIDE_PUNCTUATION = re.compile("[\u3001-\u3003\u3008-\u3011\u3014-\u301f\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff0f"
                               "\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60]")  # fmt: skip


def is_wide(character: str) -> bool:
    """Tell whether `character` belongs to a script that puts no spaces between words."""
    return _WIDE.match(character) is not None


def joins_without_space(before: str, after: str) -> bool:
    """Tell whether a line break between these two characters is only a break in the source, not a space."""
    if is_wide(before) and is_wide(after):
        return True
    return _WIDE_PUNCTUATION.match(before) is not None or _WIDE_PUNCTUATION.match(after) is not None
