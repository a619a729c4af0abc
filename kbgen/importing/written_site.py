"""What an import writes into a site, so that a second one changes only what nobody has touched since.

`kbgen-import.json` beside the settings names every file that was written, with a sum of its bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.errors import UsageError
from kbgen.whole_file import replace_file

RECORD = "kbgen-import.json"


@dataclass
class Writing:
    """What was done, or would be. kept: paths that exist with other text than an import wrote; they stay as they are."""

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def write_files(site: Path, source: str, files: Mapping[str, bytes], *, dry_run: bool) -> Writing:
    """Write files below a site, and remove those that an earlier import of the same source wrote and this one does not.

    files: by path below the site. source: what the record calls where they come from. Raises UsageError where a folder of
    the site is a link that leads out of it, or a file cannot be written.
    """
    record = _read_record(site)
    former = record.get(source, {})
    done = Writing()
    sums = {}
    for path, content in sorted(files.items()):
        target = _inside(site, path)
        found = _sum(target.read_bytes()) if target.is_file() else ""
        new = _sum(content)
        if found == new:
            done.same.append(path)
        elif found and found != former.get(path):
            done.kept.append(path)
            continue
        else:
            done.written.append(path)
            if not dry_run:
                _write(target, content)
        sums[path] = new
    for path in sorted(set(former) - set(files)):
        target = _inside(site, path)
        if target.is_file() and _sum(target.read_bytes()) == former[path]:
            done.removed.append(path)
            if not dry_run:
                target.unlink()
    if not dry_run:
        record[source] = sums | {path: former[path] for path in done.kept if path in former}
        _write(site / RECORD, (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    return done


def _inside(site: Path, path: str) -> Path:
    """Return a path below the site. Raises UsageError where a link on the way could lead elsewhere."""
    target = site
    for part in Path(path).parts:
        target = target / part
        if part == ".." or target.is_symlink():
            raise UsageError(f"{target} is a symbolic link; nothing is written through it", hint="put a folder in its place")
    return target


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}", hint="choose another folder") from error


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _read_record(site: Path) -> dict[str, dict[str, str]]:
    path = site / RECORD
    if not path.is_file():
        return {}
    try:
        read = json.loads(path.read_bytes())
    except ValueError:
        read = None
    if not isinstance(read, dict) or not all(isinstance(sums, dict) for sums in read.values()):
        hint = "restore it from git; without it a second import takes every file for one of yours"
        raise UsageError(f"{path} is no record of an import", hint=hint)
    return {str(source): {str(name): str(value) for name, value in sums.items()} for source, sums in read.items()}
