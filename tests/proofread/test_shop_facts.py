"""Opening hours, dates and days as shops write them on the door: Mon–Fri, Sat 10:00–13:00, 逢星期一、三及五."""

from __future__ import annotations

import pytest
from sheets import article

from kbgen.proofread.facts.rule import fact_differences
from kbgen.proofread.prose import blocks_of

SAME_DAYS = [
    ("Mon–Fri 10:00–18:30, Sat 10:00–13:00", "週一至週五 10:00–18:30，週六 10:00–13:00"),
    ("MON–FRI 10:00–18:30, SAT 10:00–13:00", "週一至週五 10:00–18:30，週六 10:00–13:00"),
    ("Sat 10:00–13:00", "星期六 10:00–13:00"),
    ("Every Sat.", "逢星期六。"),
    ("Sun closed", "星期日休息"),
    ("Mon to Sat", "逢星期一至六"),
    ("Sat/Sun", "星期六、日"),
    ("Tue, Wed and Thu only", "只限星期二、三及四"),
    ("Mon/Wed/Fri", "星期一/三/五"),
    ("Mon, Wed & Fri", "星期一，三，五"),
    ("Mon, Wed, Fri", "逢週一、三及五"),
    ("Every Monday and Friday", "每逢星期一、五"),
    ("Every Monday to Saturday", "每星期一至六"),
    ("Every Monday to Saturday", "逢周一至周六"),
    ("Mondays on the second floor", "星期一、二樓"),
    ("Five days a week", "每星期五天"),
    ("Sun, sand and sea", "陽光、沙灘、大海"),
    ("Sun Hung Kai Centre", "新鴻基中心"),
    ("She sat. Sat on the sofa, he slept.", "她坐下，他在沙發上睡着了。"),
]
SAME_TIMES = [
    ("Resumes at 18:45 on 30 November.", "11 月 30 日晚上 6 時 45 分恢復。"),
    ("Resumes at 6:45 pm.", "晚上 6 時 45 分恢復。"),
    ("On 5 January 2027 (Tuesday) at 3:05 pm.", "2027 年 1 月 5 日（星期二）下午 3 時 5 分。"),
    ("1–2 pm", "下午1–2時"),
    ("1-2 pm", "13:00-14:00"),
    ("Lunch: 1-2 pm", "午膳：13:00-14:00"),
    ("Hours: 10 am–6 pm", "時間:上午10時–下午6時"),
    ("9–11 am", "上午 9–11 時"),
    ("9–11 am", "上午9至11時"),
    ("Closed from 1 to 2 for lunch.", "下午一時至二時午膳休息。"),
    ("Open 11-8", "11:00–20:00"),
    ("Mon–Sat 9–6", "星期一至六 9時至6時"),
    ("Three sets for lunch for 1 to 2.", "三款 1 至 2 人午餐。"),
]
SAME_DATES = [
    ("On 24 and 25 December", "12月24日及25日"),
    ("24 & 25 Dec", "12月24日、25日"),
    ("On 24, 25 and 31 December.", "12 月 24、25 及 31 日。"),
    ("December 24, 25 & 31, 2026", "2026年12月24、25及31日"),
    ("December 24 and 25", "十二月廿四、廿五日"),
    ("From 28 December to 3 January", "12月28日至1月3日"),
    ("25 December, and within three days", "12月25日及三日內"),
]
SAME_IN_COMPANY = [
    ("Pay within 30 minutes; an hour later it is cancelled.", "30 分鐘內付款；一小時後取消。"),
    ("A day of the week, say", "例如一周當中的某天"),
    ("In Q3 we need three people.", "第三季需三人。"),
    ("The third parcel costs HK$3.", "第三件三元。"),
    ("The second may not be of a 3rd-party domain.", "第二個不可以是其他網域。"),
    ("A third party delivers the third parcel.", "第三方派送第三件。"),
    ("The sofas are in the last quarter of it.", "梳化陳列於最後四分一的位置。"),
    ("In the last quarter of the year", "第四季"),
    ("Two hundred and ten people", "二百一十人"),
    ("On her fifth birthday", "五歲生日"),
    ("A twofold increase", "增至兩倍"),
]
HIDDEN_BY_COMPANY = [
    ("Six days.\n\nThe seventh parcel is taxed.\n\nSeven days.", "六天。\n\n第六件須課稅。\n\n七天。"),
    ("It stands on line 49.", "它在第 48 行。"),
    ("In Q3 the wait is short; wide windows need two people.", "第二季輪候時間最短，闊窗需兩名師傅。"),
    ("The showroom is one floor up; the desk is on the ground floor.", "陳列室在上一層，取貨櫃位在一樓。"),
    ("Pay within 30 minutes; after that half hour it is cancelled.", "30 分鐘內付款；一小時內未付款即取消。"),
    ("A tenth of them expire, so we remind you a fortnight before.", "每十張有一張過期，因此到期前一星期提醒您。"),
    ("A catty makes a thin quilt, three catties a thick one.", "半斤可造一張薄被，三斤可造一張厚被。"),
    ("In the last quarter of the shop", "門市最後三分一"),
    ("The seventh parcel is taxed.", "第六件須課稅。"),
    ("Between ten and twenty pieces", "十至三十件"),
    ("Three-fold warranty", "兩倍保養"),
]
SAME_AMOUNTS = [
    ("Only a third of them come out.", "只有三分之一能洗掉。"),
    ("Lining adds one fifth, and blackout lining a third.", "襯裏另加五分之一，遮光襯裏另加三分之一。"),
    ("One third of the price is paid first.", "先付三分一。"),
    ("Three-quarters of the price", "貨價的四分三"),
    ("Both sides agree.", "雙方意見十分一致。"),
    ("1 hour 30 minutes", "一個半小時"),
    ("1 hr 30 min", "一個半小時"),
    ("1 hour and 30 minutes", "90 分鐘"),
    ("1.5 hours", "一小時三十分鐘"),
    ("90 minutes", "一個半鐘"),
    ("200 seconds", "三分二十秒"),
    ("A year and six months", "一年零六個月"),
    ("18 months", "一年零六個月"),
    ("a size 38 shoe; 7 1/2", "38 號鞋；7.5 號"),
    ("It takes 7 1/2 hours.", "需時七個半小時。"),
    ("10,000+ customers", "過萬名顧客"),
    ("Every two weeks", "隔週"),
    ("Every other week", "每兩星期"),
    ("The next day", "隔日送達"),
    ("ROC year 108", "民國108年"),
    ("The year of the Republic 108", "民國一〇八年"),
    ("2026 (Minguo 115)", "民國115年（2026年）"),
    ("Year 108 of the Republic", "民國108年"),
    ("Every 10 points earn HK$1", "每十分可換 1 港元"),
    ("In the first ten days of October", "十月上旬"),
    ("Around the middle of May", "五月中旬"),
    ("Late in 2026", "2026 年底"),
    ("We are open all year.", "年中無休。"),
]
DIFFERENT = [
    ("One third of the price", "貨價的四分一"),
    ("1 hour 30 minutes", "兩個半小時"),
    ("1.5 hours", "一小時二十分鐘"),
    ("90 minutes", "兩個半鐘"),
    ("7 1/2", "7.25"),
    ("10,000+ customers", "過千名顧客"),
    ("Every two weeks", "隔月"),
    ("ROC year 108", "民國109年"),
    ("The first ten days of October", "十月下旬"),
    ("At the beginning of May", "五月底"),
    ("Sat 10:00–13:00", "星期日 10:00–13:00"),
    ("Every Sat.", "逢星期日。"),
    ("Mon to Sat", "逢星期一至五"),
    ("Tue, Wed and Thu", "星期二、三"),
    ("Mon, Wed, Fri", "逢星期一、三及四"),
    ("1–2 pm", "下午1–3時"),
    ("9–11 am", "上午9至12時"),
    ("Resumes at 6:45 pm.", "晚上 6 時 15 分恢復。"),
    ("Closed from 1 to 2", "一時至三時休息"),
    ("Open from ten to six.", "十時至七時營業。"),
    ("Open 11-8", "11:00–21:00"),
    ("On 24 and 25 December", "12月24日及26日"),
    ("On 24, 25 and 31 December", "12 月 24、26 及 31 日"),
]


def problems(en: str, zh: str) -> list[str]:
    one, other = article(en, "en"), article(zh)
    return [problem.message for problem in fact_differences(one, other, blocks_of(one), blocks_of(other))]


@pytest.mark.parametrize(("en", "zh"), [*SAME_DAYS, *SAME_TIMES, *SAME_DATES, *SAME_AMOUNTS, *SAME_IN_COMPANY])
def test_the_same_as_shops_write_it_is_no_difference(en, zh):
    assert problems(en, zh) == []


@pytest.mark.parametrize(("en", "zh"), [*DIFFERENT, *HIDDEN_BY_COMPANY])
def test_another_day_hour_or_amount_is_found(en, zh):
    assert problems(en, zh) != []
