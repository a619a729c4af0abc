"""What is one of a few: floors, quarters, seasons, sizes of clothes, offers, multiples, months, men's and women's."""

from __future__ import annotations

import pytest
from sheets import article

from kbgen.proofread.facts.rule import fact_differences
from kbgen.proofread.prose import blocks_of
from kbgen.settings.lang_tags import ChineseTag

SAME = [
    ("The first prize is NT$50,000.", "頭獎為 5 萬元。"),
    ("The class lasts 45 minutes.", "課堂長三刻鐘。"),
    ("The class lasts three quarters of an hour.", "課堂長 45 分鐘。"),
    ("You earn double points.", "可獲雙倍積分。"),
    ("Results are published in Q3.", "業績於第三季公佈。"),
    ("We are closed on the second Tuesday of every month.", "每月第二個星期二休息。"),
    ("The offer runs in the first half of 2026.", "優惠於 2026 年上半年舉行。"),
    ("The counter is on the ground floor.", "櫃檯設於地下。"),
    ("The counter is on G/F.", "櫃檯設於地下。"),
    ("The counter is on 1/F.", "櫃檯設於一樓。"),
    ("The counter is on the first floor (2F).", "櫃檯位於 2 樓。"),
    ("Applications close in March.", "申請於三月截止。"),
    ("The report is due in the third quarter.", "報告於第三季提交。"),
    ("Buy one, get one free.", "買一送一。"),
    ("Batteries last a day and a half.", "電池可用一天半。"),
    ("The guarantee lasts 24 months.", "保養期為兩年。"),
    ("Members who joined in the 1990s get a gift.", "九十年代入會的會員可獲贈禮品。"),
    ("The shop is open daily except Sundays.", "本店星期一至六營業，星期日休息。"),
    ("The first tram leaves at ten past five in the morning.", "頭班電車清晨五時十分開出。"),
    ("The last bus leaves at twenty to twelve at night.", "尾班巴士晚上十一點四十分開出。"),
    ("It lasts half an hour.", "全長三十分鐘。"),
    ("It lasts a quarter of an hour.", "需時一刻鐘。"),
    ("It lasts three quarters of an hour.", "需時三刻鐘。"),
    ("The film lasts two and a half hours.", "影片全長兩個半小時。"),
    ("The film lasts two and a half hours.", "影片長 150 分鐘。"),
    ("Points are tripled in March.", "三月積分三倍。"),
    ("Prices have doubled.", "價格上升一倍。"),
    ("2x points on Fridays", "逢星期五雙倍積分"),
    ("The zoom is 3x.", "三倍變焦。"),
    ("Triple points for new members", "新會員可享 3 倍積分"),
    ("The first half of the year is busiest.", "上半年最繁忙。"),
    ("H2 2026 results", "2026 年下半年業績"),
    ("The report covers Q1 and Q2.", "報告涵蓋第一、第二季。"),
    ("Our last quarter begins in October.", "第四季由十月開始。"),
    ("We open on the first and third Saturdays.", "每月第一及第三個星期六營業。"),
    ("We open on the first and third Saturdays.", "每月第一、三個週六營業。"),
    ("The market is on the last Sunday of the month.", "市集於每月最後一個星期日舉行。"),
    ("The counter is on 12/F.", "櫃檯位於十二樓。"),
    ("The counter is on the 3rd floor.", "櫃檯在三樓。"),
    ("The counter is on Level 3.", "櫃檯位於 3 樓。"),
    ("The toilets are on 1/F and 2/F.", "洗手間位於一樓及二樓。"),
    ("The toilets are on the first and second floors.", "洗手間設於 1 至 2 樓。"),
    ("Park on B2.", "請停在地下二樓。"),
    ("Park in the basement.", "請泊於地庫。"),
    ("Shop 5, G/F, Lee Garden", "利園地下 5 號舖"),
    ("Sizes S, M, L and XL", "尺碼：S、M、L、XL"),
    ("The shirt comes in XXL.", "恤衫備有 2XL。"),
    ("Choose size large.", "請選大碼。"),
    ("Extra large is sold out.", "加大碼已售罄。"),
    ("Men's and women's shoes", "男女裝鞋"),
    ("Ladies' night is on Thursday.", "女士之夜逢星期四舉行。"),
    ("Unisex T-shirts", "中性 T 恤"),
    ("The sale runs from March to May.", "優惠期由三月至五月。"),
    ("The sale ends in late May.", "優惠於五月底結束。"),
    ("Our spring collection", "春季系列"),
    ("Spring/summer 2026", "2026 春夏系列"),
    ("Music of the 1980s", "八十年代音樂"),
    ("Buy one get one free", "買一送一"),
    ("Buy three, get one free", "買三送一"),
    ("Fax: 2345 6789", "傳真：2345 6789"),
    ("Open daily except Mondays", "星期二至日營業，星期一休息"),
    ("The rate rose by 5 percentage points.", "比率上升 5 個百分點。"),
    ("Speeds of 500 Mbps", "網速 500Mbps"),
    ("Double-check your address before you pay.", "付款前請再次核對地址。"),
    ("Double-click the icon twice.", "按兩下圖示，共兩次。"),
    ("A double room for two", "雙人房，供兩人入住"),
    ("The underground car park is full.", "地下停車場已滿。"),
    ("Take the underground to Central.", "乘地下鐵路到中環。"),
    ("Ladies and gentlemen, welcome.", "各位來賓，歡迎光臨。"),
    ("For men and women", "男女適用"),
    ("Boys' and girls' uniforms", "男女校服"),
    ("Your order level is 3.", "你的訂單等級為 3 級。"),
    ("Level 3 members get 5% off.", "三級會員享九五折。"),
    ("The second-hand shop", "二手店"),
    ("May we call you?", "我們可以致電給你嗎？"),
    ("You may return it in May.", "可於五月退貨。"),
    ("March on to the next step.", "繼續下一步。"),
    ("Spring water", "泉水"),
    ("Spring rolls and summer rolls", "春卷"),
    ("A large size range", "尺寸選擇多"),
    ("Small, medium and large", "大、中、小碼"),
    ("Ask for S. Chan at the desk.", "請到櫃檯找陳小姐。"),
    ("Q3. How do I return it?", "問 3：如何退貨？"),
    ("H2 headings", "H2 標題"),
    ("The first half of the form", "表格的上半部分"),
    ("Look in the last drawer", "請看最後一個抽屜"),
    ("Over the weekend", "週末期間"),
    ("Weekend and weekday rates", "平日及假日收費"),
    ("The 2nd floor tile", "第二塊地磚"),
    ("Floor 3 and floor 4", "三樓及四樓"),
    ("Our flagship store occupies three floors.", "旗艦店樓高三層。"),
    ("The building has 12 floors.", "大廈樓高 12 層。"),
    ("Room 1203, 12/F, Tower 2", "第二座 12 樓 1203 室"),
    ("Flat B, 3/F", "三樓 B 室"),
    ("Buy a set and get a free gift", "購買套裝即送贈品"),
    ("Buy 3 get 10% off", "買三件九折"),
    ("5G networks", "5G 網絡"),
    ("The 4K version", "4K 版本"),
    ("Up to 2x faster", "速度快達兩倍"),
    ("A 10x zoom lens", "10 倍變焦鏡頭"),
    ("The last Friday of the month", "每月最後一個週五"),
]

