"""Text typed while the keyboard was in the wrong mode: Cangjie keys in Latin mode, English in Zhuyin mode."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cache
from itertools import product

from kbgen.text.tables import character_features

_ZHUYIN = "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦˇˋˊ˙"
_KEYS = "1qaz2wsxedcrfv5tgbyhnujm8ik,9ol.0p;/-3467"
_TO_KEYS = str.maketrans(_ZHUYIN, _KEYS)
LONGEST_CODE = 5
MOST_READINGS = 200


def zhuyin_mode(text: str, english: Container[str]) -> str:
    """Return the English words that someone typed while Zhuyin was on, or an empty text."""
    if not any("ㄅ" <= char <= "ㄦ" for char in text):
        return ""
    words = text.translate(_TO_KEYS).split()
    return " ".join(words) if words and all(word in english for word in words) else ""


def cangjie_mode(text: str, chinese: Container[str]) -> str:
    """Return the Chinese that someone typed with Cangjie while Latin letters were on, or an empty text.

    chinese: folded words; the whole text must be one of them, or be made of them.
    """
    codes = text.lower().split()
    if len(codes) == 1:
        codes = _halves(codes[0])
    if not 2 <= len(codes) <= 6 or not all(code.isascii() and code.isalpha() for code in codes):
        return ""
    choices = [_by_code().get(code, ()) for code in codes]
    for characters in _first(product(*choices), MOST_READINGS):
        meant = "".join(characters)
        if _made_of(meant, chinese):
            return meant
    return ""


def _halves(keys: str) -> list[str]:
    """Cut keys typed without a blank into two codes, where that can be done in one way only."""
    cuts = [at for at in range(2, len(keys) - 1) if keys[:at] in _by_code() and keys[at:] in _by_code()]
    return [keys[: cuts[0]], keys[cuts[0] :]] if len(cuts) == 1 and len(keys) >= 6 else []


@cache
def _by_code() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for char, features in character_features().items():
        for code in features.cangjie:
            found.setdefault(code.lower(), []).append(char)
    return {code: tuple(chars) for code, chars in found.items() if len(code) <= LONGEST_CODE}


def _made_of(text: str, words: Container[str]) -> bool:
    if text in words:
        return True
    return any(text[:at] in words and _made_of(text[at:], words) for at in range(2, len(text) - 1))


def _first(found: Iterable[tuple[str, ...]], most: int) -> Iterable[tuple[str, ...]]:
    return (item for item, _ in zip(found, range(most), strict=False))
