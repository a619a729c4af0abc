"""A portal built for `https://example.com/help/`: a reader who walks through all of it never leaves that path."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, expect
from portal_reader import DESK, PHONE, Language, MakeReader

QUERY: dict[Language, str] = {"en": "octopus refund", "zh-hant": "八達通退款"}


def requests_outside(reader_requests: list[Request], portal: str, endpoint: str) -> list[str]:
    return [request.url for request in reader_requests if not request.url.startswith((portal, endpoint, "blob:", "data:"))]


@pytest.mark.parametrize(("language", "width"), [("en", PHONE), ("zh-hant", DESK)])
def test_a_walk_from_home_to_contact_and_the_other_language_stays_below_the_path(
    make_reader: MakeReader, portal_of_folder: str, endpoint: str, language: Language, width: int
) -> None:
    reader = make_reader(language, width, address=portal_of_folder)
    page = reader.page
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(portal_of_folder)
    page.locator(f"[data-kb-door={language}]").click()
    reader.arrives(f"{language}/")
    page.locator('.card a[href$="returns/"]').click()
    reader.arrives(f"{language}/returns/")
    page.locator('main .list a[href$="refund-times/"]').click()
    reader.arrives(f"{language}/returns/refund-times/")
    page.locator(".open-search").click()
    reader.ask(QUERY[language])
    page.keyboard.press("Enter")
    reader.arrives(f"{language}/search/?q={QUERY[language].replace(' ', '+')}")
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    page.locator(".foot a[data-kb-contact]").click()
    page.wait_for_url(re.compile(f"/help/{language}/contact/"))
    expect(page.locator("[data-kb-message]")).to_contain_text(QUERY[language])
    reader.switch_language()
    page.wait_for_url(re.compile(f"/help/{reader.language}/contact/"))
    expect(page.locator("[data-kb-message]")).to_contain_text(QUERY[language])
    assert requests_outside(requests, portal_of_folder, endpoint) == []


def test_a_missing_page_knows_the_path_of_its_portal(make_reader: MakeReader, portal_of_folder: str) -> None:
    reader = make_reader("en", address=portal_of_folder)
    reader.open("no/such/page/")
    reader.start_search()
    reader.ask(QUERY["en"])
    expect(reader.options.first.locator("mark").first).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.page.locator(".brand").click()
    reader.arrives("en/")
    reader.problems[:] = [problem for problem in reader.problems if "404" not in problem]


def test_what_programs_read_names_the_path_too(make_reader: MakeReader, portal_of_folder: str) -> None:
    reader = make_reader("en", address=portal_of_folder)
    reader.open("returns/refund-times/")
    head = reader.page.locator("head")
    canonical = head.locator("link[rel=canonical]").get_attribute("href")
    assert canonical == "https://help.example.com/help/en/returns/refund-times/"
    for link in head.locator("link[hreflang]").all():
        assert urlsplit(link.get_attribute("href") or "").path.startswith("/help/")
    for name in ("sitemap.xml", "robots.txt", "llms.txt", "en/feed.xml"):
        text = reader.page.request.get(portal_of_folder + name).text()
        assert re.findall(r"https://help\.example\.com/(?!help/)[^\s<]*", text) == [], name
