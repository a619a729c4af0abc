"""Many tasks of one kind, in several processes where that pays."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from kbgen.errors import KbgenError

MOST_PROCESSES = 8

Task = TypeVar("Task")
Result = TypeVar("Result")


def spread(
    start: Callable[[], Callable[[Task], Result]],
    tasks: Sequence[Task],
    *,
    pays: bool,
    chunk: int,
    what: str,
    hint: str = "it may have run out of memory",
) -> Iterator[Result]:
    """Yield the result of each task, in their order.

    start: called once in each process; what it returns does a task. Where it `pays`, both are pickled, tasks a `chunk` at a time.
    Raises KbgenError: a process died, with what it did (`what`) and the hint.
    """
    workers = min(os.cpu_count() or 1, MOST_PROCESSES)
    if workers == 1 or not pays or multiprocessing.current_process().daemon:
        yield from map(start(), tasks)
        return
    # A fresh process instead of a fork: `serve` runs threads, and a fork would copy their locks.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _set_up, (start,)) as pool:
        try:
            yield from pool.map(_do, tasks, chunksize=chunk)
        except BrokenProcessPool as error:
            raise KbgenError(f"a process that {what} was stopped", hint=hint) from error


_work: Callable[[Any], Any] | None = None


def _set_up(start: Callable[[], Callable[[Any], Any]]) -> None:
    global _work  # the one value a process is given at its start
    _work = start()


def _do(task: Any) -> Any:
    assert _work is not None  # noqa: S101 - the pool set it
    return _work(task)
