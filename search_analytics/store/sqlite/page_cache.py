"""After an I/O error the system's memory of a file may differ from the disk, and nobody is told a second time.

A page that could not be written stays in memory, and Linux takes it for written from then on. SQLite, opening the file
anew, would find its log whole, add to it and acknowledge; after a power cut the log would end where that page is missing,
and everything behind it would be gone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from search_analytics.errors import StoreUnavailableError


def look_at_the_disk(*files: Path) -> None:
    """Drop what the system remembers of files that nobody has open, so that the next reader sees what the disk has.

    Files that are not there are fine. Raises StoreUnavailableError: the disk still fails.
    """
    for file in files:
        try:
            descriptor = os.open(file, os.O_RDWR)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StoreUnavailableError(f"cannot open {file}: {error.strerror}") from None
        try:
            os.fsync(descriptor)  # only what is written can be dropped
            if sys.platform == "linux":
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        except OSError as error:
            raise StoreUnavailableError(f"cannot write to {file}: {error.strerror}") from None
        finally:
            os.close(descriptor)
