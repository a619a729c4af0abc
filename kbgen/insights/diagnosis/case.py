"""One search that failed, asked again: everything the rules look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from kbgen.index.lexicon import stem
from kbgen.insights.agreement import judged
from kbgen.insights.counting import SEEN_AT_ONCE
from kbgen.insights.diagnosis.plausible import chinese_words
from kbgen.insights.diagnosis.portal_words import PortalWords, Word
from kbgen.insights.diagnosis.slips import is_han_slip, is_slip, is_slip_of_form, is_spelling
from kbgen.insights.diagnosis.trail import Trail
from kbgen.model import Language
from kbgen.search.query import Answer, Result, SearchEngine
from kbgen.search.score import MatchKind
from kbgen.text.normalise import is_han
from kbgen.text.real_words import english_words
from kbgen.text.tables import fold_code_points
from kbgen.text.tokens import canonical, runs_of
from search_analytics.events.record import CONTACT

_ENDINGS = frozenset(
    (
        "",
        "s",
        "es",
        "ed",
        "d",
        "e",
        "ing",
        "er",
        "ers",
        "or",
        "ors",
        "ly",
        "y",
        "ies",
        "ied",
        "ment",
        "ion",
        "ation",
        "able",
        "al",
    )
)
"""With these two words are forms of one, and neither is a slip."""
MARK = re.compile(r"⟨([a-z]+)⟩")
COVERED = 0.6
"""Part of the telling words that the best article must hold before the search counts as answered."""


MOST = 0.5
"""Part of the failures after which readers went to the contact page, above which that was what they wanted."""
SHORTEST_SURE = 3
"""Characters of a Chinese word that its others tell, whatever the wrong one sounds or looks like."""
SEVERAL = 3
"""Visitor-days from which a text is what people say, and no slip of one of them."""
SEVERAL_WORDS = 2
"""Telling words of which an article that answers them names one in its title; by a single word anything may be asked."""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A part of the query as the best article reads it."""

    typed: str
    ours: str
    kind: MatchKind


