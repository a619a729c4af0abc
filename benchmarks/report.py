"""What a report over a month of a large portal takes, from events and from the sums of its days, on both stores.

    python benchmarks/report.py [--events 3000000] [--phrases 60000] [--only sqlite,postgres] [--portal DIR]

The month is made up (report_events.py). Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from collector import a_cluster  # noqa: E402
from report_events import fill  # noqa: E402
from report_floor import Server, beside_the_floor, server_seconds  # noqa: E402

from search_analytics.store.location import is_postgres  # noqa: E402
from search_analytics.store.opening import open_store  # noqa: E402

LAST_DAY = date(2026, 11, 22)
DAYS = 30
FIRST_DAY, FIRST_RAW_DAY = LAST_DAY - timedelta(days=DAYS - 1), LAST_DAY - timedelta(days=1)
LONGEST_SECONDS = 600.0


@dataclass
class Timed:
    """Runs statements by name and notes how long each takes."""

    seconds: dict[str, float] = field(default_factory=dict)

    def wrap(self, database: type) -> None:
        ask = database.ask  # type: ignore[attr-defined]

        def timed(this: Any, name: str, **values: Any) -> Any:
            started = time.perf_counter()
            try:
                return ask(this, name, **values)
            finally:
                self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - started, 3)

        database.ask = timed  # type: ignore[attr-defined]


def measure(location: str, portal: Path | None) -> dict[str, Any]:
    """Read and write one report; in a process of its own, whose peak memory is that of the report."""
    import resource

    from kbgen.insights.diagnosis.examiner import examiner_of
    from kbgen.insights.diagnosis.portal_facts import portal_facts
    from kbgen.insights.gaps import find_gaps
    from kbgen.insights.report.content import report_content
    from kbgen.insights.report.html import render_html
    from search_analytics.store.search_log import Question, read_search_log

    timed = Timed()
    if is_postgres(location):
        from search_analytics.store.postgres.sums import PostgresDatabase

        timed.wrap(PostgresDatabase)
    else:
        from search_analytics.store.sqlite.sums import SqliteDatabase

        timed.wrap(SqliteDatabase)
    question = Question(FIRST_DAY, LAST_DAY, threshold_k=3, time_limit_seconds=LONGEST_SECONDS)
    started, cpu = time.perf_counter(), time.process_time()
    log = read_search_log(location, question)
    read, read_cpu = time.perf_counter() - started, time.process_time() - cpu
    examiner = examiner_of(portal)
    html = render_html(report_content(log, find_gaps(log, examiner), portal_facts(portal), examiner.is_published), "en")
    return {
        "read_seconds": round(read, 2),
        "read_cpu_seconds": round(read_cpu, 2),
        "whole_seconds": round(time.perf_counter() - started, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "phrases": len(log.phrases),
        "html_bytes": len(html),
        "statements": timed.seconds,
    }


def in_a_process(location: str, portal: Path | None) -> dict[str, Any]:
    command = [sys.executable, __file__, "--measure", location, *(["--portal", str(portal)] if portal else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def add_up(location: str, server: Server = float) -> dict[str, Any]:
    """Do the retention of a day that has never been done: all days but the last two are added up.

    Events that come meanwhile wait for the step that runs. server: what PostgreSQL spends is counted in, a hundredth at a time.
    """
    store = open_store(location)
    steps: list[float] = []
    cpu_of_steps: list[float] = []
    try:
        more = True
        while more:
            cpu, started = time.process_time() + server(), time.perf_counter()
            more = store.keep(LAST_DAY)
            steps.append(time.perf_counter() - started)
            cpu_of_steps.append(time.process_time() + server() - cpu)
    finally:
        store.close()
    return {
        "steps": len(steps),
        "seconds": round(sum(steps), 1),
        "cpu_seconds": round(sum(cpu_of_steps), 1),
        "slowest_step_seconds": round(max(steps), 2),
        "slowest_step_cpu_seconds": round(max(cpu_of_steps), 2),
    }


def one_store(location: str, options: argparse.Namespace, server: Server = float) -> dict[str, Any]:
    """Measure one store. server: processor seconds of its server."""
    events = fill(location, options.events, DAYS, LAST_DAY, options.phrases)
    result: dict[str, Any] = {"events": events}
    if not options.summed_only:
        result["from_events"] = in_a_process(location, options.portal)
    result["adding_up"] = add_up(location, server)
    result["from_sums"] = in_a_process(location, options.portal)
    result["commands"] = beside_the_floor(location, FIRST_DAY, LAST_DAY, FIRST_RAW_DAY, options.portal, server)
    return result


def main(options: argparse.Namespace, kinds: Sequence[str]) -> int:
    """Measure and print."""
    results: dict[str, Any] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 1)}
    with tempfile.TemporaryDirectory() as folder:
        if "sqlite" in kinds:
            results["sqlite"] = one_store(str(Path(folder) / "s.sqlite3"), options)
        if "postgres" in kinds:
            with a_cluster() as cluster:
                results["postgres"] = one_store(
                    cluster.new_database(), options, lambda: sum(map(server_seconds, cluster.processes()))
                )
    results["load_after"] = round(os.getloadavg()[0], 1)
    print(json.dumps(results, indent=2))
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=3_000_000)
    parser.add_argument("--phrases", type=int, default=60_000)
    parser.add_argument("--only", default="sqlite,postgres", metavar="NAMES")
    parser.add_argument("--portal", type=Path, metavar="DIR", help="a built portal, to explain the gaps")
    parser.add_argument("--summed-only", action="store_true", help="leave out the report from events, which takes a minute")
    parser.add_argument("--measure", metavar="STORE", help="report on a store that is there already, and nothing else")
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure, given.portal)))
        sys.exit(0)
    sys.exit(main(given, given.only.split(",")))
