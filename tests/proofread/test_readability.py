"""Long sentences and hard pages."""

from __future__ import annotations

from sheets import found


def test_a_sentence_of_more_than_thirty_words_is_named():
    assert found("long-sentence", "Short one. " + "word " * 31 + "end. Short again.", "en") != []
    assert found("long-sentence", "Short one. " + "word " * 20 + "end. " + "Word " * 20 + "end.", "en") == []


def test_a_chinese_sentence_of_more_than_sixty_characters_is_named():
    assert found("long-sentence", "短句。" + "這是一個很長的句子，" * 8 + "完。") != []
    assert found("long-sentence", "這是一個很長的句子，完。" * 8) == []


def test_code_counts_for_nothing():
    assert found("long-sentence", "Run `" + "word " * 40 + "` now.", "en") == []


def test_a_page_of_long_words_is_hard_and_one_of_plain_words_is_not():
    hard = "Administrative authorisation necessitates comprehensive organisational documentation and verification. " * 8
    assert found("hard-to-read", hard, "en") != []
    assert found("hard-to-read", "Open the box. Look at the print. Tell us if it is bad. We will help you. " * 5, "en") == []
