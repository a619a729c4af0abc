"""What browsers report that readers did next, as far as most agree and the portal confirms it: anybody may send anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kbgen.insights.agreement import SHARE_WORTH_SAYING, is_most, judged
from kbgen.insights.diagnosis.case import SEVERAL
from kbgen.insights.diagnosis.portal_words import PortalWords
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Evidence, Reason


def believed(trail: Trail, words: PortalWords) -> Trail:
    """Return a trail with what more than half of its readers did, of articles that the portal has, or says that it had."""
    known = judged(trail.counts)
    clicks = _by_article((article, times) for article, _, times in trail.clicked)
    return replace(
        trail,
        opened=tuple((article, times) for article, times in trail.opened if is_most(times, known) and words.had(article)),
        followed=tuple((text, times, found if is_most(found, known) else 0) for text, times, found in trail.followed),
        clicked=tuple(row for row in trail.clicked if is_most(clicks[row[0]], known) and words.had(row[0])),
    )


def _by_article(rows: Iterable[tuple[str, int]]) -> Counter[str]:
    found = Counter[str]()
    for article, times in rows:
        found[article] += times
    return found


def by_few(trail: Trail, words: PortalWords, found: str | None) -> Iterator[Reason]:
    """Yield the article that most of those opened who opened any, where they are half of the readers or fewer.

    It decides nothing: as few networks as that can be anybody's. An editor may know better. found: what is named already.
    """
    known, times = judged(trail.counts), _times_opened(trail)
    few = {name: said for name, said in times.items() if name in words.documents and name != found and not is_most(said, known)}
    article = max(few, key=lambda name: (few[name], name), default="")
    if few.get(article, 0) >= max(SEVERAL, SHARE_WORTH_SAYING * known):
        yield Reason(Evidence.OPENED_BY_FEW, words.title(article, trail.language), str(known), few[article])


def _times_opened(trail: Trail) -> Mapping[str, int]:
    """Return article → how many networks opened it, in the end or from the results of the phrase itself."""
    times = _by_article((article, said) for article, _, said in trail.clicked)
    for article, said in trail.opened:
        times[article] = max(times[article], said)
    return times


def unconfirmed(trail: Trail, words: PortalWords) -> Iterator[Reason]:
    """Yield what is said of an article that the portal knows nothing of, by as many as are worth saying."""
    most = max((said for article, said in _times_opened(trail).items() if not words.had(article)), default=0)
    if most and most >= SHARE_WORTH_SAYING * judged(trail.counts):
        yield Reason(Evidence.UNCONFIRMED, times=most)
