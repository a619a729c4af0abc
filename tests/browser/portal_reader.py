"""A reader of the sample portal in Chromium, and what the tests ask about what they see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Literal, TypeVar
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

Language = Literal["en", "zh-hant"]
LOCALES: dict[Language, str] = {"en": "en-HK", "zh-hant": "zh-HK"}
OTHER: dict[Language, Language] = {"en": "zh-hant", "zh-hant": "en"}
PHONE = 375
DESK = 1280
PATIENCE_MS = 30_000
"""How long a busy computer may take; what is there sooner is seen sooner."""
T = TypeVar("T")

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-hant"])
EACH_ONCE = pytest.mark.parametrize(("language", "width"), [("en", PHONE), ("zh-hant", DESK)], ids=["en-375", "zh-hant-1280"])
"""Each width and each language once, for what the two together cannot change: words are of the language, places of the width."""


@dataclass
class Reader:
    """One reader with one page.

    address: the root of the portal they read. problems: what a reader's browser should never have to say or do.
    """

    page: Page
    language: Language
    address: str
    endpoint: str
    problems: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note errors in the console, and requests to anybody but the portal and its collector."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser itself, not the page, notes a collector that cannot be reached; no page can prevent that.
        if message.type in {"error", "warning"} and not self._is_collector(message.location["url"]):
            self.problems.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        known = request.url.startswith((self.address, "data:", "blob:")) or self._is_collector(request.url)
        if not known:
            self.problems.append(f"request: {request.url}")

    def _is_collector(self, url: str) -> bool:
        return bool(url) and urlsplit(url)[:2] == urlsplit(self.endpoint)[:2]

    def open(self, path: str = "") -> None:
        """Open a page of the reader's language; "" is its home page."""
        self.page.goto(f"{self.address}{self.language}/{path}")

    @property
    def path(self) -> str:
        """Where the reader is, relative to the root of the portal, without its anchor."""
        return unquote(self.page.url).removeprefix(self.address).partition("#")[0]

    def start_search(self) -> Locator:
        """Touch the search box of the home page and return the box that has the focus then; a phone gets a dialog."""
        self.page.locator("form[data-kb-box] input").click()
        return self.box

    @property
    def box(self) -> Locator:
        """The search box that has the focus."""
        return self.page.locator("input[name=q]:focus")

    def type(self, query: str) -> None:
        """Type letters one by one; Chinese arrives as an input method hands it over."""
        expect(self.box).to_be_visible()
        if query.isascii():
            self.page.keyboard.type(query)
        else:
            self.page.keyboard.insert_text(query)

    def ask(self, query: str) -> None:
        """Type a question and wait until what shows is the answer to all of it, excerpts included."""
        self.type(query)
        panel = self.page.locator(".answers:visible")
        expect(panel).not_to_have_attribute("aria-busy", "true")
        expect(panel.locator(".excerpt:empty")).to_have_count(0)

    def arrives(self, path: str) -> None:
        """Wait until the reader is on a page of the portal."""
        self.page.wait_for_url(lambda url: unquote(url).removeprefix(self.address).partition("#")[0] == path)

    @property
    def options(self) -> Locator:
        """The articles offered below the search box."""
        return self.page.locator("[role=listbox] [role=option][data-article]:not(.other-region)")

    @property
    def hits(self) -> Locator:
        """The articles on the results page."""
        return self.page.locator("[data-kb-found] a.hit")

    def switch_language(self) -> None:
        """Follow the link to the other language."""
        self.page.locator("a.switch").click()
        self.language = OTHER[self.language]


MakeReader = Callable[..., Reader]


def leads_to(link: Locator, path: str) -> None:
    """Wait until a link leads to a page of the portal, or to a heading of it."""
    eventually(lambda: _target(link), lambda target: target.endswith(f"/{path}"))


def _target(link: Locator) -> str:
    return unquote(link.evaluate("(link) => link.href")).partition("#")[0]


def eventually(ask: Callable[[], T], suits: Callable[[T], bool]) -> None:
    """Ask until the answer suits; for what no locator can wait for."""
    deadline = monotonic() + PATIENCE_MS / 1000
    while not suits(answer := ask()):
        assert monotonic() < deadline, answer
        sleep(0.05)
