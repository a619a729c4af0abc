"""What other tools call a language → a side of a pair, or what it is instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from kbgen.proofread.hygiene.language import PAGE_LEAST, function_words
from kbgen.proofread.hygiene.script import simplified_only
from kbgen.text.normalise import is_han

Side = Literal["en", "zh-hant", "zh-hans", "other"]

_TRADITIONAL = frozenset([
    "zh-hant", "zh-tw", "zh-hk", "zh-mo", "zh-cht", "zht", "cht", "tw", "hk", "tc", "zh-tc", "zh-trad", "traditional-chinese",
    "chinese-traditional", "zh-traditional",
])  # fmt: skip
_SIMPLIFIED = frozenset([
    "zh-hans", "zh-cn", "zh-sg", "zh-my", "zh-chs", "zhs", "chs", "cn", "sc", "zh-sc", "simplified-chinese",
    "chinese-simplified", "zh-simplified",
])  # fmt: skip
_CHINESE = frozenset(["zh", "zho", "chi", "chinese"])
_ENGLISH = re.compile(r"en(?:g|glish)?(?:-[a-z]{2})?")
_OTHERS = frozenset([
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "eo", "es", "et", "eu", "fa", "fi",
    "fil", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "jp", "ka", "kk", "km", "kn", "ko",
    "kr", "ku", "ky", "la", "lb", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "nn", "no", "pa",
    "pl", "ps", "pt", "ptbr", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "tk", "tl", "tr",
    "ua", "uk", "ur", "uz", "vi", "vn", "yo", "zu", "french", "german", "spanish", "japanese", "korean", "russian",
    "portuguese", "italian",
])  # fmt: skip
_NAMES = {
    "english": "en", "英文": "en", "英語": "en", "繁體中文": "zh-hant", "繁体中文": "zh-hant", "正體中文": "zh-hant",
    "中文繁體": "zh-hant",
    "traditional chinese": "zh-hant", "chinese traditional": "zh-hant", "简体中文": "zh-hans", "簡體中文": "zh-hans",
    "simplified chinese": "zh-hans", "chinese simplified": "zh-hans", "中文": "zh", "chinese": "zh",
}  # fmt: skip
_WITH_REGION = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?")

_SHARE_HAN = 0.1
"""Of the letters of pages, from which they are Chinese: code and names are Latin in both languages."""
_LEAST_LETTERS = 200
"""Of a page without any Chinese, from which it is English even where no sentence says so: commands, names, tables."""
_LEAST_HAN = 50
"""Of a page whose script is counted where pages differ."""
_LEAST_HAN_CLEAR = 8
"""Of a page that hardly holds anything else."""
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_SHARE_SIMPLIFIED = 0.04
"""Of the Chinese characters; Simplified text has a quarter, Traditional text next to none."""


def label_of(name: str) -> str:
    """Return the name of a folder or a suffix as languages are compared: `zh_TW` → `zh-tw`."""
    return name.lower().replace("_", "-")


def is_label(name: str) -> bool:
    """Tell whether a name may stand for a language."""
    label = label_of(name)
    if label in _TRADITIONAL | _SIMPLIFIED | _CHINESE | _OTHERS or _ENGLISH.fullmatch(label):
        return True
    match = _WITH_REGION.fullmatch(label)
    return match is not None and "-" in label and (match[1] in _OTHERS or label.startswith("zh-"))


def label_named(name: str) -> str:
    """Return the label of a language by what a collection or a page is called, such as `繁體中文`; empty where it names none."""
    words = " ".join(re.sub(r"[()（）\[\]_/|-]+", " ", name).split()).lower()
    found = _NAMES.get(words) or _NAMES.get(words.replace(" ", ""))
    return found or (label_of(name) if is_label(name) and (is_ours(name) or "-" in label_of(name)) else "")


def is_ours(name: str) -> bool:
    """Tell whether a name stands for English or some Chinese."""
    label = label_of(name)
    return label.startswith("zh-") or label in _TRADITIONAL | _SIMPLIFIED | _CHINESE or _ENGLISH.fullmatch(label) is not None


def labels_among(names: Iterable[str]) -> frozenset[str]:
    """Return the names that stand for languages, where at least one of them is one of ours; a folder `id` alone is none."""
    found = frozenset(name for name in names if is_label(name))
    return found if any(map(is_ours, found)) else frozenset()


def side_of(label: str, texts: Sequence[str]) -> Side:
    """Return which side pages are of: by their label where that says it, otherwise by what they are written in."""
    name = label_of(label)
    if _ENGLISH.fullmatch(name):
        return "en"
    if name in _TRADITIONAL or name.startswith("zh-hant"):
        return "zh-hant"
    if name in _SIMPLIFIED or name.startswith("zh-hans"):
        return "zh-hans"
    if name and name not in _CHINESE:
        return "other"
    if not name:
        return _of_most(texts)
    sides = Counter(written_in(text) for text in texts if sum(map(is_han, text)) >= _LEAST_HAN)
    return written_in("".join(texts)) if len(sides) < 2 else sides.most_common(1)[0][0]


def _of_most(texts: Sequence[str]) -> Side:
    """Return the language that most of these pages are written in; of as many in both, that of more characters."""
    sides = Counter(written_in(text) for text in texts if any(map(str.isalpha, text)))
    english, chinese = sides["en"], sides["zh-hant"] + sides["zh-hans"]
    if english == chinese:
        return written_in("".join(texts))
    return "en" if english > chinese else "zh-hant" if sides["zh-hant"] >= sides["zh-hans"] else "zh-hans"


def written_in(text: str) -> Side:
    """Return the language of a text by its characters."""
    han = [char for char in text if is_han(char)]
    letters = sum(char.isalpha() for char in text)
    if not han or len(han) < letters * _SHARE_HAN:
        return "en"
    simplified = simplified_only()
    return "zh-hans" if sum(char in simplified for char in han) >= len(han) * _SHARE_SIMPLIFIED else "zh-hant"


def clearly_written_in(prose: str) -> Side | Literal[""]:
    """Return the language of a text without code that leaves no doubt; empty for one that is short, or in both.

    What `kbgen check` calls a page in the wrong folder (`wrong-language`) leaves none.
    """
    han, words = sum(map(is_han, prose)), len(_LATIN_WORD.findall(prose))
    if han >= _LEAST_HAN_CLEAR and words * 4 < han and not _KANA.search(prose):
        return written_in(prose)
    is_sentence = words >= PAGE_LEAST and han * 5 < words and function_words(prose) * 8 >= words
    return "en" if is_sentence or (not han and sum(map(str.isalpha, prose)) >= _LEAST_LETTERS) else ""


def is_taiwanese(labels: Iterable[str]) -> bool:
    """Tell whether the Traditional pages are said to be of Taiwan."""
    return any(label_of(label) in {"zh-tw", "tw", "zh-hant-tw"} for label in labels)
