"""Texts that mean the same get the same key, whatever their script, word order, endings or filling words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b

import snowballstemmer

from kbgen.insights.diagnosis.slips import nearest_word
from kbgen.text.aliases import LONGEST_HAN_SOURCE, MOST_SOURCE_WORDS, packaged_aliases
from kbgen.text.normalise import Run
from kbgen.text.real_words import english_words
from kbgen.text.tables import function_words
from kbgen.text.tokens import runs_of

LIGHT = 96
"""Words of at most this weight of 256 do not tell two questions apart."""
MOST_COMMON_TOKENS = 500
COMMON_TIMES = 3
"""How much more often the right spelling is typed than a wrong one."""
_MOST_MEANINGS = 8_192
"""Texts whose meaning is kept: a report asks for that of each phrase it explains, of its id, and of what it compares."""

stem: Callable[[str], str] = cache(snowballstemmer.stemmer("english").stemWord)
Classes = Mapping[str, str]
"""Canonical word → the one word that stands for all that mean the same."""


@cache
def classes_of_package() -> Classes:
    """Return the classes of words that stand for each other and come with kbgen."""
    parent: dict[str, str] = {}

    def root(word: str) -> str:
        while parent.setdefault(word, word) != word:
            word = parent[word]
        return word

    pairs = [(alias.source, alias.target) for alias in packaged_aliases() if alias.kind == "variant" and alias.weight > 150]
    for source, target in sorted(pairs):
        one, other = sorted((root(source), root(target)))
        parent[other] = one
    return {word: root(word) for word in parent}


@lru_cache(_MOST_MEANINGS)
def meaning_of(text: str) -> str:
    """Return the telling words of a text, one for all that mean the same, in alphabetical order.

    By the words of kbgen alone, so that no change of a portal changes it.
    """
    runs = runs_of(text)
    found = set(_telling(runs, LIGHT)) or set(_telling(runs, -1))
    return " ".join(sorted(found)) or text.strip()


def _telling(runs: list[Run], light: int) -> Iterator[str]:
    classes = classes_of_package()
    at = 0
    while at < len(runs):
        run = runs[at]
        if run.script == "hani":
            yield from (classes.get(word, word) for word in cut(run.text, classes) if weight_of(word) > light)
            at += 1
            continue
        phrase = _phrase(runs, at, classes)
        if phrase:
            yield classes[" ".join(phrase)]
        elif weight_of(run.text) > light:
            yield stem(run.text)
        at += max(1, len(phrase))


def weight_of(word: str) -> int:
    """Return how much a word tells of what a question is about, of 256."""
    return function_words().get(word, 256)


def _phrase(runs: list[Run], start: int, classes: Classes) -> list[str]:
    """Return the most words from `start` that stand for others."""
    words: list[str] = []
    found: list[str] = []
    for run in runs[start : start + MOST_SOURCE_WORDS]:
        if run.script != "latn":
            break
        words.append(run.text)
        if " ".join(words) in classes:
            found = list(words)
    return found


def cut(run: str, words: Collection[str]) -> list[str]:
    """Cut a folded Chinese run into words, those given and function words, the longest first; the rest into characters."""
    light = function_words()
    found = []
    at = 0
    while at < len(run):
        stops = range(min(len(run), at + LONGEST_HAN_SOURCE), at + 1, -1)
        word = next((run[at:end] for end in stops if run[at:end] in words or run[at:end] in light), run[at])
        found.append(word)
        at += len(word)
    return found


def common_spellings(meanings: Mapping[str, int]) -> Mapping[str, str]:
    """Return rare meaning → common one, where they differ by a slip in one alphabetic word. meanings: with visitor-days.

    A word that no article holds cannot be mended by the index; most readers spell it right.
    """
    tokens: Counter[str] = Counter()
    for meaning, visitor_days in meanings.items():
        for token in set(meaning.split()):
            if token.isascii() and token.isalpha():
                tokens[token] += visitor_days
    common = [token for token, _ in tokens.most_common(MOST_COMMON_TOKENS)]
    found = {}
    for meaning in meanings:
        mended = " ".join(_common_token(token, common, tokens) for token in meaning.split())
        if mended != meaning and mended in meanings:
            found[meaning] = mended
    return found


def _common_token(token: str, common: Sequence[str], tokens: Mapping[str, int]) -> str:
    if token not in tokens or token in english_words():
        return token  # a real word is no slip, though a common one is near
    rivals = [other for other in common if tokens[other] >= COMMON_TIMES * tokens[token]]
    meant = nearest_word(token, rivals)
    return meant if meant and len(meant) <= len(token) + 1 else token


def id_of_phrasing(text: str) -> str:
    """Return the id of what a text says: eight hexadecimal digits (docs/spec/counting.md, clause 5.1)."""
    return blake2b(meaning_of(text).encode(), digest_size=4).hexdigest()
