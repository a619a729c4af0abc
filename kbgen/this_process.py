"""Whose this process is: a command of kbgen, or a program that also runs something else."""

from __future__ import annotations

_is_ours = False


def own_this_process() -> None:
    """Say that this process runs a command of kbgen and nothing of anybody else, whose threads might hold a lock."""
    global _is_ours  # true of a process as a whole, from its start
    _is_ours = True


def is_our_own() -> bool:
    """Tell whether this process runs a command of kbgen and nothing of anybody else."""
    return _is_ours
