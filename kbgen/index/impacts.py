"""Field counts → BM25F → integer impacts (Robertson, Zaragoza and Taylor, CIKM 2004).

The client adds impacts; it knows no logarithm, no field length and no field weight.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

from kbgen.index.plurals import other_number
from kbgen.text.normalise import Script
from kbgen.text.tokens import TermCounts

Field = Literal["title", "headings", "keywords", "description", "body"]
LENT = 220
"""Of 256: what an impact counts in the family of the other language, as readers of that language weigh it."""
WHOLE = 256
FIELDS: tuple[Field, ...] = ("title", "headings", "keywords", "description", "body")
ABOUT: tuple[Field, ...] = ("title", "headings", "keywords", "description")
"""The fields that say what an article is about; its body mentions."""


@dataclass(frozen=True, slots=True)
class Bm25f:
    """Parameters of the ranking; chosen on the dev queries, see docs/decisions/0003-ranking.md.

    weights: of one occurrence in each field. lengths: 0 ignores a field's length, 1 divides by it. saturation: k1.
    whole_title: how much more a term counts that is the whole title; one that is a part of it, as much of that as it tells of it.
    least_rarity: what a term tells that all articles hold: with nothing, *order* in a title would weigh no more than in a text.
    other_number: what an occurrence in ABOUT counts for the noun in its other number. Without it "Delivery times and fees" loses
    *delivery fee* to a text that says *fee*; verbs stay apart, as *rooted* is more than *root* (docs/decisions/0024-plurals.md).
    """

    weights: Mapping[Field, float]
    lengths: Mapping[Field, float]
    saturation: float
    whole_title: float = 0.5
    least_rarity: float = 0.4
    other_number: float = 0.5


_WEIGHTS: Mapping[Field, float] = {"title": 10.0, "headings": 3.0, "keywords": 5.0, "description": 3.0, "body": 1.0}
_LENGTHS: Mapping[Field, float] = {"title": 0.3, "headings": 0.5, "keywords": 0.2, "description": 0.3, "body": 0.75}
# A word said often tells more of an article than a pair of characters that occurs often.
DEFAULT_BM25F: Mapping[Script, Bm25f] = {
    "latn": Bm25f(_WEIGHTS, _LENGTHS, saturation=1.6, least_rarity=0.5),
    "hani": Bm25f(_WEIGHTS, _LENGTHS, saturation=1.2),
}


@dataclass(frozen=True, slots=True)
class TermImpacts:
    """The articles that hold a term. pairs: ascending pair numbers. impacts: 1..255, one per pair."""

    pairs: list[int]
    impacts: bytes


def weigh(
    articles: Mapping[int, Mapping[Field, TermCounts]],
    script: Script,
    ranking: Bm25f,
    *,
    impact_step: int,
    light: Mapping[str, int],
) -> dict[str, TermImpacts]:
    """Return the impacts of the terms of one script in the articles of one language.

    articles: by pair number, ascending. light: terms whose impacts count only this part of 256.
    """
    total, k1 = len(articles), ranking.saturation
    average = {field: max(1.0, sum(fields[field].length for fields in articles.values()) / max(1, total)) for field in FIELDS}
    others = _other_numbers(articles) if script == "latn" else {}
    found: defaultdict[str, list[Any]] = defaultdict(list)  # pair, frequency, pair, frequency …: half the look-ups of two lists
    for pair, fields in articles.items():
        for term, frequency in _frequencies(fields, script, ranking, average, others).items():
            found[term].extend((pair, frequency))
    scale = impact_scale(total, ranking)
    rarity = {term: ranking.least_rarity + _rarity(total, _holders(term, found, others)) for term in found}
    in_titles = {pair: _with_others(_terms(fields["title"], script), others) for pair, fields in articles.items()}
    titles = {pair: max(1e-9, sum(rarity[term] for term in terms)) for pair, terms in in_titles.items()}
    titled = {term for terms in in_titles.values() for term in terms}
    weighed = {}
    for term, by_turns in found.items():
        pairs, frequencies = by_turns[::2], by_turns[1::2]
        idf = rarity[term]
        scores = [idf * frequency * (k1 + 1) / (frequency + k1) for frequency in frequencies]
        if term in titled:
            more = ranking.whole_title * idf
            shares = [more / titles[pair] if term in in_titles[pair] else 0 for pair in pairs]
            scores = [score * (1 + part) for score, part in zip(scores, shares, strict=True)]
        share = light.get(term, WHOLE) / WHOLE
        weighed[term] = TermImpacts(pairs, quantise(scores, scale * share, impact_step))
    return weighed


def _terms(counts: TermCounts, script: Script) -> Mapping[str, int]:
    return counts.latn if script == "latn" else counts.hani


def _other_numbers(articles: Mapping[int, Mapping[Field, TermCounts]]) -> Mapping[str, Sequence[str]]:
    return other_number({term for fields in articles.values() for counts in fields.values() for term in counts.latn})


def _holders(term: str, found: Mapping[str, Sequence[Any]], others: Mapping[str, Sequence[str]]) -> int:
    """Return how many articles hold a term in either number. found: by term a pair, its frequency, the next pair …"""
    if term not in others:
        return len(found[term]) // 2
    return len(set(found[term][::2]).union(*(found[other][::2] for other in others[term])))


def _with_others(terms: Iterable[str], others: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """Return terms and their other numbers, in an order that does not change: it decides how floats add up."""
    return dict.fromkeys(other for term in terms for other in (term, *others.get(term, ())))


def _rarity(total: int, holders: int) -> float:
    """Return how much a term tells that so many of all articles hold: BM25's inverse document frequency."""
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def with_lent(own: Mapping[str, TermImpacts], lender: Mapping[str, TermImpacts], pairs: Set[int]) -> dict[str, TermImpacts]:
    """Return the impacts of a language and, for less, those of another in pairs that the first lacks (index-format 5.1)."""
    merged = dict(own)
    for term, found in lender.items() if pairs else ():
        lent = [
            (pair, max(1, impact * LENT // 256)) for pair, impact in zip(found.pairs, found.impacts, strict=True) if pair in pairs
        ]
        if lent:
            known = zip(own[term].pairs, own[term].impacts, strict=True) if term in own else ()
            rows = sorted([*known, *lent])
            merged[term] = TermImpacts([pair for pair, _ in rows], bytes(impact for _, impact in rows))
    return merged


def _frequencies(
    fields: Mapping[Field, TermCounts],
    script: Script,
    ranking: Bm25f,
    average: Mapping[Field, float],
    others: Mapping[str, Sequence[str]],
) -> dict[str, float]:
    """Return the weighted occurrences of each term in one article. others: of a term, those in its other number.

    Fields are added in their order, the last and largest as a whole: the order decides how floats round.
    """
    before: dict[str, float] = {}
    for field in FIELDS:
        counts, share = fields[field], ranking.lengths[field]
        weight = ranking.weights[field] / (1 - share + share * (counts.length + 1) / average[field])
        added = _terms(counts, script)
        frequencies = {term: weight * count for term, count in added.items()}
        if field in ABOUT:
            for term, count in added.items():
                for other in others.get(term, ()):
                    frequencies[other] = frequencies.get(other, 0.0) + ranking.other_number * weight * count
        for term, value in before.items():
            frequencies[term] = value + frequencies.get(term, 0.0)
        before = frequencies
    return before


def impact_scale(articles_total: int, ranking: Bm25f) -> float:
    """Return the factor from scores to impacts: what a rare term scores that is half a title becomes 255; more counts as much."""
    if articles_total < 2:
        return 100.0
    return 255 / (math.log(1 + (articles_total - 0.5) / 1.5) * (ranking.saturation + 1) * (1 + ranking.whole_title / 2))


def quantise(scores: Iterable[float], scale: float, step: int) -> bytes:
    """Return impacts of 1..255, rounded to multiples of `step` so that shards compress better."""
    rounded = [round(score * scale / step) * step for score in scores]
    return bytes([1 if impact < 1 else 255 if impact > 255 else impact for impact in rounded])
