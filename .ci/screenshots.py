"""Draw the pictures of README.md, docs/screenshots.md and shared links: pages of the sample portal (`make screenshots`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from kbgen.commands.static_server import StaticServer
from kbgen.insights.diagnosis.examiner import examiner_of
from kbgen.insights.diagnosis.portal_facts import portal_facts
from kbgen.insights.gaps import find_gaps
from kbgen.insights.report.content import report_content
from kbgen.insights.report.html import render_html
from kbgen.insights.sample_log import sample_events
from kbgen.model import LANGUAGES
from search_analytics.store.search_log import Question, read_search_log
from search_analytics.store.sqlite.store import SqliteStore

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs/images"
DESK = (1280, 800)
PHONE = (375, 740)
CARD = (1200, 630)  # what chats and social networks show with a link
NOW = "2026-11-23T03:00:00Z"  # a Monday on which the shop is open, so that every drawing says the same
BUILD_DAY = "1795305600"
MAX_BYTES = 200_000
MAX_BYTES_IN_ALL = 2_500_000
MISTYPED = {"en": "octopsu refund", "zh-hant": "八達通退款要幾耐"}
ABSENT = "xqzvwk"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as one reader sees it. `act` does what the reader does there, and waits for what comes of it."""

    kind: str
    language: Literal["en", "zh-hant"]
    path: str = ""
    size: tuple[int, int] = DESK
    scheme: Literal["light", "dark"] = "light"
    act: Callable[[Page], None] = lambda page: page.locator("html.has-script").wait_for()

    @property
    def file(self) -> Path:
        """Where it is kept; a light desk is the usual case and not in the name."""
        if self.size == CARD:
            return ROOT / f"content/assets/card-{self.language}.png"
        parts = [self.kind, self.language, "phone" if self.size == PHONE else "", self.scheme if self.scheme == "dark" else ""]
        return IMAGES / f"{'-'.join(filter(None, parts))}.png"


def once_there(selector: str) -> Callable[[Page], None]:
    """Wait for an element."""
    return lambda page: page.locator(selector).first.wait_for()


def all_excerpts(hits: str) -> Callable[[Page], None]:
    """Wait for the texts of all results."""

    def act(page: Page) -> None:
        page.locator(f"{hits} mark").first.wait_for()
        page.locator(f"{hits} .excerpt:empty").first.wait_for(state="detached")

    return act


def type_into_search(query: str) -> Callable[[Page], None]:
    """Open the search and type."""

    def act(page: Page) -> None:
        page.locator("html.has-script").wait_for()
        page.keyboard.press("/")
        page.keyboard.insert_text(query)
        all_excerpts("[role=option]")(page)
        page.keyboard.press("ArrowDown")

    return act


def open_questions(page: Page) -> None:
    """Open the first two questions."""
    for question in page.locator("details.question > summary").all()[:2]:
        question.click()
    page.mouse.move(0, 0)


def results(language: Literal["en", "zh-hant"], query: str) -> str:
    """Return the address of the results page for a query."""
    return f"{language}/search/?q={quote(query)}"


ARTICLE = "returns/refund-times/"
FOUND = all_excerpts("[data-kb-found]")
NOTHING = once_there(".nothing")
MESSAGE = once_there("[data-kb-message]:not(.is-waiting)")
PICTURES = [
    Picture("home", "en", "en/", CARD),
    Picture("home", "zh-hant", "zh-hant/", CARD),
    Picture("home", "en", "en/"),
    Picture("home", "zh-hant", "zh-hant/"),
    Picture("home", "zh-hant", "zh-hant/", PHONE),
    Picture("home", "en", "en/", PHONE, "dark"),
    Picture("category", "zh-hant", "zh-hant/payment/"),
    Picture("category", "en", "en/payment/", PHONE),
    Picture("article", "en", f"en/{ARTICLE}"),
    Picture("article", "zh-hant", f"zh-hant/{ARTICLE}", DESK, "dark"),
    Picture("article", "zh-hant", f"zh-hant/{ARTICLE}", PHONE),
    Picture("faq", "en", "en/payment/faq/", act=open_questions),
    Picture("faq", "zh-hant", "zh-hant/payment/faq/", PHONE, act=open_questions),
    Picture("dialog", "en", f"en/{ARTICLE}", DESK, "dark", type_into_search("octopsu")),
    Picture("dialog", "zh-hant", f"zh-hant/{ARTICLE}", PHONE, act=type_into_search("八達通")),
    Picture("results", "en", results("en", MISTYPED["en"]), act=FOUND),
    Picture("results", "zh-hant", results("zh-hant", MISTYPED["zh-hant"]), act=FOUND),
    Picture("results", "en", results("en", MISTYPED["en"]), PHONE, "dark", FOUND),
    Picture("nothing", "zh-hant", results("zh-hant", ABSENT), act=NOTHING),
    Picture("nothing", "en", results("en", ABSENT), PHONE, act=NOTHING),
    Picture("contact", "en", "en/contact/#q=octopsu", act=MESSAGE),
    Picture("contact", "zh-hant", "zh-hant/contact/", PHONE, act=MESSAGE),
    Picture("not-found", "zh-hant", "zh-hant/404.html", DESK, "dark"),
    Picture("not-found", "en", "en/404.html", PHONE),
]
EXAMPLES = {
    "library": [
        Picture("library", "en", "en/"),
        Picture("library", "zh-hant", "zh-hant/borrowing/renew-a-book/", PHONE, "dark"),
    ],
    "game-shop": [
        Picture("game-shop", "en", "en/"),
        Picture("game-shop", "zh-hant", "zh-hant/codes/redeem-a-code/", PHONE),
    ],
}
"""Sites of docs/examples, each with the pictures of docs/theming.md."""


