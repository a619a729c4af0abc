"""`kbgen serve`: what stops the build is in sight of who saved it, on the page that they had open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from small_site import article

from tests.conftest import MakeSite
from tests.mkdocs_plugin.test_live_reload import Server

_LONG = "".join(f"## Part {number}\n\n{'Some words of it. ' * 60}\n\n" for number in range(20))
_IS_JUST_BELOW = """([id, note]) => {
  const gap = document.getElementById(id).getBoundingClientRect().top - note.getBoundingClientRect().bottom;
  return gap >= 0 && gap < 60;
}"""


@pytest.fixture
def server(make_site: MakeSite) -> Iterator[Server]:
    running = Server(str(make_site({"content/en/returns/a.md": article(_LONG)})))
    yield running
    running.process.terminate()
    running.process.communicate()


@pytest.mark.parametrize("width", [375, 1280])
def test_a_jump_to_a_heading_lands_below_the_note(browser: Browser, server: Server, tmp_path: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"http://127.0.0.1:{server.port}/en/returns/a/", wait_until="load")
    _saves_a_broken_link(page, tmp_path)
    page.close()
    page = browser.new_page(viewport={"width": width, "height": 800})
    for part in ("part-7", "part-12"):
        page.goto(f"http://127.0.0.1:{server.port}/en/returns/a/#{part}", wait_until="load")
        page.wait_for_function(_IS_JUST_BELOW, arg=[part, page.get_by_role("note").element_handle()])
    page.close()


def _saves_a_broken_link(page: Page, tmp_path: Path) -> Locator:
    """Save an article with a broken link while its page is open, and return the note that names it."""
    (tmp_path / "content/en/returns/a.md").write_text(article(f"[x](missing.md)\n\n{_LONG}"))
    note = page.get_by_role("note").filter(has_text="broken-link")
    note.wait_for(timeout=30_000)
    return note


@pytest.mark.parametrize("width", [375, 1280])
def test_a_note_that_comes_covers_no_header(browser: Browser, server: Server, tmp_path: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"http://127.0.0.1:{server.port}/en/returns/a/", wait_until="load")
    note = _saves_a_broken_link(page, tmp_path)
    page.wait_for_load_state("load")
    page.wait_for_function(
        "(note) => document.querySelector('header').getBoundingClientRect().top >= note.getBoundingClientRect().bottom",
        arg=note.element_handle(),
    )
    page.close()


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("top", [0, 2000])
def test_a_note_that_comes_is_in_view_and_who_reads_stays_there(
    browser: Browser, server: Server, tmp_path: Path, width: int, top: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"http://127.0.0.1:{server.port}/en/returns/a/", wait_until="load")
    page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", top)
    note = _saves_a_broken_link(page, tmp_path)
    expect(note).to_be_in_viewport()
    page.wait_for_function("(top) => scrollY >= top", arg=top)
    page.reload()
    expect(note).to_be_in_viewport()
    page.close()
