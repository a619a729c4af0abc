"""Text → terms, as the index counts them. The query side finds the same terms from what a reader types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kbgen.text.normalise import Run, normalise, split_runs, word_parts
from kbgen.text.tables import fold_code_points

MAX_TERM_LENGTH = 40
"""Code points of the longest alphabetic term; longer ones are hashes and base64, which nobody types."""
MAX_PARTS = 4
"""A word of more parts, or a compound of more words, is no code that people type."""


@dataclass(slots=True)
class TermCounts:
    """Terms of one text or field.

    latn, hani: occurrences of each term; parts, compounds and pairs of Han characters are terms too.
    words: occurrences of alphabetic words as written alone, for the lexicon. han_runs: folded Han runs, for the lexicon.
    written: Han characters as written, before folding.
    length: words and Han characters; terms that repeat others do not count.
    """

    latn: Counter[str] = field(default_factory=Counter)
    hani: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    han_runs: list[str] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)
    length: int = 0


def runs_of(text: str) -> list[Run]:
    """Return the runs of a text after normalising; a line break ends a block, as sections have it, and so ends a run."""
    return split_runs(normalise(text), fold_code_points())


def canonical(text: str) -> str:
    """Return a word or phrase as the query side sees it: normalised, folded, one blank between words."""
    return " ".join(run.text for run in runs_of(text))


def count_terms(texts: Sequence[str]) -> TermCounts:
    """Count the terms of the texts of one field (index-format 2.5)."""
    counts = TermCounts()
    for text in texts:
        compound: list[str] = []
        for run in runs_of(text):
            if run.script == "hani":
                chars = run.text
                counts.hani.update(chars)
                counts.written.update(run.original)
                counts.hani.update([chars[at : at + 2] for at in range(len(chars) - 1)])
                counts.han_runs.append(chars)
                counts.length += len(chars)
                compound = []
            elif len(run.text) <= MAX_TERM_LENGTH:
                compound = [*compound, run.text] if run.glued and compound else [run.text]
                _count_word(run.text, compound, counts)
            else:
                compound = []
    return counts


def _count_word(word: str, compound: list[str], counts: TermCounts) -> None:
    counts.latn[word] += 1
    counts.words[word] += 1
    counts.length += 1
    if not word.isalpha():
        parts = word_parts(word)
        if 1 < len(parts) <= MAX_PARTS:
            counts.latn.update(parts)
    if 1 < len(compound) <= MAX_PARTS:
        joined = "".join(compound)
        if len(joined) <= MAX_TERM_LENGTH:
            counts.latn[joined] += 1
