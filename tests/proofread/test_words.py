"""Words of other regions, those the site avoids, twice in a row, and missing ones."""

from __future__ import annotations

from sheets import found, words

from kbgen.proofread.hygiene.finding import Wording

HONG_KONG, TAIWAN = Wording(tag="zh-Hant-HK"), Wording(tag="zh-Hant-TW")


def test_mainland_words_are_named_on_a_site_of_either_region():
    assert words("other-region-word", "請連接服務器，再點默認的鼠標", wording=HONG_KONG) == ["服務器", "默認", "鼠標"]
    assert words("other-region-word", "這個軟件要用網絡看視頻", wording=TAIWAN) == ["軟件", "網絡", "視頻"]


def test_words_of_hong_kong_are_at_home_there_and_named_on_a_site_for_taiwan():
    text = "用八達通埋單，速遞員送到升降機口，軟件要上載"
    assert words("other-region-word", text, wording=HONG_KONG) == []
    assert words("other-region-word", text, wording=TAIWAN) == ["埋單", "速遞員", "升降機", "軟件", "上載"]


def test_words_of_taiwan_are_at_home_in_both_as_shops_of_hong_kong_ship_there():
    assert words("other-region-word", "到超商取貨，或以宅配寄送，請看簡訊", wording=HONG_KONG) == []


def test_words_inside_others_quotes_and_code_are_left_alone():
    for text in ("網域名稱", "超過數百件", "區域名稱", "程式碼數量", "按「打印」", "`視頻`", "申報錯誤"):
        assert words("other-region-word", text, wording=TAIWAN) == [], text


def test_a_word_is_named_once_for_a_paragraph():
    assert len(found("other-region-word", "默認的默認是默認")) == 1


def test_words_that_the_terms_of_the_site_replace_are_named_in_both_languages():
    avoid = Wording(avoid={"log-in": "sign in", "會員賬號": "會員帳戶"})
    assert words("avoided-word", "Log-in here.", "en", avoid) == ["Log-in"]
    assert words("avoided-word", "打開會員賬號", wording=avoid) == ["會員賬號"]
    assert words("avoided-word", "The blog-inspector, and “log-in” as a word.", "en", avoid) == []


def test_a_word_twice_in_a_row_is_named_across_lines_too():
    assert words("doubled-word", "Send the the file.", "en") == ["the the"]
    assert words("doubled-word", "Send the\nthe file.", "en") == ["the\nthe"]
    assert words("doubled-word", "我們的的檔案") == ["的的"]


def test_words_that_rightly_stand_twice_are_left_alone():
    for text in (
        "You had had it.",
        "I know that that works.",
        "Duran Duran, New York York Road",
        "the `the` command",
        "Bye bye!",
    ):
        assert words("doubled-word", text, "en") == [], text
    for text in ("目的的說明", "天天、慢慢、好好看看", "現在在這裡", "即將將檔案寄出", "在在證明"):
        assert words("doubled-word", text) == [], text


def test_a_gap_where_a_word_was_is_named():
    assert words("missing-word", "Please seek , or resolve it.", "en") == [" ,"]
    assert words("missing-word", "Press the, and wait.", "en") == ["the,"]
    assert words("missing-word", "Click **Save** () below.", "en") == ["()"]
    assert words("missing-word", "請先 ，再付款") == [" ，"]
    assert words("missing-word", "請先，，再按（）") == ["，，", "（）"]


def test_marks_of_code_lists_and_abbreviations_are_no_gaps():
    for text in (
        "a. Open the page, e.g., this one, and, if so, wait.",
        "Call `save()` or print().",
        "Use one of ! @ # $ ^ * , ; here.",
        "Wait ... then go.",
        "the BR no., the first",
    ):
        assert words("missing-word", text, "en") == [], text


def test_words_that_also_stand_inside_others_are_named_where_they_stand_alone():
    assert words("other-region-word", "請用U盤，登錄網站後查看訂單信息", wording=HONG_KONG) == ["U盤", "登錄", "信息"]
    assert words("other-region-word", "用U盤和賬號登錄網站看信息", wording=TAIWAN) == ["U盤", "賬號", "登錄", "信息"]
    assert words("other-region-word", "乘的士或巴士到銀行戶口所在分行", wording=TAIWAN) == ["的士", "巴士", "戶口"]
    assert words("other-region-word", "乘的士或巴士，按打印，看屏幕", wording=HONG_KONG) == []


def test_words_that_hold_one_of_another_region_by_chance_are_left_alone():
    for text in (
        "勇敢的士兵與目的士氣",
        "接駁巴士、巴士底",
        "三天內存入款項",
        "與誠信息息相關",
        "中文檔案及英文檔",
        "登錄發票抽獎，登錄機碼",
        "現在線上付款",
        "女士多於男士",
        "提交收據",
        "電視像素",
        "在博客來買書",
        "帳號、帳單與帳戶",
        "星球的質量",
        "今日內存取檔案",
    ):
        assert words("other-region-word", text, wording=TAIWAN) == [], text
        assert words("other-region-word", text, wording=HONG_KONG) == [], text


def test_a_gap_is_named_whatever_marks_stand_around_it():
    assert words("missing-word", "Click **Save** , then close.", "en") == [" ,"]
    assert words("missing-word", "Add to your ,and pay.", "en") == [" ,"]
    assert words("missing-word", "Write to us at .", "en") == [" ."]
    assert words("missing-word", "請按「」，再付款") == ["「」"]
    assert words("missing-word", "請在「 」欄輸入，收費為 元。") == ["「 」", " 元"]


def test_marks_that_a_text_is_about_are_no_gaps():
    for text in ("Use , or ; between values.", "Files end in .md . and so on", "Wait . . . then go."):
        assert words("missing-word", text, "en") == [], text
    for text in (
        "符號包括 ，。；：！？",
        "括號是（）",
        "引號「」成對",
        "以及「」、『』和《》都算",
        "收費為 100 元。",
        "單位為 元角分",
    ):
        assert words("missing-word", text) == [], text
