"""Question words, and words that only the tables have, typed by their sound: no article holds them, and all people type them."""

from __future__ import annotations

import pytest
from small_index import article, ask, ids, index_of

from kbgen.model import Language
from kbgen.text.aliases import packaged_aliases, packaged_concepts

SITE = {
    f"other-{number}": {
        "en": article(f"Topic {number}", "Words about many things."),
        "zh-hant": article(f"主題{number}", "說別的事，之前到這裡。"),
    }
    for number in range(8)
} | {
    "price": {"zh-hant": article("價錢", "價錢按數量計算。")},
    "return": {"zh-hant": article("退貨", "七天內可以退貨。")},
    "track": {"zh-hant": article("查詢訂單", "到貨時間可在訂單查詢。")},
    "pay": {"zh-hant": article("付款方式", "可用信用卡。")},
}
LANGUAGES: tuple[Language, ...] = ("en", "zh-hant")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "read", "first"),
    [
        ("gei do cin", "幾多錢", "price"),
        ("duoshaoqian", "多少錢", "price"),
        ("duo1 shao3 qian2", "多少錢", "price"),
        ("zenme tuihuo", "怎麼退貨", "return"),
        ("zenmetuihuo", "怎麼退貨", "return"),
        ("dim joeng teoi fo", "點樣退貨", "return"),
        ("nali chaxun dingdan", "哪裡查詢訂單", "track"),
        ("ruhe fuqian", "如何付錢", "pay"),
    ],
)
def test_a_question_typed_by_its_sound_is_read_as_that(query: str, read: str, first: str, language: Language) -> None:
    answer = ask(index_of(SITE, aliases=packaged_aliases(), concepts=packaged_concepts()), query, language)
    assert (answer.corrected, ids(answer)[0]) == (read, first)


@pytest.mark.parametrize("query", ["dating", "banana", "gemini", "zdravo", "hang seng"])
def test_words_of_other_languages_are_no_question(query: str) -> None:
    index = index_of(SITE, aliases=packaged_aliases(), concepts=packaged_concepts())
    assert [result for result in ask(index, query, "en").results if not result.weak] == []


@pytest.mark.parametrize("query", ["women", "zenme", "gei do", "ㄋㄧˇㄏㄠˇ", "su3cl3"])
def test_a_question_word_alone_asks_nothing_by_its_sound_either(query: str) -> None:
    """*women* was read as 我們, which is in every article."""
    told = {"told": {"zh-hant": article("我們怎麼做", "為什麼我們這樣做，幾多都可以。")}}
    assert ask(index_of(SITE | told, aliases=packaged_aliases()), query).results == ()


NAMED = {
    **{f"other-{number}": {"zh-hant": article(f"主題{number}", "病假之後，這之前，假期之間。")} for number in range(8)},
    "sick-leave": {"zh-hant": article("病假紙", "醫生會發出病假紙。", keywords=("假紙",))},
    "claim": {"zh-hant": article("如何领取赔偿", "把收據寄來。")},
}


@pytest.mark.parametrize("query", ["bingjiazhi", "bing jia zhi", "beng gaa zi"])
def test_a_title_comes_before_words_that_sound_alike(query: str) -> None:
    """*bingjiazhi* was read as 病假之."""
    answer = ask(index_of(NAMED, aliases=packaged_aliases(), concepts=packaged_concepts()), query)
    assert (answer.corrected, ids(answer)[0]) == ("病假紙", "sick-leave")


def test_half_of_what_was_typed_is_not_shown_as_what_was_meant() -> None:
    answer = ask(index_of(NAMED), "bingjiazhi diu")
    assert (answer.corrected, ids(answer)[0]) == (None, "sick-leave")


def test_a_character_that_only_simplified_script_has_is_shown_in_traditional_script() -> None:
    site = {**SITE, "claims": {"zh-hant": article("理賠", "保險索償。")}}
    answer = ask(index_of(site, aliases=packaged_aliases(), concepts=packaged_concepts()), "suopei")
    assert answer.corrected == "索賠"
