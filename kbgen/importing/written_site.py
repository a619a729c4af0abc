"""What an import writes into a site, so that a second one changes only what nobody has touched since.

`kbgen-import.json` beside the settings names every file that was written, with a sum of its bytes, below a name of the source.
An export has another name every time, and two folders may have one name; so a source is known again by the pages it holds.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.whole_file import replace_file

RECORD = "kbgen-import.json"

_SHARE_OF_SAME = 0.5
"""Of the pages of the longer of two imports, from which both are of one source; below it, pages that an import would remove."""
_FEW_PAGES = 2
"""Pages of a source that may all change their names between two imports, where its own name stays."""


@dataclass
class Writing:
    """What was done, or would be.

    source: what the record calls where the files come from. kept: paths that exist with other text than an import wrote; they
    stay as they are. of_others: the same, of those that the import of another source wrote, with its name.
    """

    source: str
    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    of_others: dict[str, str] = field(default_factory=dict)


def write_files(site: Path, source: str, files: Mapping[str, bytes], *, known_as: str = "", dry_run: bool) -> Writing:
    """Write files below a site, and remove those that an earlier import of the same source wrote and this one does not.

    files: by path below the site. source: the name of the folder or file. known_as: what the record calls it, where a person
    says so. Raises UsageError where nobody can tell whether it is a source of an earlier import, a folder of the site is a link
    that leads out of it, or a file cannot be written.
    """
    record = _read_record(site)
    sums = {path: _sum(content) for path, content in files.items()}
    done = Writing(known_as or _source_of(record, source, sums))
    former = record.get(done.source, {})
    others = {path: (name, own) for name, of in record.items() if name != done.source for path, own in of.items()}
    for path, content in sorted(files.items()):
        target = _inside(site, path)
        found = _sum(target.read_bytes()) if target.is_file() else ""
        if found == sums[path]:
            done.same.append(path)
        elif found and found != former.get(path):
            if path in others and others[path][1] == found:
                done.of_others[path] = others[path][0]
            done.kept.append(path)
        else:
            done.written.append(path)
            if not dry_run:
                _write(target, content)
    for path in sorted(set(former) - set(files)):
        target = _inside(site, path)
        if path not in others and target.is_file() and _sum(target.read_bytes()) == former[path]:
            done.removed.append(path)
            if not dry_run:
                target.unlink()
    if not dry_run:
        record[done.source] = {path: sums[path] for path in (*done.written, *done.same)} | {
            path: former[path] for path in done.kept if path in former
        }
        _write(site / RECORD, (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    return done


def _source_of(record: Mapping[str, Mapping[str, str]], name: str, sums: Mapping[str, str]) -> str:
    """Return what the record calls a source: as before, where it holds the pages of one. Raises UsageError where that is open."""
    new = _articles(sums)
    common = {known: _in_common(new, _articles(former)) for known, former in record.items()}
    shares = {known: common[known] / max(len(new), len(_articles(former)), 1) for known, former in record.items()}
    best = max(record, key=lambda known: (shares[known], known == name), default="")
    if best and shares[best] >= _SHARE_OF_SAME:
        return best
    if name in record and (common[name] or len(_articles(record[name])) <= _FEW_PAGES):
        return name
    unsure = name if name in record else best if best and common[best] else ""
    if not unsure:
        return name
    pages = counted(len(_articles(record[unsure])), "page")
    raise UsageError(
        f"'{name}' has {common[unsure]} of the {pages} in common that were imported from '{unsure}'",
        hint=f"say --as '{unsure}' where it is the same source, and --as another name where it is not",
    )


def _articles(sums: Mapping[str, str]) -> Mapping[str, str]:
    """Return the pages that tell a source from others; home pages and those of categories are called alike everywhere."""
    pages = {path: own for path, own in sums.items() if path.endswith(".md")}
    return {path: own for path, own in pages.items() if posixpath.basename(path) != "index.md"} or pages


def _in_common(new: Mapping[str, str], former: Mapping[str, str]) -> int:
    """Return how many pages were there already, at the same place or with the same text at another."""
    known = frozenset(former.values())
    return sum(path in former or own in known for path, own in new.items())


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
