"""Readings in brackets, misread letters, words of converters."""

from __future__ import annotations

from sheets import fixed, words


def test_the_reading_of_a_character_is_residue_with_or_without_blank_and_in_either_brackets():
    assert words("pinyin-residue", "系統響應(yīng)時間") == ["(yīng)"]
    assert words("pinyin-residue", "響應（xiǎng yìng）時間") == ["（xiǎng yìng）"]
    assert words("pinyin-residue", "響應 (ying4)") == [" (ying4)"]
    assert words("pinyin-residue", "銀行(háng)帳戶") == ["(háng)"]
    assert words("pinyin-residue", "重(chóng)新") == ["(chóng)"]


def test_words_that_only_look_like_readings_are_left_alone():
    for text in (
        "咖啡（café）",
        "轉數快（FPS）",
        "步驟 (1-3)",
        "方法（2）",
        "尺寸(mm)",
        "按鈕（send）",
        "變數(let)",
        "`響應(yīng)`",
    ):
        assert words("pinyin-residue", text) == [], text


def test_letters_read_in_a_wrong_encoding_are_named_and_mended():
    assert words("mojibake", "The cafÃ© isnâ€™t open.", "en") == ["Ã©", "â€™"]
    assert fixed("The cafÃ© isnâ€™t open.", "en") == "The café isn’t open."
    assert fixed("é€€è²¨æœŸé™") == "退貨期限" or words("mojibake", "é€€è²¨")


def test_marks_of_lost_letters_are_named_and_left_to_the_writer():
    assert words("mojibake", "退款\ufffd\ufffd天，锟斤拷") == ["\ufffd\ufffd", "锟斤拷"]
    assert fixed("退款\ufffd天") == "退款\ufffd天"


def test_accents_of_other_languages_are_no_mojibake():
    for text in ("Café São Paulo, naïve, Ångström, Übergröße, Ã la carte", "façade “quoted” — £5 · 20 °C · ½ · «oui»"):
        assert words("mojibake", text, "en") == [], text


def test_a_word_that_only_a_converter_writes_is_named_and_mended():
    assert words("converted-text", "頁麵上的列錶，註意公裡數") == ["頁麵", "列錶", "註意", "公裡"]
    assert fixed("頁麵上的列錶") == "頁面上的列表"


def test_words_that_hold_a_converters_word_by_chance_are_left_alone():
    for text in (
        "全麵包",
        "關係統一",
        "品質管控製造",
        "這裡程式",
        "若乾燥",
        "整理發現",
        "頭發熱",
        "一隻要十元",
        "手錶示範",
        "有關註冊",
        "備註入口",
        "來回複製",
    ):
        assert words("converted-text", text) == [], text
