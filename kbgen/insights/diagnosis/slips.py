"""Is one word another one, mistyped? Stricter than the search, which must offer something; a diagnosis may not know."""

from __future__ import annotations

import math
from collections.abc import Iterable

from kbgen.search.decode_latin import NEIGHBOURS, edit_count, letter_bits
from kbgen.text.tables import character_features

# What a slip costs; a word of n letters forgives a quarter of n.
SWAP = 0.8
NEIGHBOUR = 1.0
VOWEL = 1.0
DOUBLED = 0.5
LOST_OR_ADDED = 1.2
OTHER = 2.0
FIRST_LETTER = 1.0
FORGIVEN_PER_LETTER = 0.25
SHORTEST = 4
SHORTEST_MOVED = 6
"""Letters from which a word with the same ones in another order is that word."""
MOST_EDITS = 2
FEWEST_PARTS = 3
"""Parts of a Cangjie code from which one of them may be another."""
_VOWELS = frozenset("aeiouy")
_ENDINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("our", "or"),
    *((f"{vowel}ll{end}", f"{vowel}l{end}") for vowel in "aei" for end in ("ed", "ing", "er")),
    *((f"{vowel}llment", f"{vowel}lment") for vowel in "aio"),
    ("ellation", "elation"),
    ("ellery", "elry"),
    ("tre", "ter"),
    ("ence", "ense"),
    ("ogue", "og"),
    ("amme", "am"),
)
"""British and American endings, after a syllable: *four* and *for*, *filled* and *filed* are other words."""
_PARTS = (("aem", "em"), ("aed", "ed"), ("oeu", "eu"))
"""What is Greek in the other spelling, wherever it stands."""
_IRREGULAR = (
    "grey gray; tyre tire; tyres tires; pyjamas pajamas; mould mold; moulds molds; plough plow; cosy cozy; kerb curb; "
    "aluminium aluminum; sceptical skeptical; moustache mustache; doughnut donut; aeroplane airplane; sulphur sulfur; "
    "artefact artifact; yoghurt yogurt; gramme gram; grammes grams"
)
"""Without those that mean something else in the other spelling, such as check and storey."""
_PAIRS = frozenset(frozenset(pair.split()) for pair in _IRREGULAR.split("; "))


def slip_cost(typed: str, meant: str) -> float:
    """Return the cost of the cheapest slips from `meant` to `typed` (optimal string alignment)."""
    rows = [[0.0] * (len(meant) + 1) for _ in range(len(typed) + 1)]
    for at in range(1, len(meant) + 1):
        rows[0][at] = rows[0][at - 1] + _lost(meant, at)
    for row in range(1, len(typed) + 1):
        rows[row][0] = rows[row - 1][0] + _lost(typed, row)
        for at in range(1, len(meant) + 1):
            best = rows[row - 1][at - 1] + _substitution(typed[row - 1], meant[at - 1], first=row == at == 1)
            best = min(best, rows[row - 1][at] + _lost(typed, row), rows[row][at - 1] + _lost(meant, at))
            if row > 1 and at > 1 and typed[row - 1] == meant[at - 2] and typed[row - 2] == meant[at - 1]:
                best = min(best, rows[row - 2][at - 2] + SWAP)
            rows[row][at] = best
    return rows[-1][-1]


def is_slip(typed: str, meant: str) -> bool:
    """Tell whether an alphabetic word is `meant`, mistyped."""
    if min(len(typed), len(meant)) < SHORTEST or typed == meant:
        return False
    return slip_cost(typed, meant) <= max(1.2, FORGIVEN_PER_LETTER * len(meant)) or _is_moved(typed, meant)


def _is_moved(typed: str, meant: str) -> bool:
    """Tell whether one letter stands elsewhere: *canlce*."""
    long = len(meant) >= SHORTEST_MOVED and typed[0] == meant[0] and sorted(typed) == sorted(meant)
    return long and edit_count(typed, meant) <= MOST_EDITS


def is_slip_of_form(typed: str, meant: str) -> bool:
    """Tell whether an alphabetic word is `meant`, or that without the ending of the plural, mistyped."""
    return is_slip(typed, meant) or (meant.endswith("s") and is_slip(typed, meant.removesuffix("s")))


