"""Off-topic matters: what people ask any box about, and no help centre answers unless it is its trade: the weather, lotteries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from kbgen.insights.diagnosis.meaning import LIGHT, weight_of
from kbgen.insights.diagnosis.plausible import chinese_words
from kbgen.text.tokens import runs_of

_Form = tuple[str, ...]
LONGEST = 4
"""Words of the longest form."""


def off_topic_matter(text: str) -> tuple[str, str]:
    """Return the matter, folded, that a text is about and nothing else, and its English name; or two empty texts.

    Whatever else it says, a thing or a name, makes another question of it: a passport cover, a weather station.
    """
    words = [word for word in _words(text) if weight_of(word) > LIGHT and not word.isdigit()]
    matters, companions = _forms()
    found: _Form = ()
    at = 0
    while at < len(words):
        spans = (tuple(words[at : at + size]) for size in range(min(LONGEST, len(words) - at), 0, -1))
        span = next((span for span in spans if span in matters or span in companions), ())
        if not span:
            return "", ""
        if span in matters:
            found = found or span
        at += len(span)
    return (" ".join(found), matters[found]) if found else ("", "")


def _words(text: str) -> Iterator[str]:
    for run in runs_of(text):
        yield from chinese_words(run.text) if run.script == "hani" else [run.text]


@cache
def _forms() -> tuple[Mapping[_Form, str], frozenset[_Form]]:
    """Return the words of each form that is a matter → its English name, and those of each that may stand beside one."""
    lines = files("kbgen.insights.diagnosis").joinpath("off_topic.tsv").read_text("utf-8").splitlines()
    rows = [line.replace("\t", "; ").split("; ") for line in lines if not line.startswith("#")]
    companions, *matters = rows
    named = {words: row[0] for row in matters for form in row if (words := _telling(form))}
    return named, frozenset(map(_telling, companions)) - {()}


def _telling(form: str) -> _Form:
    return tuple(word for word in _words(form) if weight_of(word) > LIGHT)
