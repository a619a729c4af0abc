"""What browsers report that readers did next, as far as enough agree and the portal confirms it: anybody may send anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kbgen.insights.agreement import TELLING_SHARE, judged
from kbgen.insights.diagnosis.portal_words import PortalWords
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason

_DONE_NEXT = frozenset({Evidence.REFINED_TO, Evidence.OPENED, Evidence.GONE, Evidence.PLACE})
"""Evidence that is nothing but what readers did next."""


def believed(trail: Trail, words: PortalWords) -> Trail:
    """Return a trail with what enough readers did, of articles that the portal has, or says that it had."""
    least = TELLING_SHARE * judged(trail.counts)
    opened = believed_opened(trail)
    clicks = _by_article((article, times) for article, _, times in trail.clicked)
    return replace(
        trail,
        opened=tuple((article, times) for article, times in opened if words.had(article)),
        followed=tuple((text, times, found if found >= least else 0) for text, times, found in trail.followed),
        clicked=tuple(row for row in trail.clicked if clicks[row[0]] >= least and words.had(row[0])),
    )


def believed_opened(trail: Trail) -> Iterable[tuple[str, int]]:
    """Return the articles that enough of those who failed opened in the end, and how many did."""
    return [(article, times) for article, times in trail.opened if times >= TELLING_SHARE * judged(trail.counts)]


def _by_article(rows: Iterable[tuple[str, int]]) -> Counter[str]:
    found = Counter[str]()
    for article, times in rows:
        found[article] += times
    return found


def is_told_by_few(trail: Trail, diagnosis: Diagnosis) -> bool:
    """Tell whether a diagnosis rests on what half of its readers did next, or fewer."""
    return 0 < 2 * _times_told(trail, diagnosis) <= judged(trail.counts)


def by_few(trail: Trail, diagnosis: Diagnosis) -> Iterator[Reason]:
    """Yield that half of the readers, or fewer, did what decided, of how many it is known: a few networks can send that."""
    if diagnosis.reasons[0].evidence in _DONE_NEXT and is_told_by_few(trail, diagnosis):
        yield Reason(Evidence.BY_FEW, ours=str(judged(trail.counts)), times=_times_told(trail, diagnosis))


def _times_told(trail: Trail, diagnosis: Diagnosis) -> int:
    """Return how many networks did next what a diagnosis rests on, or 0."""
    if diagnosis.is_refined:
        return diagnosis.reasons[0].times
    article = diagnosis.article or ""
    return max(
        dict(believed_opened(trail)).get(article, 0), _by_article((name, said) for name, _, said in trail.clicked)[article]
    )


def unconfirmed(trail: Trail, words: PortalWords) -> Iterator[Reason]:
    """Yield what is said of an article that the portal knows nothing of, by as many as would make it a verdict."""
    times = Counter[str]()
    for article, said in (*trail.opened, *((article, said) for article, _, said in trail.clicked)):
        if not words.had(article):
            times[article] = max(times[article], said)
    most = max(times.values(), default=0)
    if most and most >= TELLING_SHARE * judged(trail.counts):
        yield Reason(Evidence.UNCONFIRMED, times=most)
