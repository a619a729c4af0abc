"""What readers meet beside the straight way: narrow screens, pasted pages, "back", the other language, slow networks, a disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from portal_reader import DESK, LANGUAGES, Language, MakeReader, eventually
from small_site import write_site

from kbgen.commands.main import main


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256)], ids=["320 px", "400 %"])
@LANGUAGES
def test_the_way_out_of_the_search_is_on_the_screen(make_reader: MakeReader, language: Language, width: int, height: int) -> None:
    reader = make_reader(language, width)
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.open("payment/fps/")
    reader.page.locator(".open-search").click()
    reader.ask("refund")
    box = reader.page.locator(".palette .close").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("anchor", ["steps", "problems"])
def test_the_language_switch_leads_to_the_same_heading(make_reader: MakeReader, anchor: str) -> None:
    reader = make_reader("en")
    reader.open(f"payment/fps/#{anchor}")
    place = reader.page.locator(".prose h2").evaluate_all("(all, id) => all.findIndex((one) => one.id === id)", anchor)
    reader.switch_language()
    reader.arrives("zh-hant/payment/fps/")
    heading = reader.page.locator(".prose h2").nth(place)
    assert reader.page.evaluate("decodeURIComponent(location.hash.slice(1))") == heading.get_attribute("id")
    expect(heading).to_be_in_viewport()


def test_above_the_first_heading_the_switch_leads_to_the_top(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("payment/fps/")
    reader.switch_language()
    reader.arrives("zh-hant/payment/fps/")
    assert reader.page.evaluate("location.hash") == ""


@LANGUAGES
def test_results_are_gone_through_by_their_headings(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open("search/?q=octopus")
    expect(reader.hits.first.get_by_role("heading", level=3)).to_be_visible()
    expect(reader.page.locator("[data-kb-found] h2").first).to_be_visible()


@LANGUAGES
def test_a_pasted_page_is_searched_by_its_beginning_and_that_is_said(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open("search/")
    pasted = "xqzvwk " * 60
    reader.page.locator("[data-kb-results] input").fill(pasted)
    found = reader.page.locator("[data-kb-found]")
    expect(found).to_contain_text("200")
    assert reader.page.locator("[data-kb-results] input").input_value() == pasted
    assert len(found.inner_text()) < 600


def test_back_leads_to_the_place_that_was_left(make_reader: MakeReader) -> None:
    reader = make_reader("en", 375)
    # Without the browser's own memory of pages, which most hosts' headers and many browsers leave unused.
    reader.page.add_init_script("addEventListener('unload', () => {})")
    reader.open("search/?q=order")
    expect(reader.page.locator(".more")).to_be_visible()
    reader.page.locator(".more").click()
    eventually(reader.hits.count, lambda count: count > 20)
    opened = reader.hits.nth(22)
    opened.scroll_into_view_if_needed()
    expect(reader.page.locator(".hit .excerpt:empty")).to_have_count(0)
    left = opened.bounding_box()
    opened.click()
    expect(reader.page.locator("article h1")).to_be_visible()
    reader.page.go_back()
    expect(opened).to_be_visible()
    eventually(opened.bounding_box, lambda box: abs(box["y"] - left["y"]) < 60)
    assert reader.hits.count() > 20
    assert reader.page.evaluate("scrollY") > 1000


@LANGUAGES
def test_the_question_stands_on_the_page_before_what_answers_it_is_there(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.page.context.route("**/results-page*.js", lambda route: None)
    reader.page.context.route("**/search/*.pack", lambda route: None)
    reader.page.goto(f"{reader.address}{language}/search/?q=octopus", wait_until="commit")
    expect(reader.page.locator("[data-kb-results] input")).to_have_value("octopus")
    expect(reader.page.locator("#all")).to_be_hidden()
    reader.page.context.unroute_all(behavior="ignoreErrors")


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk")
    config = write_site(folder, top="use_directory_urls: false\n")
    assert main(["build", "--config", str(config), "--output", str(folder / "site")]) == 0
    return folder / "site"


def test_a_portal_on_a_disk_is_styled_can_be_browsed_and_says_why_it_does_not_search(browser: Browser, disk: Path) -> None:
    page = browser.new_page(viewport={"width": DESK, "height": 800})
    page.goto((disk / "en/index.html").as_uri())
    assert page.locator(".top .wrap").evaluate("(bar) => getComputedStyle(bar).display") == "flex"
    page.get_by_role("link", name="Returns").first.click()
    page.get_by_role("link", name="Refund times").first.click()
    expect(page.locator("h1")).to_have_text("Refund times")
    page.goto((disk / "en/search.html").as_uri())
    expect(page.locator(".silent")).to_be_visible()