@dataclass(frozen=True)
class Case:
    """A trail with the answer of today; no slots, because what several rules ask is worked out once."""

    trail: Trail
    answer: Answer
    words: PortalWords
    engine: SearchEngine

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.trail.language

    @property
    def text(self) -> str:
        """What was typed, without the marks of personal data."""
        return without_marks(self.trail.text)

    @property
    def best(self) -> Result | None:
        """The first result of today."""
        return self.answer.results[0] if self.answer.results else None

    @cached_property
    def reads(self) -> tuple[ReadAs, ...]:
        """Return the parts of the query that the best article holds, as it reads them."""
        chosen = self.best.chosen if self.best else ()
        return tuple(ReadAs(part.typed, "".join(reading.words), reading.kind) for part, reading in chosen)

    @cached_property
    def mended(self) -> tuple[ReadAs, ...]:
        """Return the parts that the search mended, also by a stem: *cookr* is one form with *cooker* to it."""
        found = ((read, self._mended_by_stem(read)) for read in self.reads)
        return tuple(
            replace(read, ours=ours or read.ours, kind="corrected") for read, ours in found if ours or read.kind == "corrected"
        )

    def _mended_by_stem(self, read: ReadAs) -> str:
        """Return the word that a word typed wrong is, of those with the stem by which it was found, or an empty text."""
        typed, ours = canonical(read.typed), canonical(read.ours)
        if read.kind != "exact" or typed in self.words.english or typed == ours:
            return ""
        forms = (ours, *(word for word in self.words.english if word.startswith(ours)))
        return next((form for form in forms if _is_one_slip(typed, form)), "")

    @cached_property
    def read_text(self) -> str:
        """Return the query with every part as the best article reads it."""
        text = canonical(self.text)
        for read in self.reads:
            text = text.replace(canonical(read.typed), canonical(read.ours))
        return text

    @cached_property
    def telling(self) -> list[Word]:
        """Return the telling words of the query as it was read."""
        return self.words.telling(self.read_text)

    def found(self, text: str) -> str | None:
        """Return the article that the index of today finds for another text, unless the match is weak."""
        results = self.engine.search(text, limit=1).results
        return self.words.article(results[0].document.id) if results and not results[0].weak else None

    @cached_property
    def best_article(self) -> str:
        """Return the id of the best article, by which editors know it; there must be one."""
        assert self.best is not None  # noqa: S101 - who asks has looked
        return self.words.article(self.best.document.id)

    def as_typed(self, word: str) -> str:
        """Return a folded word in the characters of the query."""
        at = self.text.lower().translate(fold_code_points()).find(word)
        return self.text[at : at + len(word)] if at >= 0 else word

    def place(self, article: str) -> int:
        """Return the place of an article in the results of today, from 1, or 0."""
        found = ({result.document.id, self.words.article(result.document.id)} for result in self.answer.results)
        return next((place for place, names in enumerate(found, start=1) if article in names), 0)

    @cached_property
    def clicks(self) -> Counter[str]:
        """How often each article was taken from the results, wherever it stood."""
        found = Counter[str]()
        for article, _, times in self.trail.clicked:
            found[article] += times
        return found

    @cached_property
    def is_taken(self) -> bool:
        """Tell whether more than half of its readers take an article that is seen at once: the search works, and a few left."""
        return any(2 * times > judged(self.trail.counts) and self.is_seen_at_once(name) for name, times in self.clicks.items())

    def is_seen_at_once(self, article: str | None) -> bool:
        """Tell whether the results of today show an article where nobody has to look for it."""
        return article is not None and 1 <= self.place(article) <= SEEN_AT_ONCE

    def may_show(self, article: str) -> bool:
        """Tell whether the results of today have an article, also where nobody looks."""
        return self.place(article) > 0 or article in self._further

    @cached_property
    def _further(self) -> frozenset[str]:
        """The articles of the results that were not looked at."""
        if self.answer.total <= len(self.answer.results):
            return frozenset()
        found = self.engine.search(self.text, limit=self.answer.total).results
        return frozenset(name for result in found for name in (result.document.id, self.words.article(result.document.id)))

    @property
    def is_answered_by_contact(self) -> bool:
        """Tell whether the portal says how to reach people, and most who failed went to the page that says it."""
        card = self.answer.card
        return card is not None and card.article == CONTACT and self.trail.contacted > MOST

    def strays(self, run: str) -> frozenset[str]:
        """Return the characters of a Chinese text that no article holds, and that make no word with their neighbours."""
        return frozenset(part for part in chinese_words(run) if len(part) == 1 and not self.words.knows(Word(part, "hani")))

    def _mends_stray(self, read: ReadAs) -> bool:
        """Tell whether a Chinese word was mended in one stray, so that its other characters say what it is: 電孑發票."""
        typed, ours = canonical(read.typed), canonical(read.ours)
        if len(typed) != len(ours) or len(ours) < SHORTEST_SURE or not all(map(is_han, typed)):
            return False
        changed = [one for one, other in zip(typed, ours, strict=True) if one != other]
        return len(changed) == 1 and changed[0] in self.strays(typed)

    @cached_property
    def is_named(self) -> bool:
        """Tell whether the best article names some of what was asked in its title, of several words one, in either language.

        Or a keyword of it, or the heading of a section, says all of it.
        """
        if self.best is None or len(self.telling) < SEVERAL_WORDS:
            return self.best is not None
        if self.names_any(self.best.document.id, self.telling):
            return True
        return any(self.words.is_called(self.best.document, words) for words in (self.words.telling(self.text), self.telling))

    def names_any(self, article: str, words: Sequence[Word]) -> bool:
        """Tell whether the title of an article, in either language, holds one of some words."""
        shown = self.words.documents.get(article, {}).values()
        titles = [run.text for document in shown for run in runs_of(document.title)]
        names = {stem(title) for title in titles}
        return any(
            stem(word.text) in names if word.script == "latn" else any(word.text in title for title in titles) for word in words
        )

    @cached_property
    def is_covered(self) -> bool:
        """Tell whether the best article answers what was asked, not only a part of it."""
        if self.best is None or self.best.weak or not all(is_credible(read) or self._mends_stray(read) for read in self.mended):
            return False
        telling = self.telling
        if any(not self.words.knows(word) for word in telling):
            return False
        held = sum(self.words.holds(self.best.pair, word) for word in telling)
        return not telling or held >= COVERED * len(telling)


def is_credible(read: ReadAs) -> bool:
    """Tell whether a mended part is a slip or another script, and not merely the nearest word there is."""
    typed, ours = canonical(read.typed), canonical(read.ours)
    if typed.isascii() != ours.isascii():
        return True  # romanised, or keys
    if not typed.isascii():
        return is_han_slip(typed, ours)
    return all(
        one == other or is_slip_of_form(one, other) or is_spelling(one, other)
        for one, other in zip(typed.split(), ours.split(), strict=False)
    )


def _is_one_slip(typed: str, ours: str) -> bool:
    """Tell whether a word is another one, mistyped, and no form of it."""
    words = english_words()
    if ours not in words or typed in words or not is_slip(typed, ours):
        return False
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(typed, ours, strict=False)))
    return not {typed[common:], ours[common:]} <= _ENDINGS


def without_marks(text: str) -> str:
    """Return a text without the marks that redaction left."""
    return MARK.sub(" ", text).strip()
