"""What a first search waits for, in Chromium on a slow network: waves, requests, bytes and milliseconds.

    python benchmarks/first_search.py SITE [--latency-ms 300] [--kbit 0] [--queries FILE.jsonl] [--cap 8] [--json]

SITE is a built portal. Every answer of its host is late by the latency; with `--kbit`, all share a line of so many kbit/s.
Each query is asked in a fresh browser profile, in three ways: `focus` (the box had the focus for one round trip before the
first key), `cold` (focus and key at once) and `page` (the results page is opened, and all it loads counts).
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import shutil
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import time
from typing import Literal, get_args
from urllib.parse import quote, unquote, urlsplit

from playwright.async_api import Browser, Route, async_playwright

from kbgen.commands.static_server import TYPES
from kbgen.model import Language
from kbgen.site.assets.theme_assets import HOME

Way = Literal["focus", "cold", "page"]
ORIGIN = "http://portal.example"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
HOST_GZIP_LEVEL = 6
WATCH = """new MutationObserver(() => {
  if (!window.kbShown && document.querySelector("a[data-article]")) window.kbShown = Date.now();
}).observe(document, { childList: true, subtree: true })"""
"""Playwright hears late of what a page shows while it answers requests, so the page takes the time itself."""
PATIENCE_MS = 60_000
SAMPLE: Sequence[tuple[Language, str, str]] = (
    ("en", "clean", "refund times"),
    ("en", "clean", "track my order"),
    ("en", "mended", "refnd paymnt"),
    ("zh-hant", "clean", "退款時間"),
    ("zh-hant", "clean", "更改送貨地址"),
    ("zh-hant", "mended", "推款時間"),
)
"""For the sample shop: language of the reader, kind, query."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query. kind: how it is called in the table."""

    language: Language
    kind: str
    query: str


@dataclass(slots=True)
class Fetched:
    """One request. Times in seconds since 1970; wave: 1 for what waits for no answer that came after the first key."""

    path: str
    size: int
    start: float
    end: float = float("inf")
    wave: int = 0


@dataclass(slots=True)
class SlowHost:
    """Answers from a folder, late. bytes_per_second: of the line that all answers share; 0 for a line without limit.

    Playwright switches the cache of a browser off where it answers; what hosts let a browser keep for ever is kept here.
    """

    folder: Path
    latency: float
    bytes_per_second: float
    fetched: list[Fetched] = field(default_factory=list)
    _free_at: float = 0.0
    _kept: dict[str, asyncio.Future[bytes]] = field(default_factory=dict)

    def forget(self) -> None:
        """Begin anew, for a reader who was never here."""
        self.fetched.clear()
        self._kept.clear()

    async def answer(self, route: Route) -> None:
        """Answer one request after the latency, and after what the line is busy with."""
        now = time()
        address = route.request.url
        if address in self._kept:
            await route.fulfill(headers={"Content-Type": TYPES.get(Path(address).suffix, "")}, body=await self._kept[address])
            return
        path = unquote(urlsplit(address).path).lstrip("/")
        file = self.folder / (path + "index.html" if path.endswith("/") or not path else path)
        content = file.read_bytes() if file.is_file() else b""
        size = len(content) if file.suffix in {".bin", ".png"} else len(gzip.compress(content, HOST_GZIP_LEVEL))
        entry = Fetched(path, size, now)
        whole: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        if path.startswith(HOME) or file.suffix == ".bin":
            self._kept[address] = whole
        self.fetched.append(entry)
        arrives = now + self.latency
        if self.bytes_per_second:
            self._free_at = arrives = max(arrives, self._free_at) + size / self.bytes_per_second
        await asyncio.sleep(max(0.0, arrives - now))
        entry.end = time()
        whole.set_result(content)
        headers = {"Content-Type": TYPES.get(file.suffix, "application/octet-stream")}
        await route.fulfill(status=200 if file.is_file() else 404, headers=headers, body=content)

    def since(self, start: float, stop: float) -> list[Fetched]:
        """Return what was under way or asked for between two moments, with the wave of each."""
        chosen = sorted((one for one in self.fetched if one.end > start and one.start < stop), key=lambda one: one.start)
        for at, one in enumerate(chosen):
            one.wave = 1 + max((other.wave for other in chosen[:at] if other.end <= one.start), default=0)
        return chosen


@dataclass(frozen=True, slots=True)
class Measured:
    """One search. waves: after the first key, or after the page was asked for. requests, bytes: those before it too, from focus.

    files: what came before the first results, with its wave, for whoever wants to shorten the chain.
    """

    language: Language
    kind: str
    query: str
    way: Way
    waves: int
    requests: int
    bytes: int
    ms: int
    files: tuple[tuple[int, str], ...]


