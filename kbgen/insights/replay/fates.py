"""What a change of the articles makes of the searches of readers: which it rescues, which it breaks.

The words are those of the guide's reports/replay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kbgen.insights.counting import SEEN_AT_ONCE
from kbgen.insights.replay.queries import LoggedQueries, LoggedQuery
from kbgen.model import ArticleId
from kbgen.site.site_search import Shortlist

Fate = Literal["rescued", "broken", "kept", "answered-before", "unanswered", "lost-before", "regained"]
"""What becomes of searches. Of those that failed: rescued, answered-before, unanswered, or broken where the index before
answered them and the one after does not. Of those that worked: kept, broken, lost-before (neither index shows the article),
regained (only the one after does)."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of some searches for one query.

    article: the one that readers opened or, of a failed search, the best one after the change; None where there is none.
    before, after: its place among the first results, from 1; None where it is not among them. weak_before, weak_after: all
    results are weak matches. may_show: whether the text may be shown.
    """

    query: LoggedQuery
    fate: Fate
    searches: int
    failed: bool
    article: str | None
    before: int | None
    after: int | None
    weak_before: bool = False
    weak_after: bool = False
    may_show: bool = True


@dataclass(frozen=True, slots=True)
class Replay:
    """The outcome of a replay. changes: one for each query and fate, in order of the queries. within: results looked at."""

    changes: tuple[Change, ...]
    within: int

    def searches(self, *fates: Fate, failed: bool) -> int:
        """Return how many searches, of those that failed or of those that worked, had one of these fates; all without any."""
        return sum(change.searches for change in self.changes if change.failed is failed and (not fates or change.fate in fates))

    @property
    def rescued(self) -> int:
        """How many failed searches the change answers."""
        return self.searches("rescued", failed=True)

    @property
    def broken(self) -> int:
        """How many searches had an answer before the change and have none after it."""
        return self.searches("broken", failed=True) + self.searches("broken", failed=False)

    def of(self, *fates: Fate) -> tuple[Change, ...]:
        """Return the changes of some fates, most searches first."""
        chosen = [change for change in self.changes if change.fate in fates]
        return tuple(sorted(chosen, key=lambda change: (-change.searches, change.query.language, change.query.query)))


@dataclass(frozen=True, slots=True)
class Pages:
    """What one query shows before and after. moved: former id → id, in the index after the change.

    is_reweighed: what were weak matches fits by the weights of words alone, so that the change answers nothing (`holdings`).
    """

    before: Shortlist
    after: Shortlist
    moved: Mapping[ArticleId, ArticleId]
    is_reweighed: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether the change shows something that fits, and not by the weights of words alone."""
        return self.after.is_answer and not self.is_reweighed

    def place_before(self, article: str) -> int | None:
        """Return the place of an article before the change, under the id it has now or had then."""
        return self.before.place(article) or self.before.place(self.now(article))

    def place_after(self, article: str) -> int | None:
        """Return the place of an article after the change, under the id it has now."""
        return self.after.place(self.now(article))

    def now(self, article: str) -> str:
        """Return the id that an article has after the change."""
        return self.moved.get(ArticleId(article), ArticleId(article))


def judge(queries: LoggedQueries, pages: Iterable[Pages], *, within: int) -> Replay:
    """Return what becomes of each query. pages: of each, in the same order."""
    changes = []
    for query, page in zip(queries.queries, pages, strict=True):
        may_show = queries.may_show(query)
        changes += [
            Change(query, fate, searches, failed, article, before, after, page.before.weak, page.after.weak, may_show)
            for fate, searches, failed, article, before, after in (*_worked(query, page), *_failed(query, page))
        ]
    return Replay(tuple(changes), within)


_Row = tuple[Fate, int, bool, str | None, int | None, int | None]


def _worked(query: LoggedQuery, pages: Pages) -> Iterator[_Row]:
    for article, searches in query.worked.items():
        before, after = pages.place_before(article), pages.place_after(article)
        yield _FATE_OF_WORKING[before is not None, after is not None], searches, False, article, before, after
    if query.answered:
        yield _FATE_OF_WORKING[pages.before.at_once, pages.after.at_once], query.answered, False, None, None, None


_FATE_OF_WORKING: Mapping[tuple[bool, bool], Fate] = {
    (True, True): "kept",
    (True, False): "broken",
    (False, True): "regained",
    (False, False): "lost-before",
}
"""By whether the article opened is shown before the change, and after it."""


def _failed(query: LoggedQuery, pages: Pages) -> Iterator[_Row]:
    """Yield what becomes of the failed searches, one row for each fate."""
    article = _meant(query, pages)
    before, after = (pages.place_before(article), pages.place_after(article)) if article else (None, None)
    counts = Counter({_fate_of_unanswered(query, pages): query.unanswered})
    counts[_fate_of_unclicked(query, pages)] += query.unclicked
    for fate, searches in counts.items():
        if searches:
            yield fate, searches, True, article, before, after


def _fate_of_unanswered(query: LoggedQuery, pages: Pages) -> Fate:
    """A search is answered where more than weak matches are shown, and what most readers opened in the end is among them."""
    before = pages.before.is_answer and (not query.meant or _opened_among(query, pages.place_before, pages.before))
    after = pages.is_answer and (not query.meant or _opened_among(query, pages.place_after, pages.after))
    return _FATE_OF_FAILED[before or pages.before.at_once, after or pages.after.at_once]


def _fate_of_unclicked(query: LoggedQuery, pages: Pages) -> Fate:
    """Readers saw fitting results and took none: the answer is what most opened in the end, further up, or a new best article."""
    if pages.after.at_once and not pages.before.at_once:
        return "rescued"
    if query.meant:
        before = _opened_among(query, pages.place_before, pages.before, most=SEEN_AT_ONCE)
        after = _opened_among(query, pages.place_after, pages.after, most=SEEN_AT_ONCE)
        return _FATE_OF_FAILED[before, after] if after else "unanswered"  # nobody took it, so there is nothing to break
    is_new = not any(pages.place_after(article) == 1 for article in pages.before.articles)
    return _FATE_OF_FAILED[False, pages.after.is_answer and is_new]


def _opened_among(
    query: LoggedQuery, place_of: Callable[[str], int | None], shown: Shortlist, *, most: int | None = None
) -> bool:
    """Tell whether an article that most readers opened in the end is shown, in their language, among the first `most`."""
    return any(
        (place := place_of(article)) and (most is None or place <= most) and shown.articles[place - 1] not in shown.foreign
        for article in query.meant
    )


_FATE_OF_FAILED: Mapping[tuple[bool, bool], Fate] = {
    (False, False): "unanswered",
    (False, True): "rescued",
    (True, False): "broken",
    (True, True): "answered-before",
}
"""By whether the index before the change answers, and the one after it."""


def _meant(query: LoggedQuery, pages: Pages) -> str | None:
    """Return the article a failed search should find: what most readers opened in the end or, unknown, the best one."""
    if query.meant:
        return max(query.meant, key=lambda article: (pages.place_after(article) is not None, query.meant[article], article))
    found = pages.after.articles or pages.before.articles
    return pages.now(found[0]) if found else None
