"""Pairs of sentences that state one fact in both languages, in many forms: to plant a difference into, by a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

HAN = "零一二三四五六七八九十"
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def han(number: int) -> str:
    """Return a number below 10,000 in Chinese."""
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += HAN[digit] + name
        elif text and not text.endswith("零") and number % unit:
            text += "零"
    text = text or "零"
    return text[1:] if text.startswith("一十") else text


def counting(number: int) -> str:
    """Return a number as it stands before a word that is counted: 兩個, not 二個."""
    return "兩" if number == 2 else han(number)


@dataclass(frozen=True)
class Kind:
    """code: of the problem. values: to choose from. en, zh: sentences with the value, a form each."""

    code: str
    values: range | tuple[object, ...]
    en: tuple[Callable[..., str], ...]
    zh: tuple[Callable[..., str], ...]


def clock(minutes: int) -> tuple[str, str]:
    hour, minute = divmod(minutes, 60)
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}", "am" if hour < 12 else "pm"


def han_clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    period = "上午" if hour < 12 else "下午" if hour < 18 else "晚上"
    return f"{period}{counting(hour % 12 or 12)}時{ {0: '', 30: '半'}[minute] }"


KINDS: Mapping[str, Kind] = {
    "days": Kind(
        "time-differs",
        range(2, 10),
        (
            lambda n: f"Your parcel arrives within {n} days.",
            lambda n: f"Please allow {ENGLISH[n]} days before you ask the courier.",
            lambda n: f"There is a {n}-day limit on exchanges.",
        ),
        (
            lambda n: f"包裹會在 {n} 天內送達。",
            lambda n: f"請先等候{counting(n)}天，再向速遞公司查詢。",
            lambda n: f"換貨期限為{n}日。",
        ),
    ),
    "working days": Kind(
        "time-differs",
        range(2, 10),
        (
            lambda n: f"We answer in {n} working days.",
            lambda n: f"Expect the money after {ENGLISH[n]} business days.",
            lambda n: f"Posters are ready in {n}–{n + 1} working days.",
        ),
        (
            lambda n: f"我們會在 {n} 個工作天內回覆。",
            lambda n: f"款項會在{counting(n)}個工作日後到帳。",
            lambda n: f"海報需要 {n} 至 {n + 1} 個工作天。",
        ),
    ),
    "hours": Kind(
        "time-differs",
        range(2, 12),
        (lambda n: f"The link is valid for {n} hours.", lambda n: f"Wait {ENGLISH[n]} hours and sign in again."),
        (lambda n: f"連結的有效期為 {n} 小時。", lambda n: f"請等{counting(n)}個小時，再登入一次。"),
    ),
    "weeks": Kind(
        "time-differs",
        range(2, 9),
        (lambda n: f"Samples take {n} weeks.", lambda n: f"We keep the goods for {ENGLISH[n]} weeks."),
        (lambda n: f"樣本需時 {n} 星期。", lambda n: f"貨品會保留{counting(n)}個星期。"),
    ),
    "months": Kind(
        "time-differs",
        range(2, 9),
        (lambda n: f"Points expire after {n} months.",),
        (lambda n: f"積分在 {n} 個月後失效。", lambda n: f"積分的有效期是{counting(n)}個月。"),
    ),
    "minutes": Kind(
        "time-differs",
        range(5, 55, 5),
        (lambda n: f"The code lapses in {n} minutes.",),
        (lambda n: f"驗證碼 {n} 分鐘後失效。", lambda n: f"驗證碼會在{han(n)}分鐘後失效。"),
    ),
    "Hong Kong dollars": Kind(
        "price-differs",
        tuple(range(100, 3000, 50)),
        (lambda n: f"Delivery costs HK${n:,}.", lambda n: f"The fee is HKD {n}."),
        (lambda n: f"運費為 HK${n:,}。", lambda n: f"費用為 {n} 港元。", lambda n: f"費用為港幣{han(n)}元。"),
    ),
    "Taiwan dollars": Kind(
        "price-differs",
        tuple(range(100, 3000, 50)),
        (lambda n: f"Orders above NT${n:,} ship free.",),
        (lambda n: f"滿 NT${n:,} 免運費。", lambda n: f"滿新台幣 {n} 元免運費。", lambda n: f"滿 {n:,} 元免運費。"),
    ),
    "US dollars": Kind(
        "price-differs",
        tuple(range(10, 300, 7)),
        (lambda n: f"Overseas orders start at US${n}.", lambda n: f"Overseas orders start at {n} US dollars."),
        (lambda n: f"海外訂單由 US${n} 起。", lambda n: f"海外訂單由 {n} 美元起。"),
    ),
    "per cent off": Kind(
        "number-differs",
        (10, 20, 30, 40),
        (lambda n: f"Members get {n}% off.", lambda n: f"Members save {n} per cent."),
        (
            lambda n: f"會員可享 {10 - n // 10} 折。",
            lambda n: f"會員可享{HAN[10 - n // 10]}折優惠。",
            lambda n: f"會員可節省 {n}%。",
        ),
    ),
    "odd per cent off": Kind(
        "number-differs",
        (5, 12, 15, 25, 35),
        (lambda n: f"Students get {n} % off.",),
        (lambda n: f"學生可享 {100 - n} 折。", lambda n: f"學生可享{HAN[(100 - n) // 10]}{HAN[(100 - n) % 10]}折。"),
    ),
    "per cent": Kind(
        "number-differs",
        tuple(range(15, 95, 5)),
        (lambda n: f"We keep a deposit of {n}%.",),
        (lambda n: f"我們收取 {n}％ 的訂金。", lambda n: f"我們收取百分之{han(n)}的訂金。"),
    ),
    "dates": Kind(
        "time-differs",
        tuple((month, day) for month in (1, 3, 6, 10, 12) for day in (1, 5, 12, 23, 28)),
        (
            lambda d: f"The offer ends on {d[1]} {MONTHS[d[0] - 1]}.",
            lambda d: f"The shop is closed on {MONTHS[d[0] - 1]} {d[1]}.",
            lambda d: f"New rates apply from {d[1]} {MONTHS[d[0] - 1][:3]} 2026.",
            lambda d: f"New rates apply from 2026-{d[0]:02}-{d[1]:02}.",
        ),
        (
            lambda d: f"優惠於 {d[0]} 月 {d[1]} 日結束。",
            lambda d: f"門市在{han(d[0])}月{han(d[1])}日休息。",
            lambda d: f"新收費由2026年{d[0]}月{d[1]}日起生效。",
            lambda d: f"新收費由二〇二六年{han(d[0])}月{han(d[1])}日起生效。",
        ),
    ),
    "weekdays": Kind(
        "time-differs",
        range(7),
        (lambda n: f"The counter is closed on {DAYS[n]}.", lambda n: f"We print every {DAYS[n]}."),
        (lambda n: f"櫃位逢星期{'一二三四五六日'[n]}休息。", lambda n: f"我們在週{'一二三四五六日'[n]}印刷。"),
    ),
    "clock": Kind(
        "time-differs",
        tuple(range(9 * 60, 22 * 60, 30)),
        (lambda n: f"Order before {' '.join(clock(n))}.", lambda n: f"Order before {n // 60}:{n % 60:02}."),
        (lambda n: f"請於{han_clock(n)}前下單。", lambda n: f"請於 {n // 60}:{n % 60:02} 前下單。"),
    ),
    "millimetres": Kind(
        "size-differs",
        range(2, 90),
        (lambda n: f"Leave a bleed of {n} mm.", lambda n: f"Leave a bleed of {n} millimetres."),
        (lambda n: f"出血位為 {n} 毫米。", lambda n: f"出血位為 {n}mm。", lambda n: f"出血位為 {n} 公釐。"),
    ),
    "kilograms": Kind(
        "size-differs",
        range(2, 40),
        (lambda n: f"A parcel may weigh {n} kg.",),
        (lambda n: f"包裹最重 {n} 公斤。", lambda n: f"包裹最重 {n} 千克。", lambda n: f"包裹最重{han(n)}公斤。"),
    ),
    "megabytes": Kind(
        "size-differs",
        range(5, 300, 5),
        (lambda n: f"Files up to {n} MB are accepted.", lambda n: f"Files up to {n}MB are accepted."),
        (lambda n: f"檔案上限為 {n} MB。", lambda n: f"檔案上限為{n}MB。"),
    ),
    "dots": Kind(
        "size-differs", (150, 200, 300, 600), (lambda n: f"Export pictures at {n} dpi.",), (lambda n: f"圖片請以 {n} dpi 匯出。",)
    ),
    "copies": Kind(
        "number-differs",
        range(3, 12),
        (lambda n: f"Add up to {n} files to one order.", lambda n: f"An order holds at most {ENGLISH[n]} designs."),
        (lambda n: f"每張訂單最多可加入 {n} 個檔案。", lambda n: f"每張訂單最多有{counting(n)}款設計。"),
    ),
    "telephone": Kind(
        "contact-differs",
        tuple(range(20, 99)),
        (lambda n: f"Call us on +852 2345 67{n}.",),
        (lambda n: f"請致電 +852 2345 67{n}。", lambda n: f"請致電 234567{n}。"),
    ),
    "e-mail": Kind(
        "contact-differs",
        ("help", "care", "print", "team"),
        (lambda n: f"Write to {n}@example.com.", lambda n: f"Write to [{n}@example.com](mailto:{n}@example.com)."),
        (lambda n: f"請電郵至 {n}@example.com。", lambda n: f"請寄信到{n}@example.com。"),
    ),
    "web": Kind(
        "contact-differs",
        ("track", "proofs", "upload"),
        (lambda n: f"Look it up at https://example.com/en/{n}.", lambda n: f"See [this page](https://example.com/en/{n}/)."),
        (lambda n: f"請在 https://example.com/zh-hant/{n} 查詢。", lambda n: f"請看[這一頁](https://example.com/zh-hant/{n}/)。"),
    ),
    "codes": Kind(
        "code-differs",
        tuple(range(100, 999, 37)),
        (lambda n: f"Type the code SAVE-{n} at checkout.", lambda n: f"The error is called E{n}."),
        (lambda n: f"結帳時輸入代碼 SAVE-{n}。", lambda n: f"這個錯誤叫做E{n}。"),
    ),
    "steps": Kind(
        "steps-differ",
        range(2, 6),
        (lambda n: "".join(f"{at}. Press the button.\n" for at in range(1, n + 1)),),
        (lambda n: "".join(f"{at}. 按下按鈕。\n" for at in range(1, n + 1)),),
    ),
    "images": Kind(
        "images-differ",
        range(1, 4),
        (lambda n: "\n\n".join("![A form](../../assets/a.png)" for _ in range(n)),),
        (lambda n: "\n\n".join("![表格](../../assets/a.png)" for _ in range(n)),),
    ),
}
FILLERS = (
    ("Choose what suits you.", "請選擇合適的方式。"),
    ("Our team is happy to help.", "我們樂意協助。"),
    ("Orders of 12 boxes ship in 14 days for HK$75.", "訂購 12 盒，14 天內寄出，運費 HK$75。"),
    ("The studio in Kwun Tong opens at 10 am.", "觀塘工作室上午 10 時開門。"),
    ("One of these often works, in a week or two.", "通常其中一種方法就可行，大約一兩個星期。"),
)


@dataclass(frozen=True)
class PlantedPair:
    """The bodies of both sides, and the lines of them (from 1) that hold the fact."""

    kind: str
    code: str
    en: str
    zh: str
    en_line: int
    zh_line: int


def planted_pairs(count: int, seed: int, *, differ: bool) -> list[PlantedPair]:
    """Return pairs of which every kind has its turn; with a difference in one fact, or none."""
    random = Random(seed)
    names = sorted(KINDS)
    return [_pair(random, names[number % len(names)], differ=differ) for number in range(count)]


def _pair(random: Random, name: str, *, differ: bool) -> PlantedPair:
    kind = KINDS[name]
    value, other = random.sample(list(kind.values), 2)
    turn = random.randrange(len(kind.en) * len(kind.zh))
    english, chinese = kind.en[turn % len(kind.en)], kind.zh[turn // len(kind.en)]
    if name in {
        "copies",
        "dates",
        "codes",
        "weekdays",
        "working days",
        "days",
        "hours",
        "weeks",
    }:  # the forms are sentences of their own
        chinese = kind.zh[min(turn % len(kind.en), len(kind.zh) - 1)]
    before = random.sample(FILLERS, random.randrange(3))
    sentences = [*before, (english(value), chinese(other if differ else value)), *random.sample(FILLERS, random.randrange(3))]
    place = sum(1 + 1 for _ in before) + 1
    return PlantedPair(
        name, kind.code, "\n\n".join(one for one, _ in sentences), "\n\n".join(two for _, two in sentences), place, place
    )
