"""What a site answers at once → one small file a language, and numbered ones of its rows and questions (index-format 4.11)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import msgspec

from kbgen.index.files import IndexFiles
from kbgen.kept_by_digest import KeptByDigest
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import AnswerCard, ArticleId, Language
from kbgen.text.answer_words import FILLER, answer_words, telling_words

Slot = tuple[str, ...]
"""Words and phrases, canonical, that mean one thing in a question."""

MOST_ENTRY_BYTES = 12_000
"""JSON of one file of rows and questions: a search fetches the files of its first results beside their records."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How something is asked for: with all of some slots, with any of others, and with nothing besides but `may` and fillers."""

    every: tuple[Slot, ...]
    some: tuple[Slot, ...] = ()
    may: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """One answer and the ways it is asked for."""

    asked: tuple[Asked, ...]
    card: AnswerCard


@dataclass(frozen=True, slots=True)
class ArticleEntries:
    """The rows and questions of an article, read where somebody needs them: most are in files that a former build made.

    digest: stands for them. cards_bytes: of their cards, as JSON.
    """

    digest: bytes
    cards_bytes: int
    sources: Callable[[], Sequence[AnswerSource]]

    def __bool__(self) -> bool:
        return self.cards_bytes > 0


def entries_of(sources: Sequence[AnswerSource]) -> ArticleEntries:
    """Return rows and questions that are no part of a former build."""
    digest = hashlib.blake2b(msgspec.msgpack.encode(sources), digest_size=DIGEST_BYTES).digest()
    return ArticleEntries(digest, cards_bytes(sources), lambda: sources)


def cards_bytes(sources: Sequence[AnswerSource]) -> int:
    """Return how long the cards of rows and questions are, as JSON."""
    return sum(len(_json(_card(source.card))) for source in sources)


@dataclass(frozen=True, slots=True)
class SiteAnswers:
    """What a site answers at once in one language.

    answers: of its settings. entries: rows and questions of the articles shown. pins: canonical phrase → the article that stands
    first. promise: how soon somebody replies, a sentence, or empty.
    """

    answers: tuple[AnswerSource, ...] = ()
    entries: Mapping[ArticleId, ArticleEntries] = field(default_factory=dict)
    pins: Mapping[str, ArticleId] = field(default_factory=dict)
    promise: str = ""


class _Slots:
    """Numbers slots in the order they come. The first two are the fillers and what is none, though it says little elsewhere."""

    def __init__(self, known: Mapping[Slot, int] | None = None) -> None:
        self._known = dict(known or {})
        self._start = len(self._known)

    def number(self, slot: Slot) -> int:
        return self._known.setdefault(slot, len(self._known))

    def asked(self, asked: Asked) -> list[list[int]]:
        sides = [[self.number(slot) for slot in side] for side in (asked.every, asked.some, asked.may)]
        return sides if sides[2] else sides[:2]

    @property
    def known(self) -> Mapping[Slot, int]:
        return self._known

    @property
    def new(self) -> list[Slot]:
        return list(self._known)[self._start :]


def asked_phrases(site: SiteAnswers) -> set[str]:
    """Return the words and phrases by which the answers of a site's settings are asked for, and those of its pins."""
    every = [asked for source in site.answers for asked in source.asked]
    slots = {slot for asked in every for side in (asked.every, asked.some, asked.may) for slot in side}
    return {phrase for slot in slots for phrase in slot} | set(site.pins)


def add_answers(
    files: IndexFiles, answers: Mapping[Language, SiteAnswers], pairs: Sequence[ArticleId], kept: KeptValues
) -> dict[Language, dict[str, object]]:
    """Add the files of what is answered at once, and return what the manifest says of them. pairs: ids in the index's order."""
    code = package_digest("index/answers.py", "model.py", "text") + b"entries"
    made = KeptByDigest(kept, hashlib.blake2b(code, digest_size=DIGEST_BYTES).hexdigest(), bytes)
    members = {language: _add_language(files, language, site, pairs, made) for language, site in answers.items()}
    made.keep()
    return members


def _add_language(
    files: IndexFiles, language: Language, site: SiteAnswers, pairs: Sequence[ArticleId], made: KeptByDigest[bytes]
) -> dict[str, object]:
    words = answer_words()
    slots = _Slots()
    slots.number(words[FILLER])
    slots.number(telling_words())
    answers = [_row(slots, source) for source in site.answers]
    numbers = {article: number for number, article in enumerate(pairs)}
    pins = [[phrase, numbers[article]] for phrase, article in sorted(site.pins.items()) if article in numbers]
    payload = _json({"words": slots.new, "answers": answers, "pins": pins, "promise": site.promise})
    name = files.add(f"answers/{language}", payload)
    entries = {numbers[article]: found for article, found in site.entries.items() if article in numbers}
    size, payloads = _entry_files(entries, len(pairs), slots.known, made)
    return {"name": name, "entries": files.add_numbered(payloads), "pairs_per_file": size}


def _entry_files(
    entries: Mapping[int, ArticleEntries], pairs: int, known: Mapping[Slot, int], made: KeptByDigest[bytes]
) -> tuple[int, list[bytes]]:
    """Return how many pairs share a file, as many as fit, and the files."""
    sizes = [entries[pair].cards_bytes if pair in entries else 0 for pair in range(pairs)]
    size = 1
    while size < pairs:
        size *= 2
    while size > 1 and max(sum(sizes[start : start + size]) for start in range(0, pairs, size)) > MOST_ENTRY_BYTES:
        size //= 2  # before anything is numbered: what a thousand pairs answer is put in files once or twice, not ten times
    said = msgspec.msgpack.encode(list(known))
    while True:
        starts = range(0, max(1, pairs), size)
        some = [{pair: entries[pair] for pair in range(start, start + size) if pair in entries} for start in starts]
        payloads = [made.made(_digest(said, of_file), partial(_entries, of_file, known)) for of_file in some]
        if size == 1 or max(map(len, payloads)) <= MOST_ENTRY_BYTES:
            return size, payloads
        size //= 2


def _digest(known: bytes, entries: Mapping[int, ArticleEntries]) -> bytes:
    """Return what stands for a file. known: slots that have their numbers already."""
    numbered = [(pair, found.digest) for pair, found in entries.items()]
    return hashlib.blake2b(known + msgspec.msgpack.encode(numbered), digest_size=DIGEST_BYTES).digest()


def _entries(entries: Mapping[int, ArticleEntries], known: Mapping[Slot, int]) -> bytes:
    slots = _Slots(known)
    rows = [[pair, *_row(slots, source)] for pair, found in entries.items() for source in found.sources()]
    return _json({"words": slots.new, "entries": rows})


def _row(slots: _Slots, source: AnswerSource) -> list[object]:
    return [[slots.asked(asked) for asked in source.asked], _card(source.card)]


def _card(card: AnswerCard) -> dict[str, object]:
    full = {name: value for name, value in msgspec.to_builtins(card).items() if value}
    full["items"] = [_without_end(list(item.values())) for item in full.pop("items", ())]
    return {name: value for name, value in full.items() if value}


def _without_end(values: list[str]) -> list[str]:
    """Return the values without the empty ones at the end."""
    while values and not values[-1]:
        values.pop()
    return values


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)
