"""What customers typed → keywords, the title of a draft in each language, and the name of its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kbgen.model import Language
from kbgen.text.aliases import concept_names
from kbgen.text.normalise import is_han
from kbgen.text.tables import character_features, fold_code_points
from kbgen.text.tokens import canonical

MOST_KEYWORDS = 12
LONGEST_KEYWORD = 60
MOST_NAME_WORDS = 6


def keywords_of(phrasings: Iterable[str], language: Language | None) -> list[str]:
    """Return phrasings as keywords; of a language only those written in it."""
    texts = dict.fromkeys(one_line(text).strip(" ?？!！.。,，") for text in phrasings)
    fitting = [text for text in texts if text and len(text) <= LONGEST_KEYWORD and "⟨" not in text]
    if language is not None:
        fitting = [text for text in fitting if any(map(is_han, text)) is (language == "zh-hant")]
    return fitting[:MOST_KEYWORDS]


def title_for(phrasings: Iterable[str], language: Language) -> str:
    """Return the title of a draft: the customers' own words, else what kbgen calls the same, else theirs in quotes."""
    texts = keywords_of(phrasings, None)
    own = keywords_of(texts, language)
    if own:
        return own[0]
    for text in texts:
        if names := concept_names().get(canonical(text)):
            english, chinese = names
            return chinese if language == "zh-hant" else english
    return f"關於「{texts[0]}」" if language == "zh-hant" else f"About “{texts[0]}”"


def name_for(phrasings: Iterable[str], gap: str) -> str:
    """Return the name of a file: English words, those of kbgen for what was asked, or its sounds; without any, the gap's id."""
    texts = keywords_of(phrasings, None)
    english = keywords_of(texts, "en")
    known = [names[0] for text in texts if (names := concept_names().get(canonical(text)))]
    for text in (*english, *known, *map(_sounds, texts)):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        words = re.findall(r"[a-z0-9]+", plain)[:MOST_NAME_WORDS]
        if words:
            return "-".join(words)
    return f"gap-{gap}"


def _sounds(text: str) -> str:
    """Return Chinese in pinyin without tones; of a character that no table has, nothing."""
    features = character_features()
    folded = text.translate(fold_code_points())
    return " ".join(found.pinyin[0] for char in folded if (found := features.get(char)) and found.pinyin)


def one_line(text: str) -> str:
    """Return a text on one line, without anything a terminal would obey."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
