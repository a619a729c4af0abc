"""Groups of everyday words → terms that all who hold a word of a group are found by (index-format 4.13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kbgen.index.impacts import WHOLE, Bm25f, inverse_frequency, quantise
from kbgen.index.lexicon import stem
from kbgen.index.postings import TermImpacts
from kbgen.model import Language
from kbgen.text.normalise import Script, is_han

GROUP = 160
"""Of 256: what a word counts for another of its group, were it as rare as all of the group together."""
SCRIPT_OF: Mapping[Language, Script] = {"en": "latn", "zh-hant": "hani"}
"""The script of the words by which the articles of a language are found so."""
_FOUND_CHARACTERS = 2
"""Characters of the Chinese words that articles are found by: they are one term."""


@dataclass(frozen=True, slots=True)
class EverydayTerms:
    """The groups of one script of which articles hold a word. words: of each. impacts: the place of each → who holds one."""

    words: Sequence[Sequence[str]]
    impacts: Mapping[str, TermImpacts]


def everyday_terms(
    groups: Sequence[Sequence[str]], script: Script, found: Mapping[str, TermImpacts], pairs: int, ranking: Bm25f, step: int
) -> EverydayTerms:
    """Return the terms of the groups. found: the impacts of single terms. pairs: how many the index has."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for term in found if script == "latn" else ():
        forms[stem(term)].append(term)
    words = list[Sequence[str]]()
    impacts = dict[str, TermImpacts]()
    for group in groups:
        if is_han(group[0][0]) != (script == "hani"):
            continue
        terms = sorted({term for word in group for term in (forms[stem(word)] if script == "latn" else _pair(word, found))})
        if held := _impacts([found[term] for term in terms], pairs, ranking, step):
            impacts[str(len(words))] = held
            words.append(group)
    return EverydayTerms(words, impacts)


def _pair(word: str, found: Mapping[str, TermImpacts]) -> list[str]:
    return [word] if len(word) == _FOUND_CHARACTERS and word in found else []


def _impacts(held: Sequence[TermImpacts], pairs: int, ranking: Bm25f, step: int) -> TermImpacts | None:
    """Return the impacts of a group; each word tells only as much as all of them together, which more articles hold."""

    def rarity(holders: int) -> float:
        return ranking.least_rarity + inverse_frequency(pairs, holders)

    best = np.zeros(pairs)
    is_held = np.zeros(pairs, np.bool_)
    for one in held:
        is_held[one.pairs] = True
    every = int(is_held.sum())
    for one in held:
        share = rarity(every) / rarity(len(one.pairs))
        best[one.pairs] = np.maximum(best[one.pairs], np.frombuffer(one.impacts, np.uint8) * share * GROUP / WHOLE)
    holders = np.flatnonzero(np.rint(best / step))
    return TermImpacts(holders.astype(np.int32), quantise(best[holders], step)) if len(holders) else None
