"""Amounts as people say them, and currencies and parts of the mainland that a site has no word for."""

from __future__ import annotations

import pytest
from small_index import article, ask, ids, index_of

from kbgen.text.aliases import packaged_aliases

OTHERS = {
    f"other-{number}": {
        "en": article(f"Topic {number}", "Words about many things."),
        "zh-hant": article(f"主題{number}", "說別的事。"),
    }
    for number in range(8)
}
FEES = OTHERS | {
    "hk": {"zh-hant": article("本地收費", "收港幣 35 元，或 HK$1,200。")},
    "tw": {"zh-hant": article("其他收費", "收 NT$6,880。")},
    "limit": {"zh-hant": article("上限", "每日上限 20,000 元。")},
    "written": {"zh-hant": article("舊收費", "收八十元，或三千元。")},
    "count": {"zh-hant": article("期限", "第三期在二十日截止，八件起印。")},
}
MONEY = OTHERS | {
    "currency": {"en": article("Which currency we take", "Dollars alone."), "zh-hant": article("用甚麼貨幣", "只收本地貨幣。")},
    "pay": {"en": article("Ways to pay", "Pay by card."), "zh-hant": article("付款方法", "可用信用卡付款。")},
    "abroad": {"en": article("Delivery overseas", "We ship by air."), "zh-hant": article("海外送貨", "以空運寄送。")},
    "local": {"en": article("Delivery", "We ship to your door."), "zh-hant": article("送貨", "送到府上。")},
}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("三十五元", "hk"),
        ("三十五蚊收費", "hk"),
        ("卅五文", "hk"),
        ("千二蚊", "hk"),
        ("一千二百", "hk"),
        ("港幣三十五元", "hk"),
        ("六千八百八十台幣", "tw"),
        ("二萬元", "limit"),
        ("2萬元上限", "limit"),
        ("八十元", "written"),
        ("80元", "written"),
        ("三千元", "written"),
        ("八件", "count"),
    ],
)
def test_an_amount_in_characters_finds_the_figures(query: str, first: str) -> None:
    assert ids(ask(index_of(FEES), query))[0] == first


@pytest.mark.parametrize("query", ["三十五美元", "三十六元", "三十五蚊半", "幾十蚊", "六千八百八十港幣", "二百元"])
def test_one_amount_is_never_another(query: str) -> None:
    assert [result for result in ask(index_of(FEES), query).results if not result.weak] == []


@pytest.mark.parametrize("query", ["euros", "GBP", "£", "swiss francs", "人民幣", "收唔收日圓", "可唔可以用歐元"])
def test_a_currency_that_the_site_does_not_name_asks_which_it_takes(query: str) -> None:
    answer = ask(index_of(MONEY, aliases=packaged_aliases()), query, "en" if query < "人" else "zh-hant")
    assert ids(answer)[0] == "currency"
    assert not answer.results[0].weak


@pytest.mark.parametrize("query", ["can I pay in £", "pay with euros", "可以用歐元付款嗎"])
def test_a_currency_is_looked_for_beside_what_else_was_asked(query: str) -> None:
    answer = ask(index_of(MONEY, aliases=packaged_aliases()), query, "en" if query < "人" else "zh-hant")
    assert set(ids(answer)[:2]) == {"pay", "currency"}


@pytest.mark.parametrize("query", ["啱唔啱用", "信用卡得唔得"])
def test_who_asks_whether_does_not_say_that_it_is_not_so(query: str) -> None:
    """啱唔啱 (does it fit) was read as 啱 and 唔啱, which says that it does not."""
    unfit = {"unfit": {"zh-hant": article("不可以做的事", "不可以，不合適，不能用。")}}
    index = index_of(MONEY | unfit, aliases=packaged_aliases())
    assert "unfit" not in [result.document.id for result in ask(index, query).results if not result.weak]
    assert ids(ask(index, "唔啱"))[0] == "unfit"


@pytest.mark.parametrize("query", ["ship to mainland China", "delivery Shenzhen", "送貨去廣州", "寄去大陸"])
def test_the_mainland_is_abroad_to_a_site_that_does_not_name_it(query: str) -> None:
    assert ids(ask(index_of(MONEY, aliases=packaged_aliases()), query, "en" if query.isascii() else "zh-hant"))[0] == "abroad"


