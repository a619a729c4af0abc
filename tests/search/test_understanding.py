"""Customers' own words over a site of a few sentences: each case stands for a kind, met in other people's bug reports."""

from __future__ import annotations

import pytest
from small_index import article, ask, ids, index_of

from kbgen.model import Language
from kbgen.search.reader import IndexReader
from kbgen.text.aliases import packaged_aliases, packaged_concepts
from kbgen.text.real_words import packaged_dictionaries

OTHERS = {
    f"other-{number}": {
        "en": article(f"Topic {number}", "Words about many things."),
        "zh-hant": article(f"主題{number}", "說別的事。"),
    }
    for number in range(8)
}
REGIONAL = {
    "hk": {"en": article("Delivery (Hong Kong)", "To your door."), "zh-hant": article("送貨（香港）", "送到府上。")},
    "tw": {"en": article("Delivery (Taiwan)", "To your door."), "zh-hant": article("送貨（台灣）", "送到府上。")},
}
SITE = OTHERS | {
    "return": {
        "en": article("Return an item", "We take back what is returned in a week."),
        "zh-hant": article("退貨", "一星期內可退貨。"),
    },
    "replace": {"en": article("When we replace a print", "A faulty print is replaced.")},
    "register": {"en": article("Register an account", "Everybody who registers gets points.")},
    "expire": {"en": article("Points that expire", "Points expire after a year.")},
    "late": {"en": article("A parcel has not arrived", "Ask the carrier."), "zh-hant": article("包裹未到", "請向物流公司查詢。")},
    "points": {"en": article("Earn points", "Points arrive with each order; points arrive late.")},
    "prices": {
        "en": article("What we charge", "A stand costs HK$8,400 for a day."),
        "zh-hant": article("收費", "攤位每日八千元，20日內付款。"),
    },
    "hotline": {"en": article("Our line", "Ring 2345 6789 until seven.")},
    "frames": {"en": article("Storyboard frames", "Draw them here."), "zh-hant": article("分鏡", "夜光貼紙可選。")},
    "paint": {"zh-hant": article("塗料", "夜光塗料，夜光粉，夜光筆，夜光線，夜光燈。")},
    "report": {"en": article("For programmers", "Call openReport() after idleSeconds have passed.")},
    "cplus": {"en": article("C++ bindings", "Use the C++ library.")},
    "csharp": {"en": article("C# bindings", "Use the C# library.")},
    "old": {"en": article("Version 3.1.2", "What is new in 3.1.2.")},
    "new": {"en": article("Version v3.2", "What is new in v3.2.")},
    "pod": {"en": article("P.O.D. books", "P.O.D. means that we print on demand.")},
    "drive": {"en": article("Share a drive", "A network drive is shared; keeping a number.")},
    "overseas": {"zh-hant": article("海外寄送", "海外報價另計。現金付款，提早結帳。")},
    "phone": {"zh-hant": article("手機應用程式", "手機版有相機。")},
    "system": {"zh-hant": article("付款系統", "系統機制說明，手機機制另說。")},
    "dates": {"zh-hant": article("截止日", "第三期在二十日截止，八件起印。")},
    "address": {"zh-hant": article("修改地址", "出貨前可修改地址。")},
    "octopus": {"zh-hant": article("八達通", "可用八達通付款。")},
    "data": {"zh-hant": article("個人資料", "資料保存一年。")},
    "food": {"zh-hant": article("食品", "食品標籤。")},
    "stern": {"zh-hant": article("船尾的行李架", "請勿在甲板用滑板。壓克力防火牆，以繳費單登記，領取登記證。")},
    "storm": {"zh-hant": article("颱風安排", "懸掛颱風訊號時停航。")},
    "postage": {"zh-hant": article("郵費", "郵費另計。")},
    "tea": {"en": article("Œuvre prints of Đà Lạt", "Don't fold them; 8.5% more than in 2024.")},
    "tax": {"en": article("A tax of 85%", "We add 85%.")},
}


