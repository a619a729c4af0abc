"""Run a replay: queries, the search before, the search after → what becomes of each.

Apart from fates.py, which judges without asking an index.
"""

from __future__ import annotations

from collections.abc import Callable

from kbgen.insights.replay.fates import Pages, Replay, judge
from kbgen.insights.replay.holdings import only_reweighed
from kbgen.insights.replay.queries import LoggedQueries
from kbgen.search.asked import Asked
from kbgen.site.site_search import Shortlist, SiteSearch, shortlists

WITHIN = 10
"""What the first page of results shows."""


def replay(
    queries: LoggedQueries,
    before: SiteSearch,
    after: SiteSearch,
    *,
    within: int = WITHIN,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> Replay:
    """Ask all queries of both, and say what becomes of each. progress: told the number of queries asked, and of all."""
    asked = [Asked(query.language, query.query) for query in queries.queries]
    each = len(set(asked))
    clicked = _only_clicked(queries)
    old = shortlists(before, asked, within=within, only_ranked=clicked, progress=lambda done, _: progress(done, 2 * each))
    new = _known(before, after, old) or shortlists(
        after, asked, within=within, only_ranked=clicked, progress=lambda done, _: progress(each + done, 2 * each)
    )
    reweighed = only_reweighed(before, after, old, new)
    pages = (Pages(old[query], new[query], after.moved, is_reweighed=query in reweighed) for query in asked)
    return judge(queries, pages, within=within)


def _only_clicked(queries: LoggedQueries) -> frozenset[Asked]:
    """Return the queries whose searches all led to a result: an answer above the results changes nothing for them."""
    return frozenset(Asked(query.language, query.query) for query in queries.queries if not query.failed and not query.answered)


def _known(before: SiteSearch, after: SiteSearch, answers: dict[Asked, Shortlist]) -> dict[Asked, Shortlist] | None:
    """Return the answers of an index that is the same in every byte, or None."""
    return answers if before.files.get("manifest.json") == after.files.get("manifest.json") else None
