"""A log and its gaps → everything a report says; the formats only write it down.

Every text that a reader typed passes `_Shown` on its way in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kbgen.insights.counting import VisitorDays, add_days, days_of_period
from kbgen.insights.diagnosis.portal_facts import PortalFacts
from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.insights.gaps import Gap, Gaps
from kbgen.model import LANGUAGES, OTHER, Language
from search_analytics.store.search_log import ArticleVotes, Phrase, Question, SearchCounts, SearchLog, add_counts

LOW_PLACE = 4
STALE_DAYS = 30
MOST_ROWS = 50
"""Rows of the sections below the gaps."""
SECTIONS: Mapping[str, str] = {
    "closed": "answered_now",
    "synonyms": "synonym_candidates",
    "translations": "translation_demand",
    "low_clicks": "low_clicks",
    "passed_over": "passed_over",
    "noise": "out_of_scope",
    "dismissed": "dismissed",
    "viewed": "most_viewed",
    "votes": "votes",
}
"""The sections below the gaps, in their order on the page: the field of `ReportContent`, and its name for programs."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A phrase with fitting results of which readers opened none, and after which they did nothing more."""

    text: str
    language: Language
    ignored: int
    searches: int


@dataclass(frozen=True, slots=True)
class LowClick:
    """An article that readers took from far below in the results of a phrase. place: where it mostly stood."""

    text: str
    language: Language
    article: str
    place: int
    times: int


@dataclass(frozen=True, slots=True)
class SynonymCandidate:
    """Readers searched `text` in vain, then `then`, and opened an article."""

    text: str
    language: Language
    then: str
    article: str
    times: int


@dataclass(frozen=True, slots=True)
class TranslationDemand:
    """An article that readers of a language look for and cannot read there, or only in an older state.

    behind_days: how much later the other language was changed; 0 where there is no translation.
    """

    article: str
    language: Language
    searches: int
    views: int
    behind_days: int


@dataclass(frozen=True, slots=True)
class ArticleViews:
    """How often an article was shown, by where its readers came from."""

    article: str
    views: int
    from_search: int
    from_menus: int
    from_elsewhere: int


@dataclass(frozen=True, slots=True)
class ReportContent:
    """All of a report. gaps: to close; closed: done, or answered by the index of today; noise: out
    of scope; dismissed: by editors, for a reason.

    days, totals: in visitor-days; counts, day_counts: all searches, for programs,
    and for what is no reader's doing, such as outages.
    rolled_up_until: up to this day of the period only daily sums are left. command_options: what a command needs to read the
    same log, with a blank before it.
    """

    question: Question
    facts: PortalFacts
    days: tuple[tuple[date, VisitorDays], ...]
    totals: VisitorDays
    counts: SearchCounts
    day_counts: Mapping[date, SearchCounts]
    gaps: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    noise: tuple[Gap, ...]
    dismissed: tuple[Gap, ...]
    passed_over: tuple[PassedOver, ...]
    low_clicks: tuple[LowClick, ...]
    synonyms: tuple[SynonymCandidate, ...]
    translations: tuple[TranslationDemand, ...]
    viewed: tuple[ArticleViews, ...]
    votes: tuple[ArticleVotes, ...]
    held_back_searches: int
    held_back_phrases: int
    unshown: int
    rolled_up_until: date | None = None
    command_options: str = ""

    def title(self, article: str, language: Language) -> str:
        """Return the title of an article, or its id where the portal was not asked."""
        return self.facts.titles.get((article, language), article)

    def rates(self) -> tuple[float, float]:
        """Return the share of failed visitor-days in the first and in the second half of the period."""
        middle = len(self.days) // 2
        halves = [add_days(counts for _, counts in part) for part in (self.days[:middle], self.days[middle:])]
        first, second = (half.failed / half.searched if half.searched else 0.0 for half in halves)
        return first, second


@dataclass(frozen=True, slots=True)
class _Shown:
    """Tells whether a phrase may be shown: enough visitor-days in this report, or nothing but words of the portal."""

    visitor_days: Mapping[Phrase, int]
    threshold_k: int
    is_published: Callable[[str], bool]

    def __call__(self, phrase: Phrase, text: str) -> bool:
        return self.visitor_days.get(phrase, 0) >= self.threshold_k or self.is_published(text)


