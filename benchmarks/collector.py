"""Events a second of the collector, beside a server that does nothing, an access log of nginx and PostgreSQL alone.

    python benchmarks/collector.py [--rounds 3] [--seconds 10] [--rows 1000000] [--only NAME,NAME]

Everything is measured in turns, and figures are the medians of the rounds, so that the ratios hold on a busy machine as well.
Prints JSON; processor time is that of the server alone, in microseconds a request (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import psycopg  # noqa: E402
from collector_load import Load, Outcome, run  # noqa: E402
from collector_process import CollectorProcess  # noqa: E402
from postgres_cluster import Cluster, new_cluster  # noqa: E402

from search_analytics.events.record import EventRecord  # noqa: E402
from search_analytics.store.opening import Store, open_store  # noqa: E402

FLOOR = """
import sys, uvicorn
from search_analytics.http.server import bind, server_options
async def app(scope, receive, send):
    if scope["type"] != "http":
        await receive(), await send({"type": "lifespan.startup.complete"})
        await receive(), await send({"type": "lifespan.shutdown.complete"})
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 204, "headers": [(b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})
listener = bind("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, **server_options())).run(sockets=[listener])
"""
NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log {folder}/access.log combined; keepalive_requests 10000000;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  large_client_header_buffers 4 16k;
  server {{ listen 127.0.0.1:{port}; location / {{ return 204; }} }}
}}
"""


def main(rounds: int, seconds: float, rows: int, only: frozenset[str]) -> int:
    """Measure and print."""
    about: dict[str, Any] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 1), "rounds": rounds}
    found: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder, a_cluster() as cluster:
        sqlite = str(Path(folder) / "s.sqlite3")
        measures: dict[str, Callable[[], dict[str, Any]]] = {
            "floor": lambda: floor(seconds),
            "sqlite": lambda: collector(sqlite, seconds),
            "sqlite-10": lambda: collector(sqlite, seconds, events=10),
            "sqlite-open-1000": lambda: collector(sqlite, seconds, rate=1_000.0),
            "postgres": lambda: collector(cluster.new_database(), seconds),
            "postgres-10": lambda: collector(cluster.new_database(), seconds, events=10),
            "postgres-open-1000": lambda: collector(cluster.new_database(), seconds, rate=1_000.0),
            "nginx-log": lambda: nginx(Path(folder), seconds),
            "postgres-ceiling": lambda: ceiling(cluster.new_database(), seconds),
            "sqlite-insert": lambda: insert(open_store(tempfile.mkdtemp(dir=folder) + "/many.sqlite3"), rows),
            "postgres-insert": lambda: insert(open_store(cluster.new_database()), rows),
        }
        for _ in range(rounds):
            for name, measure in measures.items():
                if not only or name in only:
                    print(f"{name} …", file=sys.stderr)
                    found.setdefault(name, []).append(measure())
    for name in {"sqlite", "postgres"} & found.keys() if "floor" in found else ():
        for ours, of_floor in zip(found[name], found["floor"], strict=True):
            ours["of_floor"] = round(ours["requests_per_second"] / of_floor["requests_per_second"], 3)
            ours["processor_of_floor"] = round(of_floor["processor_us"] / ours["processor_us"], 3)
    about["load_after"] = round(os.getloadavg()[0], 1)
    print(json.dumps(about | {name: medians(each) for name, each in found.items()}, indent=2))
    return 0


