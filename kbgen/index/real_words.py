"""Which words of a dictionary a site's index tells of: those that a search would else take for typing mistakes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Set

import msgspec

from kbgen.index.codec import encode_terms, letters_start
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.text.near_sounds import plain_syllable
from kbgen.text.real_words import Dictionary
from kbgen.text.tables import CharacterFeatures, cangjie_endings, character_features

SHORTEST_WITH_OTHER = 4
"""Characters of a word in which a slip may be any other character: kbgen/search/constants.py (index-format 7.3)."""
WORDS_PER_FILE = 600
"""English words of a file, on average; a search fetches the one of a word that no article holds."""


def kept_english_files(dictionary: Dictionary, kept: KeptValues) -> list[bytes]:
    """Return what `english_files` returns of a dictionary, kept while that is the same."""
    made = kept.made(_name("english", [dictionary.version]), lambda: msgspec.msgpack.encode(english_files(dictionary.load())))
    return msgspec.msgpack.decode(made, type=list[bytes])


def kept_near_chinese(
    dictionary: Dictionary, listed: Set[str], site_words: Collection[str], pairs: Set[str], kept: KeptValues
) -> set[str]:
    """Return what `near_chinese` returns of a dictionary and the words of tables, kept while all that decides it is the same."""
    name = _name("near", [dictionary.version], listed, site_words, pairs)
    near = kept.made(name, lambda: "\n".join(near_chinese(listed | dictionary.load(), site_words, pairs)).encode()).decode()
    return set(near.split("\n")) if near else set()


def _name(kind: str, *decide: Iterable[str]) -> str:
    """Return the name of a kept value: of its kind and of the words that decide it."""
    code = package_digest("text", "index/real_words.py", "index/codec.py")
    digest = hashlib.blake2b(code + kind.encode(), digest_size=DIGEST_BYTES)
    for words in decide:
        digest.update("\n".join(sorted(words)).encode() + b"\0")
    return digest.hexdigest()


def english_files(words: frozenset[str]) -> tuple[bytes, ...]:
    """Return English words by file, each in the one of its first two letters (index-format 4.10); all sites have the same."""
    count = len(words) // WORDS_PER_FILE + 1
    parts: list[list[str]] = [[] for _ in range(count)]
    for word in sorted(words):
        parts[letters_start(word) % count].append(word)
    return tuple(map(encode_terms, parts))


def near_chinese(words: Iterable[str], site_words: Iterable[str], pairs: Set[str]) -> set[str]:
    """Return those words that the articles do not hold and that lie one slip from what they do hold.

    words: of a dictionary and of tables, folded. site_words: of the site's lexicon. pairs: of neighbouring characters in the
    articles, folded.
    """
    site = {word for word in site_words if len(word) > 1}
    sounds = _Sounds()
    alike = {key for word in site for key in _alike(word, sounds)}
    frames = {frame for word in site if len(word) >= SHORTEST_WITH_OTHER for frame in _frames(word)}
    shorter = {left for word in site for left in _without_one(word)}
    completed = _completed(site, pairs)
    return {
        word
        for word in words
        if len(word) > 1
        and word not in site
        and (
            word in completed
            or not alike.isdisjoint(_alike(word, sounds))
            or (len(word) >= SHORTEST_WITH_OTHER and not frames.isdisjoint(_frames(word)))
            or (len(word) > 2 and (word in shorter or not site.isdisjoint(_without_one(word))))
        )
    }


def _completed(site: Set[str], pairs: Set[str]) -> set[str]:
    """Return every two characters that a third between them completes, a word of the site with one of them (index-format 7.6)."""
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for pair in pairs:
        after.setdefault(pair[0], set()).add(pair[1])
        before.setdefault(pair[1], set()).add(pair[0])
    words = [word for word in site if len(word) == 2]
    found = {word[0] + right for word in words for right in after.get(word[1], ())}
    return found | {left + word[1] for word in words for left in before.get(word[0], ())}


class _Sounds:
    """Keys that two characters share where one is easily taken for the other: pinyin, Jyutping, series, endings of codes."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}
        self._features = character_features()

    def of(self, char: str) -> tuple[str, ...]:
        """Return the keys of a character."""
        if char not in self._known:
            features = self._features.get(char)
            self._known[char] = () if features is None else tuple(_keys(features))
        return self._known[char]


def _keys(features: CharacterFeatures) -> Iterator[str]:
    """Yield what a slip for another character goes by, as readers compare them (index-format 7.3): without tones."""
    yield from (f"pinyin {plain_syllable(syllable)}" for syllable in features.pinyin[:2])
    yield from (f"jyutping {syllable.rstrip('123456')}" for syllable in features.jyutping[:1])
    yield from (f"series {number}" for number in features.phonetic[:1])
    yield from (f"cangjie {ending}" for ending in cangjie_endings(features))


def _alike(word: str, sounds: _Sounds) -> Iterator[tuple[str, str, str]]:
    """Yield what words share that differ in one character which sounds or looks alike."""
    for at, char in enumerate(word):
        for key in sounds.of(char):
            yield word[:at], key, word[at + 1 :]


def _frames(word: str) -> list[str]:
    """Return what is left of a word around each of its characters: what words share that are alike in any way."""
    return [f"{word[:at]} {word[at + 1 :]}" for at in range(len(word))]


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}
