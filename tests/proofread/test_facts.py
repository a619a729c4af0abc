"""Facts of a pair: what is the same in other words, what differs, and how that is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sheets import article

from kbgen.errors import Problem
from kbgen.model import WantedDifference
from kbgen.proofread.facts.rule import fact_differences
from kbgen.proofread.prose import blocks_of

SAME = [
    ("Within one or two days.", "一兩天內。"),
    ("two to three working days", "兩至三個工作天"),
    ("The area is $\\pi r^2$ and the rest $$x_1 = 5$$ of it.", "這是面積。"),
    ("US$5 or HK$40", "5 美元或 40 港元"),
    ("$5 and $6 each", "5 元及 6 元"),
    ("more than 20 million people, and 1.5 million sites", "超過2千萬人，1.5百萬個網站"),
    ("10 to 200 kW", "10 至 200 千瓦"),
    ("3–5 kWh, 1 to 3 km, 100 to 200 kg, 5 to 10 kHz", "3–5 千瓦時，1 至 3 千米，100 至 200 千克，5 至 10 千赫"),
    ("100 to 250 ml", "100 至 250 毫升"),
    ("$3,000 to $5,000", "3 至 5 千元"),
    ("20,000 to 30,000 readers", "2 至 3 萬名讀者"),
    ("three to five thousand dollars", "三至五千元"),
    ("10 to 20 million readers", "一千萬至二千萬名讀者"),
    ("500 to 2,000 readers", "500 至 2 千名讀者"),
    ("500 million and 3 billion", "5億，30 億"),
    ("used by over 40,000 projects", "被超過40，000個專案使用"),
    ("Upgrade to version 2 first, then to 3.1.", "先升級到 v2，再升級到 v3.1。"),
    ("@octocat and @some-one wrote it.", "由 [@octocat](https://github.com/octocat) 與 [某人](https://x.com/some-one) 撰寫。"),
    ("Ask @kb_help.", "請問 [我們](https://x.com/kb_help)。"),
    ("See @shop and @shop.", "見 [@shop](https://www.instagram.com/shop/) 與 [影片](https://youtube.com/@shop)。"),
    ("Since version 10", "自 V10 起"),
    ("1-2 working days", "一至兩個工作天"),
    ("an hour and a half", "一個半小時"),
    ("within a day", "24 小時內"),
    ("a week later", "一星期後"),
    ("We open at 10 am.", "我們早上10點開門。"),
    ("Open 10 am–6:30 pm", "上午十時至下午六時三十分"),
    ("from 9 to 11 am", "上午9時至11時"),
    ("Closed on weekends.", "星期六、日休息。"),
    ("closed Sat and Sun", "星期六及日休息"),
    ("Monday to Friday", "星期一至五"),
    ("Mon–Fri, 9:00–18:00", "週一至週五，9:00–18:00"),
    ("the first of each month", "每月 1 日"),
    ("It costs HK$1.2 million", "費用為 120 萬港元"),
    ("HK$100-HK$200", "100 至 200 港元"),
    ("buy 2 get 1 free", "買二送一"),
    ("step 3", "步驟三"),
    ("20 x 30 cm", "20 × 30 厘米"),
    ("30 °C", "攝氏 30 度"),
    ("half price", "半價"),
    ("50% of the price", "一半價錢"),
    ("100 dollars", "100 元"),
    ("24/7 support", "全年無休支援"),
    ("7-ELEVEN", "7-ELEVEN"),
    ("midnight", "午夜12時"),
    ("noon", "中午十二時"),
    ("1 October 2026 (Thursday)", "2026年10月1日（星期四）"),
    ("1–5 October", "10月1日至5日"),
    ("October 1 to 5", "10月1至5日"),
    ("from December to February", "十二月至二月"),
    ("in 2026", "民國 115 年"),
    ("(02) 2345-6789", "+886 2 2345 6789"),
    ("call 2345 6789", "致電 23456789"),
    ("3 nights", "3 晚"),
    ("two-thirds of users", "三分之二的用戶"),
    ("10,000 points", "一萬積分"),
    ("10k points", "1 萬分"),
    ("No. 8 signal", "八號風球"),
    ("15 minutes", "十五分鐘"),
    ("60 seconds", "1 分鐘"),
    ("two years", "24 個月"),
    ("1.5 hours", "一個半小時"),
    ("at 7 pm", "晚上七時"),
    ("at 7.30 pm", "晚上七時半"),
    ("A4 paper, 300 dpi", "A4 紙，300 dpi"),
    ("10%–20%", "一至兩成"),
    ("15% off", "八五折"),
    ("the second copy is 20% off", "第二件八折"),
    ("save up to 30%", "低至七折"),
    ("you pay 30% of the price", "三折"),
    ("with the discount, members pay 30%", "會員三折"),
    ("the discounted price is 30% of the old one", "現價為原價的三折"),
    ("30% and a discount on delivery", "三折，運費另有優惠"),
    ("from 30% off", "七折起"),
    ("half price in May", "五月對折"),
    ("Fold it once.", "把紙對折。"),
    ("up to 30% in savings", "低至七折"),
    ("Fold the sheet.", "把紙三折起來。"),
    ("up to 2 GB", "最多2GB"),
    ("1 to 3 business days", "1-3 個營業日"),
    ("three business days", "三個工作日"),
    ("one working day", "一個工作天"),
    ("1 day", "一天"),
    ("NT$1,200", "1,200元"),
    ("NT$1,200", "一千二百元"),
    ("a 30-day trial", "30天試用"),
    ("US$5", "5美元"),
    ("5 GB of space", "5GB 空間"),
    ("the 5th of every month", "每月5號"),
    ("HK$0", "免費"),
    ("7 days a week", "一星期七天"),
    ("9 out of 10", "十居其九"),
    ("v2.3.1", "v2.3.1"),
    ("Press 1", "按 1 字"),
    ("three of them", "其中三個"),
    ("100 people", "一百人"),
    ("at 5:00 p.m.", "下午5時正"),
    ("at 14:30", "下午二時三十分"),
    ("1/4 page", "四分之一頁"),
    ("5 in × 7 in", "5 吋 × 7 吋"),
    ("twice a week", "每週兩次"),
    ("once only", "只限一次"),
    ("3 pm on 5 May", "五月五日下午三時"),
    ("20 Jan", "1 月 20 日"),
    ("Jan 20th", "一月二十日"),
    ("30 June 2026", "2026/6/30"),
    ("30/06/2026", "2026年6月30日"),
    ("HK$1,000–2,000", "港幣一千至兩千元"),
    ("2 weeks", "兩週"),
    ("14 days", "兩星期"),
    ("half a month", "半個月"),
    ("half a year", "半年"),
    ("90 minutes", "一個半小時"),
    ("1 kg", "1000 克"),
    ("1 m", "100 厘米"),
    ("HK$25.50", "港幣 25.5 元"),
    ("RMB 100", "人民幣100元"),
    ("¥100", "100 人民幣"),
    ("NTD 300", "新臺幣三百元"),
    ("NTD80", "新臺幣八十元"),
    ("HKD1,200", "港紙 1,200 元"),
    ("TW$80", "台幣 80 元"),
    ("HKD80/month", "每月港幣 80 元"),
    ("11:59 pm", "晚上11:59"),
    ("11:59 pm", "23:59"),
    ("12 noon", "中午12時"),
    ("12 am", "凌晨12時"),
    ("Sunday", "星期日"),
    ("Sundays and public holidays", "星期日及公眾假期"),
    ("Tuesday and Thursday", "星期二及四"),
    ("Tue/Thu", "週二、四"),
    ("+852 5550 0188", "5550 0188"),
    ("0800-123-456", "0800 123 456"),
]

DIFFERENT = [
    ("used by 20 million people", "超過2千人使用"),
    ("10 to 200 kW", "15 至 200 千瓦"),
    ("20,000 to 40,000 readers", "2 至 3 萬名讀者"),
    ("Upgrade to version 2.", "升級到 v3。"),
    ("Since V10", "自 V11 起"),
    ("```a``` runs it.\n\nIt takes 3 days.", "```a``` 會執行它。\n\n需時 4 天。"),
    ("> ```\n> a\n> ```\n\nIt takes 3 days.", "> ```\n> a\n> ```\n\n需時 4 天。"),
    ("- ~~~\n  ```\n  ~~~\n\nIt takes 3 days.", "- ~~~\n  ```\n  ~~~\n\n需時 4 天。"),
    ("Ask @kb_help.", "請問 [我們](https://x.com/kb_hall)。"),
    ("@octocat wrote it.", "由 [某人](https://github.com/hubot) 撰寫。"),
    ("Within one or two days.", "兩三天內。"),
    ("a week later", "兩星期後"),
    ("We open at 10 am.", "我們早上11點開門。"),
    ("weekdays only 9 am", "平日早上八時"),
    ("HK$100", "HK$250"),
    ("3 days", "7 天"),
    ("three files", "四個檔案"),
    ("two files", "三個檔案"),
    ("HK$100", "NT$100"),
    ("US$5", "5 港元"),
    ("3 working days", "3 天"),
    ("3 hours", "3 天"),
    ("20% off", "7 折"),
    ("20% off", "九折"),
    ("30% off", "全場三折"),
    ("a 10% discount", "一折"),
    ("the discount is 20%", "折扣為 2 折"),
    ("save 40%", "四折"),
    ("30% member discount", "會員三折"),
    ("a 30%-off coupon", "三折優惠券"),
    ("30% early-bird savings", "早鳥三折"),
    ("a 30% price cut", "減價，三折"),
    ("30% is taken off", "三折"),
    ("Discount (30%)", "優惠（三折）"),
    ("discounted by 30%", "以三折計算"),
    ("we cut prices by 30%", "全線三折"),
    ("a discount rate of 30%", "折扣率為三折"),
    ("less 30%", "三折計"),
    ("30% lower", "三折"),
    ("Monday", "星期二"),
    ("Monday to Friday", "星期一至六"),
    ("1 October", "10月2日"),
    ("October", "十一月"),
    ("2026", "2025年"),
    ("7 pm", "上午七時"),
    ("7 pm", "晚上八時"),
    ("19:00", "晚上八時"),
    ("5 mm", "5 厘米"),
    ("3 kg", "3 克"),
    ("10 MB", "10 GB"),
    ("a@b.com", "c@b.com"),
    ("call 2345 6789", "致電 2345 6780"),
    ("https://a.com/x", "https://a.com/y"),
    ("help.example.com", "faq.example.com"),
    ("code SAVE20", "代碼 SAVE30"),
    ("code save20", "代碼 save30"),
    ("Within 3 days.", "很快。"),
    ("soon", "三天內"),
    ("1 to 3 days", "1 至 5 天"),
    ("half an hour", "一小時"),
    ("half a day", "一天"),
    ("once a week", "每週兩次"),
    ("10,000 points", "一千積分"),
    ("step 3", "步驟四"),
    ("HK$1.2 million", "12 萬港元"),
    ("noon", "下午一時"),
    ("15% off", "八折"),
    ("A4", "A3"),
    ("PDF/X-4", "PDF/X-1"),
    ("two years", "兩個月"),
    ("30 °C", "攝氏 40 度"),
    ("Press 1", "按 2 字"),
    ("No. 8 signal", "三號風球"),
    ("5 people", "六人"),
    ("the 3rd attempt", "第四次"),
    ("30 June 2026", "2026/6/29"),
    ("12 boxes", "兩打"),
    ("at 14:30", "下午三時三十分"),
]


def problems(en: str, zh: str, differs: tuple[WantedDifference, ...] = ()) -> list[Problem]:
    one, other = article(en, "en"), article(zh)
    one = replace(one, front=replace(one.front, differs=differs))
    return list(fact_differences(one, other, blocks_of(one), blocks_of(other)))


@pytest.mark.parametrize(("en", "zh"), SAME)
def test_the_same_in_other_words_is_no_difference(en, zh):
    assert problems(en, zh) == []


@pytest.mark.parametrize(("en", "zh"), DIFFERENT)
def test_what_differs_is_found(en, zh):
    assert len(problems(en, zh)) >= 1


def test_a_contradiction_names_both_lines_with_what_each_says():
    (problem,) = problems("Text.\n\nWe answer in 3 days.", "文字。\n\n\n\n我們會在 7 天內回覆。")
    assert (problem.path, problem.line, problem.code) == (Path("content/zh-hant/a.md"), 5, "time-differs")
    assert problem.message == "'7 天' here, but '3 days' in content/en/a.md:3"
    assert "differs" in problem.hint


def test_what_one_side_lacks_is_reported_in_the_article_that_lacks_it():
    (problem,) = problems("Call us.", "請致電 2345 6789。")
    assert (problem.path, problem.code) == (Path("content/en/a.md"), "contact-differs")
    assert problem.message == "content/zh-hant/a.md:1 says '2345 6789', which this page does not"


def test_a_sentence_may_move_to_the_next_paragraph():
    assert problems("It takes 3 days.\n\nIt costs HK$100.", "收費 100 港元。\n\n需時三天。") == []


def test_a_value_that_stands_elsewhere_on_the_page_does_not_hide_a_contradiction():
    en = "Proofs take 3 days.\n\n## A\n\nText.\n\n## B\n\nText.\n\n## C\n\nPrints take 7 days."
    zh = "校稿需時 3 天。\n\n## A\n\n文字。\n\n## B\n\n文字。\n\n## C\n\n印刷需時 3 天。"
    assert [problem.line for problem in problems(en, zh)] == [13]


def test_code_addresses_of_pictures_and_comments_state_nothing():
    en = "Run `wait 3 days`.\n\n```\nHK$100\n```\n\n![Form](a-3.png)\n\n<!-- 7 days -->\n\n[Page](b-2.md)"
    assert problems(en, "執行。\n\n![表格](a-4.png)\n\n[頁](b-9.md)") == []


@pytest.mark.parametrize(
    "include", ['--8<-- "note.md" days="3"', '> -8<- "a.md"', '- --8<-- "a.md"', "{% include a.md days=3 %}", "{!x3.md!}"]
)
def test_a_line_that_includes_a_part_states_nothing(include):
    assert problems(f"Text.\n\n{include}\n", "內容。\n") == []


def test_numbers_that_chinese_words_hold_by_chance_state_nothing():
    zh = "八達通、九龍、萬一、十分、一般、第三方、四周、三藩市、統一、三折頁、一定、千萬不要、以下三點。"
    assert problems("Octopus and the like.", zh) == []


def test_a_difference_with_its_reason_is_left_alone():
    wanted = (WantedDifference("HK$ 100", "Taiwan pays in its own money", 5),)
    assert problems("It costs HK$100.", "收費 NT$400。", wanted) == []


def test_a_reason_for_what_does_not_differ_is_named_with_its_line():
    wanted = (WantedDifference("7 days", "once it was so", 5),)
    (problem,) = problems("It takes 3 days.", "需時三天。", wanted)
    assert (problem.code, problem.line) == ("needless-exception", 5)


def test_steps_and_images_may_differ_with_a_reason():
    en, zh = "1. One.\n2. Two.\n\n![A](a.png)", "1. 一。"
    assert [problem.code for problem in problems(en, zh)] == ["steps-differ", "images-differ"]
    wanted = (WantedDifference("steps", "x", 3), WantedDifference("images", "x", 4))
    assert problems(en, zh, wanted) == []


def test_what_a_long_missing_paragraph_states_is_one_problem():
    (problem,) = problems("Days: 11, 12, 13, 14, 15 and 16.", "文字。")
    assert problem.message.endswith("says '11', '12', '13', '14' and 2 more, which this page does not")


def test_a_comment_that_is_shown_as_code_hides_nothing_behind_it():
    en = "Lines begin with `<!-- unfinished`.\n\nIt takes 3 days.\n\n<!-- a `tick -->\n\nIt costs HK$100."
    zh = "以 `<!-- unfinished` 開頭。\n\n需時 4 天。\n\n<!-- a `tick -->\n\n收費 200 港元。"
    assert [problem.line for problem in problems(en, zh)] == [3, 7]