def medians(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the middle value of each figure."""
    return {name: statistics.median_low(each[name] for each in rounds) for name in rounds[0]}


def figures(outcome: Outcome, used_seconds: float, events: int = 1) -> dict[str, Any]:
    return {
        "requests_per_second": round(outcome.requests / outcome.seconds),
        "processor_us": round(1e6 * used_seconds / max(1, outcome.requests)),
        "events_per_second": round(outcome.requests * events / outcome.seconds),
        "p50_ms": round(outcome.percentile(0.5), 2),
        "p99_ms": round(outcome.percentile(0.99), 2),
        "failed": outcome.failed,
    }


def collector(location: str, seconds: float, *, events: int = 1, rate: float | None = None) -> dict[str, Any]:
    """Load a collector of ours; every answer counted is a commit."""
    process = CollectorProcess(location, ("--day-limit", "100000"), ROOT)
    process.start()
    try:
        return loaded(process.pid, Load(process.port, seconds, events=events, rate=rate))
    finally:
        process.stop()


def loaded(pid: int, load: Load) -> dict[str, Any]:
    """Load a server, for a second to warm it up and then for the figures."""
    run(replace(load, seconds=1.0, rate=None))
    before = processor_seconds(pid)
    outcome = run(load)
    return figures(outcome, processor_seconds(pid) - before, load.events)


def processor_seconds(pid: int) -> float:
    """Return what a process has used; 0 where the system has no /proc."""
    file = Path(f"/proc/{pid}/stat")
    if not file.exists():
        return 0.0
    user, system = file.read_text("utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def floor(seconds: float) -> dict[str, Any]:
    """Load an application that reads the body and answers, on the same server with the same settings."""
    with serving([sys.executable, "-c", FLOOR]) as (port, pid):
        return loaded(pid, Load(port, seconds))


def nginx(folder: Path, seconds: float) -> dict[str, Any]:
    """Load nginx, which writes a line for each request and syncs nothing."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        return {"absent": "nginx is not installed"}
    place = folder / "nginx"
    place.mkdir(mode=0o777, exist_ok=True)
    port = free_port()
    (place / "nginx.conf").write_text(NGINX.format(folder=place, port=port), "utf-8")
    process = subprocess.Popen([program, "-p", place, "-c", place / "nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        until_open(port)
        return loaded(process.pid, Load(port, seconds, target="GET /_kb/b"))
    finally:
        process.terminate()
        process.wait()


def ceiling(url: str, seconds: float, connections: int = 8) -> dict[str, Any]:
    """Insert one row a commit over several connections, without any collector: what the server itself can do."""
    open_store(url).close()
    day = "2026-11-15"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE event_2026_11 PARTITION OF event FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')")
    statement = (
        "INSERT INTO event (day, id, ts, type, site, build, source, language, query, match_key, results, outcome, mode, first)"
        " VALUES (%s, %s, 1, 'search', 's', 'b', 'js', 'en', %s, %s, 3, 'exact', 'settle', 1) ON CONFLICT DO NOTHING"
    )

    def client(_: int) -> int:
        done = 0
        with psycopg.connect(url, autocommit=True) as connection:
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                connection.execute(statement, (day, os.urandom(16), "refund policy", "refund policy"))
                done += 1
        return done

    with ThreadPoolExecutor(connections) as pool:
        done = sum(pool.map(client, range(connections)))
    return {"events_per_second": round(done / seconds), "connections": connections}


def insert(store: Store, rows: int, batch: int = 500) -> dict[str, Any]:
    """Append rows with random ids in commits of `batch`; the last tenth is timed, when the store is full."""
    durations: list[float] = []
    try:
        for _ in range(0, rows, batch):
            records = [record() for _ in range(batch)]
            started = time.perf_counter()
            store.append(records)
            durations.append(time.perf_counter() - started)
    finally:
        store.close()
    last = sorted(durations[-max(1, len(durations) // 10) :])
    return {
        "rows": rows,
        "events_per_second_whole": round(rows / sum(durations)),
        "events_per_second_last_tenth": round(batch * len(last) / sum(last)),
        "commit_p99_ms": round(last[int(0.99 * (len(last) - 1))] * 1000, 1),
    }


def record() -> EventRecord:
    return EventRecord(
        day="2026-11-15", id=os.urandom(16), ts=1_794_744_000, type="search", site="harbour-hill", build="build-1", source="js",
        language="en", query="refund policy", match_key="refund policy", results=3, outcome="exact", mode="settle", first=1,
    )  # fmt: skip


@contextmanager
def a_cluster() -> Iterator[Cluster]:
    cluster = new_cluster()
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(cluster.folder)


@contextmanager
def serving(command: list[str]) -> Iterator[tuple[int, int]]:
    """Run a server that prints its port; give its port and its process."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline()), process.pid
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_open(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", default="", metavar="NAMES")
    options = parser.parse_args()
    sys.exit(main(options.rounds, options.seconds, options.rows, frozenset(filter(None, options.only.split(",")))))
