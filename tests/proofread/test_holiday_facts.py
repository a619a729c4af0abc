"""Public holidays, days of the lunar new year, rainstorm warnings and typhoon signals of Hong Kong and Taiwan."""

from __future__ import annotations

import pytest
from sheets import article

from kbgen.proofread.facts.rule import fact_differences
from kbgen.proofread.prose import blocks_of

SAME = [
    ("From Lunar New Year's Eve to the fourth day of the New Year", "年三十至年初四"),
    ("On Christmas Day and Boxing Day", "聖誕節及聖誕節翌日"),
    ("On the first three days of the Lunar New Year", "農曆年初一至初三"),
    ("On the first three days of the Lunar New Year", "農曆新年首三天"),
    ("New Year's Day, 1 January", "元旦（1 月 1 日）"),
    ("On New Year's Day", "1 月 1 日"),
    ("Good Friday and Easter Monday", "耶穌受難節及復活節星期一"),
    ("On Mid-Autumn Festival and on Winter Solstice", "中秋節及冬至"),
    ("Double Tenth and Double Ninth", "雙十節及重陽節"),
    ("228 Peace Memorial Day", "二二八和平紀念日"),
    ("The amber, red or black rainstorm warning", "黃色、紅色或黑色暴雨警告"),
    ("Red and black decorations for Christmas", "紅色及黑色的聖誕裝飾"),
    ("Typhoon signal No. 8 or the black rainstorm warning", "八號風球或黑色暴雨警告"),
    ("A happy New Year", "新年快樂"),
]
DIFFERENT = [
    ("Closed on Boxing Day", "元旦休息"),
    ("On Christmas Day and Boxing Day", "聖誕節及元旦"),
    ("On Mid-Autumn Festival and on Winter Solstice", "端午節及冬至"),
    ("To the fourth day of the New Year", "至年初三"),
    ("On Ching Ming Festival", "重陽節"),
    ("The red rainstorm warning", "黑色暴雨警告"),
    ("Typhoon signal No. 8", "三號風球"),
    ("On Peace Memorial Day", "勞動節"),
]


def problems(en: str, zh: str) -> list[str]:
    one, other = article(en, "en"), article(zh)
    return [problem.message for problem in fact_differences(one, other, blocks_of(one), blocks_of(other))]


@pytest.mark.parametrize(("en", "zh"), SAME)
def test_the_same_holiday_or_warning_is_no_difference(en, zh):
    assert problems(en, zh) == []


@pytest.mark.parametrize(("en", "zh"), DIFFERENT)
def test_another_holiday_or_warning_is_found(en, zh):
    assert problems(en, zh) != []