def report_content(log: SearchLog, gaps: Gaps, facts: PortalFacts, is_published: Callable[[str], bool]) -> ReportContent:
    """Return what a report says. is_published: tells whether a text holds nothing but words of the portal."""
    visitor_days = {phrase: counts.visitor_days for phrase, counts in log.phrases.items()}
    shown = _Shown(visitor_days, log.question.threshold_k, is_published)
    days = days_of_period(log)
    alive = [gap for gap in gaps.found if gap.state != "dismissed"]
    k = log.question.threshold_k
    return ReportContent(
        question=log.question,
        facts=facts,
        days=days,
        totals=add_days(counts for _, counts in days),
        counts=add_counts(log.totals.values()) if log.totals else SearchCounts(),
        day_counts=log.totals,
        gaps=tuple(gap for gap in alive if not gap.is_closed and not _is_noise(gap)),
        closed=tuple(gap for gap in alive if gap.is_closed and not _is_noise(gap)),
        noise=tuple(filter(_is_noise, alive)),
        dismissed=tuple(gap for gap in gaps.found if gap.state == "dismissed"),
        passed_over=_passed_over(log, shown),
        low_clicks=_low_clicks(log, facts, shown),
        synonyms=_synonyms(log, facts, shown),
        translations=_translations(log, gaps, facts),
        viewed=_viewed(log, facts),
        votes=tuple(row for row in log.votes if may_name(facts, row.article, row.helpful + row.unhelpful, k)),
        held_back_searches=gaps.held_back.searches,
        held_back_phrases=gaps.held_back.phrases,
        unshown=gaps.unshown,
        rolled_up_until=log.rolled_up_until,
    )


def may_name(facts: PortalFacts, article: str, times: int, k: int) -> bool:
    """Tell whether an article may be named: ids come from pages, and anybody may send a text in their place."""
    return times >= k or any((article, language) in facts.titles for language in LANGUAGES)


def _is_noise(gap: Gap) -> bool:
    return gap.diagnosis.verdict is Verdict.OUT_OF_SCOPE


def _passed_over(log: SearchLog, shown: _Shown) -> tuple[PassedOver, ...]:
    found = [
        PassedOver(log.forms[phrase], phrase[1], counts.ignored, counts.searches)
        for phrase, counts in log.phrases.items()
        if counts.ignored and 2 * counts.ignored >= counts.searches and shown(phrase, log.forms[phrase])
    ]
    return tuple(sorted(found, key=lambda row: (-row.ignored, row.text))[:MOST_ROWS])


def _low_clicks(log: SearchLog, facts: PortalFacts, shown: _Shown) -> tuple[LowClick, ...]:
    found = [
        LowClick(log.forms[row.phrase], row.phrase[1], row.article, row.position, row.times)
        for row in log.clicked
        if row.position >= LOW_PLACE
        and shown(row.phrase, log.forms[row.phrase])
        and may_name(facts, row.article, row.times, log.question.threshold_k)
    ]
    return tuple(sorted(found, key=lambda row: (-row.times, row.text, row.article))[:MOST_ROWS])


def _synonyms(log: SearchLog, facts: PortalFacts, shown: _Shown) -> tuple[SynonymCandidate, ...]:
    opened: dict[Phrase, str] = {}
    for row in log.opened:
        if may_name(facts, row.article, row.times, log.question.threshold_k):
            opened.setdefault(row.phrase, row.article)
    found = []
    for step in log.followed:
        then = step.then, step.phrase[1]
        words, next_words = log.forms[step.phrase], log.forms.get(then, step.then)
        if step.recovered and shown(step.phrase, words) and shown(then, next_words):
            found.append(SynonymCandidate(words, step.phrase[1], next_words, opened.get(step.phrase, ""), step.recovered))
    return tuple(sorted(found, key=lambda row: (-row.times, row.text, row.then))[:MOST_ROWS])


def _translations(log: SearchLog, gaps: Gaps, facts: PortalFacts) -> tuple[TranslationDemand, ...]:
    searched: Counter[tuple[str, Language]] = Counter()
    for gap in gaps.found:
        article = gap.diagnosis.article
        if gap.diagnosis.verdict is Verdict.TRANSLATION and article:
            languages = [language for language in LANGUAGES if (article, language) not in facts.written]
            searched.update({(article, language): gap.counts.failed for language in languages})
    viewed: Counter[tuple[str, Language]] = Counter()
    for row in log.viewed:
        if row.language is not None:
            viewed[row.article, row.language] += row.times
    found = []
    for key in facts.titles:
        article, language = key
        behind = _behind_days(facts, article, language)
        missing = key not in facts.written
        if (missing or behind >= STALE_DAYS) and (searched[key] or viewed[key]):
            found.append(TranslationDemand(article, language, searched[key], viewed[key], 0 if missing else behind))
    return tuple(sorted(found, key=lambda row: (-row.searches - row.views, row.article, row.language))[:MOST_ROWS])


def _behind_days(facts: PortalFacts, article: str, language: Language) -> int:
    own, other = facts.updated.get((article, language)), facts.updated.get((article, OTHER[language]))
    return (other - own).days if own and other else 0


def _viewed(log: SearchLog, facts: PortalFacts) -> tuple[ArticleViews, ...]:
    by_article: dict[str, Counter[str]] = defaultdict(Counter)
    for row in log.viewed:
        by_article[row.article][row.origin] += row.times
    found = [
        ArticleViews(article, origins.total(), origins["search"], origins["nav"], origins["other"])
        for article, origins in by_article.items()
        if may_name(facts, article, origins.total(), log.question.threshold_k)
    ]
    return tuple(sorted(found, key=lambda row: (-row.views, row.article))[:MOST_ROWS])
