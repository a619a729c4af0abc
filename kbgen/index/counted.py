"""What is counted of each article, kept from build to build: after an edit the article that changed is counted, and no other.

Terms and words are numbers of one list, so that weighing them works on columns; the order of that list is of no consequence.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from kbgen.index.articles import IndexedArticle
from kbgen.index.lexicon import chinese_words
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.text.normalise import Script
from kbgen.text.segmenter import Segmenter, implementation_version, segmenter
from kbgen.text.tokens import TermCounter, TermCounts

Field = Literal["title", "headings", "keywords", "description", "links", "body"]
FIELDS: tuple[Field, ...] = get_args(Field)
Numbers = NDArray[np.int32]
"""Of terms, pairs and occurrences: a large site has millions, and columns of 64 bits would take 200 MB more."""
_MOST_NAMES = 1.2
"""Names kept for each that is needed. Those of articles that are gone go together: it takes as long as all else that is kept."""
_CODE = ("text", "index/counted.py", "index/lexicon.py")


class Bag(msgspec.Struct, array_like=True, frozen=True):
    """Numbers of names, each once, and how often each occurs: columns of 32 bits."""

    names: bytes
    counts: bytes


def in_one(bags: Iterable[Bag]) -> tuple[Numbers, Numbers, list[int]]:
    """Return the names and counts of bags as two columns, one bag after the other, and how many each has."""
    bags = list(bags)
    columns = [bag.names for bag in bags]
    names = np.frombuffer(b"".join(columns), np.int32)
    counts = np.frombuffer(b"".join([bag.counts for bag in bags]), np.int32)
    return names, counts, [size // 4 for size in map(len, columns)]


class CountedSide(msgspec.Struct, array_like=True, frozen=True):
    """One side of a pair.

    lengths, and terms of each script: by field, in the order of FIELDS. words: alphabetic ones. characters: Han, as written.
    """

    lengths: tuple[int, ...]
    latn: tuple[Bag, ...]
    hani: tuple[Bag, ...]
    words: Bag
    han_words: Bag
    characters: Bag

    def terms(self, script: Script) -> tuple[Bag, ...]:
        """Return the terms of a script, by field."""
        return self.latn if script == "latn" else self.hani

    def bags(self) -> tuple[Bag, ...]:
        """Return all there are."""
        return (*self.latn, *self.hani, self.words, self.han_words, self.characters)


class _Kept(msgspec.Struct, array_like=True):
    """names: one a line. sides: by the digest of an article. names_needed: how many names they had when the others went last."""

    names: str
    sides: dict[bytes, CountedSide]
    names_needed: int


class CountedArticles:
    """Counts articles. own_words: Chinese words that the segmenter must know, canonical. kept: values of the cache."""

    def __init__(self, own_words: Iterable[str], kept: KeptValues) -> None:
        self._own_words = sorted(set(own_words))
        self._kept = kept
        self._counter = TermCounter()
        self._cut: dict[str, list[str]] = {}
        before = self._kept.load_as(self._name, _Kept) or _Kept("", {}, 0)
        self.names: list[str] = before.names.split("\n") if before.names else []
        self._numbers = {name: number for number, name in enumerate(self.names)}
        self._names_needed = before.names_needed
        self._known = before.sides
        self._used: dict[bytes, CountedSide] = {}

    def count(self, article: IndexedArticle) -> CountedSide:
        """Return the counts of an article."""
        digest = article_digest(article)
        if digest not in self._used:
            self._used[digest] = self._known.get(digest) or self._counted(article)
        return self._used[digest]

    def occurrences(self, bags: Iterable[Bag]) -> dict[str, int]:
        """Return how often each name occurs in some bags together, in order of the names."""
        names, counts, _ = in_one(bags)
        totals = np.bincount(names, weights=counts, minlength=len(self.names))
        return dict(sorted((self.names[number], int(totals[number])) for number in np.flatnonzero(totals).tolist()))

    def keep(self) -> None:
        """Keep what was counted, and nothing of articles that are gone."""
        if self._used.keys() != self._known.keys():
            needed = self._names_needed or len(self.names)
            is_wasteful = len(self.names) > _MOST_NAMES * needed or len(self._used) * _MOST_NAMES < len(self._known)
            kept = self._compact() if is_wasteful else _Kept("\n".join(self.names), self._used, needed)
            self._kept.store(self._name, msgspec.msgpack.encode(kept))

    @cached_property
    def _name(self) -> str:
        said = repr((implementation_version(), self._own_words)).encode()
        return hashlib.blake2b(package_digest(*_CODE) + said, digest_size=DIGEST_BYTES).hexdigest()

    def _compact(self) -> _Kept:
        """Return what is used, with new numbers for the names that are."""
        is_used = np.zeros(len(self.names), np.bool_)
        for side in self._used.values():
            for bag in side.bags():
                is_used[np.frombuffer(bag.names, np.int32)] = True
        names = "\n".join(name for name, used in zip(self.names, is_used.tolist(), strict=True) if used)
        renumbered = (np.cumsum(is_used) - 1).astype(np.int32)

        def with_new(bag: Bag) -> Bag:
            return Bag(renumbered[np.frombuffer(bag.names, np.int32)].tobytes(), bag.counts)

        sides = {
            digest: CountedSide(
                side.lengths,
                tuple(map(with_new, side.latn)),
                tuple(map(with_new, side.hani)),
                *map(with_new, (side.words, side.han_words, side.characters)),
            )
            for digest, side in self._used.items()
        }
        return _Kept(names, sides, int(is_used.sum()))

    def _counted(self, article: IndexedArticle) -> CountedSide:
        counter = self._counter
        counter.begin()
        titles = [section.title for section in article.sections if section.title]
        fields: dict[Field, TermCounts] = {
            "title": counter.count([article.title]),
            "headings": counter.count(titles),
            "keywords": counter.count(article.keywords),
            "description": counter.count([article.description]),
            "links": counter.count(article.links),
            "body": counter.count([*titles, *(section.text for section in article.sections)]),
        }
        return CountedSide(
            tuple(fields[field].length for field in FIELDS),
            tuple(self._bag(fields[field].latn) for field in FIELDS),
            tuple(self._bag(fields[field].hani) for field in FIELDS),
            self._bag(counter.words),
            self._bag(chinese_words(counter.han_runs, self._words_of)),
            self._bag(counter.written),
        )

    def _words_of(self, run: str) -> Sequence[str]:
        if run not in self._cut:  # articles repeat one another's sentences
            self._cut[run] = self._segmenter.search_words(run)
        return self._cut[run]

    @cached_property
    def _segmenter(self) -> Segmenter:
        return segmenter(self._own_words)

    def _bag(self, counts: Counter[str]) -> Bag:
        numbers = [self._numbers.get(name, -1) for name in counts]
        if -1 in numbers:
            for at, (name, number) in enumerate(zip(counts, numbers, strict=True)):
                if number < 0:
                    numbers[at] = self._numbers[name] = len(self.names)
                    self.names.append(name)
        return Bag(np.array(numbers, np.int32).tobytes(), np.array(list(counts.values()), np.int32).tobytes())


def article_digest(article: IndexedArticle) -> bytes:
    """Return what stands for all that is counted of an article."""
    texts = [article.title, article.description]
    texts += [text for several in (article.keywords, article.links) for text in (str(len(several)), *several)]
    if article.digest:
        texts.append(article.digest.hex())
    else:
        texts += [text for section in article.sections for text in (section.title, section.text)]
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()
