"""Which phrases of several words articles say: as a phrase, not as words that stand far apart. And which names in passing.

Postings do not tell it, and *work for us*, whose words every article has somewhere, is said by none of a shop without jobs;
who says once that the nearest station is Hong Kong says nothing of Hong Kong.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import msgspec

from kbgen.index.articles import IndexedArticle
from kbgen.index.counted import article_digest
from kbgen.index.lexicon import stem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.text.normalise import normalise
from kbgen.text.tables import fold_table, function_words

WHOLE = 256
MOST_BETWEEN = 2
"""Words that may stand between two of a phrase, besides those that say little: *paid* your order *by card*."""
LITTLE = 64
"""Of 256: words that count no more say nothing that a phrase could lack; negations and words of a story do."""
_WORD = re.compile("[a-z0-9]+")
_SENTENCE_END = re.compile(r"[\n!?。！？]|\.\s")


class _InArticle(msgspec.Struct, array_like=True):
    """phrases: the numbers of those that an article says. names: the number of each name that it says, and how often."""

    phrases: tuple[int, ...]
    names: dict[int, int]


class _Kept(msgspec.Struct, array_like=True):
    """telling: of each phrase the stems that tell something. said: of each article, by digest, what it says."""

    telling: tuple[tuple[str, ...], ...]
    said: dict[bytes, _InArticle]


@dataclass(frozen=True, slots=True)
class Said:
    """What articles say. phrases: of those asked about. passing: the names that they say once altogether, within a text."""

    phrases: frozenset[str]
    passing: frozenset[str]


class SaidPhrases:
    """Finds out which of some phrases and names articles say.

    phrases: canonical, alphabetic, of two words or more. names: canonical, of any words.
    """

    def __init__(self, phrases: Iterable[str], names: Iterable[str], kept: KeptValues) -> None:
        self._phrases = sorted(set(phrases))
        self._names = sorted(set(names))
        self._kept = kept
        digest = hashlib.blake2b(package_digest("text", "index/phrases.py", "index/lexicon.py"), digest_size=DIGEST_BYTES)
        digest.update("\n".join((*self._phrases, "", *self._names)).encode())
        self._name = digest.hexdigest()
        before = kept.load_as(self._name, _Kept)
        self._before = before or _Kept(tuple(tuple(_telling(phrase.split(" "))) for phrase in self._phrases), {})
        self._by_first: dict[str, list[tuple[int, Sequence[str]]]] = defaultdict(list)
        self._as_written: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, (phrase, telling) in enumerate(zip(self._phrases, self._before.telling, strict=True)):
            if len(telling) > 1:
                self._by_first[telling[0]].append((number, telling[1:]))
            else:  # *work for us* is not said by who says *work*
                self._as_written[phrase.split(" ", 1)[0]].append((number, f" {phrase} "))

    @cached_property
    def _written(self) -> list[list[str]]:
        """The names as they may stand in texts: only a build in which an article is new looks for them."""
        return [_written(name) for name in self._names]

    def said(self, articles: Iterable[IndexedArticle]) -> Said:
        """Return what some articles say; of an article that is as it was it is remembered."""
        before = self._before.said
        now: dict[bytes, _InArticle] = {}
        often: Counter[int] = Counter()
        for article in articles:
            digest = article_digest(article)
            if digest not in now:
                now[digest] = before.get(digest) or self._in_article(article)
            often.update(now[digest].names)
        if now.keys() != before.keys():
            self._kept.store(self._name, msgspec.msgpack.encode(_Kept(self._before.telling, now)))
        phrases = frozenset(self._phrases[number] for said in now.values() for number in said.phrases)
        return Said(phrases, frozenset(self._names[number] for number, times in often.items() if times == 1))

    def _in_article(self, article: IndexedArticle) -> _InArticle:
        phrases: set[int] = set()
        names: Counter[int] = Counter()
        for text, times in _texts(article):
            normal = normalise(text)
            sentences = [_WORD.findall(sentence.replace("'", "")) for sentence in _SENTENCE_END.split(normal)]
            for words in sentences:
                phrases.update(self._in_sentence(words))
            alphabetic = "".join(f" {' '.join(words)} " for words in sentences)
            for number, written in enumerate(self._written):
                where = alphabetic if written[0].isascii() else normal
                if found := sum(map(where.count, written)):
                    names[number] += found * times
        return _InArticle(tuple(sorted(phrases)), dict(names))

    def _in_sentence(self, words: Sequence[str]) -> Iterator[int]:
        joined = f" {' '.join(words)} "
        for word in set(words) & self._as_written.keys():
            yield from (number for number, phrase in self._as_written[word] if phrase in joined)
        telling = _telling(words)
        for at, word in enumerate(telling):
            yield from (number for number, others in self._by_first.get(word, ()) if _follow(others, telling, at + 1))


def several_words(text: str) -> bool:
    """Tell whether a canonical text is alphabetic words, two or more."""
    return " " in text and text.isascii()


def _telling(words: Sequence[str]) -> list[str]:
    """Return the stems of the words that do not say little."""
    little: Mapping[str, int] = function_words()
    return [stem(word) for word in words if little.get(word, WHOLE) > LITTLE]


def _follow(others: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Tell whether some words follow each other from a place on, with few between."""
    for other in others:
        near = words[at : at + MOST_BETWEEN + 1]
        if other not in near:
            return False
        at += near.index(other) + 1
    return True


def _texts(article: IndexedArticle) -> Iterator[tuple[str, int]]:
    """Yield the texts of an article; what names it or a part of it says a name more than in passing, and counts twice."""
    yield from ((text, 2) for text in (article.title, article.description, *article.keywords, *article.links))
    for section in article.sections:
        yield section.title, 2
        yield section.text, 1


def _written(name: str) -> list[str]:
    """Return a canonical name as it may stand in a normalised text: its words, or its characters in all their variants."""
    if name.isascii():
        return [f" {name} "]
    variants = {char: [char, *(variant for variant, folded in fold_table().items() if folded == char)] for char in name}
    return ["".join(written) for written in product(*(variants[char] for char in name))]