@pytest.fixture(scope="module")
def index() -> IndexReader:
    return index_of(SITE, aliases=packaged_aliases(), concepts=packaged_concepts(), dictionaries=packaged_dictionaries())


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("returnable", "return"),
        ("replacement", "replace"),
        ("registering", "register"),
        ("expiration", "expire"),
        ("8400", "prices"),
        ("HK$8400", "prices"),
        ("23456789", "hotline"),
        ("+85223456789", "hotline"),
        ("story board", "frames"),
        ("re-turn", "return"),
        ("re-gister an account", "register"),
        ("open report", "report"),
        ("idle seconds", "report"),
        ("C++", "cplus"),
        ("C#", "csharp"),
        ("v3.1.2", "old"),
        ("3.2", "new"),
        ("POD", "pod"),
        ("p.o.d", "pod"),
        ("oeuvre", "tea"),
        ("da lat", "tea"),
        ("don´t fold", "tea"),
        ("85%", "tax"),
    ],
)
def test_english_words_are_found_however_they_are_written(index: IndexReader, query: str, first: str) -> None:
    answer = ask(index, query, "en")
    assert (ids(answer)[0], answer.outcome) == (first, "exact")


@pytest.mark.parametrize(
    ("query", "first"),
    [("⻝品", "food"), ("xiugai dizhi", "address"), ("bat daat tung", "octopus"), ("dz", "address"), ("夜光貼", "frames")],
)
def test_chinese_words_are_found_however_they_are_written(index: IndexReader, query: str, first: str) -> None:
    assert ids(ask(index, query))[0] == first


@pytest.mark.parametrize(
    "query", ["drone", "badge", "tumbler", "wax seal", "battery drain", "飼料", "海報", "燙金", "運單", "what", "我", "什麼"]
)
def test_what_the_site_does_not_have_is_not_sold_as_another_thing(index: IndexReader, query: str) -> None:
    answer = ask(index, query, "en" if query.isascii() else "zh-hant")
    assert answer.outcome in {"none", "weak"}
    assert answer.corrected is None


@pytest.mark.parametrize("query", ["行李牌", "行李帶", "防火門", "密碼鎖", "巧克力", "漫遊費", "水費單", "環保袋"])
def test_a_word_of_another_trade_is_no_slip_of_one_that_the_site_has(index: IndexReader, query: str) -> None:
    assert ask(index, query).corrected is None


@pytest.mark.parametrize(
    ("query", "meant"), [("傳尾", "船尾"), ("行李價", "行李架"), ("防火強", "防火牆"), ("油費", "郵費"), ("壓課力", "壓克力")]
)
def test_what_sounds_like_a_word_of_the_site_and_is_none_is_mended(index: IndexReader, query: str, meant: str) -> None:
    assert ask(index, query).corrected == meant


@pytest.mark.parametrize(("query", "meant"), [("台瘋", "颱風"), ("台風迅號", "台風訊號"), ("台风迅号", "台风讯号")])
def test_what_is_mended_is_shown_in_the_script_that_was_typed(index: IndexReader, query: str, meant: str) -> None:
    assert ask(index, query).corrected == meant


def test_nobody_who_asks_for_employers_is_asked_whether_employees_were_meant() -> None:
    site = {f"other-{number}": {"en": article(f"Topic {number}", "Words.")} for number in range(4)}
    site["staff"] = {"en": article("For employees", "Each employee has a card, but no key.")}
    index = index_of(site, dictionaries=packaged_dictionaries())
    assert [ask(index, query, "en").suggested for query in ("employer", "employers", "employed")] == [None] * 3


@pytest.mark.parametrize("query", ["二十一日", "第四期", "九件", "手機系統", "8401", "23456780"])
def test_numbers_and_words_that_are_right_are_never_mended(index: IndexReader, query: str) -> None:
    answer = ask(index, query, "zh-hant")
    assert answer.corrected is None
    assert "prices" not in ids(answer)[:1] or query != "8401"


def test_a_correction_is_shown_in_the_characters_that_the_reader_types(index: IndexReader) -> None:
    assert ask(index, "海外寄宋").corrected == "海外寄送"
    assert ask(index, "付宽系统").corrected == "付款系统"


