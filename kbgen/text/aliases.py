"""Words that stand for other words: the word of another region, and the spoken word for the written one.

Sources and licences of the lists: data/README.md. What editors add to them: terms.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, permutations, product
from typing import Literal

from kbgen.text.denials import in_another_tense, source_key
from kbgen.text.tables import function_words, rows_of
from kbgen.text.tokens import canonical, runs_of

AliasKind = Literal["variant", "synonym"]
Holds = Callable[[str], bool]
"""Tells whether any article holds a term as `count_terms` counts it: a word, a pair of Han characters or one of them."""

# Of 256, what counts for the word as typed.
SAME_WORD = 184
SPOKEN_WORD = 168
DOUBTFUL_WORD = 120
"""One of the two words is common in another sense: 文件 is a file in one region and a document in the others."""

DISTRICT = 160
"""A part of a region for the region: what a site says of Hong Kong holds in Kowloon. The weakest that answers at once."""
OUTLYING = 150
"""An outlying island for its region: it finds what is said there, and answers nothing at once: often other days hold."""
PLACE = 64
"""A country for *abroad*: what a site says of all countries is only near what a reader asks of one."""
CURRENCY = 168
"""A currency for *currency*: few articles speak of currencies at all, and these say which are taken."""
CONCEPT_WORD = 168
"""Another way to put the same need: damaged for broken, 收不到 for 未到."""

LONGEST_HAN_SOURCE = 8
"""Characters of the longest Chinese word that the query side looks up."""
MOST_SOURCE_WORDS = 4
"""Words of the longest alphabetic phrase that the query side looks up."""

_DOUBT = "~"
_LIGHT_VERBS = frozenset(("do", "get", "give", "have", "make", "take"))


@dataclass(frozen=True, slots=True)
class Alias:
    """A word of the reader that stands for a word of the articles, both canonical.

    weight: 1..256, of what the word itself would count. kind: why a result may say that it matched.
    """

    source: str
    target: str
    weight: int
    kind: AliasKind


@cache
def packaged_aliases() -> tuple[Alias, ...]:
    """Return the aliases that come with kbgen: words of the regions, both ways; spoken words, places and currencies, one way."""
    general = (*_general_aliases("places.tsv", PLACE), *_general_aliases("currencies.tsv", CURRENCY))
    return strongest([*_region_aliases(), *_spoken_aliases(), *general, *_district_aliases()])


@dataclass(frozen=True, slots=True)
class Concept:
    """What a customer means, in the words of one script. forms: canonical, each with whether it is doubtful."""

    forms: tuple[tuple[str, bool], ...]

    def rows(self, holds: Holds) -> list[tuple[list[str], list[tuple[str, int, str]]]]:
        """Return the forms that a query is recognised by, with those that articles hold: the sure ones, then the doubtful."""
        unsure_words = {form for form, doubtful in self.forms if doubtful}
        targets = [(form, doubtful or _without_light(form) in unsure_words) for form, doubtful in self.forms if held(form, holds)]
        found = []
        for unsure in (False, True) if targets else ():
            own = [form for form, doubtful in self.forms if doubtful == unsure]
            asked = [source_key(form) for typed in own for form in (typed, *_as_asked(typed))]
            denied = (other for form in asked if (other := in_another_tense(form)))
            sources = [form for form in dict.fromkeys((*asked, *denied)) if not source_fault(form)]
            weighed = [(form, DOUBTFUL_WORD if unsure or doubtful else CONCEPT_WORD, "variant") for form, doubtful in targets]
            if sources:
                found.append((sources, weighed))
        return found


def _without_light(form: str) -> str:
    """Return a phrase without words that say little: an article holds *make a purchase* in pieces where it holds *purchase*."""
    return " ".join(word for word in form.split(" ") if word not in function_words() and word not in _LIGHT_VERBS)


def _as_asked(form: str) -> list[str]:
    """Return other ways to ask what *how to order* asks."""
    rest = form.removeprefix("how to ")
    return [] if rest == form else [f"how {asked} {rest}" for asked in ("do i", "can i", "do you", "do we")]


@cache
def packaged_concepts() -> tuple[Concept, ...]:
    """Return the concepts that come with kbgen, the English forms of each and the Chinese ones apart."""
    found = []
    for row in rows_of("concepts.tsv"):
        for cells in (row[1:2], row[2:]):
            forms: dict[str, bool] = {}
            for written in [form for cell in cells for form in cell.split("; ") if form]:
                form = canonical(written.removeprefix(_DOUBT))
                forms[form] = written.startswith(_DOUBT) and forms.get(form, True)
            if len(forms) > 1:
                found.append(Concept(tuple(forms.items())))
    return tuple(found)


@cache
def concept_names() -> Mapping[str, tuple[str, str]]:
    """Return canonical form → how its concept is called first in English and in Hong Kong; of forms that are not doubtful."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows_of("concepts.tsv"):
        cells = [[form for form in cell.split("; ") if form] for cell in row[1:]]
        sure = [[form for form in forms if not form.startswith(_DOUBT)] for forms in cells]
        if sure[0] and len(sure) > 1 and sure[1]:
            found |= {canonical(form): (sure[0][0], sure[1][0]) for forms in sure for form in forms}
    return found


@cache
def near_concepts() -> Mapping[str, str]:
    """Return canonical form that is common in another sense too → the English name of the one concept that has it."""
    found: dict[str, set[str]] = {}
    for row in rows_of("concepts.tsv"):
        cells = [[form for form in cell.split("; ") if form] for cell in row[1:]]
        name = next((form for form in cells[0] if not form.startswith(_DOUBT)), "")
        for form in [form for forms in cells for form in forms if form.startswith(_DOUBT)]:
            found.setdefault(canonical(form.removeprefix(_DOUBT)), set()).add(name)
    return {form: next(iter(names)) for form, names in found.items() if len(names) == 1 and "" not in names}


