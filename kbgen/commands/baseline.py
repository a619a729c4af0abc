"""A file of problems that are known: `kbgen check --baseline FILE` says only what is new since it was written.

A problem is known by its file, its code and what it says, not by its line, so that editing above it brings nothing back.
What a site cannot switch off stays: there text would be lost, or something private published.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.errors import PROBLEM_CODES, Problem, UsageError
from kbgen.settings.fields import shown
from kbgen.whole_file import replace_file

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """new: problems that are not known. known: how many are. gone: entries of the file that nothing needs any more."""

    new: tuple[Problem, ...]
    known: int
    gone: int


def write_baseline(path: Path, problems: Sequence[Problem]) -> int:
    """Write the problems that may be known, in order of path, and return how many. Raises UsageError."""
    counts = Counter(_key(problem) for problem in problems if _may_be_known(problem))
    entries = [
        json.dumps({"path": key[0], "code": key[1], "message": key[2], "count": count}, ensure_ascii=False)
        for key, count in sorted(counts.items())
    ]
    text = '{"known": [\n' + ",\n".join(entries) + "\n]}\n"
    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise UsageError(f"cannot write {shown(path)}: {error.strerror}", hint="choose another place") from error
    return sum(counts.values())


def compare(path: Path, problems: Sequence[Problem]) -> Compared:
    """Return what is new since the file was written. Raises UsageError: there is no such file, or it is none of ours."""
    left = _read(path)
    new = []
    for problem in problems:
        key = _key(problem)
        if left[key] > 0 and _may_be_known(problem):
            left[key] -= 1
        else:
            new.append(problem)
    return Compared(tuple(new), len(problems) - len(new), sum(left.values()))


def _read(path: Path) -> Counter[_Key]:
    hint = f"write it with: kbgen check --write-baseline {shown(path)}"
    try:
        entries = json.loads(path.read_text("utf-8"))["known"]
        return Counter({(entry["path"], entry["code"], entry["message"]): int(entry["count"]) for entry in entries})
    except OSError as error:
        raise UsageError(f"cannot read {shown(path)}: {error.strerror}", hint=hint) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{shown(path)} is no file of known problems", hint=hint) from error


def _key(problem: Problem) -> _Key:
    return problem.path.as_posix(), problem.code, problem.message


def _may_be_known(problem: Problem) -> bool:
    return PROBLEM_CODES[problem.code].adjustable
