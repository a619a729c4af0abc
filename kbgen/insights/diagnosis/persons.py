"""Texts that name somebody, or point at something, and ask nothing: 陳小姐, *that other one*."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files

from kbgen.insights.diagnosis.full_names import is_full_name
from kbgen.insights.diagnosis.meaning import LIGHT, cut, weight_of
from kbgen.insights.diagnosis.plausible import is_chinese_word
from kbgen.text.aliases import packaged_aliases
from kbgen.text.normalise import Run
from kbgen.text.real_words import english_words
from kbgen.text.tokens import runs_of

_LONGEST_NAME = 3
"""English words of a name, at most."""
_SYLLABLE = re.compile("(?:[bcdfghjklmnpqrstwxyz]|ch|kw|ng|sh|ts|zh)?(?:[aeiou]{1,3}(?:ng|[kmnpt])?|ng)")
"""One of Cantonese or Mandarin, as people spell their names."""
_SHORTEST_FULL = 2
"""Characters of the shortest full name in Chinese."""
_FAMILIAR = "阿"
"""Before one character of a name, among friends."""


def is_person(text: str) -> bool:
    """Tell whether a text is a person's name and nothing else; one that is also a word of something is left out."""
    runs = runs_of(text)
    if len(runs) == 1 and runs[0].script == "hani":
        return _is_chinese_person(runs[0].text)
    words = [run.text for run in runs if run.script == "latn"]
    given, families = _names("given"), _names("family, in letters")
    if len(runs) == len(words) and _is_romanised(words, families):
        return True
    known = all(word in given or word in families for word in words)
    return known and len(runs) == len(words) <= _LONGEST_NAME and any(word in given for word in words)


def _is_romanised(words: Sequence[str], families: Collection[str]) -> bool:
    """Tell whether words are a full Chinese name in letters: a family name, and two syllables not both of which are English."""
    if len(words) != _LONGEST_NAME or words[0] not in families or " ".join(words) in _phrases():
        return False
    given = words[1:]
    return all(map(_SYLLABLE.fullmatch, given)) and not all(word in english_words() for word in given)


def _is_chinese_person(run: str) -> bool:
    if len(run) == len(_FAMILIAR) + 1 and run.startswith(_FAMILIAR):
        return run not in _names("no person")
    family, title = run[:1], run[1:]
    if family not in _names("family"):
        return False
    return title in _names("title") or any(map(_is_given, _before_titles(run))) or _is_full_name(run)


def _is_full_name(run: str) -> bool:
    """Tell whether a text is a full name without a title; a district that looks like one is not: 何文田."""
    return run not in _phrases() and is_full_name(run, _names("family"))


def _before_titles(run: str) -> Iterator[str]:
    """Yield what stands before a title of two characters: 黃家輝, of 黃家輝師傅."""
    yield from (run.removesuffix(title) for title in _names("title") if len(title) > 1 and run.endswith(title))


def _is_given(name: str) -> bool:
    """Tell whether a family name has a given one of one character or two behind it, not the rest of a word: 高中, 簡單的."""
    if len(name) not in (_SHORTEST_FULL, _SHORTEST_FULL + 1) or is_chinese_word(name):
        return False
    return weight_of(name[-1]) > LIGHT


def points_only(text: str) -> bool:
    """Tell whether a text holds a word that points at something, and no other that tells anything."""
    pointing = _names("pointing")
    words = [word for run in runs_of(text) for word in _words(run, pointing)]
    telling = [word for word in words if weight_of(word) > LIGHT or word in pointing]
    return bool(telling) and all(word in pointing for word in telling)


def _words(run: Run, pointing: Collection[str]) -> list[str]:
    return cut(run.text, pointing) if run.script == "hani" else [run.text]


@cache
def _phrases() -> frozenset[str]:
    """Return what stands for something else: districts are called like people, 黃大仙 is wong tai sin."""
    return frozenset(alias.source for alias in packaged_aliases())


@cache
def _names(kind: str) -> frozenset[str]:
    """Return the words of a kind, folded as the search folds what is typed."""
    lines = files("kbgen.insights.diagnosis").joinpath("persons.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return frozenset(run.text for row, words in rows if row == kind for word in words.split("; ") for run in runs_of(word))
