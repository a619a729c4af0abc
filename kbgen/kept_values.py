"""Values on disk that a build need not work out again: the one cache, below all stages that use it.

A value is found under a name that stands for everything it depends on, the code that made it among that, or says of itself for
which content it holds; so no entry is ever wrong, only unused. Several builds may share the folder, and each may be killed at
any moment: an entry appears whole or not at all, one that is damaged counts as missing, and one that another build removes in
the meantime is no error.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import kbgen
from kbgen.errors import KbgenError
from kbgen.whole_file import replace_file

Value = TypeVar("Value")
KINDS = (
    "answers",
    "build",
    "diagrams",
    "front-matter",
    "index",
    "pages",
    "pictures",
    "proof",
    "proofread",
    "related",
    "render",
    "templates",
)
"""All there are, each a folder: whoever empties the cache empties these and nothing that lies beside them."""
MOST_UNUSED_BYTES = 256 * 1024 * 1024
"""Of one kind: what former builds may leave beside what the last one used."""
DIGEST_BYTES = 16
_PART_SECONDS = 86_400
"""A file that is written for longer was left by a process that was killed."""
_HINT = "make room there or let it be written, or build without one: 'cache: off' among the settings of kbgen"
_unkept: dict[str, None] = {}
"""What this process could not keep since somebody asked; commands say it when they end."""
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


def package_digest(*places: str) -> bytes:
    """Return what `code_digest` does of places in kbgen, `text` or `model.py`: each is read once, for what is loaded stays."""
    return hashlib.blake2b(b"".join(map(_place_digest, places)), digest_size=DIGEST_BYTES).digest()


@cache
def _place_digest(place: str) -> bytes:
    return code_digest(Path(kbgen.__file__).parent / place)


class KeptValues:
    """A folder of values of one kind, `<folder>/<kind>`; without a folder it remembers nothing.

    most_unused: how many entries of former builds stay, so that switching between branches stays quick.
    """

    def __init__(self, folder: Path | None, kind: str, *, most_unused: int) -> None:
        assert kind in KINDS  # noqa: S101 - or nobody could empty it
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
            with open(f"{self._folder}/{name[:2]}/{name}", "rb") as file:  # noqa: PTH123 - a `Path` costs as much as reading it
                raw = file.read()
        except OSError:
            return None
        payload = raw[DIGEST_BYTES:]
        return payload if _seal(payload) == raw[:DIGEST_BYTES] else None

    def load_as(self, name: str, kind: type[Value]) -> Value | None:
        """Return what was kept as MessagePack, or None where there is none that is whole and of this kind."""
        import msgspec  # for builds alone: it takes 0.02 s, and all commands can say what could not be kept

        payload = self.load(name)
        try:
            return None if payload is None else msgspec.msgpack.decode(payload, type=kind)
        except msgspec.DecodeError:  # of another version
            return None

    def store(self, name: str, payload: bytes) -> None:
        """Keep a value; half of one is never seen under its name. Where it cannot be kept, `unkept` says so."""
        if self._folder is None or self._root is None:
            return
        self._used.add(name)
        with _said_where_refused(self._root):
            replace_file(self._path(name), _seal(payload) + payload)
            ignore = self._root / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n")

    def use(self, name: str) -> None:
        """Say that a value is one of this build's, which has not read it."""
        self._used.add(name)

    def made(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return a value, made and kept where there is none."""
        payload = self.load(name)
        if payload is None:
            payload = make()
            self.store(name, payload)
        return payload

    def sweep(self) -> None:
        """Remove the oldest values that this build did not use, beyond those worth keeping in number and in bytes.

        What another build is just writing has a name that starts with a dot, and stays for a day.
        Where they cannot be removed, `unkept` says so.
        """
        if self._folder is None or self._root is None or not self._folder.is_dir():
            return
        done = []
        size_bytes = number = 0
        for written_ns, path, path_bytes in sorted(_stamped(self._unused(self._folder)), reverse=True):
            if path.name.startswith("."):
                is_done = _is_abandoned(written_ns)
            else:
                number, size_bytes = number + 1, size_bytes + path_bytes
                is_done = number > self._most_unused or size_bytes > MOST_UNUSED_BYTES
            if is_done:
                done.append(path)
        with _said_where_refused(self._root):
            for path in done:
                path.unlink(missing_ok=True)

    def _unused(self, folder: Path) -> Iterator[Path]:
        """Yield what this build did not use, without a look at each of the thousands that it did."""
        with suppress(FileNotFoundError):  # somebody empties the cache
            for below in list(os.scandir(folder)):
                if below.is_dir():
                    yield from (Path(entry.path) for entry in os.scandir(below.path) if entry.name not in self._used)

    def _path(self, name: str) -> Path:
        assert self._folder is not None  # noqa: S101 - callers have checked
        return self._folder / name[:2] / name


@dataclass(frozen=True, slots=True)
class KeptSize:
    """How much of one kind is kept."""

    kind: str
    files: int
    size_bytes: int


def kept_sizes(folder: Path) -> tuple[KeptSize, ...]:
    """Return how much of each kind a cache holds; nothing of those it does not."""
    sizes = []
    for kind in KINDS:
        found = [size_bytes for _, _, size_bytes in _stamped(_files(folder / kind))]
        if found:
            sizes.append(KeptSize(kind, len(found), sum(found)))
    return tuple(sizes)


def forget(folder: Path) -> None:
    """Empty a cache; a build at work in it goes on. Its folders stay, for that build to write into.

    What that build is just writing stays too: taken away between two of its steps, it would end the build.
    Raises KbgenError: the folder cannot be written.
    """
    found = [entry for kind in KINDS for entry in _stamped(_files(folder / kind))]
    try:
        for written_ns, path, _ in found:
            if not path.name.startswith(".") or _is_abandoned(written_ns):
                path.unlink(missing_ok=True)
    except OSError as error:
        raise KbgenError(_unwritable(folder, error), hint="let it be written") from error


def unkept() -> tuple[str, ...]:
    """Return what could not be kept since this was last asked, and why: a build is as good without, and the next one slower."""
    said = tuple(_unkept)
    _unkept.clear()
    return said


def tell_unkept(said: Iterable[str]) -> None:
    """Let `unkept` say what another process could not keep."""
    _unkept.update(dict.fromkeys(said))


@contextmanager
def _said_where_refused(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        tell_unkept([f"{_unwritable(folder, error)}; the next build makes anew what is missing there\n  hint: {_HINT}"])


def _unwritable(folder: Path, error: OSError) -> str:
    return f"the cache {folder} cannot be written: {error.strerror}"


def _is_abandoned(written_ns: int) -> bool:
    return written_ns < time.time_ns() - _PART_SECONDS * 1_000_000_000


def _files(folder: Path) -> Iterable[Path]:
    return [path for path in folder.glob("*/*") if path.is_file()]


def _stamped(paths: Iterable[Path]) -> Iterable[tuple[int, Path, int]]:
    """Yield when each file was written, its path and its size."""
    for path in paths:
        try:
            status = path.stat()
        except FileNotFoundError:  # another build removed it since the folder was listed, or gave it its name
            continue
        yield status.st_mtime_ns, path, status.st_size


def _seal(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=DIGEST_BYTES).digest()
