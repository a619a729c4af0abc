"""Postings → shards: sorted terms, cut where a shard is large enough."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from kbgen.index.codec import REAL_WORD, TermPostings, encode_gaps, encode_shard
from kbgen.index.impacts import TermImpacts
from kbgen.index.lexicon import COST_STEP, stem
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
NO_IMPACTS = TermImpacts([], b"")


@dataclass(frozen=True, slots=True)
class Family:
    """The postings of one script in the articles of one language. starts: where each shard begins. shards: payloads, in order."""

    starts: tuple[str, ...]
    shards: tuple[bytes, ...]


def cut_shards(
    impacts: Mapping[str, TermImpacts], limits: ShardLimits, costs: Mapping[str, int], real: Set[str] = frozenset()
) -> Family:
    """Cut a family into shards in code-point order of their terms; each term is in exactly one (index-format 4.3).

    costs: of Chinese words, for the family that holds them; words that no article is looked up by become terms, too.
    real: words that no article holds and that are no typing mistakes.
    """
    impacts = {**dict.fromkeys((*costs, *real), NO_IMPACTS), **impacts}
    ordered = sorted(impacts)
    gaps, ends = encode_gaps([impacts[term].pairs for term in ordered])
    ends = [0, *ends]
    starts, payloads = [], []
    last, done = "", 0
    for terms in _chunks(ordered, impacts, limits.least_bytes):
        marks = _groups(terms) | dict.fromkeys((term for term in terms if term in real), REAL_WORD)
        marks |= {term: costs[term] // COST_STEP for term in terms if term in costs}
        postings = [TermPostings(term, marks.get(term, 0), impacts[term].pairs, impacts[term].impacts) for term in terms]
        starts.append(_start(last, terms[0]))
        last = terms[-1]
        payloads.append(encode_shard(postings, gaps[ends[done] : ends[done + len(terms)]]))
        done += len(terms)
    return Family(tuple(starts), tuple(payloads))


def _chunks(ordered: Sequence[str], impacts: Mapping[str, TermImpacts], least: int) -> Iterator[list[str]]:
    """Yield the terms of each shard, of all in order; those that a reader expects together stay so (index-format 4.4)."""
    sizes = {term: len(term) + 3 + round(2.3 * len(impacts[term].pairs)) for term in ordered}
    limit = max(least, math.isqrt(sum(sizes.values()) // 2))
    chunk: list[str] = []
    size = 0
    for term, cost in sizes.items():
        if chunk and size + cost > limit and _kin(term) != _kin(chunk[-1]):
            yield chunk
            chunk, size = [], 0
        chunk.append(term)
        size += cost
    if chunk:
        yield chunk


def _kin(term: str) -> str:
    """Return what neighbouring terms of one shard share: the first two characters of Chinese words, the stem of others."""
    return term[:2] if is_han(term[0]) else stem(term)


def _start(last: str, first: str) -> str:
    """Return the shortest beginning of a shard's first term that is after the last term of the shard before."""
    return next(first[:size] for size in range(1, len(first) + 1) if first[:size] > last)


def _groups(terms: Sequence[str]) -> dict[str, int]:
    """Number the stems that two or more terms of a shard share, from 1, in order of their first term."""
    members: dict[str, list[str]] = {}
    for term in terms:
        members.setdefault(stem(term), []).append(term)
    shared = [group for group in members.values() if len(group) > 1]
    return {term: number for number, group in enumerate(shared, start=1) for term in group}
