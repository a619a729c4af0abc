"""Try a change on a copy of the articles, and replay the log: what would it rescue?"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import structs

from kbgen.counted import counted
from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.fixes.edits import Edit, Fix
from kbgen.insights.gaps import Gap
from kbgen.insights.replay.fates import Change, Fate, Replay
from kbgen.insights.replay.queries import LoggedQueries, LoggedQuery
from kbgen.insights.replay.run import replay
from kbgen.model import Language
from kbgen.search.reader import index_of
from kbgen.settings.site import Settings
from kbgen.site.outputs.article_list import keywords_of
from kbgen.site.portal import prepare
from kbgen.site.site_search import SiteSearch, search_of_articles, with_drafts
from search_analytics.privacy.match_key import group_key
from search_analytics.store.search_log import SearchCounts


@dataclass(frozen=True)
class Expected:
    """What a change to close a gap would do. after: the search of the articles with it.

    rescued, failed: of the gap's own phrasings shown. answered: of these, those that the articles answer already, without it.
    keywords: of the articles with it, by id, as far as the portal tells them.
    """

    gap: Gap
    whole: Replay
    after: SiteSearch
    rescued: int
    failed: int
    answered: int = 0
    keywords: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def others(self) -> int:
        """How many failed searches of other gaps it answers; one that shows something else with a word of it is none of them."""
        own = {(phrasing.text, phrasing.language) for phrasing in self.gap.phrasings}
        found = (
            change
            for change in self.whole.changes
            if change.fate == "rescued" and change.failed and (change.query.query, change.query.language) not in own
        )
        return sum(change.searches for change in found if self._answers_query(change.query))

    def closed(self, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
        """Return those of other gaps that would close by themselves: half of each is rescued, and all its phrasings are answered.

        A search that shows something is not answered by it: 二手單車 by whatever says 單車.
        """
        return tuple(gap for gap in gaps if self._rescues(gap) and self.answers(gap))

    def answers(self, gap: Gap) -> bool:
        """Tell whether the articles with the change answer each phrasing of a gap, so that it closes by itself."""
        return are_answered(self._examiner, gap)

    def _answers_query(self, query: LoggedQuery) -> bool:
        """Tell whether the articles with the change answer a search they rescue: by what they say, not by what was opened."""
        counts = SearchCounts(searches=query.failed, visitor_days=query.failed, no_result=query.failed)
        return _is_answered(self._examiner, query.query, query.language, counts)

    @cached_property
    def _examiner(self) -> PortalExaminer:
        return PortalExaminer(index_of(self.after.files), keywords=self.keywords)

    def _rescues(self, gap: Gap) -> bool:
        """Tell whether the change rescues half of the failed searches of another gap, or more, and breaks none of it."""
        changes = list(self._of(gap))
        failed = sum(change.searches for change in changes if change.failed)
        rescued = sum(change.searches for change in changes if change.fate == "rescued")
        return 2 * rescued >= failed > 0 and all(change.fate != "broken" for change in changes)

    def _of(self, gap: Gap) -> Iterator[Change]:
        own = {(phrasing.text, phrasing.language) for phrasing in gap.phrasings}
        return (change for change in self.whole.changes if (change.query.query, change.query.language) in own)

    @property
    def sentence(self) -> str:
        """The outcome in a sentence."""
        worked = self.whole.searches(failed=False)
        return (
            f"rescues {self.rescued:,} of the {counted(self.failed, 'failed search', 'failed searches')} of this gap"
            f" and {counted(self.others, 'other')}, breaks {self.whole.broken:,} ({worked:,} worked)"
        )


def are_answered(examiner: PortalExaminer, gap: Gap) -> bool:
    """Tell whether the articles that an examiner knows answer each phrasing of a gap."""
    return all(_is_answered(examiner, one.text, one.language, one.counts.once) for one in gap.phrasings)


def _is_answered(examiner: PortalExaminer, text: str, language: Language, counts: SearchCounts) -> bool:
    told = examiner.examine(Trail(phrase=(group_key(text), language), text=text, counts=counts))
    return told.finds and told.answered_now


def try_fix(settings: Settings, fix: Fix, gap: Gap, queries: LoggedQueries, before: SiteSearch) -> Expected:
    """Return what a change would do, without touching the project."""
    with TemporaryDirectory(prefix="kbgen-trial-") as folder:
        changed = _copy(settings, Path(folder), fix.edits)
        portal = prepare(with_drafts(changed))
        after = search_of_articles(portal)
    own = {(phrasing.text, phrasing.language) for phrasing in gap.phrasings}
    outcome = replay(_expecting(queries, own, fix.article), before, after)
    mine = [c for c in outcome.changes if c.failed and (c.query.query, c.query.language) in own]
    by_fate = Counter[Fate]()
    for change in mine:
        by_fate[change.fate] += change.searches
    keywords = keywords_of(portal.pairs) if settings.collector else {}
    return Expected(gap, outcome, after, by_fate["rescued"], by_fate.total(), by_fate["answered-before"], keywords)


def _expecting(queries: LoggedQueries, own: Set[tuple[str, str]], article: str | None) -> LoggedQueries:
    """Return the queries with what those of the gap should find: nothing else is an answer to them."""
    if article is None:
        return queries
    changed = (
        structs.replace(query, opened={article: query.failed}) if query.failed and (query.query, query.language) in own else query
        for query in queries.queries
    )
    return LoggedQueries(tuple(changed), queries.rare, queries.left_out)


def _copy(settings: Settings, folder: Path, edits: tuple[Edit, ...]) -> Settings:
    """Copy the articles into another folder, with the edits made there, and return settings that read them."""
    content = settings.shown_content
    terms = Path(os.path.relpath(settings.terms, settings.root))
    shutil.copytree(settings.content, folder / content, symlinks=True)
    if settings.terms.is_file() and not (folder / terms).exists():
        (folder / terms).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(settings.terms, folder / terms)
    for edit in edits:
        path = folder / edit.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(edit.after)
    return replace(settings, root=folder, content=folder / content, terms=folder / terms)
