"""What the files of an index hold.

Twin: theme/assets/search/payloads.js. Specification: index-format 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

import numpy as np

from kbgen.index.codec import REAL_WORD, alias_start, source_start, start_number
from kbgen.model import ArticleType
from kbgen.search.columns import Columns, Numbers
from kbgen.search.constants import MOST_TARGETS
from kbgen.text.normalise import Script

COST_UNIT = 8
"""Costs of words are multiples of it (index-format 4.5); shards give the multiple."""


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Pairs that hold a term, ascending, with the impact of each (1..255). relatives: terms of the shard with the same stem.

    highest: of the impacts; every query asks for it, so it is looked for once, and by `shard` for all its terms together.
    """

    pairs: Numbers
    impacts: Numbers
    relatives: tuple[str, ...]
    highest: int = 0

    def __post_init__(self) -> None:
        if not self.highest:
            object.__setattr__(self, "highest", int(np.max(self.impacts, initial=0)))


@dataclass(frozen=True, slots=True)
class Directory:
    """A family's shards: the folder they are in, and the first term of each, in order."""

    name: str
    firsts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of Han characters. fold: variants to the form of the index. written: back to the form that the site writes most."""

    fold: Mapping[int, str]
    written: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Character:
    """What a character sounds and looks like: numbers that are equal where sounds or parts are, 0 for none.

    endings: of the last two parts of each of its Cangjie codes; frozen, for most characters have one.
    """

    pinyin: int
    pinyin_second: int
    jyutping: int
    phonetic: int
    endings: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Characters:
    """The table of characters: features by character, and the syllables that `pinyin` and `jyutping` number from 1."""

    features: Mapping[str, Character]
    pinyin: tuple[str, ...]
    jyutping: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AliasTarget:
    """A word that another stands for. text: as the index holds it. weight: 1..256. scattered: no article says it as a phrase."""

    text: str
    weight: int
    kind: Literal["variant", "synonym"]
    scattered: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What a result shows of a pair.

    language: of the article shown, which is not the reader's where there is no pair. url: relative to the root of the site.
    """

    id: str
    title: str
    language: str
    text_name: str
    url: str
    type: ArticleType


def alias_files(script: Script, texts: Iterable[str], count: int, starts: Set[int] | None) -> list[int]:
    """Return the numbers of the files, of `count`, that may hold sources which begin somewhere in some texts.

    texts: words of a query or sources, or folded runs of Han characters. starts: what sources begin with, None where that is
    not known (index-format 4.7 and 4.7.1).
    """
    places: list[tuple[str, ...]]
    if script == "hani":
        places = [(text[at], text[at : at + 2]) for text in texts for at in range(len(text))]
    else:
        places = [(source_start(script, text),) for text in texts]
    known = [begins[0] for begins in places if starts is None or any(start_number(begin) in starts for begin in begins)]
    return sorted({alias_start(script, begin) % count for begin in known})


def alias_targets(rows: Iterable[tuple[list[str], list[Any]]]) -> dict[str, tuple[AliasTarget, ...]]:
    """Return what each source stands for, the strongest first, each once, at most MOST_TARGETS (index-format 4.7)."""
    found: dict[str, dict[str, AliasTarget]] = {}
    for sources, targets in rows:
        for source in sources:
            known = found.setdefault(source, {})
            for text, weight, kind, *scattered in targets:
                if text != source and (text not in known or known[text].weight < weight):
                    known[text] = AliasTarget(text, weight, kind, bool(scattered))
    ordered = {
        source: sorted(known.values(), key=lambda target: (-target.weight, target.text)) for source, known in found.items()
    }
    return {source: tuple(targets[:MOST_TARGETS]) for source, targets in ordered.items() if targets}


def by_begin(script: Script, targets: Mapping[str, tuple[AliasTarget, ...]]) -> dict[str, dict[str, tuple[AliasTarget, ...]]]:
    """Return what sources stand for by what they begin with: a word, or a Han character."""
    found: dict[str, dict[str, tuple[AliasTarget, ...]]] = {}
    for source, known in targets.items():
        begin = source[0] if script == "hani" else source.split(" ", 1)[0]
        found.setdefault(begin, {})[source] = known
    return found


def everyday_words(groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the words of everyday groups, each with the terms of its groups (index-format 4.13)."""
    found: dict[str, tuple[str, ...]] = {}
    for term, group in enumerate(groups):
        for word in group.split(" "):
            found[word] = (*found.get(word, ()), str(term))
    return found


def word_costs(columns: Columns) -> dict[str, int]:
    """Return the words of a lexicon with their costs (index-format 4.5)."""
    return dict(zip(columns.terms(), columns.column(), strict=True))


def shard(columns: Columns, *, is_han: bool) -> tuple[dict[str, Postings], dict[str, int], list[str]]:
    """Return the postings of a shard and, of a Chinese one, the costs of its words, and words of a dictionary (4.3)."""
    terms, marks, counts, gaps = columns.terms(), columns.numbers(), columns.numbers(), columns.numbers()
    impacts = np.frombuffer(columns.column(), np.uint8).astype(np.int64)
    costs = {term: COST_UNIT * mark for term, mark in zip(terms, marks, strict=True) if 0 < mark < REAL_WORD} if is_han else {}
    real = [term for term, mark in zip(terms, marks, strict=True) if mark == REAL_WORD] if is_han else []
    groups = [0] * len(terms) if is_han else marks
    members: dict[int, list[str]] = {}
    for term, group in zip(terms, groups, strict=True):
        members.setdefault(group, []).append(term)
    ends = list(accumulate(counts))
    # Gaps start anew with each term: what had been added up where it starts is taken off again.
    places = np.cumsum(np.array(gaps, np.int64) + 1)
    before = np.concatenate(([0], places))[np.array([0, *ends[:-1]], np.int64)] if counts else places
    pairs = places - np.repeat(before, counts) - 1
    starts = [end - count for end, count in zip(ends, counts, strict=True) if count]
    highest = iter(np.maximum.reduceat(impacts, starts).tolist() if starts else ())
    found = {}
    for term, group, count, end in zip(terms, groups, counts, ends, strict=True):
        relatives = tuple(other for other in members[group] if other != term) if group else ()
        if count:
            found[term] = Postings(pairs[end - count : end], impacts[end - count : end], relatives, next(highest))
    return found, costs, real
