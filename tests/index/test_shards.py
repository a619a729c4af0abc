"""How postings are cut into files."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kbgen.index.postings import TermImpacts, postings_of
from kbgen.index.shards import Family, KeptHeads, ShardLimits, cut_shards
from kbgen.kept_values import KeptValues
from kbgen.search.columns import Columns

RARE = TermImpacts(np.zeros(1, np.int32), b"\1")


def _family(impacts: Mapping[str, TermImpacts], least_bytes: int, costs: Mapping[str, int] | None = None) -> Family:
    heads = KeptHeads(KeptValues(None, "index", most_unused=0))
    return cut_shards(postings_of(impacts), ShardLimits(least_bytes=least_bytes), heads, costs or {})


def _shards(impacts: Mapping[str, TermImpacts], least_bytes: int) -> list[list[str]]:
    family = _family(impacts, least_bytes)
    return [Columns(shard).terms() for shard in family.shards]


def test_a_shard_begins_at_the_shortest_text_after_the_shard_before() -> None:
    impacts = dict.fromkeys(("account", "accrue", "refund", "refuse"), RARE)
    assert _family(impacts, 1).starts == ("a", "accr", "r", "refus")


def test_neighbouring_words_of_one_stem_stay_in_one_shard() -> None:
    impacts = dict.fromkeys(("refund", "refunded", "refunds", "reset"), RARE)
    assert _shards(impacts, 1) == [["refund", "refunded", "refunds"], ["reset"]]


def test_a_word_of_many_articles_does_not_share_its_shard_with_rare_ones() -> None:
    impacts = {"card": RARE, "order": TermImpacts(np.arange(500, dtype=np.int32), b"\1" * 500), "refund": RARE}
    assert _shards(impacts, 100) == [["card"], ["order"], ["refund"]]


def test_a_word_stands_in_the_shard_of_its_first_two_characters() -> None:
    impacts = dict.fromkeys(("信", "信用", "用卡"), RARE)
    family = _family(impacts, 1, {"信用": 40, "信用卡": 56})
    assert [Columns(shard).terms() for shard in family.shards] == [["信"], ["信用", "信用卡"], ["用卡"]]
