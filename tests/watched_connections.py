"""Connections to SQLite that complain when they are dropped while open, on every Python as Python 3.13 does by itself."""

from __future__ import annotations

import sqlite3
import sys
import warnings
from functools import partial


class WatchedConnection(sqlite3.Connection):
    _is_closed = False

    def close(self) -> None:
        super().close()
        self._is_closed = True

    def __del__(self) -> None:
        if not self._is_closed:
            warnings.warn(f"unclosed database in {self!r}", ResourceWarning, stacklevel=1, source=self)


def watch_connections() -> None:
    """Make every connection of this process such a one."""
    if sys.version_info < (3, 13):
        sqlite3.connect = partial(sqlite3.connect, factory=WatchedConnection)
