"""The groups of everyday words, as the search may use them."""

from __future__ import annotations

import re

from kbgen.search.constants import LONGEST_EVERYDAY
from kbgen.text.everyday import everyday_groups
from kbgen.text.normalise import is_han


def test_every_word_can_be_looked_for() -> None:
    words = {word for group in everyday_groups() for word in group}
    chinese = {word for word in words if is_han(word[0])}
    assert [word for word in words - chinese if not re.fullmatch("[a-z]{2,}", word)] == []
    assert [word for word in chinese if not (2 <= len(word) <= LONGEST_EVERYDAY and all(map(is_han, word)))] == []


def test_a_group_is_of_one_script_and_says_more_than_one_word() -> None:
    assert [group for group in everyday_groups() if len(group) < 2] == []
    assert [group for group in everyday_groups() if len({is_han(word[0]) for word in group}) > 1] == []


def test_a_chinese_group_has_a_word_that_articles_are_found_by() -> None:
    chinese = [group for group in everyday_groups() if is_han(group[0][0])]
    assert [group for group in chinese if all(len(word) > 2 for word in group)] == []
