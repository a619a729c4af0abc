"""What a table answers at once: the row or the column that was asked for, and nothing of another."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from small_site import article

from kbgen.model import AnswerCard
from kbgen.search.query import SearchEngine
from kbgen.search.reader import index_of
from kbgen.settings.site import load
from kbgen.site.portal import prepare
from kbgen.site.site_search import search_of_articles


class MakeSite(Protocol):
    def __call__(self, files: dict[str, str | bytes | None] | None = None, *, settings: str = "", top: str = "") -> Path: ...


GROOMING = """| Service | Sai Kung | Kaohsiung |
| --- | --- | --- |
| Bath and blow-dry | HK$220 | NT$700 |
| Clipping | HK$300 | NT$1,000 |
| Nail trimming | HK$60 | NT$200 |
"""
RENTAL = """| Bike | Seats | A day |
| --- | --- | --- |
| City bike | one | HK$300 |
| Tandem | two | HK$900 |
"""
BATHS = """| Service | Price |
| --- | --- |
| Bath and blow-dry, up to 10 kg | HK$220 |
| Bath and blow-dry, over 10 kg | HK$320 |
| Ears, eyes | HK$50 |
"""
METHODS = """| Way to pay | Good to know |
| --- | --- |
| Visa | 3-D Secure; 3 or 6 instalments over NT$3,000 |
| Octopus | HK$5 |
"""
FIELDS = """| Field | Example |
| --- | --- |
| Tax number | 12345678 |
"""


@pytest.fixture
def card(make_site: MakeSite):
    def of(table: str, query: str, **front: str) -> AnswerCard | None:
        config = make_site({"content/en/returns/table.md": article(table, **front)})
        return SearchEngine(index_of(search_of_articles(prepare(load(config))).files), "en").search(query).card

    return of


@pytest.mark.parametrize("query", ["nail clipping cost", "nails clipping price", "bath clipping cost"])
def test_who_names_words_of_two_rows_is_told_neither(card, query: str) -> None:
    description = "Baths, clipping and nail trimming during the stay, and prices."
    assert card(GROOMING, query, title="Grooming", description=description, keywords="[haircut, nails]") is None


def test_who_names_one_row_is_told_all_it_says(card) -> None:
    found = card(GROOMING, "clipping cost", title="Grooming", description="Baths, clipping and nail trimming, and prices.")
    assert [(item.label, item.value) for item in found.items] == [("Sai Kung", "HK$300"), ("Kaohsiung", "NT$1,000")]


def test_of_two_columns_of_prices_neither_is_told_to_who_names_none(card) -> None:
    assert card(GROOMING, "grooming price", title="Grooming") is None
    found = card(GROOMING, "grooming price sai kung", title="Grooming")
    assert ("Clipping", "HK$300") in [(item.label, item.value) for item in found.items]


def test_the_only_column_of_prices_is_told(card) -> None:
    found = card(RENTAL, "bike hire cost", title="Bike hire")
    assert [(item.label, item.value) for item in found.items] == [("City bike", "HK$300"), ("Tandem", "HK$900")]


def test_a_part_of_a_name_that_two_rows_have_names_neither(card) -> None:
    assert card(BATHS, "bath grooming cost", title="Grooming") is None
    assert card(BATHS, "eyes grooming cost", title="Grooming").items[0].value == "HK$50"


def test_an_amount_among_other_words_is_no_price(card) -> None:
    assert card(METHODS, "visa fee", title="Ways to pay", keywords="[fee]") is None
    assert card(METHODS, "octopus fee", title="Ways to pay", keywords="[fee]").items[0].value == "HK$5"


def test_a_column_of_examples_answers_nothing(card) -> None:
    assert card(FIELDS, "invoice tax number", title="Invoices") is None


PASSES = """| Monthly pass | Price |
| --- | --- |
| Mui Wo | $900 |
| Cheung Chau | $850 |
"""
FARES = """| Passenger | Ordinary ferry | Fast ferry |
| --- | --- | --- |
| Adult | $18.20 | $35.70 |
| Child | $9.10 | $17.90 |
"""


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("mui wo price", None),
        ("how much is mui wo", None),
        ("monthly pass mui wo price", "Buy a monthly pass: Mui Wo"),
        ("cheung chau price", "Buy a monthly pass: Cheung Chau"),
        ("mui wo child price", "Fares to Mui Wo: Child"),
    ],
)
def test_a_row_is_not_told_where_what_is_found_before_it_has_rows_on_the_same(make_site: MakeSite, query: str, told: str) -> None:
    files = {
        "content/en/returns/pass.md": article(PASSES, title="Buy a monthly pass"),
        "content/en/returns/fares.md": article(FARES, title="Fares to Mui Wo"),
    }
    engine = SearchEngine(index_of(search_of_articles(prepare(load(make_site(files)))).files), "en")
    card = engine.search(query).card
    assert (card.title if card else None) == told


SHOWS = """| 節目 | 時間 | 年齡 |
| --- | --- | --- |
| 黑洞 | 13:30 | 10 歲以上 |
| 今晚的星空 | 11:00 | 6 歲以上 |
"""
TRANSFERS = """| 付款方法 | 手續費 | 到帳時間 |
| --- | --- | --- |
| 轉數快 | 免費 | 1 小時 |
| 支票 | 免費 | 5 個工作天 |
"""
PARKING = """| 車種 | 每小時 | 每日最高 |
| --- | --- | --- |
| 汽車 | NT$40 | NT$240 |
| 機車 | NT$20 | NT$60 |
"""
ADMISSION = """| Visitor | Halls | Planetarium |
| --- | --- | --- |
| Adult | NT$150 | NT$200 |
| Student | NT$100 | NT$140 |
"""
DEPOSITS = """| Customer | Deposit for gas | Deposit for power |
| --- | --- | --- |
| Owner | HK$200 | HK$300 |
| Tenant | HK$400 | HK$600 |
"""


@pytest.fixture
def chinese_card(make_site: MakeSite):
    def of(table: str, query: str, title: str) -> AnswerCard | None:
        config = make_site({"content/zh-hant/returns/table.md": article(table, title=title)})
        return SearchEngine(index_of(search_of_articles(prepare(load(config))).files), "zh-hant").search(query).card

    return of


@pytest.mark.parametrize(
    ("table", "title", "query", "value"),
    [
        (SHOWS, "天象館節目", "黑洞時間", "13:30"),
        (SHOWS, "天象館節目", "今晚的星空幾點", "11:00"),
        (TRANSFERS, "付款方法", "轉數快到帳時間", "1 小時"),
        (TRANSFERS, "付款方法", "轉數快到帳", "1 小時"),
        (TRANSFERS, "付款方法", "支票幾耐到帳", "5 個工作天"),
        (PARKING, "停車", "機車停車費", "NT$20"),
    ],
)
def test_a_row_is_told_to_who_asks_by_a_head_that_says_a_time_or_a_fee(chinese_card, table, title, query, value) -> None:
    assert value in [item.value for item in chinese_card(table, query, title).items]


@pytest.mark.parametrize("query", ["黑洞", "黑洞幾耐到帳", "黑洞費"])
def test_a_row_of_hours_is_not_told_to_who_asks_nothing_of_them(chinese_card, query: str) -> None:
    assert chinese_card(SHOWS, query, "天象館節目") is None


@pytest.mark.parametrize("query", ["planetarium", "halls"])
def test_a_thing_that_heads_a_column_is_not_told_the_price_by_its_name_alone(card, query: str) -> None:
    assert card(ADMISSION, query, title="Admission prices") is None
    assert card(ADMISSION, f"{query} price", title="Admission prices") is not None


def test_a_head_that_is_the_name_of_a_sum_is_told_by_that_alone(card) -> None:
    assert card(DEPOSITS, "deposit for gas", title="Open an account").items[0].value == "HK$200"


def test_a_price_is_asked_for_by_the_sum_that_the_article_is_about(card) -> None:
    assert card(FARES, "fast ferry", title="Ferry fares") is None
    assert card(FARES, "fast ferry fares", title="Ferry fares").items[0].value == "$35.70"
