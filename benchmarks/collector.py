"""Events a second of the collector, beside a server that does nothing, an access log of nginx and PostgreSQL alone.

    python benchmarks/collector.py [--seconds 10] [--rows 1000000] [--only NAME,NAME]

Everything is measured in one run, one after the other, so that the ratios hold on a busy machine as well. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import psycopg  # noqa: E402
from collector_load import Load, Outcome, run  # noqa: E402
from collector_process import CollectorProcess  # noqa: E402
from postgres_cluster import Cluster, new_cluster  # noqa: E402

from search_analytics.record import EventRecord  # noqa: E402
from search_analytics.store import Store, open_store  # noqa: E402

FLOOR = """
import sys, uvicorn
from search_analytics.serve import bind, server_options
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
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log {folder}/access.log combined;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  large_client_header_buffers 4 16k;
  server {{ listen 127.0.0.1:{port}; location / {{ return 204; }} }}
}}
"""


def main(seconds: float, rows: int, only: frozenset[str]) -> int:
    """Measure and print."""
    results: dict[str, Any] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 1)}
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
            "sqlite-insert": lambda: insert(open_store(str(Path(folder) / "many.sqlite3")), rows),
            "postgres-insert": lambda: insert(open_store(cluster.new_database()), rows),
        }
        for name, measure in measures.items():
            if not only or name in only:
                print(f"{name} …", file=sys.stderr)
                results[name] = measure()
    if "floor" in results:
        for name in ("sqlite", "postgres"):
            if name in results:
                results[name]["of_floor"] = round(
                    results[name]["requests_per_second"] / results["floor"]["requests_per_second"], 3
                )
    results["load_after"] = round(os.getloadavg()[0], 1)
    print(json.dumps(results, indent=2))
    return 0


def figures(outcome: Outcome, events: int = 1) -> dict[str, Any]:
    return {
        "requests_per_second": round(outcome.requests / outcome.seconds),
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
        run(Load(process.port, 1.0, events=events))
        return figures(run(Load(process.port, seconds, events=events, rate=rate)), events)
    finally:
        process.stop()


def floor(seconds: float) -> dict[str, Any]:
    """Load an application that reads the body and answers, on the same server with the same settings."""
    with serving([sys.executable, "-c", FLOOR]) as port:
        run(Load(port, 1.0))
        return figures(run(Load(port, seconds)))


def nginx(folder: Path, seconds: float) -> dict[str, Any]:
    """Load nginx, which writes a line for each request and syncs nothing."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        return {"absent": "nginx is not installed"}
    place = folder / "nginx"
    place.mkdir(mode=0o777)
    port = free_port()
    (place / "nginx.conf").write_text(NGINX.format(folder=place, port=port), "utf-8")
    process = subprocess.Popen([program, "-p", place, "-c", place / "nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        until_open(port)
        return figures(run(Load(port, seconds, target="GET /_kb/b")))
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
def serving(command: list[str]) -> Iterator[int]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
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
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", default="", metavar="NAMES")
    options = parser.parse_args()
    sys.exit(main(options.seconds, options.rows, frozenset(filter(None, options.only.split(",")))))
