"""Unpack archives of our own on every Python that kbgen runs on."""

from __future__ import annotations

import tarfile
from pathlib import Path


def unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write what an archive holds into a folder. Python 3.11.2 of Debian 12 knows no filter, newer ones ask for one."""
    if hasattr(tarfile, "data_filter"):
        archive.extractall(folder, filter="data")
    else:
        archive.extractall(folder)
