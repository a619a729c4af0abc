"""What rendering found wrong in one article; apart from those who find it, of which one imports the other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem before it knows its file. line: of the body, counted from 0."""

    line: int
    code: str
    message: str
    hint: str
