"""Find and read the files of the content folder without following anything out of it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.names import is_left_out, name_fault, same_but_case
from kbgen.errors import Problem

MAX_FILE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file. relative: its path below the content folder, with '/' on every system."""

    relative: str
    path: Path


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything found below the content folder, in code-point order of paths."""

    files: tuple[FoundFile, ...]
    problems: tuple[Problem, ...]


def list_folder(root: Path, shown_as: Path) -> Folder:
    """Return the files below `root`, without those that are never published (`is_left_out`).

    shown_as: what problems call the folder, such as `content`.
    """
    faults: list[Problem] = []
    files = sorted(_walk(root, "", shown_as, faults), key=lambda file: file.relative)
    for first, second in same_but_case(file.relative for file in files):
        message = f"differs from '{first}' only by case or by how accents are stored"
        faults.append(Problem(shown_as / second, 0, "case-clash", message, "rename one: many disks cannot hold both"))
    return Folder(tuple(files), tuple(faults))


def _walk(folder: Path, prefix: str, shown_as: Path, faults: list[Problem]) -> Iterator[FoundFile]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        faults.append(Problem(shown_as, 0, "unreadable", f"the folder cannot be read: {error.strerror}"))
        return
    for entry in found:
        if is_left_out(entry.name):
            continue
        relative = prefix + entry.name
        if fault := _entry_fault(entry, shown_as):
            faults.append(fault)
            if fault.code != "hard-link":
                continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{relative}/", shown_as / entry.name, faults)
        else:
            yield FoundFile(relative, folder / entry.name)


def _entry_fault(entry: os.DirEntry[str], shown_as: Path) -> Problem | None:
    """Return what is wrong with an entry. shown_as: its folder."""
    status = entry.stat(follow_symlinks=False)
    is_file = stat.S_ISREG(status.st_mode)
    is_sound = (is_file and status.st_nlink == 1) or stat.S_ISDIR(status.st_mode)
    if entry.name.isascii() and is_sound and not name_fault(entry.name):  # mostly, and a path takes as long as all of this
        return None
    shown = shown_as / entry.name
    try:
        entry.name.encode()
    except UnicodeEncodeError:  # bytes of the name that are not UTF-8 arrive as lone surrogates
        readable = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
        return Problem(shown.with_name(readable), 0, "file-name", f"the name '{readable}' is not UTF-8", "rename it")
    if entry.is_symlink():
        target = Path(entry.path).readlink()
        return Problem(shown, 0, "symlink", f"is a symbolic link to '{target}'", "put the file itself here")
    if not is_file and not stat.S_ISDIR(status.st_mode):
        return Problem(shown, 0, "special-file", "is a pipe, socket or device, not a file", "remove it")
    if fault := name_fault(entry.name):
        hint = "use letters, digits, '-' and '_'; the name becomes the address of the page"
        return Problem(shown, 0, "file-name", f"the name '{entry.name}' {fault}", hint)
    if is_file and status.st_nlink > 1:
        message = "has a second name elsewhere on this disk (a hard link), so a private file could be published"
        return Problem(shown, 0, "hard-link", message, "put a copy here, or set 'checks: {hard-link: off}'")
    return None


class UnreadableFileError(OSError):
    """The file changed into something else while it was read, or may not be read."""


def read_file(file: FoundFile, *, max_bytes: int = MAX_FILE_BYTES) -> bytes:
    """Return at most `max_bytes` + 1 bytes of a regular file, so that a caller can tell that it is too large.

    Never follows a link and never waits for a pipe, even when one took the file's place after it was listed.
    Raises UnreadableFileError.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(file.path, flags)
    except OSError as error:
        reason = "it became a symbolic link" if error.errno == errno.ELOOP else error.strerror
        raise UnreadableFileError(reason) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFileError("it is not a regular file")
        content = os.read(descriptor, min(status.st_size, max_bytes) + 1)
        if len(content) == status.st_size or len(content) > max_bytes:  # mostly, and a stream takes as long as reading it
            return content
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return content + stream.read(max_bytes + 1 - len(content))
    finally:
        os.close(descriptor)
