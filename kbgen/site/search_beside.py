"""The search index of a site, made while its pages are drawn: neither needs the other, and there are mostly two processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

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
_HANDFUL_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class MadeIndex:
    """A search index, and what it does not find. spent, unkept: of the other process, where it was made in one."""

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
        if os.getpid() == here:
            return MadeIndex(built, problems, {}, ())
        for some in _handfuls(built.files):
            hear(some)
        return MadeIndex(BuiltIndex({}, built.terms), problems, stages.spent(), unkept())

    files: dict[str, bytes] = {}

    def heard(said: str | tuple[int, int] | dict[str, bytes]) -> None:
        if isinstance(said, str):
            begin(said)
        elif isinstance(said, dict):
            files.update(said)
        elif progress:
            progress(*said)

    wait = beside(make, heard, what="makes the search index")

    def made() -> MadeIndex:
        index = wait()
        return replace(index, built=BuiltIndex({**files, **index.built.files}, index.built.terms))

    return made


def _handfuls(files: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Yield the files of an index, some at a time: all at once they would lie in the memory of either process twice."""
    some: dict[str, bytes] = {}
    size_bytes = 0
    for name, content in files.items():
        some[name] = content
        size_bytes += len(content)
        if size_bytes >= _HANDFUL_BYTES:
            yield some
            some, size_bytes = {}, 0
    yield some
