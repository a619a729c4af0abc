"""Slips that a writer makes while typing: blanks, brackets and marks of the other language, words twice, foreign paragraphs."""

from __future__ import annotations

import pytest
from sheets import article, fixed, words

from kbgen.proofread.hygiene.finding import Sheet, Wording
from kbgen.proofread.prose import blocks_of
from kbgen.proofread.rules import RULES

TAIWAN = Wording(tag="zh-Hant-TW")


def messages(code: str, body: str, wording: Wording) -> list[str]:
    sheet = Sheet(one := article(body), blocks_of(one), wording)
    return [finding.message for finding in RULES[code](sheet)]


FOREIGN = {
    "French": "Veuillez nous appeler avant de venir au magasin, car le comptoir est souvent fermé à midi.",
    "German": "Bitte rufen Sie uns an, bevor Sie in den Laden kommen, denn die Theke ist mittags oft nicht besetzt.",
    "Spanish": "Por favor llame antes de venir a la tienda, porque el mostrador está cerrado al mediodía y no se abre.",
    "Japanese": "ご来店の前にお電話ください。カウンターは昼休みで閉まっていることがあります。",
    "Korean": "매장에 오시기 전에 전화해 주세요. 점심시간에는 문을 닫습니다.",
}


@pytest.mark.parametrize("folder", ["en", "zh-hant"])
@pytest.mark.parametrize("language", FOREIGN)
def test_a_paragraph_in_a_third_language_is_named(language, folder):
    own = "We pack each parcel by hand." if folder == "en" else "我們以人手包裝每個包裹，再交由速遞員派送到府上。"
    assert words("wrong-language", f"{own}\n\n{FOREIGN[language]}\n", folder) == [FOREIGN[language]]


def test_names_quotes_and_tables_in_another_language_are_left_alone():
    for text in (
        "The café in São Paulo sells crème brûlée, pain au chocolat and jalapeños.",
        "Visit the Musée du Louvre, the Rue de la Paix and the Place de la Concorde in Paris.",
        "| L2TP | No | No | No | No | Yes |",
        "Write “le comptoir est souvent fermé à midi dans le magasin” on the door.",
        "Our brand のれん is Japanese.",
    ):
        assert words("wrong-language", text, "en") == [], text


def test_a_comma_without_a_blank_behind_it_is_named_in_a_sentence():
    assert words("missing-word", "We pack each parcel by hand,and send it.", "en") == ["hand,and"]
    for text in ("Use png,jpg,gif files.", "Type a,b or `hand,and`.", "It costs 1,200 dollars.", "Send x=the,y=of to us."):
        assert words("missing-word", text, "en") == [], text


def test_a_word_twice_is_named_whatever_its_case():
    assert words("doubled-word", "Wait for the The courier.", "en") == ["the The"]
    assert words("doubled-word", "Send it to US us, and ask IT it.", "en") == []


def test_a_word_of_chinese_twice_is_named_and_no_compound():
    assert words("doubled-word", "我們會會盡快回覆，您也也可以致電，訂單已已取消。") == ["會會", "也也", "已已"]
    for text in ("委員會會議及學會會員", "本公司會會計入運費", "我們會會見客人", "遷就就好"):
        assert words("doubled-word", text) == [], text


def test_chinese_brackets_around_latin_in_english_are_named():
    assert words("full-width-punctuation", "Press 「OK」 or 【Cancel】.", "en") == ["「OK」", "【Cancel】"]
    assert words("full-width-punctuation", "Press 「確認」, or write 「」 around it.", "en") == []


def test_half_width_marks_beside_latin_and_numbers_are_mended():
    assert fixed("營業時間:10:00，電話:２３４５，電話:+852 2345") == "營業時間：10:00，電話：２３４５，電話：+852 2345"
    assert fixed("電郵 a@example.com,謝謝。") == "電郵 a@example.com，謝謝。"
    assert fixed("以人手包裝...再派送。請稍候...") == "以人手包裝……再派送。請稍候……"
    for text in ("支援 PNG, GIF, 或 JPEG", "版本 1.2...3", "[瀏覽...]", "比例 3:1"):
        assert words("half-width-punctuation", text) == [], text


def test_brackets_of_two_widths_and_half_width_ones_around_chinese_are_mended():
    assert fixed("枕頭（紅色)及枕頭(羽絨）") == "枕頭（紅色）及枕頭（羽絨）"
    assert fixed("皇牌產品是枕頭(羽絨)。") == "皇牌產品是枕頭（羽絨）。"
    for text in ("[枕頭](羽絨.md)", "長度 (厘米)", "枕頭(King size)"):
        assert words("half-width-punctuation", text) == [], text


def test_a_wide_blank_that_was_read_in_a_wrong_encoding_is_mended():
    assert fixed("ã€€我們以人手包裝") == "\u3000我們以人手包裝"


def test_a_word_that_hong_kong_says_too_is_not_called_one_of_the_mainland():
    for word in ("網絡", "打印", "屏幕", "視頻", "便利店", "賬號", "性價比"):
        assert messages("other-region-word", f"請看{word}。", TAIWAN) == [f"'{word}' is not used in Taiwan"]
    assert messages("other-region-word", "請看默認。", TAIWAN) == ["'默認' is a word of the mainland"]


def test_words_of_hong_kong_and_of_speech_are_named_on_a_site_for_taiwan():
    text = "增值卡在櫃枱買，唔使影相，我哋的舖位有芝士和薯仔"
    assert words("other-region-word", text, wording=TAIWAN) == ["增值卡", "櫃枱", "唔使", "影相", "我哋", "舖位", "芝士", "薯仔"]
    assert words("other-region-word", text) == []
    for innocent in (
        "八達通可搭地鐵",
        "與電影相關",
        "影相關聯",
        "蕃薯仔",
        "周邊度假村",
        "請看要點解說",
        "支持我們",
        "法律程序",
        "車站櫃台",
        "臥鋪鋪位",
    ):
        assert words("other-region-word", innocent, wording=TAIWAN) == [], innocent


def test_words_of_the_mainland_are_told_by_what_stands_around_them():
    text = "我們立馬安裝手機程序，並支持微信支付"
    assert words("other-region-word", text) == ["立馬", "程序", "支持"]
    for innocent in ("官網可查單號", "建立馬上生效", "空調已開", "感謝您的支持", "退貨程序"):
        assert words("other-region-word", innocent) == [], innocent
