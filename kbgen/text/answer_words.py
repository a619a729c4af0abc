"""The words that questions with one value for an answer are asked in: data/answers.tsv (index-format 4.11)."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files

from kbgen.text.normalise import is_han
from kbgen.text.tables import function_words
from kbgen.text.tokens import canonical

FILLER = "filler"
TELLING = ("denied", "mine", "much", "kept")
"""Concepts whose words say something even where `function_words.tsv` has them: what is not, whose it is, what it costs."""
KINDS = ("long", "when", "clock", "much", "many", "place", "who", "why", "limit")
"""Concepts that say what kind of an answer is asked for: a span, a day, an hour, a price. An answer of another kind is none."""
THINGS = ("delivery", "refund", "production", "HK", "TW")
"""Concepts that the names of a site's expectations are made of: what takes time, and where."""


@cache
def answer_words() -> Mapping[str, tuple[str, ...]]:
    """Return concept → its words and phrases, canonical, each once, in order."""
    text = files("kbgen.text").joinpath("data", "answers.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    forms = {row[0]: [form for cell in row[1:] for form in cell.split("; ") if form] for row in rows}
    return {name: tuple(dict.fromkeys(map(canonical, written))) for name, written in forms.items()}


@cache
def telling_words() -> tuple[str, ...]:
    """Return the words of TELLING and KINDS that are, or hold, words that say little: they change what is asked for."""
    words = answer_words()
    forms = dict.fromkeys(form for name in (*TELLING, *KINDS) for form in words[name])
    little = {*words[FILLER], *function_words()}
    return tuple(form for form in forms if _holds(form, little))


def _holds(form: str, words: Set[str]) -> bool:
    """Tell whether a canonical phrase holds one of some words: as its words or, of Chinese, as characters side by side."""
    if is_han(form[0]):
        return any(form[at:end] in words for at in range(len(form)) for end in range(at + 1, len(form) + 1))
    return form in words or not words.isdisjoint(form.split(" "))
