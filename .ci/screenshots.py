"""Draw the pictures of README.md: home and results of the sample portal, in both languages (`make screenshots`)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from kbgen.static_server import StaticServer

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs/images"
SIZE = {"width": 1280, "height": 800}
MAX_BYTES = 200_000
QUERIES = {"en": "octopsu refund", "zh-hant": "八達通退款要幾耐"}


def main() -> int:
    """Draw all pictures; return 1 when one is too large to be looked at on a slow line."""
    IMAGES.mkdir(exist_ok=True)
    with portal() as address, chromium() as browser:
        sizes = [draw(browser, address, language, query) for language, query in QUERIES.items()]
    return int(max(map(max, sizes)) > MAX_BYTES)


@contextmanager
def portal() -> Iterator[str]:
    """Build and serve the sample site."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        subprocess.run([sys.executable, "-m", "kbgen", "build", "--output", str(site)], cwd=ROOT, check=True)
        with StaticServer(site) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield server.address
            server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of this computer."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def draw(browser: Browser, address: str, language: str, query: str) -> list[int]:
    """Draw the two pictures of a language; return their sizes in bytes."""
    context = browser.new_context(viewport=SIZE, locale="en-HK" if language == "en" else "zh-HK", color_scheme="light")
    page = context.new_page()
    pictures = {name: IMAGES / f"{name}-{language}.png" for name in ("home", "results")}
    page.goto(f"{address}{language}/")
    page.screenshot(path=pictures["home"])
    page.goto(f"{address}{language}/search/?q={quote(query)}")
    page.locator("[data-kb-found] mark").first.wait_for()
    page.screenshot(path=pictures["results"])
    context.close()
    for picture in pictures.values():
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size / 1000:.0f} kB")
    return [picture.stat().st_size for picture in pictures.values()]


if __name__ == "__main__":
    sys.exit(main())
