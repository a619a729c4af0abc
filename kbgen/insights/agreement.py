"""What networks agree on: whoever searches every day, in many words, or by many addresses of one network, weighs as one.

Verdicts, the order of gaps and fixes rest on this alone (docs/spec/counting.md, clause 6); what an editor is told of a gap
besides is in visitor-days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kbgen.insights.counting import failed_once, most_networks
from search_analytics.store.search_log import Clicked, Phrase, PhraseDay, SearchCounts, SearchLog

SHARE_WORTH_SAYING = 0.3
"""Part of those of whom it is known what became of a search from which on an editor is told what they did next."""
TOLD = "told: "
"""Before a meaning that most readers of a phrase gave it by what they searched next; editors may set it apart again."""
LOW_PLACE = 4
"""The first place of the results that counts as low."""


def each_network_once(log: SearchLog) -> SearchLog:
    """Return a log in which each network did everything once, and did nothing that fewer networks than asked for did.

    The totals of days stay as they are: they name no phrase.
    """
    least = log.question.agreeing_networks
    return replace(
        log,
        phrases={phrase: counts.once for phrase, counts in log.phrases.items()},
        days=tuple(row._replace(counts=row.counts.once) for row in log.days),
        followed=tuple(
            row._replace(times=row.networks, recovered=row.recovered_networks if row.recovered_networks >= least else 0)
            for row in log.followed
        ),
        opened=tuple(row._replace(times=row.networks) for row in log.opened),
        clicked=_clicked(log.clicked, least),
    )


def _clicked(rows: Iterable[Clicked], least: int) -> tuple[Clicked, ...]:
    """Return clicks of networks; that an article was taken from far below needs as many of them as that it was taken at all."""
    rows = [row for row in rows if row.networks]
    agreeing = Counter[tuple[Phrase, str, bool]]()
    for row in rows:
        agreeing[row.phrase, row.article, row.position >= LOW_PLACE] += row.networks
    return tuple(
        row._replace(times=row.networks) for row in rows if agreeing[row.phrase, row.article, row.position >= LOW_PLACE] >= least
    )


def judged(counts: SearchCounts) -> int:
    """Return of how many searches it is known what became of them: they failed, or their readers opened something."""
    return max(counts.failed, counts.searches - counts.ignored - counts.unjudged)


def is_most(times: float, of: float) -> bool:
    """Tell whether so many are more than half: what fewer did next is no cause of a gap and no fix (counting, clause 6.2)."""
    return 2 * times > of


def failed_networks(days: Iterable[PhraseDay], *, unrecovered: bool = False) -> int:
    """Return how many networks failed with a phrase: in the 31 days that saw most of them, for each is new once in so many.

    unrecovered: only those that opened nothing in the end. A search of a collector from before, which told no networks, is one
    of a network of its own; where it is a part of a visitor-day (clause 2.2), the whole is rounded up.
    """
    return most_networks((row.day, failed_once(row.counts, unrecovered=unrecovered)) for row in days)
