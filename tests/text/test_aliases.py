"""The words of other regions and spoken words: what the lists hold, and what becomes of them."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.constants import LONGEST_ALIAS, MOST_ALIAS_WORDS
from kbgen.text.aliases import (
    DOUBTFUL_WORD,
    LONGEST_HAN_SOURCE,
    MOST_SOURCE_WORDS,
    SAME_WORD,
    SPOKEN_WORD,
    Alias,
    held,
    packaged_aliases,
    relevant,
    source_fault,
    strongest,
    terms_of,
)
from kbgen.text.tokens import canonical, count_terms

LISTS = ("regions.tsv", "colloquial.tsv")


def _rows(name: str) -> list[tuple[int, list[str]]]:
    text = files("kbgen.text").joinpath("data", name).read_text("utf-8")
    return [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1) if line and line[0] != "#"]


def _targets(word: str) -> dict[str, int]:
    return {alias.target: alias.weight for alias in packaged_aliases() if alias.source == canonical(word)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("簡訊", "短訊"),
        ("短信", "短訊"),
        ("网络", "網路"),
        ("網路", "網絡"),
        ("軟體", "軟件"),
        ("快递", "速遞"),
        ("宅配", "快遞"),
        ("便利店", "超商"),
        ("印表機", "打印機"),
        ("打印", "列印"),
        ("密钥", "金鑰"),
        ("折價券", "優惠券"),
        ("身分證", "身份證"),
        ("計畫", "計劃"),
        ("什么", "甚麼"),
        ("wifi", "無線網絡"),
        ("e-mail", "電郵"),
    ],
)
def test_the_word_of_one_region_finds_the_word_of_another(typed: str, meant: str) -> None:
    assert _targets(typed)[canonical(meant)] == SAME_WORD


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("點樣", "如何"),
        ("幾耐", "多久"),
        ("唔見咗", "遺失"),
        ("退錢", "退款"),
        ("邊度", "哪裏"),
        ("幾錢", "價錢"),
        ("攞", "領取"),
        ("冇", "沒有"),
        ("改嘢", "更改"),
        ("到貨", "送達"),
        ("刷退", "退款"),
    ],
)
def test_a_spoken_word_finds_the_written_one(typed: str, meant: str) -> None:
    assert _targets(typed)[canonical(meant)] == SPOKEN_WORD


def test_a_written_word_does_not_find_the_spoken_one() -> None:
    assert canonical("點樣") not in _targets("如何")
    assert canonical("攞") not in _targets("領取")


def test_a_word_that_is_common_in_another_sense_counts_less() -> None:
    assert _targets("文件")[canonical("檔案")] == DOUBTFUL_WORD
    assert _targets("檔案")[canonical("文件")] == DOUBTFUL_WORD
    assert _targets("程序")[canonical("程式")] == DOUBTFUL_WORD


def test_the_lists_are_large_enough_to_be_of_use() -> None:
    assert len(_rows("regions.tsv")) >= 450
    assert len(_rows("colloquial.tsv")) >= 120


@pytest.mark.parametrize("name", LISTS)
def test_each_list_says_whose_it_is(name: str) -> None:
    head = files("kbgen.text").joinpath("data", name).read_text("utf-8").splitlines()[:2]
    assert head[1] == "# Source: kbgen authors. Licence: MIT."


@pytest.mark.parametrize("name", LISTS)
def test_each_row_has_its_three_columns_filled(name: str) -> None:
    assert [(name, number) for number, cells in _rows(name) if len(cells) != 3 or not all(map(str.strip, cells))] == []


def test_spoken_words_are_of_hong_kong_or_taiwan() -> None:
    assert {cells[0] for _, cells in _rows("colloquial.tsv")} == {"hk", "tw"}


def test_each_row_of_regions_holds_at_least_two_words_that_differ_to_the_search() -> None:
    alike = [
        (number, cells)
        for number, cells in _rows("regions.tsv")
        if len({canonical(word.removeprefix("~")) for cell in cells for word in cell.split()}) < 2
    ]
    assert alike == []


def test_no_cell_gives_one_word_twice() -> None:
    twice = [
        (name, number, word)
        for name in LISTS
        for number, cells in _rows(name)
        for cell in cells
        for word, count in Counter(word.removeprefix("~") for word in cell.split()).items()
        if count > 1
    ]
    assert twice == []


def test_no_spoken_word_stands_for_itself() -> None:
    same = [
        (number, spoken)
        for number, (_, spoken, written) in _rows("colloquial.tsv")
        if set(map(canonical, spoken.split())) & set(map(canonical, written.split()))
    ]
    assert same == []


def test_no_pair_of_words_is_given_in_two_rows() -> None:
    rows = [[canonical(word.removeprefix("~")) for cell in cells for word in cell.split()] for _, cells in _rows("regions.tsv")]
    pairs = [frozenset((one, other)) for row in rows for one in set(row) for other in set(row) if one < other]
    for _, (_, spoken, written) in _rows("colloquial.tsv"):
        pairs += {frozenset((canonical(one), canonical(other))) for one in spoken.split() for other in written.split()}
    assert [sorted(pair) for pair, count in Counter(pairs).items() if count > 1] == []


def test_a_query_can_be_recognised_as_every_word_of_the_lists() -> None:
    faults = {alias.source: source_fault(alias.source) for alias in packaged_aliases() if source_fault(alias.source)}
    assert faults == {}


def test_the_limits_are_those_of_the_query_side() -> None:
    assert (LONGEST_HAN_SOURCE, MOST_SOURCE_WORDS) == (LONGEST_ALIAS, MOST_ALIAS_WORDS)


def test_packaged_aliases_are_canonical_in_order_and_lead_elsewhere() -> None:
    aliases = packaged_aliases()
    assert all(canonical(text) == text for alias in aliases for text in (alias.source, alias.target))
    assert all(alias.source != alias.target and 1 <= alias.weight <= 256 for alias in aliases)
    assert list(aliases) == sorted(aliases, key=lambda alias: (alias.source, -alias.weight, alias.target))
    assert len({(alias.source, alias.target) for alias in aliases}) == len(aliases)


def test_a_word_is_looked_up_by_its_pairs_of_characters_and_its_alphabetic_words() -> None:
    assert terms_of("轉數快") == ["转数", "数快"]
    assert terms_of("攞") == ["攞"]
    assert terms_of("Money back, T 恤") == ["money", "back", "t", "恤"]
    assert terms_of("…") == []


def test_only_aliases_that_lead_to_an_article_travel() -> None:
    counts = count_terms(["請查看短訊，或者重設密碼。"])
    terms = {*counts.hani, *counts.latn}
    kept = relevant(packaged_aliases(), terms.__contains__)
    assert {alias.target for alias in kept if alias.source == canonical("簡訊")} == {canonical("短訊")}
    assert {alias.target for alias in kept if alias.source == canonical("重置")} == {canonical("重設")}
    assert [alias for alias in kept if alias.target == canonical("軟件")] == []


def test_a_word_is_not_held_by_half() -> None:
    assert held("轉數快", {"转数", "数快"}.__contains__)
    assert not held("轉數快", {"转数"}.__contains__)
    assert not held("money back", {"money"}.__contains__)
    assert not held("—", lambda term: True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("money back", ""),
        ("e-mail", ""),
        ("超商取貨付款", ""),
        ("how do I get my money", "has more than 4 words"),
        ("超商取貨付款的訂單", "has more than 8 characters"),
        ("T恤", "mixes Chinese and other letters, which are read separately"),
        ("退貨 退款", "is more than one Chinese word"),
        ("?!", "holds no letters"),
    ],
)
def test_what_no_query_can_be_recognised_as(text: str, fault: str) -> None:
    assert source_fault(text).startswith(fault)
    assert bool(source_fault(text)) == bool(fault)


WORDS = st.sampled_from(["a", "b", "c", "d"])
ALIASES = st.lists(st.builds(Alias, WORDS, WORDS, st.integers(1, 256), st.sampled_from(["variant", "synonym"])))


@given(ALIASES, st.randoms())
def test_the_order_in_which_aliases_come_does_not_matter(aliases: list[Alias], random: object) -> None:
    shuffled = list(aliases)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert strongest(shuffled) == strongest(aliases)


@given(ALIASES)
def test_of_several_aliases_between_two_words_the_strongest_stays(aliases: list[Alias]) -> None:
    kept = strongest(aliases)
    assert {(alias.source, alias.target) for alias in kept} == {(alias.source, alias.target) for alias in aliases}
    for alias in kept:
        assert alias.weight == max(one.weight for one in aliases if (one.source, one.target) == (alias.source, alias.target))


@given(ALIASES, st.sets(WORDS))
def test_what_is_relevant_is_exactly_what_the_articles_hold(aliases: list[Alias], terms: set[str]) -> None:
    assert relevant(aliases, terms.__contains__) == strongest(alias for alias in aliases if alias.target in terms)


@given(st.text(alphabet="退款時間轉數快abc 12-'，", max_size=20))
def test_text_holds_every_term_of_its_own_words(text: str) -> None:
    counts = count_terms([text])
    terms = {*counts.latn, *counts.hani}
    assert all(term in terms for term in terms_of(text))
