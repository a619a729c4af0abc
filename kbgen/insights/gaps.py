"""Failed searches that mean the same, added up: one gap for an editor to close, with its phrasings and what it costs.

What a reader typed is shown only as far as the privacy threshold lets it (clause 14.3 of docs/spec/search-event.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kbgen.insights.agreement import is_most, judged
from kbgen.insights.closing import Fate, believed_fates, costly_days, course_of_gap, diagnosis_of_gap, fate_of, state_of_gap
from kbgen.insights.counting import WEEK_DAYS, VisitorDays, add_days, impact, visitor_days
from kbgen.insights.course import Course
from kbgen.insights.decisions import Decision, Decisions, State
from kbgen.insights.diagnosis.verdicts import Diagnosis
from kbgen.insights.examined import Examined, Examiner, examine
from kbgen.insights.one_need import Needs, OneNeed, identity
from kbgen.insights.whole_gap import weighed, weighed_by_words
from kbgen.model import Language
from search_analytics.store.search_log import PhraseDay, Question, SearchCounts, SearchLog, add_counts

Trend = Literal["new", "rising", "steady", "falling", "unknown"]
"""The last week beside the one before it; unknown where the period does not hold both."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way in which readers put it. id: by which decisions remember it."""

    text: str
    language: Language
    counts: SearchCounts
    days: VisitorDays
    id: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Searches that mean the same and failed.

    id: eight hexadecimal digits, of a decision about the gap or of its own phrasings (`_lasting_id`).
    identities: the id of each of its phrasings, those most used first; any of them names the gap. state, reason: what editors
    decided. phrasings: those that may be shown, most used first, never none; the others are counted in `hidden_phrasings` and
    in all sums. days: the same in visitor-days. by_day: failed visitor-days of each day of the period. opened: what readers
    opened in the end. impact: networks that failed and opened nothing, each half as much after 14 days
    (docs/spec/counting.md, clause 4.1).
    course: what became of it as the days went by; found only where all phrasings with which enough networks failed are answered.
    is_answered: whether they are, by the portal of today (docs/spec/counting.md, clause 5.2). joined_ids: ids of phrasings that
    likeness or an editor brought to it, those that words hold together in one tuple. perhaps_same: ids of gaps that may be the
    same need, the likeliest first. mark: of what was decided about it (`Decisions.mark`). led_ids: ids of phrasings that only
    what their readers searched next brought to it, and half of its networks or fewer typed: no change is for them unasked.
    """

    id: str
    phrasings: tuple[Phrasing, ...]
    hidden_phrasings: int
    languages: tuple[Language, ...]
    diagnosis: Diagnosis
    counts: SearchCounts
    days: VisitorDays
    by_day: tuple[float, ...]
    trend: Trend
    first_day: date
    last_day: date
    opened: tuple[tuple[str, int], ...]
    impact: float
    identities: tuple[str, ...] = ()
    state: State = "open"
    reason: str = ""
    course: Course = "failing"
    is_answered: bool = False
    joined_ids: tuple[tuple[str, ...], ...] = ()
    perhaps_same: tuple[str, ...] = ()
    mark: str = ""
    led_ids: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it is done, or closed by itself: answered, where nobody decided otherwise."""
        return self.state == "done" or (self.state in ("open", "planned") and self.is_answered)

    def is_joined(self, phrasing: Phrasing) -> bool:
        """Whether likeness or an editor brought a phrasing to it, so that an editor may set it apart."""
        return self.has_joined(phrasing.id)

    @property
    def told_articles(self) -> tuple[str, ...]:
        """The articles that most of those who failed opened in the end, so that they say what was meant (clause 6.2)."""
        known = judged(self.counts.once)
        return tuple(article for article, times in self.opened if is_most(times, known))

    @property
    def joined_phrasings(self) -> tuple[Phrasing, ...]:
        """The phrasings that may be shown and that likeness or an editor brought to it."""
        return tuple(filter(self.is_joined, self.phrasings))

    def has_joined(self, phrasing: str) -> bool:
        """Whether likeness or an editor brought the phrasing with this id to it."""
        return any(phrasing in part for part in self.joined_ids)

    @property
    def title(self) -> str:
        """What it is called: its own phrasing that most readers used, though more used one that an editor joined to it."""
        return self.phrasings[0].text


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Failed searches whose phrase too few visitors used to be shown. days: the same in visitor-days."""

    searches: int
    phrases: int
    days: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of a period, the costliest first. held_back: what too few visitors searched for to be shown."""

    question: Question
    found: tuple[Gap, ...]
    held_back: HeldBack
    unshown: int = 0


