"""Rules about the article: in the other language only, ranked low, known under another word, or missing."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.insights.agreement import LOW_PLACE
from kbgen.insights.counting import is_seen_in_vain
from kbgen.insights.diagnosis.case import SEVERAL, SEVERAL_WORDS, Case, is_credible
from kbgen.insights.diagnosis.plausible import is_abbreviation, is_chinese_word, is_word_like
from kbgen.insights.diagnosis.portal_words import Word
from kbgen.insights.diagnosis.reading_rules import is_simplified, written
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from kbgen.search.payloads import Document
from kbgen.search.query import Result
from kbgen.text.normalise import is_han
from kbgen.text.tokens import count_terms, runs_of

LOOKED_AT = 5
"""Results readers see without scrolling."""
SHORTEST = 2
"""Characters of the shortest text that asks for anything."""
SHORTEST_NAME = 3
"""Characters from which Chinese that no dictionary has names something, rather than being part of a word."""


def other_language(case: Case) -> Diagnosis | None:
    """The article that answers is written in the other language only."""
    results = [result for result in case.answer.results[:LOOKED_AT] if not result.weak]
    if not results or not all(map(is_credible, case.mended)):
        return None
    for result in results:
        if not result.own and (result is results[0] or _in_title(result)) and not _answers_in_own_language(results[0]):
            return _abroad(case, result)
    return None


def only_abroad(case: Case) -> Diagnosis | None:
    """A title of the other language names what is asked for, none of the reader's own does, and none names more of it."""
    if case.trail.opened:
        return None
    words = case.words
    asked = words.needs.telling_names(case.text)
    inner = asked | words.needs.inner_names(case.text)

    def named(document: Document) -> int:
        return len(inner & words.title_names(document.title)[1])

    own = max((named(result.document) for result in case.answer.results if result.own), default=0)
    for article, there in words.abroad[case.language].items():
        title, _ = words.title_names(there.title)
        lacking = (asked & title) - words.own_names[case.language]
        is_about = lacking and 2 * len(asked & title) >= len(title)
        if (is_about and named(there) >= own) or (named(there) >= SEVERAL_WORDS and named(there) > own):
            return _translation(case, article, Reason(Evidence.ONLY_IN, there.language, there.title))
    return None


def named_abroad(case: Case) -> Diagnosis | None:
    """No article of the reader's language names what was asked, and one that is in the other language only does."""
    if case.is_covered and case.is_named:
        return None
    asked = case.words.needs.of(case.text).names
    for result in case.answer.results:
        named = case.words.needs.of(result.document.title).names
        is_about = 2 * len(asked & named) > len(named)
        if not result.own and (is_about or (not result.weak and _in_title(result, some=True))):
            return _abroad(case, result)
    return None


def ranked_low(case: Case) -> Diagnosis | None:
    """The article was there, and readers took it from far below, or took nothing."""
    low = [
        (place, times, article) for article, place, times in case.trail.clicked if place >= LOW_PLACE and case.may_show(article)
    ]
    if low:
        place, _, article = max(low, key=lambda item: (item[1], -item[0]))
        reason = Reason(Evidence.PLACE, case.text, case.words.title(article, case.language), place)
        return Diagnosis(Verdict.RANKED_LOW, (reason,), article, outcome=case.answer.outcome)
    counts = case.trail.counts
    if case.best is None or not case.is_covered or counts.unclicked <= counts.no_result + counts.weak or case.is_taken:
        return None
    return _only_stands_for(case) or _passed_over(case, case.best)


def _only_stands_for(case: Case) -> Diagnosis | None:
    """No article says any word of it, and nobody took what the search has it stand for: it is another thing."""
    telling = case.words.telling(case.text)
    if not telling or case.mended or case.trail.opened or any(map(case.words.knows, telling)):
        return None
    reason = Reason(Evidence.NO_ARTICLE, " ".join(case.as_typed(word.text) for word in telling))
    return Diagnosis(Verdict.MISSING_ARTICLE, (reason,), outcome=case.answer.outcome)


