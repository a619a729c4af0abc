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
    written = []
    for path in sorted(source.rglob("*")):
        if path.is_file():
            relative = path.relative_to(source)
            relative = relative.with_name(_DOT_NAMES.get(relative.name, relative.name))
            target = folder / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            written.append(relative)
    return tuple(written)
