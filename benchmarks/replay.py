"""What a replay of many different queries takes, beside plain BM25 asked the same.

    python benchmarks/replay.py DATA_DIR BEFORE AFTER [--queries 10000]

DATA_DIR: as for search.py. BEFORE, AFTER: portals built of its collection and of a copy with changes (search_adapter.py).
Three of four queries opened an article, one of four found nothing. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from search_floor import Floor  # noqa: E402

FAILED_OF = 4
"""One of so many queries failed."""
LONGEST = 200
"""Characters of a query in a file of replay."""


def different_queries(folder: Path, most: int) -> list[tuple[str, str, str]]:
    """Return (language, query, an article that answers it) of all sets, each query once; those about other collections last."""
    found: dict[tuple[str, str], tuple[bool, str]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            query, article = str(row["query"]).strip()[:LONGEST], str(row["relevant"][0]) if row["relevant"] else "none"
            if query:
                collection, _, place = article.partition("/")
                found.setdefault((row["lang"], query), (collection != "corpus", place.partition("/")[2].removesuffix(".md")))
    ordered = sorted((elsewhere, *asked, article) for asked, (elsewhere, article) in found.items())
    Random(5).shuffle(ordered)
    ordered.sort(key=lambda row: row[0])
    return [(language, query, article or "none") for _, language, query, article in ordered[:most]]


def as_file(queries: list[tuple[str, str, str]]) -> str:
    """Return the lines of a file that `kbgen replay --queries` reads."""
    lines = []
    for number, (language, query, article) in enumerate(queries):
        fate = {"worked": {article: 3}} if number % FAILED_OF else {"unanswered": 3}
        lines.append(json.dumps({"language": language, "query": query, **fate}, ensure_ascii=False) + "\n")
    return "".join(lines)


def floor_seconds(corpus: Path, queries: list[tuple[str, str, str]]) -> float:
    """Return the processor seconds of asking plain BM25 each query once, without making its tables."""
    floors = {
        language: Floor((str(path), path.read_text("utf-8")) for path in sorted((corpus / language).rglob("*.md")))
        for language in ("en", "zh-hant")
    }
    started = time.process_time()
    for language, query, _ in queries:
        floors[language].search(query)
    return time.process_time() - started


def main(options: argparse.Namespace) -> int:
    """Measure and print."""
    queries = different_queries(options.data / "queries", options.queries)
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "queries.jsonl"
        asked.write_text(as_file(queries), "utf-8")
        command = [sys.executable, "-c", "from kbgen.commands.main import main; raise SystemExit(main())", "replay"]
        command += ["--queries", str(asked), "--before", str(options.before), "--after", str(options.after), "--json"]
        command += ["--max-broken", str(10 * len(queries))]
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    floor = floor_seconds(options.data / "corpus", queries)
    result: dict[str, Any] = {
        "queries": len(queries),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "cpu_ms_a_query_and_index": round(500 * cpu / len(queries), 2),
        "floor_cpu_ms_a_query": round(1000 * floor / len(queries), 2),
        "of_floor": round(cpu / 2 / floor, 1),
        "rescued": json.loads(done.stdout)["rescued"],
    }
    print(json.dumps(result, indent=2))
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("before", type=Path, metavar="BEFORE")
    parser.add_argument("after", type=Path, metavar="AFTER")
    parser.add_argument("--queries", type=int, default=10_000)
    sys.exit(main(parser.parse_args()))
