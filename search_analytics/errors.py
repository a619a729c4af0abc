"""The exceptions the collector and its commands raise on purpose.

A family of its own, shaped like kbgen's: the collector runs where kbgen is not installed.
"""

from __future__ import annotations


class AnalyticsError(Exception):
    """Anything search_analytics raises on purpose; `exit_code` is what the command line returns for it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  hint: {self.hint}" if self.hint else self.message


class UsageError(AnalyticsError):
    """The command or a setting is wrong; nothing was read or written."""

    exit_code = 2


class EnvelopeRejectedError(AnalyticsError):
    """A body does not follow docs/spec/search-event.md; the message never repeats what was sent."""


class StoreError(AnalyticsError):
    """Something about the stored events."""


class StoreUnavailableError(StoreError):
    """The store cannot take events now: disk full, locked, unreachable. The same events may succeed later."""


class StoreRefusedError(StoreError):
    """The store will never take one of these events, however often it is tried."""


class StoreLockedError(StoreError):
    """Another collector already writes to this store."""


class SchemaError(StoreError):
    """The store was written by a newer release, or a migration is missing."""


class ReportTimeoutError(StoreError):
    """A report took longer than its time limit."""
