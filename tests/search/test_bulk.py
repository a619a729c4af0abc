"""Many queries at once."""

from __future__ import annotations

import pytest
from small_index import article, ask, open_files, source_of

from kbgen.errors import IndexReadError
from kbgen.index.build import build_index
from kbgen.search.asked import Asked
from kbgen.search.bulk import rank_all
from kbgen.search.traced import TracedReader

FILES = build_index(
    source_of(
        {
            "a": {"en": article("Refund times", "Refunds take five days."), "zh-hant": article("退款時間", "退款需時五天。")},
            "b": {"en": article("Delivery times", "Parcels take three days."), "zh-hant": article("送貨時間", "三天。")},
        }
    )
).files
QUERIES = [
    Asked("en", "refund tmes"),
    Asked("en", "days"),
    Asked("en", "xyzzy"),
    Asked("zh-hant", "退款時間"),
    Asked("zh-hant", "退款时间"),
    Asked("zh-hant", "時間"),
]


def test_the_ranking_of_a_query_is_that_of_its_answer():
    rankings = rank_all(TracedReader(FILES), QUERIES, most=10)
    for asked in QUERIES:
        answer = ask(open_files(FILES), asked.query, asked.language)
        assert list(rankings[asked].ranking) == [(result.pair, result.score) for result in answer.results]


def rankings_of(queries, **options):
    answers = rank_all(TracedReader(FILES), queries, most=1, **options)
    return {asked: (answer.ranking, set(answer.reads)) for asked, answer in answers.items()}


def test_several_processes_rank_as_one_does(monkeypatch):
    alone = rankings_of(QUERIES)
    monkeypatch.setattr("kbgen.search.bulk.POOL_PAYS_QUERIES", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    done = []
    assert rankings_of(QUERIES, progress=lambda number, total: done.append((number, total))) == alone
    assert done[-1] == (6, 6)


def test_a_file_that_the_index_lacks_is_named():
    with pytest.raises(IndexReadError, match=r"manifest\.json is missing"):
        rank_all(TracedReader({}), QUERIES, most=1)
