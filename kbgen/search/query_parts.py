"""The runs of a query → parts with readings.

Twin: theme/assets/search/query-parts.js. Specification: index-format 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import NamedTuple

from kbgen.search.constants import (
    CORRECTED_FALL,
    JOINED,
    LEAST_WEIGHT,
    MOST_ALIAS_WORDS,
    MOST_JOINED_WORDS,
    MOST_PIECES,
    MOST_ROMANISED_RUNS,
    SHORTEST_JOINED,
    SPOKEN_NOT,
    WHOLE,
)
from kbgen.search.currencies import is_of_number
from kbgen.search.han_parts import HanParts
from kbgen.search.latin_parts import LatinParts, unsure
from kbgen.search.little_words import LittleWords
from kbgen.search.misspelt import Misspelt, MisspeltSources, mended_reading
from kbgen.search.numerals import DAYS, UNITS, in_characters
from kbgen.search.postings import PostingsLookup, character_pairs
from kbgen.search.reader import IndexReader
from kbgen.search.romanised import looks_romanised
from kbgen.search.score import Need, Part, PartReading
from kbgen.search.whether import whether_spans
from kbgen.search.zhuyin import zhuyin_pinyin
from kbgen.text.denials import LONGEST_DENIAL, denied, source_key
from kbgen.text.normalise import Run, word_parts
from kbgen.text.prices import CODES, price_of


class _Romanised(NamedTuple):
    """Words that are Chinese in Latin letters. is_half: beside some that look so and cannot be read."""

    words: list[str]
    is_half: bool


_UNREAD = _Romanised([], is_half=False)


class QueryParts:
    """Reads the runs of queries over one index."""

    def __init__(self, index: IndexReader, lookup: PostingsLookup, latin: LatinParts) -> None:
        self._index = index
        self._lookup = lookup
        self._latin = latin
        self._han = HanParts(index, lookup, latin)
        self._misspelt = MisspeltSources(index, latin)
        self._little_words = LittleWords(index, latin)

    def says_little(self, runs: Sequence[Run]) -> bool:
        """Tell whether a query is made of words only that tell nothing of what it is about: 我, what (5.2.3)."""
        return all(text in self._index.little or whether_spans(text)[:1] == [(0, len(text))] for text in self._folded(runs))

    def named(self, runs: Sequence[Run]) -> Sequence[int]:
        """Return the pairs that a query of words that say little names by a title or keyword, ascending: about us (5.2.3)."""
        telling = (text for text in self._folded(runs) if text not in self._index.light)
        return self._index.little_names().get(" ".join(telling), ())

    def _folded(self, runs: Sequence[Run]) -> list[str]:
        """Return the texts of runs, folded; the table of forms is fetched for Chinese alone."""
        fold = self._index.forms().fold if any(run.script == "hani" for run in runs) else {}
        return [run.text.translate(fold) for run in runs]

    def is_written(self, amount: str) -> bool:
        """Tell whether an article holds an amount as it was typed (5.8)."""
        return bool(self._han.numbers.held([amount.translate(self._index.forms().fold)]))

    def with_little_words(self, runs: Sequence[Run]) -> list[Run]:
        """Return the runs of a query in which words that say little and were typed wrong are what was meant (5.2.7)."""
        return self._little_words.read(runs)

    def preload(self, runs: Sequence[Run]) -> None:
        """Fetch all that the query needs as typed at once, so that a slow network is waited for only once."""
        latin = [run.text for run in runs if run.script == "latn" and run.text not in self._index.light]
        words = [word for text in latin for word in (text, *word_parts(text), *_other_prices(text))]
        words += ["".join(joined) for at in range(len(runs)) for joined in (_dotted(runs, at), *_joinable(runs, at)) if joined]
        self._lookup.load("latn", [*words, *_compounds(runs)])
        han = [run.text.translate(self._index.forms().fold) for run in runs if run.script == "hani"]
        self._lookup.load("hani", [term for run in han for term in (*character_pairs(run), *run)])

    def parts(self, runs: Sequence[Run], *, literal: bool) -> Iterator[Part]:
        """Yield the parts of a query that is not Zhuyin keys; `literal`: nothing is mended (5.2)."""
        waiting: Part | None = None
        aside: list[str] = []
        for found in self._read(runs, literal=literal):
            if isinstance(found, str):
                aside.append(found)
                continue
            if waiting:
                yield waiting
            waiting, aside = replace(found, before=" ".join(aside)), []
        if waiting:
            yield replace(waiting, after=" ".join(aside))

    def _read(self, runs: Sequence[Run], *, literal: bool) -> Iterator[Part | str]:
        """Yield the parts of a query, and between them the words that are left out, as they say little and nobody holds them."""
        runs = [run for at, run in enumerate(runs) if not self._is_loose_currency(runs, at)]
        at = sounded = 0
        while at < len(runs):
            run = runs[at]
            if run.script == "hani":
                if text := self._in_written_words(self._in_days(run.text, runs, at)):
                    yield from self._han.parts(text, literal=literal)
                at += 1
                continue
            if size := self._alias_size(runs, at):
                words = [run.text for run in runs[at : at + size]]
                yield Part(" ".join(words), tuple(self._source_readings(words)))
                at += size
                continue
            number = _dotted(runs, at)
            if number:
                yield self._latin.fraction("".join(number))
                at += len(number)
                continue
            joined = self._latin.measured(runs, at) or self._joined(runs, at) or self._latin.telephone(runs, at)
            if joined:
                yield joined[0]
                at += joined[1]
                continue
            if run.text in self._index.light and len(runs) > 1:
                yield run.text
                at += 1
                continue
            romanised = _UNREAD if literal else self._romanised(runs, at, sounded)
            size = 0 if literal else self._place_size(runs, at)
            if size > len(romanised.words):
                yield from (Part(run.text, ()) for run in runs[at : at + size])
                at += size
                continue
            misspelt = None if literal else self._misspelt.found(runs, at)
            if misspelt and len(romanised.words) <= len(misspelt.words):
                yield self._misspelt_part(misspelt, last=at + len(misspelt.words) == len(runs))
                at += len(misspelt.words)
                continue
            words = romanised.words
            mended = list(self._latin.parts(run.text, last=at == len(runs) - 1, literal=literal)) if len(words) < 2 else []
            if len(mended) == 1:
                told = self._telling(mended[0], runs)
                counted = self._of_unit(self._perhaps_initials(told, runs, literal=literal), runs, at)
                mended = [self._with_characters(counted, runs, at)]
            if words:
                others = [reading for part in mended for reading in part.readings]
                yield Part(" ".join(words), (*self._by_sound(romanised, len(runs)), *others))
            else:
                yield from mended
            at += max(1, len(words))
            sounded = at if words else sounded

    def _source_readings(self, words: Sequence[str], *, as_typed: bool = True) -> Iterator[PartReading]:
        """Yield the readings of words that are the source of an alias (5.5). as_typed: the one of these words as well."""
        plain = self._literal(words) if as_typed else []
        yield from plain
        needs = [need for reading in plain for need in reading.needs]
        meant = list(self._han.target_readings("latn", source_key(" ".join(words)), needs))
        yield from meant
        if all(reading.scattered for reading in meant):
            yield from self._within(words)

    def _within(self, words: Sequence[str]) -> Iterator[PartReading]:
        """Yield the readings of the longest source inside one that stands for nothing that an article says (5.5.2)."""
        for size in range(len(words) - 1, 0, -1):
            for start in range(len(words) - size + 1):
                inner = words[start : start + size]
                key = source_key(" ".join(inner))
                if key not in self._index.aliases("latn", [key.partition(" ")[0]]):
                    continue
                needs = [need for reading in self._literal(inner) for need in reading.needs]
                said = [one for one in self._han.target_readings("latn", key, needs) if not one.scattered]
                if said:
                    beside = [word for word in (*words[:start], *words[start + size :]) if word not in self._index.little]
                    others = tuple(self._latin.need(word) or Need((), WHOLE) for word in beside)
                    yield from (replace(one, needs=(*others, *one.needs)) for one in said)
                    return

    def _by_sound(self, romanised: _Romanised, size: int) -> list[PartReading]:
        """Return the readings of Chinese in Latin letters, of a query of so many runs (7.9.2)."""
        text = "".join(romanised.words)
        if len(romanised.words) == size and self._han.says_little_by_sound(text):
            return []
        readings = self._han.romanised_readings(text)
        return [replace(reading, kind="variant") for reading in readings] if romanised.is_half else readings

    def _misspelt_part(self, misspelt: Misspelt, *, last: bool) -> Part:
        """Return the part of words that were meant for the source of an alias, or a single one for a word of the site (5.2.6)."""
        typed = misspelt.words
        parts = self._latin.parts(typed[0], last=last, literal=False) if len(typed) == 1 else ()
        others = [reading for part in parts for reading in part.readings]
        cost = self._latin.first_cost(typed[0], last=last) if others else None
        least = misspelt.cost if cost is None else min(cost, misspelt.cost)
        meant = self._source_readings(misspelt.source.split(" "), as_typed=len(typed) > 1)
        readings = [mended_reading(reading, misspelt.source, CORRECTED_FALL * (misspelt.cost - least)) for reading in meant]
        fall = CORRECTED_FALL * ((misspelt.cost if cost is None else cost) - least)
        lesser = [replace(other, weight=max(LEAST_WEIGHT, other.weight - fall)) for other in others]
        return Part(" ".join(typed), (*readings, *lesser))

    def _is_loose_currency(self, runs: Sequence[Run], at: int) -> bool:
        """Tell whether a run is the currency of the number beside it, in a word that no article holds (5.2.4)."""
        run = runs[at]
        text = run.text.translate(self._index.forms().fold) if run.script == "hani" else run.text
        beside = (*runs[max(0, at - 1) : at], *runs[at + 1 : at + 2])
        if not is_of_number(text, beside):
            return False
        return not self._lookup.is_held(run.script, text)

    def _in_days(self, text: str, runs: Sequence[Run], at: int) -> str:
        """Return a Han run with the unit in which articles count the days of the number before it: 天內 of 14日內 (5.7.5)."""
        other = DAYS.get(text[:1])
        if other is None or len(text) < 2 or not at or not runs[at - 1].text.isdecimal() or _ends_month(runs, at - 2):
            return text
        figures, after = runs[at - 1].text, text[1:].translate(self._index.forms().fold)[:1]
        typed, meant = figures + text[0] + after, figures + other + after
        return other + text[1:] if self._han.numbers.held([typed, meant]) == [meant] else text

    def _in_written_words(self, text: str) -> str:
        """Return a Han run with 不 for each 唔 that articles write so among its neighbours: 收唔到包裹 as 收不到包裹 (5.7.6)."""
        folded = text.translate(self._index.forms().fold)
        written = list(text)
        for at in range(1, len(text)):
            typed = folded[at - 1 : at - 1 + SPOKEN_NOT]
            meant = f"{typed[0]}不{typed[2:]}"
            if folded[at] == "唔" and len(typed) == SPOKEN_NOT and self._han.numbers.held([typed, meant]) == [meant]:
                written[at] = "不"
        return "".join(written)

    def _telling(self, part: Part, runs: Sequence[Run]) -> Part:
        """Return the part of a word; of the only one of a query without mended words that say little (5.3.6)."""
        if len(runs) > 1:
            return part
        little = self._index.little
        return replace(
            part, readings=tuple(one for one in part.readings if one.kind != "corrected" or one.words[0] not in little)
        )

    def _perhaps_initials(self, part: Part, runs: Sequence[Run], *, literal: bool) -> Part:
        """Return the part of a word; of one of which nothing is known and that is the whole query, as initials (7.9.3)."""
        known = part.readings or part.maybe or literal or len(runs) > 1 or part.typed in CODES
        if known or not self._lookup.is_for_chinese:
            return part
        return Part(part.typed, tuple(self._han.initials_readings(part.typed)))

    def _of_unit(self, part: Part, runs: Sequence[Run], at: int) -> Part:
        """Return the part of a word; of a number before a unit that articles hold, and none with it, as none of it (5.2.8)."""
        if not runs[at].text.isdecimal() or at + 1 == len(runs) or runs[at + 1].script != "hani":
            return part
        after = runs[at + 1].text.translate(self._index.forms().fold)
        unit = next((unit for unit in UNITS if after.startswith(unit)), "")
        if not unit or not self._han.numbers.held([unit]):
            return part
        units = [unit, DAYS.get(unit, unit)]
        if self._han.numbers.held([runs[at].text + one for one in units]):
            return part
        return replace(part, readings=tuple(map(unsure, part.readings)))

    def _with_characters(self, part: Part, runs: Sequence[Run], at: int) -> Part:
        """Return the part of a word with readings of it, where it is a number, in characters: 20日 as 二十日, 80元 as 八十元."""
        if (price := price_of(runs[at].text)) and price.is_any and self._lookup.is_for_chinese:
            typed = part.readings[0].needs if part.readings else ()
            spelt = self._han.number_readings(in_characters(price.number, "", "元"), typed)
            return replace(part, readings=(*part.readings, *spelt))
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
            needs = [self._latin.need(word) for word in words]
            joined = "".join(words)
            reading = self._latin.literal(joined) or (self._latin.in_another_form(joined) if None in needs else None)
            if reading is None:
                continue
            typed = " ".join(words)
            if all(need is not None for need in needs):
                if any(run.glued for run in runs[start + 1 : start + len(words)]):
                    continue
                plain = PartReading(tuple(need for need in needs if need), WHOLE, "exact", (typed,))
                weight = self._han.fair_weight(JOINED, plain.needs, reading.needs)
                return Part(typed, (plain, replace(reading, weight=weight))), len(words)
            return Part(typed, (reading,)), len(words)
        return None

    def joined_parts(self, runs: Sequence[Run]) -> Iterator[Part]:
        """Yield the parts of words that were typed with a hyphen or full stop between, joined (5.6)."""
        for joined in _compounds(runs):
            reading = self._latin.literal(joined)
            if reading is not None:
                yield Part(joined, (reading,))

    def _alias_size(self, runs: Sequence[Run], start: int) -> int:
        """Return how many words from `start` stand for others, as many as can be; 0 for none."""
        latin = takewhile(lambda run: run.script == "latn", runs[start : start + MOST_ALIAS_WORDS * LONGEST_DENIAL])
        words = list(islice(denied([run.text for run in latin]), MOST_ALIAS_WORDS))
        for size in range(len(words), 0, -1):
            key = " ".join(word for word, _ in words[:size])
            if key in self._index.aliases("latn", [words[0][0]]):
                return sum(number for _, number in words[:size])
        return 0

    def _place_size(self, runs: Sequence[Run], start: int) -> int:
        """Return how many words from `start` name a place of which no article holds all words (5.2.9); 0 for none."""
        some = takewhile(lambda run: run.script == "latn" and not run.dotted, runs[start : start + MOST_ALIAS_WORDS])
        words = [run.text for run in some]
        for size in range(len(words), 1, -1):
            name = words[:size]
            if any(self._latin.need(word) is None for word in name) and self._index.is_real_english(" ".join(name)):
                return size
        return 0

    def _romanised(self, runs: Sequence[Run], start: int, sounded: int = 0) -> _Romanised:
        """Return the most words from `start` that are Chinese in Latin letters, one of them in no article, or none.

        sounded: where words end that are read so already. Of half of what was typed no character by itself is read (7.9.5).
        """
        words: list[str] = []
        for run in runs[start : start + MOST_ROMANISED_RUNS]:
            if run.script != "latn":
                break
            words.append(run.text)
        is_rest = start > sounded and self._sounds_unread(runs, start - 1)
        while words and not (len(words) == 1 and words[0] in CODES):
            unheld = any(self._latin.need(word) is None for word in words)
            if unheld and looks_romanised("".join(words)) and self._may_be_romanised(words):
                end = start + len(words)
                is_half = is_rest or (self._sounds_unread(runs, end) and not self._romanised(runs, end, end).words)
                if not is_half or all(len(word) > 1 for word in self._han.words_by_sound("".join(words))[0].words):
                    return _Romanised(words, is_half)
            words.pop()
        return _UNREAD

    def _sounds_unread(self, runs: Sequence[Run], at: int) -> bool:
        """Tell whether there is a run at a place that looks like Chinese in Latin letters and is nothing else."""
        if at >= len(runs) or runs[at].script != "latn" or not looks_romanised(word := runs[at].text):
            return False
        return self._latin.need(word) is None and not self._alias_size(runs, at) and not self._index.is_real_english(word)

    def _may_be_romanised(self, words: Sequence[str]) -> bool:
        """Tell whether words have a reading as Chinese, and none in Latin letters that is likelier (7.9.4)."""
        real = self._index.is_real_english(" ".join(words))
        if real and not self._lookup.is_for_chinese:
            return False
        readings = self._han.words_by_sound("".join(words))
        if not readings or real:
            return bool(readings) and len(readings[0].words) == 1
        cost = self._latin.mending_cost(words)
        return cost is None or readings[0].cost <= cost

    def zhuyin_part(self, text: str, runs: Sequence[Run]) -> Part | None:
        """Return what a whole query means as Zhuyin keys; None where it may mean something as it stands (7.10)."""
        pinyin = zhuyin_pinyin(text)
        long = [run.text for run in runs if len(run.text) > 1]
        if pinyin is None or all(word.isdecimal() for word in long) or any(map(self._held, long)):
            return None
        if any(self._alias_size(runs, at) for at in range(len(runs))) or self._romanised(runs, 0).words:
            return None
        readings = self._han.romanised_readings(pinyin)
        if readings and self._han.says_little_by_sound(pinyin):
            return None
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


def _ends_month(runs: Sequence[Run], at: int) -> bool:
    return at >= 0 and runs[at].text.endswith("月")


def _other_prices(word: str) -> tuple[str, ...]:
    """Return the other terms of a price, none of another word."""
    price = price_of(word)
    return (*price.terms, *price.others) if price else ()


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
