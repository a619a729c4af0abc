"""The words an index knows."""

from __future__ import annotations

from small_index import article, index_of


def test_the_site_s_own_words_are_kept_whole_however_they_are_written() -> None:
    index = index_of({"fps": {"zh-hant": article("以轉數快付款")}}, own_words=("轉數快",))
    assert "转数快" in index.lexicon("hani").costs
