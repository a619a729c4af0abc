"""Words for people, on standard error: colour where it helps, progress where somebody watches."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import NoReturn, TextIO

from kbgen.counted import counted
from kbgen.errors import MAX_WARNINGS, ContentError, KbgenError, Problem, gathered
from kbgen.kept_values import unkept

_RED, _YELLOW, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[0m"
_SECONDS_BETWEEN_DRAWINGS = 0.1


class Terminal:
    """Writes to one stream. Colour and progress only on a terminal, and no colour where NO_COLOR is set."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._watched = self._stream.isatty()
        self._coloured = self._watched and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._drawn_at = 0.0
        self._progress_shows = False

    def say(self, text: str) -> None:
        """Write a line."""
        self._clear_progress()
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def error(self, error: KbgenError | str) -> None:
        """Write why the command failed."""
        self.say(f"{self._paint(_RED, 'error:')} {error}")

    def problems(self, problems: Sequence[Problem], *, max_warnings: int | None = None, before: Collection[Problem] = ()) -> None:
        """Write problems, errors first, those alike in one file as one.

        Of the warnings at most `max_warnings`, then how many more of which code. before: what was written the last time; files
        with a problem that is not among them come first, or a writer would never hear of the one just made.
        """
        new = {problem.path for problem in set(problems).difference(before)}
        shown = sorted(gathered(problems), key=lambda problem: problem.path not in new)
        for problem in shown:
            if problem.severity == "error":
                self._problem(problem)
        warnings = [problem for problem in shown if problem.severity == "warning"]
        for problem in warnings[:max_warnings]:
            self._problem(problem)
        if max_warnings is not None and len(warnings) > max_warnings:
            rest = Counter(problem.code for problem in warnings[max_warnings:])
            counts = ", ".join(f"{count:,} {code}" for code, count in rest.most_common())
            self.say(f"and {counted(len(warnings) - max_warnings, 'more warning')} ({counts}); 'kbgen check' lists all")

    def unkept(self) -> None:
        """Say what could not be kept for the next build since this was last said."""
        for said in unkept():
            self.say(f"warning: {said}")

    def progress(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is, on one line that the next one replaces."""
        now = monotonic()
        if not self._watched or (now - self._drawn_at < _SECONDS_BETWEEN_DRAWINGS and done < total):
            return
        self._drawn_at = now
        filled = 24 * done // total if total else 24
        self._stream.write(f"\r\x1b[K{stage:<9} [{'#' * filled}{'.' * (24 - filled)}] {done:,}/{total:,}")
        self._stream.flush()
        self._progress_shows = True

    def _clear_progress(self) -> None:
        if self._progress_shows:
            self._stream.write("\r\x1b[K")
            self._progress_shows = False

    def _problem(self, problem: Problem) -> None:
        text = str(problem)
        if self._coloured:
            colour = _RED if problem.severity == "error" else _YELLOW
            place, _, rest = text.partition(f": {problem.severity}: ")
            text = f"{_BOLD}{place}{_PLAIN}: {colour}{problem.severity}{_PLAIN}: {rest}"
        self.say(text)

    def _paint(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self._coloured else text


def explain_errors(command: Callable[[], int], terminal: Terminal) -> int:
    """Run a command; say what it raises on purpose, and what the system refused, and return the exit code."""
    try:
        return command()
    except ContentError as error:
        errors = sum(problem.severity == "error" for problem in error.problems)
        terminal.problems(error.problems, max_warnings=MAX_WARNINGS)
        terminal.error(f"{counted(errors, 'problem')} in the content; nothing was written")
        return error.exit_code
    except KbgenError as error:
        terminal.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `kbgen check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:  # a full disk, a folder that is not ours
        terminal.error(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return 1


class AskedToEndError(SystemExit):
    """SIGTERM came."""


def _end(number: int, _: object) -> NoReturn:
    raise AskedToEndError(128 + number)


@contextmanager
def asked_to_end_tidily() -> Iterator[None]:
    """Let SIGTERM, by which CI and services end what they began, end a command as Ctrl-C does: nothing of it is left.

    Raises AskedToEndError: it came.
    """
    if threading.current_thread() is not threading.main_thread():  # which alone may say what a signal does
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def mkdocs_log(terminal: Terminal, level: int) -> Iterator[list[str]]:
    """Show what MkDocs says, from `level` on, while the block runs; give the lines said."""
    said: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raised = sys.exc_info()[1]
            if isinstance(raised, OSError | KbgenError) or record.getMessage().startswith("Error building page"):
                return  # MkDocs says what it is about to raise, and who catches that says it better
            word = "" if record.levelno <= logging.INFO else f"{record.levelname.lower()}: "
            said.append(word + record.getMessage())
            terminal.say(said[-1])

    logger = logging.getLogger("mkdocs")
    before = logger.level, logger.propagate
    handler = Handler()
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]
