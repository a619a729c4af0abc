"""What turns a fact round: above and below, before and after, a month and a year."""

from __future__ import annotations

import pytest
from sheets import article

from kbgen.proofread.facts.rule import fact_differences
from kbgen.proofread.prose import blocks_of

SAME = [
    ("Parcels over 20 kg are not accepted.", "只接受 20 公斤以下的包裹。"),
    ("Children under 12 travel free.", "12 歲以上須付費。"),
    ("Free from HK$500, below HK$500 it costs HK$30.", "滿 500 元免運費，少於 500 元收 30 元。"),
    ("No more than 20 kg", "20 公斤或以下"),
    ("Up to 20 kg", "不超過 20 公斤"),
    ("At least three pieces", "三件或以上"),
    ("More than HK$500", "500 元以上"),
    ("Wash at 30 °C at most.", "以攝氏 30 度以下的水清洗。"),
    ("Call by 5 pm.", "請於下午五時前致電。"),
    ("After 14 days it is not refundable.", "14 天內可退款。"),
    ("Within 3 days after receiving it", "收貨後 3 天內"),
    ("At least 3 days in advance", "最少三天前"),
    ("HK$80 a month", "月費 80 元"),
    ("HK$960 a year, that is HK$80 a month", "每年 960 港元，即每月 80 港元"),
    ("Each year members get HK$80 a month.", "會員每年每月可獲 80 元。"),
]
DIFFERENT = [
    ("Use above 40 °C", "在攝氏 40 度以下使用"),
    ("Call us before 5 pm.", "下午五時後致電。"),
    ("At least 3", "最多三件"),
    ("More than HK$500", "少於 500 港元"),
    ("Over 12 years", "12 歲以下"),
    ("HK$80 a month", "每年 80 港元"),
    ("Return it within 14 days.", "請於 14 天後退回。"),
    ("65 or above", "65 歲以下"),
]


def problems(en: str, zh: str) -> list[str]:
    one, other = article(en, "en"), article(zh)
    return [problem.message for problem in fact_differences(one, other, blocks_of(one), blocks_of(other))]


@pytest.mark.parametrize(("en", "zh"), SAME)
def test_bounds_that_say_the_same_in_other_words_are_no_difference(en, zh):
    assert problems(en, zh) == []


@pytest.mark.parametrize(("en", "zh"), DIFFERENT)
def test_a_bound_that_is_turned_round_is_found(en, zh):
    assert problems(en, zh) != []


def test_the_words_beside_the_fact_are_named():
    assert problems("Call us before 5 pm.", "請於下午五時後致電。") == [
        "'下午五時後' here, but 'before 5 pm.' in content/en/a.md:1"
    ]
