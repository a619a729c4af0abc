"""The sections of a report below its gaps: a row each, its figures in visitor-days and, for programs, in searches too.

Every text that a reader typed passes `Shown` on its way in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop
from itertools import islice

from kbgen.insights.agreement import LOW_PLACE
from kbgen.insights.counting import add_days, phrase_days, visitor_days
from kbgen.insights.diagnosis.portal_facts import PortalFacts
from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.insights.gaps import Gaps
from kbgen.model import LANGUAGES, OTHER, Language
from search_analytics.store.search_log import Phrase, SearchLog

STALE_DAYS = 30
MOST_ROWS = 500
"""Rows of a section that programs get."""
SHOWN_ROWS = 50
"""Rows of a section that people are shown; below them stands how many more there are."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A phrase with fitting results of which readers opened none, and after which they did nothing more.

    ignored, searches: in searches. ignored_visitor_days, visitor_days: the same in visitor-days.
    """

    text: str
    language: Language
    ignored: int
    searches: int
    ignored_visitor_days: float
    visitor_days: float


@dataclass(frozen=True, slots=True)
class LowClick:
    """An article that readers took from far below in the results of a phrase. place: where it mostly stood."""

    text: str
    language: Language
    article: str
    place: int
    times: int
    visitor_days: float


@dataclass(frozen=True, slots=True)
class SynonymCandidate:
    """Readers searched `text` in vain, then `then`, and opened an article, on so many visitor-days."""

    text: str
    language: Language
    then: str
    article: str
    times: int
    visitor_days: float


@dataclass(frozen=True, slots=True)
class TranslationDemand:
    """An article that readers of a language look for and cannot read there, or only in an older state.

    searches, visitor_days: that failed for want of it. behind_days: how much later the other language was changed; 0 where there
    is no translation.
    """

    article: str
    language: Language
    searches: int
    views: int
    behind_days: int
    visitor_days: float


@dataclass(frozen=True, slots=True)
class ArticleViews:
    """How often an article was shown, by where its readers came from."""

    article: str
    views: int
    from_search: int
    from_menus: int
    from_elsewhere: int


@dataclass(frozen=True, slots=True)
class TopSearch:
    """A phrase among those searched most, whatever became of it.

    visitor_days: on which it was searched; opened_visitor_days, failed_visitor_days: of these, on which it led to an article, and
    on which it failed. position: mean place of what was opened from its results, None where nothing was.
    article: opened most from its results; empty where nothing was.
    """

    text: str
    language: Language
    searches: int
    visitor_days: float
    opened_visitor_days: float
    failed_visitor_days: float
    position: float | None
    article: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Tells whether a phrase may be shown: enough visitor-days in this report, or nothing but words of the portal and
    enough networks that searched it (clause 14.3)."""

    log: SearchLog
    is_published: Callable[[str], bool]

    def __call__(self, phrase: Phrase, text: str) -> bool:
        """Tell it of a phrase, and of the form in which it is written."""
        counts, question = self.log.phrases.get(phrase), self.log.question
        if counts is None:
            return False
        agreed = counts.networks >= question.agreeing_networks
        return counts.visitor_days >= question.threshold_k or (agreed and self.is_published(text))


def count_of(rows: Sequence[object]) -> str:
    """Return how many rows a section has; of one that was cut for programs too, that there may be more."""
    return f"{len(rows):,}" + ("+" if len(rows) == MOST_ROWS else "")


def may_name(facts: PortalFacts, article: str, times: int, k: int) -> bool:
    """Tell whether an article may be named: ids come from pages, and anybody may send a text in their place."""
    return times >= k or any((article, language) in facts.titles for language in LANGUAGES)


def top_searches(log: SearchLog, facts: PortalFacts, shown: Shown) -> tuple[TopSearch, ...]:
    """Return what was searched most."""
    ranked = _in_order([(-counts.visitor_days, phrase) for phrase, counts in log.phrases.items()])
    named = (phrase for _, phrase in ranked if shown(phrase, log.forms[phrase]))  # asked one by one, and of few
    rows_of = phrase_days(log, list(islice(named, MOST_ROWS)))
    places: dict[Phrase, list[tuple[int, int]]] = defaultdict(list)
    opened: dict[Phrase, Counter[str]] = defaultdict(Counter)
    for click in log.clicked:
        if click.phrase in rows_of:
            places[click.phrase].append((click.position, click.times))
            if may_name(facts, click.article, click.times, log.question.threshold_k):
                opened[click.phrase][click.article] += click.times
    found = []
    for phrase, rows in rows_of.items():
        days = add_days(visitor_days(row.counts) for row in rows)
        clicks = sum(times for _, times in places[phrase])
        place = round(sum(place * times for place, times in places[phrase]) / clicks, 1) if clicks else None
        found.append(
            TopSearch(
                text=log.forms[phrase],
                language=phrase[1],
                searches=log.phrases[phrase].searches,
                visitor_days=round(days.searched, 2),
                opened_visitor_days=round(days.opened, 2),
                failed_visitor_days=round(days.failed, 2),
                position=place,
                article=next((article for article, _ in opened[phrase].most_common(1)), ""),
            )
        )
    return tuple(sorted(found, key=lambda row: (-row.visitor_days, row.text)))