DIFFERENT = [
    ("You earn double points on your birthday.", "生日當天可賺取三倍積分。"),
    ("Results are published in Q3.", "業績將於第四季公佈。"),
    ("We are closed on the second Tuesday of every month.", "每月第三個星期二休息。"),
    ("Sizes S to XL are in stock.", "尺碼由 S 至 XXL 均有存貨。"),
    ("Fax the form to 2345 6789.", "請將表格傳真至 2345 6798。"),
    ("The sale runs in the second half of 2026.", "優惠於 2026 年上半年舉行。"),
    ("The service counter is on 3/F.", "服務櫃檯設於五樓。"),
    ("Applications close in March.", "申請於四月截止。"),
    ("Women's shoes can be exchanged in the shop.", "男裝鞋可在門市更換。"),
    ("The guarantee lasts a year and a half.", "保養期為兩年半。"),
    ("Take the lift to the basement level 2.", "請乘電梯到地下一樓。"),
    ("The bus stops at Exit B2.", "請由 B1 出口前往。"),
    ("Members born in the 1990s get a gift.", "八十年代出生的會員可獲贈禮品。"),
    ("The first three customers get a tote bag.", "首五位顧客可獲贈帆布袋一個。"),
    ("Buy two, get one free.", "買一送一。"),
    ("The water filter lasts 1,200 litres.", "濾芯可過濾 2,100 公升。"),
    ("The instalment plan has 12 payments.", "分期付款共 24 期。"),
    ("The tower is on Level 12.", "辦公室位於 21 樓。"),
    ("Open on weekends only.", "只於平日營業。"),
    ("The shop moved to 88 Queen's Road in 2019.", "本店於二零一七年遷至皇后大道 88 號。"),
    ("The exhibition opens in autumn.", "展覽於春季開幕。"),
    ("The first tram leaves at ten past five in the morning.", "頭班電車清晨五時正開出。"),
    ("It lasts a quarter of an hour.", "需時三刻鐘。"),
    ("It lasts half an hour.", "需時一刻鐘。"),
    ("The film lasts two and a half hours.", "影片全長一個半小時。"),
    ("Points are tripled in March.", "三月積分兩倍。"),
    ("2x points on Fridays", "逢星期五三倍積分"),
    ("Triple points for new members", "新會員可享雙倍積分"),
    ("Triple points for new members", "新會員可享 4 倍積分"),
    ("The first half of the year is busiest.", "下半年最繁忙。"),
    ("H2 2026 results", "2026 年上半年業績"),
    ("The report covers Q1.", "報告涵蓋第二季。"),
    ("The third quarter is quiet.", "第四季淡靜。"),
    ("We open on the first Saturday of the month.", "每月第二個星期六營業。"),
    ("The market is on the last Sunday of the month.", "市集於每月首個星期日舉行。"),
    ("The counter is on 12/F.", "櫃檯位於二十樓。"),
    ("The counter is on the third floor.", "櫃檯在四樓。"),
    ("The counter is on G/F.", "櫃檯在二樓。"),
    ("The counter is on 1/F.", "櫃檯設於地下。"),
    ("Park on B2.", "請停在地下三樓。"),
    ("Park on the second floor.", "請泊於地庫。"),
    ("Sizes S, M, L and XL", "尺碼：S、M、L、XXL"),
    ("Choose size large.", "請選細碼。"),
    ("Extra large is sold out.", "中碼已售罄。"),
    ("Men's shoes", "女裝鞋"),
    ("Ladies' watches", "男裝手錶"),
    ("For girls only", "只限男童"),
    ("The sale runs from March to May.", "優惠期由三月至六月。"),
    ("A March sale", "四月減價"),
    ("The sale ends in late May.", "優惠於七月底結束。"),
    ("Our spring collection", "秋季系列"),
    ("Open in summer only", "只於冬天開放"),
    ("Music of the 1980s", "七十年代音樂"),
    ("Buy two get one free", "買三送一"),
    ("Speeds of 500Mbps", "網速 100Mbps"),
    ("A 5G plan", "4G 計劃"),
    ("Tel 2345 6789, fax 2345 6780", "電話 2345 6780，傳真 2345 6789"),
    ("Open on weekdays.", "週末營業。"),
]


def problems(en: str, zh: str, tag: ChineseTag = "zh-Hant-HK") -> list[str]:
    one, other = article(en, "en"), article(zh)
    return [problem.message for problem in fact_differences(one, other, blocks_of(one), blocks_of(other), tag=tag)]


@pytest.mark.parametrize(("en", "zh"), SAME)
def test_the_same_in_other_words_is_no_difference(en, zh):
    assert problems(en, zh) == []


@pytest.mark.parametrize(("en", "zh"), DIFFERENT)
def test_what_differs_is_found(en, zh):
    assert problems(en, zh) != []


def test_the_ground_floor_is_the_first_one_for_readers_in_taiwan_only():
    assert problems("The counter is on the ground floor.", "櫃檯在一樓。", "zh-Hant-TW") == []
    assert problems("The counter is on the ground floor.", "櫃檯在一樓。") != []
    assert problems("The counter is on the second floor.", "櫃檯在一樓。", "zh-Hant-TW") != []


def test_a_message_quotes_numbers_as_the_page_writes_them():
    assert problems("The rate is 7.5 %.", "利率為百分之七點二。") == ["'百分之七點二' here, but '7.5 %' in content/en/a.md:1"]