@pytest.mark.parametrize("query", ["ship to mainland China", "delivery Shenzhen", "送貨去廣州", "寄去大陸"])
def test_the_mainland_is_what_the_site_calls_it(query: str) -> None:
    named = {"en": article("Delivery to the mainland", "We ship by lorry."), "zh-hant": article("內地送貨", "以貨車寄送。")}
    index = index_of(MONEY | {"mainland": named}, aliases=packaged_aliases())
    assert ids(ask(index, query, "en" if query.isascii() else "zh-hant"))[0] == "mainland"


@pytest.mark.parametrize("query", ["25蚊", "25 dollars", "25元", "廿五蚊"])
def test_a_number_with_a_currency_is_a_price_before_it_is_a_date(query: str) -> None:
    draw = article("Draws", "Drawn on 25 of each month, told on 25."), article("開獎", "每月 25 日開獎，25 日公布。")
    fee = article("Fees", "A locker costs HK$25 for a day."), article("收費", "儲物櫃每日 HK$25。")
    site = OTHERS | {name: {"en": en, "zh-hant": zh} for name, (en, zh) in {"draw": draw, "fee": fee}.items()}
    assert ids(ask(index_of(site), query, "en" if query.isascii() else "zh-hant")) == ["fee", "draw"]


UNITS = OTHERS | {
    "ride": {"en": article("The ride", "It takes 30 to 60 minutes from gate 8."), "zh-hant": article("車程", "30 至 60 分鐘。")},
    "fare": {"en": article("What it costs", "HK$19.40, or HK$28 on holidays."), "zh-hant": article("票價", "HK$19.40。")},
    "early": {"en": article("Ahead", "28 days ahead, 28 at most; half of it 28."), "zh-hant": article("預訂", "28 日前。")},
    "bags": {"en": article("Bags", "Up to 20 kg, 30% more by boat."), "zh-hant": article("行李", "最重 20 公斤，船上多 30%。")},
}


@pytest.mark.parametrize("query", ["HK$60", "$60", "60元", "60 dollars", "$8", "60%", "60kg", "15 kg", "60公斤"])
def test_a_number_with_a_unit_is_not_that_of_another(query: str) -> None:
    answer = ask(index_of(UNITS), query, "en" if query.isascii() else "zh-hant")
    assert [result.document.id for result in answer.results if not result.weak and result.document.id != "bags"] == []
    assert answer.outcome != "exact" or "公斤" in query


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("$28", "fare"),
        ("19.4", "fare"),
        ("19.4蚊", "fare"),
        ("$19.40", "fare"),
        ("30%", "bags"),
        ("30kg", "bags"),
        ("20 kg", "bags"),
    ],
)
def test_a_number_with_a_unit_finds_that_unit_first(query: str, first: str) -> None:
    assert ids(ask(index_of(UNITS), query, "en" if query.isascii() else "zh-hant"))[0] == first


@pytest.mark.parametrize("query", ["11.30pm", "1130pm", "last boat 11.30 pm", "晚上十一點半"])
def test_a_time_is_found_as_a_clock_of_twelve_hours_shows_it(query: str) -> None:
    boats = {"boats": {"en": article("Boats", "The last leaves at 11:30 pm."), "zh-hant": article("船", "尾班 11:30 開出。")}}
    assert ids(ask(index_of(OTHERS | boats), query, "en" if query.isascii() else "zh-hant"))[0] == "boats"


@pytest.mark.parametrize("query", ["7.30 am", "7.30am", "boat at 7.30 am", "11.30 pm"])
def test_a_time_is_none_that_an_article_has_the_figures_of_apart(query: str) -> None:
    text = "First 06:10, then 07:30, last 23:30."
    apart = "Sign in from 7 am, pier 11 until 9 pm, and wait 30 minutes."
    site = {"boats": {"en": article("Boats", text)}, "notes": {"en": article("Notes", apart)}}
    answer = ask(index_of(site), query, "en")
    assert (answer.outcome, ids(answer)[0]) == ("exact", "boats")
