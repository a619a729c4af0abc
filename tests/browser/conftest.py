"""The sample portal, built once and served by a plain web server, its real collector, and Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundled_theme import fresh_bundles
from chromium_program import WITHOUT_ITS_WINDOW
from faulty_host import INDEX_FILE, Host, MakeHost
from other_site import open_shop
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from portal_reader import DESK, LOCALES, PATIENCE_MS, Language, MakeReader, Reader
from served_portal import ROOT, build, serving

expect.set_options(timeout=PATIENCE_MS)

__all__ = ["open_shop"]  # a fixture

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-blink-features=AutomationControlled",  # readers are people: the beacon is silent for programs
    WITHOUT_ITS_WINDOW,
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")  # not the session: while Playwright runs, no other test can use asyncio
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        pytest.fail("no Chromium on this computer; 'make setup' says how to get it", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("collector") / "searches.sqlite3"


@pytest.fixture(scope="session")
def endpoint(database: Path) -> Iterator[str]:
    """The address of a running collector."""
    command = [sys.executable, "-m", "search_analytics", "serve", "--port", "0", "--db", str(database)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.communicate()


@pytest.fixture(scope="session")
def site(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sample portal, which sends its searches to the collector; its scripts are those that ship."""
    fresh_bundles()
    return build(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("portal") / "site", endpoint)


@pytest.fixture(scope="session")
def site_of_folder(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built for an address with a path: https://help.example.com/help/."""
    folder = tmp_path_factory.mktemp("portal-in-folder")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("docs_dir: content", f"docs_dir: {ROOT / 'content'}")
    (folder / "mkdocs.yml").write_text(settings.replace("help.example.com/", "help.example.com/help/"), "utf-8")
    return build(folder / "mkdocs.yml", folder / "site", endpoint)


@pytest.fixture(scope="session")
def portal(site: Path) -> Iterator[str]:
    """The address of the portal at the root of a host."""
    with serving(site, "/") as address:
        yield address


@pytest.fixture(scope="session")
def portal_in_folder(site: Path) -> Iterator[str]:
    """The address of the same files below a path of a host."""
    with serving(site, "/shop/help/") as address:
        yield address


@pytest.fixture(scope="session")
def portal_of_folder(site_of_folder: Path) -> Iterator[str]:
    """The address of the portal that was built for a path, served below it."""
    with serving(site_of_folder, "/help/") as address:
        yield address


@pytest.fixture
def make_reader(browser: Browser, portal: str, endpoint: str) -> Iterator[MakeReader]:
    """Make a reader; at the end of the test no browser may have complained."""
    contexts: list[BrowserContext] = []
    readers: list[Reader] = []

    def make(
        language: Language = "en", width: int = DESK, *, address: str = portal, script: bool = True, locale: str = ""
    ) -> Reader:
        context = browser.new_context(
            locale=locale or LOCALES[language],
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        reader = Reader(context.new_page(), language, address, endpoint)
        reader.watch(context)
        readers.append(reader)
        return reader

    yield make
    for context in contexts:
        context.close()
    assert [problem for reader in readers for problem in reader.problems] == []


@pytest.fixture(scope="session")
def index_files(site: Path) -> dict[str, bytes]:
    folder = site / "search"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


@pytest.fixture
def make_host(make_reader: MakeReader, index_files: dict[str, bytes]) -> Iterator[MakeHost]:
    """Make a reader whose host can go wrong."""
    readers: list[Reader] = []

    def make(*args: object, **options: object) -> Host:
        reader = make_reader(*args, **options)
        readers.append(reader)
        host = Host(index_files, reader)
        reader.page.context.route(INDEX_FILE, host.answer)
        return host

    yield make
    for reader in readers:  # the browser itself, not the page, notes what it could not load; no page can prevent that
        reader.problems[:] = [problem for problem in reader.problems if "Failed to load resource" not in problem]
