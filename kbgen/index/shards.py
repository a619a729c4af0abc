"""Postings → shards: sorted terms, cut where a shard is large enough."""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

import numpy as np

from kbgen.index.codec import REAL_WORD, encode_gaps, encode_head, encode_rows
from kbgen.index.lexicon import COST_STEP, stem
from kbgen.index.postings import Postings
from kbgen.kept_by_digest import KeptByDigest
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.text.normalise import is_han


@dataclass(frozen=True, slots=True)
class ShardLimits:
    """How postings are cut and rounded.

    least_bytes: payload size, before compression, at which a shard of a small family is closed; a term is never split over two.
    Shards of a large family are larger, as the square root of its size: half of a first search's bytes would be its directory.
    impact_step: impacts are rounded to multiples of it.
    """

    least_bytes: int = 1024
    impact_step: int = 4


DEFAULT_LIMITS = ShardLimits()
NO_COSTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Family:
    """The postings of one script in the articles of one language. starts: where each shard begins. shards: payloads, in order."""

    starts: tuple[str, ...]
    shards: tuple[bytes, ...]


class KeptHeads:
    """Says which terms a shard has: after most edits nearly all have those of the last build. kept: values of the cache."""

    def __init__(self, kept: KeptValues) -> None:
        code = package_digest("index/shards.py", "index/codec.py", "index/lexicon.py")
        self._heads = KeptByDigest(kept, hashlib.blake2b(code + b"heads", digest_size=DIGEST_BYTES).hexdigest(), bytes)

    def head(self, terms: Sequence[str], marks: bytes) -> bytes:
        """Return the first columns of a shard. marks: of its terms, those of stems left out."""
        digest = hashlib.blake2b("\n".join(terms).encode() + b"\0" + marks, digest_size=DIGEST_BYTES).digest()
        return self._heads.made(digest, lambda: encode_head(terms, map(max, _groups(terms), marks)))

    def keep(self) -> None:
        """Keep those that were asked for."""
        self._heads.keep()


def cut_shards(
    postings: Postings,
    limits: ShardLimits,
    heads: KeptHeads,
    costs: Mapping[str, int] = NO_COSTS,
    real: Set[str] = frozenset(),
) -> Family:
    """Cut a family into shards in code-point order of their terms; each term is in exactly one (index-format 4.3).

    costs: of Chinese words, for the family that holds them; words that no article is looked up by become terms, too.
    real: words that no article holds and that are no typing mistakes.
    """
    terms, sizes = _with_words(postings, costs.keys() | real)
    marks = _marks(terms, costs, real)
    gaps, gap_ends = encode_gaps(postings.pairs.data, sizes)
    row_ends, gap_ends = [0, *accumulate(sizes)], [0, *gap_ends]
    starts, payloads = [], []
    last = ""
    for start, end in _spans(terms, sizes, limits.least_bytes):
        some = terms[start:end]
        starts.append(_start(last, some[0]))
        last = some[-1]
        head = heads.head(some, marks[start:end])
        of_gaps = gaps[gap_ends[start] : gap_ends[end]]
        payloads.append(encode_rows(head, sizes[start:end], of_gaps, postings.impacts[row_ends[start] : row_ends[end]]))
    return Family(tuple(starts), tuple(payloads))


def _with_words(postings: Postings, words: Set[str]) -> tuple[Sequence[str], list[int]]:
    """Return the terms of postings and words that no article may hold, in order, and how many articles hold each."""
    sizes = postings.sizes().tolist()
    if not words:
        return postings.terms, sizes
    size_of = dict.fromkeys(words, 0) | dict(zip(postings.terms, sizes, strict=True))
    terms = sorted(size_of)
    return terms, [size_of[term] for term in terms]


def _marks(terms: Sequence[str], costs: Mapping[str, int], real: Set[str]) -> bytes:
    """Return the marks of Chinese terms, and none of others."""
    if not costs and not real:
        return bytes(len(terms))
    mark_of = dict.fromkeys(real, REAL_WORD) | {term: cost // COST_STEP for term, cost in costs.items()}
    return bytes([mark_of.get(term, 0) for term in terms])


def _spans(terms: Sequence[str], sizes: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    """Yield where the terms of each shard begin and end; those that a reader expects together stay so (index-format 4.4)."""
    lengths = np.array(list(map(len, terms)), np.int64)
    lengths += 3 + np.rint(2.3 * np.array(sizes)).astype(np.int64)
    ends = [0, *np.cumsum(lengths).tolist()]
    limit = max(least, math.isqrt(ends[-1] // 2))
    start = 0
    while start < len(terms):
        end = max(start + 1, bisect_right(ends, ends[start] + limit) - 1)
        while end < len(terms) and _kin(terms[end]) == _kin(terms[end - 1]):
            end += 1
        yield start, end
        start = end


def _kin(term: str) -> str:
    """Return what neighbouring terms of one shard share: the first two characters of Chinese words, the stem of others."""
    return term[:2] if is_han(term[0]) else stem(term)


def _start(last: str, first: str) -> str:
    """Return the shortest beginning of a shard's first term that is after the last term of the shard before."""
    return next(first[:size] for size in range(1, len(first) + 1) if first[:size] > last)


def _groups(terms: Sequence[str]) -> list[int]:
    """Number the stems that two or more terms of a shard share, from 1, in order of their first term; 0 for the others."""
    stems = [stem(term) for term in terms]
    shared = (one for one, times in Counter(stems).items() if times > 1)
    numbers = {one: number for number, one in enumerate(shared, start=1)}
    return [numbers.get(one, 0) for one in stems]
