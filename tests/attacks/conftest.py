"""Disks that can fill up, fail or lose power, which need root, and a server to stop and kill."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from failing_disk import FailingDisk, make_file_system
from postgres_cluster import Cluster, new_cluster


@contextmanager
def mounted(source: str, folder: Path, *options: str) -> Iterator[Path]:
    """Mount something for the length of a block; skips the test, saying why, where that is not possible."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, source, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot mount {source}: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def needs_root() -> None:
    if os.getuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a disk of its own")


@pytest.fixture
def small_disk(needs_root: None, tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    with mounted("tmpfs", tmp_path / "small", "-t", "tmpfs", "-o", "size=2m") as folder:
        yield folder


@pytest.fixture
def make_disk(needs_root: None) -> Iterator[Callable[..., tuple[Path, Path]]]:
    """Make an ext4 file system in a file, or mount the copy of one; returns its folder and the file."""
    if shutil.which("mkfs.ext4") is None:
        pytest.skip("there is no mkfs.ext4")
    with TemporaryDirectory(prefix="kbgen-disk-") as place, ExitStack() as disks:
        Path(place).chmod(0o755)  # PostgreSQL runs as a user of its own

        def make(name: str, copy_of: Path | None = None) -> tuple[Path, Path]:
            image = Path(place) / f"{name}.img"
            if copy_of is None:
                with image.open("wb") as file:
                    file.truncate(400 * 1024 * 1024)
                subprocess.run(["mkfs.ext4", "-q", image], check=True)
            else:
                subprocess.run(["cp", "--sparse=always", copy_of, image], check=True)
            # A disk that keeps nothing back by itself: what the file system has not written is lost.
            return disks.enter_context(mounted(str(image), Path(place) / name, "-o", "loop")), image

        yield make


@pytest.fixture
def failing_disk(needs_root: None) -> Iterator[FailingDisk]:
    """A disk that a test can let fail; what is written to it lies where it can."""
    if shutil.which("mkfs.ext2") is None:
        pytest.skip("there is no mkfs.ext2")
    with TemporaryDirectory(prefix="kbgen-disk-") as place:
        image = Path(place) / "failing.img"
        make_file_system(image)
        with mounted(str(image), Path(place) / "failing", "-t", "ext2", "-o", "loop,errors=remount-ro") as folder:
            disk = FailingDisk(folder, image)
            disk.fill_the_sound_part()
            yield disk
            disk.be_well()


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A server that a test may stop and kill."""
    cluster = new_cluster()
    cluster.start()
    yield cluster
    cluster.stop()
    shutil.rmtree(cluster.folder)
