"""The words an index knows."""

from __future__ import annotations

from small_index import article, index_of


def test_the_site_s_own_words_are_kept_whole_however_they_are_written() -> None:
    index = index_of({"fps": {"zh-hant": article("以轉數快付款")}}, own_words=("轉數快",))
    assert "转数快" in index.lexicon("hani")


def test_a_chinese_word_of_an_english_article_has_a_cost_where_readers_look() -> None:
    index = index_of({"a": {"en": article("Pay with 轉數快", "轉數快")}})
    words = index.lexicon("hani")
    index.load("hani/zh-hant", words)
    assert words
    assert {word: index.word_cost(word) for word in words} == words
