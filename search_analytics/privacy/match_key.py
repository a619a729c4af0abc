"""What a query looks like in the store, and what makes two queries the same one.

Twin: theme/assets/analytics/match-key.js (clause 4 of docs/spec/search-event.md; vectors in
tests/conformance/search-event-match-key.json).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from search_analytics.limits import MAX_QUERY_CODE_POINTS

_SPACES = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# Characters that are never seen: Default_Ignorable_Code_Point, and the keycap that may sit between two digits.
_IGNORABLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
# Words end in these, or mean something with them: "C#", "100%", "R&D", "@shop", "and/or".
# ⟨⟩ surround the placeholders of redaction.
_KEPT_AT_THE_ENDS = frozenset("#%&@/\\⟨⟩")


def clean_text(text: str, most: int = MAX_QUERY_CODE_POINTS) -> str:
    """Return `text` as it is shown: NFKC, single spaces, nothing invisible, at most `most` code points.

    Cut before and after: what NFKC makes of 200 characters can be longer.
    """
    text = text[:most]
    if not text.isascii() or not text.isprintable():
        text = _IGNORABLE.sub("", _SPACES.sub(" ", text))
        if not text.isprintable():
            text = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN_CATEGORIES)
        text = _SPACES.sub(" ", unicodedata.normalize("NFKC", text))
    elif "  " in text:
        text = _SPACES.sub(" ", text)
    return text.strip(" ")[:most].rstrip(" ")


def match_key(text: str, most: int = MAX_QUERY_CODE_POINTS) -> str:
    """Return the form in which queries are compared (R12): clean, lower case, no punctuation at the ends.

    Lower case and not case folding, because JavaScript has no case folding and both twins must agree.
    A text of punctuation only keeps it.
    """
    key = clean_text(text, most).lower()
    if not key.isascii():
        key = unicodedata.normalize("NFKC", key)
    if key.isalnum():
        return key
    start, end = 0, len(key)
    while start < end and _is_trimmed(key[start]):
        start += 1
    while end > start and _is_trimmed(key[end - 1]):
        end -= 1
    return key[start:end] or key


def group_key(text: str, most: int = MAX_QUERY_CODE_POINTS) -> str:
    """Return the key under which reports count `text`: its match key with one character for each family (发, 發 and 髮 are 發).

    Of Python alone: a page never needs it, so no reader downloads the table.
    """
    key = match_key(text, most)
    return key if key.isascii() else key.translate(_traditional())


@cache
def _traditional() -> Mapping[int, str]:
    lines = (files("search_analytics.privacy") / "data" / "traditional.tsv").read_text("utf-8").splitlines()
    families = (line.split("\t") for line in lines if not line.startswith("#"))
    return {ord(other): shown for shown, others in families for other in others}


def _is_trimmed(character: str) -> bool:
    if character == " ":
        return True
    return unicodedata.category(character)[0] == "P" and character not in _KEPT_AT_THE_ENDS
