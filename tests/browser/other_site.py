"""A page of another origin with `<kb-search>`: the example of the guide's publishing/embed, under its policy, and stricter."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from portal_reader import DESK, LOCALES, Language

from kbgen.commands.static_server import StaticServer

DOCUMENT = (Path(__file__).parents[2] / "docs/guide/content/en/publishing/embed.md").read_text("utf-8")
PLACE = "https://help.example.com/"


def example(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@dataclass
class Shop:
    """The page of another site with the element, and what its visitor's browser did. problems: what it should never do.

    collector: the address it sends searches to, if any.
    """

    page: Page
    collector: str = ""
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def button(self) -> Locator:
        return self.page.locator("kb-search .opener")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("kb-search dialog")

    @property
    def options(self) -> Locator:
        return self.dialog.locator("[role=option][data-article]:not(.other-region)")

    @property
    def text(self) -> Locator:
        return self.dialog.locator(".reading-text")

    def search(self, query: str) -> None:
        self.button.click()
        expect(self.dialog.locator("input[name=q]")).to_be_focused()
        self.page.keyboard.insert_text(query)

    def heard(self) -> list[dict[str, object]]:
        """Events of the element, as a script of the page hears them."""
        heard: list[dict[str, object]] = self.page.evaluate("heard")
        return heard


OpenShop = Callable[..., Shop]


@pytest.fixture
def open_shop(browser: Browser, portal: str, tmp_path: Path) -> Iterator[OpenShop]:
    """Open a page on another origin; at the end of the test its browser may not have complained, nor kept anything."""
    contexts: list[BrowserContext] = []
    shops: list[Shop] = []
    servers: list[tuple[StaticServer, threading.Thread]] = []

    def open_page(
        element: str = "", *, lang: str = "en", width: int = DESK, style: str = "", collector: str = "", forgotten: str = ""
    ) -> Shop:
        html = (
            re.sub("<kb-search>.*</kb-search>", lambda its: element or its[0], example("html"))
            .replace(PLACE, portal)
            .replace('lang="en"', f'lang="{lang}"')
        )
        (tmp_path / "shop.css").write_text(style, "utf-8")
        (tmp_path / "index.html").write_text(html.replace("</head>", '<link rel="stylesheet" href="shop.css"></head>'), "utf-8")
        policy = example("text").strip().replace(PLACE.rstrip("/"), portal.rstrip("/")).replace("style-src", "style-src 'self'")
        policy = policy.replace("connect-src", f"connect-src {collector}")
        policy = policy.replace(forgotten or "nothing", "manifest-src")
        strict = (
            "default-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
        headers = {"Content-Security-Policy": f"{policy}; {strict}", "Cross-Origin-Embedder-Policy": "require-corp"}
        server = StaticServer(tmp_path, headers=headers)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        language: Language = "zh-hant" if lang.startswith("zh") else "en"
        context = browser.new_context(locale=LOCALES[language], viewport={"width": width, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        shop = Shop(context.new_page(), collector)
        shops.append(shop)
        # Of this page alone: a result opened in a new tab is a page of the portal, and tells the portal's collector of it.
        shop.page.on("request", lambda request: shop.requests.append(request.url))
        context.on("weberror", lambda error: shop.problems.append(str(error.error)))
        context.on(
            "console", lambda message: shop.problems.append(message.text) if message.type in {"error", "warning"} else None
        )
        shop.page.goto(server.address)
        listening = "addEventListener(type, ({ detail }) => heard.push({ type, ...detail }))"
        listening = f"for (const type of ['kb-open', 'kb-result', 'kb-contact']) {listening}"
        shop.page.evaluate(f"() => {{ globalThis.heard = []; {listening} }}")
        return shop

    yield open_page
    kept = [shop.page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") for shop in shops]
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    strangers = [
        url
        for shop in shops
        for url in shop.requests
        if urlsplit(url)[:2] not in {urlsplit(portal)[:2], urlsplit(shop.page.url)[:2], urlsplit(shop.collector)[:2]}
    ]
    for context in contexts:
        context.close()
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()
    found = [problem for shop in shops for problem in shop.problems]
    assert found == [], found
    assert kept == [["", 0, 0]] * len(shops), kept
    assert (cookies, strangers) == ([], []), (cookies, strangers)
