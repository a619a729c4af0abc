"""Files as they were: whether they still are is told without reading those that nobody touched."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Of a file: bytes, when it was written (ns), when anything about it changed (ns), inode. The third no program can set back."""

SETTLED_NS = 2_000_000_000
"""A file that changed less than this before its stamp was taken may change again and keep the stamp: some disks count in
steps of two seconds."""
_DIGEST_BYTES = 16


class UntrackedError(Exception):
    """There is something below a folder that a stamp does not tell everything of: a link, a pipe, a file that just vanished."""


def stamps_below(root: Path, is_left_out: Callable[[str], bool] | None = None) -> dict[str, Stamp]:
    """Return the stamp of each file below a folder by its path, or of `root` itself where that is a file.

    is_left_out: told the names of files and folders. Nothing there gives nothing. Raises UntrackedError, OSError.
    """
    found: dict[str, Stamp] = {}
    waiting = [os.fspath(root)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = [entry for entry in entries if not is_left_out(entry.name)] if is_left_out else list(entries)
        except FileNotFoundError:
            continue
        except NotADirectoryError:
            found[folder] = _stamp(root.stat())
            continue
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                found[entry.path] = _stamp(entry.stat(follow_symlinks=False))
    return found


def digest_of(path: str) -> str:
    """Return a hash of what a file holds. Raises OSError."""
    with open(path, "rb") as file:  # noqa: PTH123 - of every file: a `Path` for each would cost as much as reading it
        return hashlib.blake2b(file.read(), digest_size=_DIGEST_BYTES).hexdigest()


def digests_of(
    now: Mapping[str, Stamp], before: Mapping[str, Stamp], digests: Mapping[str, str], taken_ns: int
) -> dict[str, str]:
    """Return a hash of what each file holds, reading only those whose stamps cannot tell that they hold what they held.

    As for `are_as_before`; `before` and `digests` may lack files. Raises OSError.
    """
    return {
        path: digests[path] if _is_same(stamp, before.get(path), taken_ns) else digest_of(path) for path, stamp in now.items()
    }


def are_as_before(now: Mapping[str, Stamp], before: Mapping[str, Stamp], digests: Mapping[str, str], taken_ns: int) -> bool:
    """Tell whether files hold what they held, reading only those whose stamps cannot tell.

    now, before: stamps by path, `before` taken at `taken_ns`. digests: of what they held then. Raises OSError.
    """
    if now.keys() != before.keys():
        return False
    for path, stamp in now.items():
        former = before[path]
        if _is_same(stamp, former, taken_ns):
            continue
        if stamp[0] != former[0] or digest_of(path) != digests[path]:
            return False
    return True


def _is_same(now: Stamp, before: Stamp | None, taken_ns: int) -> bool:
    """Tell whether a stamp says by itself that a file holds what it held when `before` was taken, at `taken_ns`."""
    return before is not None and now == before and max(before[1], before[2]) < taken_ns - SETTLED_NS


def _stamp(status: os.stat_result) -> Stamp:
    if not stat.S_ISREG(status.st_mode):
        raise UntrackedError
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
