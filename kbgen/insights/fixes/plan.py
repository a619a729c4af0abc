"""Of the changes that can close a gap the one to write, tried on a copy of the articles, with what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kbgen.counted import counted
from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.fixes.choose import Wishes, fixes_for
from kbgen.insights.fixes.edits import Fix
from kbgen.insights.fixes.trial import Expected, are_answered, try_fix
from kbgen.insights.gaps import Gap
from kbgen.insights.replay.queries import LoggedQueries
from kbgen.insights.replay.run import WITHIN
from kbgen.model import Language
from kbgen.search.asked import Asked
from kbgen.search.reader import index_of
from kbgen.settings.site import Settings
from kbgen.site.outputs.article_list import keywords_of
from kbgen.site.portal import Portal
from kbgen.site.site_search import SiteSearch, shortlists

NAME_OF: Mapping[Language, str] = {"en": "English", "zh-hant": "Traditional Chinese"}


@dataclass(frozen=True, slots=True)
class Workshop:
    """What changes are tried on. queries: each network once. before: the search of the articles as they are. gaps: all."""

    settings: Settings
    portal: Portal
    queries: LoggedQueries
    before: SiteSearch
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A change and what it would do. fault: why it should not be written, or an empty text. also: other gaps that it closes.

    abroad: of the draft of an article, those that are written, but in no language of these readers: one of them may answer.
    unsaid: the article that it leads to on the word of readers, or of an editor, alone: the search finds nothing of it for any
    phrasing, so no trial can tell that it answers them; else an empty text.
    """

    gap: Gap
    fix: Fix
    expected: Expected
    fault: str
    also: tuple[Gap, ...] = ()
    abroad: tuple[str, ...] = ()
    unsaid: str = ""


def plan_fix(gap: Gap, wishes: Wishes, shop: Workshop) -> Plan:
    """Return the change to write for a gap. Raises UsageError where there is none."""
    fixes = fixes_for(gap, shop.portal, wishes, shop.before)
    chosen, expected = _best((fix, try_fix(shop.settings, fix, gap, shop.queries, shop.before)) for fix in fixes)
    others = (
        one for one in shop.gaps if not one.is_closed and one.state != "dismissed" and one.phrasings[0] not in gap.phrasings
    )
    return Plan(
        gap,
        chosen,
        expected,
        _fault(gap, chosen, expected, shop),
        expected.closed(others),
        _only_abroad(gap, chosen, shop.portal),
        _unsaid(gap, wishes, chosen, shop.before),
    )


def _unsaid(gap: Gap, wishes: Wishes, fix: Fix, before: SiteSearch) -> str:
    """Return the article of a change of which the articles as they are say nothing of what was searched, or an empty text."""
    article = wishes.article or fix.article or gap.diagnosis.article
    if not article or article not in (wishes.article, *gap.told_articles):
        return ""
    asked = [Asked(phrasing.language, phrasing.text) for phrasing in gap.phrasings]
    found = shortlists(before, asked, within=WITHIN)
    return "" if any(shown.place(article) for shown in found.values()) else article


def _fault(gap: Gap, fix: Fix, expected: Expected, shop: Workshop) -> str:
    article = shop.portal.written_pair(fix.article) if fix.article else None
    if not expected.rescued and article and not any(article.side(one.language) for one in gap.phrasings):
        language = NAME_OF[gap.phrasings[0].language]
        return f"'{article.id}' is not written in {language}, as these readers read: kbgen translate {article.id}"
    if not expected.rescued and not gap.diagnosis.seen and 2 * expected.answered >= expected.failed > 0:
        if _are_answered_already(gap, shop):
            return "the articles as they are now answer this gap already; build the site, and it closes by itself"
        if expected.answers(gap):
            return ""  # something is found for it already, which is the answer only by what the change says
        return (
            "the search finds something for this gap already, which no title calls so; "
            f"once you are sure that it answers: kbgen gaps set {gap.id} done"
        )
    if not expected.rescued:
        seen = ": readers saw this article before and did not take it" if gap.diagnosis.seen else ""
        return f"the change rescues none of the {counted(expected.failed, 'failed search', 'failed searches')} of this gap{seen}"
    if expected.whole.broken >= expected.rescued + expected.others:
        return f"the change breaks {expected.whole.broken:,} and rescues {expected.rescued + expected.others:,}"
    return ""


def _only_abroad(gap: Gap, fix: Fix, portal: Portal) -> tuple[str, ...]:
    """Return the articles beside which a draft is a second one, if they answer: that they do, no word tells across languages."""
    if not fix.article or portal.written_pair(fix.article):
        return ()
    languages = {phrasing.language for phrasing in gap.phrasings}
    return tuple(str(pair.id) for pair in portal.pairs if not any(map(pair.side, languages)))


def _are_answered_already(gap: Gap, shop: Workshop) -> bool:
    keywords = keywords_of(shop.portal.pairs) if shop.settings.collector else {}
    return are_answered(PortalExaminer(index_of(shop.before.files), keywords=keywords), gap)


def _best(trials: Iterable[tuple[Fix, Expected]]) -> tuple[Fix, Expected]:
    """Return the first change that rescues half of the gap and breaks nothing or, without one, that which rescues most."""
    tried = []
    for chosen, expected in trials:
        if 2 * expected.rescued >= expected.failed > 0 and not expected.whole.broken:
            return chosen, expected
        tried.append((chosen, expected))
    return max(tried, key=lambda trial: (trial[1].rescued > 0, -trial[1].whole.broken, trial[1].rescued))