def passed_over(log: SearchLog, shown: Shown) -> tuple[PassedOver, ...]:
    """Return the phrases whose results most readers left alone."""
    ranked = sorted(
        (-counts.ignored, phrase)
        for phrase, counts in log.phrases.items()
        if counts.ignored and 2 * counts.ignored >= counts.searches
    )
    chosen = (phrase for _, phrase in ranked if shown(phrase, log.forms[phrase]))
    found = []
    for phrase, rows in phrase_days(log, list(islice(chosen, 2 * MOST_ROWS))).items():
        counts = log.phrases[phrase]
        if rows:  # none of a phrase that is not among those told day by day
            days = add_days(visitor_days(row.counts) for row in rows)
            words = log.forms[phrase]
            found.append(PassedOver(words, phrase[1], counts.ignored, counts.searches, *_rounded(days.ignored, days.searched)))
    return tuple(sorted(found, key=lambda row: (-row.ignored_visitor_days, row.text))[:MOST_ROWS])


def low_clicks(log: SearchLog, facts: PortalFacts, shown: Shown) -> tuple[LowClick, ...]:
    """Return what readers took from far below."""
    found = [
        LowClick(log.forms[row.phrase], row.phrase[1], row.article, row.position, row.times, _days_of(log, row.phrase, row.times))
        for row in log.clicked
        if row.position >= LOW_PLACE
        and shown(row.phrase, log.forms[row.phrase])
        and may_name(facts, row.article, row.times, log.question.threshold_k)
    ]
    return tuple(sorted(found, key=lambda row: (-row.visitor_days, row.text, row.article))[:MOST_ROWS])


def synonyms(log: SearchLog, facts: PortalFacts, shown: Shown) -> tuple[SynonymCandidate, ...]:
    """Return pairs of phrases of which the first failed and the second led to an article."""
    opened: dict[Phrase, str] = {}
    for row in log.opened:
        if may_name(facts, row.article, row.times, log.question.threshold_k):
            opened.setdefault(row.phrase, row.article)
    found = []
    for step in log.followed:
        then = step.then, step.phrase[1]
        words, next_words = log.forms[step.phrase], log.forms.get(then, step.then)
        if step.recovered and shown(step.phrase, words) and shown(then, next_words):
            days = _days_of(log, step.phrase, step.recovered)
            article = opened.get(step.phrase, "")
            found.append(SynonymCandidate(words, step.phrase[1], next_words, article, step.recovered, days))
    return tuple(sorted(found, key=lambda row: (-row.visitor_days, row.text, row.then))[:MOST_ROWS])


def translations(log: SearchLog, gaps: Gaps, facts: PortalFacts) -> tuple[TranslationDemand, ...]:
    """Return articles that readers want in a language in which they are missing or old."""
    searched: Counter[tuple[str, Language]] = Counter()
    failed: dict[tuple[str, Language], float] = defaultdict(float)
    for gap in gaps.found:
        article = gap.diagnosis.article
        if gap.diagnosis.verdict is Verdict.TRANSLATION and article:
            for language in LANGUAGES:
                if (article, language) not in facts.written:
                    searched[article, language] += gap.counts.failed
                    failed[article, language] += gap.days.failed
    viewed: Counter[tuple[str, Language]] = Counter()
    for row in log.viewed:
        if row.language is not None:
            viewed[row.article, row.language] += row.times
    found = []
    for key in facts.titles:
        behind = _behind_days(facts, *key)
        missing = key not in facts.written
        if (missing or behind >= STALE_DAYS) and (searched[key] or viewed[key]):
            days = 0 if missing else behind
            found.append(TranslationDemand(*key, searched[key], viewed[key], days, round(failed.get(key, 0.0), 2)))
    return tuple(sorted(found, key=lambda row: (-row.visitor_days - row.views, row.article, row.language))[:MOST_ROWS])


def viewed(log: SearchLog, facts: PortalFacts) -> tuple[ArticleViews, ...]:
    """Return the articles that were shown most."""
    by_article: dict[str, Counter[str]] = defaultdict(Counter)
    for row in log.viewed:
        by_article[row.article][row.origin] += row.times
    found = [
        ArticleViews(article, origins.total(), origins["search"], origins["nav"], origins["other"])
        for article, origins in by_article.items()
        if may_name(facts, article, origins.total(), log.question.threshold_k)
    ]
    return tuple(sorted(found, key=lambda row: (-row.views, row.article))[:MOST_ROWS])


def _in_order(found: list[tuple[int, Phrase]]) -> Iterator[tuple[int, Phrase]]:
    """Yield the least first: of a long list of which the first few are wanted, nothing else is sorted."""
    heapify(found)
    while found:
        yield heappop(found)


def _days_of(log: SearchLog, phrase: Phrase, searches: int) -> float:
    """Return the visitor-days of some searches for a phrase, of which only the period is known (counting, clause 2.2)."""
    counts = log.phrases[phrase]
    asked = counts.searches + counts.outages
    return round(searches * counts.visitor_days / asked, 2) if asked else 0.0


def _rounded(*days: float) -> tuple[float, ...]:
    return tuple(round(value, 2) for value in days)


def _behind_days(facts: PortalFacts, article: str, language: Language) -> int:
    own, other = facts.updated.get((article, language)), facts.updated.get((article, OTHER[language]))
    return (other - own).days if own and other else 0
