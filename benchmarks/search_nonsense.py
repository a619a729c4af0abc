"""Queries that no article answers: what a tolerant search must not sell as found; data, apart from the program that asks them.

gibberish: keys hit at random, characters drawn at random. off-topic: real words of things that no help page is about.
"""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.model import Language

NONSENSE: Mapping[Language, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "gibberish": (
            *("asdfgh", "qwrtzp", "xkjqvw", "hjkl;;", "zzzxxq", "fghfgh", "wqewqeq", "bvcxnm", "plokij", "ghtyqz"),
            *("asdf jkl qwop", "xq vv zzk", "dfkjgh sdkfjh", "uuuuuuu", "mnbvcxz lkjhg"),
        ),
        "off-topic": (
            *("banana trombone", "purple giraffe", "sourdough volcano", "knitting walrus", "lasagna recipe"),
            *("football hooligan", "cello lessons", "hamster wedding", "dinosaur ballet", "mortgage llama"),
            *("grilled octopus", "swimming pool heron", "violin mushroom", "pirate broccoli", "horoscope scorpio"),
        ),
    },
    "zh-hant": {
        "gibberish": (
            *("ㄅㄆㄇㄈ", "龘靐齉", "噗咚喵嗚", "哈哈哈哈", "呱呱嘎嘎", "魑魅魍魎", "彳亍踽踽", "囧囧囧", "巴拉巴拉", "嘰哩咕嚕"),
            *("的了嗎呢", "鵪鶉麒麟", "忐忑饕餮", "啦啦隆咚", "蝌蚪蜻蜓"),
        ),
        "off-topic": (
            *("飛機大炮曲奇", "紅燒獅子頭", "粵曲演唱會", "恐龍跳舞", "長頸鹿婚禮"),
            *("天后誕花炮", "鋼琴海豚", "足球比數", "麻雀牌局", "月球種菜"),
            *("武俠小說", "颱風珍珠奶茶", "算命風水", "籃球教練", "煲湯食譜"),
        ),
    },
}
