"""Many files at once: a build writes thousands, and a `Path` for each would cost as much as writing it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> frozenset[str]:
    """Write files by their paths below a folder, in their order, and return the paths; folders are made. Raises OSError."""
    made: set[str] = set()
    written: set[str] = set()
    for path, content in files:
        whole = f"{folder}/{path}"
        parent = whole.rpartition("/")[0]
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            made.add(parent)
        with open(whole, "wb") as file:  # noqa: PTH123
            file.write(content)
        written.add(path)
    return frozenset(written)


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