def open_gap(title: str) -> Callable[[Page], None]:
    """Open the page of a gap."""

    def act(page: Page) -> None:
        link = page.locator("#gap-table a", has_text=title).first
        if not link.is_visible():  # the table shows the costliest until it is asked for all
            page.locator(".unfold label").first.click()
        link.click()
        page.locator(".gap:target").wait_for()

    return act


REPORTS = [
    Picture("report", "en", size=(1280, 1100), act=once_there("#gap-table")),
    Picture("report", "zh-hant", "", PHONE, "dark", once_there("#gap-table")),
    Picture("gap", "zh-hant", act=open_gap("關稅")),
    Picture("gap", "en", "", DESK, "dark", open_gap("jersey")),
]
LAST_DAY = date(2026, 11, 22)


def main() -> int:
    """Draw all pictures; return 1 when one, or all together, are too large to be looked at on a slow line."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)) as address, chromium() as browser:
        sizes = [draw(browser, address, picture) for picture in PICTURES]
        write_reports(Path(folder))
        sizes += [draw(browser, f"{Path(folder).as_uri()}/{picture.language}.html", picture) for picture in REPORTS]
    for name, pictures in EXAMPLES.items():
        with tempfile.TemporaryDirectory() as folder, example(name, Path(folder)) as address, chromium() as browser:
            sizes += [draw(browser, address, picture) for picture in pictures]
    print(f"{len(sizes)} pictures, {sum(sizes) / 1_000_000:.2f} MB")
    return int(max(sizes) > MAX_BYTES or sum(sizes) > MAX_BYTES_IN_ALL)


def example(name: str, folder: Path) -> AbstractContextManager[str]:
    """Build and serve a site of docs/examples, from a copy, so that nothing is left there."""
    shutil.copytree(ROOT / "docs/examples" / name, folder / name, ignore=shutil.ignore_patterns(".kbgen"))
    return portal(folder, folder / name / "mkdocs.yml")


@contextmanager
def portal(folder: Path, config: Path = ROOT / "mkdocs.yml") -> Iterator[str]:
    """Build and serve a site."""
    site = folder / "site"
    command = [sys.executable, "-m", "kbgen", "build", "--config", str(config), "--output", str(site)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"SOURCE_DATE_EPOCH": BUILD_DAY}, check=True)
    with StaticServer(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.address
        server.shutdown()


def write_reports(folder: Path) -> None:
    """Write the report of made-up searches in both languages, of days that do not change."""
    store = SqliteStore(folder / "sample.sqlite3")
    store.append(list(sample_events(days=28, last_day=LAST_DAY, site="harbour-hill", seed=1)))
    store.close()
    question = Question(from_day=LAST_DAY - timedelta(days=27), to_day=LAST_DAY, threshold_k=3)
    log = read_search_log(str(folder / "sample.sqlite3"), question)
    examiner = examiner_of(folder / "site")
    report = report_content(log, find_gaps(log, examiner), portal_facts(folder / "site"), examiner.is_published)
    for language in LANGUAGES:
        (folder / f"{language}.html").write_text(render_html(report, language), "utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of this computer."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def with_fewer_colours(file: Path) -> None:
    """Leave a drawing 256 colours: a page has few, and half the bytes tell the same."""
    with Image.open(file) as drawn:
        fewer = drawn.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    fewer.save(file, optimize=True)


def draw(browser: Browser, address: str, picture: Picture) -> int:
    """Draw one picture; return its size in bytes."""
    context = browser.new_context(
        viewport={"width": picture.size[0], "height": picture.size[1]},
        locale="en-HK" if picture.language == "en" else "zh-HK",
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(f"{address}{picture.path}")
    picture.act(page)
    page.screenshot(path=picture.file)
    context.close()
    if picture.size != CARD:
        with_fewer_colours(picture.file)
    size_bytes = picture.file.stat().st_size
    print(f"{picture.file.relative_to(ROOT)}  {size_bytes / 1000:.0f} kB")
    return size_bytes


if __name__ == "__main__":
    sys.exit(main())
