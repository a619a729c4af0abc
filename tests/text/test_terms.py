"""The editors' synonyms and product words: reading, and every complaint with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.errors import PROBLEM_CODES
from kbgen.text.aliases import source_fault
from kbgen.text.term_checks import check_terms
from kbgen.text.terms import MAX_GROUP_WORDS, MAX_TERMS_BYTES, Terms, load_terms, read_terms
from kbgen.text.tokens import canonical

PATH = Path("content/terms.yml")
PROJECT = Path(__file__).parents[2]


def _terms(text: str) -> Terms:
    return read_terms(text, PATH)


def _found(terms: Terms) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in terms.problems]


def _pairs(terms: Terms) -> set[tuple[str, str]]:
    return {(alias.source, alias.target) for alias in terms.aliases()}


def test_every_word_of_a_group_finds_every_other_across_languages() -> None:
    terms = _terms("synonyms:\n  - [refund, money back, 退款]\n")
    assert terms.problems == ()
    assert _pairs(terms) == {
        ("refund", "money back"),
        ("refund", "退款"),
        ("money back", "refund"),
        ("money back", "退款"),
        ("退款", "refund"),
        ("退款", "money back"),
    }
    assert {(alias.weight, alias.kind) for alias in terms.aliases()} == {(160, "synonym")}


def test_a_one_way_entry_leads_from_its_words_to_the_others_only() -> None:
    terms = _terms("one-way:\n  - from: [tee, tees]\n    to: T-shirt\n")
    assert terms.problems == ()
    assert _pairs(terms) == {("tee", "t shirt"), ("tees", "t shirt")}


def test_words_are_kept_as_the_search_sees_them() -> None:
    assert _pairs(_terms("synonyms:\n  - [Rücksendung, 臨櫃繳費]\n")) == {
        ("rucksendung", "临柜缴费"),
        ("临柜缴费", "rucksendung"),
    }


def test_words_that_yaml_would_take_for_values_stay_words() -> None:
    terms = _terms("synonyms:\n  - [no, null, 2FA, on]\n")
    assert ("no", "null") in _pairs(terms)
    assert ("2fa", "on") in _pairs(terms)


def test_product_words_go_to_the_segmenter() -> None:
    terms = _terms("products:\n  - 轉數快\n  - 壓克力吊飾\n  - LINE Pay 付款\n")
    assert terms.problems == ()
    assert terms.own_words() == ("付款", "压克力吊饰", "转数快")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "synonyms:\none-way:\nproducts:\n", "synonyms: []\n"])
def test_an_empty_file_declares_nothing(text: str) -> None:
    terms = _terms(text)
    assert (terms.entries, terms.products, terms.problems) == ((), (), ())


def test_a_missing_file_declares_nothing(tmp_path: Path) -> None:
    assert load_terms(tmp_path / "terms.yml", PATH) == Terms(PATH)


def test_a_file_is_read_as_utf_8_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "terms.yml"
    file.write_bytes("\ufeffsynonyms:\r\n  - [refund, 退款]\r\n".encode())
    assert ("refund", "退款") in _pairs(load_terms(file, PATH))


def test_a_file_in_another_encoding_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "terms.yml"
    file.write_bytes("synonyms:\n  - [refund, 退款]\n".encode("big5"))
    assert _found(load_terms(file, PATH)) == [(2, "not-utf-8")]


def test_an_enormous_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "terms.yml"
    file.write_text("#" * (MAX_TERMS_BYTES + 1), "utf-8")
    assert _found(load_terms(file, PATH)) == [(0, "too-large")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("synonyms:\n  - [a, b\n", (2, "terms-file")),
        ("- [refund, 退款]\n", (1, "terms-file")),
        ("synonyms: refund\n", (1, "terms-file")),
        ("one-way:\n  - [refund, 退款]\n", (2, "terms-file")),
        ("synonym:\n  - [refund, 退款]\n", (1, "terms-key")),
        ("one-way:\n  - from: tee\n    to: T-shirt\n    weight: 3\n", (4, "terms-key")),
        ("synonyms:\n  - [refund]\n", (2, "terms-entry")),
        ("synonyms:\n  - refund\n", (2, "terms-entry")),
        ("synonyms:\n  - [refund, 退款, '?!']\n", (2, "terms-entry")),
        ("synonyms:\n  - - refund\n    - 退款\n    - [money]\n", (4, "terms-entry")),
        ("one-way:\n  - from: tee\n", (2, "terms-entry")),
        ("one-way:\n  - from: []\n    to: T-shirt\n", (2, "terms-entry")),
        ("synonyms:\n  - - refund\n    - 退款\n    - Refund\n", (4, "terms-duplicate")),
        ("synonyms:\n  - - 軟件\n    - software\n    - 软件\n", (4, "terms-duplicate")),
        ("one-way:\n  - from: [tee, shirt]\n    to: [shirt, top]\n", (3, "terms-duplicate")),
        ("synonyms:\n  - [tee, T恤]\n", (2, "terms-source")),
        ("one-way:\n  - from: how do I get my money\n    to: refund\n", (2, "terms-source")),
        ("products:\n  - sticker\n", (2, "terms-product")),
        ("products:\n  - 港山印物訂製禮品專門店\n", (2, "terms-product")),
        ("products:\n  - 轉數快\n  - 八達通\n  - 转数快\n", (4, "terms-duplicate")),
    ],
)
def test_each_fault_is_reported_with_its_line(text: str, expected: tuple[int, str]) -> None:
    assert _found(_terms(text)) == [expected]


def test_a_group_of_a_whole_dictionary_is_refused() -> None:
    words = ", ".join(f"word{number}" for number in range(MAX_GROUP_WORDS + 1))
    assert _found(_terms(f"synonyms:\n  - [{words}]\n")) == [(2, "terms-entry")]


def test_an_unknown_key_is_met_with_the_known_one() -> None:
    problem = _terms("synonym:\n  - [refund, 退款]\n").problems[0]
    assert problem.hint == "did you mean 'synonyms'?"


def test_a_word_too_long_to_be_recognised_may_still_be_found() -> None:
    terms = _terms("one-way:\n  - from: 取消\n    to: 確認校稿之前可以免費取消\n")
    assert terms.problems == ()
    assert _pairs(terms) == {("取消", canonical("確認校稿之前可以免費取消"))}


def test_a_group_inside_a_larger_one_is_reported_at_the_smaller_one() -> None:
    terms = _terms("synonyms:\n  - [refund, 退款]\n  - [postage, 運費]\n  - [refund, money back, 退款]\n")
    assert _found(terms) == [(2, "terms-duplicate")]
    assert terms.problems[0].message == "the group of 'refund' adds nothing to line 4"


def test_of_two_equal_groups_the_second_is_reported() -> None:
    assert _found(_terms("synonyms:\n  - [refund, 退款]\n  - [退款, Refund]\n")) == [(3, "terms-duplicate")]


def test_a_one_way_entry_that_a_group_contains_is_reported() -> None:
    terms = _terms("synonyms:\n  - [refund, money back, 退款]\none-way:\n  - from: money back\n    to: [refund, 退款]\n")
    assert _found(terms) == [(4, "terms-duplicate")]


def test_groups_that_share_a_word_are_fine() -> None:
    assert _terms("synonyms:\n  - [refund, money back]\n  - [refund, 退款]\n").problems == ()


def test_two_one_way_entries_that_answer_each_other_are_a_loop() -> None:
    text = "one-way:\n  - from: tee\n    to: T-shirt\n  - from: mug\n    to: cup\n  - from: T-shirt\n    to: tee\n"
    terms = _terms(text)
    assert _found(terms) == [(6, "terms-loop")]
    assert "synonyms" in terms.problems[0].hint


def test_a_loop_of_three_is_reported_once_with_its_words() -> None:
    terms = _terms("one-way:\n  - {from: a, to: b}\n  - {from: b, to: c}\n  - {from: c, to: a}\n")
    assert _found(terms) == [(4, "terms-loop")]
    assert all(f"'{word}'" in terms.problems[0].message for word in "abc")


def test_a_chain_without_return_is_no_loop() -> None:
    assert _terms("one-way:\n  - {from: a, to: [b, c]}\n  - {from: b, to: c}\n").problems == ()


def test_a_target_that_no_article_holds_is_reported_with_its_line() -> None:
    terms = _terms("one-way:\n  - from: tee\n    to:\n      - T-shirt\n      - blouse\n")
    problems = check_terms(terms, {"t", "shirt"}.__contains__)
    assert [(problem.line, problem.code, problem.message) for problem in problems] == [
        (5, "terms-target", "no article holds 'blouse'")
    ]


def test_one_word_of_a_group_in_the_articles_is_enough() -> None:
    terms = _terms("synonyms:\n  - [colour, color]\n  - [postage, 郵費]\n")
    problems = check_terms(terms, {"colour"}.__contains__)
    assert [(problem.line, problem.code) for problem in problems] == [(3, "terms-target")]


def test_a_product_that_no_article_names_is_reported() -> None:
    problems = check_terms(_terms("products:\n  - 轉數快\n  - 八達通\n"), {"转数", "数快"}.__contains__)
    assert [(problem.line, problem.message) for problem in problems] == [(3, "no article holds '八達通'")]


def test_problems_come_in_order_of_lines_and_have_known_codes() -> None:
    text = "products:\n  - sticker\nsynonyms:\n  - [refund]\n  - [a, b]\n  - [b, a]\nextra: 1\n"
    problems = _terms(text).problems
    assert [problem.line for problem in problems] == [2, 4, 6, 7]
    assert {problem.code for problem in problems} <= set(PROBLEM_CODES)


def test_the_sample_shop_declares_sound_terms_in_both_languages() -> None:
    terms = load_terms(PROJECT / PATH, PATH)
    assert terms.problems == ()
    assert len(terms.entries) >= 40
    scripts = [{word.text.isascii() for word in (*entry.sources, *entry.targets)} for entry in terms.entries]
    assert sum(len(found) == 2 for found in scripts) >= 30


def test_the_example_in_the_documentation_is_sound() -> None:
    examples = re.findall(
        r"```yaml\n(.*?)```", (PROJECT / "docs/guide/content/en/finding/synonyms.md").read_text("utf-8"), re.DOTALL
    )
    assert [_terms(example).problems for example in examples] == [()]


WORD = st.sampled_from(["refund", "Refund", "money back", "退款", "退錢", "软件", "軟件", "T恤", "?", "a b c d e"])
GROUPS = st.lists(st.lists(WORD, max_size=5), max_size=6)


@given(GROUPS, GROUPS)
def test_whatever_editors_write_the_aliases_are_canonical_recognisable_and_lead_elsewhere(
    groups: list[list[str]], sides: list[list[str]]
) -> None:
    lines = ["synonyms:", *(f"  - {_flow(group)}" for group in groups)] if groups else []
    if sides:
        lines += ["one-way:", *(f"  - {{from: {_flow(side[:2])}, to: {_flow(side[2:])}}}" for side in sides)]
    aliases = _terms("\n".join(lines)).aliases()
    for alias in aliases:
        assert canonical(alias.source) == alias.source
        assert canonical(alias.target) == alias.target
        assert alias.source != alias.target
        assert not source_fault(alias.source)
    assert list(aliases) == sorted(aliases, key=lambda alias: (alias.source, -alias.weight, alias.target))


def _flow(words: list[str]) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"
