"""What denies, in as many ways as English has it, as one: *can't*, *cannot*, *can not* and *unable to* log in are one need.

Twin: theme/assets/search/denials.js. Specification: index-format 4.7.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kbgen.text.real_words import english_words

IS_NOT, DOES_NOT, CAN_NOT = "¬be", "¬do", "¬can"
"""What stands for each kind: no word that anybody can type, for ¬ parts words."""
_CONTRACTED: Mapping[str, str] = {
    **dict.fromkeys(("not", "never", "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt"), IS_NOT),
    **dict.fromkeys(("dont", "doesnt", "didnt", "wont", "wouldnt"), DOES_NOT),
    **dict.fromkeys(("cant", "cannot", "couldnt"), CAN_NOT),
}
_BEFORE_NOT: Mapping[str, str] = {
    **dict.fromkeys(("is", "are", "was", "were", "has", "have", "had"), IS_NOT),
    **dict.fromkeys(("do", "does", "did", "will", "would"), DOES_NOT),
    **dict.fromkeys(("can", "could"), CAN_NOT),
}
_UNABLE = (("not", "able", "to"), ("unable", "to"))
LONGEST_DENIAL = 4
"""Words of the longest: *was not able to*."""


def denied(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the words of an alphabetic text with each that denies as one of three, and how many of them it is.

    words: normalised, without apostrophes.
    """
    at = 0
    while at < len(words):
        meant, size = _denial(words[at : at + LONGEST_DENIAL])
        yield meant, size
        at += size


def source_key(text: str) -> str:
    """Return what the source of an alias is looked up by: itself with each denial as one of three."""
    return " ".join(word for word, _ in denied(text.split(" ")))


def in_another_tense(key: str) -> str:
    """Return what a source that denies is looked up by in another tense: *not working* for *doesn't work*, and back.

    Nothing where it denies nothing, or no verb is known.
    """
    words = key.split(" ")
    for at, (word, verb) in enumerate(pairwise(words)):
        if word == IS_NOT and (base := _base(verb)):
            return " ".join((*words[:at], DOES_NOT, base, *words[at + 2 :]))
        if word == DOES_NOT and (form := _going_on(verb)):
            return " ".join((*words[:at], IS_NOT, form, *words[at + 2 :]))
    return ""


def _base(verb: str) -> str:
    """Return the verb of a form in *-ing*, as the dictionary has it: charge, scan, load."""
    rest = verb.removesuffix("ing")
    if rest == verb or len(rest) < 2:
        return ""
    return _first_known((f"{rest}e", rest, rest[:-1] if rest[-1] == rest[-2] else ""))


def _going_on(verb: str) -> str:
    """Return the form in *-ing* of a verb, as the dictionary has it: charging, scanning, loading."""
    return _first_known((f"{verb[:-1]}ing" if verb.endswith("e") else "", f"{verb}{verb[-1]}ing", f"{verb}ing"))


def _first_known(words: Sequence[str]) -> str:
    return next((word for word in words if word in english_words()), "")


def _denial(words: Sequence[str]) -> tuple[str, int]:
    """Return what the first of some words is, or stands for with those after it, and how many these are."""
    first = words[0]
    meant = _BEFORE_NOT.get(first)
    skipped = 1 if meant == IS_NOT else 0
    for unable in _UNABLE:
        for before in (0, skipped):
            if tuple(words[before : before + len(unable)]) == unable:
                return CAN_NOT, before + len(unable)
    if meant and (words[1:2] == ["not"] or (meant == IS_NOT and words[1:2] == ["never"])):
        return meant, 2
    return _CONTRACTED.get(first, first), 1
