"""What articles hold of a query before a change and after it: whether it is they that changed, or what is rare beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbgen.insights.counting import SEEN_AT_ONCE
from kbgen.model import Language
from kbgen.search.asked import Asked
from kbgen.search.query import Result, SearchEngine
from kbgen.search.reader import index_of
from kbgen.site.site_search import Shortlist, SiteSearch

LOOKED_AT = 10
MORE = 1.25
"""So much more must a word weigh in an article before it says it more than it did; told only where there are as many articles."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an article says, and which terms of a query it holds, each with its impact there."""

    says: tuple[str, ...]
    terms: Mapping[str, int]

    def is_more(self, before: Held, *, same_size: bool) -> bool:
        """Tell whether an article was rewritten, or holds more of a query than before."""
        if before.says != self.says or not self.terms.keys() <= before.terms.keys():
            return True
        return same_size and any(impact >= MORE * before.terms[term] for term, impact in self.terms.items())


def only_reweighed(
    before: SiteSearch, after: SiteSearch, old: Mapping[Asked, Shortlist], new: Mapping[Asked, Shortlist]
) -> Collection[Asked]:
    """Return queries that had weak matches and have a fitting one, the same article, which holds no more of it than it did.

    An article that has nothing to do with a query makes its words rarer or commoner, and so a weak match a fitting one. Where
    it holds one of them it may stand below what was there before: it is not what fits.
    """
    flipped = [asked for asked, now in new.items() if old[asked].weak and now.is_answer and not now.at_once]
    same = [asked for asked in flipped if new[asked].articles[0] in old[asked].articles]
    earlier, later = _Holdings(before), _Holdings(after)
    same_size = earlier.size == later.size
    return frozenset(
        asked
        for asked in same
        if not any(held.is_more(was, same_size=same_size) for held, was in _both(earlier, later, asked, new[asked].articles))
    )


def _both(earlier: _Holdings, later: _Holdings, asked: Asked, articles: Sequence[str]) -> Iterator[tuple[Held, Held]]:
    """Yield what each of the first articles after the change that were there before holds of a query, and what it held."""
    was, now = earlier.of(asked), later.of(asked)
    yield from ((now[article], was[article]) for article in articles[:SEEN_AT_ONCE] if article in now and article in was)


class _Holdings:
    def __init__(self, search: SiteSearch) -> None:
        self._index = index_of(search.files)
        self._engines: dict[Language, SearchEngine] = {}
        self.size: int = self._index.manifest["pairs"]

    def of(self, asked: Asked) -> Mapping[str, Held]:
        """Return what the articles that a query shows hold of it, by id."""
        if asked.language not in self._engines:
            self._engines[asked.language] = SearchEngine(self._index, asked.language)
        results = self._engines[asked.language].search(asked.query, limit=LOOKED_AT).results
        return {result.document.id: Held(self._says(result), dict(self._terms(result))) for result in results}

    def _says(self, result: Result) -> tuple[str, ...]:
        texts = (text for section in self._index.text(result.document) for text in section if isinstance(text, str))
        return (result.document.title, *texts)

    def _terms(self, result: Result) -> Iterator[tuple[str, int]]:
        needed = {(one.family, one.term) for _, way in result.chosen for need in way.needs for one in need.terms}
        for family, term in sorted(needed):
            found = self._index.postings(family, term)
            if found is not None and len(at := (found.pairs == result.pair).nonzero()[0]):
                yield f"{family}: {term}", int(found.impacts[at[0]])
