"""A query → what articles should hold → ranked articles.

Twin: theme/assets/search/engine.js. Specification: index-format 5 and 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from kbgen.model import AnswerCard, Language
from kbgen.search.amounts import in_figures
from kbgen.search.answer_finder import AnswerFinder
from kbgen.search.constants import MAX_QUERY_LENGTH, MOST_RESULTS
from kbgen.search.day_times import on_the_clock
from kbgen.search.everyday import EverydayWords
from kbgen.search.latin_parts import LatinParts
from kbgen.search.mixed import balanced
from kbgen.search.number_words import in_digits
from kbgen.search.operators import Note, Operators, read_operators
from kbgen.search.payloads import Document
from kbgen.search.postings import PostingsLookup
from kbgen.search.query_parts import QueryParts
from kbgen.search.reader import IndexReader
from kbgen.search.region_pages import RegionPages
from kbgen.search.scope import Flags, ScopeFinder
from kbgen.search.score import Met, Need, Part, PartReading, Ranked, Scored, met, rank, with_pin
from kbgen.text.normalise import normalise, split_runs
from kbgen.text.prices import price_shown, with_prices

Outcome = Literal["exact", "corrected", "weak", "none"]


@dataclass(frozen=True, slots=True)
class Result:
    """One article found.

    weak: it holds little of the query. own: False where it is shown in a language that is not the reader's.
    chosen: the parts of the query it holds, with the reading of each that fits it best. pinned: editors put it first.
    others: of the page of an article for one region, those for the other regions.
    """

    pair: int
    score: int
    document: Document
    weak: bool
    own: bool
    chosen: tuple[tuple[Part, PartReading], ...]
    pinned: bool = False
    others: tuple[Document, ...] = ()


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
    """What a query ranks. asked: as it was read. typed: its parts outside phrases. parts: all, these first.

    mended: a word that says little was typed wrong (index-format 5.2.7).
    """

    asked: Operators
    typed: tuple[Part, ...]
    parts: tuple[Part, ...]
    ranked: Ranked
    mended: bool = False


@dataclass(frozen=True, slots=True)
class _Understood:
    """What a query asks for. typed: its parts outside phrases. parts: all, with those of phrases and joined words (10.4).

    mended: a word that says little was typed wrong (5.2.7). named: of words that say little alone the pairs that have them as a
    title or keyword, which alone may be results (5.2.3); None of other queries.
    """

    typed: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    mended: bool = False
    named: Flags | None = None


class SearchEngine:
    """Answers queries over one index, for readers of one language.

    region: theirs, as addresses have it (`hk`), whose pages of an article are shown; empty where it is not known.
    """

    def __init__(self, index: IndexReader, language: Language, region: str = "") -> None:
        self._index = index
        self._language = language
        self._lookup = PostingsLookup(index, language)
        self._latin = LatinParts(index, self._lookup)
        self._met: dict[Need, Met] = {}
        self._parts = QueryParts(index, self._lookup, self._latin)
        self._everyday = EverydayWords(index, self._lookup, self._latin, language)
        manifest = index.manifest
        self._regions = RegionPages(manifest.get("region_pages", ()), manifest.get("region_names", {}), region.lower())
        self._scopes = ScopeFinder(index, self._lookup, self._latin, language, self._regions)
        self._finder = AnswerFinder(index, language)

    def search(self, query: str, *, limit: int = MOST_RESULTS, literal: bool = False) -> Answer:
        """Return the best `limit` articles; `literal`: nothing is mended."""
        found = self._found(self._read(query), literal=literal, most=max(1, limit))
        top = found.ranked.best[:limit]
        results = tuple(self._results(top, found.parts))
        outcome = _outcome(results, mended=found.mended)
        suggested = _suggested(found.typed, found.ranked.best) if outcome in {"weak", "none"} else None
        corrected = _corrected(found.typed, found.ranked.best, mended=found.mended)
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

    def _read(self, query: str) -> Operators:
        """Take a query apart, and forget what the one before it has read: whoever notes what this one reads hears of all."""
        self._met.clear()
        self._latin.forget()
        return read_operators(query[:MAX_QUERY_LENGTH], self._regions.names)

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
        return self._found(self._read(query), literal=False, most=most).ranked.best

    def ranking_and_card(self, query: str, *, most: int) -> tuple[tuple[Scored, ...], bool]:
        """Return what `ranking` does, and whether the query is answered above its results."""
        asked = self._read(query)
        found = self._found(asked, literal=False, most=most)
        best = found.ranked.best
        if asked.signs:
            return best, False
        corrected = _corrected(found.typed, best, mended=found.mended)
        queries = [query, *([corrected] if corrected else [])]
        return best, self._finder.card(queries, [scored.pair for scored in best if not scored.weak]) is not None

    def _found(self, asked: Operators, *, literal: bool, most: int) -> _Found:
        understood = self._understood(asked, literal=literal)
        typed, parts, mended = understood.typed, understood.parts, understood.mended
        if not asked.phrases and not asked.left_out:
            pin = self._finder.pinned(split_runs(normalise(asked.words), {}))
            ranked, regions = self._ranked(asked, typed, parts, most, understood.named)
            return _Found(asked, typed, parts, with_pin(ranked, pin, len(parts), most, regions), mended)
        if not parts:
            return _Found(asked, typed, parts, Ranked(0, ()))
        stays, note = self._looked_through(asked, parts)
        if note and note.kind == "phrase":
            if asked.left_out and self._looked_through(replace(asked, left_out=()), parts)[0].any():
                return _Found(asked, typed, parts, Ranked(0, ()))  # who holds the phrase is left out
            words = replace(asked, words=asked.unquoted, phrases=(), note=note)
            return self._found(words, literal=literal, most=most)
        ranked, _ = self._ranked(asked, typed, parts, most, stays)
        return _Found(replace(asked, note=note or asked.note), typed, parts, ranked, mended)

    def _looked_through(self, asked: Operators, parts: Sequence[Part]) -> tuple[Flags, Note | None]:
        """Return who may be a result by the signs of a query, and what to say of it."""
        scope = self._scopes.find(asked)
        every = self._rank(parts, self._index.manifest["pairs"], scope.may, RegionPages())
        return self._scopes.look(every.best, asked, scope)

    def _ranked(
        self, asked: Operators, typed: Sequence[Part], parts: Sequence[Part], most: int, only: Flags | None
    ) -> tuple[Ranked, RegionPages]:
        """Return the best pairs, and what chose among the pages of an article: the region named, as typed or as mended."""
        regions = self._regions_of(asked.unquoted, parts)
        ranked = self._rank(parts, most, only, regions) if parts else Ranked(0, ())
        if regions is self._regions:
            readings = _likely_readings(parts, ranked.best)
            meant = [reading.meant for reading in readings if reading and reading.meant]
            named = self._regions_of(_likely(typed, ranked.best), parts, meant)
            if named is not regions:
                return self._rank(parts, most, only, named), named
        return ranked, regions

    def _regions_of(self, text: str, parts: Sequence[Part], mended: Iterable[str] = ()) -> RegionPages:
        """Return what chooses among the pages of an article for a query. parts: of it; a word may stand for a region.

        mended: what its mended words stand for.
        """
        if "region_pages" not in self._index.manifest:
            return self._regions
        readings = (reading for part in parts for reading in part.readings if reading.kind in {"variant", "synonym"})
        meant = [reading.swap[1] if reading.swap else reading.words[0] for reading in readings]
        return self._regions.asked_in(self._canonical(text), set(map(self._canonical, (*meant, *mended))))

    def _canonical(self, text: str) -> str:
        runs = split_runs(normalise(text), {})
        fold = self._index.forms().fold
        return " ".join(run.text.translate(fold) if run.script == "hani" else run.text for run in runs)

    def _rank(self, parts: Sequence[Part], most: int, only: Flags | None, regions: RegionPages) -> Ranked:
        pairs = self._index.manifest["pairs"]
        little = self._index.little
        return rank(parts, self._index.postings, pairs, most=most, meets=self._meets, only=only, regions=regions, little=little)

    def _meets(self, need: Need) -> Met:
        if need not in self._met:
            self._met[need] = met(need, self._index.postings)
        return self._met[need]

    def _understood(self, asked: Operators, *, literal: bool) -> _Understood:
        text = on_the_clock(normalise(asked.words), self._parts.is_written)
        text = with_prices(in_figures(in_digits(text, self._parts.is_written), self._parts.is_written))
        runs = split_runs(text, {})
        quoted = [split_runs(normalise(mark.text), {}) for mark in asked.phrases]
        every = [run for some in (runs, *quoted) for run in some]
        self._parts.preload(every)
        mended = False
        if not literal:
            self._everyday.preload(runs)
            typed_runs, runs = runs, self._parts.with_little_words(runs)
            mended = runs != typed_runs
            every = [run for some in (runs, *quoted) for run in some]
        named = None
        if self._parts.says_little(every):
            pairs = self._parts.named(every)
            if not pairs:
                return _Understood()
            named = np.isin(np.arange(self._index.manifest["pairs"]), pairs)
        zhuyin = None if literal or quoted else self._parts.zhuyin_part(text, runs)
        typed = (zhuyin,) if zhuyin else tuple(self._parts.parts(runs, literal=literal))
        typed = balanced(typed if literal else tuple(map(self._everyday.with_near, typed)))
        phrases = tuple(_as_typed(part) for some in quoted for part in self._parts.parts(some, literal=True))
        joined = (part for some in (runs, *quoted) for part in self._parts.joined_parts(some))
        return _Understood(typed, (*typed, *phrases, *joined), mended, named)

    def _results(self, top: Sequence[Scored], parts: Sequence[Part]) -> Iterator[Result]:
        others = {scored.pair: self._regions.others(scored.pair) for scored in top}
        every = {*others, *(page for pages in others.values() for page in pages)}
        documents = self._index.documents(self._language, sorted(every))
        for scored in top:
            result = self._result(scored, parts, documents[scored.pair])
            yield replace(result, others=tuple(documents[page] for page in others[scored.pair]))

    def _result(self, scored: Scored, parts: Sequence[Part], document: Document) -> Result:
        chosen = tuple((part, part.readings[choice]) for part, choice in zip(parts, scored.chosen, strict=True) if choice >= 0)
        own = document.language == self._language
        return Result(scored.pair, scored.score, document, scored.weak, own, chosen, scored.pinned)


def _outcome(results: Sequence[Result], *, mended: bool) -> Outcome:
    if not results:
        return "none"
    if results[0].weak:
        return "weak"
    mended = mended or any(reading.kind == "corrected" for _, reading in results[0].chosen)
    return "corrected" if mended else "exact"


def _corrected(parts: Sequence[Part], ranked: Sequence[Scored], *, mended: bool) -> str | None:
    """Return the query as the best article reads it, or None where nothing was mended.

    parts: as typed, without the joined ones, which repeat words. mended: words in them that say little were.
    """
    if not ranked:
        return None
    words = [_mended(part, choice) for part, choice in zip(parts, ranked[0].chosen, strict=False)]
    return (
        _joined_text(parts, [word or part.typed for part, word in zip(parts, words, strict=True)])
        if mended or any(words)
        else None
    )


def _likely(parts: Sequence[Part], ranked: Sequence[Scored], *, asked: bool = False) -> str:
    """Return the query with every word mended that may be, as the best article reads it or else as is likeliest.

    asked: a word that is only to be asked about too.
    """
    readings = _likely_readings(parts, ranked)
    mended = ["".join(one.words) if one and one.kind == "corrected" else "" for one in readings]
    words = [(asked and part.maybe) or word or part.typed for part, word in zip(parts, mended, strict=True)]
    return _joined_text(parts, words)


def _likely_readings(parts: Sequence[Part], ranked: Sequence[Scored]) -> list[PartReading | None]:
    """Return how the best article reads each part or else what it is likeliest to be; None of one without readings."""
    chosen = ranked[0].chosen[: len(parts)] if ranked else [-1] * len(parts)
    pairs = zip(parts, chosen, strict=True)
    return [part.readings[max(0, choice)] if part.readings else None for part, choice in pairs]


def _mended(part: Part, choice: int) -> str:
    """Return the words of a reading of a part, by its number, where it is mended; else an empty string."""
    reading = part.readings[choice] if choice >= 0 else None
    return "".join(reading.words) if reading is not None and reading.kind == "corrected" else ""


def _as_typed(part: Part) -> Part:
    """Return a part of a phrase: nothing stands for it."""
    return replace(part, readings=tuple(reading for reading in part.readings if reading.kind == "exact"))


def _with_signs(text: str | None, signs: Sequence[str]) -> str | None:
    """Return another way to put a query with the phrases and what is left out, which it does without."""
    return None if text is None else " ".join((text, *signs))


def _suggested(parts: Sequence[Part], ranked: Sequence[Scored]) -> str | None:
    """Return the query as it may have been meant, or None where nothing of it is to be asked about (index-format 9.6).

    One word may be the slip of a query whose others articles know; one whose words they do not know is about something else.
    """
    unknown = [part for part in parts if not part.readings]
    return _likely(parts, ranked, asked=True) if len(unknown) == 1 and unknown[0].maybe else None


def _joined_text(parts: Sequence[Part], words: Sequence[str]) -> str:
    """Return a query with other words for its parts."""
    text = ""
    for part, word in zip(parts, words, strict=True):
        text += f" {part.before}" if text and part.before else part.before
        text += word if part.follows or not text else f" {price_shown(word)}"
        text += f" {part.after}" if part.after else ""
    return text
