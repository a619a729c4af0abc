"""Forms of one English word: return, returned, returnable.

Twin: theme/assets/search/word-forms.js. Specification: index-format 5.3.3.
Two words are forms of each other where they begin alike and end as this table says. No stemmer: it would cost more bytes than the
table, parts embroidering from embroidery, and cannot say which of two forms is the nearer one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from kbgen.search.constants import MOST_FORMS, SHORTEST_DERIVED, SHORTEST_ROOT

Kinship = Literal["inflected", "derived", "distant"]
"""Forms of one word; words of one meaning made of one another; words of another meaning made of one another: timer, time."""

_Family = frozenset[str]


def _families(*rows: str) -> tuple[_Family, ...]:
    """Return the endings of each row, `_` for none."""
    return tuple(frozenset(row.replace("_", "").split(" ")) for row in rows)


PARADIGMS = _families("_ s es ed ing", "e es ed ing", "y ies ied ying", "ie ies ied ying")
"""Endings of one noun or verb, after what its forms share."""
DERIVATIONS = _families(
    "_ s es ed ing ings able ability ment ments ation ations ion ions ance ances ence ences al als ure ures ive ives ory age "
    "ages",
    "e es ed ing ings able ability ement ements ation ations ion ions ance ances ence ences al als ure ures ive ives ory age "
    "ages ity",
    "y ies ied ying iable iance iances ication ications ial ially ily iness",
    "_ s ly ness ity ities al ally ise ised ises ising isation isations ize ized izes izing ization izations",
    "e es ity ities ise ised ises ising isation isations ize ized izes izing ization izations",
    "le ly ility",
    "ly al ally",
    "nce nces ncy ncies nt nts ntly",
    "ibe ibes ibed ibing iption iptions",
    "y ies ist ists ic ics ical",
    "a as atic atics atically",
    "sis ses se sed sing tic tics tical",
    "tes tic tics",
    "r rs red ring ry ries",
    "r rs red ring ur urs ured uring",
    "er ers ered ering re res red ring",
    "ce ces ced cing se ses sed sing",
    "se ses sed sing ze zes zed zing",
    "_ s me mes",
    "_ s ed ing ue ues ued uing",
)
"""Endings of words of one meaning. The last six are of British and American spelling: colour, centre, licence, analyse,
programme, catalogue."""
AGENCIES = _families(
    "_ s es ed ing ings ation ations ion ions ary er ers or ors ist ists ee ees",
    "e es ed ing ings ation ations ion ions ary er ers or ors ist ists ee ees",
    "y ies ied ying ier iers",
    "_ s y ful less",
)
"""Endings of words of which some are who or what does it, is like it, or is without it: poster, stocky, careless."""
OTHER_THINGS = frozenset(["er", "ers", "or", "ors", "ist", "ists", "ee", "ees", "ary", "ier", "iers", "y", "ful", "less"])
"""With such an ending a word mostly means another thing than the word it is made of: a timer is not the time."""
_DOER, _DONE_TO = re.compile("(.+)[eo]rs?"), re.compile("(.+)ees?")
"""Who does something, and who it is done to."""
PLAIN = frozenset(("", "e", "y"))
"""Two words that differ in these only are mostly strangers: plan and plane, part and party."""


def kinship(typed: str, other: str) -> Kinship | None:
    """Return how a word is related to the one typed, None where it is not or is the same."""
    if typed == other or are_opposites(typed, other):
        return None
    shared = _shared(typed, other)
    best: Kinship | None = None
    for root in (shared, shared - 1):
        if root < SHORTEST_ROOT:
            break
        first, second = _ending(typed, root), _ending(other, root)
        if _of_one(PARADIGMS, first, second) and not {first, second} <= PLAIN:
            return "inflected"
        if root < SHORTEST_DERIVED or {first, second} <= {"", "e"}:
            continue
        if _of_one(DERIVATIONS, first, second):
            best = "derived"
        elif best is None and _of_one(AGENCIES, first, second):
            best = "distant" if first in OTHER_THINGS or {first, second} <= PLAIN else "derived"
    return best


def are_opposites(one: str, other: str) -> bool:
    """Tell whether of two words the one is who does something and the other who it is done to: employer, employee."""
    pairs = ((_DOER.fullmatch(first), _DONE_TO.fullmatch(second)) for first, second in ((one, other), (other, one)))
    return any(doer and done_to and doer[1] == done_to[1] for doer, done_to in pairs)


def _of_one(families: tuple[_Family, ...], first: str, second: str) -> bool:
    return any(first in endings and second in endings for endings in families)


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return shared


def _ending(word: str, root: int) -> str:
    """Return what stands after the root, without the letter that is doubled before an ending: shipp|ing."""
    rest = word[root:]
    return rest[1:] if len(rest) > 2 and rest[0] == word[root - 1] and rest[0] not in "aeiou" else rest


def forms(word: str, words: Sequence[str], first: int) -> list[tuple[str, Kinship]]:
    """Return the forms of a word among sorted words, the nearest kind only, those of the longest root first.

    first: the place of the first word that begins with its first three letters.
    """
    found: dict[Kinship, list[tuple[int, str]]] = {"inflected": [], "derived": [], "distant": []}
    for at in range(first, len(words)):
        if not words[at].startswith(word[:SHORTEST_ROOT]):
            break
        kind = kinship(word, words[at])
        if kind is not None:
            shared = next(
                (n for n, (a, b) in enumerate(zip(word, words[at], strict=False)) if a != b), min(len(word), len(words[at]))
            )
            found[kind].append((-shared, words[at]))
    nearest: Kinship = next((kind for kind, others in found.items() if others), "distant")
    return [(other, nearest) for _, other in sorted(found[nearest])[:MOST_FORMS]]