def test_weak_matches_come_last_and_are_few(index: IndexReader) -> None:
    weak = [result.weak for result in ask(index, "points replace drone parcel taxi charge", "en").results]
    assert weak == sorted(weak)
    assert sum(weak) <= 5


def test_who_is_called_exactly_so_comes_first() -> None:
    primer = "Choosing primer or paint"
    long = article(primer, *["Primer first, then primer again."] * 6)
    index = index_of(OTHERS | {"long": {"en": long}, "short": {"en": article("Primer", "One line.")}})
    assert ids(ask(index, "primer", "en"))[:2] == ["short", "long"]


def test_a_sound_alike_word_of_the_site_is_mended_where_one_article_holds_the_whole(index: IndexReader) -> None:
    pairs = OTHERS | {
        "refund": {"zh-hant": article("退款時間", "退款時間約一星期。")},
        "event": {"zh-hant": article("事件", "事件紀錄。")},
    }
    assert ask(index_of(pairs), "退款事件").corrected is None
    sounds = OTHERS | {
        "account": {"zh-hant": article("訂單取消", "訂單取消辦法。")},
        "fixed": {"zh-hant": article("定單", "定單一詞。")},
    }
    assert ids(ask(index_of(sounds), "定單取消"))[0] == "account"


@pytest.fixture(scope="module")
def numbers() -> IndexReader:
    texts = {
        "characters": "第三期在二十日截止，兩件起印，每件一千元，上午十二點前，二〇二六年起。",
        "figures": "第4期在25日截止，8件起印，每張2,500元，下午10點後，2024年止。",
        "others": "三十日，五期，九件。",
    }
    pairs = {name: {"zh-hant": article(f"說明{name}", text)} for name, text in texts.items()}
    return index_of(pairs, aliases=packaged_aliases(), dictionaries=packaged_dictionaries())


@pytest.mark.parametrize(
    "query",
    [
        "20日",
        "20 日",
        "第3期",
        "第 3 期",
        "2件",
        "二件",
        "两件",
        "1,000元",
        "1000元",
        "12點",
        "12点",
        "2026年",
        "二零二六年",
        "２０日",
    ],
)
def test_a_number_in_figures_is_found_in_characters(numbers: IndexReader, query: str) -> None:
    answer = ask(numbers, query)
    assert ids(answer)[:1] == ["characters"]
    assert answer.outcome == "exact"


@pytest.mark.parametrize(
    "query", ["二十五日", "第四期", "八件", "兩千五百元", "二千五百元", "十點", "二〇二四年", "二十五日截止"]
)
def test_a_number_in_characters_is_found_in_figures(numbers: IndexReader, query: str) -> None:
    answer = ask(numbers, query)
    assert ids(answer)[:1] == ["figures"]
    assert answer.outcome == "exact"


@pytest.mark.parametrize("query", ["21日", "二十一日", "第6期", "第六期", "7件", "七件", "1,001元", "11點", "2025年"])
def test_a_number_that_no_article_holds_is_no_other(numbers: IndexReader, query: str) -> None:
    answer = ask(numbers, query)
    assert answer.corrected is None
    assert answer.outcome in {"weak", "none"}


@pytest.mark.parametrize("query", ["一般", "三星", "統一", "十分", "萬一", "幾十件", "一點", "一時"])
def test_characters_of_numbers_in_words_are_no_numbers(query: str) -> None:
    text = "一般三星統一十分萬一幾十件一點一時 1般 3星 1統 10分 10001 10件 1點 1時"
    answer = ask(index_of({"words": {"zh-hant": article("詞語", text)}}), query)
    assert [reading.kind for _, reading in answer.results[0].chosen] == ["exact"]


@pytest.mark.parametrize("query", ["第三航廈", "第三航厦", "第四航廈在哪", "第四航廈"])
def test_what_is_named_by_another_number_is_not_exact(query: str) -> None:
    sites = {"terminal": {"zh-hant": article("第二航廈", "第二航廈在機場東面，第一航廈在西面。")}}
    answer = ask(index_of(OTHERS | sites, dictionaries=packaged_dictionaries()), query)
    assert answer.corrected is None
    assert answer.outcome in {"weak", "none"}
    assert ask(index_of(OTHERS | sites, dictionaries=packaged_dictionaries()), "第二航廈").outcome == "exact"


