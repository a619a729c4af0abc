"""Files that a command saved, to compare a later run with."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from kbgen.errors import UsageError
from kbgen.settings.fields import shown

Saved = TypeVar("Saved")


def read_given(path: Path, hint: str) -> bytes:
    """Return the bytes of a file that somebody named. hint: how to write one. Raises UsageError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{shown(path)}: cannot be read: {error.strerror}", hint=hint) from error


def read_saved(path: Path, kind: type[Saved], *, of: str, written_by: str) -> Saved:
    """Return what an earlier run saved as JSON. of: what the file is; written_by: the command. Raises UsageError."""
    raw = read_given(path, f"write it with '{written_by}'")
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{shown(path)} is no {of}: {error}", hint=f"write it anew with '{written_by}'") from error
