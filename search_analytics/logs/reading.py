"""The complete lines of logs that grow, rotate and are packed, from where the last import stopped.

A position is the identity of a file and two places in it: where the last import ended, and where the 31 days before that
begin. What lies between is read again to know who searched what, which is written nowhere, and counts no second time.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BufferedIOBase
from pathlib import Path

from search_analytics.errors import AnalyticsError, UsageError

MAX_LINE_BYTES = 64 * 1024
MAX_GZIP_RATIO = 200


@dataclass(frozen=True, slots=True)
class Position:
    """Where the import of a log stopped. again: where the next one starts to read.

    since: first day of all that was imported for the site, from 1970-01-01; 0 where an import from before did not say.
    """

    device: int
    inode: int
    end: int
    again: int
    since: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A complete line. start, end: its bytes in the file. is_known: the last import has counted it."""

    text: str
    start: int
    end: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class OpenLog:
    """A log that is being read: which file it is, and its complete lines."""

    device: int
    inode: int
    lines: Iterator[Line]


def read_positions(path: Path) -> Mapping[str, Position]:
    """Return the saved positions by log; none when the file is not there. Raises AnalyticsError: it is something else."""
    if not path.exists():
        return {}
    try:
        return {log: Position(**saved) for log, saved in json.loads(path.read_text("utf-8")).items()}
    except (OSError, AttributeError, TypeError, ValueError):
        hint = "delete it: the logs are read from their start again, which changes nothing"
        raise AnalyticsError(f"{path} does not hold the positions of an import", hint=hint) from None


def write_positions(path: Path, positions: Mapping[str, Position]) -> None:
    """Save the positions; an import that is killed leaves the former ones. Raises UsageError where they cannot be saved."""
    text = json.dumps({log: asdict(positions[log]) for log in sorted(positions)}, indent=1) + "\n"
    try:
        _replace_file(path, text.encode())
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}", hint="choose another place with --positions") from None


def _replace_file(path: Path, content: bytes) -> None:
    """Write through a file beside it, so that whoever reads finds the former one or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


def rotated_before(log: Path, position: Position) -> Path | None:
    """Return the file that `log` was when `position` was saved, if it has been renamed since and not packed."""
    paths = (path for path in (log, *sorted(log.parent.glob(f"{log.name}?*"))) if path.is_file())
    found = next((path for path in paths if _identity(path) == (position.device, position.inode)), log)
    return None if found == log else found


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


@contextmanager
def open_log(path: Path, position: Position | None = None, wanted: Callable[[bytes], bool] = lambda _: True) -> Iterator[OpenLog]:
    """Open a log, plain or .gz.

    wanted: tells of a line whether it may matter; of those that do not, only where the last one ends is told, by an empty line.
    position: of this very file; a file shorter than that was emptied and is read from its start, as a packed one always is.
    Raises AnalyticsError: the file expands beyond any honest log, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())  # of the open file: the name may lead to another one a moment later
            if path.suffix == ".gz":
                with gzip.open(file) as unpacked:
                    yield OpenLog(status.st_dev, status.st_ino, _lines(unpacked, path, wanted, limit=_limit(status.st_size)))
                return
            same = position is not None and (status.st_dev, status.st_ino) == (position.device, position.inode)
            if position is None or not same or status.st_size < position.end:
                yield OpenLog(status.st_dev, status.st_ino, _lines(file, path, wanted))
            else:
                file.seek(position.again)
                yield OpenLog(status.st_dev, status.st_ino, _lines(file, path, wanted, start=position.again, known=position.end))
    except (OSError, EOFError, zlib.error) as error:
        raise AnalyticsError(f"cannot read {path}: {error}", hint="an import changes nothing that it imported before") from None


def _limit(packed_bytes: int) -> int:
    return packed_bytes * MAX_GZIP_RATIO + 1_000_000


def _lines(
    file: BufferedIOBase,
    path: Path,
    wanted: Callable[[bytes], bool],
    *,
    start: int = 0,
    known: int = 0,
    limit: int | None = None,
) -> Iterator[Line]:
    """A torn last line waits for the next import, one too long is passed over."""
    place = told = unwanted = start
    skipping = False
    while part := file.readline(MAX_LINE_BYTES):
        end = place + len(part)
        if limit is not None and end > limit:
            raise AnalyticsError(f"{path} expands more than {MAX_GZIP_RATIO} times", hint="is it really a log?")
        complete = part.endswith(b"\n")
        if complete and not skipping and wanted(part):
            told = end
            yield Line(part.decode("utf-8", "replace"), place, end, end <= known)
        elif complete:
            unwanted = end
        skipping = not complete
        place = end
    if unwanted > told:
        yield Line("", unwanted, unwanted, unwanted <= known)
