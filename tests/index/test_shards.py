"""How postings are cut into files."""

from __future__ import annotations

from kbgen.index.shards import ShardLimits, cut_shards
from kbgen.search.columns import Columns, unpack


def _shards(scores: dict[str, dict[int, float]], least_bytes: int) -> list[list[str]]:
    family = cut_shards(scores, 1.0, ShardLimits(least_bytes=least_bytes))
    return [Columns(unpack(shard, "shard", f"{family.name}/{number}")).terms() for number, shard in enumerate(family.shards)]


def test_a_shard_begins_at_the_shortest_text_after_the_shard_before() -> None:
    scores = {term: {0: 1.0} for term in ("account", "accrue", "refund", "refuse")}
    assert cut_shards(scores, 1.0, ShardLimits(least_bytes=1)).starts == ("a", "accr", "r", "refus")


def test_neighbouring_words_of_one_stem_stay_in_one_shard() -> None:
    scores = {term: {0: 1.0} for term in ("refund", "refunded", "refunds", "reset")}
    assert _shards(scores, 1) == [["refund", "refunded", "refunds"], ["reset"]]


def test_a_word_of_many_articles_does_not_share_its_shard_with_rare_ones() -> None:
    scores = {"card": {0: 1.0}, "order": {pair: 1.0 for pair in range(500)}, "refund": {0: 1.0}}
    assert _shards(scores, 100) == [["card"], ["order"], ["refund"]]
