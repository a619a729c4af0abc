"""What a report of a store takes as a command, beside the bare statements that read the same sums, in one run."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from search_analytics.store.location import is_postgres

ROOT = Path(__file__).parents[1]
SUMS = "SELECT language, match_key, sum(visitor_days), sum(zero) FROM day_phrase GROUP BY language, match_key"
ZERO_RESULTS = """
SELECT language, match_key, sum(zero) FROM (
  SELECT language, match_key, zero FROM day_phrase WHERE zero > 0
  UNION ALL
  SELECT language, match_key, 1 FROM event
  WHERE type = 'search' AND day >= '%s' AND (results = 0 OR outcome = 'none')
) AS found GROUP BY language, match_key ORDER BY 3 DESC, 2 LIMIT 50
"""
"""What found nothing most often: from the sums of days, and from the events of days without."""
Server = Callable[[], float]
"""Processor seconds of a database server and of all that ended before; 0 where there is none."""


def server_seconds(pid: int) -> float:
    """Return the processor seconds of a process and of its children that have ended; 0 where it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def beside_the_floor(
    location: str, first: date, last: date, first_raw: date, portal: Path | None, server: Server
) -> dict[str, Any]:
    """Return processor seconds of bare statements and of commands, and their ratio to reading the sums."""
    floor = _statement(location, SUMS, server)
    found = {
        "sums_read_cpu_seconds": floor,
        "zero_results_cpu_seconds": _statement(location, ZERO_RESULTS % first_raw.isoformat(), server),
    }
    period = ["--store", location, "--since", first.isoformat(), "--until", last.isoformat(), "--time-limit", "600"]
    period += ["--portal", str(portal)] if portal else []
    with tempfile.TemporaryDirectory() as folder:
        output = ["--output", f"{folder}/report"]
        for name, command in (
            ("gaps", ["gaps", "--json", *period]),
            ("json", ["report", "--format", "json", *period, *output]),
            ("page", ["report", *period, *output]),
        ):
            found[f"{name}_cpu_seconds"] = _command(command, Path(folder), server)
    return found | {"json_of_floor": round(found["json_cpu_seconds"] / floor, 1)}


def _statement(location: str, text: str, server: Server) -> float:
    if is_postgres(location):
        before = server()
        with psycopg.connect(location) as connection:
            connection.execute(text.encode()).fetchall()
        time.sleep(0.5)  # until the server has counted in the process that ended
        return round(server() - before, 2)
    with closing(sqlite3.connect(location)) as database:
        started = time.process_time()
        database.execute(text).fetchall()
        return round(time.process_time() - started, 2)


def _command(arguments: list[str], folder: Path, server: Server) -> float:
    """Run kbgen where no portal lies; return processor seconds of it and of the server."""
    before, used = server(), _of_children()
    command = [sys.executable, "-c", "from kbgen.commands.main import main; raise SystemExit(main())", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    time.sleep(0.5)
    return round(_of_children() - used + server() - before, 2)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
