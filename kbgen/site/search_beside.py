"""The search index of a site, made while its pages are drawn: neither needs the other, and there are mostly two processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbgen.errors import Problem
from kbgen.index import BuiltIndex
from kbgen.kept_values import unkept
from kbgen.processes import Heard, beside
from kbgen.search.bulk import Progress
from kbgen.site.portal import Portal
from kbgen.site.search_index import build_search_index
from kbgen.stages import Begin, Spent, Stages

_TOLD_SEARCHES = 100
"""After as many queries another process says how far it is."""


@dataclass(frozen=True, slots=True)
class MadeIndex:
    """A search index, what it does not find, and of another process, where it was made in one: what its stages took, and what
    it could not keep."""

    built: BuiltIndex
    problems: tuple[Problem, ...]
    spent: Mapping[str, Spent]
    unkept: tuple[str, ...]


def begin_search_index(portal: Portal, progress: Progress | None, begin: Begin) -> Callable[[], MadeIndex]:
    """Begin to make the search index of a site, and return what waits for it; call that once.

    progress, begin: as for `build_search_index`; told while that waits. Raises KbgenError: its process died.
    """
    here = os.getpid()

    def make(hear: Heard) -> MadeIndex:
        stages = Stages("index")

        def began(stage: str) -> None:
            stages.begin(stage)
            hear(stage)

        def asked(done: int, total: int) -> None:
            if done % _TOLD_SEARCHES == 0 or done == total:
                hear((done, total))

        built, problems = build_search_index(portal, asked if progress else None, began, today=portal.settings.today)
        elsewhere = os.getpid() != here
        return MadeIndex(built, problems, stages.spent() if elsewhere else {}, unkept() if elsewhere else ())

    def heard(said: str | tuple[int, int]) -> None:
        if isinstance(said, str):
            begin(said)
        elif progress:
            progress(*said)

    return beside(make, heard, what="makes the search index")
