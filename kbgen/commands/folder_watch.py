"""Which files changed, by looking at all of them again and again: a folder that is moved away may come back."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from time import thread_time

LEAST_PAUSE_SECONDS = 0.2
_PAUSE_PER_LOOK = 5
"""Times as long as a look keeps a processor, so that looking costs a sixth of one at most. By the clock a look beside a build
takes so long that who saved right after it waited for seconds."""
_SETTLING_SECONDS = 0.05
"""Editors write a file in several steps; what changed is told when it has been still for so long."""

_Stamps = dict[str, tuple[int, int, int]]


class FolderWatch:
    """Looks at files in a thread of its own. paths: folders and files, which need not be there. is_left_out: told names."""

    def __init__(self, paths: Iterable[Path], is_left_out: Callable[[str], bool]) -> None:
        self._paths = tuple(paths)
        self._is_left_out = is_left_out
        self._changed: set[str] = set()
        self._news = threading.Condition()
        self._stamps = self._look()
        self._stopped = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def has_news(self, within_seconds: float = 0) -> bool:
        """Tell whether something changed that nobody has taken, as soon as it does, or after so many seconds."""
        with self._news:
            return bool(self._news.wait_for(lambda: self._changed, within_seconds))

    def take(self, timeout_seconds: float) -> frozenset[str]:
        """Wait until something changed, and return the paths of it; empty where nothing did in that time.

        Never without an end: Ctrl-C that comes just before a wait begins is heard when the wait is over.
        """
        with self._news:
            self._news.wait_for(lambda: self._changed, timeout_seconds)
            taken = frozenset(self._changed)
            self._changed.clear()
            return taken

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _watch(self) -> None:
        seconds = 0.0
        while not self._stopped.wait(max(LEAST_PAUSE_SECONDS, _PAUSE_PER_LOOK * seconds)):
            start = thread_time()
            found = self._look()
            seconds = thread_time() - start
            if found != self._stamps:
                while not self._stopped.wait(_SETTLING_SECONDS) and (later := self._look()) != found:
                    found = later
                self._tell(found)

    def _tell(self, found: _Stamps) -> None:
        before, self._stamps = self._stamps, found
        with self._news:
            self._changed |= {path for path in before.keys() | found.keys() if before.get(path) != found.get(path)}
            self._news.notify_all()

    def _look(self) -> _Stamps:
        found: _Stamps = {}
        waiting = [os.fspath(path) for path in self._paths]
        while waiting:
            place = waiting.pop()
            try:
                with os.scandir(place) as entries:
                    for entry in entries:
                        if self._is_left_out(entry.name):
                            continue
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                        else:
                            found[entry.path] = _stamp(entry.stat(follow_symlinks=False))
            except NotADirectoryError:
                with suppress(FileNotFoundError):  # it went since: editors write a file by removing it
                    found[place] = _stamp(Path(place).stat())
            except OSError:  # it went in the meantime, or may not be read: the build says which
                continue
        return found


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino
