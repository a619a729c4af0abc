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
_CENTRES = """| Centre | Address | Opening hours | Telephone |
|---|---|---|---|
| Kwun Tong | Shop 12, 88 Hoi Yuen Road | Mon–Fri 9 am–6 pm | 2555 0121 |
| Tsuen Wan | Shop 8, 40 Sai Lau Kok Road | Mon–Sat 10 am–7 pm | 2555 0123 |
"""
_CENTRES_IN_CHINESE = """| 中心 | 地址 | 辦公時間 | 電話 |
|---|---|---|---|
| 觀塘 | 開源道 88 號 12 號舖 | 星期一至五 上午 9 時至下午 6 時 | 2555 0121 |
"""
_WIDE = f"|{' Extraordinary |' * 8}\n|{'---|' * 8}\n|{' a |' * 8}\n"
_LISTS = {
    "content/en/returns/centres.md": article(_CENTRES),
    "content/zh-hant/returns/centres.md": article(_CENTRES_IN_CHINESE),
}


@pytest.fixture
def server(make_site: MakeSite) -> Iterator[Server]:
    running = Server(str(make_site({"content/en/returns/a.md": article(f"{_PRICES}\n\nAnd:\n\n{_WIDE}")} | _LISTS)))
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


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_a_list_of_places_fits_and_no_telephone_number_is_broken(browser: Browser, server: Server, language: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(f"http://127.0.0.1:{server.port}/{language}/returns/centres/", wait_until="load")
    table = page.locator(".table-scroll")
    assert table.evaluate("(table) => table.scrollWidth - table.clientWidth") == 0
    lines = """(cells) => cells.map((cell) => {
      const text = document.createRange();
      text.selectNodeContents(cell);
      return text.getClientRects().length;
    })"""
    assert set(table.locator("td:last-child").evaluate_all(lines)) == {1}
    page.close()
