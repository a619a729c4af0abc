"""Signs by which readers say more than words: "a phrase", and -a word that articles should not hold.

Twin: theme/assets/search/operators.js. Specification: index-format 10.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kbgen.text.normalise import APOSTROPHES, JOINERS, is_han, is_word, normalise, split_runs

BLANKS = "\t\n\r \u00a0\u3000"
MINUSES = "-\u2013\u2212\ufe63\uff0d"
"""What stands for a minus before a word; a dash of Chinese prose (U+2014) does not."""
QUOTES = '"\u201c\u201d\u201e\u201f\uff02'
"""Input methods open and close with any of them."""
_INSIDE_WORDS = re.compile(f"[{re.escape(APOSTROPHES + JOINERS)}]")
BRACKETS: Mapping[str, str] = {"「": "」", "『": "』", "《": "》", "\uff62": "\uff63"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase, or what is left out. typed: with its signs. text: without."""

    typed: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """What could not be done for a query as it was typed (index-format 10.7).

    phrase: nothing was found that holds the words as a phrase, so these are results for the words. minus: there was nothing but
    words to leave out, so these are results for them. first: only the best articles were looked through for the phrase.
    words: the phrases, or what was to be left out, without signs.
    """

    kind: Literal["phrase", "minus", "first"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operators:
    """A query taken apart (index-format 10.1 to 10.3).

    words: it without phrases and without what is left out. unquoted: it without the latter only.
    """

    words: str
    unquoted: str
    phrases: tuple[Mark, ...] = ()
    left_out: tuple[Mark, ...] = ()
    note: Note | None = None

    @property
    def signs(self) -> list[str]:
        """All that has signs, as typed."""
        return [mark.typed for mark in (*self.phrases, *self.left_out)]


def read_operators(query: str, names: Collection[str] = ()) -> Operators:
    """Take a query apart; without signs it is all words. names: of regions, canonical, which are one word after a minus."""
    words = unquoted = ""
    phrases: list[Mark] = []
    left_out: list[Mark] = []
    at = 0
    while at < len(query):
        start = at + 1 if _is_minus(query, at) else at
        end = _phrase_end(query, start)
        if end:
            mark = Mark(query[at:end], query[start + 1 : end - 1])
        elif start > at and (end := _word_end(query, start)):
            end = _name_end(query, start, end, names)
            mark = Mark(query[at:end], query[start:end])
        else:
            words += query[at]
            unquoted += query[at]
            at += 1
            continue
        (left_out if start > at else phrases).append(mark)
        words += " "
        unquoted += " " if start > at else f" {mark.text} "
        at = end
    if left_out and not phrases and not _has_run(words):
        return Operators(query, query, note=Note("minus", tuple(mark.text for mark in left_out)))
    return Operators(words, unquoted, tuple(phrases), tuple(left_out))


def _is_minus(query: str, at: int) -> bool:
    return query[at] in MINUSES and (at == 0 or query[at - 1] in BLANKS)


def _phrase_end(query: str, start: int) -> int:
    """Return where a phrase that opens at `start` ends, after its closing sign; 0 where none does (10.1)."""
    opening = query[start : start + 1]
    if opening in BRACKETS:
        end = query.find(BRACKETS[opening], start + 1)
    elif opening and opening in QUOTES and not (start and _begins_word(query[start - 1])):
        closing = (at for at in range(start + 1, len(query)) if query[at] in QUOTES)
        end = next((at for at in closing if not (at + 1 < len(query) and _begins_word(query[at + 1]))), -1)
    else:
        return 0
    return end + 1 if end > 0 and _has_run(query[start + 1 : end]) else 0


def _word_end(query: str, start: int) -> int:
    """Return where a word after a minus ends; 0 where it is a number, a single letter or no word (10.2)."""
    end = start
    while end < len(query) and query[end] not in BLANKS:
        end += 1
    first = normalise(query[start : start + 1])[:1]
    runs = split_runs(normalise(query[start:end]), {})
    is_letter = len(runs) == 1 and runs[0].script == "latn" and len(runs[0].text) == 1
    is_named = first != "" and not "0" <= first <= "9" and (is_han(first) or is_word(first))
    return end if is_named and not is_letter else 0


def _name_end(query: str, start: int, end: int, names: Collection[str]) -> int:
    """Return where the longest of some names ends that begins with a word, or where the word ends: hong|kong (10.2)."""
    found, most = end, max((name.count(" ") for name in names), default=0)
    for _ in range(most):
        while end < len(query) and query[end] in BLANKS:
            end += 1
        while end < len(query) and query[end] not in BLANKS:
            end += 1
        if " ".join(run.text for run in split_runs(normalise(query[start:end]), {})) in names:
            found = end
    return found


def _begins_word(char: str) -> bool:
    first = normalise(char)[:1]
    return first != "" and is_word(first)


def _has_run(text: str) -> bool:
    return bool(split_runs(normalise(text), {}))


def holds(texts: Iterable[str], phrase: str, fold: Mapping[int, str]) -> bool:
    """Tell whether a line of some texts holds a phrase: its words in their order, and nothing between (10.5).

    A Chinese run of the phrase may begin or end inside one of the text. fold: as for `split_runs`.
    """
    words = {run.text for run in split_runs(normalise(phrase), fold)}
    lines = (line for text in texts for line in normalise(text).split("\n") if _may_hold(line, words, fold))
    wanted = tuple(map(_bordered, _side_by_side(normalise(phrase), fold)))
    return any(phrase in held for line in lines for held, phrase in zip(_side_by_side(line, fold), wanted, strict=True))


def _may_hold(line: str, words: Collection[str], fold: Mapping[int, str]) -> bool:
    """Tell whether all words stand in a normalised line, perhaps inside others: that is seen ten times sooner than its runs."""
    bare = _INSIDE_WORDS.sub("", line)
    folded = bare.translate(fold) if any(is_han(word[0]) for word in words) else bare
    return all(word in folded for word in words)


def _side_by_side(line: str, fold: Mapping[int, str]) -> tuple[str, str]:
    """Return a normalised line as its runs, a blank between; and the same with glued words written together (10.5)."""
    apart = together = script = ""
    for run in split_runs(line, fold):
        joined = run.glued and run.script == script == "latn"
        between = "." if run.dotted else " "
        apart += between + run.text
        together += ("." if run.dotted else "" if joined else " ") + run.text
        script = run.script
    return f"{apart} ", f"{together} "


def _bordered(stream: str) -> str:
    bare = stream[1:-1]
    return ("" if is_han(bare[0]) else " ") + bare + ("" if is_han(bare[-1]) else " ")
