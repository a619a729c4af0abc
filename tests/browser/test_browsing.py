"""Pages, links and languages; with and without JavaScript."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import expect
from portal_reader import EACH_ONCE, LANGUAGES, OTHER, WIDTHS, Language, MakeReader, Reader

TAGS = {"en": "en", "zh-hant": "zh-Hant-HK"}
PAGES = ["", "returns/", "returns/refund-times/", "payment/faq/", "search/", "contact/", "delivery/overseas-customs/"]


@WIDTHS
@LANGUAGES
def test_every_kind_of_page_opens_without_complaint_and_fits_the_screen(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    opens_and_fits(make_reader(language, width))


@EACH_ONCE
def test_every_kind_of_page_opens_below_a_path_too(
    make_reader: MakeReader, portal_in_folder: str, language: Language, width: int
) -> None:
    opens_and_fits(make_reader(language, width, address=portal_in_folder))


def opens_and_fits(reader: Reader) -> None:
    for path in PAGES:
        reader.open(path)
        expect(reader.page.locator("h1")).to_be_visible()
        assert reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
        broken = "[...document.images].filter((i) => i.complete && !i.naturalWidth).map((i) => i.src)"
        assert reader.page.evaluate(broken) == []


@LANGUAGES
def test_the_first_page_offers_both_languages(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.page.goto(reader.address)
    doors = reader.page.locator("a.door")
    expect(doors).to_have_count(2)
    doors.and_(reader.page.locator(f"[data-kb-door={language}]")).click()
    expect(reader.page.locator("html")).to_have_attribute("lang", TAGS[language])


@EACH_ONCE
@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_language_switch_keeps_the_article(make_reader: MakeReader, language: Language, width: int, script: bool) -> None:
    reader = make_reader(language, width, script=script)
    reader.open("returns/refund-times/")
    reader.switch_language()
    reader.arrives(f"{OTHER[language]}/returns/refund-times/")
    expect(reader.page.locator("html")).to_have_attribute("lang", TAGS[OTHER[language]])
    expect(reader.page.locator("h1")).to_have_text({"en": "When a refund arrives", "zh-hant": "退款要多久"}[OTHER[language]])


@LANGUAGES
def test_the_language_switch_keeps_the_question(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open("search/?q=FPS")
    expect(reader.hits.first).to_be_visible()
    reader.switch_language()
    reader.page.wait_for_url(f"**/{OTHER[language]}/search/?q=FPS")
    expect(reader.hits.first).to_be_visible()


@EACH_ONCE
def test_readers_browse_from_home_to_an_article_without_javascript(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width, script=False)
    reader.open()
    main = reader.page.locator("main")
    main.get_by_role("link", name={"en": "Payment", "zh-hant": "付款"}[language], exact=True).click()
    reader.arrives(f"{language}/payment/")
    main.get_by_role("link", name={"en": "Pay by Octopus", "zh-hant": "八達通付款"}[language]).first.click()
    reader.arrives(f"{language}/payment/octopus/")
    reader.page.locator(".crumbs a").first.click()
    reader.arrives(f"{language}/")


@LANGUAGES
def test_without_javascript_the_search_form_leads_to_a_list_of_all_articles(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language, script=False)
    reader.open()
    reader.page.locator("input[name=q]").fill("refund")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(f"**/{language}/search/?q=refund*")
    expect(reader.page.locator("main .notice")).to_be_visible()
    expect(reader.page.locator('.index a[href$="returns/refund-times/"]')).to_be_visible()


WORDS_OF_AN_ANSWER: dict[Language, str] = {"en": "send us a screenshot", "zh-hant": "請把截圖傳給我們"}


@LANGUAGES
def test_questions_open_without_javascript_and_by_keyboard(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language, script=False)
    reader.open("payment/faq/")
    question = reader.page.locator("details.question").nth(1)
    answer = question.locator("p").first
    expect(answer).to_be_hidden()
    question.locator("summary").focus()
    reader.page.keyboard.press("Enter")
    expect(answer).to_be_visible()


@LANGUAGES
@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_browser_finds_words_inside_a_closed_answer_and_opens_it(
    make_reader: MakeReader, language: Language, script: bool
) -> None:
    """No test can press Ctrl-F; a link to words makes the browser search the page, and opens answers by the same rule."""
    reader = make_reader(language, script=script)
    reader.open(f"payment/faq/#:~:text={WORDS_OF_AN_ANSWER[language]}")
    opened = reader.page.locator("details.question[open]")
    expect(opened).to_have_count(1)
    expect(opened).to_contain_text(WORDS_OF_AN_ANSWER[language])
    expect(opened.locator("summary")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("language", "path", "notice"),
    [("zh-hant", "delivery/overseas-customs/", "只有英文版"), ("en", "invoices/lottery-winning/", "only available in Chinese")],
)
def test_a_page_without_a_translation_says_so(make_reader: MakeReader, language: Language, path: str, notice: str) -> None:
    reader = make_reader(language)
    reader.open(path)
    expect(reader.page.locator("main .notice")).to_contain_text(notice)
    expect(reader.page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
    expect(reader.page.locator("article")).to_have_attribute("lang", TAGS[OTHER[language]])
    reader.switch_language()
    expect(reader.page.locator("main .notice")).to_have_count(0)


@EACH_ONCE
def test_the_not_found_page_leads_to_the_other_language_in_its_words_and_nothing_touches(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    reader.open("404.html")
    line = reader.page.locator(".lost .elsewhere")
    words = {
        "en": "找不到這個頁面，連結可能已過時。改看 繁體中文",
        "zh-hant": "We could not find that page; the link may be old. Continue in English",
    }
    expect(line).to_have_text(words[language])
    boxes = [reader.page.locator(f".lost {part}").bounding_box() for part in ("h1", ".lead", ".elsewhere", "form")]
    gaps = [below["y"] - above["y"] - above["height"] for above, below in pairwise(filter(None, boxes))]
    assert len(gaps) == 3
    assert min(gaps) >= 10
