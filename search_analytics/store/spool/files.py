"""The files of a spool: one event a line, synced to disk before anybody is told, deleted when the store has them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

import msgspec

from search_analytics.errors import StoreUnavailableError
from search_analytics.events.record import EventRecord, unclaimed

MAX_SPOOL_BYTES = 1024**3
FILE_BYTES = 8 * 1024**2

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(EventRecord)


@dataclass(slots=True)
class SpoolFiles:
    """Appends lines to the newest file of `folder`. Not for two threads at once."""

    folder: Path
    max_bytes: int = MAX_SPOOL_BYTES
    _file: FileIO | None = None
    _bytes: int = field(init=False)
    _next: int = field(init=False)

    def __post_init__(self) -> None:
        waiting = self.waiting()
        self._bytes = sum(path.stat().st_size for path in waiting)
        self._next = int(waiting[-1].stem) + 1 if waiting else 1

    @property
    def waiting_bytes(self) -> int:
        """How much the files hold."""
        return self._bytes

    def waiting(self) -> list[Path]:
        """Return the files, oldest first."""
        return sorted(self.folder.glob("[0-9]*.ndjson"))

    def append(self, records: Sequence[EventRecord]) -> None:
        """Write records and sync them. Raises StoreUnavailableError: there is no room, and none of them is kept."""
        lines = _ENCODER.encode_lines([unclaimed(record) for record in records])
        if self._bytes + len(lines) > self.max_bytes:
            raise StoreUnavailableError("the spool is full")
        try:
            file = self._file or self._create()
            before = file.tell()
        except OSError as error:
            raise StoreUnavailableError(f"spool: {error.strerror}") from None
        try:
            if file.write(lines) < len(lines):  # the disk took a part, and says why only when asked for the rest
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file.fileno())
        except OSError as error:
            self._take_back(file, before)
            raise StoreUnavailableError(f"spool: {error.strerror}") from None
        self._bytes += len(lines)
        if file.tell() > FILE_BYTES:
            self.finish_file()

    def finish_file(self) -> None:
        """Let the next record begin a new file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self, path: Path) -> None:
        """Delete a file whose events are stored."""
        size = path.stat().st_size
        path.unlink()
        self._bytes = max(0, self._bytes - size)
        _sync(self.folder)

    def set_aside(self, path: Path, folder: Path) -> None:
        """Move a file with damage out of the way, for somebody to look at."""
        size = path.stat().st_size
        path.rename(folder / f"damaged-{path.name}")
        self._bytes = max(0, self._bytes - size)
        _sync(self.folder)

    def _create(self) -> FileIO:
        file = (self.folder / f"{self._next:010}.ndjson").open("xb", buffering=0)
        _sync(self.folder)  # the name must outlive a power cut too
        self._next += 1
        self._file = file
        return file

    def _take_back(self, file: FileIO, size: int) -> None:
        """Remove what may be half a line: nobody was told that it is kept."""
        try:
            file.truncate(size)
            file.seek(size)
        except OSError:  # then it stays as the torn end of a file that is finished
            pass
        self.finish_file()


def read_events(path: Path, damaged: list[int]) -> Iterator[EventRecord]:
    """Return the events of a file; numbers of damaged lines go to `damaged`. A torn last line was never acknowledged."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield _DECODER.decode(line)
            except msgspec.DecodeError:
                if line.endswith(b"\n"):
                    damaged.append(number)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