def find_gaps(log: SearchLog, examiner: Examiner, decisions: Decisions | None = None) -> Gaps:
    """Return the gaps that a log shows, the costliest first. decisions: of editors, about gaps known before."""
    decisions = decisions or Decisions()
    least, k = log.question.agreeing_networks, log.question.threshold_k

    def is_answered(member: Examined) -> bool:
        return fate_of(member, least).is_answered

    examined = weighed_by_words(examine(log, examiner), examiner, is_answered)
    needs = Needs(examined, examiner, decisions, least)
    found: list[Gap] = []
    held: list[Examined] = []
    named: dict[str, Collection[Examined]] = {}
    for told in needs.all:
        need = weighed(told, examiner.examine, is_answered)
        shown = _may_be_shown(need.members, k, examiner)
        if shown:
            found.append(_gap(need, shown, log.question, decisions, examiner))
            named[found[-1].id] = [member for member in need.members if member in shown]  # in one order
        held += [member for member in need.members if member not in shown]
    found.sort(key=lambda gap: (-gap.impact, -gap.days.failed, gap.id))
    limit = log.question.limit
    failing = sum(counts.failed > 0 for counts in log.phrases.values())
    unshown = max(0, len(found) - limit) + failing - len(examined)
    perhaps = needs.perhaps_one({gap.id: named[gap.id] for gap in found[:limit] if gap.state != "dismissed"})
    listed = tuple(replace(gap, perhaps_same=perhaps.get(gap.id, ())) for gap in found[:limit])
    return Gaps(log.question, listed, _held_back(held, log.unnamed), unshown)


def _held_back(members: Sequence[Examined], unnamed: Sequence[PhraseDay]) -> HeldBack:
    """Return what is hidden. unnamed: days of phrases whose text the log does not tell."""
    days = [*unnamed, *(day for member in members for day in member.days)]
    return HeldBack(
        searches=sum(day.counts.failed for day in days),
        phrases=len(members),
        days=round(add_days(visitor_days(day.counts) for day in days).failed, 2),
    )


def joined(gaps: Sequence[Gap]) -> Gap:
    """Return some gaps as one, with the cause of the costliest: for a change that closes them all. None is named twice."""
    ranked = sorted({gap.id: gap for gap in gaps}.values(), key=lambda gap: (-gap.impact, gap.id))
    first, opened = ranked[0], Counter[str]()
    for gap in ranked:
        opened.update(dict(gap.opened))
    return replace(
        first,
        phrasings=tuple(phrasing for gap in ranked for phrasing in gap.phrasings),
        counts=add_counts(gap.counts for gap in ranked),
        days=add_days(gap.days for gap in ranked),
        opened=tuple(sorted(opened.items(), key=lambda item: (-item[1], item[0]))),
        identities=tuple(dict.fromkeys(one for gap in ranked for one in gap.identities)),
        joined_ids=tuple(part for gap in ranked for part in gap.joined_ids),
        led_ids=tuple(one for gap in ranked for one in gap.led_ids),
    )


def _may_be_shown(members: Sequence[Examined], k: int, examiner: Examiner) -> Collection[Examined]:
    """Return the members with which enough networks failed, and whose text enough visitors used or the portal says itself."""
    return frozenset(
        member
        for member in members
        if member.is_agreed and (member.counts.visitor_days >= k or examiner.is_published(member.trail.text))
    )


