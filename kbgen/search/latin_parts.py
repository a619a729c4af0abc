"""An alphabetic word of a query → parts with readings.

Twin: theme/assets/search/latin-parts.js. Specification: index-format 5.3 and 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kbgen.search.constants import (
    CORRECTED_FALL,
    CORRECTED_LATIN,
    DERIVED,
    INFLECTED,
    LEAST_WEIGHT,
    MOST_NUMBERS,
    MOST_PIECES,
    NO_PRICE,
    RELATIVE,
    SHORTEST_TAIL,
    WHOLE,
)
from kbgen.search.currencies import CURRENCIES, MEASURES
from kbgen.search.decode_latin import LatinCandidate, LatinDecoder
from kbgen.search.payloads import Postings
from kbgen.search.postings import Family, PostingsLookup
from kbgen.search.reader import IndexReader
from kbgen.search.score import MatchKind, Need, Part, PartReading, Term, information
from kbgen.search.word_forms import Kinship
from kbgen.text.normalise import Run, word_parts
from kbgen.text.prices import CODES, PriceTerm, price_of


class LatinParts:
    """Reads alphabetic words: as typed where an article holds them, mended otherwise."""

    def __init__(self, index: IndexReader, lookup: PostingsLookup) -> None:
        self._index = index
        self._lookup = lookup
        self._decoder: LatinDecoder | None = None
        self._needs: dict[str, Need | None] = {}

    def forget(self) -> None:
        """Forget the words of a query: those of another begin."""
        self._needs.clear()

    def parts(self, word: str, *, last: bool, literal: bool) -> Iterator[Part]:
        """Yield the parts of one word; `last`: it ends the query and may be unfinished."""
        if price := price_of(word):
            yield self._price(word, price)
            return
        whole = self.literal(word)
        if whole is not None:
            yield Part(word, (whole,))
            return
        pieces = word_parts(word)
        if 1 < len(pieces) <= MOST_PIECES:
            read = [(piece, self.literal(piece)) for piece in pieces]
            found = [(piece, reading) for piece, reading in read if reading is not None or piece not in CURRENCIES]
            if all(reading is not None for _, reading in found):
                yield from (Part(piece, (reading,)) for piece, reading in found if reading is not None)
                return
        yield Part(word, ()) if literal else self._unheld(word, last=last)

    def _unheld(self, word: str, *, last: bool) -> Part:
        """Return the part of a word that no article holds: in another form, the end of a number, or mended.

        What is no word is sooner one typed wrong than one made of another: chatrs is charts, and not of chat.
        """
        if related := self.in_another_form(word):
            return Part(word, (related,))
        real = self._index.is_real_english(word)
        forms = self.words().forms(word)
        if tail := self.tail(word):
            return Part(word, (tail,))
        if word in CODES:
            return Part(word, ())
        readings = self._mended(word, last=last, real=real)
        if not (readings or real) and (related := self._in_forms(forms)):
            return Part(word, (related,))
        maybe = (forms[0][0] if forms else self.words().nearest(word)) if real and not readings else ""
        return Part(word, readings, "" if maybe in self._index.little else maybe)

    def _price(self, word: str, price: PriceTerm) -> Part:
        """Return the part of a price: of who holds it and, for less, its number, unless that is said of another (5.2.5)."""
        self._lookup.load("latn", [*price.terms, *filter(None, [price.number]), *price.others])
        own = self.literal(word)
        if own and price.others:
            return Part(word, (own,))
        if any(self.literal(other) for other in price.others):
            return Part(word, ())
        terms = tuple(term for need in map(self.need, price.terms) if need for term in need.terms)
        readings = [PartReading((Need(terms, WHOLE),), WHOLE, "exact", (word,))] if terms else []
        alone = self.literal(price.number) if price.number else None
        return Part(word, (*readings, *([unsure(alone)] if alone else [])))

    def fraction(self, word: str) -> Part:
        """Return the part of a number with full stops: as typed or, where no article holds it, as a price (5.2.2)."""
        if price := price_of(word):
            return self._price(word, price)
        price = price_of("any" + word)
        reading = self.literal(word) or (self._price(word, price).readings or (None,))[0] if price else self.literal(word)
        return Part(word, (reading,) if reading else ())

    def measured(self, runs: Sequence[Run], start: int) -> tuple[Part, int] | None:
        """Return the part of a number with a measure that no article has both of, and how many runs they are (5.2.8): 30kg."""
        typed = [run.text for run in runs[start : start + 2] if run.script == "latn"]
        pieces = word_parts(typed[0])
        number, unit = pieces if len(pieces) == 2 else (typed[0], "".join(typed[1:]))
        if not number.isdecimal() or unit not in MEASURES or (len(pieces) == 2 and self.need(typed[0])):
            return None
        meant, alone = Need(self.same_word(unit), WHOLE), self.literal(number)
        if not meant.terms or (alone and not self._holding(meant).isdisjoint(self._holding(alone.needs[0]))):
            return None
        measure = PartReading((meant,), WHOLE, "exact", (unit,), told=NO_PRICE)
        readings = (measure, unsure(alone)) if alone else (measure,)
        return Part(f"{number} {unit}", readings), 1 if len(pieces) == 2 else 2

    def _holding(self, need: Need) -> set[int]:
        return self._lookup.holding_any((term.family, term.term) for term in need.terms)

    def literal(self, word: str) -> PartReading | None:
        """Return the reading of a word as typed, or None where no article holds it."""
        need = self.need(word)
        return PartReading((need,), WHOLE, "exact", (word,)) if need else None

    def need(self, word: str) -> Need | None:
        """Return what an article should hold for a word: the word itself or, for less, one of its stem."""
        if word not in self._needs:  # a query asks a hundred times for its ten words
            self._needs[word] = self._need(word)
        return self._needs[word]

    def _need(self, word: str) -> Need | None:
        self._lookup.load("latn", [word])
        terms = []
        for family in self._lookup.families("latn"):
            postings = self._index.postings(family.name, word)
            if postings is not None:
                terms.append(Term(family.name, word, family.weight))
                terms.extend(self._relative(family, relative, postings) for relative in postings.relatives)
        return Need(tuple(terms), WHOLE) if terms else None

    def _relative(self, family: Family, relative: str, typed: Postings) -> Term:
        """Return a word of the same stem; one that no more articles hold than the word typed, and so may be rarer, counts less.

        Without it `refunds` would outweigh `refund` only because fewer hold it. One that more hold has no such merit: it may
        outweigh the word typed, which some text mentions, where a title has it.
        """
        postings = self._index.postings(family.name, relative)
        if postings is not None and len(postings.pairs) > len(typed.pairs):
            return Term(family.name, relative, family.weight * RELATIVE // WHOLE)
        most = typed.highest
        highest = postings.highest if postings is not None else most
        return Term(family.name, relative, family.weight * RELATIVE * min(most, highest) // (WHOLE * highest))

    def words(self) -> LatinDecoder:
        """Return the words of the site; they are fetched when the first word turns up that no article holds."""
        lexicon = self._index.lexicon("latn")
        if self._decoder is None:
            self._decoder = LatinDecoder(lexicon)
        return self._decoder

    def in_another_form(self, word: str) -> PartReading | None:
        """Return the reading of a word that articles hold inflected or, an English word, derived (index-format 5.3.2)."""
        forms = self.words().forms(word)
        is_near = bool(forms) and (forms[0][1] == "inflected" or (forms[0][1] == "derived" and self._index.is_real_english(word)))
        return self._in_forms(forms) if is_near else None

    def related(self, word: str) -> PartReading | None:
        """Return the reading of a word that articles hold in other forms only (index-format 5.3.3)."""
        return self._in_forms([form for form in self.words().forms(word) if form[1] != "distant"])

    def _in_forms(self, found: Sequence[tuple[str, Kinship]]) -> PartReading | None:
        self._lookup.load("latn", [form for form, _ in found])
        terms: list[Term] = []
        for form, kinship in found:
            need = self.need(form)
            part = INFLECTED if kinship == "inflected" else DERIVED
            terms.extend(replace(term, weight=max(1, term.weight * part // WHOLE)) for term in (need.terms if need else ()))
        return PartReading((Need(tuple(terms), WHOLE),), WHOLE, "exact", (found[0][0],)) if terms else None

    def same_word(self, word: str) -> tuple[Term, ...]:
        """Return the terms that are a word in any form: those of its need or, where none holds it, of its inflected forms."""
        need = self.need(word)
        if need is not None:
            return need.terms
        needs = (self.need(form) for form, kinship in self.words().forms(word) if kinship == "inflected")
        return tuple(term for need in needs if need for term in need.terms)

    def tail(self, word: str) -> PartReading | None:
        """Return the reading of a number whose end articles hold: a telephone number without its country (index-format 5.3.5)."""
        tails = [word[at:] for at in range(1, len(word) - SHORTEST_TAIL + 1)] if word.isdecimal() else []
        self._lookup.load("latn", tails)
        return next((reading for reading in map(self.literal, tails) if reading is not None), None)

    def telephone(self, runs: Sequence[Run], start: int) -> tuple[Part, int] | None:
        """Return the part of neighbouring numbers that are, or end with, one that articles hold, and how many (5.3.7)."""
        numbers = list(takewhile(lambda run: run.text.isdecimal() and not run.dotted, runs[start : start + MOST_NUMBERS]))
        for size in range(len(numbers), 1, -1):
            words = [run.text for run in numbers[:size]]
            number = "".join(words)
            reading = (self.literal(number) if len(number) >= SHORTEST_TAIL else None) or self.tail(number)
            if reading is not None:
                return Part(" ".join(words), (reading,)), size
        return None

    def first_cost(self, word: str, *, last: bool) -> int | None:
        """Return the cost of the first candidate of a word that no article holds (index-format 6.4), None where there is none."""
        found = self.words().candidates(word, last=last)
        return found[0].cost if found else None

    def mending_cost(self, words: Sequence[str]) -> int | None:
        """Return what words of the site cost that some words stand for at the cheapest, None where one stands for none."""
        costs = [self.words().cost(word) for word in words]
        return None if None in costs else sum(cost for cost in costs if cost is not None)

    def _mended(self, word: str, *, last: bool, real: bool) -> tuple[PartReading, ...]:
        candidates = self.words().candidates(word, last=last, real=real)
        self._lookup.load("latn", [meant for candidate in candidates for meant in candidate.words])
        readings = [self._reading(candidate, candidates[0].cost, real=real) for candidate in candidates]
        readings = [reading for reading in readings if reading.needs]
        return tuple(self._fair(reading, readings[0]) for reading in readings)

    def _fair(self, reading: PartReading, likeliest: PartReading) -> PartReading:
        """Return a reading that counts less where it is rarer than the likeliest one: drivr is no drive because few hold that."""
        one, other = (information(some.needs, self._index.postings) for some in (likeliest, reading))
        weight = reading.weight * (other + min(one, other)) // (2 * other)
        return replace(reading, weight=max(LEAST_WEIGHT, weight))

    def _reading(self, candidate: LatinCandidate, cheapest: int, *, real: bool) -> PartReading:
        """Return the reading of a candidate; a real word that is two written together is no mistake (6.6)."""
        needs = tuple(need for need in map(self.need, candidate.words) if need is not None)
        weight = max(LEAST_WEIGHT, CORRECTED_LATIN - CORRECTED_FALL * (candidate.cost - cheapest))
        apart: MatchKind = "variant" if real else "corrected"
        kind: MatchKind = "prefix" if candidate.kind == "prefix" else apart if candidate.kind == "split" else "corrected"
        return PartReading(needs, weight, kind, (" ".join(candidate.words),))


def unsure(reading: PartReading) -> PartReading:
    """Return the reading of a number alone, to who typed it with a unit: it says little of what an article holds (8.4.6)."""
    return replace(reading, weight=reading.weight * NO_PRICE // WHOLE, told=NO_PRICE)
