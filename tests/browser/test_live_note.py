"""`kbgen serve`: what stops the build is in sight of who saved it, on the page that they had open at its top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from small_site import article

from tests.conftest import MakeSite
from tests.mkdocs_plugin.test_live_reload import Server

_LONG = "".join(f"## Part {number}\n\n{'Some words of it. ' * 60}\n\n" for number in range(20))


@pytest.fixture
def server(make_site: MakeSite) -> Iterator[Server]:
    running = Server(str(make_site({"content/en/returns/a.md": article(_LONG)})))
    yield running
    running.process.terminate()
    running.process.communicate()


def _scrolled(page: Page) -> int:
    return int(page.evaluate("new Promise((done) => setTimeout(() => done(scrollY), 500))"))


@pytest.mark.parametrize("width", [375, 1280])
def test_a_note_that_comes_above_a_page_is_in_view(browser: Browser, server: Server, tmp_path: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"http://127.0.0.1:{server.port}/en/returns/a/", wait_until="load")
    (tmp_path / "content/en/returns/a.md").write_text(article(f"[x](missing.md)\n\n{_LONG}"))
    expect(page.get_by_role("note").first).to_contain_text("broken-link", timeout=30_000)
    assert _scrolled(page) == 0
    page.reload()
    assert _scrolled(page) == 0
    page.close()


def test_who_reads_further_down_stays_there(browser: Browser, server: Server, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"http://127.0.0.1:{server.port}/en/returns/a/", wait_until="load")
    page.evaluate("scrollTo({ top: 2000, behavior: 'instant' })")
    (tmp_path / "content/en/returns/a.md").write_text(article(f"[x](missing.md)\n\n{_LONG}"))
    expect(page.get_by_role("note").first).to_contain_text("broken-link", timeout=30_000)
    assert _scrolled(page) >= 1900
    page.close()
