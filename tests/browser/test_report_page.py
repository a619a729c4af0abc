"""The report is a page one reads on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from portal_reader import LANGUAGES, PHONE, Language

from kbgen.commands.main import main


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up searches of the sample portal."""
    place = tmp_path_factory.mktemp("report") / "searches.sqlite3"
    assert main(["sample", "--store", str(place)]) == 0
    return place


@LANGUAGES
def test_nothing_of_a_report_lies_beside_a_phone(
    browser: Browser, store: Path, site: Path, tmp_path: Path, language: Language
) -> None:
    report = tmp_path / "report.html"
    options = ["--store", str(store), "--portal", str(site), "--language", language, "--output", str(report)]
    assert main(["report", *options]) == 0
    page = browser.new_context(viewport={"width": PHONE, "height": 800}).new_page()
    page.goto(report.as_uri())
    assert page.locator(".chart .key").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    page.context.close()