def spellings_of(word: str) -> frozenset[str]:
    """Return how a word may be written in British and American English, itself left out; many of these are no words."""
    found = {other for pair in _PAIRS if word in pair for other in pair}
    for pair in (*_ENDINGS, *_PARTS):
        for one, other in (pair, pair[::-1]):
            if one in word and (pair in _PARTS or not _VOWELS.isdisjoint(word[: word.rindex(one)])):
                found.add(word.replace(one, other))
    return frozenset(found - {word})


def is_spelling(typed: str, meant: str) -> bool:
    """Tell whether two words are one in British and American spelling."""
    return meant in spellings_of(typed)


def is_han_slip(typed: str, meant: str) -> bool:
    """Tell whether a Chinese text is another one with a character or two taken for one of the same sound or shape."""
    if len(typed) != len(meant) or typed == meant:
        return False
    changed = [(one, other) for one, other in zip(typed, meant, strict=True) if one != other]
    return len(changed) <= max(1, len(meant) // 3) and all(look_or_sound_alike(one, other) for one, other in changed)


def look_or_sound_alike(one: str, other: str) -> bool:
    """Tell whether two folded characters share a sound in either language, or much of their shape."""
    features = character_features()
    if one not in features or other not in features:
        return False
    first, second = features[one], features[other]
    sounds = {_plain(sound) for sound in first.pinyin} & {_plain(sound) for sound in second.pinyin}
    jyutping = {sound.rstrip("123456") for sound in first.jyutping} & {sound.rstrip("123456") for sound in second.jyutping}
    return bool(sounds or jyutping or set(first.phonetic) & set(second.phonetic)) or _share_strokes(first.cangjie, second.cangjie)


def nearest_word(typed: str, words: Iterable[str]) -> str:
    """Return the word, or the beginning of a longer one, that `typed` most likely is, mistyped; empty for none."""
    best, cost = "", math.inf
    bits = letter_bits(typed)
    for word in words:
        meant = word[: len(typed)] if len(word) >= len(typed) + 2 else word
        if (bits ^ letter_bits(meant)).bit_count() > 2 * MOST_EDITS or edit_count(typed, meant) > MOST_EDITS:
            continue
        if is_slip(typed, meant) and (found := slip_cost(typed, meant)) < cost:
            best, cost = word, found
    return best


def _plain(pinyin: str) -> str:
    """Sounds that southern speakers write alike: in and ing, zh and z."""
    return pinyin.replace("ng", "n").replace("zh", "z").replace("ch", "c").replace("sh", "s")


def _share_strokes(codes: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether two characters differ in one of their four or five parts only."""
    return any(
        len(code) > 2 and abs(len(code) - len(other)) <= 1 and max(_common(code, other), _common(code[::-1], other[::-1])) >= 3
        for code in codes
        for other in others
    ) or any(_lacks_one(code, other) for code in codes for other in others)


def _lacks_one(code: str, other: str) -> bool:
    """Tell whether two codes have all parts but one in common, in their order: 他 and 地, 卡 and 卞, 通 and 逋."""
    longer, shorter = (code, other) if len(code) >= len(other) else (other, code)
    if len(longer) < FEWEST_PARTS or len(longer) - len(shorter) > 1:
        return False
    rests = {_without(longer, at) for at in range(len(longer))}
    if len(shorter) < len(longer):
        return shorter in rests
    places = range(len(shorter))
    if len(longer) > FEWEST_PARTS:  # of three parts, two say little where they stand elsewhere
        return any(_without(shorter, at) in rests for at in places)
    return any(_without(shorter, at) == _without(longer, at) for at in places)


def _without(code: str, at: int) -> str:
    return code[:at] + code[at + 1 :]


def _common(one: str, other: str) -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _lost(word: str, at: int) -> float:
    if at > 1 and word[at - 1] == word[at - 2]:
        return DOUBLED
    return LOST_OR_ADDED + (FIRST_LETTER if at == 1 else 0)


def _substitution(typed: str, meant: str, *, first: bool) -> float:
    if typed == meant:
        return 0.0
    cost = NEIGHBOUR if typed + meant in NEIGHBOURS else VOWEL if {typed, meant} <= _VOWELS else OTHER
    return cost + (FIRST_LETTER if first else 0)
