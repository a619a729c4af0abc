"""The files of a site as a build writes them: thousands at once, and most of them as the site before has them.

What is alike is not written: it is linked to where the site is put together, so that a host and its readers see the file that
they know, with its date. Until then nothing that is shared lies where something else writes, such as MkDocs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.errors import KbgenError

_DIGEST_BYTES = 16
_LINKS_FROM_OPEN_FOLDERS = os.link in os.supports_dir_fd


def digest_of_content(content: bytes) -> bytes:
    """Return what stands for the content of a file of a site."""
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES).digest()


@dataclass(frozen=True, slots=True)
class SiteBefore:
    """The site in whose place a build will come. digests: what stands for each file that it holds for certain, by path.

    folder: the number under which the system holds it open, so that it stays this one where another build takes its place.
    """

    folder: int = -1
    digests: Mapping[str, bytes] = field(default_factory=dict)


class SiteFiles:
    """The files that a build publishes, by their paths below the root of the site.

    folder: where they are written. digests: what stands for each, as far as they were written here. kept: those of them that
    are as in the site before, and come into `folder` when it is put together.
    """

    def __init__(self, folder: Path, before: SiteBefore | None = None) -> None:
        self.folder = folder
        self.digests: dict[str, bytes] = {}
        self.kept: set[str] = set()
        self._before = before or SiteBefore()
        self._made: set[str] = set()
        self._waiting: list[str] = []

    def write(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files, in their order; folders are made. Raises OSError."""
        for path, content in files:
            if not self.keep(path, digest_of_content(content)):
                with open(self._target(path), "wb") as file:  # noqa: PTH123 - a `Path` costs as much as writing it
                    file.write(content)

    def keep(self, path: str, digest: bytes) -> bool:
        """Take a file as it is in the site before; return whether it is there and holds what `digest` stands for."""
        self.digests[path] = digest
        if not self.is_as_before(path, digest):
            return False
        self.kept.add(path)
        self._waiting.append(path)
        return True

    def is_as_before(self, path: str, digest: bytes) -> bool:
        """Tell whether the site before holds a file, and in it what `digest` stands for."""
        return self._before.digests.get(path) == digest

    def paths(self) -> set[str]:
        """Return the paths of all files, those included that others wrote into `folder`."""
        return self.kept.union(path for path, _ in paths_below(self.folder))

    def put_together(self) -> None:
        """Give `folder` the files that were kept since this was last asked.

        Raises OSError, KbgenError: the site before is not there any more.
        """
        link, before = os.link, self._before.folder
        waiting, self._waiting = self._waiting, []
        for path in waiting:
            target = self._target(path)
            try:
                link(path, target, src_dir_fd=before)
            except FileNotFoundError as error:
                raise KbgenError("another build took the place of the site meanwhile", hint="build again") from error
            except OSError:  # a disk without links, or a file that has as many as it may
                with open(path, "rb", opener=self._open_before) as old, open(target, "wb") as new:  # noqa: PTH123
                    shutil.copyfileobj(old, new)

    def _open_before(self, path: str, flags: int) -> int:
        return os.open(path, flags, dir_fd=self._before.folder)

    def _target(self, path: str) -> str:
        whole = f"{self.folder}/{path}"
        parent = whole.rpartition("/")[0]
        if parent not in self._made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            self._made.add(parent)
        return whole


@contextmanager
def held_open(folder: Path) -> Iterator[int | None]:
    """Hold a folder open, and give the number under which files are linked from it; None where the system cannot, or none is."""
    if not _LINKS_FROM_OPEN_FOLDERS or not folder.is_dir():
        yield None
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def paths_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the path of each file below a folder, relative to it, with its entry, in no order."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                path = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                else:
                    yield path, entry
