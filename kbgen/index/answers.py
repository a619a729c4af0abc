"""What a site answers at once → one small file a language, and numbered ones of its rows and questions (index-format 4.11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from kbgen.index.codec import folder_name, pack, single_name
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
class SiteAnswers:
    """What a site answers at once in one language.

    answers: of its settings. entries: rows and questions of the articles shown. pins: canonical phrase → the article that stands
    first. promise: how soon somebody replies, a sentence, or empty.
    """

    answers: tuple[AnswerSource, ...] = ()
    entries: Mapping[ArticleId, tuple[AnswerSource, ...]] = field(default_factory=dict)
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
    files: dict[str, bytes], answers: Mapping[Language, SiteAnswers], pairs: Sequence[ArticleId]
) -> dict[Language, dict[str, object]]:
    """Add the files of what is answered at once, and return what the manifest says of them. pairs: ids in the index's order."""
    return {language: _add_language(files, language, site, pairs) for language, site in answers.items()}


def _add_language(
    files: dict[str, bytes], language: Language, site: SiteAnswers, pairs: Sequence[ArticleId]
) -> dict[str, object]:
    words = answer_words()
    slots = _Slots()
    slots.number(words[FILLER])
    slots.number(telling_words())
    answers = [_row(slots, source) for source in site.answers]
    numbers = {article: number for number, article in enumerate(pairs)}
    pins = [[phrase, numbers[article]] for phrase, article in sorted(site.pins.items()) if article in numbers]
    payload = _json({"words": slots.new, "answers": answers, "pins": pins, "promise": site.promise})
    place = f"answers/{language}"
    name = single_name(place, payload)
    files[f"{name}.bin"] = pack(place, payload)
    entries = {numbers[article]: rows for article, rows in site.entries.items() if article in numbers}
    size, payloads = _entry_files(entries, len(pairs), slots.known)
    folder = folder_name(payloads)
    for number, content in enumerate(payloads):
        files[f"{folder}/{number}.bin"] = pack(f"{folder}/{number}", content)
    return {"name": name, "entries": folder, "pairs_per_file": size}


def _entry_files(entries: Mapping[int, Sequence[AnswerSource]], pairs: int, known: Mapping[Slot, int]) -> tuple[int, list[bytes]]:
    """Return how many pairs share a file, as many as fit, and the files."""
    said = {pair: [_Entry(source.asked, _json(_card(source.card))) for source in sources] for pair, sources in entries.items()}
    cards_bytes = [sum(len(entry.card) for entry in said.get(pair, ())) for pair in range(pairs)]
    size = 1
    while size < pairs:
        size *= 2
    while size > 1 and max(sum(cards_bytes[start : start + size]) for start in range(0, pairs, size)) > MOST_ENTRY_BYTES:
        size //= 2  # before anything is numbered: what a thousand pairs answer is put in files once or twice, not ten times
    while True:
        payloads = [_entries(said, range(start, min(start + size, pairs)), known) for start in range(0, max(1, pairs), size)]
        if size == 1 or max(map(len, payloads)) <= MOST_ENTRY_BYTES:
            return size, payloads
        size //= 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row or question of an article. card: JSON, which does not depend on what shares its file."""

    asked: tuple[Asked, ...]
    card: bytes


def _entries(said: Mapping[int, Sequence[_Entry]], pairs: range, known: Mapping[Slot, int]) -> bytes:
    slots = _Slots(known)
    rows = [
        [pair, [slots.asked(asked) for asked in entry.asked], msgspec.Raw(entry.card)]
        for pair in pairs
        for entry in said.get(pair, ())
    ]
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
