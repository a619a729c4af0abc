"""What else the panel of `<kb-search>` does: the ways to a person, categories, analytics, accessibility, on-screen keyboards."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from axe import violations
from other_site import OpenShop, Shop
from playwright.sync_api import Route, expect
from portal_reader import DESK, PHONE


@pytest.mark.parametrize(
    ("lang", "query", "lines"),
    [
        ("en", "octopus", ["I searched for: octopus", "I was reading: Pay by Octopus", "Please reply in: English"]),
        ("zh-HK", "八達通", ["我搜尋過：八達通", "我看過的頁面：八達通付款", "希望以這種語言回覆：中文"]),
    ],
)
def test_the_ways_to_a_person_show_in_the_panel_with_what_was_searched_for_and_read(
    open_shop: OpenShop, lang: str, query: str, lines: list[str]
) -> None:
    shop = open_shop(lang=lang, width=PHONE if lang == "en" else DESK)
    shop.search(query)
    shop.options.first.click()
    expect(shop.text.locator("h2").first).to_be_focused()
    shop.dialog.locator(".panel-foot .write").click()
    for line in lines:
        expect(shop.text.locator(".channel.email a")).to_have_attribute("href", re.compile(re.escape(quote(line, safe=""))))
    expect(shop.text.locator("h2").first).to_be_focused()
    email, phone = shop.text.locator(".channel.email a"), shop.text.locator(".channel.phone a").first
    assert lines[0] in unquote(email.get_attribute("href") or "")
    assert (email.get_attribute("target"), phone.get_attribute("target")) == (None, None)
    expect(shop.text.locator(".channel.whatsapp a")).to_have_attribute("target", "_blank")
    expect(shop.text.locator(".hours").first).to_be_visible()
    shop.text.locator("[data-kb-item=query] input").uncheck()
    assert lines[0] not in unquote(email.get_attribute("href") or "")
    assert len(shop.page.context.pages) == 1


def test_a_message_begun_is_still_there_after_a_look_at_an_article(open_shop: OpenShop) -> None:
    shop = open_shop()
    shop.button.click()
    ask = shop.dialog.locator(".panel-foot .write")
    ask.click()
    message = shop.text.locator("textarea")
    message.fill("My parcel is wet.")
    shop.dialog.get_by_role("button", name="Back").click()
    shop.page.keyboard.insert_text("octopus")
    shop.options.first.click()
    expect(shop.text.locator("h2").first).to_contain_text("Octopus")
    ask.click()
    expect(message).to_have_value("My parcel is wet.")
    sent = re.compile(
        re.escape(quote("My parcel is wet.\r\n\r\nI searched for: octopus\r\nI was reading: Pay by Octopus", safe=""))
    )
    expect(shop.text.locator(".channel.email a")).to_have_attribute("href", sent)


def test_the_whole_page_opens_beside_the_shop(open_shop: OpenShop, portal: str) -> None:
    shop = open_shop()
    shop.search("octopus")
    shop.options.first.click()
    expect(shop.text.locator("h2").first).to_be_focused()
    assert whole_page(shop).startswith(f"{portal}en/payment/octopus/")
    shop.dialog.locator(".panel-foot .write").click()
    expect(shop.text.locator("textarea")).to_be_visible()
    address, _, fragment = whole_page(shop).partition("#")
    assert address == f"{portal}en/contact/"
    assert parse_qs(fragment)["q"] == ["octopus"]


def whole_page(shop: Shop) -> str:
    """Press "Open full page" and return the address of the tab that opens."""
    with shop.page.context.expect_page() as opened:
        shop.dialog.get_by_role("link", name="Open full page").click()
    address = opened.value.url
    opened.value.close()
    return address


@pytest.mark.parametrize("lang", ["en", "zh-HK"])
def test_axe_finds_nothing_to_mend_in_the_open_panel(open_shop: OpenShop, lang: str) -> None:
    shop = open_shop(lang=lang)
    shop.button.click()
    expect(shop.dialog.locator(".ways a").first).to_be_visible()
    assert violations(shop.page, "kb-search") == []
    shop.page.keyboard.insert_text({"en": "octopus", "zh-HK": "八達通"}[lang])
    expect(shop.options.first.locator("mark").first).to_be_visible()
    shop.page.keyboard.press("ArrowDown")
    expect(shop.options.first).to_have_attribute("aria-selected", "true")
    assert violations(shop.page, "kb-search") == []
    shop.options.first.click()
    expect(shop.text.locator("h2").first).to_be_focused()
    assert violations(shop.page, "kb-search") == []
    shop.dialog.locator(".panel-foot .write").click()
    expect(shop.text.locator("textarea")).to_be_visible()
    assert violations(shop.page, "kb-search") == []
    # axe-core writes a style of its own into the page, which its policy forbids.
    shop.problems[:] = [problem for problem in shop.problems if "Applying inline style" not in problem]


def test_a_site_may_limit_the_search_to_categories(open_shop: OpenShop) -> None:
    shop = open_shop('<kb-search category="returns orders"></kb-search>')
    shop.button.click()
    expect(shop.dialog.locator(".ways a:not(.write)")).to_have_text(["Orders", "Returns and refunds"])
    shop.page.keyboard.insert_text("order")
    expect(shop.options.first).to_be_visible()
    articles = shop.options.evaluate_all("(links) => links.map((link) => link.dataset.article.split('/')[0])")
    assert set(articles) == {"returns", "orders"}
    more = shop.dialog.locator(".more-hits")
    with shop.page.context.expect_page() as opened:
        more.click()
    assert parse_qs(urlsplit(opened.value.url).query) == {"q": ["order"], "category": ["returns", "orders"]}
    opened.value.close()


def test_on_a_phone_the_panel_fits_above_the_on_screen_keyboard(open_shop: OpenShop) -> None:
    shop = open_shop(width=PHONE)
    shop.button.click()
    expect(shop.dialog.locator("input[name=q]")).to_be_focused()
    assert shop.dialog.bounding_box() == {"x": 0, "y": 0, "width": 375, "height": 800}
    shop.page.evaluate(
        """() => {
          Object.defineProperty(visualViewport, "height", { value: 420 });
          visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    assert shop.dialog.bounding_box() == {"x": 0, "y": 0, "width": 375, "height": 420}
    foot = shop.dialog.locator(".panel-foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] <= 420


def test_the_collector_hears_of_searches_only_where_the_site_asks_for_it(open_shop: OpenShop, endpoint: str) -> None:
    shop = open_shop()
    shop.search("octopus")
    expect(shop.options.first).to_be_visible()
    assert not [url for url in shop.requests if "beacon" in url or url.startswith(endpoint)]


def searches(database: Path, query: str) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT type FROM event WHERE type = 'search' AND query = ?", (query,)).fetchall()
    return [kind for (kind,) in rows]


def test_a_search_on_another_site_reaches_the_collector_of_the_portal(open_shop: OpenShop, endpoint: str, database: Path) -> None:
    shop = open_shop("<kb-search analytics></kb-search>", collector=endpoint)
    shop.search("octopus for a friend")
    expect(shop.options.first).to_be_visible()
    with shop.page.expect_response(endpoint) as answer:
        shop.options.first.click()
    assert answer.value.status == 204
    assert searches(database, "octopus for a friend") == ["search"]


@pytest.fixture
def strict_collector(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address and database of a collector that knows its origins, the shop not among them."""
    database = tmp_path / "strict.sqlite3"
    command = [sys.executable, "-m", "search_analytics", "serve", "--port", "0", "--db", str(database)]
    command += ["--origin", "https://help.example.com"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip(), database
    process.terminate()
    process.communicate()


def test_a_collector_that_does_not_know_the_site_stores_nothing_and_the_panel_goes_on(
    open_shop: OpenShop, portal: str, endpoint: str, strict_collector: tuple[str, Path]
) -> None:
    address, database = strict_collector
    shop = open_shop("<kb-search analytics></kb-search>", collector=address)

    def with_strict_collector(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace(endpoint, address))

    shop.page.context.route(f"{portal}en/", with_strict_collector)
    shop.search("octopus for a friend")
    expect(shop.options.first).to_be_visible()
    with shop.page.expect_event("requestfailed", lambda request: request.url == address):
        shop.options.first.click()
    expect(shop.text.locator("h2").first).to_be_focused()
    expect(shop.text.get_by_role("alert")).to_have_count(0)
    shop.page.context.unroute_all(behavior="wait")
    assert searches(database, "octopus for a friend") == []
    shop.problems[:] = [problem for problem in shop.problems if address not in problem and "net::ERR_FAILED" not in problem]
