"""Many tasks of one kind in several processes, and one long task in a process beside this one, where that pays."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from kbgen.errors import KbgenError
from kbgen.this_process import is_our_own

MOST_PROCESSES = 8
MEMORY_HINT = "it may have run out of memory"

Task = TypeVar("Task")
Result = TypeVar("Result")


def spread(
    start: Callable[[], Callable[[Task], Result]],
    tasks: Sequence[Task],
    *,
    pays: bool,
    chunk: int,
    what: str,
    hint: str = MEMORY_HINT,
) -> Iterator[Result]:
    """Yield the result of each task, in their order.

    start: called once in each process; what it returns does a task. Where it `pays`, tasks are pickled, a `chunk` at a time, and
    so is `start` where this process may not be copied (`own_this_process`).
    Raises KbgenError: a process died, with what it did (`what`) and the hint.
    """
    if not tasks:  # nothing is got ready for them either
        return
    workers = min(os.cpu_count() or 1, MOST_PROCESSES)
    if workers == 1 or not pays or multiprocessing.current_process().daemon:
        yield from map(start(), tasks)
        return
    from concurrent.futures import ProcessPoolExecutor  # for who has much to do
    from concurrent.futures.process import BrokenProcessPool

    forks = _may_fork()  # a copy need not load again what is loaded here
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(workers, context, _set_up, (start, os.getpid() if forks else None)) as pool:
        try:
            with _of_threads_that_wait(), _copied() if forks else nullcontext():
                results = pool.map(_do, tasks, chunksize=chunk)
            yield from results
        except BrokenProcessPool as error:
            raise KbgenError(f"a process that {what} was stopped", hint=hint) from error


Heard = Callable[[Any], None]
"""Told what a task says while it runs."""


def beside(task: Callable[[Heard], Result], heard: Heard, *, what: str, hint: str = MEMORY_HINT) -> Callable[[], Result]:
    """Begin a task in a process beside this one, and return what waits for its result; call that once.

    heard: told, while that waits, what the task has said. What the task raises or returns is pickled, and raised by who waits.
    Where there is one processor, or this one may not be copied (`own_this_process`), the task runs when it is waited for.
    Raises KbgenError: the process died, with what it did (`what`) and the hint.
    """
    if not _may_fork():
        return lambda: task(heard)
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_say_all, args=(task, receiver, sender, os.getpid()), daemon=True)
    with _of_threads_that_wait(), _copied():
        process.start()
    sender.close()

    def wait() -> Result:
        try:
            kind, said = receiver.recv()
            while kind == _SAID:
                heard(said)
                kind, said = receiver.recv()
        except EOFError as error:
            raise KbgenError(f"a process that {what} was stopped", hint=hint) from error
        except BaseException:  # whoever interrupts this one waits for no result: the process might wait to be heard for ever
            process.kill()
            raise
        finally:
            process.join()
        if kind == _RAISED:
            raise said
        result: Result = said
        return result

    return wait


_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux: the signal that a process gets when the one that began it ends, however it does."""
_SAID, _RAISED, _RETURNED = "said", "raised", "returned"


def _may_fork() -> bool:
    """Tell whether a copy of this process is safe, and has a processor to run on."""
    alone = is_our_own() and threading.active_count() == 1 and not multiprocessing.current_process().daemon
    return sys.platform == "linux" and alone and (os.cpu_count() or 1) > 1


@contextmanager
def _of_threads_that_wait() -> Iterator[None]:
    """Take no warning of threads that numpy began: they wait for work, and a copy of this process has none for them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


_ENDING = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def _copied() -> Iterator[None]:
    """Let signals that end a process wait while it is copied, and in the copy until that has said what they do (`_end_with`).

    What such a signal raises in a copy that hardly began may be dropped by Python: the copy would go on, and the process that
    sent the signal would wait for its end for ever.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with(parent: int) -> None:
    """Let this process, a copy of its parent, end when that does, however it does, and on SIGTERM at once."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it could be followed
        os._exit(1)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _say_all(task: Callable[[Heard], object], receiver: Connection, sender: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which a terminal sends to both; the other one ends this process
    receiver.close()  # or nobody would tell this process that the other one was killed
    _end_with(parent)
    try:
        result = task(lambda said: sender.send((_SAID, said)))
    except Exception as error:
        if not isinstance(error, KbgenError):
            error.add_note(traceback.format_exc())  # where it was raised, which a pickle does not hold
        sender.send((_RAISED, error))
    else:
        sender.send((_RETURNED, result))


_work: Callable[[Any], Any] | None = None


def _set_up(start: Callable[[], Callable[[Any], Any]], parent: int | None) -> None:
    """Get ready for tasks. parent: of which this process is a copy, what it does on signals included; None of a fresh one."""
    global _work  # the one value a process is given at its start
    if parent is not None:
        _end_with(parent)
    _work = start()


def _do(task: Any) -> Any:
    assert _work is not None  # noqa: S101 - the pool set it
    return _work(task)
