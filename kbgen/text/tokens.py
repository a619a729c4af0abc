"""Text → terms, as the index counts them. The query side finds the same terms from what a reader types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from kbgen.text.normalise import Run, han_runs, normalise, split_runs, word_chains, word_parts
from kbgen.text.prices import prices
from kbgen.text.tables import fold_code_points

MAX_TERM_LENGTH = 40
"""Code points of the longest alphabetic term; longer ones are hashes and base64, which nobody types."""
MAX_PARTS = 4
"""A word of more parts, or a compound of more words, is no code that people type."""

SHORTEST_TELEPHONE = 7
"""Digits of the shortest telephone number that is found however it is grouped; of groups that make fewer each is found alone."""
LONGEST_TELEPHONE = 15
"""Digits of the longest telephone number there is (ITU-T E.164)."""
_CAMEL = re.compile("(?<![A-Za-z0-9])[a-z]{2,}(?:[A-Z][a-z0-9]*)+(?![A-Za-z0-9])")
_CAMEL_PART = re.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPACED_NUMBER = re.compile(
    "(?<![0-9])(?<![0-9][.,])[0-9]{1,4}(?:[)]? |[)]?-|[)])[(]?[0-9]{2,4}(?:[ -][0-9]{2,4}){0,3}(?![0-9]|[.,][0-9]|[ -][0-9])"
)
_DIGITS = re.compile("[0-9]+")
_PLAIN, _HAN_ONLY = re.compile("[a-z]+(?: [a-z]+)*"), re.compile("[\u4e00-\u9fff]+")
"""Most words of the tables: what normalising and splitting leave as they are, but for folding."""


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Terms of one text or field.

    latn, hani: occurrences of each term; parts, compounds and pairs of Han characters are terms too.
    length: words and Han characters; terms that repeat others do not count.
    """

    latn: Counter[str]
    hani: Counter[str]
    length: int


class TermCounter:
    """Counts the terms of texts (index-format 2.5) and, over all of them, what the lexicons are made of.

    words: occurrences of alphabetic words as written alone. han_runs: of folded Han runs. written: of Han characters as
    written, before folding.
    """

    def __init__(self) -> None:
        self.words: Counter[str]
        self.han_runs: Counter[str]
        self.written: Counter[str]
        self.begin()
        self._plain: set[str] = set()
        self._odd: dict[str, tuple[list[str], list[str]]] = {}

    def begin(self) -> None:
        """Forget what was counted over all texts."""
        self.words, self.han_runs, self.written = Counter(), Counter(), Counter()

    def count(self, texts: Sequence[str]) -> TermCounts:
        """Return the terms of the texts of one field."""
        written = "\n".join(texts)
        text = normalise(written)
        latn, words_total = self._count_words(text)
        latn.update(_camel_parts(written))
        latn.update(_spaced_numbers(text))
        latn.update(term for price in prices(text) for term in price.terms)
        hani, characters_total = (Counter[str](), 0) if text.isascii() else self._count_han(text)
        return TermCounts(latn, hani, words_total + characters_total)

    def _count_words(self, text: str) -> tuple[Counter[str], int]:
        """Return the alphabetic terms of a normalised text, and the number of its words.

        Texts repeat the same few chains: each is taken apart once, and most are one word that is its only term.
        """
        latn = Counter(word_chains(text))
        odd: dict[str, int] = {}
        for chain in [chain for chain in latn if chain not in self._plain]:
            if chain not in self._odd:
                words, terms = _take_apart(chain)
                if terms == [chain]:
                    self._plain.add(chain)
                    continue
                self._odd[chain] = words, terms
            odd[chain] = latn.pop(chain)
        length = latn.total()
        self.words.update(latn)
        for chain, number in odd.items():
            words, terms = self._odd[chain]
            length += number * len(words)
            for word in words:
                self.words[word] += number
            for term in terms:
                latn[term] += number
        return latn, length

    def _count_han(self, text: str) -> tuple[Counter[str], int]:
        """Return the characters and pairs of a normalised text, folded, and the number of its characters."""
        runs = han_runs(text)
        self.written.update("".join(runs))
        folded = "\n".join(runs).translate(fold_code_points())
        self.han_runs.update(folded.split("\n") if runs else ())
        hani = Counter(folded)
        hani.update(map(add, folded, folded[1:]))
        for term in [term for term in hani if "\n" in term]:
            del hani[term]
        return hani, sum(map(len, runs))


def _camel_parts(written: str) -> list[str]:
    """Return the words that names in programs are made of: idleSeconds → idle, seconds (index-format 2.5.2).

    A name that begins with a capital is mostly a brand, whose parts mean other things.
    """
    names = _CAMEL.findall(written)
    return [part for name in names for part in _CAMEL_PART.sub(" ", name).lower().split() if len(part) > 1]


def _spaced_numbers(text: str) -> list[str]:
    """Return the digits of a telephone number in groups, from each group on: 2345 6789 → 23456789 (index-format 2.5.3)."""
    found = []
    for number in _SPACED_NUMBER.findall(text):
        groups = _DIGITS.findall(number)
        ends = ["".join(groups[at:]) for at in range(len(groups) - 1)]
        found += [digits for digits in ends if SHORTEST_TELEPHONE <= len(digits) <= LONGEST_TELEPHONE]
    return found


def runs_of(text: str) -> list[Run]:
    """Return the runs of a text after normalising; a line break ends a block, as sections have it, and so ends a run."""
    if _PLAIN.fullmatch(text):
        return [Run(word, "latn", glued=False) for word in text.split(" ")]
    if _HAN_ONLY.fullmatch(text):
        return [Run(text.translate(fold_code_points()), "hani", glued=False)]
    return split_runs(normalise(text), fold_code_points())


def canonical(text: str) -> str:
    """Return a word or phrase as the query side sees it: normalised, folded, one blank between words."""
    if _PLAIN.fullmatch(text):
        return text
    if _HAN_ONLY.fullmatch(text):
        return text.translate(fold_code_points())
    return " ".join(run.text for run in runs_of(text))


def count_terms(texts: Sequence[str]) -> TermCounts:
    """Count the terms of the texts of one field (index-format 2.5)."""
    return TermCounter().count(texts)


def _take_apart(chain: str) -> tuple[list[str], list[str]]:
    """Return the words of a chain, and all terms that it counts for: words, their parts, and compounds."""
    words: list[str] = []
    terms: list[str] = []
    compound: list[str] = []
    for run in split_runs(chain, {}):
        word = run.text
        if len(word) > MAX_TERM_LENGTH:
            compound = []
            continue
        compound = [*compound, f".{word}" if run.dotted else word]
        words.append(word)
        terms.append(word)
        parts = word_parts(word) if word.isalnum() and not word.isalpha() else []
        if 1 < len(parts) <= MAX_PARTS:
            terms.extend(parts)
        joined = "".join(compound)
        if 1 < len(compound) <= MAX_PARTS and len(joined) <= MAX_TERM_LENGTH:
            terms.append(joined)
    return words, terms
