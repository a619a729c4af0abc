"""Disks that can fill up, fail or lose power, which need root, and a server to stop and kill."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from failing_disk import Story, tell
from mounted_disk import mounted
from postgres_cluster import Cluster, new_cluster


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
def on_a_failing_disk(needs_root: None) -> Callable[[Story], None]:
    """Run a story with a disk that it can let fail; see `tell`."""
    if shutil.which("mkfs.ext2") is None:
        pytest.skip("there is no mkfs.ext2")
    return tell


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A server that a test may stop and kill."""
    cluster = new_cluster()
    cluster.start()
    yield cluster
    cluster.remove()
