"""A disk that fails with input and output errors when a test says so, and is well again when it says so."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

LOOP_SET_STATUS64, LOOP_GET_STATUS64 = 0x4C04, 0x4C05  # linux/loop.h
LOOP_INFO = struct.Struct("=QQQQQIIII64s64s32sQQ")
SIZE_LIMIT = 4  # its place in the structure; bytes, 0: the whole file
SOUND_BYTES = 1024**2
"""What lies before this goes on working: the tables of the file system, so that only the contents of files fail."""


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
        """Work again; what was refused meanwhile is not there."""
        self._limit(0)

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
