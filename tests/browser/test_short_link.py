"""A short link leads to the article in its reader's language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from portal_reader import PHONE, Language, MakeReader


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_a_short_link_leads_to_the_place_in_the_readers_language_and_back_leads_away(
    make_reader: MakeReader, language: Language
) -> None:
    reader = make_reader(language, PHONE)
    reader.open()
    reader.page.goto(f"{reader.address}a/7f3k/#by-method")
    reader.page.wait_for_url(re.compile(f"/{language}/returns/refund-times/#by-method"))
    reader.page.go_back()
    reader.page.wait_for_url(re.compile(f"/{language}/$"))


def test_without_scripts_a_short_link_offers_both_languages(make_reader: MakeReader, portal: str) -> None:
    reader = make_reader("en", PHONE)
    page = reader.page.context.browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{portal}a/7f3k/")
    expect(page.get_by_role("link", name="退款要多久")).to_be_visible()
    page.get_by_role("link", name="When a refund arrives").click()
    expect(page).to_have_url(re.compile("/en/returns/refund-times/"))
    page.context.close()
