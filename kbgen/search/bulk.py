"""Many queries at once, in several processes where that pays."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from kbgen.errors import KbgenError
from kbgen.model import Language
from kbgen.search.constants import WEAK, WHOLE
from kbgen.search.query import SearchEngine
from kbgen.search.reader import index_of
from kbgen.text.normalise import normalise

POOL_PAYS_QUERIES = 1_000
"""Starting a process costs about as long as a hundred queries, and what it has read of the index helps no other."""

_CHUNK_QUERIES = 100

Ranking = tuple[tuple[int, int], ...]
"""Pair numbers with their scores, best first."""


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A query, and the language of the reader who types it."""

    language: Language
    query: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a query finds. weak: even the best article holds little of it."""

    ranking: Ranking
    weak: bool


def rank_all(
    files: Mapping[str, bytes],
    queries: Sequence[Asked],
    *,
    most: int,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> dict[Asked, Ranking]:
    """Return the best `most` pairs of each query. files: of an index, by name. progress: told queries done, and all."""
    return {asked: answer.ranking for asked, answer in answer_all(files, queries, most=most, progress=progress).items()}


def answer_all(
    files: Mapping[str, bytes],
    queries: Sequence[Asked],
    *,
    most: int,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> dict[Asked, Answered]:
    """Return what each query finds: `rank_all` with what it says of the best article. Like queries, side by side, are quicker."""
    answers: dict[Asked, Answered] = {}
    for asked, answer in zip(queries, _answer_each(files, queries, most), strict=True):
        answers[asked] = answer
        progress(len(answers), len(queries))
    return answers


class BulkSearch:
    """Ranks queries over one index. A text that the index folds like one asked before has the same answer, and is not asked."""

    def __init__(self, files: Mapping[str, bytes], most: int) -> None:
        self._index = index_of(files)
        self._most = most
        self._engines: dict[Language, SearchEngine] = {}
        self._known: dict[tuple[Language, str], Answered] = {}

    def answer(self, asked: Asked) -> Answered:
        """Return the best pairs of one query."""
        key = asked.language, normalise(asked.query).translate(self._index.forms().fold)
        if key not in self._known:
            if asked.language not in self._engines:
                self._engines[asked.language] = SearchEngine(self._index, asked.language)
            ranked = self._engines[asked.language].ranking(asked.query, most=self._most)
            ranking = tuple((scored.pair, scored.score) for scored in ranked)
            self._known[key] = Answered(ranking, weak=bool(ranked) and ranked[0].mass < WEAK * WHOLE)
        return self._known[key]


def _answer_each(files: Mapping[str, bytes], queries: Sequence[Asked], most: int) -> Iterator[Answered]:
    workers = min(os.cpu_count() or 1, 8)
    if workers == 1 or len(queries) < POOL_PAYS_QUERIES or multiprocessing.current_process().daemon:
        search = BulkSearch(files, most)
        yield from map(search.answer, queries)
        return
    context = multiprocessing.get_context("spawn")  # as for rendering: a fork would copy the locks of threads
    with ProcessPoolExecutor(workers, context, _set_up_worker, (dict(files), most)) as pool:
        try:
            yield from pool.map(_answer_in_worker, queries, chunksize=_CHUNK_QUERIES)
        except BrokenProcessPool as error:
            raise KbgenError("a process that asks the search index was stopped", hint="it may have run out of memory") from error


_worker: BulkSearch | None = None


def _set_up_worker(files: Mapping[str, bytes], most: int) -> None:
    global _worker  # the one value a worker process is given at its start
    _worker = BulkSearch(files, most)


def _answer_in_worker(asked: Asked) -> Answered:
    assert _worker is not None  # noqa: S101 - the pool set it
    return _worker.answer(asked)
