"""What protects readers on a host that sends no headers, such as GitHub Pages: the pages themselves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from portal_reader import EACH_ONCE, LANGUAGES, Language, MakeReader

from kbgen.commands.static_server import StaticServer


@pytest.fixture(scope="module")
def bare_portal(site: Path) -> Iterator[str]:
    with StaticServer(site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


@EACH_ONCE
def test_search_works_under_the_policy_of_the_page(
    make_reader: MakeReader, bare_portal: str, language: Language, width: int
) -> None:
    reader = make_reader(language, width, address=bare_portal)
    reader.open()
    reader.start_search()
    reader.type({"en": "octopus", "zh-hant": "八達通"}[language])
    expect(reader.options.first).to_have_attribute("data-article", "payment/octopus")


def test_the_page_alone_forbids_other_hosts_and_writing_html(make_reader: MakeReader, bare_portal: str) -> None:
    reader = make_reader("en", address=bare_portal)
    reader.open("returns/refund-times/")
    refused = reader.page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
            new Image().src = "https://other.example/x.png";
        })"""
    )
    assert refused == "img-src"
    error = reader.page.evaluate("() => { try { document.body.innerHTML = 'x'; return '' } catch (e) { return e.name } }")
    assert error == "TypeError"
    reader.problems.clear()  # the browser said both aloud


@pytest.mark.parametrize(("script", "address"), [("portal.js", "payment/"), ("contact.js", "contact/")])
def test_a_script_with_other_bytes_does_not_run_and_the_page_stays(
    make_reader: MakeReader, bare_portal: str, site: Path, script: str, address: str
) -> None:
    reader = make_reader("en", address=bare_portal)

    (published,) = site.glob(f"assets/kbgen/*/portal/{script}")
    changed = published.read_text("utf-8") + "\ndocument.documentElement.dataset.changed = 'yes'"
    reader.page.context.route(f"**/portal/{script}", lambda route: route.fulfill(content_type="text/javascript", body=changed))
    reader.open(address)
    assert reader.page.locator("html").get_attribute("data-changed") is None
    assert [problem for problem in reader.problems if "integrity" in problem]
    link = reader.page.locator("main .list a .name").first
    title = link.inner_text()
    link.click()
    expect(reader.page.locator("h1")).to_have_text(title)
    reader.page.context.unroute_all(behavior="wait")
    reader.page.goto("about:blank")
    reader.problems.clear()


@LANGUAGES
def test_without_javascript_the_contact_link_leads_to_a_way_to_write(
    make_reader: MakeReader, bare_portal: str, language: Language
) -> None:
    reader = make_reader(language, address=bare_portal, script=False)
    reader.open("returns/refund-times/")
    reader.page.locator(".foot").get_by_role("link", name={"en": "Contact", "zh-hant": "聯絡"}[language]).first.click()
    expect(reader.page.locator('main a[href^="mailto:"]').first).to_be_visible()
