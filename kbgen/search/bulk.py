"""Many queries at once, in several processes where that pays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kbgen.model import Language
from kbgen.processes import spread
from kbgen.search.query import SearchEngine
from kbgen.search.reader import index_of
from kbgen.text.normalise import normalise

POOL_PAYS_QUERIES = 6_000
"""Starting a process costs as much as 2,000 queries (0.8 s), and what it has read of the index helps no other: below, two cores
together are hardly done before one."""

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
    """What a query finds. weak: even the best article holds little of it. at_once: an answer stands above the results."""

    ranking: Ranking
    weak: bool
    at_once: bool = False


def rank_all(
    files: Mapping[str, bytes],
    queries: Sequence[Asked],
    *,
    most: int,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> dict[Asked, Ranking]:
    """Return the best `most` pairs of each query. files: of an index, by name. progress: told queries done, and all."""
    answers = _answers(files, queries, most, progress, only_ranked=frozenset(queries))
    return {asked: answer.ranking for asked, answer in answers.items()}


def answer_all(
    files: Mapping[str, bytes],
    queries: Sequence[Asked],
    *,
    most: int,
    only_ranked: Collection[Asked] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> dict[Asked, Answered]:
    """Return what each query finds: `rank_all` with what it says of the best article. Like queries, side by side, are quicker.

    only_ranked: queries of which nobody asks whether an answer stands above the results; it takes half as long as the ranking.
    """
    return _answers(files, queries, most, progress, only_ranked=frozenset(only_ranked))


def _answers(
    files: Mapping[str, bytes],
    queries: Sequence[Asked],
    most: int,
    progress: Callable[[int, int], None],
    *,
    only_ranked: frozenset[Asked],
) -> dict[Asked, Answered]:
    answers: dict[Asked, Answered] = {}
    for asked, answer in zip(queries, _answer_each(files, queries, most, only_ranked), strict=True):
        answers[asked] = answer
        progress(len(answers), len(queries))
    return answers


class BulkSearch:
    """Ranks queries over one index. A text that the index folds like one asked before has the same answer, and is not asked.

    only_ranked: queries for which no answer that stands above the results is looked for.
    """

    def __init__(self, files: Mapping[str, bytes], most: int, *, only_ranked: frozenset[Asked] = frozenset()) -> None:
        self._index = index_of(files)
        self._most = most
        self._only_ranked = only_ranked
        self._engines: dict[Language, SearchEngine] = {}
        self._known: dict[tuple[Language, str, bool], Answered] = {}

    def answer(self, asked: Asked) -> Answered:
        """Return the best pairs of one query."""
        is_whole = asked not in self._only_ranked
        key = asked.language, normalise(asked.query).translate(self._index.forms().fold), is_whole
        if key not in self._known:
            if asked.language not in self._engines:
                self._engines[asked.language] = SearchEngine(self._index, asked.language)
            engine = self._engines[asked.language]
            if is_whole:
                ranked, at_once = engine.ranking_and_card(asked.query, most=self._most)
            else:
                ranked, at_once = engine.ranking(asked.query, most=self._most), False
            ranking = tuple((scored.pair, scored.score) for scored in ranked)
            self._known[key] = Answered(ranking, weak=bool(ranked) and ranked[0].weak, at_once=at_once)
        return self._known[key]


def _answer_each(
    files: Mapping[str, bytes], queries: Sequence[Asked], most: int, only_ranked: frozenset[Asked]
) -> Iterator[Answered]:
    return spread(
        partial(_answerer, dict(files), most, only_ranked),
        queries,
        pays=len(queries) >= POOL_PAYS_QUERIES,
        chunk=_CHUNK_QUERIES,
        what="asks the search index",
    )


def _answerer(files: Mapping[str, bytes], most: int, only_ranked: frozenset[Asked]) -> Callable[[Asked], Answered]:
    return BulkSearch(files, most, only_ranked=only_ranked).answer