def _gap(need: OneNeed, shown: Collection[Examined], question: Question, decisions: Decisions, examiner: Examiner) -> Gap:
    def may_name(article: str, times: int) -> bool:
        return examiner.has_article(article) or (times >= question.threshold_k and examiner.may_have_had(article))

    members = need.members
    by_use = sorted(members, key=lambda member: (member not in shown, -member.weight, member.trail.phrase))
    decision = decisions.about([identity(member) for member in by_use])
    own = _own_part(need, by_use[0], decision)
    ranked = sorted(by_use, key=lambda member: (member not in shown, member not in own))
    fates = _fates(need, decision, question.agreeing_networks)
    state = state_of_gap(members, decision, question, fates)
    ids = {member.trail.phrase: identity(member) for member in members}
    identities = tuple(dict.fromkeys(identity(member) for member in ranked))
    days = [day for member in members for day in member.days]
    in_days = [visitor_days(day.counts) for day in days]
    by_day = defaultdict[date, float](float)
    for day, told in zip(days, in_days, strict=True):
        by_day[day.day] += told.failed
    failed_days = [day.day for day in days if day.counts.failed]
    opened = Counter[str]()
    for member in members:
        opened.update({article: times for article, times in member.trail.opened if may_name(article, times)})
    period = [question.from_day + timedelta(days=n) for n in range((question.to_day - question.from_day).days + 1)]
    return Gap(
        id=decision.gap if decision else _lasting_id(own),
        phrasings=tuple(_phrasing(member) for member in ranked if member in shown),
        hidden_phrasings=len(members) - len(shown),
        languages=tuple(sorted({member.trail.phrase[1] for member in members})),
        diagnosis=diagnosis_of_gap(fates, shown, may_name),
        counts=add_counts(member.counts for member in members),
        days=add_days(in_days),
        by_day=tuple(by_day[day] for day in period),
        trend=_trend([by_day[day] for day in period]),
        first_day=min(failed_days),
        last_day=max(failed_days),
        opened=tuple(sorted(opened.items(), key=lambda item: (-item[1], item[0]))),
        impact=impact(costly_days(fates, state, decision, question.agreeing_networks), question.to_day, ids),
        identities=identities,
        state=state,
        reason=decision.reason if decision else "",
        course=course_of_gap(fates),
        is_answered=all(fate.is_answered for fate in fates),
        joined_ids=_joined_ids(need, own),
        mark=decisions.mark({*identities, *([decision.gap] if decision else [])}),
        led_ids=_led_ids(need, own, decisions),
    )


def _fates(need: OneNeed, decision: Decision | None, least: int) -> list[Fate]:
    """Return what became of the phrasings with which enough networks failed, the costliest of its own first.

    Whether a phrasing may be shown changes nothing here.
    """
    agreed = sorted(
        (member for member in need.members if member.is_agreed), key=lambda member: (-member.weight, member.trail.phrase)
    )
    own = _own_part(need, agreed[0], decision)
    return believed_fates([fate_of(member, least) for member in sorted(agreed, key=lambda member: member not in own)])


def _own_part(need: OneNeed, most_used: Examined, decision: Decision | None) -> Collection[Examined]:
    """Return the part to which the others were joined: of the gap decided about, however few use it; else that most used."""
    named = (part for part in need.parts if decision and any(identity(member) == decision.gap for member in part))
    return next(named, None) or next(part for part in need.parts if most_used in part)


def _lasting_id(own: Collection[Examined]) -> str:
    """Return the smallest id of phrasings with which half as many networks failed, or more, as with the one most used.

    A rare one may part from the others by the very change that closes it, and would take the id along.
    """
    weights = Counter[str]()
    for member in own:
        if member.is_agreed:
            weights[identity(member)] += member.weight
    most = max(weights.values())
    return min(one for one, weight in weights.items() if 2 * weight >= most)


def _joined_ids(need: OneNeed, own: Collection[Examined]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of phrasings of each part of a need but its own."""
    others = [part for part in need.parts if part != own]
    return tuple(sorted(tuple(sorted({identity(member) for member in part})) for part in others))


def _led_ids(need: OneNeed, own: Collection[Examined], decisions: Decisions) -> tuple[str, ...]:
    """Return the ids of phrasings of parts that only what readers searched next brought, and half of all networks or fewer typed.

    Three networks that search their own word and then what another gap is about say nothing of those who failed with that one.
    """
    typed = sum(member.weight for member in need.members)
    led = [
        identity(member)
        for part in need.parts
        if part != own and 2 * sum(member.weight for member in part) <= typed
        for member in part
        if member.diagnosis.is_refined
    ]
    return tuple(sorted({*led} - decisions.by_phrasing.keys()))


def _phrasing(member: Examined) -> Phrasing:
    days = add_days(visitor_days(day.counts) for day in member.days)
    return Phrasing(member.trail.text, member.trail.phrase[1], member.counts, days, identity(member))


def _trend(by_day: Sequence[float]) -> Trend:
    """Compare the last seven days with the seven before; a change of less than half is chance."""
    if len(by_day) < 2 * WEEK_DAYS:
        return "unknown"
    recent, before = sum(by_day[-WEEK_DAYS:]), sum(by_day[-2 * WEEK_DAYS : -WEEK_DAYS])
    if recent and not any(by_day[:-WEEK_DAYS]):
        return "new"
    if recent > 1.5 * before + 1:
        return "rising"
    return "falling" if before > 1.5 * recent + 1 else "steady"
