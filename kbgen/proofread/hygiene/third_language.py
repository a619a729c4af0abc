"""A paragraph in a language that is neither English nor Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kbgen.proofread.hygiene.finding import unquoted
from kbgen.proofread.prose import Block

_LEAST_WORDS = 6
_LEAST_LETTERS = 8
"""Of a script that neither language is written in."""
_LEAST_DIFFERENT = 3
_SHARE = 0.25
"""Of the words of a paragraph, that are those its sentences are made of; names of products hold a *de* or *la* at most."""

_WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "French": "le les des une et est pour dans avec vous nous votre vos notre sur pas qui que ne au aux du sont ce cette"
        " par ou plus être il elle ils la un en se sans tout si son sa ses leur mais de d l qu",
        "German": "der die das und ist ein eine einen einem einer nicht mit für auf den dem des zu von sie wir ihr ihre ihren"
        " bei oder auch werden wird im kann können aus nach vor durch wenn bitte uns es sind haben",
        "Spanish": "el la los las una y es para con por que su sus en del se al como está un de lo o si no más nuestro nuestra",
        "Italian": "il la gli di che per con una non è sono del della nel nella le un e si al alla da i lo dei delle più",
        "Portuguese": "o os as uma e para com não que em do da dos das você um é no na se por ao à seu sua de mais",
        "Dutch": "de het een en van voor met niet op te zijn wordt uw u we bij naar of dat die om kunt wij ons aan ook",
    }.items()
}
_OF_ENGLISH = (
    "the a an of to and in is are for your you on with that this it or by from be can will if as when not have has at we our"
    " all do was but which they their what any may must"
)
_ENGLISH = frozenset(_OF_ENGLISH.split())
_SCRIPTS = (
    ("Japanese", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 0.25),
    ("Korean", re.compile("[\uac00-\ud7a3]"), 0.5),
    ("Russian or another language in Cyrillic", re.compile("[\u0400-\u04ff]"), 0.5),
    ("Thai", re.compile("[\u0e01-\u0e4d]"), 0.5),
    ("Arabic", re.compile("[\u0620-\u064a]"), 0.5),
)
_OF_SCRIPTS = re.compile("|".join(script.pattern for _, script, _ in _SCRIPTS))
"""One letter of them."""
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_TELLING = {name: frozenset(word for word in own - _ENGLISH if len(word) > 1) for name, own in _WORDS.items()}


def third_language(block: Block) -> str:
    """Return the English name of the language of a paragraph; empty where it is English or Chinese, or too short to tell."""
    text = unquoted(block.text)
    if _OF_SCRIPTS.search(text) and (name := _by_script(text)):
        return name
    if block.kind == "row" or _HAN.search(text):
        return ""
    words = [word.lower() for word in _WORD.findall(text)]
    return _by_words(words) if len(words) >= _LEAST_WORDS else ""


def _by_script(text: str) -> str:
    letters = sum(len(word.lower()) for word in _WORD.findall(text))
    for name, script, share in _SCRIPTS:
        count = len(script.findall(text))
        if count >= _LEAST_LETTERS and count >= share * letters:
            return name
    return ""


def _by_words(words: Sequence[str]) -> str:
    different = frozenset(words)
    english = sum(word in _ENGLISH for word in words)
    for name, telling in _TELLING.items():
        if len(telling & different) >= _LEAST_DIFFERENT:
            found = sum(word in telling for word in words)
            if found >= max(_SHARE * len(words), 2 * english + 1):
                return name
    return ""
