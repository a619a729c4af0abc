"""Tables on a phone: short columns fit, and where columns lie out of sight a shadow says so."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator
from small_site import article

from tests.conftest import MakeSite
from tests.mkdocs_plugin.test_live_reload import Server

_PRICES = "| Bike | Hour | Day | Week |\n|---|--:|--:|--:|\n| City bike | HK$30 | HK$120 | HK$600 |\n"
_WIDE = f"|{' Extraordinary |' * 8}\n|{'---|' * 8}\n|{' a |' * 8}\n"


@pytest.fixture
def server(make_site: MakeSite) -> Iterator[Server]:
    running = Server(str(make_site({"content/en/returns/a.md": article(f"{_PRICES}\n\nAnd:\n\n{_WIDE}")})))
    yield running
    running.process.terminate()
    running.process.communicate()


def _shade(table: Locator, at: int) -> int:
    picture = Image.open(io.BytesIO(table.screenshot())).convert("L")
    x = at % picture.width
    return int(picture.getpixel((x, picture.height - 8)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_columns_out_of_sight_have_a_shadow_and_short_ones_fit(browser: Browser, server: Server, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800}, color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"http://127.0.0.1:{server.port}/en/returns/a/", wait_until="load")
    prices, wide = page.locator(".table-scroll").all()
    assert prices.evaluate("(table) => table.scrollWidth - table.clientWidth") == 0
    assert abs(_shade(prices, -1) - _shade(prices, 100)) < 5
    assert abs(_shade(wide, -1) - _shade(wide, 0)) > 30
    wide.evaluate("(table) => { table.scrollLeft = table.scrollWidth; }")
    assert abs(_shade(wide, 0) - _shade(wide, -1)) > 30
    page.close()
