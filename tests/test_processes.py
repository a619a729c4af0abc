"""Tasks spread over processes give what one process gives, and a process that dies is said."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial

import pytest

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
