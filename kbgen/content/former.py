"""Where articles were before: the one map from former ids to those of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kbgen.model import ArticleId, Pair


def former_ids(pairs: Iterable[Pair]) -> Mapping[ArticleId, ArticleId]:
    """Return former id → id of today, for whatever names articles by id and outlives a move: views, votes, gaps, queries.

    An id that an article has today is no former one; no value is a key, so one look-up is enough.
    Of two articles with one former id, which `alias-clash` reports within a language, the first by id counts.
    """
    pairs = tuple(pairs)
    today = {pair.id for pair in pairs}
    found: dict[ArticleId, ArticleId] = {}
    for pair in sorted(pairs, key=lambda pair: pair.id):
        for alias in (ArticleId(alias) for side in pair.sides for alias in side.front.aliases):
            if alias not in today:
                found.setdefault(alias, pair.id)
    return found
