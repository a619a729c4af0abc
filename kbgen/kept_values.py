"""Values on disk that a build need not work out again: the one cache, below all stages that use it.

A value is found under a name that stands for everything it depends on, the code that made it among that; so no entry is ever
wrong, only unused. Several builds may share the folder, and each may be killed at any moment: an entry appears whole or not
at all, one that is damaged counts as missing, and one that another build removes in the meantime is no error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import kbgen
from kbgen.whole_file import replace_file

DIGEST_BYTES = 16
_READ = frozenset({".py", ".tsv", ".txt", ".json", ".yml", ".gz"})


def code_digest(*places: Path) -> bytes:
    """Return a hash of this version of kbgen and of all code and tables in `places`, which are files or whole folders."""
    digest = hashlib.blake2b(kbgen.__version__.encode(), digest_size=DIGEST_BYTES)
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in _READ:
                content = path.read_bytes()
                digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.digest()


class KeptValues:
    """A folder of values of one kind, `<folder>/<kind>`; without a folder it remembers nothing.

    most_unused: how many entries of former builds stay, so that switching between branches stays quick.
    """

    def __init__(self, folder: Path | None, kind: str, *, most_unused: int) -> None:
        self._root = folder
        self._folder = folder / kind if folder else None
        self._most_unused = most_unused
        self._used: set[str] = set()

    def load(self, name: str) -> bytes | None:
        """Return a value, or None where there is none that is whole."""
        if self._folder is None:
            return None
        self._used.add(name)
        try:
            raw = self._path(name).read_bytes()
        except OSError:
            return None
        payload = raw[DIGEST_BYTES:]
        return payload if _seal(payload) == raw[:DIGEST_BYTES] else None

    def store(self, name: str, payload: bytes) -> None:
        """Keep a value; half of one is never seen under its name. Raises OSError: the folder cannot be written."""
        if self._folder is None or self._root is None:
            return
        self._used.add(name)
        replace_file(self._path(name), _seal(payload) + payload)
        ignore = self._root / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")

    def sweep(self) -> None:
        """Remove the oldest values that this build did not use, beyond those worth keeping.

        What another build is just writing has a name that starts with a dot, and stays.
        """
        if self._folder is None or not self._folder.is_dir():
            return
        unused = sorted(_by_age(path for path in self._folder.glob("*/[!.]*") if path.name not in self._used))
        for _, path in unused[: max(0, len(unused) - self._most_unused)]:
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        assert self._folder is not None  # noqa: S101 - callers have checked
        return self._folder / name[:2] / name


def _by_age(paths: Iterable[Path]) -> Iterable[tuple[int, Path]]:
    for path in paths:
        try:
            yield path.stat().st_mtime_ns, path
        except FileNotFoundError:  # another build removed it since the folder was listed, or gave it its name
            continue


def _seal(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=DIGEST_BYTES).digest()
