"""What pages cost a reader, in Chromium on a slow network with nothing in the cache: bytes, requests, moments, shifts.

    python benchmarks/page_weight.py SITE [--kbit 1600] [--latency-ms 150] [--runs 3] [--only home]

SITE is a built portal. Bytes are of bodies as a host sends them (gzip, level 6) and, like requests, exact; moments are in
milliseconds after the first byte of the page, the median of the runs, and tell of the load of the machine too. Prints two tables
in Markdown: pages, and the parts of the embedded search.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from kbgen.commands.static_server import SiteHandler, StaticServer

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
HOST_GZIP_LEVEL = 6
TEXT = ("text/", "application/json", "text/javascript", "image/svg")
PAGES = (
    ("home", "en/"),
    ("home", "zh-hant/"),
    ("article", "en/returns/refund-times/"),
    ("article", "zh-hant/returns/refund-times/"),
    ("results", "en/search/?q=refund"),
    ("results", "zh-hant/search/?q=退款"),
    ("contact", "en/contact/"),
)
COLUMNS = ("Page", "HTML", "Style before the text", "Script", "All bytes", "Requests", "Text in sight", "Question shown")
COLUMNS += ("First result", "Shift")
EMBED = (
    ("before the button is pressed", ("embed.js", "*/embed/element.js")),
    ("with the press: script", ("*/embed/panel.js",)),
    ("with the press: style", ("*/embed/panel.css", "*/embed/panel-dark.css")),
    ("with the press: home page of the portal", ("en/index.html",)),
    ("with `analytics`", ("*/analytics/beacon.js",)),
)
WATCH = """() => {
  window.kbShift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.kbShift += value)))
    .observe({ type: "layout-shift", buffered: true });
  const look = () => {
    if (!window.kbAsked && document.querySelector("form[data-kb-box] input")?.value) window.kbAsked = performance.now();
    if (!window.kbFound && document.querySelector("[data-kb-found] a[data-article]")) window.kbFound = performance.now();
  };
  setInterval(look, 5);
}"""
TOLD = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const after = (moment) => (moment ? Math.round(moment - page.responseStart) : null);
  return {
    painted: after(performance.getEntriesByName("first-contentful-paint")[0]?.startTime),
    asked: after(window.kbAsked), found: after(window.kbFound), shift: window.kbShift,
  };
}"""


class GzipHandler(SiteHandler):
    """Answers as a host that compresses."""

    def do_GET(self) -> None:  # noqa: N802
        """Answer with a file, compressed where it is text."""
        file = Path(self.translate_path(self.path.partition("?")[0]))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(file)
        content = file.read_bytes()
        compressed = kind.startswith(TEXT)
        body = gzip.compress(content, HOST_GZIP_LEVEL) if compressed else content
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


@dataclass(frozen=True, slots=True)
class Run:
    """One visit. painted, asked, found: milliseconds after the first byte, None for what did not happen."""

    requests: int
    sizes: dict[str, int]
    painted: int | None
    asked: int | None
    found: int | None
    shift: float


def visit(browser: Browser, address: str, kbit: int, latency_ms: int) -> Run:
    """Open one page in a fresh profile, on a phone."""
    context = browser.new_context(viewport={"width": 375, "height": 800})
    context.add_init_script(f"({WATCH})()")
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    network = context.new_cdp_session(page)
    bytes_per_second = kbit * 1000 / 8
    limits = {
        "offline": False,
        "latency": latency_ms,
        "downloadThroughput": bytes_per_second,
        "uploadThroughput": bytes_per_second,
    }
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", limits)
    page.goto(address, wait_until="networkidle")
    told = page.evaluate(TOLD)
    context.close()
    return Run(len(sizes), sizes, **told)


def print_pages(site: Path, options: argparse.Namespace) -> None:
    """Print what each page costs."""
    print(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}")
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, path in (page for page in PAGES if options.only in page[0]):
            runs = [visit(browser, address + path, options.kbit, options.latency_ms) for _ in range(options.runs)]
            print(row(f"{name}, `{path}`", runs))
        browser.close()


def row(name: str, runs: Sequence[Run]) -> str:
    """Return one line of the table of pages."""
    sizes = runs[0].sizes
    first = next(iter(sizes.values()))
    styles = sum(size for url, size in sizes.items() if url.endswith(".css") and "/search.css" not in url)
    scripts = sum(size for url, size in sizes.items() if url.endswith(".js"))
    cells = [name, first, styles, scripts, sum(sizes.values()), runs[0].requests]
    moments = [median([getattr(run, key) for run in runs]) for key in ("painted", "asked", "found")]
    return "| " + " | ".join(map(str, [*cells, *moments, f"{max(run.shift for run in runs):.3f}"])) + " |"


def median(moments: Sequence[int | None]) -> str:
    """Return a moment in milliseconds, or nothing."""
    there = [moment for moment in moments if moment is not None]
    return f"{statistics.median(there):.0f}" if there else ""


def print_embed(site: Path) -> None:
    """Print what the embedded search costs, part by part."""
    print("| Part of the embedded search | Bytes, compressed |\n| --- | --- |")
    root = next(site.glob("assets/kbgen/*/embed")).parent
    for name, patterns in EMBED:
        files = [site / pattern if not pattern.startswith("*") else root / pattern[2:] for pattern in patterns]
        print(f"| {name} | {sum(len(gzip.compress(file.read_bytes(), HOST_GZIP_LEVEL)) for file in files if file.is_file())} |")


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a site as a host that compresses."""
    with StaticServer(site, handler=GzipHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--kbit", type=int, default=1600)
    parser.add_argument("--latency-ms", type=int, default=150)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="pages of one kind: home, article, results, contact")
    options = parser.parse_args()
    print_pages(options.site, options)
    print()
    print_embed(options.site)


if __name__ == "__main__":
    main()
