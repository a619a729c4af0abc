"""A disk that fails with input and output errors when a test says so, and is well again when it says so."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from mounted_disk import mounted

LOOP_SET_STATUS64, LOOP_GET_STATUS64 = 0x4C04, 0x4C05  # linux/loop.h
FREEZE, THAW = 0xC004_5877, 0xC004_5878  # linux/fs.h
LOOP_INFO = struct.Struct("=QQQQQIIII64s64s32sQQ")
SIZE_LIMIT = 4  # its place in the structure; bytes, 0: the whole file
SOUND_BYTES = 1024**2
"""What lies before this goes on working: the tables of the file system, so that only the contents of files fail."""
TRIES = 8


class DiskGaveUpError(Exception):
    """The file system turned read-only instead of only failing.

    Files of more than 48 kB have lists of blocks that lie among the contents of files. Where such a list is needed or written
    while the disk fails, the file system itself is damaged, and Linux takes no more writes of it; or, which is worse, it
    forgets without a word that the list was not written. So what is written while the disk fails has its blocks before.
    """


def make_file_system(image: Path) -> None:
    """Make an ext2: without a journal, which would give the whole disk up, and without extents.

    Linux 6.18 stops in ext4 (BUG in mballoc.c) when extents could not be written.
    """
    with image.open("wb") as file:
        file.truncate(64 * 1024**2)
    subprocess.run(["mkfs.ext2", "-q", "-b", "4096", "-N", "128", image], check=True)


@dataclass(frozen=True, slots=True)
class FailingDisk:
    """A file system in the file `image`, mounted at `folder`."""

    folder: Path
    image: Path

    def fill_the_sound_part(self) -> None:
        """Let what is written from now on lie where the disk can fail."""
        for number in range(16):  # small ones first, for the gaps
            (self.folder / f"small-{number}").write_bytes(bytes(4096))
        (self.folder / "ballast").write_bytes(bytes(2 * SOUND_BYTES))
        subprocess.run(["sync", "-f", self.folder], check=True)

    def fail(self) -> None:
        """Answer every read and write behind the sound part with EIO."""
        self._limit(SOUND_BYTES)

    def be_well(self) -> None:
        """Work again; what was refused meanwhile is not there. Raises DiskGaveUpError."""
        self.restore()
        if self.gave_up():
            raise DiskGaveUpError

    def restore(self) -> None:
        """Let the disk answer again, whatever became of its file system."""
        self._limit(0)

    def gave_up(self) -> bool:
        """Return whether it takes no more writes, with errors or without; Linux may find that only when it is asked to."""
        try:
            (self.folder / "probe").write_bytes(b"x")
        except OSError as error:
            return error.errno == errno.EROFS
        return False

    def copy_without_memory(self, copy: Path) -> None:
        """Copy what the disk has, as after a power cut; mend the tables, as the start of a computer does."""
        subprocess.run(["cp", "--sparse=always", self.image, copy], check=True)
        subprocess.run(["e2fsck", "-fy", copy], check=False, capture_output=True)

    def _limit(self, size_bytes: int) -> None:
        found = subprocess.run(["findmnt", "-no", "SOURCE", self.folder], capture_output=True, text=True, check=True)
        device = os.open(found.stdout.strip(), os.O_RDONLY)
        try:
            status = bytearray(LOOP_INFO.size)
            fcntl.ioctl(device, LOOP_GET_STATUS64, status)
            values = list(LOOP_INFO.unpack(status))
            values[SIZE_LIMIT] = size_bytes
            fcntl.ioctl(device, LOOP_SET_STATUS64, LOOP_INFO.pack(*values))
        finally:
            os.close(device)


Story = Callable[[FailingDisk], None]


def tell(story: Story) -> None:
    """Let a story happen on a disk that can fail, and again on another one where the disk gave up: that is another story.

    What a story asserts counts on any disk.
    """
    for _ in range(TRIES):
        with TemporaryDirectory(prefix="kbgen-disk-") as place:
            image = Path(place) / "failing.img"
            make_file_system(image)
            with mounted(str(image), Path(place) / "failing", "-t", "ext2", "-o", "loop,errors=remount-ro") as folder:
                disk = FailingDisk(folder, image)
                disk.fill_the_sound_part()
                try:
                    return story(disk)
                except DiskGaveUpError:
                    continue
                except (OSError, RuntimeError):  # a collector waited for or started in vain
                    disk.restore()
                    if not disk.gave_up():
                        raise
                finally:
                    disk.restore()
    pytest.fail(f"the disk turned read-only {TRIES} times")


def turn_read_only(folder: Path) -> None:
    """Let Linux find an error in a file system, as it says itself, while nobody waits for a write.

    Linux 6.18 takes an fsync for done whose transaction was dropped because the journal was given up meanwhile:
    of plain appends, 6 of 60 were lost that way.
    """
    found = subprocess.run(["findmnt", "-no", "SOURCE", folder], capture_output=True, text=True, check=True)
    subprocess.run(["mount", "-o", "remount,errors=remount-ro", folder], check=True)
    switch = Path("/sys/fs/ext4", Path(found.stdout.strip()).name, "trigger_fs_error")
    if not switch.exists():
        pytest.skip(f"this system has no {switch}")
    with _standing_still(folder):
        switch.write_text("1")


@contextmanager
def _standing_still(folder: Path) -> Iterator[None]:
    """Write out what waits, and let new writers wait for the length of the block."""
    directory = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(directory, FREEZE, 0)
        try:
            yield
        finally:
            fcntl.ioctl(directory, THAW, 0)
    finally:
        os.close(directory)
