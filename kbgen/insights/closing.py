"""Whether a gap is closed: by the portal of today, by what its readers did since, and by what editors decided.

What a browser reports closes nothing that the published index does not find (docs/spec/counting.md, clause 5).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kbgen.insights.agreement import failed_networks
from kbgen.insights.course import Course, course_of, since_shown
from kbgen.insights.decisions import Decision, State, state_of
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from kbgen.insights.examined import Examined
from search_analytics.store.search_log import PhraseDay, Question

REOPENING_SHARE = 0.3
"""Part of the networks that failed with a gap who must have passed over what fits by now (clause 5.4).

Less than half, because who failed before it was there could not pass it over.
"""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a phrasing with which enough networks failed."""

    member: Examined
    course: Course

    @property
    def is_answered(self) -> bool:
        """Whether the portal of today finds something, and readers take it, or did not see it when they failed."""
        told = self.member.diagnosis
        return told.finds and (self.course == "found" or (self.course == "failing" and told.answered_now))

    @property
    def diagnosis(self) -> Diagnosis:
        """Why the phrasing fails; where the portal of today answers it and readers took nothing of that, they passed it over."""
        told, trail = self.member.diagnosis, self.member.trail
        if self.course != "in-vain" or not told.answered_now:
            return told
        reason = Reason(Evidence.PASSED_OVER, trail.text, times=trail.counts.unclicked)
        return replace(
            told, verdict=Verdict.RANKED_LOW, reasons=(reason, *told.reasons), seen=True, is_shown=told.article is not None
        )


def fate_of(member: Examined, least: int) -> Fate:
    """Return what became of a phrasing. least: so many networks count."""
    return Fate(member, course_of(member.days, least))


def believed_fates(fates: Sequence[Fate]) -> list[Fate]:
    """Return the fates of a gap's phrasings, in vain only where three in ten of its networks passed over what fits by now.

    A few who were shown it and left do not take away what answers the many who had failed before (counting, clause 5.4).
    """
    passed_over = sum(_networks(fate.member, "unclicked_networks") for fate in fates if fate.course == "in-vain")
    if passed_over >= REOPENING_SHARE * sum(_networks(fate.member, "failed_networks") for fate in fates):
        return list(fates)
    return [replace(fate, course="failing") if fate.course == "in-vain" else fate for fate in fates]


def _networks(member: Examined, what: Literal["failed_networks", "unclicked_networks"]) -> int:
    return sum(getattr(day.counts, what) for day in member.days)


def course_of_gap(fates: Sequence[Fate]) -> Course:
    """Return what became of a gap by its phrasings: each speaks for itself, for a network is new once for each."""
    courses = {fate.course for fate in fates}
    if "in-vain" in courses:
        return "in-vain"
    return "found" if "found" in courses and all(fate.is_answered for fate in fates) else "failing"


def state_of_gap(members: Sequence[Examined], decision: Decision | None, question: Question, fates: Sequence[Fate]) -> State:
    """Return what was decided about a gap, unless what its readers did since says more (docs/spec/counting.md, clause 5)."""
    state = state_of(decision, failed_since=_failed_since(members, decision), least=question.agreeing_networks)
    if state == "reopened" and all(fate.is_answered for fate in fates):
        return "done"
    is_in_vain = any(fate.course == "in-vain" and _shows(fate.member.diagnosis) for fate in fates)
    return "reopened" if state == "open" and is_in_vain else state


def costly_days(fates: Sequence[Fate], state: State, decision: Decision | None, least: int) -> list[PhraseDay]:
    """Return the days whose failures a gap costs; those from before the answer cost nothing once it is reopened (clause 4.1.1).

    They say that the answer was wanted, not that it is passed over; who reopens a gap would have them all speak for it.
    """
    if state != "reopened":
        return [day for fate in fates for day in fate.member.days]
    found: list[PhraseDay] = []
    for fate in fates:
        ends = [decision.since] if decision else []
        if fate.course == "in-vain" and (shown := since_shown(fate.member.days, least)):
            ends.append(shown)
        elif fate.is_answered:
            continue
        found += [day for day in fate.member.days if day.day > max(ends, default=date.min)]
    return found


def _shows(diagnosis: Diagnosis) -> bool:
    """Tell whether the portal was asked, and shows what answers, not words of it here and there."""
    if diagnosis.reasons[0].evidence is Evidence.APART and not diagnosis.at_once:
        return False  # nothing was mended: beside an article about something else a weak match may be a fit
    return diagnosis.finds and (diagnosis.at_once or diagnosis.outcome is not None)


def diagnosis_of_gap(fates: Sequence[Fate], shown: Collection[Examined], may_name: Callable[[str, int], bool]) -> Diagnosis:
    """Return why the costliest phrasing failed that is not answered; else the costliest.

    It is the same however many visitors a phrasing needs to be shown; of one that may not be, no word is told.
    may_name: tells of an article, and of how many networks opened it, whether its id may be told; pages may make ids up.
    """
    fate = next((fate for fate in fates if not fate.is_answered), fates[0])
    first, found = fate.member, _beside_answered(fate, fates, shown)
    trail = first.trail
    opened = (*trail.opened, *((article, times) for article, _, times in trail.clicked))
    times = max((times for article, times in opened if article == found.article), default=0)
    is_named = found.article is None or not times or may_name(found.article, times)
    if first in shown and is_named:
        return found
    return replace(found, reasons=(Reason(Evidence.HELD_BACK),), words=(), article=found.article if is_named else None)


def _beside_answered(fate: Fate, fates: Sequence[Fate], shown: Collection[Examined]) -> Diagnosis:
    """Return why a phrasing failed: no article is missing where one answers another phrasing of the same need by now."""
    found, typed = fate.diagnosis, fate.member.trail.text
    answered = (one.member for one in fates if one.is_answered and one.member.diagnosis.article)
    if fate.is_answered or found.verdict is not Verdict.MISSING_ARTICLE or (other := next(answered, None)) is None:
        return found
    ours = other.trail.text if other in shown else ""
    reason = Reason(Evidence.ONE_NEED, typed, ours) if ours else Reason(Evidence.HELD_BACK)
    return replace(
        found, verdict=Verdict.SYNONYM, reasons=(reason,), article=other.diagnosis.article, words=(ours,) if ours else ()
    )


def _failed_since(members: Sequence[Examined], decision: Decision | None) -> int:
    """Return how many networks failed with one of the phrasings after the day of a decision, and opened nothing."""
    if decision is None:
        return 0
    later = [[day for day in member.days if day.day > decision.since] for member in members]
    return max(failed_networks(days, unrecovered=True) for days in later)
