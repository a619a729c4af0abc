"""Sounds of Mandarin that speakers mix up: readers take one for the other, and the build must know (index-format 7.4)."""

from __future__ import annotations

NEAR_SYLLABLES = (
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("ing", "in"),
    ("eng", "en"),
    ("ang", "an"),
    ("n", "l"),
    ("f", "h"),
    ("r", "l"),
)


def plain_syllable(syllable: str) -> str:
    """Return a pinyin syllable with the sounds that speakers mix up made one: zh/z, n/l, in/ing … (index-format 7.4)."""
    for one, other in NEAR_SYLLABLES[:3]:
        if syllable.startswith(one):
            syllable = other + syllable[len(one) :]
    for one, other in NEAR_SYLLABLES[3:6]:
        if syllable.endswith(one):
            syllable = syllable[: -len(one)] + other
    for one, other in NEAR_SYLLABLES[6:]:
        if syllable.startswith(one):
            syllable = other + syllable[len(one) :]
    return syllable