@pytest.mark.parametrize("query", ["退换货", "退換貨", "怎么退换货"])
def test_a_word_of_two_that_the_site_writes_apart_is_not_mended(query: str) -> None:
    sites = {
        "return": {"zh-hant": article("退貨步驟", "退貨換貨都在十四天內辦理。退貨免費，換貨另計。")},
        "exchange": {"zh-hant": article("換貨", "換貨前請先聯絡我們。")},
    }
    answer = ask(index_of(OTHERS | sites, dictionaries=packaged_dictionaries(), aliases=packaged_aliases()), query)
    assert answer.corrected is None


def test_a_country_that_the_site_does_not_name_is_abroad() -> None:
    pairs = OTHERS | {
        "local": {"en": article("Delivery", "We ship to your door."), "zh-hant": article("送貨", "送到府上。")},
        "abroad": {"en": article("Delivery overseas", "We ship by air."), "zh-hant": article("海外送貨", "以空運寄送。")},
        "japan": {"en": article("Customs in Japan", "Pay at the door."), "zh-hant": article("日本關稅", "收件時支付。")},
    }
    index = index_of(pairs, aliases=packaged_aliases())
    assert ids(ask(index, "do you ship to Norway", "en"))[0] == "abroad"
    assert ids(ask(index, "送貨去新西兰"))[0] == "abroad"
    assert ids(ask(index, "customs japan", "en"))[0] == "japan"


@pytest.mark.parametrize("query", ["delivery to Kowloon", "delivery tuen mun", "屯門送貨", "送貨去觀塘區", "元朗送貨"])
def test_a_part_of_a_region_that_the_site_does_not_name_is_the_region(query: str) -> None:
    assert ids(ask(index_of(OTHERS | REGIONAL, aliases=packaged_aliases()), query, _language(query)))[0] == "hk"


@pytest.mark.parametrize("query", ["delivery taichung", "delivery Hsinchu County", "高雄送貨", "臺東縣送貨", "送貨到南投"])
def test_a_city_of_taiwan_is_taiwan(query: str) -> None:
    assert ids(ask(index_of(OTHERS | REGIONAL, aliases=packaged_aliases()), query, _language(query)))[0] == "tw"


def test_a_place_that_an_article_names_is_not_the_whole_region() -> None:
    pairs = OTHERS | REGIONAL | {"shop": {"en": article("Our counter in Kowloon", "Open every day.")}}
    assert ids(ask(index_of(pairs, aliases=packaged_aliases()), "kowloon", "en"))[0] == "shop"


def test_characters_of_two_words_are_no_place() -> None:
    """金門 in 現金門市, 南投 in 指南投訴."""
    pairs = OTHERS | REGIONAL | {"cash": {"zh-hant": article("門市付現金", "現金可在門市付。投訴請看指南。")}}
    index = index_of(pairs, aliases=packaged_aliases())
    assert ids(ask(index, "現金門市")) == ["cash"]
    assert ids(ask(index, "指南投訴")) == ["cash"]


def _language(query: str) -> Language:
    return "en" if query.isascii() else "zh-hant"


@pytest.mark.parametrize("query", ["退貨貨", "退退貨", "退貨運費費", "換貨貨", "轉數數快退貨"])
def test_a_character_typed_twice_is_not_read_as_a_word_more(query: str) -> None:
    """退貨貨 was read as 退貨換貨."""
    pairs = OTHERS | {
        "return": {"zh-hant": article("退貨", "七天內可以退貨。運費另計。")},
        "exchange": {"zh-hant": article("換貨", "退貨換貨都可以，換貨運費另計。")},
        "fps": {"zh-hant": article("轉數快", "用轉數快退貨款。")},
    }
    answer = ask(index_of(pairs, own_words=("轉數快",)), query)
    assert (answer.corrected or query) in {query, "退貨", "退貨運費", "換貨", "轉數快退貨"}
    assert not answer.results[0].weak


