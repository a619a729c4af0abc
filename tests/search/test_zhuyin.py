"""Chinese typed on a Zhuyin keyboard that was in Latin mode. Exact cases are vectors: tests/conformance/."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_index import article, ask, ids, index_of

from kbgen.search.zhuyin import zhuyin_pinyin
from kbgen.text.aliases import Alias
from kbgen.text.tables import character_features

INITIALS = "1qaz2wsxedcrfv5tgbyhn"
MEDIALS = "ujm"
FINALS = "8ik,9ol.0p;/-"
WITHOUT_VOWEL = {"hm", "m", "n", "ng", "r"}
"""Interjections, which have no key of their own, and the r of 儿 at the end of a word."""

PAGES = {
    "refund": {"zh-hant": article("退款", "七天內退款。")},
    "order": {"zh-hant": article("訂單", "查看訂單。")},
    "paper": {"zh-hant": article("紙張", "wjo 紙每箱 420 張。")},
}


def test_every_pinyin_syllable_can_be_typed() -> None:
    typed = [initial + medial + final for initial in ("", *INITIALS) for medial in ("", *MEDIALS) for final in ("", *FINALS)]
    spoken = {read.removesuffix("ma") for keys in typed if (read := zhuyin_pinyin(f"{keys}4a83"))}
    known = {syllable for features in character_features().values() for syllable in features.pinyin}
    assert known - spoken == WITHOUT_VOWEL


@given(st.lists(st.sampled_from(["wjo", "dj0", "2u/", "g;", "t", "vu,"]), min_size=2), st.data())
def test_tones_and_blanks_between_syllables_do_not_matter(syllables: list[str], data: st.DataObject) -> None:
    typed = "".join(keys + data.draw(st.sampled_from(["3", "4 ", "6  ", "7", " "])) for keys in syllables)
    assert zhuyin_pinyin(typed) == zhuyin_pinyin("4".join(syllables))


@pytest.mark.parametrize(("query", "meant", "found"), [("wjo4dj03", "退款", "refund"), ("2u/4 20 ", "訂單", "order")])
def test_keys_find_the_chinese_word(query: str, meant: str, found: str) -> None:
    answer = ask(index_of(PAGES), query)
    assert (answer.outcome, answer.corrected, ids(answer)) == ("corrected", meant, [found])


def test_keys_with_a_word_that_an_article_holds_are_that_word() -> None:
    assert ids(ask(index_of(PAGES), "2u/420")) == ["paper"]
    assert ids(ask(index_of(PAGES), "wjo dj03")) == ["paper"]


def test_a_code_whose_letters_and_digits_articles_hold_is_that_code() -> None:
    pages = {"code": {"en": article("Code su and 3284", "Call us.")}, "big": {"zh-hant": article("你大")}}
    assert ask(index_of(pages | PAGES, own_words=("你大",)), "su3284", "en").corrected is None


def test_digits_alone_are_a_number() -> None:
    pages = {"parcel": {"zh-hant": article("大單", "大單另議。")}}
    assert ask(index_of(pages, own_words=("大單",)), "284 20").outcome == "none"
    assert ask(index_of(pages, own_words=("大單",)), "28420").outcome == "none"


def test_the_source_of_a_synonym_is_that_synonym() -> None:
    index = index_of(PAGES, aliases=(Alias("wjo4dj03", "紙张", 256, "synonym"),))
    assert ids(ask(index, "wjo4dj03")) == ["paper"]


def test_what_reads_as_pinyin_is_pinyin() -> None:
    pages = {"service": {"zh-hant": article("服務", "客戶服務。")}, "air": {"zh-hant": article("氣體", "危險氣體。")}}
    assert ask(index_of(pages), "fu4wu4").corrected == "服務"
