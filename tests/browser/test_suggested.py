"""A word that the site lacks and that leaves a letter out of one it has: the page asks, and shows nothing else in its name."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect
from portal_reader import MakeReader


def test_the_page_asks_whether_another_word_was_meant(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("search/?q=pint")
    question = reader.page.locator(".nothing p")
    expect(question).to_have_text("Did you mean print?")
    expect(reader.hits).to_have_count(0)
    question.get_by_role("link").click()
    reader.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query)["q"] == ["print"])
    expect(reader.hits.first).to_be_visible()
