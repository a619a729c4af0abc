"""A log and its gaps → everything a report says; the formats only write it down.

Every text that a reader typed passes `sections.Shown` on its way in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kbgen.insights.counting import VisitorDays, add_days, days_of_period
from kbgen.insights.diagnosis.portal_facts import PortalFacts
from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.insights.gaps import Gap, Gaps
from kbgen.insights.report import sections
from kbgen.insights.report.comparison import Comparison, Span
from kbgen.insights.report.sections import ArticleViews, LowClick, PassedOver, SynonymCandidate, TopSearch, TranslationDemand
from kbgen.model import Language
from search_analytics.store.search_log import ArticleVotes, Comment, Question, SearchCounts, SearchLog, add_counts

SECTIONS: Mapping[str, str] = {
    "top": "top_searches",
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
class ReportContent:
    """All of a report. gaps: to close; closed: done, or answered by the index of today; noise: out
    of scope; dismissed: by editors, for a reason.

    days, totals: in visitor-days; counts, day_counts: all searches, for programs,
    and for what is no reader's doing, such as outages.
    rolled_up_until: up to this day of the period only daily sums are left. command_options: what a command needs to find the
    same gaps, with a blank before it. span: which two periods are compared; comparison: None where the first of them has no
    search. category: only gaps and lists about articles of it; the figures above them are of all. comments: of single
    readers, for the page at home alone; no other format writes them. away: the folder of the portal that could not be asked,
    or empty.
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
    top: tuple[TopSearch, ...]
    passed_over: tuple[PassedOver, ...]
    low_clicks: tuple[LowClick, ...]
    synonyms: tuple[SynonymCandidate, ...]
    translations: tuple[TranslationDemand, ...]
    viewed: tuple[ArticleViews, ...]
    votes: tuple[ArticleVotes, ...]
    held_back_searches: int
    held_back_days: float
    held_back_phrases: int
    unshown: int
    rolled_up_until: date | None = None
    command_options: str = ""
    span: Span = "week"
    comparison: Comparison | None = None
    category: str = ""
    comments: tuple[Comment, ...] = ()
    away: str = ""

    @property
    def every_gap(self) -> tuple[Gap, ...]:
        """The gaps that the report names, whatever became of them."""
        return (*self.gaps, *self.closed, *self.noise, *self.dismissed)

    def title(self, article: str, language: Language) -> str:
        """Return the title of an article, or its id where the portal was not asked."""
        return self.facts.titles.get((article, language), article)

    def rates(self) -> tuple[float, float]:
        """Return the share of failed visitor-days in the first and in the second half of the period."""
        middle = len(self.days) // 2
        halves = [add_days(counts for _, counts in part) for part in (self.days[:middle], self.days[middle:])]
        first, second = (half.failed / half.searched if half.searched else 0.0 for half in halves)
        return first, second


def report_content(log: SearchLog, gaps: Gaps, facts: PortalFacts, is_published: Callable[[str], bool]) -> ReportContent:
    """Return what a report says. is_published: tells whether a text holds nothing but words of the portal."""
    shown = sections.Shown(log, is_published)
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
        top=sections.top_searches(log, facts, shown),
        passed_over=sections.passed_over(log, shown),
        low_clicks=sections.low_clicks(log, facts, shown),
        synonyms=sections.synonyms(log, facts, shown),
        translations=sections.translations(log, gaps, facts),
        viewed=sections.viewed(log, facts),
        votes=tuple(row for row in log.votes if sections.may_name(facts, row.article, row.helpful + row.unhelpful, k)),
        held_back_searches=gaps.held_back.searches,
        held_back_days=gaps.held_back.days,
        held_back_phrases=gaps.held_back.phrases,
        unshown=gaps.unshown,
        rolled_up_until=log.rolled_up_until,
        comments=tuple(row for row in log.comments if not facts.titles or sections.may_name(facts, row.article, 0, k)),
    )


def _is_noise(gap: Gap) -> bool:
    return gap.diagnosis.verdict is Verdict.OUT_OF_SCOPE
