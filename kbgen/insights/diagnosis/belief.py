"""What browsers report of articles, as far as the portal itself confirms it: ids and clicks are anybody's to send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kbgen.insights.diagnosis.portal_words import PortalWords
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Evidence, Reason

GONE_SHARE = 1 / 6
"""Part of the failures after which readers opened an article that is gone, before that says what they wanted."""


def believed(trail: Trail, words: PortalWords) -> Trail:
    """Return a trail with no other articles than the portal has, or says that it had."""
    opened = tuple(row for row in trail.opened if words.had(row[0]))
    return replace(trail, opened=opened, clicked=tuple(row for row in trail.clicked if words.had(row[0])))


def unconfirmed(trail: Trail, words: PortalWords) -> Iterator[Reason]:
    """Yield what is said of an article that the portal knows nothing of, by as many as would make it a verdict."""
    times = Counter[str]()
    for article, said in (*trail.opened, *((article, said) for article, _, said in trail.clicked)):
        if not words.had(article):
            times[article] = max(times[article], said)
    most = max(times.values(), default=0)
    if most and most >= GONE_SHARE * trail.counts.failed:
        yield Reason(Evidence.UNCONFIRMED, times=most)
