"""How likely two phrases are one need, where no list says so: what they share, weighed by how rare it is.

A logistic regression over pairs of labelled phrases; `tests/insights/fit_likeness.py` makes the weights.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kbgen.insights.diagnosis.meaning import LIGHT
from kbgen.insights.diagnosis.needs import TRADE, Part
from kbgen.insights.diagnosis.sense import is_chinese, vectors
from kbgen.text.aliases import place_names

Matrix = npt.NDArray[np.float32]
TRADE_SHARE, LIGHT_SHARE = 0.25, 0.08
"""What a word of every trade, and a light word, tell beside one that names a thing."""
SMALLEST_LOG = 50
"""So many phrases are added to those there are when it is asked how rare a word is: in a log of five all are rare."""
MOST_ODDS = 6.0
"""Log-odds that no pair goes beyond, so that one pair does not decide about two groups."""
NEVER = -1e6
"""Log-odds of phrases that name other numbers or other places: in one group with them is no other."""
_RUN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]+")
_NUMBER = re.compile(r"\d+")


TOGETHER = 0.5
"""Mean log-odds from which on two gaps are one without asking, where the model is installed: as few are mixed as without."""


class Likeness(NamedTuple):
    """odds: phrase × phrase, the log-odds that two are one need. together: from which mean of them on two gaps are one."""

    odds: Matrix
    together: float


class Weights(NamedTuple):
    """Log-odds for each of what two phrases have in common; the last four where the model of meaning is installed."""

    bias: float
    covered: float
    alike: float
    spelt: float
    elsewhere: float
    apart: float
    across: float
    near: float = 0.0
    told: float = 0.0
    told_across: float = 0.0
    told_covered: float = 0.0


BY_WORDS = Weights(bias=-6.02, covered=4.82, alike=5.19, spelt=6.11, elsewhere=-0.42, apart=-2.77, across=1.21)
BY_MEANING = Weights(
    bias=-7.47,
    covered=4.35,
    alike=5.28,
    spelt=-0.27,
    elsewhere=-0.45,
    apart=-2.79,
    across=0.95,
    near=7.05,
    told=5.77,
    told_across=3.51,
    told_covered=-7.32,
)


@dataclass(frozen=True, slots=True)
class Clue:
    """What likeness knows of a phrase. names: what its words stand for → how much that tells. core: its telling words.

    thing: the one known thing that it names, or an empty text. article: the one its diagnosis is about.
    """

    text: str
    core: str
    names: Mapping[str, float]
    thing: str
    article: str

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers in it."""
        return frozenset(_NUMBER.findall(self.text))


def clue_of(text: str, parts: Sequence[Part], thing: str, article: str | None) -> Clue:
    """Return the clue of a phrase by its words."""
    names: dict[str, float] = {}
    telling = []
    for part in parts:
        share = TRADE_SHARE if part.text in TRADE else LIGHT_SHARE if part.weight <= LIGHT else 1.0
        names[part.name] = max(share, names.get(part.name, 0.0))
        if share == 1.0:
            telling.append(part.text)
    return Clue(text, " ".join(telling) or text, names, thing, article or "")


def likeness_of(clues: Sequence[Clue]) -> Likeness:
    """Return how likely phrases are one need; by words alone that is never sure enough not to ask."""
    features = features_of(clues)
    by_words = features["near"] is None
    weights = BY_WORDS if by_words else BY_MEANING
    found = np.full((len(clues), len(clues)), weights.bias, np.float32)
    for name, weight in weights._asdict().items():
        if weight and name != "bias" and (feature := features[name]) is not None:
            found += np.float32(weight) * feature
    found = np.clip(found, -MOST_ODDS, MOST_ODDS)
    silent = np.array([not clue.names for clue in clues], bool)
    found[silent[:, None] | silent[None]] = -MOST_ODDS  # a model finds that two texts without a word are the same
    found[_apart_for_certain(clues)] = NEVER
    return Likeness(found, math.inf if by_words else TOGETHER)


def features_of(clues: Sequence[Clue]) -> dict[str, Matrix | None]:
    """Return name of a weight → phrase × phrase; None of those that need the model, where it is not installed."""
    covered, alike = _shared([clue.names for clue in clues])
    spelt, _ = _shared([dict.fromkeys(_pieces(clue.core), 1.0) for clue in clues])
    articles, things = [_ids([getattr(clue, name) for clue in clues]) for name in ("article", "thing")]
    chinese = np.array([is_chinese(clue.text) for clue in clues])
    across = _matrix(chinese[:, None] != chinese[None])
    whole, core = vectors([clue.text for clue in clues]), vectors([clue.core for clue in clues])
    near = None if whole is None else np.asarray(whole @ whole.T, np.float32)
    told = None if core is None else np.asarray(core @ core.T, np.float32)
    return {
        "covered": covered,
        "alike": alike,
        "spelt": spelt,
        "elsewhere": _other(articles),
        "apart": _other(things),
        "across": across,
        "near": near,
        "told": told,
        "told_across": None if told is None else told * across,
        "told_covered": None if told is None else told * covered,
    }


def _shared(bags: Sequence[Mapping[str, float]]) -> tuple[Matrix, Matrix]:
    """Return what two bags share, by rarity: of the lighter one, and of both together."""
    count = len(bags) + SMALLEST_LOG
    held = Counter(name for bag in bags for name in bag)
    columns = {name: at for at, name in enumerate(sorted(held))}
    table = np.zeros((len(bags), max(1, len(columns))), np.float32)
    for row, bag in enumerate(bags):
        for name, tells in bag.items():
            table[row, columns[name]] = math.sqrt(tells * math.log(1 + count / held[name]) / math.log(1 + count))
    shared = np.asarray(table @ table.T, np.float32)
    whole = np.diag(shared)
    lighter = np.minimum.outer(whole, whole)
    both = np.add.outer(whole, whole) - shared
    return _shares(shared, lighter), _shares(shared, both)


def _shares(part: Matrix, whole: Matrix) -> Matrix:
    return np.asarray(part / np.maximum(whole, np.float32(1e-6)), np.float32)


def _pieces(core: str) -> Collection[str]:
    """Return three letters at a time of English words, with where they begin and end, and Chinese characters by one and two."""
    found = set[str]()
    for run in _RUN.findall(core):
        if run.isascii():
            word = f" {run} "
            found |= {word[at : at + 3] for at in range(len(word) - 2)}
        else:
            found |= {run[at : at + 2] for at in range(len(run) - 1)} | set(run)
    return found


def _ids(names: Sequence[str]) -> npt.NDArray[np.int64]:
    known = {name: at for at, name in enumerate(sorted({*names} - {""}))}
    return np.array([known.get(name, -1) for name in names], np.int64)


def _other(ids: npt.NDArray[np.int64]) -> Matrix:
    """Return where both have one, and not the same."""
    return _matrix((ids[:, None] != ids[None]) & (ids[:, None] >= 0) & (ids[None] >= 0))


def _matrix(told: npt.NDArray[np.bool_]) -> Matrix:
    return told.astype(np.float32)


def _apart_for_certain(clues: Sequence[Clue]) -> npt.NDArray[np.bool_]:
    """Return where both name numbers, or places, and not the same."""
    places = frozenset(place_names().values())
    found = np.zeros((len(clues), len(clues)), bool)
    for named in (
        [" ".join(sorted(clue.numbers)) for clue in clues],
        [" ".join(sorted({name for name in clue.names if name in places})) for clue in clues],
    ):
        found |= _other(_ids(named)) > 0
    return found