async def measure(browser: Browser, host: SlowHost, asked: Asked, way: Way) -> Measured:
    """Ask one query in one way, in a fresh profile."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    await context.route("**/*", lambda route: host.answer(route))
    await context.add_init_script(WATCH)
    page = await context.new_page()
    host.forget()
    begun = time()
    if way == "page":
        started = time()
        await page.goto(f"{ORIGIN}/{asked.language}/search/?q={quote(asked.query)}", wait_until="commit")
    else:
        await page.goto(f"{ORIGIN}/{asked.language}/", wait_until="networkidle")
        box = page.locator("main form[data-kb-box] input")
        begun = time()
        await box.focus()
        if way == "focus":
            await asyncio.sleep(host.latency * 1.05)
        started = time()
        await page.keyboard.insert_text(asked.query)
    await page.wait_for_selector("a[data-article]", timeout=PATIENCE_MS)
    stop = await page.evaluate("window.kbShown") / 1000
    waited = [one for one in host.since(started, stop) if one.end <= stop]
    all_since = [one for one in host.fetched if one.start >= begun and one.start < stop and not _is_text(host, one)]
    await context.close()
    return Measured(
        asked.language,
        asked.kind,
        asked.query,
        way,
        max((one.wave for one in waited), default=0),
        len(all_since),
        sum(one.size for one in all_since),
        round(1000 * (stop - started)),
        tuple((one.wave, one.path) for one in waited),
    )


def _is_text(host: SlowHost, one: Fetched) -> bool:
    """Whether this is the text of an article, for an excerpt: results do not wait for it longer than 80 ms."""
    file = host.folder / one.path
    return file.suffix == ".bin" and file.is_file() and b"text/" in gzip.decompress(file.read_bytes())[:12]


async def measure_all(site: Path, asked: Sequence[Asked], latency_ms: int, kbit: int, ways: Sequence[Way]) -> list[Measured]:
    """Ask all queries in all ways, one after the other."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        raise SystemExit("no Chromium on this computer; 'make setup' says how to get it")
    host = SlowHost(site, latency_ms / 1000, kbit * 125)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        measured = [await measure(browser, host, one, way) for one in asked for way in ways]
        await browser.close()
    return measured


def read_queries(path: Path, cap: int) -> list[Asked]:
    """Return evenly spread queries of a set of the search benchmark, at most `cap` of each language and kind."""
    by_kind: dict[tuple[Language, str], list[Asked]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        language: Language = "en" if row["lang"] == "en" else "zh-hant"
        by_kind.setdefault((language, row["kind"]), []).append(Asked(language, row["kind"], row["query"]))
    chosen = []
    for asked in by_kind.values():
        count = min(cap, len(asked))
        chosen += [asked[number * len(asked) // count] for number in range(count)]
    return chosen


def print_table(measured: Sequence[Measured]) -> None:
    """Print the median and the worst of each kind and way."""
    print("| Reader | kind | way | queries | waves, median (most) | requests | KiB | ms |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for language, kind, way in sorted({(one.language, one.kind, one.way) for one in measured}):
        rows = [one for one in measured if (one.language, one.kind, one.way) == (language, kind, way)]
        numbers = [[row.waves for row in rows], [row.requests for row in rows], [row.bytes / 1024 for row in rows]]
        cells = [f"{statistics.median(column):.0f} ({max(column):.0f})" for column in [*numbers, [row.ms for row in rows]]]
        print(f"| {language} | {kind} | {way} | {len(rows)} | {' | '.join(cells)} |")


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--latency-ms", type=int, default=300)
    parser.add_argument("--kbit", type=int, default=0, help="of the line, per second; 0: no limit")
    parser.add_argument("--queries", type=Path, help="a set of the search benchmark; without it the queries of the sample shop")
    parser.add_argument("--cap", type=int, default=8, help="queries of a kind (default: %(default)s)")
    parser.add_argument("--ways", nargs="+", choices=get_args(Way), default=list(get_args(Way)))
    parser.add_argument("--json", action="store_true", help="print every search with its files")
    options = parser.parse_args()
    asked = read_queries(options.queries, options.cap) if options.queries else [Asked(*row) for row in SAMPLE]
    measured = asyncio.run(measure_all(options.site, asked, options.latency_ms, options.kbit, options.ways))
    if options.json:
        print(json.dumps([asdict(one) for one in measured], ensure_ascii=False, indent=1))
    else:
        print_table(measured)


if __name__ == "__main__":
    main()