@pytest.mark.parametrize("query", ["幾號", "幾號到貨", "幾件", "幾日退款", "幾個人"])
def test_who_asks_for_a_number_means_no_other_word(query: str) -> None:
    """幾號 was read as 記號."""
    pairs = OTHERS | {"marks": {"zh-hant": article("記號", "記號、文件、既日、記個，退款到貨的人。")}}
    assert ask(index_of(pairs), query).corrected is None


PRICED = OTHERS | {
    "hk": {"en": article("Local fee", "It costs HK$35."), "zh-hant": article("本地收費", "收港幣 35 元。")},
    "tw": {"en": article("Other fee", "It costs NT$1,200."), "zh-hant": article("其他收費", "收 NT$1,200。")},
    "plain": {"en": article("Old fee", "It costs $80."), "zh-hant": article("舊收費", "收八十元，即 80 元。")},
    "count": {"en": article("Prints", "A box has 1,200 prints."), "zh-hant": article("印量", "一箱 1,200 張。")},
    "rgb": {"en": article("Colours", "RGB or CMYK, to use jpg, paid in full.")},
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("HK$35", ["hk"]),
        ("35 hkd", ["hk"]),
        ("HKD35", ["hk"]),
        ("港幣35元", ["hk"]),
        ("35 港元", ["hk"]),
        ("NT$1200", ["tw"]),
        ("新台幣1,200", ["tw"]),
        ("$35", ["hk"]),
        ("35元", ["hk"]),
        ("HK$80", ["plain"]),
        ("80 dollars", ["plain"]),
        ("US$35", []),
        ("NT$35", []),
        ("35 usd", []),
        ("€35", []),
        ("35美元", []),
        ("HK$1,200", []),
        ("HK$36", []),
    ],
)
def test_a_price_is_no_price_in_another_currency(query: str, found: list[str]) -> None:
    assert ids(ask(index_of(PRICED), query, _language(query))) == found


@pytest.mark.parametrize("query", ["usd", "rmb", "gbp", "jpy", "eur", "cny", "pay in usd", "rmb fee"])
def test_the_code_of_a_currency_is_no_slip_of_another_word(query: str) -> None:
    answer = ask(index_of(PRICED, dictionaries=packaged_dictionaries()), query, "en")
    assert (answer.corrected, answer.suggested) == (None, None)


@pytest.mark.parametrize(("query", "found"), [("pay in usd", "money"), ("用美金付款", "money"), ("收人民幣嗎", "yuan")])
def test_the_code_of_a_currency_finds_its_name(query: str, found: str) -> None:
    pairs = OTHERS | {
        "money": {"en": article("US dollars", "We take them."), "zh-hant": article("美元付款", "可以。")},
        "yuan": {"en": article("Renminbi", "We take it."), "zh-hant": article("人民幣", "可以。")},
    }
    assert ids(ask(index_of(pairs, concepts=packaged_concepts()), query, _language(query)))[0] == found


def test_how_much_is_asked_of_everything_and_decides_nothing() -> None:
    pairs = OTHERS | {
        "fees": {"zh-hant": article("送貨時間與運費", "運費三十五元。")},
        "prices": {"zh-hant": article("價格", "訂多少件，每件多少錢：看買多少。運費另計。")},
    }
    assert ids(ask(index_of(pairs), "運費多少"))[0] == "fees"


@pytest.mark.parametrize("query", ["how to order", "how do i order", "How can I order?", "how do you order"])
def test_how_to_order_is_asked_in_other_ways_and_found_by_what_it_means(query: str) -> None:
    """The receipt came first: it holds *make a purchase* in pieces."""
    pairs = OTHERS | {
        "order": {"en": article("Place an order", "Choose a print and place an order.")},
        "receipt": {"en": article("Purchase receipts", "We make a receipt of a purchase, with the order on it.")},
        "change": {"en": article("Change an order", "An order can be changed.")},
        "cancel": {"en": article("Cancel an order", "How an order is cancelled.")},
    }
    assert ids(ask(index_of(pairs, concepts=packaged_concepts()), query, "en"))[0] == "order"


