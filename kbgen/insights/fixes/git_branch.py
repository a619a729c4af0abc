"""Write a change, and where it is wanted put it on a git branch of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from kbgen.errors import UsageError
from kbgen.insights.fixes.edits import Edit
from kbgen.whole_file import replace_file

MOST_SHOWN = 5


def write_edits(root: Path, edits: Sequence[Edit]) -> None:
    """Write the files of a change. Raises UsageError, with nothing written, where one is not as it was when it was read."""
    for edit in edits:
        path = root / edit.path
        found = path.read_bytes() if path.is_file() else None
        if found != edit.before:
            raise UsageError(f"{edit.path} changed in the meantime", hint="run the command again")
    for edit in edits:
        replace_file(root / edit.path, edit.after)


def require_clean_tree(root: Path) -> None:
    """Raise UsageError where the project is no git repository, or has changes that are not committed."""
    try:
        changed = _git(root, "status", "--porcelain").splitlines()
    except UsageError as error:
        hint = "leave out --branch, or begin a repository with 'git init'"
        raise UsageError(f"{root} is no git repository: {error.message}", hint=hint) from None
    if changed:
        rest = f" and {len(changed) - MOST_SHOWN} more" if len(changed) > MOST_SHOWN else ""
        shown = ", ".join(line[3:] for line in changed[:MOST_SHOWN])
        raise UsageError(
            f"there are changes that are not committed: {shown}{rest}",
            hint="commit them or put them away, so that nothing is mixed",
        )


def commit_on_branch(root: Path, name: str, edits: Sequence[Edit], message: str) -> None:
    """Make a branch, write the change and commit it there; the branch stays checked out for the writer to go on."""
    if _git(root, "branch", "--list", name).strip():
        raise UsageError(f"there is a branch '{name}' already", hint="name another: --branch NAME, or delete that one")
    _git(root, "switch", "--create", name)
    write_edits(root, edits)
    _git(root, "add", "--", *(edit.path.as_posix() for edit in edits))
    _git(root, "commit", "--quiet", "--message", message)


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and names are checked by git
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise UsageError(f"git cannot be started: {error.strerror}", hint="install git, or leave out --branch") from None
    if done.returncode:
        raise UsageError(f"git {arguments[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout
