"""Explains searches that failed: asks the index of today again and weighs what readers did next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kbgen.insights.agreement import TOLD
from kbgen.insights.counting import is_seen_in_vain
from kbgen.insights.diagnosis.article_rules import (
    answered,
    at_once,
    by_contact,
    known_synonym,
    missing,
    named_abroad,
    nearest,
    not_together,
    only_abroad,
    opened_abroad,
    other_language,
    put_differently,
    ranked_low,
    refined,
    seen_in_vain,
    unheld,
)
from kbgen.insights.diagnosis.belief import believed, by_few, unconfirmed
from kbgen.insights.diagnosis.case import Case, without_marks
from kbgen.insights.diagnosis.likeness import Clue, Likeness, clue_of, likeness_of
from kbgen.insights.diagnosis.markup import without_markup
from kbgen.insights.diagnosis.meaning import common_spellings, cut
from kbgen.insights.diagnosis.needs import Need, joined_words
from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.diagnosis.portal_words import PortalWords
from kbgen.insights.diagnosis.reading_rules import near_miss, region, retyped, romanised, run_together, script, slip, wrong_mode
from kbgen.insights.diagnosis.scope_rules import (
    chatter,
    draft,
    elsewhere,
    empty,
    gone,
    nonsense,
    number,
    personal_data,
    says_little,
)
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from kbgen.insights.moved_articles import article_keywords, former_articles
from kbgen.model import LANGUAGES, Language
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader, open_index
from kbgen.text.tables import function_words
from kbgen.text.tokens import runs_of
from search_analytics.events.wire import Outcome
from search_analytics.store.search_log import Phrase

RULES: tuple[Callable[[Case], Diagnosis | None], ...] = (
    personal_data,
    number,
    chatter,
    gone,
    draft,
    empty,
    by_contact,
    wrong_mode,
    romanised,
    other_language,
    slip,
    only_abroad,
    script,
    opened_abroad,
    ranked_low,
    region,
    known_synonym,
    answered,
    retyped,
    refined,
    at_once,
    named_abroad,
    run_together,
    says_little,
    near_miss,
    nonsense,
    elsewhere,
    missing,
    put_differently,
    not_together,
    unheld,
    seen_in_vain,
)
"""The first that is sure decides."""
LOOKED_AT = 10
_MOST_KEPT = 8_192
_BY_ARTICLE = {Verdict.TRANSLATION, Verdict.UNPUBLISHED}
"""Verdicts of gaps that a change of their article closes."""


class PortalExaminer:
    """Explains searches by the portal they were asked of. drafts: articles not published, id → title and keywords; states: why.

    former: ids of articles that the portal says it had. keywords: of its articles, by id.
    """

    def __init__(
        self,
        index: IndexReader,
        drafts: Mapping[str, str] | None = None,
        former: Collection[str] = frozenset(),
        keywords: Mapping[str, Sequence[str]] | None = None,
        states: Mapping[str, str] | None = None,
    ) -> None:
        self._words = PortalWords(index, drafts, former, keywords, states)
        self._engines = {language: SearchEngine(index, language) for language in LANGUAGES}
        self._explained = lru_cache(_MOST_KEPT)(self._explain)
        self._outcome = lru_cache(_MOST_KEPT)(self._outcome_of)

    def examine(self, trail: Trail) -> Diagnosis:
        """Say why a search failed; of the same once, for the live report asks again."""
        return self._explained(trail)

    def _explain(self, trail: Trail) -> Diagnosis:
        engine = self._engines[trail.language]
        answer = engine.search(without_marks(trail.text), limit=LOOKED_AT)
        case = Case(believed(trail, self._words), answer, self._words, engine)
        found = self._diagnosis(case)
        seen = is_seen_in_vain(trail.counts) and not case.is_answered_by_contact and not case.is_taken
        return replace(
            found,
            reasons=(
                *found.reasons,
                *nearest(case, found),
                *by_few(trail, self._words, found.article),
                *unconfirmed(trail, self._words),
            ),
            seen=seen,
            is_shown=found.is_shown or (seen and case.is_seen_at_once(found.article)),
            at_once=answer.card is not None,
        )

    def _diagnosis(self, case: Case) -> Diagnosis:
        for rule in RULES:
            diagnosis = rule(case)
            if diagnosis is not None:
                return diagnosis
        article = case.best_article if case.best and not case.best.weak else None
        return Diagnosis(Verdict.UNKNOWN, (Reason(Evidence.UNSURE, case.text),), article, outcome=case.answer.outcome)

    def meanings(self, trail: Trail, diagnosis: Diagnosis) -> tuple[str, ...]:
        """Return texts of which searches that mean the same have one in common.

        What its article closes is one gap in both languages; what is out of scope is one gap for each kind. What most readers
        searched next is `TOLD`.
        """
        verdict = diagnosis.verdict
        if verdict is Verdict.OUT_OF_SCOPE:
            return (diagnosis.kind,)
        typed = without_marks(trail.text)
        need = self._need(typed, diagnosis)
        found = [f"need: {need.name}", f"need: {self._words.needs.of(typed).name}"]
        if verdict is Verdict.SYNONYM and diagnosis.words:
            meant = self._words.needs.of(" ".join(diagnosis.words)).name
            found.append(f"{TOLD}need: {meant}" if diagnosis.is_refined else f"meant: {meant}")
        if verdict in _BY_ARTICLE and diagnosis.article:
            found.append(f"{verdict.value}: {diagnosis.article}")
        if diagnosis.article and self._is_about(diagnosis.article, need):
            found.append(f"about: {diagnosis.article}")
        if not need.is_concept and (joined := joined_words(typed)):
            found.append(f"joined: {joined}")
        return tuple(found)

    def clue(self, trail: Trail, diagnosis: Diagnosis) -> Clue:
        """Return what is known of a phrase where it is asked how likely it is the same need as another."""
        typed = without_markup(without_marks(trail.text))
        need = self._need(typed, diagnosis)
        return clue_of(typed, self._words.needs.parts(typed), need.name if need.is_whole else "", diagnosis.article)

    def likeness(self, found: Sequence[tuple[Trail, Diagnosis]]) -> Likeness:
        """Return how likely phrases are one need, where no list says so."""
        return likeness_of([self.clue(trail, diagnosis) for trail, diagnosis in found])

    def _need(self, typed: str, diagnosis: Diagnosis) -> Need:
        """Return what a text needs: by its own words where these are known, else by what they were read as, or lack."""
        need, reason = self._words.needs.of(typed), diagnosis.reasons[0]
        if (
            need.is_concept
            or need.is_whole
            or (need.is_known and reason.evidence in (Evidence.REGION_WORD, Evidence.SYNONYM_KNOWN))
        ):
            return need
        if diagnosis.words and not diagnosis.is_refined:
            return self._words.needs.of(" ".join(diagnosis.words))
        unheld = next((reason.typed for reason in diagnosis.reasons if reason.evidence is Evidence.NO_ARTICLE), "")
        lacks = self._words.needs.of(unheld or typed)
        return need if need.is_known and not lacks.is_known else lacks

    def _is_about(self, article: str, need: Need) -> bool:
        """Tell whether a need names what an article is about: more than half of its title, in either language.

        Half is enough where no other title names that: so what one translation closed is one gap after it as well.
        """
        for document in self._words.documents.get(article, {}).values():
            title = self._words.needs.of(document.title).names
            named = need.names & title
            if 2 * len(named) > len(title) or (2 * len(named) == len(title) > 0 and self._words.are_only_of(article, named)):
                return True
        return False

    def common_spellings(self, meanings: Mapping[str, int]) -> Mapping[str, str]:
        """Return rare meaning → the common one of which it is a misspelling."""
        return common_spellings({meaning: days for meaning, days in meanings.items() if meaning.startswith("need: ")})

    def is_mended(self, phrase: Phrase, text: str) -> bool:
        """Tell whether the search of today reads a phrase as other words than were typed."""
        return self._outcome(phrase[1], text) == "corrected"

    def _outcome_of(self, language: Language, text: str) -> Outcome:
        return self._engines[language].search(without_marks(text), limit=1).outcome

    def has_article(self, article: str) -> bool:
        """Tell whether the portal has an article."""
        return article in self._words.documents

    def may_have_had(self, article: str) -> bool:
        """Tell whether the portal has an article, or says that it had."""
        return self._words.had(article)

    def is_published(self, text: str) -> bool:
        """Tell whether a text holds nothing but words of the portal, and no digit.

        A single Chinese character is no word here: most names are made of such.
        """
        if any(char.isdigit() for char in text):
            return False
        light = function_words()
        known = {"hani": self._words.chinese, "latn": self._words.english}
        for run in runs_of(text):
            parts = cut(run.text, self._words.chinese) if run.script == "hani" else [run.text]
            if not all(part in light or (part in known[run.script] and len(part) > 1) for part in parts):
                return False
        return bool(text.strip())


def examiner_of(
    portal: Path | None, drafts: Mapping[str, str] | None = None, states: Mapping[str, str] | None = None
) -> PortalExaminer | NoPortal:
    """Return who explains searches of the built portal in a folder. Raises UsageError and IndexReadError."""
    if portal is None:
        return NoPortal()
    return PortalExaminer(open_index(portal / "search"), drafts, former_articles(portal), article_keywords(portal), states)