@pytest.mark.parametrize(
    "query",
    [
        "the mug is chipped",
        "杯崩咗",
        "件衫穿咗窿",
        "個袋爛晒",
        "杯子摔破",
        "撞壞",
        "隻杯裂咗",
        "盒壓扁",
        "裂開",
    ],
)
def test_what_is_broken_in_anybodys_words_finds_what_is_damaged(query: str) -> None:
    pairs = OTHERS | {
        "damaged": {"en": article("A damaged item", "Send a picture."), "zh-hant": article("損壞的產品", "傳來相片。")},
        "late": {"en": article("A parcel has not arrived", "Wait."), "zh-hant": article("包裹未到", "請等候。")},
    }
    index = index_of(pairs, aliases=packaged_aliases(), concepts=packaged_concepts())
    assert ids(ask(index, query, _language(query)))[0] == "damaged"


def test_an_article_that_only_mentions_a_word_of_a_phrase_is_no_answer() -> None:
    pairs = OTHERS | {
        f"work-{number}": {"en": article(f"Rule {number}", "Tell us how the prints work for you.")} for number in range(4)
    }
    pairs["jobs"] = {"en": article("Work for us", "We look for printers.")}
    answer = ask(index_of(pairs, concepts=packaged_concepts()), "careers", "en")
    assert (ids(answer), answer.outcome) == (["jobs"], "exact")


@pytest.mark.parametrize(
    "query",
    [
        "parcel hasn't arrived",
        "parcel hasnt arrived",
        "my parcels haven’t arrived",
        "the parcel wasn't arrived",
        "why couldn't it have arrived",
        "shouldnt it have arrived",
        "nobody says why it has not arrived",
        "everything has arrived",
        "what's arrived",
    ],
)
def test_a_contraction_and_a_word_for_nobody_or_everything_are_no_typing_mistakes_and_decide_nothing(
    index: IndexReader, query: str
) -> None:
    """*hasn't* was mended into *has*, *wasn't* into *wait*, *everybody* read as *every body*."""
    answer = ask(index, query, "en")

    assert answer.corrected is None
    assert ids(answer)[0] == "late"
    assert not answer.results[0].weak


TYPED_WRONG = OTHERS | {
    "charts": {"en": article("Draw charts", "Charts with bars.")},
    "chat": {"en": article("Chat with us", "The chat is open, so chat now.")},
    "animation": {"en": article("An animation", "Your animation, step by step.")},
    "animal": {"en": article("Animals in the shop", "An animal may come in.")},
    "language": {"en": article("Set the language", "The language of your pages.")},
    "google": {"zh-hant": article("谷歌", "欄。谷歌，欄。谷歌，欄。")},
    "lobby": {"zh-hant": article("大廳", "大廳在一樓，大廳開放。")},
    "date": {"en": article("Dates of printing", "A date is set.")},
    "generate": {"en": article("Generate a code", "It comes by mail.")},
    "genre": {"en": article("Choose a genre", "A genre for each shelf. " * 200)},
}


@pytest.mark.parametrize(
    ("query", "first", "meant"),
    [
        ("chatrs", "charts", "charts"),  # no form of chat
        ("animaion", "animation", "animation"),  # nor of animal
        ("languge", "language", "language"),  # no pinyin of 欄谷歌
        ("genrate", "generate", "generate"),  # no genre, though that is common: that would be two slips
    ],
)
def test_a_word_typed_wrong_is_mended_before_it_is_taken_for_something_else(query: str, first: str, meant: str) -> None:
    answer = ask(index_of(TYPED_WRONG, dictionaries=packaged_dictionaries()), query, "en")

    assert (ids(answer)[0], answer.corrected) == (first, meant)


def test_an_english_word_is_no_pinyin_to_english_readers() -> None:
    index = index_of(TYPED_WRONG, dictionaries=packaged_dictionaries())

    assert ids(ask(index, "dating", "en"))[0] == "date"
    assert ids(ask(index, "dating"))[0] == "lobby"


