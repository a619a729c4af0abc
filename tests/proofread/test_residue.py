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


def test_chinese_that_was_read_as_gbk_is_named_and_mended():
    assert fixed("請先浣犲ソ，再試") == "請先你好，再試"
    for text in ("錢錶鋪銀行鍵盤鐘錶錄影帶", "約€50", "浙江滬杭甬"):
        assert words("mojibake", text) == [], text


def test_an_ampersand_written_twice_and_a_blank_that_left_its_first_half_are_named():
    assert words("mojibake", "Tom &amp;amp; Jerry", "en") == ["amp;"]
    assert words("mojibake", "The priceÂ: 100", "en") == ["Â"]
    assert words("mojibake", "請先付款Â") == ["Â"]
    assert words("mojibake", "| `&` | &#x26;amp; |", "en") == []


def test_words_that_a_converter_left_alone_are_named_and_mended():
    assert fixed("然后發現體製問題後乾預，其余關系隻要准備") == "然後發現體制問題後干預，其餘關係只要準備"
    assert fixed("製定時間錶，請洗發水染發") == "制定時間表，請洗髮水染髮"


def test_words_that_hold_one_a_converter_left_alone_by_chance_are_no_residue():
    for text in (
        "海關系統與相關系列",
        "印製定價",
        "媒體製作",
        "每隻要十元，三隻能用",
        "批准備案",
        "管理發師",
        "感染發燒",
        "這里程碑",
        "皇后面前",
        "手機製造",
        "關係統計",
    ):
        assert words("converted-text", text) == [], text
