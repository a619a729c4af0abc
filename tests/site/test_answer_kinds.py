"""A card is of the kind that was asked for, and of the thing: a span is no hour, and results are no test."""

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


EXPECTATIONS = """contact:
  email: hello@example.com
  expectations:
    results:
      label: { en: Blood test results, zh-hant: 驗血報告 }
      takes: 3-5 working days
      article: returns/tests
    records:
      label: { en: Copy of your records, zh-hant: 病歷副本 }
      takes: 14 days
      article: returns/records
    refill:
      label: { en: Repeat medicine ready to collect, zh-hant: 覆配藥物可供領取 }
      takes: 2 working days
      article: returns/refill
"""
PLANS = """| Plan | Code | Price |
| --- | --- | --- |
| Basic | HC-100 | HK$1,280 |
| Plus | HC-200 | HK$2,680 |
"""
MISTAKES = """| Mistake | Hong Kong | Taiwan |
| --- | --- | --- |
| Company name | new PDF | new invoice |
| Tax number | new PDF | new invoice |
"""
PERIODS = """| Item | How long |
| --- | --- |
| Mug | 14 days |
| Poster | 7 days |
"""


@pytest.fixture
def asked(make_site: MakeSite):
    def of(query: str) -> AnswerCard | None:
        files = {
            "content/en/returns/tests.md": article("Blood is taken from 08:30.", title="Blood tests and results"),
            "content/en/returns/records.md": article("We keep records for 7 years.", title="Copies of your medical records"),
            "content/en/returns/refill.md": article("We keep it for 10 days.", title="Repeat your medicine without a visit"),
            "content/zh-hant/returns/tests.md": article("由 08:30 開始抽血。", title="驗血及化驗報告", description="驗血。"),
            "content/zh-hant/returns/records.md": article("病歷保存 7 年。", title="索取病歷副本", description="病歷。"),
            "content/zh-hant/returns/refill.md": article("保留 10 天。", title="免看診覆配藥物", description="覆配藥物。"),
        }
        config = make_site(files, settings=EXPECTATIONS)
        language = "en" if query.isascii() else "zh-hant"
        return SearchEngine(index_of(search_of_articles(prepare(load(config))).files), language).search(query).card

    return of


@pytest.fixture
def of_table(make_site: MakeSite):
    def of(table: str, query: str, **front: str) -> AnswerCard | None:
        config = make_site({"content/en/returns/table.md": article(table, **front)})
        return SearchEngine(index_of(search_of_articles(prepare(load(config))).files), "en").search(query).card

    return of


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("how long until results", "3–5 working days"),
        ("blood test results how many days", "3–5 working days"),
        ("copy of my records", "14 days"),
        ("when is repeat medicine ready to collect", "2 working days"),
        ("驗血報告幾時有", "3–5 個工作天"),
        ("病歷副本要幾多日", "14 天"),
    ],
)
def test_how_long_a_thing_takes_is_told_to_who_asks_for_it(asked, query: str, value: str) -> None:
    assert asked(query).items[0].value == value


@pytest.mark.parametrize(
    "query",
    [
        "how long do you keep records",
        "how long do you store my records",
        "how long is repeat medicine kept",
        "how long can i collect my repeat medicine",
        "how long does a blood test take",
        "what time are the blood test results",
        "where are the blood test results",
        "why do blood test results take days",
        "病歷keep幾耐",
        "驗血幾點",
        "驗血報告幾點有",
        "點解驗血報告要幾日",
    ],
)
def test_who_asks_for_another_kind_or_another_thing_is_told_none(asked, query: str) -> None:
    assert asked(query) is None


@pytest.mark.parametrize(
    "query", ["basic plan how long", "when is the basic plan", "where is the basic plan", "why the basic plan"]
)
def test_a_price_is_told_to_nobody_who_asks_for_a_time_a_place_or_a_reason(of_table, query: str) -> None:
    assert of_table(PLANS, "basic plan price", title="Health check plans").items[1].value == "HK$1,280"
    assert of_table(PLANS, query, title="Health check plans") is None


def test_an_article_on_doing_a_thing_answers_who_does_it(of_table) -> None:
    assert of_table(MISTAKES, "invoice with company name", title="Correct or cancel an invoice") is None
    assert of_table(MISTAKES, "correct the company name", title="Correct or cancel an invoice").kind == "row"
    assert of_table(MISTAKES, "invoice company name", title="Mistakes in invoices").kind == "row"


def test_a_period_in_which_something_may_be_done_is_no_time_that_it_takes(of_table) -> None:
    assert of_table(PERIODS, "how long can i return", title="Return an item").items[0].value == "14 days"
    assert of_table(PERIODS, "how many days to return", title="Return an item").items[0].value == "14 days"
    assert of_table(PERIODS, "how long does a return take", title="Return an item") is None
