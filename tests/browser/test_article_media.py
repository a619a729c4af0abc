"""Pictures, videos, explained terms and the note of an older translation in a real browser, under the strict policy of a site."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe import violations
from PIL import Image
from playwright.sync_api import Browser, expect
from portal_reader import DESK, LANGUAGES, PHONE, Language
from served_portal import build, serving
from small_site import article, write_site

from kbgen.commands.main import main

pytestmark = pytest.mark.long
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nFold the flaps.\n"
BODY = (
    "![A gradient](../../assets/photo.jpg)\n\n"
    "[![How to pack](../../assets/photo.jpg)](../../assets/pack.mp4)\n\n"
    '[![How to send](../../assets/photo.jpg)](https://youtu.be/abc "captions: en, zh-hant")\n'
)


TABS = '=== "Mac"\n    Fold.\n\n=== "Windows"\n    The zebra stripe comes off.\n\nWhere $x^2$ grows:\n\n$$\n\\frac{a}{b}\n$$\n'
TERMS = {"en": "FPS", "zh-hant": "轉數快"}
MEANINGS = {"en": "Moves money between banks at once.", "zh-hant": "銀行之間即時轉帳的系統。"}
GLOSSARY = "".join(f"{language}: {{ {TERMS[language]}: {MEANINGS[language]} }}\n" for language in TERMS)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("media")
    picture = BytesIO()
    Image.linear_gradient("L").resize((2000, 1500)).convert("RGB").save(picture, "JPEG", quality=95)
    files = {
        "content/en/returns/media.md": article(f"{BODY}\nWe pay by FPS.\n\n{TABS}", title="Pictures and videos"),
        "content/zh-hant/returns/media.md": article(
            f"{BODY}\n我們以轉數快付款。\n\n{TABS}", title="圖片和影片", description="說明。"
        ),
        "content/glossary.yml": GLOSSARY,
        "content/assets/photo.jpg": picture.getvalue(),
        "content/assets/pack.mp4": b"\0\0\0\x18ftypmp42",
        "content/assets/pack.en.vtt": CAPTIONS,
        "content/assets/pack.zh-hant.vtt": CAPTIONS,
    }
    config = write_site(folder, files, settings="translations: { note: true }")
    for article_id in ("returns/media", "returns/refund-times"):
        assert main(["translate", article_id, "--current", "--config", str(config)]) == 0
    source = folder / "content/en/returns/refund-times.md"
    source.write_text(source.read_text("utf-8").replace("Five days", "Six days"), "utf-8")
    site: Path = build(config, folder / "site", "")
    with serving(site, "/") as served:
        yield served


@LANGUAGES
def test_nothing_is_wrong_with_pictures_and_videos_in_any_look(browser: Browser, address: str, language: Language) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}{language}/returns/media/")
    assert violations(page, "article") == []
    assert complaints == []
    page.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_result_that_was_found_in_a_tab_opens_it(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}en/search/?q=zebra")
    page.locator("[data-kb-found] a[data-article]").first.click()
    expect(page.locator("mark.found", has_text="zebra")).to_be_in_viewport()
    expect(page.get_by_role("tab", name="Windows", selected=True)).to_be_visible()
    page.close()


@pytest.mark.parametrize(("width", "chosen"), [(PHONE, "480"), (DESK, "960")])
def test_a_screen_gets_the_picture_that_it_needs_and_no_film_before_it_is_played(
    browser: Browser, address: str, width: int, chosen: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}en/returns/media/", wait_until="networkidle")
    picture = page.locator("article img").first
    assert picture.evaluate("(image) => image.currentSrc").endswith(f"photo.jpg-{chosen}.webp")
    assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")
    assert [url for url in asked if url.endswith(".mp4") or "youtu" in url] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_a_photograph_grows_by_a_file_for_the_screen_and_leads_to_the_original_without_scripts(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}en/returns/media/")
    page.locator("a.zoom").first.click()
    image = page.get_by_role("dialog").get_by_role("img")
    expect(image).to_be_in_viewport(ratio=1)
    assert image.evaluate("(image) => image.currentSrc").endswith(".webp")
    assert [url for url in asked if url.endswith("photo.jpg")] == []
    image.click()
    assert image.evaluate("(image) => image.clientWidth") >= 2 * 300
    assert violations(page, "dialog") == []
    page.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/returns/media/")
    page.locator("a.zoom").first.click()
    page.wait_for_url("**/assets/photo.jpg")
    context.close()


def test_the_page_of_a_translation_that_is_behind_leads_to_the_newer_text(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="zh-HK")
    page.goto(f"{address}zh-hant/returns/refund-times/")
    note = page.get_by_role("note").filter(has_text="英文版")
    assert violations(page, "main") == []
    note.get_by_role("link").click()
    assert page.url == f"{address}en/returns/refund-times/"
    assert page.get_by_role("note").count() == 0
    page.close()


@LANGUAGES
def test_a_term_opens_its_meaning_by_keyboard_and_paper_has_it_behind_the_term(
    browser: Browser, address: str, language: Language
) -> None:
    page = browser.new_page()
    page.goto(f"{address}{language}/returns/media/")
    term = page.get_by_role("button", name=TERMS[language], exact=True)
    meaning = page.get_by_text(MEANINGS[language], exact=True)
    expect(meaning).to_be_hidden()
    page.locator("article .video a").last.focus()
    page.keyboard.press("Tab")
    expect(term).to_be_focused()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    assert violations(page, "article") == []
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(term).to_be_focused()
    page.emulate_media(media="print")
    expect(meaning).to_be_visible()
    behind = "(node) => [getComputedStyle(node, '::before').content, getComputedStyle(node, '::after').content]"
    assert meaning.evaluate(behind) == ['" ("', '")"']
    page.close()
