"""The exceptions kbgen raises, and the problems it reports about a writer's text.

Raise an exception when the work cannot go on. Yield a `Problem` when a writer should mend text, so that all show at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a writer should mend.

    path: relative to the project folder. line: counted from 1, or 0 where the whole file is meant.
    code: stable, kebab-case, listed in docs/problems.md. message: what was found, quoted. hint: what to do.
    A `warning` never fails a build; an `error` always does.
    """

    path: Path
    line: int
    code: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}: {self.severity}: {self.message} [{self.code}]{hint}"


class KbgenError(Exception):
    """Anything kbgen raises on purpose; `exit_code` is what the command line returns for it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  hint: {self.hint}" if self.hint else self.message


class UsageError(KbgenError):
    """The command or the configuration is wrong; nothing was read or written."""

    exit_code = 2


class ConfigError(UsageError):
    """A setting is unknown, missing or malformed."""


class ContentError(KbgenError):
    """Articles need mending before a portal can be built; carries every problem found, sorted."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class IndexBuildError(KbgenError):
    """The search index cannot be built from these articles."""


class IndexReadError(KbgenError):
    """A search index is missing, truncated, corrupt or of another format."""
