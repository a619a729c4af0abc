"""Failed searches as the report shows them: frozen values between the store and the report.

A search failed when it found nothing, when it found weak matches only, or when nobody clicked and the reader
searched again.
An index that could not be loaded is an outage and never a failed search.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from search_analytics.event import VoteReason
from search_analytics.record import Language

Verdict = Literal["zero", "weak", "unclicked"]
VERDICTS: tuple[Verdict, ...] = ("zero", "weak", "unclicked")


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked for.

    from_day, to_day: UTC, both included. threshold_k: fewest visitor-days a phrase needs to be shown.
    site: only this site, or every site. limit: most phrases to show.
    """

    from_day: date
    to_day: date
    threshold_k: int
    site: str | None = None
    limit: int = 1_000
    time_limit_seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class NextStep:
    """What readers did after a failed search: searched a phrase or opened an article, so many times."""

    kind: Literal["searched", "opened"]
    what: str
    times: int


@dataclass(frozen=True, slots=True)
class FailedPhrase:
    """A phrase that failed at least once. searches: all of them; the verdicts count the failed ones.

    stopped: failed searches after which the reader did nothing more. recovered: those that ended in a click after all.
    """

    phrase: str
    language: Language
    searches: int
    visitor_days: int
    zero: int
    weak: int
    unclicked: int
    recovered: int
    stopped: int
    first_day: date
    last_day: date
    next_steps: tuple[NextStep, ...] = ()

    @property
    def failed(self) -> int:
        """How many of the searches failed."""
        return self.zero + self.weak + self.unclicked

    @property
    def recovered_share(self) -> float:
        """Which part of the failed searches ended in a click, 0 to 1."""
        return self.recovered / self.failed

    @property
    def verdict(self) -> Verdict:
        """The way it failed most often; the worse one of two that are level."""
        counts = {"zero": self.zero, "weak": self.weak, "unclicked": self.unclicked}
        return max(VERDICTS, key=lambda verdict: counts[verdict])


@dataclass(frozen=True, slots=True)
class DayCount:
    """Searches of one UTC day."""

    day: date
    searches: int
    zero: int
    weak: int
    unclicked: int
    outages: int
    recovered: int

    @property
    def failed(self) -> int:
        """How many of the searches failed."""
        return self.zero + self.weak + self.unclicked


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Failed searches whose phrase too few visitors used to be shown."""

    searches: int
    phrases: int


@dataclass(frozen=True, slots=True)
class ArticleVotes:
    """Answers to "was this article helpful?". language: of the text that was read, where the page said so.

    reasons: for "no", with how often each was given, the most frequent first.
    """

    article: str
    language: Language | None
    helpful: int
    unhelpful: int
    reasons: tuple[tuple[VoteReason, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FailureReport:
    """The answer to a question. phrases: most urgent first. unshown_phrases: how many the limit left out.

    votes: of every article that has any, most "no" first.
    """

    question: Question
    days: tuple[DayCount, ...]
    phrases: tuple[FailedPhrase, ...]
    held_back: HeldBack
    unshown_phrases: int = 0
    votes: tuple[ArticleVotes, ...] = ()
