"""Tasks spread over processes give what one process gives, and a process that dies is said."""

from __future__ import annotations

import os
import signal
import sys
import textwrap
from collections.abc import Callable
from functools import partial

import pytest
from own_program import run_program

from kbgen.errors import KbgenError
from kbgen.processes import spread


def adder(more: int) -> Callable[[int], tuple[int, int]]:
    return lambda number: (number + more, os.getpid())


def stopped(_task: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


def stopper() -> Callable[[int], int]:
    return stopped


@pytest.mark.parametrize("pays", [False, True])
def test_results_come_in_the_order_of_the_tasks(pays: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    found = list(spread(partial(adder, 10), range(5), pays=pays, chunk=2, what="adds"))
    assert [number for number, _ in found] == [10, 11, 12, 13, 14]
    assert any(process == os.getpid() for _, process in found) is not pays


def test_a_process_that_dies_is_named_by_what_it_did(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with pytest.raises(KbgenError, match="a process that adds was stopped\n  hint: look here"):
        list(spread(stopper, range(5), pays=True, chunk=1, what="adds", hint="look here"))


linux = pytest.mark.skipif(sys.platform != "linux", reason="no process is copied here")


@linux
def test_copies_of_a_program_know_what_it_has_loaded():
    done = run_program("""
        os.cpu_count = lambda: 2
        loaded = object()  # which no pickle would find again
        found = list(spread(lambda: lambda number: (number, id(loaded), os.getpid()), range(5), pays=True, chunk=2, what="adds"))
        assert [number for number, _, _ in found] == [0, 1, 2, 3, 4]
        assert {same for _, same, _ in found} == {id(loaded)}
        assert os.getpid() not in {process for _, _, process in found}
    """)
    assert (done.returncode, done.stderr) == (0, "")


def told_of_the_dead(work: str) -> tuple[int, str]:
    """Return how a program ends, and what it says, of whose copies one dies in `work`, and that ends tidily, as a build does."""
    begin = """
        os.cpu_count = lambda: 2
        import sys, time
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    """
    ask = """
        try:
            list(spread(lambda: work, range(5), pays=True, chunk=1, what="adds"))
        except KbgenError as error:
            print(error)
    """
    done = run_program("".join(map(textwrap.dedent, (begin, work, ask))))
    return done.returncode, done.stdout


@linux
def test_a_copy_that_dies_is_named_and_the_others_end_although_the_program_ends_tidily():
    told = told_of_the_dead("""
        def work(number):
            if number == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(50)
    """)
    assert told == (0, "a process that adds was stopped\n  hint: it may have run out of memory\n")


@linux
def test_a_copy_that_has_hardly_begun_ends_when_another_one_dies():
    told = told_of_the_dead("""
        begun = []
        def hardly_begin():  # Python drops what is raised here
            if len(begun) == 2:
                time.sleep(1)
        os.register_at_fork(before=lambda: begun.append("a copy"), after_in_child=hardly_begin)
        def work(number):
            if len(begun) == 1:
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(50)
    """)
    assert told == (0, "a process that adds was stopped\n  hint: it may have run out of memory\n")


@linux
def test_copies_end_when_their_program_is_killed():
    done = run_program("""
        os.cpu_count = lambda: 2
        import time
        def work(number):
            if number == 0:
                os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(500)
        list(spread(lambda: work, range(5), pays=True, chunk=1, what="sleeps"))
    """)  # which returns when no process has the streams open any more
    assert done.returncode == -9
