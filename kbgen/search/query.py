"""A query → what articles should hold → ranked articles.

Twin: theme/assets/search/engine.js. Specification: index-format 5 and 9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from kbgen.model import AnswerCard, Language
from kbgen.search.answer_finder import AnswerFinder
from kbgen.search.constants import (
    JOINED,
    MAX_QUERY_LENGTH,
    MOST_ALIAS_WORDS,
    MOST_JOINED_WORDS,
    MOST_PIECES,
    MOST_RESULTS,
    MOST_ROMANISED_RUNS,
    SHORTEST_JOINED,
    WHOLE,
)
from kbgen.search.han_parts import HanParts
from kbgen.search.latin_parts import LatinParts
from kbgen.search.numerals import in_characters
from kbgen.search.operators import Note, Operators, read_operators
from kbgen.search.payloads import Document
from kbgen.search.postings import PostingsLookup, character_pairs
from kbgen.search.reader import IndexReader
from kbgen.search.romanised import looks_romanised
from kbgen.search.scope import Flags, ScopeFinder
from kbgen.search.score import Need, Part, PartReading, Ranked, Scored, met, rank, with_pin
from kbgen.search.zhuyin import zhuyin_pinyin
from kbgen.text.normalise import Run, normalise, split_runs, word_parts

Outcome = Literal["exact", "corrected", "weak", "none"]

MOST_NEEDS = 128
"""Needs whose pairs an engine remembers: those of common words, which hold most, come back in query after query."""


@dataclass(frozen=True, slots=True)
class Result:
    """One article found.

    weak: it holds little of the query. own: False where it is shown in a language that is not the reader's.
    chosen: the parts of the query it holds, with the reading of each that fits it best. pinned: editors put it first.
    """

    pair: int
    score: int
    document: Document
    weak: bool
    own: bool
    chosen: tuple[tuple[Part, PartReading], ...]
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The ranked articles of a query.

    total: how many are worth showing. corrected: the query as it was read, None where that is as typed.
    suggested: what the reader may have meant, to be asked; None where something was found that is not weak.
    note: what could not be done as it was typed; None where all could.
    card: what is said at once, None where nothing is. promise: how soon somebody replies, a sentence, or empty.
    """

    query: str
    outcome: Outcome
    corrected: str | None
    suggested: str | None
    total: int
    results: tuple[Result, ...]
    note: Note | None = None
    card: AnswerCard | None = None
    promise: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query ranks. asked: as it was read. typed: its parts outside phrases. parts: all, these first."""

    asked: Operators
    typed: tuple[Part, ...]
    parts: tuple[Part, ...]
    ranked: Ranked


class SearchEngine:
    """Answers queries over one index, for readers of one language."""

    def __init__(self, index: IndexReader, language: Language) -> None:
        self._index = index
        self._language = language
        self._lookup = PostingsLookup(index, language)
        self._latin = LatinParts(index, self._lookup)
        self._meets = lru_cache(MOST_NEEDS)(lambda need: met(need, index.postings))
        self._han = HanParts(index, self._lookup, self._latin)
        self._scopes = ScopeFinder(index, self._lookup, self._latin, language)
        self._finder = AnswerFinder(index, language)

    def search(self, query: str, *, limit: int = MOST_RESULTS, literal: bool = False) -> Answer:
        """Return the best `limit` articles; `literal`: nothing is mended."""
        found = self._found(read_operators(query[:MAX_QUERY_LENGTH]), literal=literal, most=max(1, limit))
        top = found.ranked.best[:limit]
        documents = self._index.documents(self._language, sorted(scored.pair for scored in top))
        results = tuple(self._result(scored, found.parts, documents[scored.pair]) for scored in top)
        outcome = _outcome(results)
        suggested = _suggested(found.typed) if outcome in {"weak", "none"} else None
        corrected = _corrected(found.typed, found.ranked.best)
        signs = found.asked.signs
        return Answer(
            query,
            outcome,
            _with_signs(corrected, signs),
            _with_signs(suggested, signs),
            found.ranked.total,
            results,
            found.asked.note,
            None if signs else self._card([query, *([corrected] if corrected else [])], results),
            self._finder.promise,
        )

    def _card(self, queries: Sequence[str], results: Sequence[Result]) -> AnswerCard | None:
        """Return what is said at once; of a row or a question, with the address of the result it stands in."""
        strong = {result.pair: result for result in results if not result.weak}
        found = self._finder.card(queries, list(strong))
        if found is None or found[1] is None:
            return found[0] if found else None
        document = strong[found[1]].document
        return replace(found[0], article=document.id, url=document.url, source=document.title)

    def ranking(self, query: str, *, most: int) -> tuple[Scored, ...]:
        """Return the best `most` pairs of a query, best first: `search` without what a result shows."""
        return self._found(read_operators(query[:MAX_QUERY_LENGTH]), literal=False, most=most).ranked.best

    def _found(self, asked: Operators, *, literal: bool, most: int) -> _Found:
        typed, parts = self._understood(asked, literal=literal)
        if not asked.phrases and not asked.left_out:
            pin = self._finder.pinned(split_runs(normalise(asked.words), {}))
            ranked = self._rank(parts, most, None) if parts else Ranked(0, ())
            return _Found(asked, typed, parts, with_pin(ranked, pin, len(parts), most))
        if not parts:
            return _Found(asked, typed, parts, Ranked(0, ()))
        scope = self._scopes.find(asked)
        every = self._rank(parts, self._index.manifest["pairs"], scope.may)
        stays, note = self._scopes.look(every.best, asked, scope)
        if note and note.kind == "phrase":
            words = replace(asked, words=asked.unquoted, phrases=(), note=note)
            return self._found(words, literal=literal, most=most)
        return _Found(replace(asked, note=note or asked.note), typed, parts, self._rank(parts, most, stays))

    def _rank(self, parts: Sequence[Part], most: int, only: Flags | None) -> Ranked:
        return rank(parts, self._index.postings, self._index.manifest["pairs"], most=most, meets=self._meets, only=only)

    def _understood(self, asked: Operators, *, literal: bool) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """Return the parts as typed outside phrases, and all of them: with those of phrases and joined words (10.4)."""
        text = normalise(asked.words)
        runs = split_runs(text, {})
        quoted = [split_runs(normalise(mark.text), {}) for mark in asked.phrases]
        every = [run for some in (runs, *quoted) for run in some]
        self._preload(every)
        if self._says_little(every):
            return (), ()
        zhuyin = None if literal or quoted else self._zhuyin_part(text, runs)
        typed = (zhuyin,) if zhuyin else tuple(self._parts(runs, literal=literal))
        phrases = tuple(_as_typed(part) for some in quoted for part in self._parts(some, literal=True))
        return typed, (*typed, *phrases, *(part for some in (runs, *quoted) for part in self._joined_parts(some)))

    def _says_little(self, runs: Sequence[Run]) -> bool:
        """Tell whether a query is made of words only that tell nothing of what it is about: 我, what (5.2.3)."""
        fold = self._index.forms().fold if any(run.script == "hani" for run in runs) else {}
        return all(run.text.translate(fold) in self._index.little for run in runs)

    def _preload(self, runs: Sequence[Run]) -> None:
        """Fetch all that the query needs as typed at once, so that a slow network is waited for only once."""
        latin = [run.text for run in runs if run.script == "latn" and run.text not in self._index.light]
        words = [word for text in latin for word in (text, *word_parts(text))]
        words += ["".join(joined) for at in range(len(runs)) for joined in (_dotted(runs, at), *_joinable(runs, at)) if joined]
        self._lookup.load("latn", [*words, *_compounds(runs)])
        han = [run.text.translate(self._index.forms().fold) for run in runs if run.script == "hani"]
        self._lookup.load("hani", [term for run in han for term in (*character_pairs(run), *run)])

    def _parts(self, runs: Sequence[Run], *, literal: bool) -> Iterator[Part]:
        at = 0
        while at < len(runs):
            run = runs[at]
            if run.script == "hani":
                yield from self._han.parts(run.text, literal=literal)
                at += 1
                continue
            words = self._alias_words(runs, at)
            if words:
                typed = " ".join(words)
                plain = self._literal(words)
                needs = [need for reading in plain for need in reading.needs]
                yield Part(typed, (*plain, *self._han.target_readings("latn", typed, needs)))
                at += len(words)
                continue
            number = _dotted(runs, at)
            if number:
                reading = self._latin.literal("".join(number))
                yield Part("".join(number), (reading,) if reading else ())
                at += len(number)
                continue
            joined = self._joined(runs, at)
            if joined:
                yield joined[0]
                at += joined[1]
                continue
            if run.text in self._index.light and len(runs) > 1:
                at += 1
                continue
            romanised = [] if literal else self._romanised_words(runs, at)
            mended = list(self._latin.parts(run.text, last=at == len(runs) - 1, literal=literal)) if len(romanised) < 2 else []
            if len(mended) == 1:
                mended = [self._with_characters(mended[0], runs, at)]
            if romanised:
                others = [reading for part in mended for reading in part.readings]
                yield Part(" ".join(romanised), (*self._han.romanised_readings("".join(romanised)), *others))
            else:
                yield from mended
            at += max(1, len(romanised))

    def _with_characters(self, part: Part, runs: Sequence[Run], at: int) -> Part:
        """Return the part of a word with readings of it, where it is a number, in characters: 20日 as 二十日 (5.7.3)."""
        beside = (runs[at - 1 : at], runs[at + 1 : at + 2])
        if not any(run.script == "hani" for some in beside for run in some):
            return part
        before, unit = ("".join(run.text for run in some).translate(self._index.forms().fold) for some in beside)
        typed = part.readings[0].needs if part.readings else ()
        found = self._han.number_readings(in_characters(runs[at].text, before, unit), typed)
        return replace(part, readings=(*part.readings, *found))

    def _joined(self, runs: Sequence[Run], start: int) -> tuple[Part, int] | None:
        """Return the part of neighbouring words that articles hold as one, the most first, and how many they are (5.3.4)."""
        for words in _joinable(runs, start):
            reading = self._latin.literal("".join(words))
            if reading is None:
                continue
            typed = " ".join(words)
            needs = [self._latin.need(word) for word in words]
            if all(need is not None for need in needs):
                if any(run.glued for run in runs[start + 1 : start + len(words)]):
                    continue
                plain = PartReading(tuple(need for need in needs if need), WHOLE, "exact", (typed,))
                weight = self._han.fair_weight(JOINED, plain.needs, reading.needs)
                return Part(typed, (plain, replace(reading, weight=weight))), len(words)
            return Part(typed, (reading,)), len(words)
        return None

    def _joined_parts(self, runs: Sequence[Run]) -> Iterator[Part]:
        for joined in _compounds(runs):
            reading = self._latin.literal(joined)
            if reading is not None:
                yield Part(joined, (reading,))

    def _alias_words(self, runs: Sequence[Run], start: int) -> list[str]:
        """Return the most words from `start` that stand for others, or none."""
        words: list[str] = []
        found: list[str] = []
        for run in runs[start : start + MOST_ALIAS_WORDS]:
            if run.script != "latn":
                break
            words.append(run.text)
            if " ".join(words) in self._index.aliases("latn", words[:1]):
                found = list(words)
        return found

    def _romanised_words(self, runs: Sequence[Run], start: int) -> list[str]:
        """Return the most words from `start` that are Chinese in Latin letters, one of them in no article, or none."""
        words: list[str] = []
        for run in runs[start : start + MOST_ROMANISED_RUNS]:
            if run.script != "latn":
                break
            words.append(run.text)
        while words:
            unheld = any(self._latin.need(word) is None for word in words)
            if unheld and looks_romanised("".join(words)) and self._han.romanised_readings("".join(words)):
                return words
            words.pop()
        return []

    def _zhuyin_part(self, text: str, runs: Sequence[Run]) -> Part | None:
        """Return what a whole query means as Zhuyin keys; None where it may mean something as it stands (7.10)."""
        pinyin = zhuyin_pinyin(text)
        long = [run.text for run in runs if len(run.text) > 1]
        if pinyin is None or all(word.isdecimal() for word in long) or any(map(self._held, long)):
            return None
        if any(self._alias_words(runs, at) for at in range(len(runs))) or self._romanised_words(runs, 0):
            return None
        readings = self._han.romanised_readings(pinyin)
        return Part(" ".join(run.text for run in runs), tuple(readings)) if readings else None

    def _held(self, word: str) -> bool:
        """Tell whether articles hold a word, or all its pieces; a piece of one character says nothing."""
        return self._latin.need(word) is not None or all(
            len(piece) > 1 and self._latin.need(piece) is not None for piece in word_parts(word)
        )

    def _literal(self, words: Sequence[str]) -> list[PartReading]:
        """Return the reading of a phrase as typed, where an article holds any of it, or of a word in another form.

        What no article holds is a need that nothing meets.
        """
        needs = tuple(self._latin.need(word) or Need((), WHOLE) for word in words)
        if any(need.terms for need in needs):
            return [PartReading(needs, WHOLE, "exact", (" ".join(words),))]
        related = self._latin.related(words[0]) if len(words) == 1 else None
        return [related] if related else []

    def _result(self, scored: Scored, parts: Sequence[Part], document: Document) -> Result:
        chosen = tuple((part, part.readings[choice]) for part, choice in zip(parts, scored.chosen, strict=True) if choice >= 0)
        own = document.language == self._language
        return Result(scored.pair, scored.score, document, scored.weak, own, chosen, scored.pinned)


def _dotted(runs: Sequence[Run], start: int) -> list[str]:
    """Return the pieces of a number with full stops, or none: 3.1.2 is one number, and 3 and 2 say nothing of it (5.2.2)."""
    pieces = [runs[start].text]
    for run in runs[start + 1 : start + MOST_PIECES]:
        if not run.dotted:
            break
        pieces.append(f".{run.text}")
    return pieces if len(pieces) > 1 else []


def _joinable(runs: Sequence[Run], start: int) -> list[list[str]]:
    """Return the neighbouring words that may be one word, the most first (5.3.4)."""
    words: list[str] = []
    for run in runs[start : start + MOST_JOINED_WORDS]:
        if run.script != "latn" or run.dotted:
            break
        words.append(run.text)
    found = [words[:size] for size in range(len(words), 1, -1)]
    return [words for words in found if len("".join(words)) >= SHORTEST_JOINED]


def _compounds(runs: Sequence[Run]) -> list[str]:
    """Return the words that were typed with a hyphen or a full stop between, joined: `ACSD-45488` → acsd45488."""
    joined = []
    compound: list[str] = []
    for run in runs:
        if run.script == "hani":
            compound = []
            continue
        compound = [*compound, run.text] if run.glued and not run.dotted and compound else [run.text]
        if 1 < len(compound) <= MOST_PIECES:
            joined.append("".join(compound))
    return joined


def _outcome(results: Sequence[Result]) -> Outcome:
    if not results:
        return "none"
    if results[0].weak:
        return "weak"
    mended = any(reading.kind == "corrected" for _, reading in results[0].chosen)
    return "corrected" if mended else "exact"


def _corrected(parts: Sequence[Part], ranked: Sequence[Scored]) -> str | None:
    """Return the query as the best article reads it, or None where nothing was mended.

    parts: as typed, without the joined ones, which repeat words.
    """
    if not ranked:
        return None
    readings = [part.readings[choice] if choice >= 0 else None for part, choice in zip(parts, ranked[0].chosen, strict=False)]
    if not any(reading is not None and reading.kind == "corrected" for reading in readings):
        return None
    words = [
        "".join(reading.words) if reading is not None and reading.kind == "corrected" else part.typed
        for part, reading in zip(parts, readings, strict=True)
    ]
    return _joined_text(parts, words)


def _as_typed(part: Part) -> Part:
    """Return a part of a phrase: nothing stands for it."""
    return replace(part, readings=tuple(reading for reading in part.readings if reading.kind == "exact"))


def _with_signs(text: str | None, signs: Sequence[str]) -> str | None:
    """Return another way to put a query with the phrases and what is left out, which it does without."""
    return None if text is None else " ".join((text, *signs))


def _suggested(parts: Sequence[Part]) -> str | None:
    """Return the query as it may have been meant, or None where nothing of it is to be asked about (index-format 9.6)."""
    return _joined_text(parts, [part.maybe or part.typed for part in parts]) if any(part.maybe for part in parts) else None


def _joined_text(parts: Sequence[Part], words: Sequence[str]) -> str:
    """Return a query with other words for its parts."""
    text = ""
    for part, word in zip(parts, words, strict=True):
        text += word if part.follows or not text else f" {word}"
    return text
