"""A lock file that one process holds; the system frees it when the process dies, however it dies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from search_analytics.errors import StoreLockedError


def hold_lock(path: Path) -> IO[bytes]:
    """Return the open lock file; closing it frees the lock. Raises StoreLockedError: another process holds it.

    Raises OSError: the file cannot be opened or locked, as on a file system that knows no locks.
    """
    file = path.open("ab")
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):  # the second on Windows
        file.close()
        raise StoreLockedError(
            f"another collector writes to {path.with_suffix('')}",
            hint="stop it, or give this one a database of its own with --store",
        ) from None
    except BaseException:
        file.close()
        raise
    return file


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
