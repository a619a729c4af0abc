"""Measure how long the published search takes in Chromium once the parts of the index that a query needs are there.

    python benchmarks/search_latency.py SITE QUERIES.jsonl [QUERIES.jsonl …]

SITE: a portal made by search_adapter.py. QUERIES: lines of {"query": …, "lang": …}. Every query is asked twice in one page; the
second time nothing is fetched, and that one counts. The floor is a question to the worker that needs no search. Prints JSON:
milliseconds, and tasks of the main thread over 50 ms in either round.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from kbgen.commands.static_server import StaticServer

MOST_QUERIES = 400
ASK = """async ([address, locale, queries]) => {
  const tasks = []
  const note = (list) => tasks.push(...list.getEntries().map(({ duration }) => duration))
  new PerformanceObserver(note).observe({ type: 'longtask' })
  const { createSearch } = await import(address)
  const base = new URL('/', address).href
  const search = createSearch({ base, locale })
  const timed = async (task) => {
    const start = performance.now()
    await task()
    return performance.now() - start
  }
  for (const query of queries) await search.search(query, { limit: 10 })
  const floor = []
  for (let at = 0; at < 100; at += 1) floor.push(await timed(() => search.load()))
  const times = []
  for (const query of queries) times.push(await timed(() => search.search(query, { limit: 10 })))
  return { times, floor, tasks }
}"""


def main(site: Path, sets: list[Path]) -> int:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with StaticServer(site) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        outcome = {path.name.partition(".")[0]: measured(browser.new_page(), server.address, path) for path in sets}
        browser.close()
        server.shutdown()
    print(json.dumps(outcome, indent=2))
    return 0


def measured(page: Page, address: str, path: Path) -> dict[str, Any]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = rows[:: max(1, len(rows) // MOST_QUERIES)]
    language = "en" if rows[0]["relevant"][0].split("/")[1] == "en" else "zh-hant"
    page.goto(f"{address}{language}/")
    client = client_of(page)
    found = page.evaluate(ASK, [f"{address}{client}", language, [row["query"] for row in rows]])
    page.close()
    times = sorted(found["times"])
    floor = statistics.median(found["floor"])
    return {
        "queries": len(times),
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(len(times) * 0.95)], 1),
        "longest_ms": round(times[-1], 1),
        "floor_p50_ms": round(floor, 2),
        "p50_to_floor": round(statistics.median(times) / floor, 1) if floor else None,
        "long_tasks_ms": [round(task) for task in found["tasks"]],
    }


def client_of(page: Page) -> str:
    """Return where below the root the search's client is: the adapter's module names it."""
    module = str(page.evaluate("async () => (await fetch('/search/search.mjs')).text()"))
    return module.split("'../")[1].split("'")[0]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(path) for path in sys.argv[2:]]))
