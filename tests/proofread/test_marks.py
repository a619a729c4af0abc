"""Punctuation of the other language, and blanks between Chinese and Latin."""

from __future__ import annotations

from sheets import fixed, found, words

from kbgen.proofread.hygiene.finding import Wording


def test_half_width_marks_between_chinese_are_named_and_mended_with_the_blank_behind():
    assert words("half-width-punctuation", "你好,世界") == [","]
    assert fixed("你好, 世界! 退款要多久? 請看: 這裡; 謝謝.") == "你好，世界！退款要多久？請看：這裡；謝謝。"
    assert fixed("**注意**: 請留意") == "**注意**：請留意"
    assert fixed("（見下）,然後付款") == "（見下），然後付款"


def test_the_line_of_a_mark_is_that_of_the_file():
    assert found("half-width-punctuation", "第一行。\n\n- 你好,世界") == [(3, ",")]


def test_marks_that_belong_to_latin_numbers_code_and_addresses_stay():
    for text in (
        "營業時間 10:00-18:30，比例 1:2，價錢 1,200 元，版本 v2.3.1。",
        "請看 https://example.com/?a=1,2;b:3!",
        "`你好,世界` 是一個例子",
        "```\n你好,世界\n```",
        "使用 Word, Excel, PowerPoint",
        "圖片：![圖](a,b.png)",
        "檔案名稱.pdf",
    ):
        assert words("half-width-punctuation", text) == [], text


def test_full_width_marks_in_english_are_named_and_mended():
    assert words("full-width-punctuation", "Hello，world。Really？", "en") == ["，", "。", "？"]
    assert fixed("Hello，world。Really？ Yes（really）！", "en") == "Hello, world. Really? Yes (really)!"


def test_full_width_marks_beside_chinese_in_english_belong_to_the_chinese():
    for text in ("Press 「確認，付款」 now.", "Look for 退貨：一般條款 on the page.", "The name is 港山印物（香港）."):
        assert words("full-width-punctuation", text, "en") == [], text


def test_blanks_between_chinese_and_latin_are_nobodys_business_unless_the_site_chooses():
    assert words("han-latin-space", "用FPS付款，也可以用 FPS 付款") == []


def test_a_site_that_wants_blanks_gets_them():
    spaced = Wording(spacing="spaced")
    assert fixed("用FPS付款，收費5元。", wording=spaced) == "用 FPS 付款，收費 5 元。"
    assert fixed("請看`a1`、https://example.com/a1頁", wording=spaced) == "請看`a1`、https://example.com/a1頁"


def test_a_site_that_wants_none_gets_none():
    assert fixed("用 FPS 付款，收費 5 元。", wording=Wording(spacing="tight")) == "用FPS付款，收費5元。"


def test_what_is_mended_is_not_found_again():
    body = "你好, 世界!\n\n- **注意**: 用FPS付款, 請看頁麵."
    wording = Wording(spacing="spaced")
    once = fixed(body, wording=wording)
    assert fixed(once, wording=wording) == once
    assert words("half-width-punctuation", once) == []


def test_full_width_letters_digits_and_signs_in_english_are_named_and_mended():
    assert fixed("Press “Save”，then pay ５％．", "en") == "Press “Save”, then pay 5%."
    assert words("full-width-punctuation", "Write 你好，世界 or `，` or “你好”，here.", "en") == []


def test_a_colon_between_chinese_and_latin_is_named():
    assert fixed("電郵:Bob，收費:100 元") == "電郵：Bob，收費：100 元"
    for text in ("營業時間 10:00", "比例 3:1", "https://example.com", "按:smile:"):
        assert words("half-width-punctuation", text) == [], text
