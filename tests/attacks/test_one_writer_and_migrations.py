"""C26, C27, C29: who may write, reports during ingest, and migrations that are killed on their way."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from collector_process import CODE, reading, running, stored_numbers
from collector_station import search_record
from store_backend import Backend, SqliteBackend, back_to_the_first_release, fill

from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.gaps import find_gaps
from search_analytics.store.opening import open_store
from search_analytics.store.search_log import Question, read_search_log

# Runs a migration in a process that dies, as by `kill -9`, before the n-th step it takes.
MIGRATE_AND_DIE = """
import os, sqlite3, sys
from search_analytics.store.opening import open_store
location, steps = sys.argv[1], int(sys.argv[2])
def step(*_):
    global steps
    steps -= 1
    if steps < 0:
        os._exit(9)
if "://" in location:
    from search_analytics.store.postgres import connection as module
    execute = module.PatientConnection.execute
    def dying(self, *arguments, **options):
        step()
        return execute(self, *arguments, **options)
    module.PatientConnection.execute = dying
else:
    connect = sqlite3.connect
    def dying(*arguments, **options):
        connection = connect(*arguments, **options)
        connection.set_trace_callback(step)
        return connection
    sqlite3.connect = dying
open_store(location).close()
"""


def migrate_and_die(backend: Backend, after_steps: int) -> bool:
    """Return whether the migration was killed; False: it had fewer steps."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", MIGRATE_AND_DIE, backend.location, str(after_steps)],
        env={"PYTHONPATH": str(CODE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 9), done.stderr
    return done.returncode == 9


@pytest.mark.parametrize("stride", [4, pytest.param(1, marks=pytest.mark.long)])
def test_a_migration_that_is_killed_at_any_step_is_completed_by_the_next_start(backend: Backend, stride: int) -> None:
    """C29."""
    fill(backend, [search_record(number, "退款") for number in range(1, 51)])
    newest = backend.rows("SELECT version FROM schema_version")
    steps = 0
    while True:
        back_to_the_first_release(backend)
        if not migrate_and_die(backend, steps):
            break
        open_store(backend.location).close()
        assert backend.rows("SELECT version FROM schema_version") == newest
        assert backend.rows("SELECT count(*) FROM roll_up") == [(0,)]
        steps += stride if backend.name == "sqlite" else 5 * stride  # in PostgreSQL a step is a transaction of several
    assert steps > 5
    assert len(stored_numbers(backend)) == 50


@pytest.mark.long
def test_a_first_start_that_is_killed_at_any_step_is_completed_by_the_next(tmp_path: Path) -> None:
    """C29."""
    deaths = 0
    while True:
        (tmp_path / str(deaths)).mkdir()
        backend = SqliteBackend(tmp_path / str(deaths))
        if not migrate_and_die(backend, deaths):
            break
        fill(backend, [search_record(1, "退款")])
        assert stored_numbers(backend) == [1]
        deaths += 1
    assert deaths > 5


def test_a_report_reads_while_events_arrive_and_keeps_none_of_them_waiting(backend: Backend) -> None:
    """C27."""
    today = datetime.now(UTC).date()
    question = Question(today - timedelta(days=29), today + timedelta(days=1), threshold_k=1)
    with running(backend.location) as collector, reading(collector) as readers:
        for report in range(1, 6):
            readers.wait_for(report * 60)
            found = read_search_log(backend.location, question)
            assert sum(day.counts.searches for day in found.days) >= 1
    assert set(readers.statuses) == {204}
    if isinstance(backend, SqliteBackend):
        log = backend.path.with_name(f"{backend.path.name}-wal")
        assert not log.exists() or log.stat().st_size <= 64 * 1024**2


@pytest.mark.parametrize("range_days", [1, 10_000])
def test_a_report_over_a_strange_range_answers(backend: Backend, range_days: int) -> None:
    """C27."""
    fill(backend, [search_record(1, "退款", results=0)])
    last = datetime(2026, 11, 22, tzinfo=UTC).date()
    log = read_search_log(backend.location, Question(last - timedelta(days=range_days), last, threshold_k=1))
    assert [gap.title for gap in find_gaps(log, NoPortal()).found] == ["退款"]
