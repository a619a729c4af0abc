"""When a digest is worth sending. A file of its own: the command line shows these without loading the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DigestKind = Literal["email", "slack", "json"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is worth a message. least_impact: of a gap. least_failed_share: 0 to 1, of all searches. most_gaps: to list."""

    least_impact: float = 5.0
    least_failed_share: float = 0.0
    most_gaps: int = 5
