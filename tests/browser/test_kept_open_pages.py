"""A page that was built before and stays open while today's build is published: its reader goes on searching."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from kept_sets import SETS, build, unpack_site
from other_site import Shop
from playwright.sync_api import Browser, expect
from portal_reader import DESK, LANGUAGES, LOCALES, Language, Reader, leads_to

from kbgen.commands.static_server import StaticServer

BASE = "/shop/"
ASKED = {"en": ("refund", "returns/refund-times"), "zh-hant": ("退款", "returns/refund-times")}
ASKED_NEXT = {"en": ("where is my parcel", "orders/track-order"), "zh-hant": ("垃圾郵件", "orders/track-order")}


@dataclass
class Host:
    """Serves the portal of before. today: what takes its place."""

    server: StaticServer
    today: Path

    def publish(self) -> None:
        """Let today's build take the place of the former one, in one step as `kbgen build` does."""
        self.server.folder = self.today


@contextmanager
def serving(folder: Path, base: str, headers: dict[str, str]) -> Iterator[StaticServer]:
    with StaticServer(folder, base=base, headers=headers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module", params=SETS, ids=lambda kept: kept.name)
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The portal as it was built before, and as today's code builds it in its place."""
    folder = tmp_path_factory.mktemp("kept")
    shop = shutil.copytree(request.param / "shop", folder / "shop")
    unpack_site(request.param, folder / "former")
    unpack_site(request.param, shop / "public")
    build(shop / "mkdocs.yml")
    return folder / "former", shop / "public"


@pytest.fixture
def host(sites: tuple[Path, Path]) -> Iterator[Host]:
    former, today = sites
    first_rule = (former / "_headers").read_text("utf-8").partition("\n\n")[0]
    headers = dict(line.strip().split(": ", 1) for line in first_rule.splitlines()[1:])
    with serving(former, BASE, headers) as server:
        yield Host(server, today)


@pytest.fixture
def reader(browser: Browser, host: Host, language: Language) -> Iterator[Reader]:
    """A reader of the former portal; at the end of the test the browser may not have complained."""
    context = browser.new_context(locale=LOCALES[language], viewport={"width": DESK, "height": 800}, reduced_motion="reduce")
    context.route("**/_kb/events", lambda route: route.fulfill(status=204))
    reader = Reader(context.new_page(), language, host.server.address, "https://collect.example")
    reader.watch(context)
    yield reader
    context.close()
    assert [problem for problem in reader.problems if not problem.endswith("/_kb/events")] == []


@LANGUAGES
def test_whoever_has_searched_before_the_change_goes_on_in_the_same_page(host: Host, reader: Reader, language: Language) -> None:
    query, article = ASKED[language]
    reader.open(f"search/?q={query}")
    leads_to(reader.hits.first, f"{language}/{article}/")
    host.publish()
    query, article = ASKED_NEXT[language]
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.page.locator("input[name=q]").fill(query)
    leads_to(reader.hits.first, f"{language}/{article}/")
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    assert not [url for url in asked if url.endswith("/manifest.json")]


@LANGUAGES
def test_whoever_first_searches_after_the_change_finds_and_has_lost_no_letter(
    host: Host, reader: Reader, language: Language
) -> None:
    reader.open()
    host.publish()
    query, article = ASKED[language]
    reader.start_search()
    # At once, as an input method or the clipboard gives it: the former page keeps what it was asked last, and a key
    # that comes after that question and before the new page would be lost.
    reader.page.keyboard.insert_text(query)
    leads_to(reader.options.first, f"{language}/{article}/")
    assert reader.box.input_value() == query


@LANGUAGES
def test_a_result_that_was_shown_before_the_change_leads_to_its_article(host: Host, reader: Reader, language: Language) -> None:
    query, article = ASKED[language]
    reader.open(f"search/?q={query}")
    leads_to(reader.hits.first, f"{language}/{article}/")
    host.publish()
    reader.hits.first.click()
    reader.arrives(f"{language}/{article}/")
    expect(reader.page.locator("main mark").first).to_be_visible()


@pytest.mark.parametrize("language", ["en"])
def test_the_panel_on_another_site_that_was_open_answers_or_says_that_it_cannot_and_answers_on_the_next_page(
    host: Host, browser: Browser, language: Language, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    line = f'<script type="module" src="{host.server.address}embed.js"></script><kb-search placement="inline"></kb-search>'
    (tmp_path / "other/index.html").write_text(f'<!doctype html><html lang="{language}"><title>Shop</title>{line}', "utf-8")
    context = browser.new_context(locale=LOCALES[language])
    shop = Shop(context.new_page())
    with serving(tmp_path / "other", "/", {}) as server:
        shop.page.goto(server.address)
        expect(shop.button).to_be_visible()
        host.publish()
        shop.search(ASKED[language][0])
        expect(shop.options.first.or_(shop.dialog.get_by_role("alert")).first).to_be_visible()
        shop.page.reload()
        shop.search(ASKED[language][0])
        expect(shop.options.first).to_have_attribute("data-article", ASKED[language][1])
    context.close()
