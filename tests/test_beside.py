"""A task in a process beside this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from own_program import run_program
from small_site import article

from kbgen.errors import KbgenError
from kbgen.processes import beside

linux = pytest.mark.skipif(sys.platform != "linux" or os.cpu_count() == 1, reason="nothing runs beside another process here")


@linux
def test_a_task_runs_in_a_process_of_its_own_and_is_heard_in_order():
    done = run_program("""
        here, heard = os.getpid(), []
        def task(hear):
            hear("begun")
            hear((1, 2))
            return os.getpid() != here
        wait = beside(task, heard.append, what="counts")
        assert heard == []
        assert wait() is True
        assert heard == ["begun", (1, 2)]
    """)
    assert (done.returncode, done.stderr) == (0, "")


@linux
def test_what_a_task_raises_is_raised_by_who_waits():
    done = run_program("""
        def task(hear):
            raise KbgenError("no room", hint="make some")
        try:
            beside(task, print, what="counts")()
        except KbgenError as error:
            print(error)
    """)
    assert (done.stdout, done.stderr) == ("no room\n  hint: make some\n", "")


@linux
def test_an_unforeseen_error_says_where_it_was_raised():
    done = run_program("""
        def unforeseen(hear):
            return {}["key"]
        beside(unforeseen, print, what="counts")()
    """)
    assert "in unforeseen" in done.stderr


@linux
def test_a_process_that_was_stopped_is_told_with_what_it_did():
    done = run_program("""
        import signal
        try:
            beside(lambda hear: os.kill(os.getpid(), signal.SIGKILL), print, what="counts parcels")()
        except KbgenError as error:
            print(error)
    """)
    assert done.stdout == "a process that counts parcels was stopped\n  hint: it may have run out of memory\n"


@linux
def test_nothing_is_left_running_when_the_program_ends_without_waiting():
    done = run_program("""
        import time
        beside(lambda hear: time.sleep(50), print, what="sleeps")
    """)
    assert (done.returncode, done.stderr) == (0, "")


@linux
def test_a_task_that_has_hardly_begun_ends_with_a_program_that_ends_tidily():
    done = run_program("""
        import signal, sys, time
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # as a build does
        os.register_at_fork(after_in_child=lambda: time.sleep(1))  # Python drops what is raised there
        beside(lambda hear: time.sleep(500), print, what="sleeps")
    """)
    assert (done.returncode, done.stderr) == (0, "")


@linux
def test_a_task_ends_when_the_program_that_waits_is_killed():
    done = run_program("""
        import signal
        beside(lambda hear: "much" * 1_000_000, print, what="says much")
        os.kill(os.getpid(), signal.SIGKILL)
    """)  # which returns when no process has the streams open any more
    assert done.returncode == -9


@linux
def test_an_interrupted_program_ends_although_its_task_has_much_to_say():
    done = run_program("""
        def interrupt(said):
            raise KeyboardInterrupt
        def task(hear):
            hear("begun")
            return "much" * 1_000_000
        try:
            beside(task, interrupt, what="says much")()
        except KeyboardInterrupt:
            print("interrupted")
    """)
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")


@linux
def test_a_task_ends_at_once_and_silently_when_its_program_is_killed():
    done = run_program("""
        import signal, time
        beside(lambda hear: time.sleep(500), print, what="sleeps")
        os.kill(os.getpid(), signal.SIGTERM)
    """)  # which returns when no process has the streams open any more
    assert (done.returncode, done.stderr) == (-15, "")


@linux
def test_where_threads_run_the_task_waits_to_be_waited_for():
    done = run_program("""
        import threading
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait)
        thread.start()
        wait = beside(lambda hear: os.getpid(), print, what="counts")
        stop.set()
        thread.join()
        assert wait() == os.getpid()
    """)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_program_that_is_not_kbgen_alone_does_it_itself():
    heard: list[str] = []
    wait = beside(lambda hear: hear("begun") or os.getpid(), heard.append, what="counts")
    assert heard == []
    assert wait() == os.getpid()
    assert heard == ["begun"]


def test_its_errors_are_raised_there_too():
    def task(hear):
        raise KbgenError("no room")

    with pytest.raises(KbgenError, match="no room"):
        beside(task, print, what="counts")()


@linux
def test_a_build_that_finds_an_error_leaves_no_process_that_still_makes_the_index(make_site):
    config = make_site({"content/en/returns/refund-times.md": article("[nowhere](nowhere.md)\n")})
    mark = f"KBGEN_TEST_OF={config.parent}"
    environment = {**os.environ, "KBGEN_TEST_OF": str(config.parent)}
    command = [sys.executable, "-m", "kbgen", "build", "--config", str(config)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("the link 'nowhere.md'") == 1
    assert "Traceback" not in done.stderr
    assert [path for path in Path("/proc").glob("[0-9]*/environ") if mark in _environment_of(path)] == []
    assert not list(config.parent.glob(".site*"))


@linux
def test_what_another_process_used_is_told_with_the_stages(make_site):
    command = [sys.executable, "-m", "kbgen", "build", "--config", str(make_site()), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    told = json.loads(done.stdout)
    assert told["processor_seconds"].keys() == told["stages"].keys()
    assert told["processor_seconds"]["index"] > 0


def _environment_of(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", errors="replace").split("\0")
    except OSError:  # it has ended
        return []
