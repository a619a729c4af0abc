"""Is a text a word that somebody means, or keys pressed at random?"""

from __future__ import annotations

import re
from functools import cache

from kbgen.text.real_words import english_words
from kbgen.text.segmenter import Segmenter, segmenter

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujmikolp")
SHORTEST = 3
_CONSONANTS = re.compile("[bcdfghjklmnpqrstvwxz]+")
_VOWEL = re.compile("[^bcdfghjklmnpqrstvwxz]")
LONGEST_ROW = 5
"""Neighbouring keys, one after the other, that no word has: *property* and *liberty* have four."""
MOST_CONSONANTS = 3
_LONG_CLUSTERS = frozenset(
    {"ngth", "ghts", "tchw", "rths", "cksm", "ndst", "ngst", "ndsc", "mpts", "lfth", "xths", "rtsc", "htsh", "ghtl", "ghtn"}
)
_ROWS_NAMED = frozenset({"qwerty"})
"""What a dictionary has, and is keys side by side all the same."""
SHORTEST_LETTERS, LONGEST_LETTERS = 4, 5
"""Letters of an abbreviation that no dictionary has: shorter ones may be a name, longer ones are keys."""
_STARTS = ("s", "th", "ch", "ph", "wh", "kr", "gh")

_ENGLISH_CHATTER = (
    "test testing tests hello hi hey hola thanks thank you ok okay yes no lol haha bye good morning night please asd abc abcd "
    "123 fuck fucking shit bullshit wtf asshole bitch idiot lorem ipsum foo"
)
_CHINESE_CHATTER = (
    "你好 您好 哈囉 喂 在嗎 在吗 有人嗎 有人吗 有冇人 早晨 早安 午安 晚安 測試 测试 試試 試下 "
    "多謝 謝謝 唔該 好 嗨 拜拜 再見 哈哈 呵呵 請問 屌 屌你 仆街 幹你娘 操你媽 他媽的 媽的 白痴"
)
CHATTER = frozenset(f"{_ENGLISH_CHATTER} {_CHINESE_CHATTER}".split(" "))
"""What greets, thanks or tries the search out."""
_COMPANIONS = (
    "so very much just again there all world everybody you off dolor sit amet bar "
    "老母 啊 呀 喔 哦 嗎 吗 了 你 大家 先 下 一下 呢 吧 有人"
)
COMPANIONS = frozenset(_COMPANIONS.split(" "))
"""What stands beside that, and asks for nothing."""
_ENGLISH_SMALL_TALK = (
    "who are you; how are you; what are you; what is your name; whats your name; are you real; are you human; are you a human; "
    "are you a robot; are you a bot; i love you; nothing; never mind; nevermind; i dont know; idk; "
    "how old are you; where do you live; what time is it; what day is it; tell me a joke; sing a song; i am bored; i am tired"
)
_CHINESE_SMALL_TALK = (
    "你是誰; 你是谁; 你叫什麼名字; 你叫咩名; 你是機器人嗎; 你係咪真人; 我愛你; 我爱你; 你好嗎; 食咗飯未; 吃飯了嗎; 做咩呀; "
    "唔知; 不知道; 冇嘢; 無嘢; 冇事; 沒事; 没事; "
    "你幾歲; 你几岁; 你住邊; 幾點; 現在幾點; 现在几点; 而家幾點; 講個笑話; 講笑話; 唱首歌; 我好攰; 我好累; 我好悶; "
    "好無聊; 好無聊呀"
)
SMALL_TALK = frozenset(f"{_ENGLISH_SMALL_TALK}; {_CHINESE_SMALL_TALK}".split("; "))
"""Whole texts that ask the machine who it is, or say that nothing is wanted."""


def is_word_like(word: str) -> bool:
    """Tell whether a Latin word could be one: it is in a dictionary, or no row of keys, no repetition, with vowels to say it."""
    if len(word) >= SHORTEST_LETTERS and word in english_words() and word not in _ROWS_NAMED:
        return True
    if len(word) < SHORTEST or re.search(r"(.)\1\1", word) or not _VOWEL.search(word):
        return False
    if any(word in row or word[::-1] in row for row in _ROWS) or _repeats(word) or _runs_along_a_row(word):
        return False
    for found in _CONSONANTS.finditer(word):
        cluster = found.group()
        if len(cluster) > MOST_CONSONANTS and not any(known in cluster for known in _LONG_CLUSTERS):
            return False
        if found.start() == 0 and len(cluster) >= MOST_CONSONANTS and not cluster.startswith(_STARTS):
            return False
    return True


@cache
def _dictionary() -> Segmenter:
    return segmenter()


def is_chinese_word(folded: str) -> bool:
    """Tell whether a folded text of two characters or more is a word of a large dictionary."""
    return len(folded) > 1 and _dictionary().has_word(folded)


def chinese_words(folded: str) -> list[str]:
    """Cut a folded Chinese text into words of a large dictionary."""
    return _dictionary().words(folded)


def is_abbreviation(word: str) -> bool:
    """Tell whether a word may be the first letters of several: a few consonants, and no keys side by side."""
    if not SHORTEST_LETTERS <= len(word) <= LONGEST_LETTERS or not _CONSONANTS.fullmatch(word) or _repeats(word):
        return False
    return len(set(word)) > 1 and not any(word in row or word[::-1] in row for row in _ROWS)


def is_row_of_keys(word: str) -> bool:
    """Tell whether a word of three letters or more is keys side by side, or one key, and no English word."""
    if len(word) < SHORTEST or word in english_words():
        return False
    return len(set(word)) == 1 or any(word in row or word[::-1] in row for row in _ROWS[:3])


def is_repetition(text: str) -> bool:
    """Tell whether a text is one character over and over, three times or more."""
    return len(text) >= SHORTEST and len(set(text)) == 1


def _runs_along_a_row(word: str) -> bool:
    """Tell whether a word that no dictionary has holds keys that lie side by side, more of them than words do."""
    runs = {row[at : at + LONGEST_ROW] for row in _ROWS[:3] for at in range(len(row) - LONGEST_ROW + 1)}
    return word not in english_words() and any(run in word or run[::-1] in word for run in runs)


def _repeats(word: str) -> bool:
    """Tell whether a word is two or three letters over and over: lkjlkjlkj."""
    return any(len(word) >= 2 * size and word == (word[:size] * len(word))[: len(word)] for size in (1, 2, 3))
