"""The two example sites, which look nothing like each other: both can be read, nothing moves, nothing comes from elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import mkdocs
import pytest
from axe import violations
from playwright.sync_api import Browser
from portal_reader import EACH_ONCE, LANGUAGES, PHONE, Language, MakeReader, eventually
from served_portal import ROOT, build, serving

LATO = Path(mkdocs.__file__).parent / "themes/readthedocs/css/fonts/lato-normal.woff2"
TEXT = "\n        fonts:\n          text: { family: Lato, files: [assets/lato.woff2] }"
SITES = pytest.mark.parametrize("name", ["library", pytest.param("game-shop", marks=pytest.mark.long)])
ARTICLES = {"library": "borrowing/renew-a-book/", "game-shop": "codes/code-does-not-work/"}
SHIFTS = """() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({ type: "layout-shift", buffered: true });
    document.fonts.ready.then(() => setTimeout(() => resolve(sum), 100));
})"""


@pytest.fixture(scope="module")
def looks(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The address of an example, built when it is first asked for; the library has a font of its own."""
    folder = tmp_path_factory.mktemp("looks")
    with ExitStack() as servers:

        @cache
        def address(name: str) -> str:
            shutil.copytree(ROOT / "docs/examples" / name, folder / name, ignore=shutil.ignore_patterns(".kbgen", "site"))
            config = folder / name / "mkdocs.yml"
            if name == "library":
                shutil.copy(LATO, folder / "library/content/assets/lato.woff2")
                config.write_text(config.read_text("utf-8").replace("\n        fonts:", TEXT), "utf-8")
            return servers.enter_context(serving(build(config, folder / name / "site", endpoint), "/"))

        yield address


@SITES
@EACH_ONCE
def test_axe_finds_nothing_to_mend_in_either_scheme(
    browser: Browser, looks: Callable[[str], str], name: str, language: Language, width: int
) -> None:
    page = browser.new_context(reduced_motion="reduce", viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{looks(name)}{language}/{ARTICLES[name] if language == 'en' else ''}")
    assert violations(page) == []
    page.context.close()


@SITES
@LANGUAGES
def test_the_head_of_the_page_fits_a_phone_with_links_and_logo(
    make_reader: MakeReader, looks: Callable[[str], str], name: str, language: Language
) -> None:
    reader = make_reader(language, PHONE, address=looks(name))
    reader.open(ARTICLES[name])
    page = reader.page
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    boxes = [page.locator(part).bounding_box() for part in (".brand", "a.open-search", "a.switch", ".site-links")]
    brand, search, switch, links = (box for box in boxes if box)
    assert search["y"] < brand["y"] + brand["height"] > switch["y"]
    assert links["y"] >= switch["y"] + switch["height"] - 1


@EACH_ONCE
def test_a_font_of_the_site_comes_from_the_site_and_moves_nothing(
    make_reader: MakeReader, looks: Callable[[str], str], language: Language, width: int
) -> None:
    reader = make_reader(language, width, address=looks("library"))  # at its end, no request went to anybody else
    for path in ("", ARTICLES["library"]):
        reader.open(path)
        assert reader.page.evaluate(SHIFTS) == 0
    assert reader.page.evaluate("document.fonts.check('16px Lato')")
    assert reader.page.evaluate("getComputedStyle(document.querySelector('.prose')).fontFamily").startswith("Lato, ")


def test_a_logo_has_its_own_form_in_the_dark(browser: Browser, looks: Callable[[str], str]) -> None:
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(f"{looks('library')}en/")
    shown = page.locator(".brand img")
    eventually(lambda: shown.evaluate("(image) => image.currentSrc"), lambda source: source.endswith("lantern-dark.svg"))
    page.emulate_media(color_scheme="light")
    eventually(lambda: shown.evaluate("(image) => image.currentSrc"), lambda source: source.endswith("lantern.svg"))
    page.context.close()


@pytest.mark.long
def test_the_name_of_the_site_is_said_where_the_logo_holds_it(browser: Browser, looks: Callable[[str], str]) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{looks('game-shop')}zh-hant/")
    assert page.get_by_role("link", name="大魔王電玩 說明中心", exact=True).count() == 1
    page.context.close()
