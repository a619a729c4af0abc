"""Texts that mean the same get the same key, whatever their script, word order, endings or filling words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
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

_stem: Callable[[str], str] = cache(snowballstemmer.stemmer("english").stemWord)
Classes = Mapping[str, str]
"""Canonical word → the one word that stands for all that mean the same."""


def classes_of(synonyms: Mapping[str, tuple[str, ...]]) -> Classes:
    """Return the classes of words that stand for each other: those of the package, and `synonyms` (source → targets)."""
    parent: dict[str, str] = {}

    def root(word: str) -> str:
        while parent.setdefault(word, word) != word:
            word = parent[word]
        return word

    pairs = [(alias.source, alias.target) for alias in packaged_aliases() if alias.kind == "variant" and alias.weight > 150]
    pairs += [(source, target) for source, targets in synonyms.items() for target in targets]
    for source, target in sorted(pairs):
        one, other = sorted((root(source), root(target)))
        parent[other] = one
    return {word: root(word) for word in parent}


def meaning_of(text: str, classes: Classes, words: Mapping[str, int]) -> str:
    """Return the telling words of a text, one for all that mean the same, in alphabetical order.

    words: Chinese words of the site, folded, which a run is cut into, the longest first.
    """
    runs = runs_of(text)
    found = set(_telling(runs, classes, words, LIGHT)) or set(_telling(runs, classes, words, -1))
    return " ".join(sorted(found)) or text.strip()


def _telling(runs: list[Run], classes: Classes, words: Mapping[str, int], light: int) -> Iterator[str]:
    at = 0
    while at < len(runs):
        run = runs[at]
        if run.script == "hani":
            yield from (classes.get(word, word) for word in cut(run.text, classes, words) if _weight(word) > light)
            at += 1
            continue
        phrase = _phrase(runs, at, classes)
        if phrase:
            yield classes[" ".join(phrase)]
        elif _weight(run.text) > light:
            yield _stem(run.text)
        at += max(1, len(phrase))


def _weight(word: str) -> int:
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


def cut(run: str, classes: Classes, words: Mapping[str, int]) -> list[str]:
    """Cut a folded Chinese run into words, the longest known one first; what is no word stays one character."""
    light = function_words()
    found = []
    at = 0
    while at < len(run):
        stops = range(min(len(run), at + LONGEST_HAN_SOURCE), at + 1, -1)
        word = next(
            (run[at:end] for end in stops if run[at:end] in classes or run[at:end] in words or run[at:end] in light), run[at]
        )
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


def identity_of(text: str) -> str:
    """Return a key of what a text says by the words of kbgen alone, so that no change of a portal changes it."""
    return meaning_of(text, classes_of_package(), {})


def id_of_phrasing(text: str) -> str:
    """Return the id of what a text says: eight hexadecimal digits (docs/spec/counting.md, clause 5.1)."""
    return blake2b(identity_of(text).encode(), digest_size=4).hexdigest()


@cache
def classes_of_package() -> Classes:
    """Return the classes of words that come with kbgen."""
    return classes_of({})
