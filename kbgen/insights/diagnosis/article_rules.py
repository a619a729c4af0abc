"""Rules about the article: in the other language only, ranked low, known under another word, or missing."""

from __future__ import annotations

from kbgen.insights.agreement import LOW_PLACE
from kbgen.insights.counting import is_seen_in_vain
from kbgen.insights.diagnosis.case import Case, is_credible
from kbgen.insights.diagnosis.plausible import is_chinese_word, is_word_like
from kbgen.insights.diagnosis.portal_words import Word
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from kbgen.search.query import Result
from kbgen.text.tokens import count_terms

LOOKED_AT = 5
"""Results readers see without scrolling."""
SHORTEST = 2
"""Characters of the shortest text that asks for anything."""
TELLING_SHARE = 0.25
"""Part of the failures after which readers opened the same article, before that says what they meant."""
SEVERAL = 3
"""Visitor-days from which a text is what people say, and no slip of one of them."""


def other_language(case: Case) -> Diagnosis | None:
    """The article that answers is written in the other language only."""
    results = [result for result in case.answer.results[:LOOKED_AT] if not result.weak]
    if not results or not all(map(is_credible, case.mended)):
        return None
    for result in results:
        if not result.own and (result is results[0] or _in_title(result)) and not _answers_in_own_language(results[0]):
            reason = Reason(Evidence.ONLY_IN, result.document.language, result.document.title)
            return _translation(case, case.words.article(result.document.id), reason)
    return None


def ranked_low(case: Case) -> Diagnosis | None:
    """The article was there, and readers took it from far below, or took nothing."""
    low = [(place, times, article) for article, place, times in case.trail.clicked if place >= LOW_PLACE]
    if low:
        place, _, article = max(low, key=lambda item: (item[1], -item[0]))
        reason = Reason(Evidence.PLACE, case.text, case.words.title(article, case.language), place)
        return Diagnosis(Verdict.RANKED_LOW, (reason,), article, outcome=case.answer.outcome)
    counts = case.trail.counts
    if case.best is None or not case.is_covered or counts.unclicked <= counts.no_result + counts.weak:
        return None
    opened = next((article for article, _ in case.trail.opened), case.best_article)
    reason = Reason(Evidence.UNCLICKED, case.text, case.words.title(opened, case.language), counts.unclicked)
    return Diagnosis(Verdict.RANKED_LOW, (reason,), opened, outcome=case.answer.outcome)


def known_synonym(case: Case) -> Diagnosis | None:
    """A synonym of terms.yml, or the text in the other language, leads to the article now."""
    if case.best is None or not case.is_covered:
        return None
    for read in case.reads:
        if read.kind == "synonym":
            reason = Reason(Evidence.SYNONYM_KNOWN, read.typed, read.ours)
            return Diagnosis(Verdict.SYNONYM, (reason,), case.best_article, (read.ours,), case.answer.outcome)
    return None


def answered(case: Case) -> Diagnosis | None:
    """The index of today answers it as it was typed."""
    if case.best is None or not case.is_covered or case.mended or len(case.text) < SHORTEST:
        return None
    if case.trail.opened and case.best_article not in dict(case.trail.opened):
        return None
    reason = Reason(Evidence.ANSWERED, case.text, case.best.document.title)
    return Diagnosis(Verdict.ANSWERED, (reason,), case.best_article, outcome=case.answer.outcome)


def at_once(case: Case) -> Diagnosis | None:
    """An answer stands above the results of today, and readers who failed did not see it."""
    card = case.answer.card
    if card is None or is_seen_in_vain(case.trail.counts):
        return None
    return Diagnosis(Verdict.ANSWERED, (Reason(Evidence.AT_ONCE, case.text),), card.article or None, outcome=case.answer.outcome)


def refined(case: Case) -> Diagnosis | None:
    """Readers found it under another word: what they searched next, or opened in the end, says which."""
    opened = [(article, times) for article, times in case.trail.opened if article in case.words.documents]
    if not opened or opened[0][1] < TELLING_SHARE * case.trail.counts.failed:
        return None
    article, times = opened[0]
    if not case.words.exists_in(article, case.language):
        title = case.words.title(article, case.language)
        language = case.words.documents[article][case.language].language
        return _translation(case, article, Reason(Evidence.ONLY_IN, language, title))
    steps = [
        (text, found) for text, _, found in case.trail.followed if found and all(map(case.words.knows, case.words.telling(text)))
    ]
    reasons = [Reason(Evidence.REFINED_TO, case.text, text, found) for text, found in steps[:2]]
    reasons.append(Reason(Evidence.OPENED, case.text, case.words.title(article, case.language), times))
    return Diagnosis(Verdict.SYNONYM, tuple(reasons), article, tuple(text for text, _ in steps[:1]), case.answer.outcome)


def missing(case: Case) -> Diagnosis | None:
    """Words that people use, and no article holds."""
    telling = case.words.telling(case.text)
    meant = [word.text for word in telling if not case.words.knows(word) and _is_meant(word)]
    if (
        not meant
        and case.trail.counts.visitor_days >= SEVERAL
        and any(word.script == "hani" and not case.words.knows(word) for word in telling)
    ):
        meant = [word.text for word in telling if word.script == "hani"]  # no dictionary has it, and several readers type it
    if not meant:
        return None
    reasons = [Reason(Evidence.NO_ARTICLE, " ".join(map(case.as_typed, meant)))]
    held = [case.as_typed(word.text) for word in telling if word.text not in meant and case.words.knows(word)]
    if held:
        reasons.append(Reason(Evidence.WEAK_ONLY, case.text, " ".join(held)))
    return Diagnosis(Verdict.MISSING_ARTICLE, tuple(reasons), outcome=case.answer.outcome)


def put_differently(case: Case) -> Diagnosis | None:
    """Its telling words alone find an article; among the others they did not."""
    telling = case.words.telling(case.text)
    if not telling or not all(map(case.words.knows, telling)) or case.is_covered or not all(map(_is_whole, telling)):
        return None
    words = " ".join(word.text for word in telling)
    article = case.found(words) if words != case.text else None
    if article is None:
        return None
    reason = Reason(Evidence.PLACE, words, case.words.title(article, case.language), case.place(article))
    return Diagnosis(Verdict.RANKED_LOW, (reason,), article, outcome=case.answer.outcome)


def not_together(case: Case) -> Diagnosis | None:
    """Each word occurs somewhere, and no article is about all of them."""
    telling = case.words.telling(case.text)
    if len(telling) < 2 or case.is_covered or not any(map(_is_whole, telling)):
        return None
    reason = Reason(Evidence.APART, case.text, " ".join(case.as_typed(word.text) for word in telling if case.words.knows(word)))
    return Diagnosis(Verdict.MISSING_ARTICLE, (reason,), outcome=case.answer.outcome)


def _is_whole(word: Word) -> bool:
    return word.script == "latn" or len(word.text) > 1


def _is_meant(word: Word) -> bool:
    return is_chinese_word(word.text) if word.script == "hani" else is_word_like(word.text)


def _translation(case: Case, article: str, reason: Reason) -> Diagnosis:
    return Diagnosis(Verdict.TRANSLATION, (reason,), article, outcome=case.answer.outcome)


def _in_title(result: Result) -> bool:
    counts = count_terms([result.document.title])
    title = {*counts.latn, *counts.hani}
    return all(any(term.term in title for term in need.terms) for _, reading in result.chosen for need in reading.needs)


def _answers_in_own_language(best: Result) -> bool:
    return best.own and _in_title(best)
