"""What customers typed → keywords, the title of a draft in each language, and the name of its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kbgen.errors import UsageError
from kbgen.insights.diagnosis.markup import without_markup
from kbgen.insights.diagnosis.meaning import weight_of
from kbgen.insights.fixes.traditional import in_traditional
from kbgen.model import Language
from kbgen.proofread.hygiene.script import simplified_only
from kbgen.text.aliases import concept_names
from kbgen.text.normalise import is_han
from kbgen.text.tables import character_features, fold_code_points
from kbgen.text.tokens import canonical

MOST_KEYWORDS = 12
LONGEST_KEYWORD = 60
MOST_NAME_WORDS = 6
LONGEST_LIGHT = 4
"""Characters of the longest Chinese word that says little."""
NEARLY_NOTHING = 72
"""Of 256, below which a word at an end of a title says nothing; *not* and *no* weigh more."""
_AROUND = re.compile(r"\S+")


def keywords_of(phrasings: Iterable[str], language: Language | None) -> list[str]:
    """Return phrasings as keywords, without markup and addresses; of a language only those written in it."""
    texts = dict.fromkeys(one_line(without_markup(text)).strip(" ?？!！.。,，") for text in phrasings)
    fitting = [text for text in texts if text and len(text) <= LONGEST_KEYWORD and "⟨" not in text]
    if language is not None:
        fitting = [text for text in fitting if any(map(is_han, text)) is (language == "zh-hant")]
    return sorted(fitting, key=_is_simplified)[:MOST_KEYWORDS]


def title_for(phrasings: Iterable[str], language: Language) -> str:
    """Return the title of a draft: the customers' own words, else what kbgen calls the same, else theirs in quotes.

    Raises UsageError: no phrasing is a title, as of one that is too long, or markup and nothing else.
    """
    texts = _bare(keywords_of(phrasings, None))
    if not texts:
        hint = "write the article by hand: kbgen new; or name one that answers it: --article"
        raise UsageError("no phrasing of this gap can be the title of an article", hint=hint)
    own = keywords_of(texts, language)
    if own and not _is_simplified(own[0]):
        return in_traditional(own[0]) if language == "zh-hant" else own[0]
    for text in texts:
        if names := concept_names().get(canonical(text)):
            english, chinese = names
            return chinese if language == "zh-hant" else english
    if own:
        return in_traditional(own[0])
    return f"關於「{texts[0]}」" if language == "zh-hant" else f"About “{texts[0]}”"


def _is_simplified(text: str) -> bool:
    return not simplified_only().keys().isdisjoint(text)


def name_for(phrasings: Iterable[str], gap: str) -> str:
    """Return the name of a file: English words, those of kbgen for what was asked, or its sounds; without any, the gap's id."""
    texts = _bare(keywords_of(phrasings, None))
    english = keywords_of(texts, "en")
    known = [names[0] for text in texts if (names := concept_names().get(canonical(text)))]
    for text in (*english, *known, *map(_sounds, texts)):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        words = re.findall(r"[a-z0-9]+", plain)[:MOST_NAME_WORDS]
        if words:
            return "-".join(words)
    return f"gap-{gap}"


def _bare(texts: Iterable[str]) -> list[str]:
    """Return texts without the words around them that say little, each once: *about the ladder*, 請問梯子呢."""
    found = dict.fromkeys(" ".join(_without_light(_AROUND.findall(text))) for text in texts)
    return [text for text in found if text]


def _without_light(parts: list[str]) -> list[str]:
    """Return blank-separated parts without the light ones at both ends; all of them where none tells anything."""
    while parts and (rest := _shortened(parts)) != parts:
        if not rest:
            return parts
        parts = rest
    return parts


def _shortened(parts: list[str]) -> list[str]:
    """Return parts without one light word at an end: a whole part, or the characters at an end of Chinese."""
    for at, rest in ((0, parts[1:]), (-1, parts[:-1])):
        word = parts[at].lower().translate(fold_code_points())
        if _is_light(word):
            return rest
        for size in range(min(LONGEST_LIGHT, len(word) - 1), 0, -1) if is_han(word[at]) else ():
            if _is_light(word[:size] if at == 0 else word[-size:]):
                kept = parts[at][size:] if at == 0 else parts[at][:-size]
                return [kept, *rest] if at == 0 else [*rest, kept]
    return parts


def _is_light(word: str) -> bool:
    return weight_of(word.strip("?!,.")) < NEARLY_NOTHING


def _sounds(text: str) -> str:
    """Return Chinese in pinyin without tones; of a character that no table has, nothing."""
    features = character_features()
    folded = text.translate(fold_code_points())
    return " ".join(found.pinyin[0] for char in folded if (found := features.get(char)) and found.pinyin)


def one_line(text: str) -> str:
    """Return a text on one line, without anything a terminal would obey."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
