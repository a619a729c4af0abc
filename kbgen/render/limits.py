"""What one article may cost. Hostile Markdown can be made slow in any parser; it must not stop the others."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from markdown_it.token import Token

MAX_NESTING = 40
"""Levels of lists and quotes. Below them markdown-it drops text without a word, so reaching them is an error."""

MAX_CPU_SECONDS = 5.0
"""Processor time of this process for one article; the time a busy machine lets it wait does not count."""


_REPEAT_SECONDS = 0.02
_STOPPABLE = ("markdown_it", "mdit_py_plugins", "mdurl", "latex2mathml", "kbgen.render")


class TooSlowError(Exception):
    """The article used up its processor time."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError inside the block after `seconds` of processor time.

    Works in the main thread of a process on systems with interval timers; elsewhere there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, frame: FrameType | None) -> None:
        if frame is not None and _may_stop_in(str(frame.f_globals.get("__name__", ""))):
            raise TooSlowError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _REPEAT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def _may_stop_in(module: str) -> bool:
    """Tell whether the code of `module` may be interrupted: the parser may.

    A destructor or a callback of the garbage collector may not, as it would swallow the exception, nor may the code that
    switches the timer off. The timer asks again soon.
    """
    return module.startswith(_STOPPABLE) and module != __name__


def deepest(tokens: list[Token]) -> Token | None:
    """Return the first block below which markdown-it may have dropped text."""
    for token in tokens:
        if token.level >= MAX_NESTING - 1:
            return token
    return None
