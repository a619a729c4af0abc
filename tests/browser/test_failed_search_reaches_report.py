"""The loop the project is for: a search that fails in a browser stands in the report."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from portal_reader import DESK, PHONE, Language, MakeReader, Reader


def failed_searches(database: Path, *options: str) -> str:
    command = [sys.executable, "-m", "kbgen", "report", "--db", str(database), "--show-every-query", *options]
    # Elsewhere, so that no built portal at hand explains the searches and joins them.
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", cwd=database.parent)
    return done.stdout


@pytest.mark.parametrize(
    ("language", "width", "query"), [("en", PHONE, "zzqvx blorft"), ("zh-hant", DESK, "xqzv 鱷鷹")], ids=["English", "Chinese"]
)
def test_a_failed_search_stands_in_the_report(
    make_reader: MakeReader, database: Path, endpoint: str, language: Language, width: int, query: str, tmp_path: Path
) -> None:
    reader = make_reader(language, width)
    reader.open()
    reader.start_search()
    with reader.page.expect_response(endpoint) as answer:  # a failure is certain after five seconds in sight
        reader.type(query)
    assert answer.value.status == 204
    rows = {row["phrase"]: row for row in csv.DictReader(io.StringIO(failed_searches(database, "--format", "csv")))}
    assert query in rows
    assert rows[query]["languages"] == language
    report = tmp_path / "report.html"
    failed_searches(database, "--output", str(report))
    reader.page.goto("about:blank")  # so that the report is not judged as a page of the portal
    assert query in report.read_text("utf-8")


def test_enter_and_the_results_page_it_leads_to_are_one_search(make_reader: MakeReader, database: Path, endpoint: str) -> None:
    reader = make_reader("en")
    reader.open()
    reader.start_search()
    reader.type("vqxzz kwopf")
    expect(reader.page.locator("[role=status]").first).not_to_be_empty()  # the box has its answer
    with reader.page.expect_response(endpoint) as answer:  # a failure is certain after five seconds in sight
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url("**/en/search/?q=*")
    assert answer.value.status == 204
    rows = {row["phrase"]: row for row in csv.DictReader(io.StringIO(failed_searches(database, "--format", "csv")))}
    assert rows["vqxzz kwopf"]["searches"] == "1"


def contacts_after(reader: Reader, database: Path, endpoint: str, query: str, link: str) -> tuple[str, str]:
    """Press a link that leads to a person; return how many such searches the report says led there, and came to nothing."""
    # The page stays, so that the answer to what it sends can be waited for.
    reader.page.evaluate("document.addEventListener('click', (event) => event.preventDefault(), true)")
    with reader.page.expect_response(endpoint) as answer:
        reader.page.locator(link).first.click()
    assert answer.value.status == 204
    rows = {row["phrase"]: row for row in csv.DictReader(io.StringIO(failed_searches(database, "--format", "csv")))}
    return rows[query]["contacted"], rows[query]["unrecovered"]


def test_going_from_a_failed_search_to_the_contact_page_is_counted(
    make_reader: MakeReader, database: Path, endpoint: str
) -> None:
    reader = make_reader("en")
    with reader.page.expect_response(endpoint):  # a failure is certain after five seconds in sight
        reader.open("search/?q=zzqvx+kwopf")
    assert contacts_after(reader, database, endpoint, "zzqvx kwopf", "[data-kb-found] a.write") == ("1", "1")


def test_going_there_from_below_what_is_only_near_is_counted_too(make_reader: MakeReader, database: Path, endpoint: str) -> None:
    reader = make_reader("en")
    reader.open("search/?q=octopus+parachute+zzqvx")
    expect(reader.hits.first).to_be_visible()
    link = "#contact a[data-kb-contact]"
    assert contacts_after(reader, database, endpoint, "octopus parachute zzqvx", link) == ("1", "1")


def test_the_portal_works_while_the_collector_is_down(make_reader: MakeReader, endpoint: str) -> None:
    reader = make_reader("en")
    reader.page.context.route(endpoint, lambda route: route.abort("connectionrefused"))
    reader.open()
    reader.start_search()
    reader.type("refund")
    expect(reader.options.first).to_be_visible()
    with reader.page.expect_event("requestfailed", lambda request: request.url == endpoint):
        reader.options.first.click()
    expect(reader.page.locator("article h1")).to_be_visible()