def test_a_spoken_not_is_the_written_one_of_the_phrase_that_articles_hold() -> None:
    """收唔到包裹 found what holds 收唔到 of something else first."""
    site = OTHERS | {
        "sign-in": {"zh-hant": article("登入", "電郵。", keywords=("收唔到電郵",))},
        "parcel": {"zh-hant": article("收不到包裹怎麼辦", "請向物流公司查詢。")},
    }
    index = index_of(site, aliases=packaged_aliases(), concepts=packaged_concepts())
    assert [ids(ask(index, query))[0] for query in ("我收唔到包裹點算", "收唔到電郵")] == ["parcel", "sign-in"]


@pytest.mark.parametrize("query", ["中風", "電視", "近視"])
def test_who_holds_the_characters_of_a_word_somewhere_does_not_hold_the_word(query: str) -> None:
    video = article("視像診症", "胸口痛請致電急症室。視像只看輕病，颱風時照常，中午休息，電話預約。近期看過醫生的才可以。")
    answer = ask(index_of(OTHERS | {"video": {"en": article("Video visits", "By video."), "zh-hant": video}}), query, "zh-hant")
    assert answer.outcome in {"weak", "none"}


def test_a_word_with_one_more_character_that_no_article_holds_is_another_thing() -> None:
    pays = article("付款方法", "香港居民可以用現金。香港銀行轉帳亦可。")
    answer = ask(index_of(OTHERS | {"pay": {"en": article("Ways to pay", "Cash."), "zh-hant": pays}}), "香港腳", "zh-hant")
    assert answer.outcome in {"weak", "none"}


SLIPS = OTHERS | {
    "book": {
        "en": article("Book a visit", "What you need: wait for a call. You can cancel it."),
        "zh-hant": article("預約", "請等候。"),
    },
    "fee": {"en": article("Registration fee", "Which cards we take, with the code."), "zh-hant": article("登記費", "付款。")},
}


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("waht registration", "what registration"),
        ("wich cards", "which cards"),
        ("registraton fee didnt wrok", "registration fee didnt wrok"),
        ("can i cancle it plz", "can i cancel it plz"),
    ],
)
def test_a_word_that_says_little_stays_what_it_is_and_is_mended_first(query: str, read: str) -> None:
    assert ask(index_of(SLIPS), query, "en").corrected == read


@pytest.mark.parametrize("query", ["女醫生", "打狗針", "飲得水"])
def test_a_chinese_word_is_not_mended_into_another_thing(query: str) -> None:
    care = article("病假", "照顧子女，打針之後發燒，看醫生可放假。飲水無妨。")
    answer = ask(index_of(OTHERS | {"care": {"en": article("Sick leave", "Leave."), "zh-hant": care}}), query, "zh-hant")
    assert answer.corrected is None


def test_who_says_that_a_thing_was_done_made_no_mistake() -> None:
    refund = article("退款", "退款要五日。")
    answer = ask(index_of(OTHERS | {"refund": {"en": article("Refunds", "Days."), "zh-hant": refund}}), "退咗款", "zh-hant")
    assert (answer.outcome, answer.corrected, ids(answer)[0]) == ("exact", None, "refund")


@pytest.mark.parametrize("query", ["wheel chair", "wheel-chair", "sea sick", "fire walls"])
def test_a_word_typed_in_two_is_found_in_another_form(query: str) -> None:
    site = {f"other-{number}": {"en": article(f"Topic {number}", "Words about many things.")} for number in range(6)}
    site["comfort"] = {"en": article("On the boat", "Wheelchairs stand aft. Tablets for seasickness. Fit a firewall.")}
    assert ids(ask(index_of(site, dictionaries=packaged_dictionaries()), query))[:1] == ["comfort"]


def test_how_to_go_about_it_is_no_subject() -> None:
    """點算 found whatever spoke of 處理方法."""
    site = OTHERS | {"faults": {"zh-hant": article("故障的處理方法", "請重新啟動。")}}
    answer = ask(index_of(site, aliases=packaged_aliases(), concepts=packaged_concepts()), "老婆嬲咗點算好", "zh-hant")

    assert answer.outcome in {"weak", "none"}


