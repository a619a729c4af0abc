"""Which changes can close a gap, by its verdict; the first is the one that fits best.

The table is in the guide's reports/close. Apart from what makes the changes: a report names the command, and must not wait for
all that the command needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.insights.gaps import Gap

Kind = Literal["synonym", "keywords", "pin", "translation", "draft"]

BY_VERDICT: Mapping[Verdict, tuple[Kind, ...]] = {
    Verdict.SYNONYM: ("synonym", "keywords"),
    Verdict.VARIANT: ("synonym", "keywords"),
    Verdict.TYPO: ("keywords", "synonym"),
    Verdict.ROMANISED: ("keywords",),
    Verdict.RANKED_LOW: ("keywords", "pin"),
    Verdict.TRANSLATION: ("translation",),
    Verdict.MISSING_ARTICLE: ("draft",),
    Verdict.UNKNOWN: ("keywords",),
    Verdict.UNPUBLISHED: ("keywords",),
}


def has_command(gap: Gap) -> bool:
    """Tell whether `kbgen gaps fix` can write something for a gap, so that a report may name the command.

    No keyword rescues readers who saw the article that it is for among the first results, and took it not.
    """
    diagnosis = gap.diagnosis
    if diagnosis.seen and diagnosis.is_shown:
        return False
    if gap.is_closed or gap.state == "dismissed" or diagnosis.verdict is Verdict.UNPUBLISHED:
        return False
    if diagnosis.verdict is Verdict.UNKNOWN:
        return bool(gap.told_articles)
    known = bool(diagnosis.article or diagnosis.words or gap.told_articles)
    return "draft" in BY_VERDICT.get(diagnosis.verdict, ()) or (diagnosis.verdict in BY_VERDICT and known)
