"""Zhuyin typed while the keyboard was in Latin mode: keys → pinyin.

Twin: theme/assets/search/zhuyin.js. Specification: index-format 7.10.
"""

from __future__ import annotations

import re

from kbgen.search.constants import FEWEST_ZHUYIN_SYLLABLES

_LETTERS = "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦˇˋˊ"
_KEYS = "1qaz2wsxedcrfv5tgbyhnujm8ik,9ol.0p;/-346"
"""The key of each letter on the standard (Dachen) layout; the neutral tone is 7, the first a blank."""

_SPELT = "b p m f d t n l g k h j q x zh ch sh r z c s"
_INITIALS = dict(zip(_KEYS, _SPELT.split(" "), strict=False))
"""The first 21 keys."""
_RHYMES = (
    "u i yi|u8 ia ya|ui io yo|u, ie ye|u9 iai yai|ul iao yao|u. iu you|u0 ian yan|up in yin|u; iang yang|u/ ing ying|"
    "j u wu|j8 ua wa|ji uo wo|j9 uai wai|jo ui wei|j0 uan wan|jp un wen|j; uang wang|j/ ong weng|"
    "m v yu|m, ve yue|m0 van yuan|mp vn yun|m/ iong yong|"
    "8 a a|i o o|k e e|9 ai ai|o ei ei|l ao ao|. ou ou|0 an an|p en en|; ang ang|/ eng eng|- er er"
)
"""Keys, the pinyin after an initial, and without one."""
_PINYIN = {keys: (after, alone) for keys, after, alone in (rhyme.split(" ") for rhyme in _RHYMES.split("|"))}
_BUZZING = ("zh", "ch", "sh", "r", "z", "c", "s")
"""Initials that are syllables by themselves."""
_SYLLABLE = re.compile(r"([1qaz2wsxedcrfv5tgbyhn]?)([ujm]?[8ik,9ol.0p;/-]?)(?:[3467] *| +|$)")
_TO_KEYS = str.maketrans(_LETTERS, _KEYS)


def zhuyin_pinyin(text: str) -> str | None:
    """Return the pinyin, without tones, of a normalised text that is two Zhuyin syllables or more throughout, else None."""
    keys = text.strip(" ").translate(_TO_KEYS)
    syllables = []
    at = 0
    while at < len(keys):
        match = _SYLLABLE.match(keys, at)
        syllable = _syllable(match[1], match[2]) if match else None
        if match is None or syllable is None:
            return None
        syllables.append(syllable)
        at = match.end()
    return "".join(syllables) if len(syllables) >= FEWEST_ZHUYIN_SYLLABLES else None


def _syllable(initial_key: str, rhyme_keys: str) -> str | None:
    initial = _INITIALS.get(initial_key, "")
    if not rhyme_keys:
        return f"{initial}i" if initial in _BUZZING else None
    after, alone = _PINYIN.get(rhyme_keys, (None, None))
    if not initial or after is None:
        return alone
    return initial + (after.replace("v", "u") if initial in ("j", "q", "x") else after)
