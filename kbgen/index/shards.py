"""Postings → shards: sorted terms, cut where a shard is large enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbgen.index.codec import TermPostings, encode_shard, file_name, pack
from kbgen.index.impacts import quantise
from kbgen.index.lexicon import stem


@dataclass(frozen=True, slots=True)
class ShardLimits:
    """How postings are cut and rounded.

    shard_bytes: payload size, before compression, at which a shard is closed. A term is never split over two shards.
    impact_step: impacts are rounded to multiples of it.
    """

    shard_bytes: int = 4096
    impact_step: int = 4


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of postings. first: its first term; name: its file name without the folder; content: the bytes of the file."""

    first: str
    name: str
    content: bytes


def cut_shards(family: str, scores: Mapping[str, Mapping[int, float]], scale: float, limits: ShardLimits) -> list[Shard]:
    """Return the shards of one family of postings in code-point order of their terms; each term is in exactly one."""
    shards = []
    for terms in _chunks(scores, limits.shard_bytes):
        groups = _groups(terms)
        postings = []
        for term in terms:
            pairs = tuple(sorted(scores[term]))
            impacts = tuple(quantise(scores[term][pair], scale, limits.impact_step) for pair in pairs)
            postings.append(TermPostings(term, groups.get(term, 0), pairs, impacts))
        content = pack(f"{family}/{terms[0]}", encode_shard(postings))
        shards.append(Shard(terms[0], file_name(content), content))
    return shards


def _chunks(scores: Mapping[str, Mapping[int, float]], limit: int) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for term in sorted(scores):
        cost = len(term) + 3 + round(2.3 * len(scores[term]))
        if chunk and size + cost > limit:
            yield chunk
            chunk, size = [], 0
        chunk.append(term)
        size += cost
    if chunk:
        yield chunk


def _groups(terms: Sequence[str]) -> dict[str, int]:
    """Number the stems that two or more terms of a shard share, from 1, in order of their first term."""
    members: dict[str, list[str]] = {}
    for term in terms:
        members.setdefault(stem(term), []).append(term)
    shared = [group for group in members.values() if len(group) > 1]
    return {term: number for number, group in enumerate(shared, start=1) for term in group}