def seen_in_vain(case: Case) -> Diagnosis | None:
    """No rule knows more than what the failing readers saw: results that fit, of which they took none."""
    if case.best is None or case.best.weak or case.is_taken or not is_seen_in_vain(case.trail.counts):
        return None
    return _passed_over(case, case.best)


def _passed_over(case: Case, best: Result) -> Diagnosis:
    taken = sorted(case.clicks.items(), key=lambda click: (-click[1], click[0]))
    opened = next((article for article, _ in (*case.trail.opened, *taken)), case.words.article(best.document.id))
    reason = Reason(Evidence.UNCLICKED, case.text, case.words.title(opened, case.language), case.trail.counts.unclicked)
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
    if not case.is_named and not case.trail.opened:
        return None  # each word occurs somewhere in an article about something else
    if case.trail.opened and case.best_article not in dict(case.trail.opened):
        return None
    if _is_told(case) and not _in_title(case.best):
        return None  # readers needed another word for it
    reason = Reason(Evidence.ANSWERED, case.text, case.best.document.title)
    return Diagnosis(Verdict.ANSWERED, (reason,), case.best_article, outcome=case.answer.outcome)


def by_contact(case: Case) -> Diagnosis | None:
    """The answer above the results is how to reach people, and that is where readers went: they found nothing amiss."""
    if not case.is_answered_by_contact:
        return None
    return Diagnosis(Verdict.ANSWERED, (Reason(Evidence.BY_CONTACT, case.text),), outcome=case.answer.outcome)


def at_once(case: Case) -> Diagnosis | None:
    """An answer stands above the results of today, and readers who failed did not see it."""
    card = case.answer.card
    if card is None or is_seen_in_vain(case.trail.counts):
        return None
    return Diagnosis(Verdict.ANSWERED, (Reason(Evidence.AT_ONCE, case.text),), card.article or None, outcome=case.answer.outcome)


def opened_abroad(case: Case) -> Diagnosis | None:
    """Readers opened an article in the end that is in the other language only."""
    article, _ = _opened(case)
    if article is None or case.words.exists_in(article, case.language):
        return None
    language = case.words.documents[article][case.language].language
    return _translation(case, article, Reason(Evidence.ONLY_IN, language, case.words.title(article, case.language)))


def refined(case: Case) -> Diagnosis | None:
    """Readers found it under another word: what they searched next, or opened in the end, says which."""
    article, times = _opened(case)
    if article is None:
        return None
    steps = [
        (text, found) for text, _, found in case.trail.followed if found and all(map(case.words.knows, case.words.telling(text)))
    ]
    reasons = [Reason(Evidence.REFINED_TO, case.text, text, found) for text, found in steps[:2]]
    reasons.append(Reason(Evidence.OPENED, case.text, case.words.title(article, case.language), times))
    words = tuple(text for text, _ in steps[:1])
    is_shown = case.best is not None and not case.best.weak and case.is_seen_at_once(article)
    return Diagnosis(Verdict.SYNONYM, tuple(reasons), article, words, case.answer.outcome, is_shown=is_shown)


def unheld(case: Case) -> Diagnosis | None:
    """Several readers typed Chinese of which no article holds more than single characters."""
    runs = [run.text for run in runs_of(case.text)]
    whole = [word for word in case.words.telling(case.text) if case.words.knows_whole(word)]
    if whole or case.trail.counts.visitor_days < SEVERAL or (case.best and not case.best.weak):
        return None
    if not all(map(is_han, "".join(runs))) or max(map(len, runs), default=0) < SHORTEST_NAME:
        return None
    return Diagnosis(Verdict.MISSING_ARTICLE, (Reason(Evidence.NO_ARTICLE, case.text),), outcome=case.answer.outcome)


def _opened(case: Case) -> tuple[str | None, int]:
    """Return the article that most readers opened in the end, and how many."""
    return next(((article, times) for article, times in case.trail.opened if article in case.words.documents), (None, 0))


