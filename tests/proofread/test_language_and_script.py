"""Text in the other language, and Simplified characters."""

from __future__ import annotations

from sheets import found, words

ENGLISH = "You can return what you bought in our shop within thirty days of the day on which it arrived at your address."
CHINESE = "貨品送達當日起計三十天之內，您可以把在本店購買的貨品退回，退款會按原本的付款方式存入您的帳戶。"
SIMPLIFIED = "货物送达当日起计三十天之内，您可以把在本店购买的货品退回，退款会按原本的付款方式存入您的账户。"


def test_an_english_page_among_chinese_articles_is_named_once():
    assert len(found("wrong-language", f"{ENGLISH}\n\n{ENGLISH}")) == 1


def test_a_chinese_page_among_english_articles_is_named_once():
    assert len(found("wrong-language", f"{CHINESE}\n\n{CHINESE}", "en")) == 1


def test_a_paragraph_that_nobody_translated_is_named_with_its_line():
    assert [line for line, _ in found("wrong-language", f"{CHINESE}\n\n{CHINESE}\n\n{ENGLISH}")] == [5]
    assert [line for line, _ in found("wrong-language", f"{ENGLISH}\n\n{ENGLISH}\n\n{CHINESE}", "en")] == [5]


def test_a_row_of_a_table_and_an_item_of_a_list_are_paragraphs_too():
    assert len(found("wrong-language", f"{CHINESE}\n\n- {ENGLISH}\n\n| a |\n| --- |\n| {ENGLISH} |")) == 2


def test_names_codes_links_and_quotations_in_english_are_no_english_paragraphs():
    for text in (
        "- Harbour & Hill, Kwun Tong, Hong Kong, FPS, PayMe, LINE Pay, Apple Pay, Google Pay",
        "```\nYou can return what you bought in our shop within thirty days of the day.\n```",
        "    You can return what you bought in our shop within thirty days.",
        "「You can return what you bought in our shop within thirty days.」",
        "- [How you can return what you have bought in our shop](https://example.com/)",
        "https://example.com/you/can/return/what/you/bought/in/our/shop/for/the/day",
        "<!-- You can return what you bought in our shop within thirty days. -->",
    ):
        assert found("wrong-language", f"{CHINESE}\n\n{text}") == [], text


def test_a_chinese_label_in_an_english_sentence_is_fine():
    text = "Press 「確認付款」 on the page 我的訂單, and wait until the shop has answered your order."
    assert found("wrong-language", f"{ENGLISH}\n\n{text}", "en") == []


def test_a_page_in_simplified_characters_is_named_once():
    assert len(found("wrong-script", f"{SIMPLIFIED}\n\n{SIMPLIFIED}")) == 1


def test_single_simplified_characters_are_named_with_their_line():
    assert found("wrong-script", f"{CHINESE}\n\n请填写您的网址。") == [(3, "请")]


def test_shapes_that_hong_kong_and_taiwan_write_too_are_not_simplified():
    assert found("wrong-script", "看着床台里的群眾，帳户、温度、强調、脚注、裏面、麵粉、只有、後天、皇后、咗嘅喺嚟。") == []
    assert found("wrong-script", "帶狀疱疹、沉疴、糯米糍、葱油餅、揾工、讚美祢。") == []


def test_a_simplified_word_in_quotes_or_code_is_a_word_that_is_spoken_of():
    assert found("wrong-script", "輸入「网络」或 `软件` 也找得到。") == []


def test_what_simplified_chinese_calls_itself_is_a_name():
    assert found("wrong-script", "| 简体中文 | `zh-hans` |\n| 中文（简体） | `zh-cn` |\n| 繁體中文 | `zh-hant` |") == []
    assert found("wrong-script", "建議以简体中文运行。") == [(1, "运")]


def test_english_articles_have_no_script_to_be_wrong():
    assert found("wrong-script", "Type 网络.", "en") == []


def test_short_pages_are_left_alone():
    assert words("wrong-language", "FPS: the fast way to pay.") == []
