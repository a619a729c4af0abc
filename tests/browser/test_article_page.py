"""What an article has beyond its text: pictures enlarged, steps ticked, Markdown, paper, and what was read in this tab."""

from __future__ import annotations

import re

from axe import violations
from playwright.sync_api import Locator, expect
from portal_reader import EACH_ONCE, LANGUAGES, PHONE, Language, MakeReader, Reader

STEPS_AND_PICTURE = "account/reset-password/"
WORDS = {
    "en": {
        "larger": "Larger",
        "smaller": "Smaller",
        "close": "Close",
        "step": "Step 3 done",
        "copy": "Copy as Markdown",
        "read": "Read in this tab",
    },
    "zh-hant": {
        "larger": "放大",
        "smaller": "縮小",
        "close": "關閉",
        "step": "步驟 3 已完成",
        "copy": "複製為 Markdown",
        "read": "在此分頁看過",
    },
}


def open_article(reader: Reader, path: str) -> None:
    """Open an article and wait for what comes after its text."""
    with reader.page.expect_response("**/article-page.js"):
        reader.open(path)
    expect(reader.page.locator("[data-kb-tools] a")).to_have_text(WORDS[reader.language]["copy"])


@EACH_ONCE
def test_a_picture_grows_to_the_screen_and_beyond_and_escape_leads_back(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    open_article(reader, STEPS_AND_PICTURE)
    page, link = reader.page, reader.page.locator("button.zoom")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    image = dialog.get_by_role("img")
    expect(image).to_be_in_viewport(ratio=1)
    before = wide(image)
    page.keyboard.press("Shift+Tab")
    expect(dialog.get_by_role("button", name=WORDS[language]["larger"])).to_be_focused()
    page.keyboard.press("Enter")
    assert wide(image) >= 2 * before - 1
    expect(dialog.get_by_role("button", name=WORDS[language]["smaller"])).to_be_focused()
    assert image.evaluate("(image) => image.getBoundingClientRect().left") >= 0  # reading begins at the left
    assert violations(page, "dialog") == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()
    assert page.evaluate("scrollX") == 0


@EACH_ONCE
def test_back_closes_an_enlarged_picture_and_closing_it_leaves_nothing_to_go_back_to(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    page = reader.page
    reader.open("payment/faq/")
    open_article(reader, STEPS_AND_PICTURE)
    link, dialog = page.locator("button.zoom"), page.get_by_role("dialog")
    page.get_by_role("checkbox").first.click()
    link.click()
    page.go_back()
    expect(dialog).to_have_count(0)
    reader.arrives(f"{language}/{STEPS_AND_PICTURE}")
    page.go_forward()
    expect(dialog).to_be_visible()
    page.reload()
    dialog.get_by_role("button", name=WORDS[language]["close"]).click()
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()
    page.wait_for_function("history.state === null")
    page.go_back()
    reader.arrives(f"{language}/payment/faq/")


def wide(image: Locator) -> float:
    return float(image.evaluate("(image) => image.getBoundingClientRect().width"))


@LANGUAGES
def test_without_scripts_a_drawing_is_nothing_to_press(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language, script=False)
    reader.open(STEPS_AND_PICTURE)
    expect(reader.page.locator("article .prose").get_by_role("button")).to_have_count(0)
    expect(reader.page.locator("a.zoom[href]")).to_have_count(0)


@EACH_ONCE
def test_a_step_is_ticked_by_keyboard_and_press_and_forgotten_with_the_page(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    open_article(reader, STEPS_AND_PICTURE)
    step = reader.page.get_by_label(WORDS[language]["step"], exact=True)
    step.focus()
    reader.page.keyboard.press("Space")
    reader.page.get_by_role("checkbox").first.click()
    expect(step).to_be_checked()
    assert reader.page.locator(".tick:checked").count() == 2
    assert violations(reader.page, ".prose > ol") == []
    reader.page.emulate_media(media="print")
    expect(step).to_be_hidden()
    number = "(box) => getComputedStyle(box.parentElement, '::before').content"
    assert step.evaluate(number) == "counter(list-item)"
    reader.page.emulate_media(media="screen")
    reader.page.reload()
    expect(step).not_to_be_checked()
    assert reader.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@EACH_ONCE
def test_ticked_steps_are_still_ticked_for_who_follows_a_link_and_comes_back(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    open_article(reader, STEPS_AND_PICTURE)
    reader.page.evaluate("addEventListener('unload', () => {})")  # so that the page is loaded again, not shown from memory
    step = reader.page.get_by_label(WORDS[language]["step"], exact=True)
    step.check()
    reader.page.evaluate("location.hash = '#content'")
    reader.open("account/sign-in/")
    reader.page.go_back()
    expect(step).to_be_checked()
    assert reader.page.locator(".tick:checked").count() == 1
    reader.page.reload()
    expect(reader.page.locator(".tick").first).to_be_visible()
    expect(step).not_to_be_checked()


@LANGUAGES
def test_lists_that_are_no_steps_cannot_be_ticked(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    open_article(reader, "payment/faq/")
    expect(reader.page.get_by_role("checkbox")).to_have_count(0)


@LANGUAGES
def test_an_article_is_copied_as_markdown(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_article(reader, STEPS_AND_PICTURE)
    title = reader.page.locator("article h1").inner_text()
    reader.page.get_by_role("link", name=WORDS[language]["copy"]).click()
    expect(reader.page.get_by_role("status").filter(has_text="Markdown")).to_be_visible()
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert f"\n# {title}\n" in copied
    assert "1. " in copied
    addresses = re.findall(r"\]\(([^)]*)\)", copied)
    assert f"{reader.address}{language}/account/sign-in/" in addresses
    assert all(address.startswith(("http:", "https:", "mailto:", "tel:")) for address in addresses)
    assert re.search(r"\{ *[#.]", copied) is None


@LANGUAGES
def test_without_scripts_the_markdown_is_a_link(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language, PHONE, script=False)
    reader.open(STEPS_AND_PICTURE)
    link = reader.page.locator("[data-kb-tools] a")
    assert str(link.get_attribute("href")).endswith("reset-password.md")
    expect(reader.page.locator("[data-kb-tools] button")).to_be_hidden()


@LANGUAGES
def test_on_paper_links_to_other_pages_show_addresses_that_can_be_typed(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    open_article(reader, STEPS_AND_PICTURE)
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    reader.page.emulate_media(media="print")
    link = reader.page.locator(".prose a[href$='sign-in/']").first
    shown = link.evaluate("(link) => link.dataset.kbAddress")
    assert shown == f"{reader.address}{language}/account/sign-in/"
    assert link.evaluate("(link) => getComputedStyle(link, '::after').content") != "none"
    assert reader.page.locator(".headerlink[data-kb-address^=http]").count() == 0


@EACH_ONCE
def test_the_empty_search_box_lists_what_was_read_in_this_tab_and_nothing_is_stored(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    titles = []
    for path in ("payment/fps/", STEPS_AND_PICTURE, "payment/faq/"):
        reader.open(path)
        expect(reader.page.locator("html.has-script")).to_be_attached()
        titles.append(reader.page.locator("article h1").inner_text())
    reader.page.evaluate("location.hash = '#content'")
    reader.page.locator(".open-search").click()
    heading = reader.page.get_by_role("heading", name=WORDS[language]["read"])
    expect(heading).to_be_visible()
    listed = heading.locator("xpath=following-sibling::*[1]").get_by_role("link")
    expect(listed).to_have_text([titles[1], titles[0]])
    assert violations(reader.page, "dialog") == []
    assert reader.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    listed.first.click()
    reader.arrives(f"{language}/{STEPS_AND_PICTURE}")