def missing(case: Case) -> Diagnosis | None:
    """Words that people use, and no article holds."""
    telling = case.words.telling(case.text)
    meant = [word.text for word in telling if not case.words.knows(word) and _is_meant(case, word)]
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
    """Its telling words alone find an article that names one of them; among the others they did not."""
    telling = case.words.telling(case.text)
    if not telling or not all(map(case.words.knows, telling)) or case.is_covered or not all(map(_is_whole, telling)):
        return None
    words = " ".join(word.text for word in telling)
    best = next(iter(case.engine.search(words, limit=1).results), None) if words != case.text else None
    if best is None or best.weak or not all(case.words.holds(best.pair, word) for word in telling):
        return None
    article = case.words.article(best.document.id)
    if not case.names_any(article, telling):
        return None
    if is_simplified(case):
        reasons = (Reason(Evidence.SIMPLIFIED, case.text, written(case, case.text)),)
        return Diagnosis(Verdict.VARIANT, reasons, article, outcome=case.answer.outcome)
    reason = Reason(Evidence.PLACE, words, case.words.title(article, case.language), case.place(article))
    return Diagnosis(Verdict.RANKED_LOW, (reason,), article, outcome=case.answer.outcome)


def not_together(case: Case) -> Diagnosis | None:
    """Each word occurs somewhere, and no article is about all of them."""
    telling = case.words.telling(case.text)
    if len(telling) < 2 or (case.is_covered and case.is_named) or not any(map(_is_whole, telling)):
        return None
    reason = Reason(Evidence.APART, case.text, " ".join(case.as_typed(word.text) for word in telling if case.words.knows(word)))
    return Diagnosis(Verdict.MISSING_ARTICLE, (reason,), outcome=case.answer.outcome)


def nearest(case: Case, found: Diagnosis) -> Iterator[Reason]:
    """Yield, of a missing article, the one that the search shows first: it may answer in other words, and need no second.

    Where it shows none, the one in the other language only whose title names a part of it.
    """
    if found.verdict is not Verdict.MISSING_ARTICLE:
        return
    if case.best is not None:
        yield Reason(Evidence.NEAREST, case.text, case.best.document.title)
        return
    words = case.words
    asked = words.needs.telling_names(case.text) - words.own_names[case.language]
    named = {article: len(asked & words.title_names(there.title)[0]) for article, there in words.abroad[case.language].items()}
    if any(named.values()):
        there = words.abroad[case.language][max(named, key=lambda article: (named[article], article))]
        yield Reason(Evidence.NEAREST_ABROAD, there.language, there.title)


def _is_told(case: Case) -> bool:
    """Tell whether readers said by their next search, from which they opened an article, what they meant."""
    return bool(case.trail.opened) and any(found for _, _, found in case.trail.followed)


def _is_whole(word: Word) -> bool:
    return word.script == "latn" or len(word.text) > 1


def _is_meant(case: Case, word: Word) -> bool:
    if word.script == "hani":
        return is_chinese_word(word.text)
    return is_word_like(word.text) or (case.trail.counts.visitor_days >= SEVERAL and is_abbreviation(word.text))


def _abroad(case: Case, result: Result) -> Diagnosis:
    reason = Reason(Evidence.ONLY_IN, result.document.language, result.document.title)
    return _translation(case, case.words.article(result.document.id), reason)


def _translation(case: Case, article: str, reason: Reason) -> Diagnosis:
    return Diagnosis(Verdict.TRANSLATION, (reason,), article, outcome=case.answer.outcome)


def _in_title(result: Result, *, some: bool = False) -> bool:
    """Tell whether the title of a result holds what it was found by, all of it or some."""
    counts = count_terms([result.document.title])
    title = {*counts.latn, *counts.hani}
    held = [any(term.term in title for term in need.terms) for _, reading in result.chosen for need in reading.needs]
    return any(held) if some else all(held)


def _answers_in_own_language(best: Result) -> bool:
    return best.own and _in_title(best)
