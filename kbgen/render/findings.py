"""What rendering found wrong in one article; apart from those who find it, of which one imports the other."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

_KEY = "findings"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem before it knows its file. line: of the body, counted from 0."""

    line: int
    code: str
    message: str
    hint: str


def note(env: MutableMapping[str, Any], finding: Finding) -> None:
    """Keep a finding of a rule of markdown-it; `noted` returns them. env: what the parser hands to its rules."""
    env.setdefault(_KEY, []).append(finding)


def noted(env: MutableMapping[str, Any]) -> list[Finding]:
    """Return what the rules have found, each once: markdown-it may try one rule several times."""
    return list(dict.fromkeys(env.get(_KEY, ())))
