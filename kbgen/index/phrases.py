"""Which phrases of several words articles say: as a phrase, not as words that stand far apart.

Postings do not tell it, and *work for us*, whose words every article has somewhere, is said by none of a shop without jobs.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from kbgen.index.articles import IndexedArticle
from kbgen.index.counted import article_digest
from kbgen.index.lexicon import stem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.text.normalise import normalise
from kbgen.text.tables import function_words

WHOLE = 256
MOST_BETWEEN = 2
"""Words that may stand between two of a phrase, besides those that say little: *paid* your order *by card*."""
LITTLE = 64
"""Of 256: words that count no more say nothing that a phrase could lack; negations and words of a story do."""
_WORD = re.compile("[a-z0-9]+")
_SENTENCE_END = re.compile(r"[\n!?。！？]|\.\s")


class _Kept(msgspec.Struct, array_like=True):
    """telling: of each phrase the stems that tell something. said: of each article, by digest, the numbers of phrases it says."""

    telling: tuple[tuple[str, ...], ...]
    said: dict[bytes, tuple[int, ...]]


class SaidPhrases:
    """Finds out which of some phrases articles say. phrases: canonical, alphabetic, of two words or more."""

    def __init__(self, phrases: Iterable[str], kept: KeptValues) -> None:
        self._phrases = sorted(set(phrases))
        self._kept = kept
        digest = hashlib.blake2b(package_digest("text", "index/phrases.py", "index/lexicon.py"), digest_size=DIGEST_BYTES)
        digest.update("\n".join(self._phrases).encode())
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

    def said(self, articles: Iterable[IndexedArticle]) -> frozenset[str]:
        """Return the phrases that any of some articles says; those of an article that is as it was are remembered."""
        before = self._before.said
        now: dict[bytes, tuple[int, ...]] = {}
        for article in articles:
            digest = article_digest(article)
            if digest not in now:
                known = before.get(digest)
                now[digest] = tuple(sorted(self._in_article(article))) if known is None else known
        if now.keys() != before.keys():
            self._kept.store(self._name, msgspec.msgpack.encode(_Kept(self._before.telling, now)))
        return frozenset(self._phrases[number] for numbers in now.values() for number in numbers)

    def _in_article(self, article: IndexedArticle) -> set[int]:
        found: set[int] = set()
        for text in _texts(article):
            for sentence in _SENTENCE_END.split(normalise(text)):
                found.update(self._in_sentence(_WORD.findall(sentence.replace("'", ""))))
        return found

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


def _texts(article: IndexedArticle) -> Iterator[str]:
    yield from (article.title, article.description, *article.keywords, *article.links)
    for section in article.sections:
        yield from (section.title, section.text)
