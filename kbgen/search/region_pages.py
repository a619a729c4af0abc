"""The pages that one article has for several regions are one result.

Twin: theme/assets/search/region-pages.js. Specification: index-format 8.5.1.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from copy import copy
from types import MappingProxyType

import numpy as np

from kbgen.search.columns import Numbers
from kbgen.search.constants import LEAST_OF_BEST_PAGE, WHOLE
from kbgen.text.normalise import is_han

Pages = Mapping[str, int]
"""Region, as addresses have it → pair."""
Names = Mapping[str, Sequence[str]]
"""Region → what queries name it by, canonical."""


class RegionPages:
    """Chooses the page of an article that is shown. articles: of each that has pages for regions, these, in the site's order.

    region: the reader's; empty where nothing says it.
    """

    def __init__(self, articles: Sequence[Pages] = (), names: Names = MappingProxyType({}), region: str = "") -> None:
        self._names = names
        self._region = region
        self._of = {pair: pages for pages in articles for pair in pages.values()}
        self._pairs = np.array(sorted(self._of), np.int64)

    @property
    def names(self) -> frozenset[str]:
        """What queries name regions by, canonical."""
        return frozenset(name for names in self._names.values() for name in names)

    def asked_in(self, query: str, meant: Container[str] = ()) -> RegionPages:
        """Return what chooses for a canonical query: pages for the region that it names, if it names one alone.

        meant: what words of it stand for, canonical: taichung is Taiwan.
        """
        named = [region for region, names in self._names.items() if any(_stands(n, query) or n in meant for n in names)]
        if len(named) != 1 or named[0] == self._region:
            return self
        chooser = copy(self)
        chooser._region = named[0]
        return chooser

    def left_out(self, text: str) -> tuple[set[int], set[int]]:
        """Return the pages for regions that stay where a canonical text is left out that names a region, and those that go.

        Who leaves out a region wants the pages for the others, though they name it.
        """
        called = [region for region, names in self._names.items() if text in names]
        pages = self._of.items() if called else ()
        own = {pair for pair, pages in pages if any(pages.get(region) == pair for region in called)}
        return {pair for pair, _ in pages} - own, own

    def others(self, pair: int) -> tuple[int, ...]:
        """Return the other pages of the article of a page, in the site's order of regions."""
        return tuple(other for other in self._of.get(pair, {}).values() if other != pair)

    def own(self, pair: int) -> int:
        """Return the page for the reader's region of the article of a page; the page itself where there is none."""
        return self._of.get(pair, {}).get(self._region, pair)

    def join(self, real: Numbers, weak: Numbers, masses: Numbers) -> None:
        """Leave of each article one page, in the place of its best, in the scores by which pairs are ordered.

        real, weak: scores above 0 of the pairs that are listed so; changed. masses: what each pair holds of the query.
        """
        done: set[int] = set()
        for pair in self._pairs[(real + weak)[self._pairs] > 0].tolist():
            if pair in done:
                continue
            pages = list(self._of[pair].values())
            done.update(pages)
            scores = real if real[pages].any() else weak
            shown, score = self._shown(self._of[pair], scores, masses)
            real[pages], weak[pages] = 0, 0
            scores[shown] = score

    def _shown(self, pages: Pages, scores: Numbers, masses: Numbers) -> tuple[int, int]:
        """Return the page that is shown of an article, and the score of its best one."""
        best = max(pages.values(), key=lambda page: int(scores[page]))  # of equal ones the first
        known = self._region in pages
        for page in [pages[self._region]] if known else pages.values():
            is_near = known or WHOLE * scores[page] >= LEAST_OF_BEST_PAGE * scores[best]
            if is_near and scores[page] and WHOLE * masses[page] >= LEAST_OF_BEST_PAGE * masses[best]:
                return page, int(scores[best])
        return best, int(scores[best])


def _stands(name: str, query: str) -> bool:
    """Tell whether a name stands in a canonical query: as whole words or, of Han characters, anywhere."""
    return name in query if is_han(name[0]) else f" {name} " in f" {query} "
