"""\"Was this article helpful?\": a vote reaches the collector, once, and only where somebody counts it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from portal_reader import DESK, PHONE, Language, MakeReader, Reader, eventually

ARTICLE = "returns/who-pays-return"
"""No other test votes on it."""


def votes(database: Path, article: str) -> list[tuple[str, int, str | None]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(
            "SELECT language, vote, reason FROM event WHERE type = 'vote' AND article = ?", (article,)
        ).fetchall()


def question(reader: Reader, article: str) -> Locator:
    reader.open(f"{article}/")
    section = reader.page.locator("[data-kb-vote]")
    expect(section.locator("[data-kb-step=ask]")).to_be_visible()
    return section


def is_vote(request) -> bool:
    return '"t":"vote"' in (request.post_data or "")


@pytest.mark.parametrize(("language", "width"), [("en", PHONE), ("zh-hant", DESK)])
def test_a_yes_reaches_the_collector(make_reader: MakeReader, database: Path, language: Language, width: int) -> None:
    reader = make_reader(language, width)
    section = question(reader, "payment/octopus")
    with reader.page.expect_request_finished(is_vote):
        section.get_by_role("button", name={"en": "Yes", "zh-hant": "有"}[language], exact=True).click()
    expect(section.get_by_role("status")).to_contain_text({"en": "Thank you", "zh-hant": "謝謝您"}[language])
    assert (language, 1, None) in votes(database, "payment/octopus")


@pytest.mark.parametrize(
    ("language", "vote", "unsent", "thanks"),
    [
        ("en", "Yes", "could not be delivered", "Glad it helped"),
        ("zh-hant", "有", "暫時未能送達", "很高興幫到您"),
    ],
)
def test_while_the_collector_is_down_the_page_says_so_and_thanks_when_the_vote_has_arrived(
    make_reader: MakeReader, endpoint: str, language: Language, vote: str, unsent: str, thanks: str
) -> None:
    reader = make_reader(language)
    reader.page.clock.install()
    reader.page.context.route(endpoint, lambda route: route.abort("connectionrefused"))
    section = question(reader, "delivery/address-change")
    section.get_by_role("button", name=vote, exact=True).click()
    said = section.get_by_role("status")
    expect(said).to_contain_text(unsent)
    expect(said).to_be_focused()
    expect(section.locator("[data-kb-step=ask-us]")).to_be_visible()
    reader.page.context.unroute(endpoint)
    reader.page.clock.run_for(60_000)  # by then the beacon has tried again
    expect(said).to_contain_text(thanks)
    expect(section.locator("[data-kb-step=ask-us]")).to_be_hidden()


def test_a_collector_that_never_answers_is_not_waited_for(make_reader: MakeReader, endpoint: str) -> None:
    reader = make_reader("en")
    reader.page.context.route(endpoint, lambda _: None)
    section = question(reader, "delivery/address-change")
    section.get_by_role("button", name="Yes", exact=True).click()
    expect(section.get_by_role("status")).to_contain_text("could not be delivered")
    reader.page.context.unroute_all(behavior="ignoreErrors")


def test_a_no_is_given_with_a_reason_by_keyboard_alone(make_reader: MakeReader, database: Path) -> None:
    reader = make_reader("zh-hant")
    section = question(reader, ARTICLE)
    section.get_by_role("button", name="沒有").focus()
    reader.page.keyboard.press("Enter")
    expect(section.locator("legend")).to_be_focused()
    for _ in range(4):
        reader.page.keyboard.press("Tab")
    with reader.page.expect_request_finished(is_vote):
        reader.page.keyboard.press("Enter")
    expect(section.get_by_role("status")).to_be_focused()
    expect(section.get_by_role("link", name="直接聯絡我們")).to_be_visible()
    assert votes(database, ARTICLE) == [("zh-hant", 0, "too-long")]


def test_a_no_without_a_reason_counts_when_the_reader_leaves(make_reader: MakeReader, database: Path) -> None:
    reader = make_reader("en")
    section = question(reader, "orders/cancel-order")
    section.get_by_role("button", name="No", exact=True).click()
    expect(section.locator("legend")).to_be_focused()
    reader.page.locator("a[rel=next], a[rel=prev]").first.click()
    eventually(lambda: votes(database, "orders/cancel-order"), lambda stored: stored == [("en", 0, None)])


def test_a_reader_who_asked_not_to_be_counted_is_not_asked(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.page.add_init_script("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })")
    reader.open(f"{ARTICLE}/")
    expect(reader.page.locator("[data-kb-vote]")).to_have_attribute("hidden", "")


def test_without_javascript_nobody_is_asked(make_reader: MakeReader) -> None:
    reader = make_reader("en", script=False)
    reader.open(f"{ARTICLE}/")
    expect(reader.page.locator("[data-kb-vote]")).to_be_hidden()
