"""What a hook of the site does wrong, in words for who wrote it: file, line, what was raised."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from traceback import extract_tb

from kbgen.errors import KbgenError
from kbgen.settings.fields import shown


def hook_fault(error: Exception, places: Iterable[Path]) -> KbgenError | None:
    """Return what stops a build as an error that names a hook; None for an exception that none of them raised.

    places: the files of hooks, and folders of what they read.
    """
    own = [place.resolve() for place in places]
    frames = [(Path(frame.filename), frame.lineno or 0) for frame in extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((Path(error.filename), error.lineno or 0))
    found = [(file, line) for file, line in frames if any(file.resolve().is_relative_to(place) for place in own)]
    if not found:
        return None
    file, line = found[-1]
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return KbgenError(f"{shown(file)}:{line}: {type(error).__name__}: {said}", hint="mend it, or take it out of 'hooks'")
