"""Queries as readers type them, with their mistakes, made from the words of some articles by a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice

from kbgen.text.normalise import han_runs, normalise
from kbgen.text.tables import character_features, fold_table
from kbgen.text.tokens import runs_of

KEYS = "qwertyuiopasdfghjklzxcvbnm"
STRANGE = [
    "", " ", "\u3000", "?!", "__proto__", "constructor hasOwnProperty", "ACSD-45488", "acsd45488", "４０２１", "e‑mail",
    "o’clock", "\ud842", "退\udc00款", "\u200b退\u200b款", "🧾", "ﷺ㍿㈱", "Straße", "İSTANBUL", "ΟΔΟΣ", "한국어", "カード",
    "ㄊㄨㄟˋㄎㄨㄢˇ", "tuikuan", "tui kuan", "tui3 kuan2", "teoi fun", "a", "aa", "1", "2.4.1", "x" * 300, "退款" * 120,
    "wjo4dj03", "wjo dj03", "2u/420", "u. cjo4", "z8 qul4", "5;4cl4", "nj/4 cji4", "au4a83 fm3vul",
    "a-b-c-d-e-f", "𨋢", "葛\U000e0100城",
    # Forms of words, words in two, words that no article holds and that are no mistakes.
    "returnable", "returnable goods", "refunding", "shipper", "colour", "customise", "unsubscribing", "story board", "pass word",
    "e mail", "log in page", "web site", "how to", "how to order", "drone", "drones", "banana", "what", "what is", "the", "cat",
    "dron", "where is my drone", "boot", "house",
    # Numbers and signs.
    "HK$8,400", "8,400", "1,234,567", "12,34", "P.O.D.", "p.o.d", "a.b.cd", "e.g. refund", "C++", "c++ c#", "C#", "c#x", "v3.1.2",
    "3.1.2", "version 3.1", "1.2.3.4.5.6", "v2", "2345 6789", "23456789", "+85223456789", "+852 2345 6789", "85223456789",
    "00000000000000000000", "don`t", "don´t", "o′clock", "`", "œuvre", "Đà Lạt", "ßtraße", "⻝品", "⻓度", "退⺁款",
    # Chinese by words.
    "我", "的", "什麼", "我的", "海報", "手機系統", "手机系统", "退换货", "退換貨", "二十一日", "三十日", "十四天", "運費多少",
    "运费多少钱", "無人機", "我要退錢", "怎麼退", "點樣退款", "幾時送到", "送貨要幾多日", "發票", "发票", "海报尺寸", "改地址",
    "冇收到貨", "打印海報", "印刷海報 A2", "顏色唔啱", "颜色不对", "退款申請表格", "信用卡付款失敗", "付歀", "退欵", "送禍",
    "客服電話", "電話號碼", "二十一天退款", "取消訂單", "取消订単",
    # Regions, as typed and as mended.
    "運費", "delivery fee taiwan", "delivery fee tiawan", "shipping cost taiwn", "retrun item tawian", "台弯運費",
    "fee hong kogn", "delivery fee kowloon", "高雄運費", "沙田退貨", "delivery -taiwan", "運費 -香港", "retrun my oder",
    "55 50 01 88", "(02) 5550-0188",
    "US$35", "35 usd", "港幣35元運費", "NT$1,200", "€35.50", "usd", "rmb", "gbp", "120元運費", "3元件",
    # Phrases, and words left out.
    '"print run"', '"run print"', '"Print-Run" colours', "“refund” -card", "refund -cards", "-card", "退款 -信用卡",
    "退款 －信用卡 –八達通", "「退款時間」", "「退款」時間", "《印量》 -“名片”", '"no such phrase" refund', '5" x 7" card',
    "order -e-mail", "「退款 FPS", '付款 -"信用卡付款"', '"退款 到帳" refnd', 'refnd -"credit card"', '"e-mail"', '"email"',
    '"the"', '"to" your order', "-“” -5 - x", '"HK$1,000"',
    # Numbers in figures and characters.
    "20日", "20 日", "二十日", "第3期", "第 3 期", "第三期", "2件", "兩件", "二件", "两件T恤", "1,000元", "一千元",
    "12點", "十二點", "2026年", "二〇二六年", "14天", "十四天內", "3 個工作天", "3個工作天", "三個工作天", "五個工作天", "一般",
    "三星", "統一編號", "十分", "萬一", "幾十件", "一點", "第三航廈", "第2", "05月", "下午3點", "二十一天退款2次", "100件",
    "一百件起", "100張名片",
    # Chinese in Latin letters.
    "xiugai dizhi", "bat daat tung", "baat daat tung", "tuihuo", "chongxin", "hai bao", "fapiao", "zhongliang", "teoi faan cin",
]  # fmt: skip


class QueryMaker:
    """Makes queries from titles and texts. seed: the same one makes the same queries."""

    def __init__(self, texts: Sequence[str], seed: int) -> None:
        self._random = random.Random(seed)
        runs = [run for text in texts for run in runs_of(text)]
        self._words = sorted({run.text for run in runs if run.script == "latn" and len(run.text) > 2})
        self._han = sorted({run for text in texts for run in han_runs(normalise(text)) if len(run) > 1})
        self._chars = sorted({char for run in self._han for char in run})
        self._simplified = str.maketrans(dict(fold_table()))
        self._sounds: dict[str, list[str]] = {}
        for char, features in character_features().items():
            if features.pinyin:
                self._sounds.setdefault(features.pinyin[0], []).append(char)

    def make(self, count: int) -> list[str]:
        """Return the strange queries and as many more as make `count`."""
        return [*STRANGE, *islice(iter(self._one, None), count - len(STRANGE))]

    def _one(self) -> str:
        kinds = [self._english, self._typo, self._two_typos, self._begun, self._glued, self._chinese, self._homophone, self._lost]
        kinds += [self._swapped, self._added, self._across, self._mixed, self._in_simplified, self._in_pinyin, self._noise]
        return self._random.choice(kinds)()

    def _word(self) -> str:
        return self._random.choice(self._words)

    def _piece(self, shortest: int = 2) -> str:
        run = self._random.choice([run for run in self._han if len(run) >= shortest])
        size = self._random.randint(shortest, min(len(run), 9))
        start = self._random.randint(0, len(run) - size)
        return run[start : start + size]

    def _place(self, text: str) -> int:
        return self._random.randrange(len(text))

    def _english(self) -> str:
        return " ".join(self._word() for _ in range(self._random.randint(1, 4)))

    def _typo(self) -> str:
        word = self._word()
        at = self._place(word)
        way = self._random.randrange(4)
        letter = self._random.choice(KEYS)
        changed = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
        changed.append(word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :])
        return changed[way]

    def _two_typos(self) -> str:
        word = self._typo() + " " + self._typo()
        return word if self._random.random() < 0.5 else word.replace(" ", "")

    def _begun(self) -> str:
        word = self._word()
        return f"{self._word()} {word[: self._random.randint(1, len(word))]}"

    def _glued(self) -> str:
        return self._random.choice(["", "-", "_", ".", "'", "—"]).join(
            (self._word(), self._word(), str(self._random.randrange(999)))
        )

    def _chinese(self) -> str:
        return self._piece()

    def _homophone(self) -> str:
        piece = self._piece()
        at = self._place(piece)
        folded = piece[at].translate(self._simplified)
        features = character_features().get(folded)
        alike = self._sounds[features.pinyin[0]] if features and features.pinyin else self._chars
        return piece[:at] + self._random.choice(alike) + piece[at + 1 :]

    def _lost(self) -> str:
        piece = self._piece(3)
        at = self._place(piece)
        return piece[:at] + piece[at + 1 :]

    def _swapped(self) -> str:
        piece = self._piece(3)
        at = self._random.randrange(len(piece) - 1)
        return piece[:at] + piece[at + 1] + piece[at] + piece[at + 2 :]

    def _added(self) -> str:
        piece = self._piece()
        at = self._place(piece)
        return piece[:at] + self._random.choice(self._chars) + piece[at:]

    def _across(self) -> str:
        return self._piece() + self._piece()

    def _mixed(self) -> str:
        parts = [self._piece(), self._typo(), self._word(), self._homophone()]
        self._random.shuffle(parts)
        return self._random.choice(["", " ", "，"]).join(parts[: self._random.randint(2, 4)])

    def _in_simplified(self) -> str:
        return self._piece().translate(self._simplified)

    def _in_pinyin(self) -> str:
        found = [character_features().get(char.translate(self._simplified)) for char in self._piece()]
        return self._random.choice(["", " "]).join(features.pinyin[0] for features in found if features and features.pinyin)

    def _noise(self) -> str:
        alphabet = [*KEYS, *"0123456789 -_.'’退款裏𨋢カ한\u200b\u0301\ud800"]
        return "".join(self._random.choice(alphabet) for _ in range(self._random.randint(1, 30)))
