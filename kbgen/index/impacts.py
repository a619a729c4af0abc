"""Field counts → BM25F → integer impacts (Robertson, Zaragoza and Taylor, CIKM 2004).

The client adds impacts; it knows no logarithm, no field length and no field weight.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.index.counted import FIELDS, Bag, CountedSide, Field, Numbers, in_one
from kbgen.index.lexicon import stem
from kbgen.index.plurals import other_number
from kbgen.index.postings import Postings, postings_of
from kbgen.text.normalise import Script

Weights = NDArray[np.float64]
WHOLE = 256
ABOUT: tuple[Field, ...] = ("title", "headings", "keywords", "description", "links")
"""The fields that say what an article is about; its body mentions. `links` is what other articles call it."""


@dataclass(frozen=True, slots=True)
class Bm25f:
    """Parameters of the ranking; chosen on the dev queries, see docs/decisions/0003-ranking.md.

    weights: of one occurrence in each field. lengths: 0 ignores a field's length, 1 divides by it. saturation: k1.
    whole_title: how much more a term counts that is the whole title; one that is a part of it, as much of that as it tells of it.
    least_rarity: what a term tells that all articles hold: with nothing, *order* in a title would weigh no more than in a text.
    many_questions: what the impacts of an article count that answers many questions. It says a little of each, and would stand
    before the article that is about one of them, as it has the words of all (docs/decisions/0036-order-of-the-first-results.md).
    other_form: what an occurrence in ABOUT counts for the noun in its other number, and in keywords for any word of its stem.
    Without it "Delivery times and fees" loses *delivery fee* to a text that says *fee*; verbs stay apart where articles choose
    them, as *rooted* is more than *root* (docs/decisions/0024-plurals.md), but a keyword is what customers say in whatever form.
    """

    weights: Mapping[Field, float]
    lengths: Mapping[Field, float]
    saturation: float
    whole_title: float = 0.5
    least_rarity: float = 0.4
    many_questions: float = 0.85
    other_form: float = 0.5


_WEIGHTS: Mapping[Field, float] = dict(zip(FIELDS, (10.0, 3.0, 5.0, 3.0, 3.0, 1.0), strict=True))
_LENGTHS: Mapping[Field, float] = dict(zip(FIELDS, (0.3, 0.5, 0.2, 0.3, 0.3, 0.75), strict=True))
# A word said often tells more of an article than a pair of characters that occurs often.
DEFAULT_BM25F: Mapping[Script, Bm25f] = {
    "latn": Bm25f(_WEIGHTS, _LENGTHS, saturation=1.6, least_rarity=0.5),
    "hani": Bm25f(_WEIGHTS, _LENGTHS, saturation=1.2),
}


def weigh(
    sides: Mapping[int, CountedSide],
    names: Sequence[str],
    script: Script,
    ranking: Bm25f,
    *,
    impact_step: int,
    light: Mapping[str, int],
    faqs: Sequence[int] = (),
) -> Postings:
    """Return the impacts of the terms of one script in the articles of one language, in order of the terms.

    sides: by pair number, ascending. names: what the numbers of their terms stand for.
    light: terms whose impacts count only this part of 256. faqs: pairs that answer many questions.
    """
    counted = [side.terms(script) for side in sides.values()]
    fields = [_occurrences(sides, [bags[at] for bags in counted]) for at in range(len(FIELDS))]
    terms, fields = _in_order(fields, names)
    if not terms:
        return postings_of({})
    forms = _other_forms(terms, fields) if script == "latn" else {}
    held = _Held(fields, forms, _field_weights(sides, ranking), ranking.other_form)
    del fields  # of a large site 100 MB, while the columns below need as much
    total, k1 = len(sides), ranking.saturation
    holders = held.holders(forms.get("title"))
    rarity_of = {number: ranking.least_rarity + inverse_frequency(total, number) for number in set(holders)}
    rarity = np.array([rarity_of[number] for number in holders])
    scores = rarity[held.terms]  # in place from here on: each column of a large site takes 30 MB
    scores *= held.frequencies
    scores *= k1 + 1
    scores /= held.frequencies + k1
    titled = held.titled
    told = rarity[held.terms[titled]]
    wholes = np.maximum(1e-9, np.bincount(held.pairs[titled], weights=told, minlength=held.pairs_end))
    scores[titled] *= 1 + ranking.whole_title * told / wholes[held.pairs[titled]]
    scores[np.isin(held.pairs, faqs)] *= ranking.many_questions
    scale = impact_scale(total, ranking)
    scores *= _counting(terms, scale, light)[held.terms]
    impacts = quantise(scores, impact_step)
    return Postings(terms, np.searchsorted(held.terms, np.arange(1, len(terms) + 1)), held.pairs, impacts)


def _counting(terms: Sequence[str], scale: float, light: Mapping[str, int]) -> Weights:
    """Return what an impact of each term is multiplied by."""
    counting = np.full(len(terms), scale)
    for term, part in light.items():
        place = bisect_left(terms, term)
        if place < len(terms) and terms[place] == term:
            counting[place] = scale * (part / WHOLE)
    return counting


@dataclass(frozen=True, slots=True)
class _Field:
    """The occurrences of terms in one field: columns of as many rows; no term twice in one pair."""

    terms: Numbers
    pairs: Numbers
    counts: Numbers


_NONE = _Field(*(np.empty(0, np.int32) for _ in range(3)))


def _occurrences(pairs: Iterable[int], bags: Sequence[Bag]) -> _Field:
    """Return the occurrences in one field. bags: of each pair."""
    terms, counts, sizes = in_one(bags)
    return _Field(terms, np.repeat(np.array(list(pairs), np.int32), sizes), counts)


def _in_order(fields: Sequence[_Field], names: Sequence[str]) -> tuple[list[str], list[_Field]]:
    """Return all terms, sorted, and the fields with the places in that order for the numbers of terms."""
    used = _each(np.concatenate([field.terms for field in fields]))
    named = sorted((names[number], number) for number in used.tolist())
    place = np.empty(len(names), np.int32)
    place[[number for _, number in named]] = np.arange(len(named))
    return [name for name, _ in named], [_Field(place[field.terms], field.pairs, field.counts) for field in fields]


def _field_weights(sides: Mapping[int, CountedSide], ranking: Bm25f) -> list[Weights]:
    """Return of each field what an occurrence counts in a pair, by pair number: less where the field is long."""
    weights = []
    for at, field in enumerate(FIELDS):
        lengths = np.zeros(max(sides, default=-1) + 1)
        lengths[list(sides)] = [side.lengths[at] for side in sides.values()]
        average = max(1.0, float(lengths.sum()) / max(1, len(sides)))
        share = ranking.lengths[field]
        weights.append(ranking.weights[field] / (1 - share + share * (lengths + 1) / average))
    return weights


class _Others:
    """For each term those that an occurrence of it speaks for, as places among the sorted terms. others: the same in terms.

    sizes: how many these are, of each term.
    """

    def __init__(self, terms: Sequence[str], others: Mapping[str, Sequence[str]]) -> None:
        places = {term: place for place, term in enumerate(terms)}
        self.of = {places[term]: [places[other] for other in found] for term, found in others.items()}
        self.sizes = np.zeros(len(terms), np.int64)
        self.sizes[list(self.of)] = [len(found) for found in self.of.values()]
        self._starts = np.cumsum(self.sizes) - self.sizes
        self._flat = np.array([other for place in sorted(self.of) for other in self.of[place]], np.int32)

    def lend(self, field: _Field) -> _Field:
        """Return the occurrences of a field, counted for the terms they speak for; a term may come twice in a pair."""
        if not len(self._flat):
            return _NONE
        sizes = self.sizes[field.terms]
        rows = np.repeat(np.arange(len(field.terms)), sizes)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return _Field(self._flat[self._starts[field.terms[rows]] + within], field.pairs[rows], field.counts[rows])


def _other_forms(terms: Sequence[str], fields: Sequence[_Field]) -> dict[Field, _Others]:
    """Return what occurrences in each field of ABOUT speak for: a noun in its other number, of keywords any form of the word."""
    numbers = other_number(dict.fromkeys(terms))
    keywords = [terms[place] for place in _each(fields[FIELDS.index("keywords")].terms).tolist()]
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms if keywords else ():
        by_stem[stem(term)].append(term)
    forms = {word: dict.fromkeys((*numbers.get(word, ()), *by_stem[stem(word)])) for word in keywords}
    alike = {word: others for word, found in forms.items() if (others := [other for other in found if other != word])}
    return {**dict.fromkeys(ABOUT, _Others(terms, numbers)), "keywords": _Others(terms, alike)}


class _Held:
    """What pairs hold of terms, weighed: a row for each term and pair, in this order.

    terms, pairs, frequencies: columns. titled: rows of terms in titles, those in the other number among them.
    """

    def __init__(
        self, fields: Sequence[_Field], forms: Mapping[Field, _Others], weights: Sequence[Weights], other_form: float
    ) -> None:
        self.pairs_end = max(1, len(weights[0]))
        lent = [forms[name].lend(field) if name in forms else _NONE for name, field in zip(FIELDS, fields, strict=True)]
        both = (*fields, *lent)
        self.terms, self.pairs, places = _rows_and_places(both, self.pairs_end)
        self.frequencies = np.zeros(len(self.terms))
        split = np.split(places, np.cumsum([len(field.terms) for field in both])[:-1])
        by_field = zip(fields, split[: len(fields)], lent, split[len(fields) :], weights, strict=True)
        for field, place, others_of, others_place, weight in by_field:  # in their order: it decides how floats round
            added = np.zeros(len(self.terms))
            added[place] = weight[field.pairs] * field.counts
            np.add.at(added, others_place, other_form * weight[others_of.pairs] * others_of.counts)
            self.frequencies += added
        is_titled = np.zeros(len(self.terms), np.bool_)
        is_titled[split[0]] = is_titled[split[len(fields)]] = True
        self.titled = np.flatnonzero(is_titled)

    def holders(self, numbers: _Others | None) -> list[int]:
        """Return how many pairs hold each term in either number."""
        found = np.bincount(self.terms)
        if numbers and numbers.of:
            has_other = numbers.sizes[self.terms] > 0
            rows = _Field(self.terms[has_other], self.pairs[has_other], self.pairs[has_other])
            in_either, _, _ = _rows_and_places((rows, numbers.lend(rows)), self.pairs_end)
            either = np.bincount(in_either, minlength=len(found))
            found = np.where(either, either, found)
        holders: list[int] = found.tolist()
        return holders


def _each(numbers: Numbers) -> NDArray[np.intp]:
    """Return small numbers in order, each once: `np.unique` without sorting, and without the masked arrays that it loads."""
    return np.flatnonzero(np.bincount(numbers))


def _rows_and_places(fields: Sequence[_Field], pairs_end: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return the terms and pairs of all fields in order, each two once, and the place of every occurrence among them.

    pairs_end: more than any pair. This is where a build needs most memory: what is no longer needed goes at once.
    """
    keys = np.concatenate([field.terms * np.int64(pairs_end) + field.pairs for field in fields])
    order = np.argsort(keys).astype(np.int32)
    keys = keys[order]
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = keys[1:] != keys[:-1]
    keys = keys[is_first]
    terms, pairs = (keys // pairs_end).astype(np.int32), (keys % pairs_end).astype(np.int32)
    del keys
    places = np.empty(len(order), np.int32)
    places[order] = np.cumsum(is_first, dtype=np.int32) - 1
    return terms, pairs, places


def inverse_frequency(total: int, holders: int) -> float:
    """Return how much a term tells that so many of all articles hold: BM25's inverse document frequency."""
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def impact_scale(articles_total: int, ranking: Bm25f) -> float:
    """Return the factor from scores to impacts: what a rare term scores that is half a title becomes 255; more counts as much."""
    if articles_total < 2:
        return 100.0
    return 255 / (math.log(1 + (articles_total - 0.5) / 1.5) * (ranking.saturation + 1) * (1 + ranking.whole_title / 2))


def quantise(impacts: Weights, step: int) -> bytes:
    """Return impacts of 1..255, rounded to multiples of `step` so that shards compress better."""
    steps = np.rint(impacts / step)
    steps *= step
    return bytes(np.clip(steps, 1, 255, out=steps).astype(np.uint8))