@cache
def place_names() -> Mapping[str, str]:
    """Return canonical name of a place, in any language → how it is called first in English."""
    _, *places = rows_of("places.tsv")
    return {canonical(name): row[0].split("; ")[0] for row in places for names in row for name in names.split("; ") if name}


def strongest(aliases: Iterable[Alias]) -> tuple[Alias, ...]:
    """Return each source and target once, with the greatest weight; by source, then weight, then target."""
    best: dict[tuple[str, str], Alias] = {}
    for alias in aliases:
        key = (alias.source, alias.target)
        if key not in best or (alias.weight, alias.kind) > (best[key].weight, best[key].kind):
            best[key] = alias
    return tuple(sorted(best.values(), key=lambda alias: (alias.source, -alias.weight, alias.target)))


def relevant(aliases: Iterable[Alias], holds: Holds) -> tuple[Alias, ...]:
    """Return the aliases that lead somewhere, strongest first for each source: no other needs to travel to the browser."""
    known: dict[str, bool] = {}
    kept = []
    for alias in aliases:
        if alias.target not in known:
            known[alias.target] = held(alias.target, holds)
        if known[alias.target]:
            kept.append(alias)
    return strongest(kept)


def held(text: str, holds: Holds) -> bool:
    """Tell whether the articles hold every term of a word or phrase."""
    terms = _known_terms(text)
    return bool(terms) and all(map(holds, terms))


@cache  # the words of the tables, asked for in every build, once for each word that stands for them
def _known_terms(text: str) -> tuple[str, ...]:
    return tuple(terms_of(text))


def terms_of(text: str) -> list[str]:
    """Return the terms by which an article is looked up for a word or phrase: 轉數快 → 轉數, 數快."""
    terms = []
    for run in runs_of(text):
        if run.script == "latn" or len(run.text) == 1:
            terms.append(run.text)
        else:
            terms.extend(run.text[at : at + 2] for at in range(len(run.text) - 1))
    return terms


def source_fault(text: str) -> str:
    """Return why a query can never be recognised as this word or phrase, or an empty string.

    The query side takes a query apart into runs of one script first, so a word of both is never seen whole.
    """
    runs = runs_of(text)
    scripts = {run.script for run in runs}
    if not runs:
        return "holds no letters"
    if len(scripts) > 1:
        return "mixes Chinese and other letters, which are read separately"
    if scripts == {"latn"}:
        return f"has more than {MOST_SOURCE_WORDS} words" if len(runs) > MOST_SOURCE_WORDS else ""
    if len(runs) > 1:
        return "is more than one Chinese word"
    return f"has more than {LONGEST_HAN_SOURCE} characters" if len(runs[0].text) > LONGEST_HAN_SOURCE else ""


def _region_aliases() -> Iterator[Alias]:
    """Yield every word of a row for every other word of the row, whichever the region.

    A word that no query can be recognised as (T恤) is only found by the others.
    """
    for cells in rows_of("regions.tsv"):
        doubtful: dict[str, bool] = {}
        for written in " ".join(cells).split():
            word = canonical(written.removeprefix(_DOUBT))
            doubtful[word] = written.startswith(_DOUBT) or doubtful.get(word, False)
        sources = {word for word in doubtful if not source_fault(word)}
        for source, target in permutations(doubtful, 2):
            if source in sources:
                weight = DOUBTFUL_WORD if doubtful[source] or doubtful[target] else SAME_WORD
                yield Alias(source, target, weight, "variant")


def _spoken_aliases() -> Iterator[Alias]:
    for _, spoken, written in rows_of("colloquial.tsv"):
        for source in map(canonical, spoken.split()):
            yield from (Alias(source, canonical(target), SPOKEN_WORD, "variant") for target in written.split())


def _general_aliases(table: str, weight: int) -> Iterator[Alias]:
    """Yield what the names of a table are to a site that has none of them: what its first row says."""
    general, *rows = rows_of(table)
    for row in rows:
        yield from _standing_for(row, general, weight)


@cache
def region_wholes() -> frozenset[str]:
    """Return the canonical names of the regions that districts stand for."""
    return frozenset(canonical(name) for (_, *wholes), *_ in _regions() for names in wholes for name in names.split("; "))


def _regions() -> Iterator[list[list[str]]]:
    """Yield the rows of each region: its own, then those of its parts; a part that is far off has a doubt before the region."""
    yield from (list(rows) for _, rows in groupby(rows_of("districts.tsv"), key=lambda row: row[0].removeprefix(_DOUBT)))


def _district_aliases() -> Iterator[Alias]:
    """Yield what a part of a region is to a site that speaks of the region: the whole of it."""
    for (_, *wholes), *parts in _regions():
        yield from _standing_for(wholes, wholes, DISTRICT)
        for region, *columns in parts:
            yield from _standing_for(columns, wholes, OUTLYING if region.startswith(_DOUBT) else DISTRICT)


def _standing_for(sources: Sequence[str], targets: Sequence[str], weight: int) -> Iterator[Alias]:
    """Yield each name for each of what they stand for. sources, targets: names in English, names in Chinese."""
    for names, meant in zip(sources, targets, strict=True):
        for name, target in product(names.split("; "), meant.split("; ")):
            if name != target:
                yield Alias(canonical(name), canonical(target), weight, "variant")
