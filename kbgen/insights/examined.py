"""The phrases of a log that failed, each with why it did: what gaps are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kbgen.insights.agreement import each_network_once, failed_networks
from kbgen.insights.counting import phrase_days
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Diagnosis
from search_analytics.store.search_log import MOST_EXAMINED, Phrase, PhraseDay, SearchCounts, SearchLog, add_counts, most_used

if TYPE_CHECKING:  # numpy need not be loaded where no portal is asked
    from kbgen.insights.diagnosis.likeness import Likeness


class Examiner(Protocol):
    """Who explains searches: `kbgen.insights.diagnosis.examiner`."""

    def examine(self, trail: Trail) -> Diagnosis:
        """Say why a search failed."""
        ...

    def meanings(self, trail: Trail, diagnosis: Diagnosis) -> tuple[str, ...]:
        """Return texts, at least one, of which searches that mean the same have one in common."""
        ...

    def likeness(self, found: Sequence[tuple[Trail, Diagnosis]]) -> Likeness | None:
        """Return how likely phrases are one need, where no list says so; None: nothing tells that any two are."""
        ...

    def common_spellings(self, meanings: Mapping[str, int]) -> Mapping[str, str]:
        """Return rare meaning → the common one of which it is a misspelling. meanings: with visitor-days."""
        ...

    def is_mended(self, phrase: Phrase, text: str) -> bool:
        """Tell whether the search of today reads a phrase as other words than were typed."""
        ...

    def has_article(self, article: str) -> bool:
        """Tell whether the portal has an article; ids come from pages, and anybody may send one."""
        ...

    def may_have_had(self, article: str) -> bool:
        """Tell whether the portal may have had an article; true where no portal is asked."""
        ...

    def is_published(self, text: str) -> bool:
        """Tell whether a text holds nothing but words of the portal, and no digit."""
        ...


@dataclass(frozen=True, slots=True, eq=False)  # each is itself: told apart a million times where a thousand are one gap
class Examined:
    """A phrase. trail: what networks agree on of it. days, counts: all searches. is_agreed: enough networks failed with it."""

    trail: Trail
    days: tuple[PhraseDay, ...]
    counts: SearchCounts
    diagnosis: Diagnosis
    is_agreed: bool

    @property
    def weight(self) -> int:
        """How many networks searched it, where enough failed; what others say weighs nothing."""
        return self.trail.counts.visitor_days if self.is_agreed else 0


def examine(log: SearchLog, examiner: Examiner) -> list[Examined]:
    """Return the phrases that failed, the most used first, and why each did."""
    urgent = most_used(log.phrases, MOST_EXAMINED, failed=True)
    days = phrase_days(log, urgent)
    contacted = {phrase: _contacted(days[phrase]) for phrase in urgent}
    least = log.question.agreeing_networks
    return [
        Examined(
            trail=trail,
            days=tuple(days[trail.phrase]),
            counts=add_counts(day.counts for day in days[trail.phrase]),
            diagnosis=examiner.examine(trail),
            is_agreed=failed_networks(days[trail.phrase]) >= least,
        )
        for trail in _trails(each_network_once(_about(log, frozenset(urgent))), contacted, examiner)
    ]


def _about(log: SearchLog, phrases: frozenset[Phrase]) -> SearchLog:
    """Return what a log says of some phrases; of their days, of which it says most, nothing. Most phrases never failed."""
    return replace(
        log,
        days=(),
        phrases={phrase: log.phrases[phrase] for phrase in phrases},
        followed=tuple(row for row in log.followed if row.phrase in phrases),
        opened=tuple(row for row in log.opened if row.phrase in phrases),
        clicked=tuple(row for row in log.clicked if row.phrase in phrases),
    )


def _contacted(days: Iterable[PhraseDay]) -> float:
    """Return the part of the networks that failed with a phrase which went on to the contact page: of each day, as its searches.

    One that comes every day is new on the first one alone, and so is no majority of those who came once.
    """
    counts = [day.counts for day in days]
    went = sum(
        (one.failed_networks - one.recovered_networks) * one.contacted / one.unrecovered for one in counts if one.unrecovered
    )
    return went / max(1, sum(one.failed_networks for one in counts))


def _trails(log: SearchLog, contacted: Mapping[Phrase, float], examiner: Examiner) -> list[Trail]:
    """Return what is known of phrases. contacted: of these."""
    least = log.question.agreeing_networks  # what is thought of a phrase is the same whatever may be shown of it
    opened, followed, clicked = defaultdict(list), defaultdict(list), defaultdict(list)
    for opening in (row for row in log.opened if row.times >= least or examiner.has_article(row.article)):
        opened[opening.phrase].append((opening.article, opening.times))
    for step in log.followed:
        text = log.forms.get((step.then, step.phrase[1]), step.then)
        followed[step.phrase].append((text, step.times, step.recovered))
    for click in (row for row in log.clicked if row.times >= least or examiner.has_article(row.article)):
        clicked[click.phrase].append((click.article, click.position, click.times))
    return [
        Trail(
            phrase=phrase,
            text=log.forms[phrase],
            counts=log.phrases[phrase],
            opened=tuple(sorted(opened[phrase], key=_most_first)),
            followed=tuple(sorted(followed[phrase], key=_most_first)),
            clicked=tuple(clicked[phrase]),
            contacted=contacted[phrase],
        )
        for phrase in contacted
    ]


def _most_first(row: tuple[str, int] | tuple[str, int, int]) -> tuple[int, str]:
    return -row[-1], row[0]
