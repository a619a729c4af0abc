"""The one reason of a result that readers are told.

Twin: theme/assets/search/told-reason.js. Specification: index-format 9.7.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from kbgen.model import Language
from kbgen.search.query import Answer
from kbgen.search.reader import IndexReader
from kbgen.search.reasons import Reason
from kbgen.text.normalise import is_han, normalise, split_runs

TOLD = frozenset(("variant", "synonym", "corrected", "other-language"))
"""Kinds of what a reader would not see in the text."""


def told_reason(index: IndexReader, language: Language, answer: Answer, given: Sequence[Reason]) -> Reason | None:
    """Return the one reason of a result that readers are told, or None where none helps (9.7)."""
    little = index.little
    for reason in given:
        if reason.extent == "part" or reason.kind not in TOLD or (reason.kind == "corrected" and answer.outcome == "corrected"):
            continue
        typed, term = _folded(index, reason.query), _folded(index, reason.term)
        if not typed or not term or (reason.kind == "other-language") != (typed == term) or _little(typed, little):
            continue
        if _reads(typed, language) and not _reads(term, language):
            continue
        if reason.kind in {"variant", "synonym"} and _is_cut_out(index, answer.query, typed):
            continue
        return reason
    return None


def _folded(index: IndexReader, text: str) -> str:
    fold = index.forms().fold if any(map(is_han, text)) else {}
    return " ".join(run.text for run in split_runs(normalise(text), fold))


def _little(typed: str, little: Set[str]) -> bool:
    """Tell whether what was typed is words that say little: 有冇, how, 要 before 幾耐."""
    reached = {0}
    for end in range(1, len(typed) + 1):
        if any(start in reached and (not (piece := typed[start:end].strip()) or piece in little) for start in range(end)):
            reached.add(end)
    return len(typed) in reached


def _reads(text: str, language: Language) -> bool:
    """Tell whether a text is in the characters of a language."""
    return any(map(is_han, text)) == (language == "zh-hant")


def _is_cut_out(index: IndexReader, query: str, typed: str) -> bool:
    """Tell whether a stretch leaves a single character of its run that says something: 閃付 of 雲閃付 is no word of its own."""
    for run in split_runs(normalise(query), {}):
        text = _folded(index, run.text) if run.script == "hani" else run.text
        at = text.find(typed) if run.script == "hani" else -1
        if at >= 0:
            around = (text[:at], text[at + len(typed) :])
            return any(len(side) == 1 and side not in index.little for side in around)
    return False
