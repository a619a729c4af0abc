"""Many queries at once, in several processes where that pays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from kbgen.model import Language
from kbgen.processes import spread
from kbgen.search.asked import Answered, Asked, Progress, Ranking, unseen
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader, index_of
from kbgen.search.traced import TracedReader
from kbgen.text.normalise import normalise

POOL_PAYS_QUERIES = 6_000
"""Starting a process costs as much as 2,000 queries (0.8 s), and what it has read of the index helps no other: below, two cores
together are hardly done before one."""

_CHUNK_QUERIES = 100


def rank_all(
    index: TracedReader,
    queries: Sequence[Asked],
    *,
    most: int,
    progress: Progress = unseen,
) -> dict[Asked, Answered]:
    """Return the best `most` pairs of each query and what of the index decided them, but not what stands above them.

    progress: told queries done, and all.
    """
    return _answers(queries, partial(_tracer, index, most), progress)


def answer_all(
    files: Mapping[str, bytes],
    queries: Sequence[Asked],
    *,
    most: int,
    only_ranked: Collection[Asked] = (),
    progress: Progress = unseen,
) -> dict[Asked, Answered]:
    """Return what each query finds: `rank_all` with what it says of the best article. Like queries, side by side, are quicker.

    only_ranked: queries of which nobody asks whether an answer stands above the results; it takes half as long as the ranking.
    """
    return _answers(queries, partial(_answerer, dict(files), most, frozenset(only_ranked)), progress)


def _answers(
    queries: Sequence[Asked], start: Callable[[], Callable[[Asked], Answered]], progress: Progress
) -> dict[Asked, Answered]:
    pays = len(queries) >= POOL_PAYS_QUERIES
    found = spread(start, queries, pays=pays, chunk=_CHUNK_QUERIES, what="asks the search index")
    answers: dict[Asked, Answered] = {}
    for asked, answer in zip(queries, found, strict=True):
        answers[asked] = answer
        progress(len(answers), len(queries))
    return answers


class BulkSearch:
    """Ranks queries over one index. A text that the index folds like one asked before has the same answer, and is not asked.

    only_ranked: queries for which no answer that stands above the results is looked for; None for all.
    Of a `TracedReader` each answer tells what of it was read.
    """

    def __init__(self, index: IndexReader, most: int, *, only_ranked: frozenset[Asked] | None = None) -> None:
        self._index = index
        self._most = most
        self._only_ranked = only_ranked
        self._engines: dict[Language, SearchEngine] = {}
        self._known: dict[tuple[Language, str, bool], Answered] = {}

    def answer(self, asked: Asked) -> Answered:
        """Return the best pairs of one query."""
        is_whole = self._only_ranked is not None and asked not in self._only_ranked
        key = asked.language, normalise(asked.query).translate(self._index.forms().fold), is_whole
        if key not in self._known:
            self._known[key] = self._ask(asked, is_whole=is_whole)
        return self._known[key]

    def _ask(self, asked: Asked, *, is_whole: bool) -> Answered:
        if asked.language not in self._engines:
            self._engines[asked.language] = SearchEngine(self._index, asked.language)
        engine = self._engines[asked.language]
        traced = self._index if isinstance(self._index, TracedReader) else None
        if traced:
            traced.begin(asked.query)
        if is_whole:
            ranked, at_once = engine.ranking_and_card(asked.query, most=self._most)
        else:
            ranked, at_once = engine.ranking(asked.query, most=self._most), False
        ranking = Ranking.of((scored.pair, scored.score) for scored in ranked)
        return Answered(ranking, bool(ranked) and ranked[0].weak, at_once, traced.noted() if traced else ())


def _answerer(files: Mapping[str, bytes], most: int, only_ranked: frozenset[Asked]) -> Callable[[Asked], Answered]:
    return BulkSearch(index_of(files), most, only_ranked=only_ranked).answer


def _tracer(index: TracedReader, most: int) -> Callable[[Asked], Answered]:
    return BulkSearch(index, most).answer
