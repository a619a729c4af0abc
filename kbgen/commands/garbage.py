"""When Python looks for garbage, for commands that make many values which stay until they end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_looked_for_seldom() -> Iterator[None]:
    """Let Python look through all values for garbage less often: a tenth of a build went there, a seventh of a long report."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
