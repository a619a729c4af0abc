"""Forms of one English word: return, returned, returnable.

Twin: theme/assets/search/word-forms.js. Specification: index-format 5.3.3.
Two words are forms of each other where they begin alike and end as this table says. No stemmer: it would cost more bytes than the
table, parts embroidering from embroidery, and cannot say which of two forms is the nearer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kbgen.search.constants import MOST_FORMS, SHORTEST_DERIVED, SHORTEST_ROOT

Kinship = Literal["inflected", "derived"]

PARADIGMS = (
    frozenset(("", "s", "es", "ed", "ing")),
    frozenset(("e", "es", "ed", "ing")),
    frozenset(("y", "ies", "ied", "ying")),
    frozenset(("ie", "ies", "ied", "ying")),
)
"""Endings of one noun or verb, after what its forms share."""
ENDINGS = frozenset(
    (
        "_ s es ed d ing ings e y ies ied ying r er ers or ors able ible ability ibility bility ble ment ments ation ations ion "
        "ions ition itions ication ications al als ial ly ally ily ery eries ry ful less ness iness ive ives ity ities ance "
        "ances ence ences ant ants ent ents ise ises ised ising ize izes ized izing isation isations ization izations iser izer "
        "age ages ist ists ary ory ure ures ee ees se ses sed sing sation ze zes zed zing zation ce me mes ue ues re res our "
        "ours oured ouring ored oring ur urs ured uring rs red ring t l"
    )
    .replace("_", "")
    .split(" ")
)
"""Endings of words made of one another; of British and American spelling, too: colour and color, organise and organize."""
PLAIN = frozenset(("", "e", "y"))
"""Two words that differ in these only are mostly strangers: plan and plane, part and party."""


def kinship(one: str, other: str) -> Kinship | None:
    """Return how two words are related, None where they are not or are the same."""
    if one == other:
        return None
    shared = _shared(one, other)
    best: Kinship | None = None
    for root in (shared, shared - 1):
        if root < SHORTEST_ROOT:
            break
        first, second = _ending(one, root), _ending(other, root)
        if any(first in endings and second in endings for endings in PARADIGMS) and not {first, second} <= PLAIN:
            return "inflected"
        if root >= SHORTEST_DERIVED and first in ENDINGS and second in ENDINGS and not {first, second} <= {"", "e"}:
            best = "derived"
    return best


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
    found: dict[Kinship, list[tuple[int, str]]] = {"inflected": [], "derived": []}
    for at in range(first, len(words)):
        if not words[at].startswith(word[:SHORTEST_ROOT]):
            break
        kind = kinship(word, words[at])
        if kind is not None:
            shared = next(
                (n for n, (a, b) in enumerate(zip(word, words[at], strict=False)) if a != b), min(len(word), len(words[at]))
            )
            found[kind].append((-shared, words[at]))
    kind = "inflected" if found["inflected"] else "derived"
    return [(other, kind) for _, other in sorted(found[kind])[:MOST_FORMS]]
