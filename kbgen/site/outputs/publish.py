"""Build beside the old site, then change places in one step, so that no reader and no crash sees half a site."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kbgen.errors import KbgenError, UsageError
from kbgen.settings.fields import shown
from kbgen.site.outputs.written import paths_below

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_MARK = ".building-"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_AT_CURRENT_FOLDER = -100
_RENAME_EXCHANGE = 2  # Linux
_RENAME_SWAP = 2  # macOS


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a fresh folder; when the block ends without an exception, it becomes `output`.

    An exception or a crash leaves `output` as it was. What a crash leaves behind, the next build removes.
    Raises UsageError where no site can or should be written, KbgenError where its disk is full.
    """
    refuse_unsafe_output(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _restore_interrupted_move(output)
        _remove_leftovers(output)
        folder = Path(tempfile.mkdtemp(prefix=f".{output.name}{_MARK}", dir=output.parent))
        folder.chmod(0o755)
    except OSError as error:
        raise UsageError(f"cannot write {shown(output)}: {error.strerror}", hint="choose another folder with --output") from error
    lock = _lock(folder)
    try:
        yield folder
        _take_place(folder, output)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        message = f"no room for {shown(output)}: {error.strerror}"
        raise KbgenError(message, hint="make room on its disk; the site stays as it was") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(entry.stat(follow_symlinks=False).st_size for _, entry in paths_below(folder))


def refuse_unsafe_output(output: Path) -> None:
    """Refuse to replace a folder that is not a site. Raises UsageError."""
    if not output.exists() and not output.is_symlink():
        return
    if output.is_symlink() or not output.is_dir():
        raise UsageError(f"{shown(output)} is not a folder", hint="choose another one with --output")
    looks_like_site = (output / "index.html").is_file() or not any(output.iterdir())
    if not looks_like_site:
        message = f"{shown(output)} is not empty and does not look like a site (it has no index.html)"
        raise UsageError(message, hint="empty it yourself, or choose another folder with --output")


def _take_place(folder: Path, output: Path) -> None:
    if not output.exists():
        folder.rename(output)
    elif not _exchange(folder, output):
        former = folder.with_name(f"{folder.name}.old")
        output.rename(former)
        folder.rename(output)
        shutil.rmtree(former, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step of the file system; return whether this system can."""
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            arguments = (_AT_CURRENT_FOLDER, names[0], _AT_CURRENT_FOLDER, names[1], _RENAME_EXCHANGE)
            return bool(library.renameat2(*arguments) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _RENAME_SWAP) == 0)
    return False


def _lock(folder: Path) -> int | None:
    """Hold a lock on the folder while this process lives, so that another build knows it is not a leftover."""
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def _remove_leftovers(output: Path) -> None:
    for folder in output.parent.glob(f".{output.name}{_MARK}*"):
        if fcntl is None or not folder.is_dir():
            continue
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass  # another build is at work in it
        finally:
            os.close(descriptor)


def _restore_interrupted_move(output: Path) -> None:
    """Where folders cannot be swapped in one step, a crash between the two steps leaves the site under its old name."""
    if output.exists():
        return
    for former in output.parent.glob(f".{output.name}{_MARK}*.old"):
        former.rename(output)
        return
