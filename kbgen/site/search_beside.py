"""The search index of a site, made while its pages are drawn: neither needs the other, and there are mostly two processors.

What makes it is loaded by the process that does: numpy and the search take 0.15 s, while the other one has enough to do.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from kbgen.content.checks import errors_of
from kbgen.errors import ContentError, Problem
from kbgen.kept_values import unkept
from kbgen.processes import Heard, beside
from kbgen.site.outputs.former_index import LIST, file_list
from kbgen.site.outputs.written import SiteFiles, digest_of_content
from kbgen.site.portal import Portal
from kbgen.stages import Begin, Spent, Stages

_TOLD_SEARCHES = 100
"""After as many queries another process says how far it is."""
_HANDFUL_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class MadeIndex:
    """The files of a search index by name, and what it does not find. spent, unkept: of the process beside this one.

    alike: what stands for each file that the site before has too, by name; those are not in `files`.
    """

    files: Mapping[str, bytes]
    alike: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    spent: Mapping[str, Spent]
    unkept: tuple[str, ...]


def begin_search_index(
    portal: Portal, site: SiteFiles, progress: Callable[[int, int], None] | None, begin: Begin
) -> Callable[[], MadeIndex]:
    """Begin to make the search index of a site, and return what waits for it; call that once.

    site: where it will be written; what that has of the site before goes through no pipe.
    progress, begin: as for `build_search_index`; told while that waits. Raises KbgenError: its process died.
    """
    here = os.getpid()

    def make(hear: Heard) -> MadeIndex:
        stages = Stages("index")
        from kbgen.site.search_index import build_search_index

        def began(stage: str) -> None:
            stages.begin(stage)
            hear(stage)

        def asked(done: int, total: int) -> None:
            if done % _TOLD_SEARCHES == 0 or done == total:
                hear((done, total))

        built, problems = build_search_index(portal, asked if progress else None, began, today=portal.settings.today)
        digests = {name: digest_of_content(content) for name, content in built.files.items()}
        alike = {name: digest for name, digest in digests.items() if site.is_as_before(_path(name), digest)}
        others = {name: content for name, content in built.files.items() if name not in alike}
        if os.getpid() == here:
            return MadeIndex(others, alike, problems, {}, ())
        for some in _handfuls(others):
            hear(some)
        return MadeIndex({}, alike, problems, stages.spent(), unkept())

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
        return replace(index, files={**files, **index.files})

    return made


def _path(name: str) -> str:
    return f"search/{name}"


def write_search_index(site: SiteFiles, index: MadeIndex) -> None:
    """Write a search index below `<site>/search/`, what opens it last.

    Raises ContentError where this site's settings make errors of them; nothing is written then.
    """
    if errors_of(index.problems):
        raise ContentError(index.problems)
    for name, digest in index.alike.items():
        site.keep(_path(name), digest)
    files = {**index.files, LIST: file_list([*index.alike, *index.files])}
    ordered = sorted(files, key=lambda name: (not name.endswith(".bin"), name == "manifest.json", name))
    site.write((_path(name), files[name]) for name in ordered)


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
