"""A small site to start from."""

from __future__ import annotations

import shutil
from pathlib import Path

import kbgen
from kbgen.errors import UsageError

_DOT_NAMES = {"gitignore": ".gitignore"}  # package builders leave out files that begin with a full stop


def copy_starter(folder: Path) -> tuple[Path, ...]:
    """Write the starter site and return its files, relative to `folder`. Raises UsageError when it is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists and is not an empty folder", hint="choose a new folder")
    source = Path(kbgen.__file__).parent / "site_template"
    files = sorted(path for path in source.rglob("*") if path.is_file())
    try:
        return tuple(_copy(path, path.relative_to(source), folder) for path in files)
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror}", hint="choose another folder") from error


def _copy(path: Path, name: Path, folder: Path) -> Path:
    relative = name.with_name(_DOT_NAMES.get(name.name, name.name))
    (folder / relative).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / relative)
    return relative
