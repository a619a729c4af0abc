"""A comment after "no": asked for only where the site switched it on, and sent with the vote."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from small_site import write_site

from kbgen.commands.main import main
from kbgen.commands.static_server import StaticServer

WORDS = {
    "en": ("No", "Something is wrong", "What should it say? (optional)", "Send", "Send without it", "will see this"),
    "zh-hant": ("沒有", "內容有誤", "應該怎樣寫？（選填）", "送出", "不填，直接送出", "會看到您的意見"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("comments")
    config = write_site(folder, settings="collector:\n  endpoint: /v1/events\n  site: shop\n  comments: true")
    assert main(["build", "--config", str(config)]) == 0
    with StaticServer(folder / "site") as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'webdriver', { get: () => false })")
    page.route("**/v1/events", lambda route: route.fulfill(status=204))
    yield page
    page.close()


def is_vote(request: Request) -> bool:
    return '"t":"vote"' in (request.post_data or "")


def vote_in(request: Request) -> dict[str, object]:
    (found,) = (event for event in json.loads(request.post_data or "")["e"] if event["t"] == "vote")
    return {key: found[key] for key in ("v", "r", "c") if key in found}


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_a_reader_adds_what_is_wrong_and_it_goes_with_the_vote(page: Page, site: str, language: str) -> None:
    no, wrong, label, send, _, thanks = WORDS[language]
    page.goto(f"{site}{language}/returns/refund-times/")
    section = page.locator("[data-kb-vote]")
    section.get_by_role("button", name=no, exact=True).click()
    section.get_by_role("button", name=wrong).click()
    box = section.get_by_label(label)
    expect(box).to_be_focused()
    box.fill("  The card takes ten days, <b>not</b> five  ")
    with page.expect_request(is_vote) as sent:
        section.get_by_role("button", name=send, exact=True).click()
    assert vote_in(sent.value) == {"v": 0, "r": "wrong", "c": "The card takes ten days, <b>not</b> five"}
    expect(section.get_by_role("status")).to_contain_text(thanks)
    expect(box).to_be_hidden()


def test_a_reader_who_adds_nothing_has_voted_all_the_same(page: Page, site: str) -> None:
    no, wrong, _, _, skip, _ = WORDS["en"]
    page.goto(f"{site}en/returns/refund-times/")
    section = page.locator("[data-kb-vote]")
    section.get_by_role("button", name=no, exact=True).click()
    section.get_by_role("button", name=wrong).click()
    with page.expect_request(is_vote) as sent:
        section.get_by_role("button", name=skip).click()
    assert vote_in(sent.value) == {"v": 0, "r": "wrong"}


def test_the_notice_tells_of_comments_in_both_languages(page: Page, site: str) -> None:
    page.goto(f"{site}en/privacy-notice/")
    expect(page.locator("main")).to_contain_text("although nobody else wrote the same")
    page.goto(f"{site}zh-hant/privacy-notice/")
    expect(page.locator("main")).to_contain_text("並在 30 天後刪除")
