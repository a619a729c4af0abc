"""A site with a module of its own, which no bundle holds: every module is published as it is, and the portal does the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from portal_reader import EACH_ONCE, Language, MakeReader
from served_portal import ROOT, build, serving

OWN = "assets/portal/toast.js"
QUERY: dict[Language, str] = {"en": "octopus refund", "zh-hant": "八達通退款"}


@pytest.fixture(scope="module")
def portal_of_modules(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal whose theme has another `toast.js`."""
    folder = tmp_path_factory.mktemp("own-module")
    own = folder / "own" / OWN
    own.parent.mkdir(parents=True)
    own.write_text((ROOT / "theme" / OWN).read_text("utf-8") + "document.documentElement.dataset.own = 'module';\n", "utf-8")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("docs_dir: content", f"docs_dir: {ROOT / 'content'}")
    (folder / "mkdocs.yml").write_text(settings.replace("name: material", "name: material\n  custom_dir: own", 1), "utf-8")
    with serving(build(folder / "mkdocs.yml", folder / "site", endpoint), "/") as address:
        yield address


@pytest.mark.long
@EACH_ONCE
def test_search_results_marks_and_contact_work_without_bundles(
    make_reader: MakeReader, portal_of_modules: str, language: Language, width: int
) -> None:
    reader = make_reader(language, width, address=portal_of_modules)
    page = reader.page
    reader.open()
    expect(page.locator("html[data-own=module]")).to_be_attached()
    reader.start_search()
    reader.ask(QUERY[language])
    page.keyboard.press("Enter")
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    reader.hits.first.click()
    expect(page.locator(".prose mark").first).to_be_visible()
    page.locator("#contact a[data-kb-contact]").click()
    expect(page.locator("[data-kb-message]")).to_contain_text(QUERY[language])
