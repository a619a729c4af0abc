"""A disk that is mounted for the length of a block, and certainly not for longer."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

SECONDS_TO_END = 10.0


class StillUsedError(AssertionError):
    """A program outlived the block of its disk."""


@contextmanager
def mounted(source: str, folder: Path, *options: str) -> Iterator[Path]:
    """Mount something for the length of a block; skips the test, saying why, where that is not possible.

    Raises StillUsedError, when it is unmounted: a program still used it, and had to be killed.
    """
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, source, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot mount {source}: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        _unmount(folder)


def _unmount(folder: Path) -> None:
    done = subprocess.run(["umount", folder], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    users = _users(folder)
    for process in users:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    until = time.monotonic() + SECONDS_TO_END
    while _users(folder) and time.monotonic() < until:
        time.sleep(0.02)
    subprocess.run(["umount", "--lazy", folder], check=True)  # gone from the tree of files, whatever else goes wrong
    raise StillUsedError(f"{done.stderr.strip()}; these used it and were killed: {users or 'none was found'}")


def _users(folder: Path) -> dict[int, str]:
    """Return the other processes that have something of a file system open, by number, with their command lines."""
    device = folder.stat().st_dev
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) != os.getpid() and device in set(_devices(process)):
            with suppress(OSError):
                words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                found[int(process.name)] = words.strip()
    return found


def _devices(process: Path) -> Iterator[int]:
    with suppress(OSError):  # it has ended meanwhile
        yield (process / "cwd").stat().st_dev
        for file in (process / "fd").iterdir():
            with suppress(OSError):
                yield file.stat().st_dev