@pytest.mark.parametrize(
    "query",
    [
        "can't log in",
        "I cannot log in",
        "can not log in",
        "unable to log in",
        "i am not able to log in",
        "couldn't log in",
        "unabel to log in",
    ],
)
def test_however_it_is_denied_it_is_the_same_need(query: str) -> None:
    """*can't log in* found nothing where *log in* did, and *unable to log in* something else first."""
    site = OTHERS | {
        "sign-in": {"en": article("Sign in to the app", "Enter your number to sign in; reset what you forgot.")},
        "late": {"en": article("Paid late or cannot pay", "Whoever cannot pay now can sign an agreement.")},
    }
    words = {"aliases": packaged_aliases(), "concepts": packaged_concepts(), "dictionaries": packaged_dictionaries()}
    answer = ask(index_of(site, **words), query, "en")

    assert (ids(answer)[0], answer.results[0].weak) == ("sign-in", False)


@pytest.mark.parametrize("query", ["does not fit", "doesn't fit", "it will not fit", "isn't fitting", "is not fitting me"])
def test_a_denied_verb_is_the_same_in_another_tense(query: str) -> None:
    site = OTHERS | {
        "exchange": {"en": article("Another size", "Swap it.", keywords=("wrong size",))},
        "late": {"en": article("Not on time", "It is not always possible to fit all in; it does not matter.")},
    }
    answer = ask(index_of(site, aliases=packaged_aliases(), concepts=packaged_concepts()), query, "en")

    assert ids(answer)[0] == "exchange"


@pytest.mark.parametrize("query", ["jobs at your company", "name of the president"])
def test_a_query_is_not_long_by_words_that_say_little(query: str) -> None:
    """One of two words that say something was enough, for the others made a long query of it, of which less is asked."""
    site = OTHERS | {
        "visit": {"en": article("The company", "What the company is, by name. Ask at your centre; the rest is here.")},
    }
    assert ask(index_of(site), query, "en").outcome == "weak"


DEVICES = {
    "choose": {"zh-hant": article("元素選擇器", "客戶裝置與簽署。")},
    "other": {"zh-hant": article("主題", "說別的事。")},
}


@pytest.mark.parametrize(("query", "meant"), [("元素撰擇器", "元素選擇器"), ("絡戶", "客戶"), ("襲置", "裝置"), ("檢署", "簽署")])
def test_a_character_that_looks_alike_is_a_slip(query: str, meant: str) -> None:
    """撰 and 選 share the end of their Cangjie codes, QRUC and YRUC, though not the first of their phonetic series."""
    answer = ask(index_of(DEVICES, dictionaries=packaged_dictionaries()), query, "zh-hant")
    assert (answer.outcome, answer.corrected, ids(answer)[:1]) == ("corrected", meant, ["choose"])


@pytest.mark.parametrize("query", ["登記證", "選舉器"])
def test_a_character_that_is_not_alike_makes_another_thing_of_a_short_word(query: str) -> None:
    site = {**DEVICES, "board": {"zh-hant": article("登船證", "出示登船證，用選擇器。")}}
    assert ask(index_of(site, dictionaries=packaged_dictionaries()), query, "zh-hant").corrected is None


COVER = {
    "cover": {"zh-hant": article("船上保險", "旅客的保險。日後的關注，系統的聯繫，其他結果，信用卡付款，證件。")},
    "other": {"zh-hant": article("主題", "說別的事。")},
}


@pytest.mark.parametrize("query", ["信用證", "關係", "結他", "系列"])
def test_a_word_that_no_article_holds_is_not_found_as_right_by_its_characters(query: str) -> None:
    index = index_of(COVER, aliases=packaged_aliases(), dictionaries=packaged_dictionaries())
    assert ask(index, query, "zh-hant").outcome in {"weak", "none"}


@pytest.mark.parametrize("query", ["保險", "船上保險", "信用卡", "日後嗎"])
def test_a_word_that_articles_hold_is_found_as_right(query: str) -> None:
    index = index_of(COVER, aliases=packaged_aliases(), dictionaries=packaged_dictionaries())
    assert (ask(index, query, "zh-hant").outcome, ids(ask(index, query, "zh-hant"))[:1]) == ("exact", ["cover"])
