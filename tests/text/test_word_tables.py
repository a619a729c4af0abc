"""The two tables of Chinese words, as readers of Hong Kong, Taiwan and the mainland would judge them.

What becomes of the words in the search: test_aliases.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files

import pytest

from kbgen.text.aliases import DOUBTFUL_WORD, LONGEST_HAN_SOURCE, SAME_WORD, SPOKEN_WORD, packaged_aliases, source_fault
from kbgen.text.tables import fold_table
from kbgen.text.tokens import canonical

WRITTEN_IN_HONG_KONG_ALONE = set("咗哋啱啲喺嗰嘅嘢嘥嚟揾攞邨衞裇枱喼揸梘葱啫裏")
"""Characters that Big5 lacks, and that people in Hong Kong type every day."""

WORD = re.compile(r"(?=.*[\u4e00-\u9fff]|[a-z-]+$)[\u4e00-\u9fffA-Za-z0-9-]+")
"""A Chinese word, which may hold Latin letters (T恤), or a Latin one in small letters (email)."""


def _rows(name: str) -> list[list[str]]:
    text = files("kbgen.text").joinpath("data", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


REGIONS = _rows("regions.tsv")
SPOKEN = _rows("colloquial.tsv")
WEIGHTS = {(alias.source, alias.target): alias.weight for alias in packaged_aliases()}


def _weight(typed: str, meant: str) -> int | None:
    return WEIGHTS.get((canonical(typed), canonical(meant)))


def _words(cell: str) -> list[str]:
    return [word.removeprefix("~") for word in cell.split()]


def _not_in(characters: str, encoding: str) -> set[str]:
    return {char for char in characters if not char.encode(encoding, "ignore")}


def test_the_tables_cover_what_help_centres_speak_of() -> None:
    assert len(REGIONS) >= 900
    assert len(SPOKEN) >= 450


def test_a_cell_holds_words_with_one_blank_between_them() -> None:
    cells = [*[cell for row in REGIONS for cell in row], *[cell for row in SPOKEN for cell in row[1:]]]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []
    assert [word for cell in cells for word in _words(cell) if not WORD.fullmatch(word)] == []


def test_only_words_of_the_regions_can_be_common_in_another_sense() -> None:
    assert [row for row in SPOKEN if "~" in "".join(row)] == []


def test_a_chinese_word_is_as_short_as_what_the_search_looks_up() -> None:
    words = {word for row in REGIONS for cell in row for word in _words(cell)}
    words |= {word for row in SPOKEN for word in row[1].split()}
    assert [word for word in sorted(words) if len(word) > LONGEST_HAN_SOURCE and not word.isascii()] == []


def test_the_words_of_the_mainland_are_in_simplified_characters() -> None:
    written = "".join(sorted({char for row in REGIONS for char in row[2] if not char.isascii()}))
    assert _not_in(written, "gb2312") == set()


def test_the_words_of_taiwan_are_in_traditional_characters() -> None:
    written = {char for row in REGIONS for char in row[1]}
    written |= {char for row in SPOKEN if row[0] == "tw" for cell in row[1:] for char in cell}
    assert _not_in("".join(sorted(written)), "big5") == set()


def test_the_words_of_hong_kong_are_in_traditional_characters_or_those_of_cantonese() -> None:
    written = {char for row in REGIONS for char in row[0]}
    written |= {char for row in SPOKEN if row[0] == "hk" for cell in row[1:] for char in cell}
    assert _not_in("".join(sorted(written)), "big5") <= WRITTEN_IN_HONG_KONG_ALONE


def test_the_search_reads_the_characters_of_the_three_regions_as_one() -> None:
    fold = fold_table()
    assert fold["體"] == "体"
    assert canonical("軟體") == canonical("软体")
    assert canonical("衞生巾") == canonical("衛生巾")


def test_a_word_that_stands_in_two_rows_counts_less_in_both() -> None:
    rows_of: defaultdict[str, list[bool]] = defaultdict(list)
    for row in REGIONS:
        written = " ".join(row).split()
        doubted = {canonical(word[1:]) for word in written if word.startswith("~")}
        for word in {canonical(word.removeprefix("~")) for word in written}:
            rows_of[word].append(word in doubted)
    assert [word for word, doubted in rows_of.items() if len(doubted) > 1 and not all(doubted)] == []


def test_a_word_has_one_mark_in_its_row() -> None:
    for row in REGIONS:
        written = " ".join(row).split()
        doubted = {canonical(word[1:]) for word in written if word.startswith("~")}
        assert [word for word in written if not word.startswith("~") and canonical(word) in doubted] == []


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("落錯單", "重複訂單"),
        ("入錯數", "重複付款"),
        ("畀多咗", "重複付款"),
        ("扣多咗", "重複扣款"),
        ("報數", "報銷"),
        ("還錢", "退款"),
        ("超商", "門市"),
        ("管理員", "看更"),
        ("公眾假期", "例假日"),
        ("智能櫃", "置物櫃"),
        ("簽賬卡", "簽帳金融卡"),
        ("扣賬卡", "簽帳卡"),
        ("紙巾", "衛生紙"),
        ("掉了", "遺失"),
        ("結單", "截單"),
        ("邮箱", "電郵地址"),
        ("回覆", "回滾"),
        ("閃退", "死機"),
        ("商場", "百貨公司"),
        ("賠償", "理賠"),
    ],
)
def test_what_is_another_thing_is_not_found(typed: str, never: str) -> None:
    assert _weight(typed, never) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("尺碼", "尺寸"),
        ("單張", "傳單"),
        ("風褸", "風衣"),
        ("馬鈴薯", "土豆"),
        ("花生", "土豆"),
        ("地盤", "工地"),
        ("乳酪", "優格"),
        ("起司", "乳酪"),
        ("飯店", "酒店"),
        ("連假", "公眾假期"),
        ("過膠", "上光"),
        ("塞紙", "卡紙"),
        ("餐牌", "菜單"),
        ("預約門診", "掛號"),
        ("月費計劃", "套餐"),
        ("電郵", "郵件"),
    ],
)
def test_what_is_another_thing_elsewhere_counts_less(typed: str, meant: str) -> None:
    assert _weight(typed, meant) == DOUBTFUL_WORD


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("座枱曆", "桌曆"),
        ("利是封", "紅包袋"),
        ("揮春", "春聯"),
        ("擊凸", "打凸"),
        ("激光雕刻", "雷雕"),
        ("簽賬", "刷卡"),
        ("廁紙", "衛生紙"),
        ("過膠", "覆膜"),
        ("郵編", "郵遞區號"),
        ("八號波", "停班停課"),
        ("回贈", "現金回饋"),
        ("合併付運", "併單"),
        ("登機證", "登机牌"),
        ("覆診", "回診"),
        ("受保人", "被保險人"),
        ("堂食", "內用"),
        ("跳掣", "跳電"),
        ("來電轉駁", "來電轉接"),
        ("衞衣", "大學T"),
        ("塑膠", "塑料"),
    ],
)
def test_the_everyday_word_of_one_region_finds_that_of_another(typed: str, meant: str) -> None:
    assert _weight(typed, meant) == SAME_WORD


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("看更", "管理員"),
        ("落錯單", "下錯單"),
        ("落重單", "重複訂單"),
        ("下載唔到", "無法下載"),
        ("收唔到碼", "收不到驗證碼"),
        ("仲未退錢", "尚未退款"),
        ("上唔到網", "無法上網"),
        ("掉單", "訂單遺失"),
        ("印不出來", "無法列印"),
        ("壞掉了", "故障"),
        ("交貨便", "店到店"),
    ],
)
def test_what_people_say_finds_what_is_written(typed: str, meant: str) -> None:
    assert _weight(typed, meant) == SPOKEN_WORD


def test_a_word_with_latin_letters_is_found_but_leads_nowhere_yet() -> None:
    """The query side reads T and 恤 apart, and would never see the word whole."""
    mixed = {word for row in REGIONS for cell in row for word in _words(cell) if source_fault(word)}
    assert {"T恤", "大學T", "QR碼"} <= mixed
    assert {source for source, _ in WEIGHTS} & {canonical(word) for word in mixed} == set()
    assert {canonical(word) for word in mixed} <= {target for _, target in WEIGHTS}
